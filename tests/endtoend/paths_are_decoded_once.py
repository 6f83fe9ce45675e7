"""The path is percent-decoded once, and refused rather than normalised (docs/protocol.md, section 1)."""
import hookbot


class PathsAreDecodedOnce(hookbot.BrokerTest):
    def reaches(self, published, heard):
        listener = self.broker.listen(heard)
        response = self.broker.publish(published, b"x")
        self.assertEqual(response.status, 200, response)
        self.assertEqual(listener.read_event(), b"x")
        listener.close()

    def assert_refused(self, targets, line):
        for target in targets:
            for method in ("POST", "GET"):
                with self.subTest(method=method, target=target):
                    response = self.broker.request(method, target, b"" if method == "POST" else None)
                    self.assertEqual(response.status, 400, response)
                    self.assertRegex(response.body.decode().lower(), line)

    def test_escaped_and_plain_spellings_are_one_channel(self):
        self.reaches("/pub/%61%62c", "/sub/abc")
        self.reaches("/%70ub/abc", "/sub/abc")
        self.reaches("/pub%2Fabc", "/sub/abc")
        self.reaches("/pub/a%2Fb", "/sub/a/b")
        self.reaches("/pub/h%C3%bcte", "/sub/h%c3%BCte")

    def test_decoding_is_done_once(self):
        self.reaches("/pub/%252e%252e", "/sub/%252e%252e")
        listener = self.broker.listen("/sub/once%2541")
        other = self.broker.listen("/sub/onceA")
        self.broker.publish("/pub/once%2541", b"for %41")
        self.broker.publish("/pub/once%41", b"for A")
        self.assertEqual(listener.read_event(), b"for %41")
        self.assertEqual(other.read_event(), b"for A")

    def test_an_escaped_question_mark_belongs_to_the_channel(self):
        listener = self.broker.listen("/sub/foo%3Frecursive")
        self.broker.publish("/pub/foobarSECRET", b"not for it")
        self.broker.publish("/pub/foo?recursive", b"nor this")
        self.broker.publish("/pub/foo%3frecursive", b"for it")
        self.assertEqual(listener.read_event(), b"for it")

    def test_plus_blank_and_hash_are_ordinary_characters(self):
        self.reaches("/pub/a+b", "/sub/a%2Bb")
        self.reaches("/pub/a%20b%23c", "/sub/a%20b%23c")
        plus = self.broker.listen("/sub/x+y")
        self.broker.publish("/pub/x%20y", b"with a blank")
        self.broker.publish("/pub/x+y", b"with a plus")
        self.assertEqual(plus.read_event(), b"with a plus")

    def test_channels_are_told_apart_by_case(self):
        listener = self.broker.listen("/sub/Case")
        self.broker.publish("/pub/case", b"another")
        self.broker.publish("/pub/Case", b"this one")
        self.assertEqual(listener.read_event(), b"this one")

    def test_dots_within_a_segment_are_fine(self):
        self.reaches("/pub/.a/b../...", "/sub/.a/b../...")

    def test_control_characters_are_refused(self):
        self.assert_refused(["/pub/a%00b", "/pub/a%00", "/pub/%0a", "/pub/%0D%0A", "/pub/%1f", "/pub/%7F",
                             "/pub/%C2%85"],
                            "control")

    def test_bytes_that_are_not_utf8_are_refused(self):
        self.assert_refused(["/pub/%ff", "/pub/%C3", "/pub/a%80", "/pub/%C0%AF", "/pub/%ED%A0%80", "/pub/%F4%90%80%80"],
                            "utf-8")

    def test_empty_segments_are_refused(self):
        self.assert_refused(["//", "//pub/a", "/pub//a", "/pub//", "/pub/a//", "/pub/%2Fa", "/pub/a%2F%2Fb",
                             "//evil/sub/y", "/unsafe/pub//a"], "empty")

    def test_dot_segments_are_refused(self):
        self.assert_refused(["/pub/.", "/pub/./a", "/pub/..", "/pub/../sub/a", "/pub/%2e/a", "/pub/%2e%2E/a",
                             "/sub/.%2e/a",
                             "/pub/a/..", "/./pub/a", "/pub/a%2f..%2fb"], r"\.\.")

    def test_broken_escapes_are_refused(self):
        self.assert_refused(["/pub/%", "/pub/a%4", "/pub/%zz", "/pub/%4g", "/pub/%%41"], "%|escape|hex")

    def test_what_is_no_path_is_refused(self):
        host = f"127.0.0.1:{self.broker.port}"
        for target in ("*", "pub/a", "http://127.0.0.1/pub/a", f"http://{host}0/pub/a", f"http://x@{host}/pub/a",
                       f"ws://{host}/pub/a", "http:///pub/a", f"http://{host}/pub/a#b", "127.0.0.1:443", "/pub/a#b"):
            with self.subTest(target=target):
                self.assertEqual(self.broker.request("POST", target, b"").status, 400)

    def test_a_url_of_this_host_is_its_path(self):
        host = f"127.0.0.1:{self.broker.port}"
        self.assertEqual(self.broker.request("GET", f"http://{host}/status").status, 200)
        listener = self.broker.listen("/sub/a%20b")
        response = self.broker.request("POST", f"HTTP://{host}/pub/a%20b?x", b"whole", token=self.broker.token("/pub/a b"))
        self.assertEqual(response.status, 200)
        self.assertEqual(listener.read_event(), b"whole")
        self.assertEqual(self.broker.request("POST", f"http://{host}/pub/a", b"", token="0" * 64).status, 401)

    def test_a_path_may_have_32_segments(self):
        for deepest in ("/pub" + 31 * "/a", "/unsafe/pub" + 30 * "/a", 32 * "/a"):
            self.assertEqual(self.broker.publish(deepest, b"x").status, 200)
            self.assertEqual(self.broker.publish(deepest + "/", b"x").status, 200)
            self.assert_refused([deepest + "/a", deepest + "%2Fa", deepest + "/a/", deepest + 800 * "/a"], "32 segments")

    def test_a_single_slash_at_the_end_is_fine(self):
        self.assertEqual(self.broker.publish("/pub/a/", b"x").status, 200)
        self.assertEqual(self.broker.publish("/pub/", b"x").status, 200)

    def test_a_decoded_path_may_have_2048_bytes(self):
        longest = "/pub/" + "a" * 2043
        self.reaches(longest, "/sub/" + "a" * 2043)
        self.reaches("/pub/" + "%61" * 2043, "/sub/" + "a" * 2043)

    def test_a_longer_path_is_414(self):
        for target in ("/pub/" + "a" * 2044, "/pub/" + "%61" * 2044, "/pub/" + "a" * 3000, "/sub/" + "b" * 3000):
            with self.subTest(length=len(target)):
                response = self.broker.request("POST" if target[1] == "p" else "GET", target)
                self.assertEqual(response.status, 414)

    def test_a_long_query_is_no_long_path(self):
        self.assertEqual(self.broker.publish("/pub/a?x=" + "y" * 5000, b"x").status, 200)


if __name__ == "__main__":
    hookbot.main()
