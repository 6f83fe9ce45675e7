"""Listeners that do not read use bounded memory, and affect no other client (docs/protocol.md, end of section 5)."""
import concurrent.futures
import unittest

import hookbot

LOG = 64 * hookbot.MIB  # what the log in memory retains
SLACK = 48 * hookbot.MIB  # the allocator's, and what was read of the last event


class SlowListenersFallBehind(unittest.TestCase):
    tls = None
    log = ("--log", "memory:")

    def setUp(self):
        hookbot.allow_many_connections()
        self.broker = hookbot.Hookbot("--ping-interval", "10m", *self.log, tls=self.tls)
        self.addCleanup(self.broker.stop)

    def stall(self, channel):
        return self.broker.listen(f"/sub/{channel}", peer=self.broker.connect(receive_buffer=65536))

    def publish(self, channel, number, size, peer=None):
        response = self.broker.publish(f"/pub/{channel}", b"%08d" % number + bytes(size - 8), peer=peer)
        self.assertEqual(response.status, 200)

    def flood(self, channel, count, size, healthy):
        """Publishes; the healthy listener gets each event, in order."""
        publisher = self.broker.connect()
        for number in range(count):
            self.publish(channel, number, size, publisher)
            self.assertEqual(int(healthy.read_event()[:8]), number)
        publisher.close()

    def assert_lean(self, before, stalled):
        if hookbot.is_sanitized():
            return
        limit = before + LOG + SLACK + stalled * 5 * hookbot.MIB // 4
        self.assertLess(self.broker.resident(), limit, "the server's memory")

    def test_100_that_never_read_disturb_nobody_and_cost_at_most_their_buffers(self):
        before = self.broker.resident()
        stalled = [self.stall("flood") for _ in range(100)]
        healthy = self.broker.listen("/sub/flood")
        self.flood("flood", 1600, 65536, healthy)
        self.assert_lean(before, len(stalled))
        self.assertEqual(self.broker.request("GET", "/status", token=None).status, 200)

    def test_one_that_reads_on_gets_all_that_is_retained_in_order(self):
        slow = self.stall("catch-up")
        healthy = self.broker.listen("/sub/catch-up")
        self.flood("catch-up", 400, 65536, healthy)
        self.assertEqual([int(slow.read_event()[:8]) for _ in range(400)], list(range(400)))
        self.publish("catch-up", 400, 100)
        self.assertEqual(int(slow.read_event()[:8]), 400)

    def test_one_that_is_overtaken_by_retention_is_told_so(self):
        slow = self.stall("overtaken")
        healthy = self.broker.listen("/sub/overtaken")
        self.flood("overtaken", 1600, 65536, healthy)
        numbers = []
        while (frame := slow.read_frame()).opcode == hookbot.BINARY:
            numbers.append(int(frame.payload[:8]))
        self.assertEqual(numbers, list(range(len(numbers))))
        self.assertEqual((frame.opcode, frame.payload),
                         (hookbot.CLOSE, (1008).to_bytes(2, "big") + b"overtaken by retention"))

    def test_one_event_larger_than_the_buffer_arrives(self):
        slow = self.stall("large")
        self.publish("large", 1, 20 * hookbot.MIB)
        self.publish("large", 2, 20)
        self.assertEqual([int(slow.read_event()[:8]) for _ in range(2)], [1, 2])

    def test_stalled_ones_that_leave_free_their_descriptors(self):
        before = self.broker.descriptors()
        stalled = [self.stall("leaving") for _ in range(20)]
        healthy = self.broker.listen("/sub/leaving")
        self.flood("leaving", 100, 65536, healthy)
        for listener in stalled:
            listener.close()
        hookbot.wait_for(lambda: self.broker.descriptors() <= before + 2, "the descriptors are closed")

    def test_a_stalled_one_that_is_closed_frees_its_descriptor(self):
        """It is closed for what it sends, and neither reads that nor closes its end."""
        before = self.broker.descriptors()
        stalled = self.stall("closed")
        healthy = self.broker.listen("/sub/closed")
        self.flood("closed", 100, 65536, healthy)
        stalled.send_frame(hookbot.TEXT, b"x", reserved=7)
        hookbot.wait_for(lambda: self.broker.descriptors() <= before + 1, "the descriptor is closed")

    def test_pings_whose_answers_nobody_reads_end_the_connection(self):
        before = self.broker.resident()
        flooder = self.stall("pings")
        flooder.socket.settimeout(hookbot.PATIENCE)
        pings = b"\x89\xfd\0\0\0\0" + bytes(125)
        sent = 0
        with self.assertRaises(OSError) as ended:
            while sent < 400 * hookbot.MIB:
                flooder.send(pings * 500)
                sent += len(pings) * 500
        self.assertNotIsInstance(ended.exception, TimeoutError)
        if not hookbot.is_sanitized():
            self.assertLess(self.broker.resident() - before, 4 * hookbot.MIB)


class OfAFile(SlowListenersFallBehind):
    log = ("--keep-bytes", "64MiB")


class OverTls(hookbot.CertificateTest, SlowListenersFallBehind):
    pass


class PublishersThatTakeMuch(unittest.TestCase):
    def setUp(self):
        self.broker = hookbot.Hookbot()
        self.addCleanup(self.broker.stop)

    def test_one_that_never_reads_its_answers(self):
        """It is not read from either, then; or cut."""
        peer = self.broker.connect(receive_buffer=65536)
        before = self.broker.resident()
        requests = self.broker.head("GET", "/status", token=None) * 1000
        peer.socket.settimeout(hookbot.SLOW)
        try:
            for _ in range(4000):
                peer.send(requests)
        except OSError:
            pass
        if not hookbot.is_sanitized():
            self.assertLess(self.broker.resident() - before, 8 * hookbot.MIB)
        self.assertEqual(self.broker.request("GET", "/status").status, 200)

    def test_many_large_bodies_at_once(self):
        """Not all of them are taken at a time: whoever is not is told to come again."""
        before = self.broker.resident()
        peers = [self.broker.connect() for _ in range(16)]
        for peer in peers:
            peer.send(self.broker.head("POST", "/pub/a", [("Content-Length", 24 * hookbot.MIB)]))
        most = bytes(24 * hookbot.MIB - 1)
        with concurrent.futures.ThreadPoolExecutor(len(peers)) as pool:
            list(pool.map(lambda peer: peer.send_as_far_as_possible(most), peers))
        if not hookbot.is_sanitized():
            self.assertLess(self.broker.resident() - before, 16 * 24 * hookbot.MIB)
        self.assertEqual(self.broker.publish("/pub/a", b"a small one").status, 200)
        for peer in peers:
            peer.send_as_far_as_possible(b"x")
        answers = [peer.read_response() for peer in peers]
        self.assertEqual({answer.status for answer in answers}, {200, 503})
        for answer in answers:
            if answer.status == 503:
                self.assertGreater(int(answer.field("Retry-After")), 0)


class AnotherBuffer(unittest.TestCase):
    tls = None

    def test_a_larger_buffer_is_used(self):
        """Within it a listener is handed each event, though it does not read."""
        for size, handed in (("16MiB", True), ("64KiB", False)):
            with self.subTest(size=size):
                broker = hookbot.Hookbot("--listener-buffer", size, tls=self.tls)
                try:
                    slow = broker.listen("/sub/a", peer=broker.connect(receive_buffer=65536))
                    counts = [broker.publish("/pub/a", bytes(65536)).field("X-Hookbot-Listeners") for _ in range(150)]
                    self.assertEqual("0" not in counts, handed)
                    for _ in counts:
                        self.assertEqual(len(slow.read_event()), 65536)
                finally:
                    broker.stop()


class AnotherBufferOverTls(hookbot.CertificateTest, AnotherBuffer):
    pass


if __name__ == "__main__":
    hookbot.main()
