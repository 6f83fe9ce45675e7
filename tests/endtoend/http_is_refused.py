"""Invalid HTTP is refused and the connection closed, so a proxy in front of hookbot can never read a message
differently (docs/protocol.md, section 3; RFC 9112)."""
import re

import hookbot

# Each is a head's part between the usual fields and the empty line, and what follows that line. All have two readings,
# or are no HTTP at all.
LENGTHS = [
    ("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
    ("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"),
    ("Content-Length: 0\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
    ("Content-Length: 5\r\nTransfer-Encoding: gzip", "hello"),
    ("Content-Length: 5\r\nTransfer-Encoding: identity", "hello"),
    ("Content-Length: 5\r\nContent-Length: 6", "hello!"),
    ("Content-Length: 0\r\nContent-Length: 5", "hello"),
    ("Content-Length: 5\r\ncontent-length: 0", "hello"),
    ("Content-Length: 5, 6", "hello!"),
    ("Content-Length: -1", ""),
    ("Content-Length: -5", "hello"),
    ("Content-Length: +5", "hello"),
    ("Content-Length: 5x", "hello"),
    ("Content-Length: 0x5", "hello"),
    ("Content-Length: 5 5", "hello"),
    ("Content-Length: 5.0", "hello"),
    ("Content-Length: 1e1", "hello"),
    ("Content-Length: ", "hello"),
    ("Content-Length: five", "hello"),
    ("Content-Length: 5;", "hello"),
    ("Content-Length: \"5\"", "hello"),
    ("Content-Length: ,5", "hello"),
    ("Content-Length : 5", "hello"),
    ("Content-Length\t: 5", "hello"),
    ("Content-Length: 5\r\n 0", "hello"),
]
HUGE_LENGTHS = ["9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
                "18446744073709551621", "9" * 400]
ENCODINGS = [
    ("Transfer-Encoding: identity", "hello"),
    ("Transfer-Encoding: xchunked", "0\r\n\r\n"),
    ("Transfer-Encoding: chunkedx", "0\r\n\r\n"),
    ("Transfer-Encoding: \"chunked\"", "0\r\n\r\n"),
    ("Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
    ("Transfer-Encoding: identity, chunked", "0\r\n\r\n"),
    ("Transfer-Encoding: chunked, chunked", "0\r\n\r\n"),
    ("Transfer-Encoding: gzip, chunked", "0\r\n\r\n"),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n"),
    ("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
    ("Transfer-Encoding:", "0\r\n\r\n"),
    ("Transfer-Encoding: chunked;q=1", "0\r\n\r\n"),
    ("Transfer-Encoding : chunked", "0\r\n\r\n"),
    ("Transfer-Encoding:\x0bchunked", "0\r\n\r\n"),
    ("Transfer-Encoding\r\n : chunked", "0\r\n\r\n"),
    ("Transfer-Encoding:\r\n chunked", "0\r\n\r\n"),
    ("X: y\r\n Transfer-Encoding: chunked", "0\r\n\r\n"),
    ("X: y\nTransfer-Encoding: chunked", "0\r\n\r\n"),
    ("X: y\rTransfer-Encoding: chunked", "0\r\n\r\n"),
]
CHUNKS = [
    "x\r\n", "-1\r\n", "+5\r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n", " 5\r\nhello\r\n0\r\n\r\n",
    "5 \r\nhello\r\n0\r\n\r\n", "\r\nhello\r\n0\r\n\r\n", ";a=b\r\nhello\r\n", "5\nhello\n0\n\n",
    "5\rhello\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello!\r\n0\r\n\r\n", "5\r\nhelloXX0\r\n\r\n",
    "5;\x01\r\nhello\r\n0\r\n\r\n", "0\r\nbad trailer\r\n\r\n", "0\r\nX : y\r\n\r\n", "0\r\n folded: y\r\n\r\n",
]
FIELDS = [
    "Bad name: x", "Bad(name): x", "Bad\x01: x", ": x", "no colon", "X: a\x00b", "X: a\x07b", "X: a\x7fb",
          " leading: x",
    "X: y\r\n folded", "X: y\r\n\tfolded", "Näme: x", "Host: second.example", "X[]: y", "\tX: y",
]
LINES = [
    "POST  /pub/a HTTP/1.1", "POST /pub/a  HTTP/1.1", "POST\t/pub/a\tHTTP/1.1", " POST /pub/a HTTP/1.1",
    "POST /pub/a HTTP/1.1 ", "POST /pub/a", "POST /pub/a HTTP/1", "POST /pub/a http/1.1", "POST /pub/a HTTP/1.1x",
    "POST /pub/a HTTP/01.1", "POST /pub/a XTTP/1.1", "POST HTTP/1.1", "POST /pub /a HTTP/1.1", "POST /pub/a\0 HTTP/1.1",
    "P(ST /pub/a HTTP/1.1", "extra POST /pub/a HTTP/1.1", "/pub/a HTTP/1.1", "\x16\x03\x01\x02\x00\x01\xfc\x03\x03",
]


class HttpIsRefused(hookbot.BrokerTest):
    """Behind each message follows a second one, which must never be answered."""

    def send_with_another_behind(self, message):
        peer = self.broker.connect()
        another = b"GET /status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        peer.send_as_far_as_possible(message.encode("latin-1") + another)
        answer = peer.read_rest()
        peer.close()
        return answer

    def assert_refused(self, message, statuses=(400,)):
        answer = self.send_with_another_behind(message)
        found = [int(status) for status in re.findall(rb"HTTP/1\.1 (\d+)", answer)]
        self.assertEqual(len(found), 1, f"{message!r} was answered with {answer!r}")
        self.assertIn(found[0], statuses, f"{message!r} was answered with {answer!r}")

    def head(self, extra, line="POST /pub/a HTTP/1.1"):
        return f"{line}\r\nHost: x\r\nAuthorization: Bearer {self.broker.token('/pub/a')}\r\n{extra}\r\n\r\n"

    def test_lengths_that_are_none_or_differ_or_stand_beside_an_encoding(self):
        for extra, body in LENGTHS:
            with self.subTest(extra=extra):
                self.assert_refused(self.head(extra) + body)

    def test_lengths_that_nobody_can_mean(self):
        for length in HUGE_LENGTHS:
            with self.subTest(length=length):
                self.assert_refused(self.head("Content-Length: " + length) + "hello", (400, 413))

    def test_encodings_other_than_exactly_chunked(self):
        for extra, body in ENCODINGS:
            with self.subTest(extra=extra):
                self.assert_refused(self.head(extra) + body, (400, 501))

    def test_chunks_that_are_none(self):
        for body in CHUNKS:
            with self.subTest(body=body):
                self.assert_refused(self.head("Transfer-Encoding: chunked") + body)

    def test_chunks_that_nobody_can_mean(self):
        for size in ("10000000000000005", "FFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "8000000000000000", "F" * 400):
            with self.subTest(size=size):
                self.assert_refused(self.head("Transfer-Encoding: chunked") + size + "\r\nhello", (400, 413))

    def test_a_chunked_body_over_http_1_0(self):
        self.assert_refused(self.head("Transfer-Encoding: chunked", "POST /pub/a HTTP/1.0") + "0\r\n\r\n")

    def test_fields_that_are_none(self):
        for field in FIELDS:
            with self.subTest(field=field):
                self.assert_refused(self.head(field + "\r\nContent-Length: 0"))

    def test_request_lines_that_are_none(self):
        for line in LINES:
            with self.subTest(line=line):
                self.assert_refused(self.head("Content-Length: 0", line), (400, 404, 414, 505))

    def test_versions_that_there_are_none_of(self):
        for version in ("HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/9.9", "HTTP/1.10"):
            with self.subTest(version=version):
                self.assert_refused(self.head("Content-Length: 0", "POST /pub/a " + version), (400, 505))

    def test_a_first_line_of_http_2_or_of_something_else(self):
        for message in ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "SSH-2.0-client\r\n\r\n", "\0\0\0\0\r\n\r\n",
                        "EHLO x\r\n\r\n"):
            with self.subTest(message=message):
                self.assert_refused(message, (400, 505))

    def test_a_missing_or_second_or_impossible_host(self):
        line = "POST /pub/a HTTP/1.1\r\nContent-Length: 0\r\n"
        self.assert_refused(line + "\r\n")
        self.assert_refused(line + "Host: a\r\nHost: a\r\n\r\n")
        self.assert_refused(line + "Host: a\r\nHost: b\r\n\r\n")
        self.assert_refused(line + "Host: a b\r\n\r\n")

    def test_a_body_behind_a_refusal_is_no_request(self):
        """Whoever is refused before the body is read may have sent it nevertheless."""
        hidden = "GET /status HTTP/1.1\r\nHost: x\r\n\r\n"
        self.assert_refused(f"POST /pub/a HTTP/1.1\r\nHost: x\r\nContent-Length: {len(hidden)}\r\n\r\n{hidden}", (401,))

    def test_lines_that_end_in_lf_alone_have_one_reading(self):
        """A recipient may take a bare LF for the end of a line (RFC 9112, section 2.2); it must not depend on where."""
        message = self.head("Content-Length: 0").replace("\r\n", "\n")
        self.assert_refused(message)

    def test_the_port_lives_on(self):
        self.assertEqual(self.broker.publish("/pub/a", b"x").status, 200)


class TooLarge(hookbot.BrokerTest):
    arguments = ("--max-body", "1MiB")

    def setUp(self):
        self.peer = self.broker.connect()

    def send(self, fields, *body):
        self.peer.send(self.broker.head("POST", "/pub/a", fields))
        for piece in body:
            self.peer.send_as_far_as_possible(piece)

    def test_a_body_of_exactly_the_cap_is_taken(self):
        self.assertEqual(self.broker.publish("/pub/a", bytes(hookbot.MIB), peer=self.peer).status, 200)
        self.send([("Transfer-Encoding", "chunked")], b"100000\r\n", bytes(hookbot.MIB), b"\r\n0\r\n\r\n")
        self.assertEqual(self.peer.read_response().status, 200)

    def test_an_announced_body_over_the_cap_is_413_before_it_is_sent(self):
        for length in (hookbot.MIB + 1, 10**12, 2**63 - 1):
            with self.subTest(length=length):
                self.peer = self.broker.connect()
                self.send([("Content-Length", length)])
                self.assertEqual(self.peer.read_response().status, 413)
                self.assertEqual(self.peer.read_rest(), b"")

    def test_it_is_413_in_place_of_100_continue(self):
        self.send([("Content-Length", hookbot.MIB + 1), ("Expect", "100-continue")])
        self.assertEqual(self.peer.read_response().status, 413)

    def test_a_client_that_sends_it_nevertheless_still_reads_the_answer(self):
        self.send([("Content-Length", 2 * hookbot.MIB)], bytes(2 * hookbot.MIB))
        self.assertEqual(self.peer.read_response().status, 413)

    def test_a_chunked_body_is_413_once_it_is_over_the_cap(self):
        listener = self.broker.listen("/sub/a")
        self.send([("Transfer-Encoding", "chunked")], *[b"10000\r\n" + bytes(65536) + b"\r\n"] * 17)
        self.assertEqual(self.peer.read_response().status, 413)
        self.assertEqual(self.peer.read_rest(), b"")
        self.broker.publish("/pub/a", b"the first it hears")
        self.assertEqual(listener.read_event(), b"the first it hears")

    def test_a_chunk_announced_over_the_cap_is_413_before_it_is_sent(self):
        self.send([("Transfer-Encoding", "chunked")], b"FFFFFFF\r\n")
        self.assertEqual(self.peer.read_response().status, 413)

    def test_who_may_not_publish_hears_that_first(self):
        self.peer.send(self.broker.head("POST", "/pub/a", [("Content-Length", 10**12)], token=None))
        self.assertEqual(self.peer.read_response().status, 401)

    def test_a_head_over_64_kib_is_431(self):
        for fields in ([("X-Long", "v" * 200_000)], [(f"X-{number}", "v" * 100) for number in range(2000)]):
            self.peer = self.broker.connect()
            self.peer.send_as_far_as_possible(self.broker.head("POST", "/pub/a", fields))
            self.assertEqual(self.peer.read_response().status, 431)

    def test_a_head_over_64_kib_is_431_though_it_has_no_end(self):
        self.peer.send_as_far_as_possible(b"POST /pub/a HTTP/1.1\r\nX: " + b"v" * 200_000)
        self.assertEqual(self.peer.read_response().status, 431)

    def test_a_request_line_without_end_is_refused(self):
        self.peer.send_as_far_as_possible(b"POST /pub/a?" + b"v" * 200_000)
        self.assertIn(self.peer.read_response().status, (414, 431))

    def test_chunk_extensions_and_trailers_have_an_end_too(self):
        for body in (b"5;" + b"x" * 500_000, b"0\r\nX: " + b"v" * 500_000, b"0\r\n" + b"X: y\r\n" * 100_000,
                     b"1;x\r\ny\r\n" * 200_000):
            with self.subTest(body=body[:20]):
                self.peer = self.broker.connect()
                self.send([("Transfer-Encoding", "chunked")], body)
                self.peer.send_as_far_as_possible(b"\r\n" * 3)
                self.peer.socket.shutdown(hookbot.socket.SHUT_WR)
                answer = self.peer.read_rest()
                self.assertNotIn(b"200 OK", answer)


class TheCapUnlessSet(hookbot.BrokerTest):
    def test_it_is_25_mib(self):
        for length, status in ((25 * hookbot.MIB, 100), (25 * hookbot.MIB + 1, 413)):
            peer = self.broker.connect()
            peer.send(self.broker.head("POST", "/pub/a", [("Content-Length", length), ("Expect", "100-continue")]))
            self.assertEqual(peer.read_response().status, status)


if __name__ == "__main__":
    hookbot.main()
