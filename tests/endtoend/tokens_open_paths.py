"""Which token opens which path, and how it is sent (docs/protocol.md, section 2)."""
import base64

import hookbot


class TokensOpenPaths(hookbot.BrokerTest):
    def status(self, path, *fields):
        method = ("GET" if path.startswith("/sub/") else "POST")
        return self.broker.request(method, path, b"x" if method == "POST" else None, fields=fields, token=None).status

    def opens(self, token_path, path):
        """Whether the token of the one opens the other: whoever is let in and asks for no WebSocket gets 400."""
        status = self.status(path, ("Authorization", "Bearer " + self.broker.token(token_path)))
        self.assertIn(status, (200, 400, 401))
        return status != 401

    def test_a_token_opens_its_own_path(self):
        self.assertTrue(self.opens("/pub/a/b", "/pub/a/b"))
        self.assertTrue(self.opens("/sub/a/b", "/sub/a/b"))
        self.assertTrue(self.opens("/a/b", "/a/b"))

    def test_a_token_opens_what_is_below_its_path_if_that_ends_in_a_slash(self):
        self.assertTrue(self.opens("/pub/a/", "/pub/a/b"))
        self.assertTrue(self.opens("/pub/a/", "/pub/a/b/c/d"))
        self.assertTrue(self.opens("/pub/", "/pub/a/b"))
        self.assertTrue(self.opens("/", "/pub/a/b"))
        self.assertTrue(self.opens("/sub/a/", "/sub/a/"))

    def test_a_token_of_a_path_without_a_slash_opens_nothing_below_or_beside_it(self):
        self.assertFalse(self.opens("/pub/a", "/pub/a/b"))
        self.assertFalse(self.opens("/pub/a", "/pub/a/"))
        self.assertFalse(self.opens("/pub/a", "/pub/ab"))
        self.assertFalse(self.opens("/pub/a/", "/pub/a"))
        self.assertFalse(self.opens("/pub/a/", "/pub/ab"))
        self.assertFalse(self.opens("/pub/a/b", "/pub/a/"))
        self.assertFalse(self.opens("", "/pub/a"))

    def test_pub_and_sub_have_tokens_of_their_own(self):
        self.assertFalse(self.opens("/pub/a", "/sub/a"))
        self.assertFalse(self.opens("/sub/a", "/pub/a"))
        self.assertFalse(self.opens("/pub/", "/sub/a"))

    def test_a_token_of_the_bare_channel_opens_both(self):
        for token_path in ("/a/b", "/a/", "/"):
            self.assertTrue(self.opens(token_path, "/pub/a/b"), token_path)
            self.assertTrue(self.opens(token_path, "/sub/a/b"), token_path)

    def test_one_leading_segment_is_taken_off_exactly_once(self):
        self.assertFalse(self.opens("/foo/bar", "/pub/sub/foo/bar"))
        self.assertFalse(self.opens("/foo/bar", "/pub/pub/foo/bar"))
        self.assertFalse(self.opens("/foo/bar", "/sub/pub/foo/bar"))
        self.assertTrue(self.opens("/sub/foo/bar", "/pub/sub/foo/bar"))
        self.assertTrue(self.opens("/pub/foo/bar", "/sub/pub/foo/bar"))

    def test_it_is_taken_off_as_a_whole_segment_only(self):
        self.assertFalse(self.opens("lic/a", "/public/a"))
        self.assertFalse(self.opens("/lic/a", "/public/a"))
        self.assertFalse(self.opens("/way/a", "/subway/a"))
        self.assertFalse(self.opens("/pub/foo", "/a/pub/foo"))

    def test_the_decoded_path_is_what_counts(self):
        self.assertEqual(self.status("/pub/%61%2Fb", ("Authorization", "Bearer " + self.broker.token("/pub/a/b"))), 200)
        self.assertEqual(self.status("/pub/%61", ("Authorization", "Bearer " + self.broker.token("/pub/%61"))), 401)

    def test_query_and_host_are_no_part_of_it(self):
        authorization = ("Authorization", "Bearer " + self.broker.token("/pub/a"))
        self.assertEqual(self.status("/pub/a?b=c", authorization), 200)
        peer = self.broker.connect()
        peer.send(self.broker.head("POST", "/pub/a").replace(b"127.0.0.1", b"elsewhere.example"))
        self.assertEqual(peer.read_response().status, 200)

    def test_basic_takes_it_as_the_user_name_with_any_password(self):
        token = self.broker.token("/pub/a")
        for password in ("", "x", "with:colons", "x-oauth-basic"):
            for scheme in ("Basic", "basic", "BASIC", "bAsIc"):
                with self.subTest(password=password, scheme=scheme):
                    value = scheme + " " + base64.b64encode(f"{token}:{password}".encode()).decode()
                    self.assertEqual(self.status("/pub/a", ("Authorization", value)), 200)

    def test_bearer_in_any_case(self):
        for scheme in ("Bearer", "bearer", "BEARER"):
            value = scheme + " " + self.broker.token("/pub/a")
            self.assertEqual(self.status("/pub/a", ("authorization", value)), 200)

    def test_sha1_tokens_of_older_hookbots_are_accepted(self):
        for token_path in ("/pub/a", "/pub/", "/a", "/"):
            value = "Bearer " + self.broker.token(token_path, "sha1")
            self.assertEqual(self.status("/pub/a", ("Authorization", value)), 200, token_path)
        self.assertEqual(self.status("/pub/b", ("Authorization", "Bearer " + self.broker.token("/pub/a", "sha1"))), 401)

    def test_what_is_no_token_of_the_path_is_refused(self):
        token = self.broker.token("/pub/a")
        basic = base64.b64encode(f"{token}:".encode()).decode()
        wrong = ["", "Bearer", "Bearer ", "Bearer " + token[:-1], "Bearer " + token + "0", "Bearer " + token.upper(),
                 "Bearer " + token + token, "Bearer " + token[:40], "Bearer " + "0" * 64, "Bearer " + "0" * 40,
                 "Bearer " + token[:-1] + "g", "Bearer " + token + ":", "Token " + token, token, f'Bearer "{token}"',
                 "Bearer " + token + " x", "Basic " + token, "Basic " + basic[:-4], "Basic ====", "Basic !" + basic,
                 "Basic " + base64.b64encode(f":{token}".encode()).decode(), "Digest username=" + token,
                 "Basic " + base64.b64encode(f"{token}\n:".encode()).decode(),
                 "Basic " + base64.b64encode(f"{token}\0:".encode()).decode(),
                 "Basic " + base64.b64encode(f" {token}:".encode()).decode()]
        for value in wrong:
            with self.subTest(value=value):
                self.assertEqual(self.status("/pub/a", ("Authorization", value)), 401)

    def test_a_token_in_the_query_or_a_cookie_opens_nothing(self):
        token = self.broker.token("/pub/a")
        self.assertEqual(self.status(f"/pub/a?token={token}&access_token={token}"), 401)
        self.assertEqual(self.status("/pub/a", ("Cookie", "token=" + token), ("X-Token", token)), 401)

    def test_two_authorization_headers_are_refused(self):
        right = ("Authorization", "Bearer " + self.broker.token("/pub/a"))
        for fields in ((right, right), (right, ("Authorization", "Bearer x")), (("Authorization", "Basic x"), right)):
            self.assertEqual(self.status("/pub/a", *fields), 400)


class TokenVectors(hookbot.BrokerTest):
    """The vectors of the protocol."""

    @classmethod
    def setUpClass(cls):
        cls.broker = hookbot.Hookbot(key="foo")
        cls.addClassCleanup(cls.broker.stop)

    def test_the_published_sha1_vectors_open_their_paths(self):
        self.assertEqual(self.broker.publish("/pub/foo/bar", b"x",
                                             token="2e1150434ba1d8c33bce7c82ee08b5d9850342c7").status, 200)
        self.broker.listen("/sub/foo/", token="025d52405676646b775882c3b6338bd9db0ae59c")

    def test_a_short_key_gets_a_warning(self):
        self.assertRegex(self.broker.log(), "(?i)warning.*key")


class WithoutSha1(hookbot.BrokerTest):
    arguments = ("--no-sha1",)

    def test_the_old_tokens_are_refused_and_the_new_ones_are_not(self):
        self.assertEqual(self.broker.publish("/pub/a", b"x", token=self.broker.token("/pub/a", "sha1")).status, 401)
        self.assertEqual(self.broker.publish("/pub/a", b"x").status, 200)


class Refusals(hookbot.BrokerTest):
    def assert_unauthorized(self, response):
        self.assertEqual((response.status, response.reason), (401, "Unauthorized"))
        self.assertEqual(response.body, b"401 Unauthorized\n")
        self.assertEqual(response.field("WWW-Authenticate"), 'Basic realm="hookbot"')

    def test_the_answer_is_exactly_that_of_the_protocol(self):
        self.assert_unauthorized(self.broker.publish("/pub/a", b"x", token=None))
        self.assert_unauthorized(self.broker.request("GET", "/sub/a", token="0" * 64))

    def test_it_comes_before_the_body_is_read(self):
        peer = self.broker.connect()
        peer.send(self.broker.head("POST", "/pub/a", [("Content-Length", 1000)], token=None))
        self.assert_unauthorized(peer.read_response())
        self.assertEqual(peer.read_rest(), b"")

    def test_it_comes_before_a_chunked_body_is_read(self):
        peer = self.broker.connect()
        peer.send(self.broker.head("POST", "/pub/a", [("Transfer-Encoding", "chunked")], token=None))
        self.assert_unauthorized(peer.read_response())

    def test_it_comes_in_place_of_100_continue(self):
        peer = self.broker.connect()
        peer.send(self.broker.head("POST", "/pub/a", [("Content-Length", 5), ("Expect", "100-continue")], token=None))
        self.assert_unauthorized(peer.read_response())

    def test_it_comes_before_any_upgrade(self):
        self.assert_unauthorized(self.broker.ask_to_listen("/sub/a", token=None).read_response())
        self.assert_unauthorized(self.broker.ask_to_listen("/sub/a", token=self.broker.token("/sub/b")).read_response())


if __name__ == "__main__":
    hookbot.main()
