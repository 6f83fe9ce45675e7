"""The handshake of a subscription (docs/protocol.md, section 4; RFC 6455, section 4)."""
import base64
import hashlib

import hookbot

RFC_KEY = dict(hookbot.UPGRADE)["Sec-WebSocket-Key"]


class SubscribeUpgrades(hookbot.BrokerTest):
    def answer(self, target="/sub/a", **options):
        return self.broker.ask_to_listen(target, **options).read_response()

    def assert_refused(self, response, *statuses):
        self.assertIn(response.status, statuses or (400,), response)

    def test_the_accept_key_is_that_of_the_rfc(self):
        response = self.answer()
        self.assertEqual(response.status, 101)
        self.assertEqual(response.field("Sec-WebSocket-Accept"), hookbot.ACCEPT)
        self.assertEqual(response.field("Upgrade").lower(), "websocket")
        self.assertEqual(response.field("Connection").lower(), "upgrade")

    def test_any_key_of_16_bytes_is_answered(self):
        for fill in (b"\0" * 16, b"\xff" * 16, b"0123456789abcdef"):
            key = base64.b64encode(fill).decode()
            digest = hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
            self.assertEqual(self.answer(Sec_WebSocket_Key=key).field("Sec-WebSocket-Accept"),
                             base64.b64encode(digest).decode())

    def test_the_fields_are_read_as_browsers_and_proxies_write_them(self):
        for connection in ("Upgrade", "upgrade", "keep-alive, Upgrade", "keep-alive,upgrade", "UPGRADE"):
            for upgrade in ("websocket", "WebSocket", "WEBSOCKET"):
                with self.subTest(connection=connection, upgrade=upgrade):
                    self.assertEqual(self.answer(Connection=connection, Upgrade=upgrade).status, 101)

    def test_no_extension_and_no_protocol_is_agreed_on(self):
        """No compression, so no bomb; and a subprotocol would be a promise."""
        response = self.answer(fields=[("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"),
                                       ("Sec-WebSocket-Protocol", "chat, superchat")])
        self.assertEqual(response.status, 101)
        self.assertIsNone(response.field("Sec-WebSocket-Extensions"))
        self.assertIsNone(response.field("Sec-WebSocket-Protocol"))

    def test_without_a_key_or_with_another_it_is_refused(self):
        self.assert_refused(self.answer(leave_out=["Sec-WebSocket-Key"]))
        for key in ("", "short", base64.b64encode(b"0" * 15).decode(), base64.b64encode(b"0" * 17).decode(), "!" * 24,
                    RFC_KEY + RFC_KEY):
            with self.subTest(key=key):
                self.assert_refused(self.answer(Sec_WebSocket_Key=key))

    def test_two_keys_are_refused(self):
        self.assert_refused(self.answer(fields=[("Sec-WebSocket-Key", RFC_KEY)]))

    def test_another_version_is_refused_and_told_which_would_do(self):
        for version in ("8", "7", "0", "14", "130", "", "13, 8"):
            with self.subTest(version=version):
                response = self.answer(Sec_WebSocket_Version=version)
                self.assert_refused(response, 400, 426)
                if response.status == 426:
                    self.assertEqual(response.field("Sec-WebSocket-Version"), "13")
        self.assert_refused(self.answer(leave_out=["Sec-WebSocket-Version"]), 400, 426)

    def test_an_upgrade_to_something_else_is_refused(self):
        self.assert_refused(self.answer(Upgrade="h2c"))
        self.assert_refused(self.answer(leave_out=["Upgrade"]))
        self.assert_refused(self.answer(leave_out=["Connection"]))
        self.assert_refused(self.answer(Connection="keep-alive"))

    def test_an_upgrade_of_another_method_is_none(self):
        self.assert_refused(self.answer(method="POST", fields=[("Content-Length", 0)]), 405)
        self.assert_refused(self.answer(method="PUT", fields=[("Content-Length", 0)]), 405)

    def test_an_upgrade_over_http_1_0_is_refused(self):
        peer = self.broker.connect()
        peer.send(self.broker.head("GET", "/sub/a", hookbot.UPGRADE, version="HTTP/1.0"))
        self.assert_refused(peer.read_response())

    def test_an_upgrade_with_a_body_is_refused(self):
        for fields, body in (([("Content-Length", 5)], b"hello"),
                             ([("Transfer-Encoding", "chunked")], b"5\r\nhello\r\n0\r\n\r\n"),
                             ([("Content-Length", 5)], b"")):
            with self.subTest(fields=fields, body=body):
                peer = self.broker.connect()
                peer.send(self.broker.head("GET", "/sub/a", hookbot.UPGRADE + fields), body)
                self.assert_refused(peer.read_response())
                self.assertEqual(peer.read_rest(), b"")

    def test_bytes_that_do_not_wait_for_the_answer_are_refused(self):
        for early in (b"\x81\x80\0\0\0\0", b"\x89", b"GET /status HTTP/1.1\r\nHost: x\r\n\r\n"):
            with self.subTest(early=early):
                peer = self.broker.connect()
                peer.send(self.broker.head("GET", "/sub/a", hookbot.UPGRADE), early)
                self.assert_refused(peer.read_response())
                self.assertEqual(peer.read_rest(), b"")

    def test_a_kept_connection_can_be_upgraded(self):
        peer = self.broker.connect()
        self.broker.publish("/pub/later", b"before", peer=peer)
        listener = self.broker.listen("/sub/later", peer=peer)
        self.broker.publish("/pub/later", b"after")
        self.assertEqual(listener.read_event(), b"after")

    def test_a_refused_upgrade_can_be_tried_again_on_the_connection(self):
        peer = self.broker.connect()
        self.assertEqual(self.answer(peer=peer, token=None).status, 401)
        listener = self.broker.listen("/sub/again", peer=peer)
        self.broker.publish("/pub/again", b"heard")
        self.assertEqual(listener.read_event(), b"heard")

    def test_the_refusals_say_so_in_their_order(self):
        """Who may not listen learns nothing but that."""
        self.assertEqual(self.answer(token=None, Sec_WebSocket_Version="8").status, 401)

    def test_an_upgrade_split_at_every_byte(self):
        head = self.broker.head("GET", "/sub/split", hookbot.UPGRADE)
        for position in range(1, len(head), 3):
            peer = self.broker.connect()
            peer.send(head[:position])
            peer.wait_until_read()
            peer.send(head[position:])
            response = peer.read_response()
            self.assertEqual((response.status, response.field("Sec-WebSocket-Accept")), (101, hookbot.ACCEPT), position)
            peer.close()


if __name__ == "__main__":
    hookbot.main()
