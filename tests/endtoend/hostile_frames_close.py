"""Invalid frames from a listener end its own connection and no other (RFC 6455, sections 5 to 8)."""
import hookbot

PROTOCOL_ERROR, BAD_DATA, TOO_LARGE = 1002, 1007, 1009
send_frame = hookbot.WebSocket.send_frame


class HostileFramesClose(hookbot.BrokerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.healthy = cls.broker.listen("/sub/healthy")

    def listen(self):
        return self.broker.listen(f"/sub/{self.channel}")

    def tearDown(self):
        self.broker.publish("/pub/healthy", b"unharmed")
        self.assertEqual(self.healthy.read_event(), b"unharmed")

    def assert_closes(self, code, send, *arguments, **options):
        """send(...) makes the server close, with the code or, for who is past talking to, without one."""
        listener = self.listen()
        send(listener, *arguments, **options)
        self.assertIn(listener.read_close(), (code, None))
        listener.close()
        self.assert_forgotten()

    def assert_forgotten(self):
        def listeners():
            return self.broker.publish(f"/pub/{self.channel}", b"x").field("X-Hookbot-Listeners")

        hookbot.wait_for(lambda: listeners() == "0", "it is forgotten")

    def test_an_unmasked_frame(self):
        for opcode in (hookbot.TEXT, hookbot.BINARY, hookbot.PING):
            with self.subTest(opcode=opcode):
                self.assert_closes(PROTOCOL_ERROR, send_frame, opcode, b"bare", masked=False)

    def test_reserved_bits(self):
        for reserved in (1, 2, 4, 7):
            with self.subTest(reserved=reserved):
                self.assert_closes(PROTOCOL_ERROR, send_frame, hookbot.TEXT, b"x", reserved=reserved)

    def test_reserved_opcodes(self):
        for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
            with self.subTest(opcode=opcode):
                self.assert_closes(PROTOCOL_ERROR, send_frame, opcode, b"")

    def test_control_frames_that_are_too_long_or_fragmented(self):
        for opcode in (hookbot.PING, hookbot.PONG, hookbot.CLOSE):
            with self.subTest(opcode=opcode):
                self.assert_closes(PROTOCOL_ERROR, send_frame, opcode, b"x" * 126)
                self.assert_closes(PROTOCOL_ERROR, send_frame, opcode, b"", fin=False)

    def test_a_continuation_of_nothing(self):
        self.assert_closes(PROTOCOL_ERROR, send_frame, hookbot.CONTINUATION, b"x")

    def test_a_second_message_inside_the_first(self):
        def send(listener):
            listener.send_frame(hookbot.TEXT, b"first", fin=False)
            listener.send_frame(hookbot.TEXT, b"second")

        self.assert_closes(PROTOCOL_ERROR, send)

    def test_text_that_is_not_utf8(self):
        for text in (b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"half \xe2\x82"):
            with self.subTest(text=text):
                self.assert_closes(BAD_DATA, send_frame, hookbot.TEXT, text)

    def test_a_close_frame_that_is_none(self):
        for payload, code in ((b"x", PROTOCOL_ERROR), ((999).to_bytes(2, "big"), PROTOCOL_ERROR),
                              ((1005).to_bytes(2, "big"), PROTOCOL_ERROR),
                              ((1006).to_bytes(2, "big"), PROTOCOL_ERROR),
                              ((1000).to_bytes(2, "big") + b"\xff", BAD_DATA)):
            with self.subTest(payload=payload):
                listener = self.listen()
                listener.send_frame(hookbot.CLOSE, payload)
                self.assertIn(listener.read_close(), (code, PROTOCOL_ERROR, 1000, None))

    def test_a_frame_larger_than_any_listener_needs(self):
        before = self.broker.resident()
        for size in (64 * hookbot.MIB, 2**40, 2**63 - 1):
            with self.subTest(size=size):
                self.assert_closes(TOO_LARGE, send_frame, hookbot.BINARY, bytes(1000), announced=size)
        if not hookbot.is_sanitized():
            self.assertLess(self.broker.resident() - before, 8 * hookbot.MIB)

    def test_a_length_with_its_first_bit_set(self):
        self.assert_closes(PROTOCOL_ERROR, lambda listener: listener.send(b"\x82\xff" + b"\xff" * 8 + b"\0\0\0\0"))

    def test_a_message_without_end(self):
        before = self.broker.resident()
        listener = self.listen()
        try:
            listener.send_frame(hookbot.BINARY, bytes(16384), fin=False)
            for _ in range(2000):
                listener.send_frame(hookbot.CONTINUATION, bytes(16384), fin=False)
        except ConnectionError:
            pass
        self.assertIn(listener.read_close(), (TOO_LARGE, None))
        if not hookbot.is_sanitized():
            self.assertLess(self.broker.resident() - before, 8 * hookbot.MIB)

    def test_what_is_no_frame_at_all(self):
        self.assert_closes(PROTOCOL_ERROR, lambda listener: listener.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"))

    def test_a_fragmented_message_is_legal(self):
        listener = self.listen()
        listener.send_frame(hookbot.TEXT, "zerteilt: Gr".encode(), fin=False)
        listener.send_frame(hookbot.PING, b"between")
        listener.send_frame(hookbot.CONTINUATION, "üße".encode(), fin=False)
        listener.send_frame(hookbot.CONTINUATION, b"")
        self.assertEqual(listener.read_frame(), hookbot.Frame(hookbot.PONG, b"between", True))
        self.broker.publish(f"/pub/{self.channel}", b"x")
        self.assertEqual(listener.read_event(), b"x")

    def test_frames_that_come_bytewise_are_legal(self):
        listener = self.listen()
        for byte in b"\x89\x85\0\0\0\0hello":
            listener.send(bytes([byte]))
            listener.wait_until_read()
        self.assertEqual(listener.read_frame(), hookbot.Frame(hookbot.PONG, b"hello", True))

    def test_a_masked_frame_is_unmasked(self):
        listener = self.listen()
        mask, payload = b"\x01\x02\xfe\xff", b"masked for once"
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
        listener.send(b"\x89", bytes([0x80 | len(payload)]), mask, masked)
        self.assertEqual(listener.read_frame(), hookbot.Frame(hookbot.PONG, payload, True))

    def test_a_close_is_answered_with_its_code_and_ends_the_connection(self):
        for code in (1000, 1001, 3000, 4999):
            with self.subTest(code=code):
                listener = self.listen()
                listener.send_frame(hookbot.CLOSE, code.to_bytes(2, "big") + b"bye")
                self.assertEqual(listener.read_close(), code)
                self.assertEqual(listener.read_rest(), b"")

    def test_an_empty_close_is_answered(self):
        listener = self.listen()
        listener.send_frame(hookbot.CLOSE)
        self.assertEqual(listener.read_frame().opcode, hookbot.CLOSE)
        self.assertEqual(listener.read_rest(), b"")

    def test_who_is_being_closed_is_handed_nothing_more(self):
        listener = self.listen()
        listener.send_frame(hookbot.TEXT, b"x", reserved=7)
        self.assertEqual(listener.read_close(), PROTOCOL_ERROR)
        response = self.broker.publish(f"/pub/{self.channel}", b"x")  # its end of the connection is still open
        self.assertEqual(response.field("X-Hookbot-Listeners"), "0")

    def test_who_leaves_without_a_close_frame_is_forgotten(self):
        for leave in (hookbot.Peer.close, lambda listener: listener.socket.shutdown(hookbot.socket.SHUT_WR)):
            leave(self.listen())
            self.assert_forgotten()


if __name__ == "__main__":
    hookbot.main()
