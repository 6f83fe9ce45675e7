"""Strangers use bodies, connections and answers as much as they can; clients with a token are always served."""
import os
import tempfile
import threading
import time

from attack import (LONGEST_P99, MIB, SCALE, SECONDS, AttackTest, MemoryGroup, hookbot, is_sanitized, post, stranger,
                    yield_to_others)


def drip(server, ends, chunked, piece, target="/unsafe/pub/x"):
    """Uploads slowly until the server refuses; then starts the next upload."""
    yield_to_others()
    while time.monotonic() < ends:
        try:
            peer = stranger(server)
            how = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 26000000"
            peer.send(f"POST {target} HTTP/1.1\r\nHost: h\r\n".encode() + how + b"\r\n\r\n")
            first = b"x" * (23 * MIB)
            peer.send(b"%x\r\n" % len(first) + first + b"\r\n" if chunked else first)
            while time.monotonic() < ends:
                peer.send(b"%x\r\n" % len(piece) + piece + b"\r\n" if chunked else piece)
                time.sleep(0.2)
            peer.close()
        except OSError:
            time.sleep(0.05)


class Shares(AttackTest):
    def test_uploads_that_drip(self):
        server = self.server()
        with self.honest_beside(server):
            ends = time.monotonic() + SECONDS
            threads = [threading.Thread(target=drip, args=(server, ends, i % 2 == 0, b"y" * 600), daemon=True)
                       for i in range(14)]
            for thread in threads:
                thread.start()
            large = b"z" * (8 * MIB)
            while time.monotonic() < ends:
                self.assertEqual(server.publish("/pub/large", large).status, 200)
            for thread in threads:
                thread.join(hookbot.PATIENCE)

    def test_the_largest_bodies_of_many_at_once(self):
        server = self.server()
        with self.honest_beside(server):
            body = b"x" * (24 * MIB)
            self.strangers(lambda rng: post(server, "/unsafe/pub/x", body[:rng.randrange(len(body))]), 12)

    def test_the_largest_bodies_in_a_group_with_little_memory(self):
        group = MemoryGroup()
        if not group.path or is_sanitized():
            self.skipTest("no control group can be made here")
        self.addCleanup(group.remove)
        server = self.server(group=group)
        # The kernel makes the group write its large events to disk before it gets new pages, which takes time.
        with self.honest_beside(server, longest_p99=4 * LONGEST_P99):
            body = b"x" * (24 * MIB)
            self.strangers(lambda rng: post(server, "/unsafe/pub/x", body[:rng.randrange(len(body))]), 12)

    def test_connections_that_say_nothing(self):
        server = self.server(descriptors=400)
        with self.honest_beside(server):
            peers = []
            for _ in range(int(800 * SCALE)):
                try:
                    peers.append(stranger(server))
                except OSError:
                    break
            for _ in range(20):
                self.assertEqual(server.publish("/pub/x", b"in").status, 200)
                server.listen("/sub/x").close()
            for peer in peers:
                peer.close()

    def test_connections_that_begin_and_do_not_end(self):
        server = self.server(descriptors=400)
        with self.honest_beside(server):
            peers = []
            beginnings = [b"", b"G", b"POST /unsafe/pub/x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n",
                          b"GET /status HTTP/1.1\r\nHost: h\r\n\r\n"]
            for i in range(int(800 * SCALE)):
                try:
                    peer = stranger(server)
                    peer.send(beginnings[i % len(beginnings)])
                    peers.append(peer)
                except OSError:
                    break
            for _ in range(20):
                self.assertEqual(server.publish("/pub/x", b"in").status, 200)
            for peer in peers:
                peer.close()

    def test_floods_of_unsafe_events(self):
        with tempfile.TemporaryDirectory(prefix="hookbot-") as folder:
            path = os.path.join(folder, "log.sqlite")
            server = self.server("--log", "sqlite:" + path, "--keep-unsafe-bytes", "2MiB")
            with self.honest_beside(server):
                def attack(rng):
                    peer = stranger(server)
                    for _ in range(50):
                        name = "/".join(rng.choice("abcdef") * rng.choice([1, 60, 200]) for _ in range(rng.choice([1, 9, 29])))
                        post(server, f"/unsafe/pub/{name[:2000].rstrip('/')}", b"x" * rng.choice([0, 0, 10, 5000]), peer=peer)
                    peer.close()

                self.strangers(attack, 3, 2 * SECONDS)
            # Stored events, the write-ahead log, and the events of the honest pair.
            sizes = lambda: sum(os.path.getsize(path + suffix) for suffix in ("", "-wal") if os.path.exists(path + suffix))
            hookbot.wait_for(lambda: sizes() < 16 * MIB, f"the log becomes small again: {sizes() // MIB} MiB")


if __name__ == "__main__":
    hookbot.main()
