"""A large event costs the server about its own size, for any number of readers, in any format and at any speed; and
each reader gets all of it (broker/stream/README.md)."""
import base64
import hashlib
import json
import re
import unittest

import hookbot

READERS = 25
SIZE = 4 * hookbot.MIB
CONTROLS = b"\x01" * SIZE  # six bytes each in JSON
BYTES = bytes(range(256)) * (SIZE // 256)  # not UTF-8: base64 in JSON


def digest(data):
    return hashlib.sha256(data).hexdigest()


def body_of(record):
    """Of an event's JSON, without a tree of it for what is six times as large as the body."""
    if (encoded := re.search(rb'"body_base64":"([^"]*)"', record)) is not None:
        return base64.b64decode(encoded[1], validate=True)
    text = record[record.index(b'"body":"') + len(b'"body":"'):]
    return text[:text.rindex(b'"')].replace(b"\\u0001", b"\x01")


def read_large(peer, excess):
    """Reads until the excess of what has come is not negative, which is left for later."""
    data = bytearray(peer.buffer)
    while (beyond := excess(data)) < 0:
        more = peer.receive()
        if not more:
            raise EOFError(f"after {len(data)} bytes")
        data += more
    peer.buffer = bytes(data[len(data) - beyond:])
    return bytes(data[:len(data) - beyond])


class LargeEventsAreShared(unittest.TestCase):
    log = ()

    def setUp(self):
        self.broker = hookbot.Hookbot("--ping-interval", "10m", *self.log)
        self.addCleanup(self.broker.stop)

    def peak(self):
        """The most memory that the server has had, in bytes."""
        with open(f"/proc/{self.broker.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmHWM:\s+(\d+) kB", file.read())[1]) * 1024

    def publish(self, body):
        self.assertEqual(self.broker.publish("/pub/a", body).status, 200)

    def warm_up(self, body):
        """What taking and keeping one event costs has nothing to do with its readers."""
        self.publish(body)
        self.publish(body)
        return self.peak()

    def assert_shared(self, before):
        # Each reader's own: a piece or two, and what the connection needs.
        if not hookbot.is_sanitized():
            self.assertLess(self.peak() - before, 2 * SIZE + READERS * hookbot.MIB)

    def listen(self, target):
        return [self.broker.listen(target, peer=self.broker.connect(receive_buffer=65536)) for _ in range(READERS)]

    def assert_alive(self):
        """Others are served while they wait."""
        healthy = self.broker.listen("/sub/b")
        self.assertEqual(self.broker.publish("/pub/b", b"small").status, 200)
        self.assertEqual(healthy.read_event(), b"small")

    def read_one(self, listener):
        """A frame's payload."""
        self.assertIn(listener.read_exactly(1), (b"\x81", b"\x82"))
        size = listener.read_exactly(1)[0]
        if size > 125:
            size = int.from_bytes(listener.read_exactly(2 if size == 126 else 8), "big")
        return read_large(listener, lambda data: len(data) - size)

    def test_live_as_bytes(self):
        before = self.warm_up(BYTES)
        listeners = self.listen("/sub/a")
        self.publish(BYTES)
        self.assert_alive()
        for listener in listeners:
            self.assertEqual(digest(self.read_one(listener)), digest(BYTES))
            listener.close()
        self.assert_shared(before)

    def test_from_history_with_the_channel(self):
        before = self.warm_up(BYTES)
        listeners = self.listen("/sub/?since=all")
        self.assert_alive()
        for listener in listeners:
            self.assertEqual(digest(self.read_one(listener)), digest(b"a\0" + BYTES))
            listener.close()
        self.assert_shared(before)

    def test_as_json_of_text(self):
        before = self.warm_up(CONTROLS)
        listeners = self.listen("/sub/a?format=json&since=all")
        self.assert_alive()
        for listener in listeners[:3]:
            self.assertEqual(digest(body_of(self.read_one(listener))), digest(CONTROLS))
        self.assert_shared(before)

    def test_as_json_of_bytes(self):
        before = self.warm_up(BYTES)
        listeners = self.listen("/sub/a?format=json")
        self.publish(BYTES)
        self.assert_alive()
        for listener in listeners[:5]:
            self.assertEqual(digest(body_of(self.read_one(listener))), digest(BYTES))
        self.assert_shared(before)

    def test_polls(self):
        before = self.warm_up(CONTROLS)
        peers = [self.broker.connect(receive_buffer=65536) for _ in range(READERS)]
        for peer in peers:
            peer.send(self.broker.head("GET", "/sub/a?poll=1&limit=1"))
        self.assert_alive()
        for peer in peers[:2]:
            head = peer.read_until(b"\r\n\r\n")
            self.assertTrue(head.startswith(b"HTTP/1.1 200 OK"), head)
            size = int(re.search(rb"Content-Length: (\d+)", head)[1])
            line = read_large(peer, lambda data, size=size: len(data) - size)
            self.assertTrue(line.endswith(b'"}\n'))
            self.assertEqual(digest(body_of(line)), digest(CONTROLS))
        self.assert_shared(before)
        # The connection goes on behind it.
        peers[0].send(self.broker.head("GET", "/status", token=None))
        self.assertEqual(peers[0].read_response().body, b"OK\n")

    def test_event_streams(self):
        before = self.warm_up(BYTES)
        streams = [self.broker.connect(receive_buffer=65536) for _ in range(READERS)]
        for peer in streams:
            peer.send(self.broker.head("GET", "/sub/a", [("Accept", "text/event-stream")]))
            self.assertIn(b" 200 ", peer.read_until(b"\r\n\r\n"))
            self.assertEqual(peer.read_until(b"\n\n"), b":")
        self.publish(BYTES)
        self.assert_alive()
        for peer in streams[:3]:
            self.assertRegex(peer.read_until(b"\n"), rb"^id: \d+$")
            data = read_large(peer, lambda data: 0 if data.endswith(b"\n\n") else -1)
            self.assertEqual(digest(body_of(data.removeprefix(b"data: "))), digest(BYTES))
        self.assert_shared(before)

    def test_what_is_asked_for_in_the_midst_of_a_frame_comes_behind_it(self):
        """A pong and a close are frames of their own, and must not be in another's."""
        listener = self.broker.listen("/sub/a?format=json", peer=self.broker.connect(receive_buffer=65536))
        body = CONTROLS[:hookbot.MIB]
        self.publish(body)
        listener.send_frame(hookbot.PING, b"are you there")
        listener.send_frame(hookbot.CLOSE, (1000).to_bytes(2, "big"))
        self.assertEqual(digest(body_of(self.read_one(listener))), digest(body))
        frame = listener.read_frame()
        self.assertEqual((frame.opcode, frame.payload), (hookbot.PONG, b"are you there"))
        self.assertEqual(listener.read_close(), 1000)

    def test_small_and_large_keep_their_order(self):
        bodies = [b"%d " % i + b"x" * size for i, size in enumerate((10, 3 * hookbot.MIB, 0, 200_000, 5, hookbot.MIB))]
        target = "/sub/a?format=json&since=all"
        live = self.broker.listen(target, peer=self.broker.connect(receive_buffer=65536))
        for body in bodies:
            self.publish(body)
        for listener in (live, self.broker.listen(target)):
            got = [json.loads(self.read_one(listener))["body"].encode() for _ in bodies]
            self.assertEqual([len(body) for body in got], [len(body) for body in bodies])
            self.assertEqual(got, bodies)


class InMemory(LargeEventsAreShared):
    log = ("--log", "memory:")


if __name__ == "__main__":
    hookbot.main()
