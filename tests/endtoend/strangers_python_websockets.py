"""An independent client: Debian's python3-websockets. Skipped if it is not installed."""
import asyncio
import os
import sys
import unittest

import hookbot

try:
    import websockets
except ImportError:
    print("python3-websockets is not installed")
    sys.exit(77)


class PythonWebsockets(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.broker = hookbot.Hookbot("--ping-interval", "1s")
        self.addCleanup(self.broker.stop)

    def connect(self, path, token=hookbot.MINT, **options):
        if token is hookbot.MINT:
            token = self.broker.token(path)
        return websockets.connect(f"ws://{token}:@127.0.0.1:{self.broker.port}{path}", open_timeout=hookbot.PATIENCE,
                                  **options)

    async def publish(self, path, body):
        return await asyncio.to_thread(self.broker.publish, path, body)

    async def receive(self, client):
        return await asyncio.wait_for(client.recv(), hookbot.PATIENCE)

    async def test_it_hears_bytes(self):
        async with self.connect("/sub/a") as client:
            for body in (b"", b"\0\xff", os.urandom(100_000)):
                await self.publish("/pub/a", body)
                self.assertEqual(await self.receive(client), body)

    async def test_it_hears_recursively(self):
        async with self.connect("/sub/") as client:
            await self.publish("/pub/a/b", b"x")
            self.assertEqual(await self.receive(client), b"a/b\0x")

    async def test_its_offer_of_compression_is_declined(self):
        async with self.connect("/sub/a", compression="deflate") as client:
            self.assertEqual(client.extensions, [])
            await self.publish("/pub/a", b"x" * 1000)
            self.assertEqual(await self.receive(client), b"x" * 1000)

    async def test_pings_go_both_ways(self):
        async with self.connect("/sub/a", ping_interval=0.1, ping_timeout=hookbot.PATIENCE) as client:
            for _ in range(3):
                await asyncio.wait_for(await client.ping(), hookbot.PATIENCE)
            await asyncio.sleep(3)  # longer than a silent peer would last
            await self.publish("/pub/a", b"still here")
            self.assertEqual(await self.receive(client), b"still here")

    async def test_it_is_refused_without_a_token(self):
        with self.assertRaises(websockets.InvalidStatusCode) as refusal:
            await self.connect("/sub/a", token="0" * 64)
        self.assertEqual(refusal.exception.status_code, 401)

    async def test_its_own_origin_is_let_in_and_a_foreign_one_is_not(self):
        async with self.connect("/sub/a", origin=f"http://127.0.0.1:{self.broker.port}"):
            pass
        with self.assertRaises(websockets.InvalidStatusCode) as refusal:
            await self.connect("/sub/a", origin="http://evil.example")
        self.assertEqual(refusal.exception.status_code, 403)

    async def test_it_hears_that_the_server_goes_away(self):
        async with self.connect("/sub/a") as client:
            self.broker.signal(hookbot.signal.SIGTERM)
            with self.assertRaises(websockets.ConnectionClosed) as closed:
                await self.receive(client)
        self.assertEqual(closed.exception.rcvd.code, 1001)

    async def test_it_closes_in_order(self):
        client = await self.connect("/sub/a")
        await client.close(1000, "done")
        self.assertEqual(client.close_code, 1000)


if __name__ == "__main__":
    hookbot.main()
