"""hookbot make-tokens: one line for each argument, with the token as the user name of a URL."""
import unittest
import urllib.parse

import hookbot

KEY = "foo"  # that of the protocol's vectors


class MakeTokensPrintsUrls(unittest.TestCase):
    def lines(self, *arguments, key=KEY, **environment):
        result = hookbot.run("make-tokens", *arguments, key=key, **environment)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result)
        return result.stdout.splitlines()

    def url(self, scheme, path, host="localhost:8080", algorithm="sha256"):
        return f"{scheme}://{hookbot.mint(path, KEY, algorithm)}@{host}{path}"

    def test_the_vectors_of_the_protocol(self):
        self.assertEqual(self.lines("--bare", "--sha1", "/pub/foo/bar", "/sub/foo/"),
                         ["2e1150434ba1d8c33bce7c82ee08b5d9850342c7", "025d52405676646b775882c3b6338bd9db0ae59c"])

    def test_bare_tokens_are_sha256_unless_asked_otherwise(self):
        self.assertEqual(self.lines("--bare", "/pub/foo/bar"), [hookbot.mint("/pub/foo/bar", KEY)])

    def test_publish_paths_are_http_and_subscribe_paths_are_ws(self):
        paths = [("/pub/a", "http"), ("/pub/a/", "http"), ("/sub/a", "ws"), ("/sub/a/", "ws"), ("/sub/", "ws"),
                 ("/unsafe/pub/a", "http"), ("/unsafe/sub/a", "ws")]
        self.assertEqual(self.lines(*(path for path, _ in paths)), [self.url(scheme, path) for path, scheme in paths])

    def test_the_security_of_the_base_is_followed(self):
        for base, publish, subscribe in (("http", "http", "ws"), ("https", "https", "wss"), ("ws", "http", "ws"),
                                         ("wss", "https", "wss")):
            for option in ("--url-base", "-U"):
                self.assertEqual(self.lines(option, f"{base}://hooks.example", "/pub/a", "/sub/a"),
                                 [self.url(publish, "/pub/a", "hooks.example"),
                                  self.url(subscribe, "/sub/a", "hooks.example")])

    def test_the_base_may_come_from_the_environment_and_the_option_goes_before(self):
        self.assertEqual(self.lines("/pub/a", HOOKBOT_URL_BASE="https://env.example:8443"),
                         [self.url("https", "/pub/a", "env.example:8443")])
        self.assertEqual(self.lines("-U", "http://option.example", "/pub/a", HOOKBOT_URL_BASE="https://env.example"),
                         [self.url("http", "/pub/a", "option.example")])

    def test_a_whole_url_keeps_its_host_and_security(self):
        for argument, expected in (
                ("https://other.example/pub/a", self.url("https", "/pub/a", "other.example")),
                ("https://other.example:1234/sub/a", self.url("wss", "/sub/a", "other.example:1234")),
                ("ws://other.example/pub/a", self.url("http", "/pub/a", "other.example")),
                ("wss://other.example/sub/a/", self.url("wss", "/sub/a/", "other.example")),
                ("http://[::1]:8080/pub/a", self.url("http", "/pub/a", "[::1]:8080"))):
            with self.subTest(argument=argument):
                self.assertEqual(self.lines("-U", "http://base.example:99", argument), [expected])
        self.assertEqual(self.lines("-U", "https://base.example", "http://other.example/pub/a"),
                         [self.url("http", "/pub/a", "other.example")])

    def test_query_and_fragment_are_kept_and_no_part_of_the_token(self):
        for argument in ("/pub/a?extra-metadata=github", "/sub/a#production", "/pub/a?x=%2F&y#z", "/pub/a?"):
            with self.subTest(argument=argument):
                path, rest = argument[:6], argument[6:]
                self.assertEqual(self.lines(argument), [self.url("ws" if path == "/sub/a" else "http", path) + rest])

    def test_the_token_is_that_of_the_decoded_path(self):
        for argument, path in (("/pub/a%20b", "/pub/a b"), ("/pub/h%C3%BCtte", "/pub/hütte"),
                               ("/pub/a%3Fb", "/pub/a?b"), ("/pub/a%23b", "/pub/a#b"),
                               ("/pub/100%25", "/pub/100%"), ("/pub/a%252Fb", "/pub/a%2Fb"), ("/pub/a%2Fb", "/pub/a/b"),
                               ("/pub/a+b", "/pub/a+b")):
            with self.subTest(argument=argument):
                self.assertEqual(self.lines("--bare", argument), [hookbot.mint(path, KEY)])
                printed = urllib.parse.urlsplit(self.lines(argument)[0])
                self.assertEqual(urllib.parse.unquote(printed.path), path)
                self.assertEqual(printed.username, hookbot.mint(path, KEY))

    def test_both_prints_the_publish_and_the_subscribe_url_of_a_channel(self):
        self.assertEqual(self.lines("--both", "a/b"), [self.url("http", "/pub/a/b"), self.url("ws", "/sub/a/b")])
        self.assertEqual(self.lines("--both", "a", "b", "-U", "https://x.example"),
                         [self.url(scheme, f"/{kind}/{channel}", "x.example")
                          for channel in ("a", "b") for kind, scheme in (("pub", "https"), ("sub", "wss"))])

    def test_sha1_urls_for_older_servers(self):
        self.assertEqual(self.lines("--sha1", "/pub/a"), [self.url("http", "/pub/a", algorithm="sha1")])

    def test_t_is_the_same(self):
        result = hookbot.run("t", "/pub/a", key=KEY)
        self.assertEqual((result.returncode, result.stdout), (0, self.url("http", "/pub/a") + "\n"))

    def test_options_may_stand_anywhere(self):
        expected = hookbot.mint("/pub/a", "another") + "\n"
        for arguments in (["--key", "another", "make-tokens", "--bare", "/pub/a"],
                          ["make-tokens", "/pub/a", "--bare", "--key", "another"],
                          ["--bare", "make-tokens", "--key=another", "/pub/a"],
                          ["--key", "another", "--bare", "t", "/pub/a"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(hookbot.run(*arguments, key=KEY).stdout, expected)

    def test_what_is_no_path_fails_as_a_whole(self):
        for argument in ("/pub/../a", "/pub//a", "/pub/%00", "/pub/%zz", "http://x.example", "/pub" + 32 * "/a"):
            with self.subTest(argument=argument):
                result = hookbot.run("make-tokens", "/pub/good", argument, key=KEY)
                self.assertEqual((result.returncode, result.stdout), (1, ""), result)
                self.assertNotEqual(result.stderr, "")

    def test_no_argument_is_an_error(self):
        self.assertEqual(hookbot.run("make-tokens", key=KEY).returncode, 1)


class PrintedUrlsWork(hookbot.BrokerTest):
    def test_what_is_printed_opens_a_server_with_the_same_key(self):
        base = f"http://127.0.0.1:{self.broker.port}"
        result = hookbot.run("make-tokens", "--both", "deploys/h%C3%BCtte", "-U", base)
        publish, subscribe = (urllib.parse.urlsplit(line) for line in result.stdout.splitlines())
        listener = self.broker.listen(subscribe.path, token=subscribe.username)
        self.assertEqual(self.broker.publish(publish.path, b"x", token=publish.username).status, 200)
        self.assertEqual(listener.read_event(), b"x")


if __name__ == "__main__":
    hookbot.main()
