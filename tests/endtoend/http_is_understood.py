"""HTTP/1.1 and 1.0 as clients speak it (docs/protocol.md, section 3; RFC 9112)."""
import random

import hookbot


class HttpIsUnderstood(hookbot.BrokerTest):
    def setUp(self):
        self.target = f"/pub/{self.channel}"
        self.listener = self.broker.listen(f"/sub/{self.channel}")
        self.peer = self.broker.connect()

    def chunked(self, *raw, fields=()):
        """Publishes with the raw chunks; returns the answer."""
        self.peer.send(self.broker.head("POST", self.target, [("Transfer-Encoding", "chunked"), *fields]), *raw)
        return self.peer.read_response()

    def assert_delivered(self, response, body):
        self.assertEqual(response.status, 200, response)
        self.assertEqual(self.listener.read_event(), body)

    def test_a_connection_is_kept_for_the_next_request(self):
        for number in range(5):
            body = b"%d" % number
            self.assert_delivered(self.broker.publish(self.target, body, peer=self.peer), body)
        self.assertEqual(self.broker.request("GET", "/status", token=None, peer=self.peer).body, b"OK\n")

    def test_a_refusal_of_a_bodiless_request_keeps_the_connection_too(self):
        self.assertEqual(self.broker.request("GET", "/metrics", token=None, peer=self.peer).status, 401)
        self.assertEqual(self.broker.request("GET", "/status", token=None, peer=self.peer).status, 200)

    def test_connection_close_closes(self):
        response = self.broker.publish(self.target, b"x", fields=[("Connection", "close")], peer=self.peer)
        self.assert_delivered(response, b"x")
        self.assertEqual(response.field("Connection"), "close")
        self.assertEqual(self.peer.read_rest(), b"")

    def test_http_1_0_is_answered_and_closed(self):
        token = self.broker.token(self.target)
        self.peer.send(f"POST {self.target} HTTP/1.0\r\nAuthorization: Bearer {token}\r\nContent-Length: 3\r\n\r\nold")
        self.assert_delivered(self.peer.read_response(), b"old")
        self.assertEqual(self.peer.read_rest(), b"")

    def test_100_pipelined_requests_are_answered_in_order(self):
        bodies = [b"%d" % number * (number % 9) for number in range(100)]
        heads = [self.broker.head("POST", self.target, [("Content-Length", len(body))]) for body in bodies]
        self.peer.send(*(head + body for head, body in zip(heads, bodies)))
        answers = [self.peer.read_response() for _ in bodies]
        self.assertEqual({answer.status for answer in answers}, {200})
        ids = [int(answer.field("X-Hookbot-Event-Id")) for answer in answers]
        self.assertEqual(ids, sorted(set(ids)))
        self.assertEqual([self.listener.read_event() for _ in bodies], bodies)

    def test_pipelined_answers_belong_to_their_requests(self):
        status, publish = self.broker.head("GET", "/status", token=None), self.broker.head("POST", self.target)
        refused = self.broker.head("GET", "/metrics", token=None)
        self.peer.send(status, publish, refused, self.broker.head("GET", self.target), publish, status)
        self.assertEqual([self.peer.read_response().status for _ in range(6)], [200, 200, 401, 405, 200, 200])

    def test_the_end_of_what_a_client_sends_is_not_the_end_of_its_answers(self):
        self.peer.send(*[self.broker.head("POST", self.target, [("Content-Length", 1)]) + b"x"] * 3)
        self.peer.socket.shutdown(hookbot.socket.SHUT_WR)
        for _ in range(3):
            self.assert_delivered(self.peer.read_response(), b"x")
        self.assertEqual(self.peer.read_rest(), b"")

    def test_a_chunked_body_is_joined(self):
        self.assert_delivered(self.chunked("3\r\nabc\r\n", "1\r\n\0\r\n", "A\r\n0123456789\r\n", "0\r\n\r\n"),
                              b"abc\x000123456789")
        self.assert_delivered(self.chunked("0\r\n\r\n"), b"")
        self.assert_delivered(self.chunked("000a\r\n0123456789\r\n", "0000\r\n\r\n"), b"0123456789")

    def test_chunk_extensions_are_ignored(self):
        self.assert_delivered(self.chunked('3;name=value;q="a;b"\r\nabc\r\n', "2;flag\r\nde\r\n", "0;last\r\n\r\n"),
                              b"abcde")

    def test_trailers_are_read_and_ignored(self):
        trailers = "X-Checksum: 1\r\nAuthorization: Bearer wrong\r\n\r\n"
        self.assert_delivered(self.chunked("3\r\nabc\r\n", "0\r\n", trailers), b"abc")
        self.assert_delivered(self.broker.publish(self.target, b"next", peer=self.peer), b"next")

    def test_a_token_in_a_trailer_opens_nothing(self):
        self.peer.send(self.broker.head("POST", self.target, [("Transfer-Encoding", "chunked")], token=None),
                       f"1\r\nx\r\n0\r\nAuthorization: Bearer {self.broker.token(self.target)}\r\n\r\n")
        self.assertEqual(self.peer.read_response().status, 401)

    def test_a_large_chunked_body(self):
        body = random.Random(2).randbytes(3 * hookbot.MIB)
        pieces = [body[start:start + 10007] for start in range(0, len(body), 10007)]
        raw = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
        response = self.chunked(raw, "0\r\n\r\n")
        self.assertEqual(response.status, 200)
        self.assertTrue(self.listener.read_event() == body)

    def test_expect_100_continue_is_answered_before_the_body(self):
        self.peer.send(self.broker.head("POST", self.target, [("Content-Length", 5), ("Expect", "100-continue")]))
        self.assertEqual(self.peer.read_response().status, 100)
        self.peer.send("hello")
        self.assert_delivered(self.peer.read_response(), b"hello")

    def test_expect_100_continue_with_a_chunked_body(self):
        fields = [("Transfer-Encoding", "chunked"), ("Expect", "100-Continue")]
        self.peer.send(self.broker.head("POST", self.target, fields))
        self.assertEqual(self.peer.read_response().status, 100)
        self.peer.send("5\r\nhello\r\n0\r\n\r\n")
        self.assert_delivered(self.peer.read_response(), b"hello")

    def test_a_client_that_did_not_wait_for_100_is_answered_once(self):
        self.peer.send(self.broker.head("POST", self.target, [("Content-Length", 5), ("Expect", "100-continue")]),
                       "hello")
        response = self.peer.read_response()
        if response.status == 100:  # allowed, RFC 9110, section 10.1.1
            response = self.peer.read_response()
        self.assert_delivered(response, b"hello")

    def test_names_of_fields_in_any_case_and_values_with_blanks_around(self):
        token = self.broker.token(self.target)
        self.peer.send(f"POST {self.target} HTTP/1.1\r\nhOST:x\r\nAUTHORIZATION: \t Bearer {token} \t\r\n"
                       "content-LENGTH:2 \r\nX-Empty:\r\n\r\nhi")
        self.assert_delivered(self.peer.read_response(), b"hi")

    def test_a_head_of_60_kib_is_read(self):
        fields = [(f"X-Field-{number}", "v" * 1000) for number in range(58)]
        self.assert_delivered(self.broker.publish(self.target, b"x", fields=fields, peer=self.peer), b"x")

    def test_an_empty_line_before_a_request_is_skipped(self):
        """RFC 9112, section 2.2: old clients send one after a body."""
        self.assert_delivered(self.broker.publish(self.target, b"x", peer=self.peer), b"x")
        self.peer.send("\r\n")
        self.assert_delivered(self.broker.publish(self.target, b"y", peer=self.peer), b"y")

    def test_head_of_status_has_no_body(self):
        response = self.broker.request("HEAD", "/status", token=None, peer=self.peer)
        self.assertEqual(self.broker.request("GET", "/status", token=None, peer=self.peer).body, b"OK\n", response)


class HoweverItIsSplit(hookbot.BrokerTest):
    """A verdict does not depend on how the bytes of a request come."""

    def assert_same_however_split(self, request, status):
        for position in range(1, len(request)):
            peer = self.broker.connect()
            peer.send(request[:position])
            peer.wait_until_read()
            peer.send_as_far_as_possible(request[position:])
            self.assertEqual(peer.read_response().status, status, f"split at {position}: {request[:position]!r}")
            peer.close()

    def test_a_request_with_a_length(self):
        self.assert_same_however_split(self.broker.head("POST", "/pub/a", [("Content-Length", 5)]) + b"hello", 200)

    def chunked_head(self):
        return self.broker.head("POST", "/pub/a", [("Transfer-Encoding", "chunked")])

    def test_a_chunked_request(self):
        body = b"3;x=y\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nX-T: 1\r\n\r\n"
        self.assert_same_however_split(self.chunked_head() + body, 200)

    def test_a_request_with_a_bad_chunk(self):
        self.assert_same_however_split(self.chunked_head() + b"3x\r\nabc\r\n", 400)

    def test_a_request_with_a_bad_field(self):
        self.assert_same_however_split(self.broker.head("POST", "/pub/a", [("Bad name", "x")]), 400)

    def test_a_request_byte_by_byte(self):
        listener = self.broker.listen("/sub/a")
        peer = self.broker.connect()
        request = self.chunked_head() + b"5\r\n01234\r\n0\r\n\r\n"
        for position in range(len(request)):
            peer.send(request[position:position + 1])
            peer.wait_until_read()
        self.assertEqual(peer.read_response().status, 200)
        self.assertEqual(listener.read_event(), b"01234")

    def test_all_that_was_asked_before_the_end_is_answered(self):
        """A peer may say that it sends no more and still read: shutdown(SHUT_WR) behind its last request."""
        for method, target, fields in (("GET", "/status", []), ("POST", "/pub/half-closed", [("Content-Length", 0)])):
            with self.subTest(target=target):
                peer = self.broker.connect()
                peer.send(self.broker.head(method, target, fields) * 100)
                peer.socket.shutdown(hookbot.socket.SHUT_WR)
                self.assertEqual([peer.read_response().status for _ in range(100)], [200] * 100)
                self.assertEqual(peer.read_rest(), b"")


if __name__ == "__main__":
    hookbot.main()
