"""Many clients that read slowly or not at all, and large events: their cost is bounded and shared."""
import hashlib
import threading

from attack import MIB, AttackTest, hookbot, yield_to_others


class Readers(AttackTest):
    def stalled(self, server, body, query, count=25):
        server.publish("/pub/large", body)
        before = server.resident()
        peers = [server.ask_to_listen("/sub/large?since=all" + query, peer=server.connect(receive_buffer=4096))
                 for _ in range(count)]
        responses = [peer.read_response() for peer in peers]
        self.assertEqual({response.status for response in responses}, {101})
        server.publish("/pub/large", b"after")
        self.assertLess(server.most_resident() - before, 3 * len(body) + 48 * MIB)
        return [hookbot.WebSocket(peer) for peer in peers]

    def test_stalled_readers_of_one_large_event(self):
        server = self.server(memory=None)
        body = self.random.randbytes(20 * MIB)
        with self.honest_beside(server):
            sockets = self.stalled(server, body, "")
            wanted = hashlib.sha256(body).digest()
            for websocket in sockets[:3]:
                self.assertEqual(hashlib.sha256(websocket.read_event()).digest(), wanted)

    def test_stalled_readers_of_one_large_event_as_json(self):
        server = self.server(memory=None)
        with self.honest_beside(server):
            sockets = self.stalled(server, b"\x01" * (20 * MIB), "&format=json")
            frame = sockets[0].read_frame()
            self.assertEqual(frame.payload.count(b"\\u0001"), 20 * MIB)

    def test_a_crowd_that_wants_all_there_is(self):
        server = self.server("--log", "sqlite:" + self.file("log.sqlite"), memory=None)
        peer = server.connect()
        for _ in range(1000):
            server.publish("/pub/history", b"x" * 1000, peer=peer)
        with self.honest_beside(server):
            def listen():
                yield_to_others()
                for _ in range(100):
                    try:
                        peers.append(server.ask_to_listen("/sub/history?since=all"))
                    except OSError:
                        pass

            peers = []
            threads = [threading.Thread(target=listen, daemon=True) for _ in range(5)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(hookbot.PATIENCE)
            for each in peers:
                each.close()

    def file(self, name):
        import os
        import tempfile
        folder = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(folder.cleanup)
        return os.path.join(folder.name, name)


if __name__ == "__main__":
    hookbot.main()
