"""Strangers share a part of memory and connections; the one that uses most is refused (docs/protocol.md, section 3)."""
import concurrent.futures
import threading
import time
import unittest

import hookbot

LARGE = b"x" * (4 * hookbot.MIB)


class Honest:
    """A publisher and a listener with tokens, who connect again for each event."""

    def __init__(self, broker):
        self.broker = broker
        self.statuses = []
        self.heard = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while True:
            listener = self.broker.listen("/sub/honest")
            self.statuses.append(self.broker.publish("/pub/honest", bytes(1000)).status)
            self.heard += len(listener.read_event()) == 1000
            listener.close()
            if self.done.is_set():
                return

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()


def upload(broker, size, sent):
    """An anonymous chunked upload that has sent so much of so much."""
    peer = broker.connect()
    peer.send_as_far_as_possible(broker.head("POST", "/unsafe/pub/a", [("Transfer-Encoding", "chunked")], token=None) +
                                 b"%x\r\n" % size + bytes(sent))
    return peer


class StrangersHaveTheirShare(unittest.TestCase):
    def assert_served(self, honest):
        self.assertGreater(len(honest.statuses), 0)
        self.assertEqual(set(honest.statuses), {200})
        self.assertEqual(honest.heard, len(honest.statuses))

    def test_uploads_that_drip_leave_room_for_publishers(self):
        broker = hookbot.Hookbot("--log", "memory:")
        self.addCleanup(broker.stop)
        before = broker.resident()
        with Honest(broker) as honest:
            with concurrent.futures.ThreadPoolExecutor(11) as pool:
                peers = list(pool.map(lambda _: upload(broker, 25 * hookbot.MIB, 23 * hookbot.MIB), range(11)))
            for peer in peers:
                peer.send_as_far_as_possible(b"x")
            for _ in range(5):
                self.assertEqual(broker.publish("/pub/large", bytes(20 * hookbot.MIB)).status, 200)
            # A stranger who has all of a body gets in, and one that drips leaves.
            self.assertEqual(broker.publish("/unsafe/pub/b", bytes(20 * hookbot.MIB), token=None).status, 200)
        self.assert_served(honest)
        if not hookbot.is_sanitized():
            self.assertLess(broker.resident() - before, 300 * hookbot.MIB)

    def test_idle_connections_do_not_shut_others_out(self):
        broker = hookbot.Hookbot(descriptors=400)
        self.addCleanup(broker.stop)
        idle = []
        with Honest(broker) as honest:
            for _ in range(700):
                idle.append(broker.connect())
        self.assert_served(honest)
        self.assertEqual(broker.request("GET", "/status", token=None).status, 200)
        idle[-1].send(broker.head("GET", "/status", token=None))
        self.assertEqual(idle[-1].read_response().status, 200)

    def test_a_server_with_little_memory_refuses_and_goes_on(self):
        if hookbot.is_sanitized():
            self.skipTest("a sanitizer maps terabytes")
        broker = hookbot.Hookbot(address_space=256 * hookbot.MIB)
        self.addCleanup(broker.stop)
        body = bytes(24 * hookbot.MIB)

        def post(_):
            peer = broker.connect()
            peer.send_as_far_as_possible(
                broker.head("POST", "/unsafe/pub/a", [("Content-Length", len(body))], token=None) + body)
            try:
                return peer.read_response().status
            except EOFError:
                return None  # it is reset while it still sends

        with Honest(broker) as honest, concurrent.futures.ThreadPoolExecutor(20) as pool:
            statuses = set(pool.map(post, range(20)))
        self.assertLessEqual(statuses, {200, 503, None})
        self.assert_served(honest)


class SlowReaders(unittest.TestCase):
    tls = None

    def start(self):
        broker = hookbot.Hookbot("--ping-interval", "5s", "--log", "memory:", tls=self.tls)
        self.addCleanup(broker.stop)
        return broker

    def read_slowly(self, peer, seconds):
        """10 KB/s: longer than any deadline on the whole would allow."""
        data = b""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            data += peer.socket.recv(2048)
            time.sleep(0.2)  # its pace
        peer.buffer += data

    def check_that_an_answer_that_is_read_slowly_is_whole(self, *fields):
        broker = self.start()
        broker.publish("/pub/a", LARGE)
        peer = broker.connect(receive_buffer=65536)
        peer.send(broker.head("GET", "/sub/a?poll=1", fields))
        self.read_slowly(peer, 8)
        self.assertGreater(len(peer.read_response().body), len(LARGE))

    def check_that_the_last_answer_of_a_connection_is_whole(self):
        self.check_that_an_answer_that_is_read_slowly_is_whole(("Connection", "close"))

    def check_that_listeners_that_read_slowly_are_kept(self):
        broker = self.start()
        listener = broker.listen("/sub/b", peer=broker.connect(receive_buffer=65536))
        broker.publish("/pub/b", LARGE)
        self.read_slowly(listener, 10)
        self.assertEqual(len(listener.read_event()), len(LARGE))

    def check_that_streams_that_are_read_slowly_are_kept(self):
        broker = self.start()
        stream = broker.connect(receive_buffer=65536)
        stream.send(broker.head("GET", "/sub/c", [("Accept", "text/event-stream")]))
        stream.read_until(b"\r\n\r\n")
        broker.publish("/pub/c", LARGE)
        broker.publish("/pub/c", b"the last")
        self.read_slowly(stream, 10)
        stream.read_exactly(len(LARGE))
        stream.read_until(b"the last")

    def check_that_those_that_read_nothing_are_dropped(self):
        broker = self.start()
        before = broker.descriptors()
        listener = broker.listen("/sub/d", peer=broker.connect(receive_buffer=65536))
        stream = broker.connect(receive_buffer=65536)
        stream.send(broker.head("GET", "/sub/d", [("Accept", "text/event-stream")]))
        stream.read_until(b"\r\n\r\n")
        broker.publish("/pub/d", LARGE)
        hookbot.wait_for(lambda: broker.descriptors() <= before + 1, "they are dropped")
        listener.close()
        stream.close()

    def test_slow_readers_are_kept_and_others_dropped(self):
        """Side by side, because each of them mostly waits."""
        checks = [getattr(self, name) for name in dir(self) if name.startswith("check_that_")]
        with concurrent.futures.ThreadPoolExecutor(len(checks)) as pool:
            running = {check.__name__: pool.submit(check) for check in checks}
        for name, check in running.items():
            with self.subTest(name):
                check.result()


class SlowReadersOverTls(hookbot.CertificateTest, SlowReaders):
    pass


if __name__ == "__main__":
    hookbot.main()
