"""If the server cannot start, it prints the reason on standard error and exits with status 1."""
import os
import re
import socket

import hookbot


class StartupErrorsAreClear(hookbot.CertificateTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key, cls.certificate = cls.tls

    def assert_fails(self, message, *arguments, **options):
        result = hookbot.run(*arguments, **options)
        self.assertEqual(result.returncode, 1, result)
        self.assertRegex(result.stderr, message)
        self.assertNotIn(hookbot.KEY, result.stderr)
        self.assertNotIn("Listening", result.stderr)

    def serve_fails(self, message, *arguments, **options):
        self.assert_fails(message, "serve", "--bind", "127.0.0.1:0", *arguments, **options)

    def file(self, name, content, mode=0o600):
        path = os.path.join(self.directory, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        os.chmod(path, mode)
        return path

    def test_a_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.assert_fails(f"127\\.0\\.0\\.1:{port}.*in use", "serve", "--bind", f"127.0.0.1:{port}")

    def test_an_address_that_is_none_or_not_ours(self):
        for bind in ("nonsense", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:-1",
                     "::1:8080", "[::1]", ":", "",
                     "192.0.2.1:0", "300.1.1.1:80"):
            with self.subTest(bind=bind):
                self.assert_fails(".", "serve", "--bind", bind)

    def test_no_key(self):
        for options in ({"key": None}, {"key": ""}):
            self.serve_fails("HOOKBOT_KEY", **options)
            self.assert_fails("HOOKBOT_KEY", "make-tokens", "/pub/a", **options)

    def test_the_line_about_the_key_says_how_to_make_one(self):
        self.serve_fails("openssl rand|/dev/urandom", key=None)

    def test_a_key_file_that_is_missing_empty_or_open_to_others(self):
        cases = (("no/such/file", "no/such/file"), (self.file("empty.key", "\n"), "empty"),
                 (self.file("open.key", "k" * 32, 0o644), "600"),
                 (self.directory, "."))
        for path, message in cases:
            with self.subTest(path=path):
                self.serve_fails(message, "--key-file", path, key=None)

    def test_a_certificate_or_private_key_that_cannot_be_read(self):
        cases = ((("no/such.key", self.certificate), "no/such.key"), ((self.key, "no/such.crt"), "no/such.crt"),
                 ((self.directory, self.certificate), "."), ((self.key, self.directory), "."))
        for (key, certificate), message in cases:
            with self.subTest(key=key, certificate=certificate):
                self.serve_fails(message, "--sslkey", key, "--sslcrt", certificate)

    def test_a_certificate_or_private_key_that_is_none(self):
        empty, text = self.file("empty", ""), self.file("text", "-----BEGIN NONSENSE-----\n")
        for key, certificate, named in ((empty, self.certificate, empty), (text, self.certificate, text),
                                        (self.key, empty, empty),
                                        (self.key, text, text), (self.certificate, self.certificate, self.certificate),
                                        (self.key, self.key, self.key)):
            with self.subTest(key=key, certificate=certificate):
                self.serve_fails(named, "--sslkey", key, "--sslcrt", certificate)

    def test_a_private_key_of_another_certificate(self):
        other_key, _ = hookbot.make_certificate(self.directory, "other")
        self.serve_fails("other.key.*server.crt", "--sslkey", other_key, "--sslcrt", self.certificate)

    def test_one_of_the_two_alone(self):
        self.serve_fails("--sslcrt", "--sslkey", self.key)
        self.serve_fails("--sslkey", "--sslcrt", self.certificate)

    def test_a_base_url_that_is_none(self):
        for url in ("nonsense", "localhost:8080", "ftp://x", "http://", "http:///path", "://x", "http://exa mple"):
            with self.subTest(url=url):
                self.serve_fails("base", "--url-base", url)
                self.assert_fails("base", "make-tokens", "--url-base", url, "/pub/a")
                self.assert_fails("base", "make-tokens", "/pub/a", HOOKBOT_URL_BASE=url)

    def test_numbers_and_durations_that_are_none(self):
        for option, values in (("--max-body", ("", "many", "-1", "1XiB", "1.5.2MiB")),
                               ("--listener-buffer", ("", "x", "-1")),
                               ("--ping-interval", ("", "x", "-1s", "0", "0s", "1 fortnight"))):
            for value in values:
                with self.subTest(option=option, value=value):
                    self.serve_fails(option, f"{option}={value}")

    def test_a_log_that_there_is_none_of(self):
        self.serve_fails("--log", "--log", "papyrus:")

    def test_an_unknown_flag_command_or_level(self):
        self.serve_fails("--no-such-flag", "--no-such-flag")
        self.assert_fails(".", "no-such-command")
        self.serve_fails("(?i)level|loud", "--log-level", "loud")

    def test_a_flag_without_its_value(self):
        self.assert_fails("bind", "serve", "--bind")

    def test_an_argument_too_many(self):
        self.serve_fails("extra", "extra")

    def test_help_and_version_are_no_errors(self):
        for arguments, words in ((["--help"], ["serve", "make-tokens", "--key"]),
                                 (["serve", "--help"], ["--bind", "--sslkey", "--max-body"]),
                                 (["make-tokens", "--help"], ["--bare", "--url-base", "--both", "--sha1"]),
                                 (["--version"], ["0."])):
            with self.subTest(arguments=arguments):
                result = hookbot.run(*arguments, key=None)
                self.assertEqual((result.returncode, result.stderr), (0, ""))
                for word in words:
                    self.assertIn(word, result.stdout)

    def test_the_version_stands_alone_in_the_first_line(self):
        lines = hookbot.run("--version", key=None).stdout.splitlines()
        self.assertRegex(lines[0], r"^hookbot \d+\.\d+\.\d+$")
        for words in (r"^Qt 6\.\d+\.\d+, built with 6\.", r"^SQLite 3\.", "^OpenSSL ", "^Built by .*desktop"):
            self.assertTrue(any(re.search(words, line) for line in lines), lines)


if __name__ == "__main__":
    hookbot.main()
