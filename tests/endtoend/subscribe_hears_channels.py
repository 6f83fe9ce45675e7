"""The events that a subscription receives, and their frames (docs/protocol.md, section 4)."""
import hookbot


class SubscribeHearsChannels(hookbot.BrokerTest):
    def publish(self, path, body):
        self.assertEqual(self.broker.publish(path, body).status, 200)

    def test_an_event_is_one_binary_frame_of_the_body(self):
        listener = self.broker.listen("/sub/plain")
        self.publish("/pub/plain", b"caf\xc3\xa9")
        self.assertEqual(listener.read_frame(), hookbot.Frame(hookbot.BINARY, b"caf\xc3\xa9", True))

    def test_a_slash_at_the_end_hears_all_below_with_their_channels(self):
        listener = self.broker.listen("/sub/repo/")
        self.publish("/pub/repo/a", b"1")
        self.publish("/pub/repo/a/b/c", b"2\0with a NUL")
        self.publish("/pub/repo/h%C3%BCtte", b"")
        self.publish("/repo/bare", b"4")
        self.assertEqual([listener.read_frame() for _ in range(4)],
                         [hookbot.Frame(hookbot.BINARY, payload, True)
                          for payload in (b"repo/a\x001", b"repo/a/b/c\x002\0with a NUL", "repo/hütte\0".encode(),
                                          b"repo/bare\x004")])

    def test_it_hears_nothing_above_or_beside(self):
        listener = self.broker.listen("/sub/deep/er/")
        for path in ("/pub/deep", "/pub/deep/er", "/pub/deep/erx", "/pub/deep/erx/y", "/pub/x/deep/er/y",
                     "/pub/Deep/er/y",
                     "/pub/deep%2Fe%2Fr/y"):
            self.publish(path, b"not for it")
        self.publish("/pub/deep/er/y", b"for it")
        self.assertEqual(listener.read_event(), b"deep/er/y\0for it")

    def test_without_the_slash_it_hears_the_channel_alone(self):
        listener = self.broker.listen("/sub/exact")
        self.publish("/pub/exact/below", b"not for it")
        self.publish("/pub/exact", b"for it")
        self.assertEqual(listener.read_event(), b"for it")

    def test_sub_alone_hears_every_safe_channel_and_no_unsafe_one(self):
        for path in ("/sub/", "/"):
            with self.subTest(path=path):
                listener = self.broker.listen(path)
                self.publish("/unsafe/pub/hidden", b"not for it")
                self.publish("/pub/x", b"1")
                self.publish("/unsafe/pub/x", b"nor this")
                self.publish("/pub/unsafe/x", b"2")
                self.publish("/y/z", b"3")
                self.assertEqual([listener.read_event() for _ in range(3)], [b"x\x001", b"unsafe/x\x002", b"y/z\x003"])

    def test_many_levels_hear_one_event(self):
        channel = "/".join("abcdefghij")
        above = [f"/sub/{channel[:length]}" for length in range(2, len(channel), 2)]
        listeners = {path: self.broker.listen(path) for path in above}
        exact = self.broker.listen(f"/sub/{channel}")
        self.publish(f"/pub/{channel}", b"x")
        self.assertEqual(exact.read_event(), b"x")
        for path, listener in listeners.items():
            self.assertEqual(listener.read_event(), channel.encode() + b"\0x", path)

    def test_one_connection_each_hears_once(self):
        """Two subscriptions of one client are two listeners."""
        both = [self.broker.listen("/sub/twice/"), self.broker.listen("/sub/twice/a")]
        for number in range(3):
            self.publish("/pub/twice/a", b"%d" % number)
        self.assertEqual([both[0].read_event() for _ in range(3)], [b"twice/a\x00%d" % number for number in range(3)])
        self.assertEqual([both[1].read_event() for _ in range(3)], [b"%d" % number for number in range(3)])

    def test_a_listener_hears_nothing_from_before_it_came(self):
        self.publish("/pub/past", b"before")
        listener = self.broker.listen("/sub/past")
        self.publish("/pub/past", b"after")
        self.assertEqual(listener.read_event(), b"after")

    def test_the_order_is_that_of_the_ids_over_all_channels(self):
        listener = self.broker.listen("/sub/order/")
        ids = {}
        for number in range(60):
            response = self.broker.publish(f"/pub/order/{number % 7}", b"%d" % number)
            ids[number] = int(response.field("X-Hookbot-Event-Id"))
        heard = [int(listener.read_event().rpartition(b"\0")[2]) for _ in ids]
        self.assertEqual(heard, sorted(ids, key=ids.get))

    def test_what_a_listener_says_is_ignored(self):
        listener = self.broker.listen("/sub/talker")
        other = self.broker.listen("/sub/talker")
        listener.send_frame(hookbot.TEXT, b"hello")
        listener.send_frame(hookbot.BINARY, b"\0\xff")
        listener.send_frame(hookbot.PING, b"done")
        self.assertEqual(listener.read_frame(), hookbot.Frame(hookbot.PONG, b"done", True))
        self.publish("/pub/talker", b"x")
        self.assertEqual((listener.read_event(), other.read_event()), (b"x", b"x"))


UNSAFE = "X-Hookbot-Unsafe-Is-Ok"
UNDERSTOOD = "I understand the security implications"


class UnsafeChannels(hookbot.BrokerTest):
    def listen(self, path, **options):
        return self.broker.listen(path, fields=[(UNSAFE, UNDERSTOOD)], **options)

    def answer(self, *values, token=hookbot.MINT):
        fields = [(UNSAFE, value) for value in values]
        return self.broker.ask_to_listen("/unsafe/sub/a", fields=fields, token=token).read_response()

    def test_anyone_may_publish(self):
        listener = self.listen("/unsafe/sub/a")
        self.assertEqual(self.broker.publish("/unsafe/pub/a", b"without a token", token=None).status, 200)
        self.assertEqual(self.broker.publish("/unsafe/pub/a", b"with a wrong one", token="0" * 64).status, 200)
        self.assertEqual([listener.read_event() for _ in range(2)], [b"without a token", b"with a wrong one"])

    def test_listening_needs_the_header_exactly(self):
        for values in ((), ("",), (UNDERSTOOD.lower(),), (UNDERSTOOD + ".",), (UNDERSTOOD[:-1],), ("yes",),
                       ('"' + UNDERSTOOD + '"',)):
            with self.subTest(values=values):
                response = self.answer(*values)
                self.assertEqual((response.status, response.body),
                                 (400, b"400 Bad Request. X-Hookbot-Unsafe-Is-Ok header required.\n"))

    def test_listening_needs_a_token_too(self):
        for token in (None, "0" * 64, self.broker.token("/a"), self.broker.token("/sub/a"),
                      self.broker.token("/unsafe/pub/a"),
                      self.broker.token("/unsafe/a")):
            with self.subTest(token=token):
                response = self.answer(UNDERSTOOD, token=token)
                self.assertEqual((response.status, response.body), (401, b"401 Unauthorized\n"))

    def test_its_own_token_or_one_above_opens_it(self):
        for path in ("/unsafe/sub/a", "/unsafe/sub/", "/unsafe/", "/"):
            with self.subTest(path=path):
                self.assertEqual(self.answer(UNDERSTOOD, token=self.broker.token(path)).status, 101)

    def test_safe_and_unsafe_channels_never_meet(self):
        safe = [self.broker.listen(path) for path in ("/sub/meet", "/sub/unsafe/meet", "/unsafe/meet", "/sub/unsafe/")]
        unsafe = [self.listen(path) for path in ("/unsafe/sub/meet", "/unsafe/sub/")]
        for path in ("/pub/meet", "/pub/unsafe/meet", "/unsafe/meet", "/pub/unsafe/pub/meet"):
            self.assertEqual(self.broker.publish(path, b"safe").status, 200)
        response = self.broker.publish("/unsafe/pub/meet", b"unsafe", token=None)
        self.assertEqual(response.field("X-Hookbot-Listeners"), "2")
        self.assertEqual(unsafe[0].read_event(), b"unsafe")
        self.assertEqual(unsafe[1].read_event(), b"/unsafe/meet\0unsafe")
        self.assertEqual(safe[0].read_event(), b"safe")

    def test_unsafe_subscriptions_can_be_recursive(self):
        listener = self.listen("/unsafe/sub/org/")
        self.broker.publish("/unsafe/pub/other/x", b"not for it", token=None)
        self.broker.publish("/unsafe/pub/org/x", b"for it", token=None)
        self.assertEqual(listener.read_event(), b"/unsafe/org/x\0for it")


if __name__ == "__main__":
    hookbot.main()
