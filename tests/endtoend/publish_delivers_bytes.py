"""Listeners receive what was published, byte for byte (docs/protocol.md, section 3)."""
import os
import random

import hookbot


class PublishDeliversBytes(hookbot.BrokerTest):
    def assert_delivers(self, body):
        listener = self.broker.listen(f"/sub/{self.channel}")
        response = self.broker.publish(f"/pub/{self.channel}", body)
        self.assertEqual((response.status, response.body), (200, b"OK\n"))
        self.assertTrue(listener.read_event() == body, "the body has changed")
        listener.close()

    def test_every_byte_value(self):
        self.assert_delivers(bytes(range(256)) * 3)

    def test_nothing_at_all(self):
        self.assert_delivers(b"")

    def test_a_nul_byte(self):
        self.assert_delivers(b"\0")

    def test_what_looks_like_http_or_utf8_or_json(self):
        for body in (b"GET / HTTP/1.1\r\n\r\n", b"0\r\n\r\n", "Grüße 🪝".encode(), b"\xff\xfe\xc3", b'{"a": [1,2]}\r\n',
                     b"\r\n"):
            self.assert_delivers(body)

    def test_lengths_around_each_form_of_a_frame(self):
        for size in (1, 125, 126, 127, 65535, 65536, 65537):
            self.assert_delivers(os.urandom(size))

    def test_25_mib(self):
        self.assert_delivers(random.Random(1).randbytes(25 * hookbot.MIB))

    def test_content_type_and_encoding_change_nothing(self):
        listener = self.broker.listen("/sub/typed")
        body = b"a=1&b=%32+3"
        for fields in ([("Content-Type", "application/x-www-form-urlencoded")], [("Content-Encoding", "gzip")],
                       [("Content-Type", "multipart/form-data; boundary=x")], [("Content-Type", "nonsense")]):
            self.assertEqual(self.broker.publish("/pub/typed", body, fields=fields).status, 200)
            self.assertEqual(listener.read_event(), body)

    def test_a_post_without_any_length_has_an_empty_body(self):
        listener = self.broker.listen("/sub/lengthless")
        self.assertEqual(self.broker.request("POST", "/pub/lengthless").status, 200)
        self.assertEqual(listener.read_event(), b"")

    def test_each_listener_gets_each_event_in_order(self):
        listeners = [self.broker.listen("/sub/ordered") for _ in range(5)]
        publisher = self.broker.connect()
        bodies = [b"%d" % number for number in range(200)]
        for body in bodies:
            self.assertEqual(self.broker.publish("/pub/ordered", body, peer=publisher).status, 200)
        for listener in listeners:
            self.assertEqual([listener.read_event() for _ in bodies], bodies)

    def test_nobody_need_listen(self):
        response = self.broker.publish("/pub/unheard", b"x")
        self.assertEqual((response.status, response.field("X-Hookbot-Listeners")), (200, "0"))

    def test_other_channels_hear_nothing_of_it(self):
        others = [self.broker.listen(path) for path in ("/sub/own/x", "/sub/ow", "/sub/owner", "/sub/Own")]
        own = self.broker.listen("/sub/own")
        self.broker.publish("/pub/own", b"for own")
        self.assertEqual(own.read_event(), b"for own")
        for other, path in zip(others, ("/pub/own/x", "/pub/ow", "/pub/owner", "/pub/Own")):
            self.broker.publish(path, b"the first it hears")
            self.assertEqual(other.read_event(), b"the first it hears")


class TheAnswer(hookbot.BrokerTest):
    def event_id(self, target="/pub/ids", **options):
        return int(self.broker.publish(target, b"x", **options).field("X-Hookbot-Event-Id"))

    def test_it_tells_the_id_of_the_event_which_grows(self):
        peer = self.broker.connect()
        ids = [self.event_id(f"/pub/ids/{number % 7}", peer=peer if number % 2 else None) for number in range(100)]
        self.assertEqual(ids, sorted(set(ids)))
        self.assertTrue(all(0 < number < 2**63 for number in ids), ids)

    def test_ids_grow_over_a_restart(self):
        first = self.event_id()
        other = hookbot.Hookbot()
        try:
            second = int(other.publish("/pub/ids", b"x").field("X-Hookbot-Event-Id"))
        finally:
            other.stop()
        self.assertGreater(second, first)

    def test_it_tells_how_many_listeners_were_handed_the_event(self):
        def listeners(target):
            return self.broker.publish(target, b"x").field("X-Hookbot-Listeners")

        self.assertEqual(listeners("/pub/count/a"), "0")
        self.broker.listen("/sub/count/a")
        leaving = self.broker.listen("/sub/count/a")
        self.assertEqual(listeners("/pub/count/a"), "2")
        self.broker.listen("/sub/count/")
        self.broker.listen("/sub/count/b")
        self.assertEqual(listeners("/pub/count/a"), "3")
        leaving.close()
        hookbot.wait_for(lambda: listeners("/pub/count/a") == "2", "the one that left counts no more")

    def test_it_is_of_the_event_published_whoever_else_publishes(self):
        listener = self.broker.listen("/sub/mixed/")
        peers = [self.broker.connect() for _ in range(8)]
        for turn in range(20):
            for number, peer in enumerate(peers):
                peer.send(self.broker.head("POST", f"/pub/mixed/{number}", [("Content-Length", 1)]), b"x")
            answers = [peer.read_response() for peer in peers]
            ids = [int(answer.field("X-Hookbot-Event-Id")) for answer in answers]
            heard = [int(listener.read_event().split(b"\0")[0].rpartition(b"/")[2]) for _ in peers]
            self.assertEqual([number for _, number in sorted(zip(ids, range(8)))], heard, f"turn {turn}")


if __name__ == "__main__":
    hookbot.main()
