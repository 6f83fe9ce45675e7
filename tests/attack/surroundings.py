"""The surroundings misbehave: nobody reads the messages, files vanish, web pages and TLS clients attack."""
import glob
import os
import signal
import subprocess
import tempfile
import threading

from attack import MIB, AttackTest, hookbot, post, stranger


class Surroundings(AttackTest):
    def test_a_log_that_nobody_reads(self):
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        with tempfile.TemporaryDirectory(prefix="hookbot-") as home:
            process = subprocess.Popen(
                [hookbot.binary(), "serve", "--bind", "127.0.0.1:0"], stdout=writer, stderr=writer,
                stdin=subprocess.DEVNULL, env=hookbot.environment(home, HOOKBOT_KEY=hookbot.KEY))
            self.addCleanup(process.kill)
            os.close(writer)
            told = b""
            while b"Listening on" not in told:
                told += os.read(reader, 4096)
            port = int(told.partition(b"Listening on 127.0.0.1:")[2].split()[0])
            peer = hookbot.Peer(hookbot.socket.create_connection(("127.0.0.1", port), hookbot.PATIENCE))
            token = hookbot.mint("/pub/x")
            for _ in range(3000):  # some hundred kilobytes of lines; a pipe has 64
                peer.send(f"POST /pub/x HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\nContent-Length: 1\r\n\r\nx")
                self.assertEqual(peer.read_response().status, 200)
            for _ in range(500):
                refused = hookbot.Peer(hookbot.socket.create_connection(("127.0.0.1", port), hookbot.PATIENCE))
                refused.send(b"GET /sub/x HTTP/1.1\r\nHost: h\r\n\r\n")
                self.assertEqual(refused.read_response().status, 401)
                refused.close()
            peer.close()
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(hookbot.PATIENCE), 0)

    def test_refusals_do_not_fill_the_disk(self):
        server = self.server()
        with self.honest_beside(server):
            count = 0

            def attack(_):
                nonlocal count
                peer = stranger(server)
                peer.send_as_far_as_possible(b"GET /sub/x HTTP/1.1\r\nHost: h\r\n\r\n" * 200)
                for _ in range(200):
                    self.assertEqual(peer.read_response().status, 401)
                    count += 1
                peer.close()

            self.strangers(attack, 2)
        lines = sum(" 401 " in line for line in server.log().splitlines())
        self.assertGreater(count, 500)
        self.assertLess(lines, count / 5, "a line for each refusal")

    def test_files_of_the_log_vanish(self):
        for gone in (["-wal"], ["-wal", "-shm"], ["-shm"], ["", "-wal", "-shm"]):
            with self.subTest(gone=gone), tempfile.TemporaryDirectory(prefix="hookbot-") as folder:
                path = os.path.join(folder, "log.sqlite")
                server = self.server("--log", "sqlite:" + path)
                answered = []

                def publish(count):
                    for _ in range(count):
                        response = server.publish("/pub/x", b"%d" % len(answered))
                        if response.status == 200:
                            answered.append(response.field("X-Hookbot-Event-Id"))
                        else:
                            self.assertEqual(response.status, 503)

                publish(60)
                before = len(answered)
                for suffix in gone:
                    os.unlink(path + suffix)
                publish(60)
                server.kill()
                server.relaunch()
                body = server.request("GET", "/sub/x?poll=1&limit=1000").body
                kept = {hookbot.json.loads(line)["id"] for line in body.splitlines()}
                must = answered[before:] if "" in gone else answered
                self.assertFalse([each for each in must if each not in kept], glob.glob(path + "*"))

    def test_pages_of_the_web(self):
        server = self.server()
        foreign = ["Origin: https://evil.example", "Origin: null", "Origin: http://127.0.0.1.evil.example",
                   "Sec-Fetch-Site: cross-site"]
        with self.honest_beside(server, 1):
            for field in foreign:
                self.assertEqual(post(server, "/unsafe/pub/x", b"x", [field]), 403, field)
                basic = hookbot.mint("/pub/x") + ":"
                import base64
                credential = "Authorization: Basic " + base64.b64encode(basic.encode()).decode()
                self.assertEqual(post(server, "/pub/x", b"x", [field, credential]), 403, field)
                self.assertEqual(post(server, "/pub/x", b"x", [field, "Authorization: Bearer " + hookbot.mint("/pub/x")]),
                                 200, field)
            self.assertEqual(post(server, "/unsafe/pub/x", b"x"), 200)
            own = f"Origin: http://h"
            self.assertEqual(post(server, "/unsafe/pub/x", b"x", [own]), 200)

    def test_peers_that_do_not_finish_their_handshake(self):
        with tempfile.TemporaryDirectory(prefix="hookbot-") as folder:
            server = self.server(tls=hookbot.make_certificate(folder), descriptors=400)
            peers = []
            for i in range(600):
                try:
                    peer = stranger(server)
                    peer.send([b"", b"\x16\x03\x01", os.urandom(300), b"GET / HTTP/1.1\r\n\r\n"][i % 4])
                    peers.append(peer)
                except OSError:
                    break
            for _ in range(10):
                self.assertEqual(server.publish("/pub/x", b"in").status, 200)
            for peer in peers:
                peer.close()


if __name__ == "__main__":
    hookbot.main()
