"""The server's messages: a line for each publish, subscription, refusal and disconnection, and no token or key."""
import base64
import os
import re
import subprocess
import tempfile
import unittest

import hookbot


class LogTest(unittest.TestCase):
    def start(self, *arguments, **options):
        broker = hookbot.Hookbot(*arguments, **options)
        self.addCleanup(broker.stop)
        return broker

    def line(self, broker, pattern):
        """The one line that matches, as soon as it is there."""
        found = hookbot.wait_for(lambda: re.findall(f"^.*{pattern}.*$", broker.log(), re.MULTILINE),
                                 f"a line like {pattern}")
        self.assertEqual(len(found), 1, found)
        return found[0]


class OneLineForEach(LogTest):
    def setUp(self):
        self.broker = self.start()

    def test_publish(self):
        self.broker.listen("/sub/deploys/")
        event_id = self.broker.publish("/pub/deploys/web", b"12345").field("X-Hookbot-Event-Id")
        line = self.line(self.broker, f"publish.*{event_id}")
        for part in ("deploys/web", "5 bytes", "1 listener", "127.0.0.1"):
            self.assertIn(part, line)

    def test_subscription_and_close(self):
        listener = self.broker.listen("/sub/deploys/")
        self.assertIn("127.0.0.1", self.line(self.broker, "subscribe.*deploys/"))
        listener.send_frame(hookbot.CLOSE, (1000).to_bytes(2, "big"))
        listener.read_close()
        listener.close()
        self.assertIn("1000", self.line(self.broker, "close.*deploys/"))

    def test_a_listener_that_is_just_gone(self):
        self.broker.listen("/sub/gone").close()
        self.line(self.broker, "close.*gone")

    def test_refusals(self):
        for number, (method, path, status) in enumerate((("POST", "/pub/refused", 401), ("GET", "/pub/wrong", 405),
                                                         ("GET", "/sub/plain", 400),
                                                         ("POST", "/pub/a%00", 400))):
            token = None if status == 401 else hookbot.MINT
            self.assertEqual(self.broker.request(method, path, token=token).status, status)
            line = self.line(self.broker, f"refuse.*{re.escape(path)}")
            self.assertIn(method, line, number)
            self.assertIn(str(status), line)
            self.assertIn("127.0.0.1", line)

    def test_what_is_no_http_is_a_refusal_too(self):
        peer = self.broker.connect()
        peer.send("nonsense\r\n\r\n")
        peer.read_response()
        self.line(self.broker, "refuse.*400")

    def test_nobody_can_forge_a_line_or_move_the_cursor(self):
        self.broker.publish("/pub/a%1b%5b2Jb%0aforged", b"x")
        self.broker.publish("/pub/c%C2%9b2J", b"x")
        self.broker.request("GET", b"/pub/\x1b[2J", token=None)
        self.broker.request("GET", "/status%0aforged", token=None)
        self.broker.publish("/pub/marker", b"x")
        self.line(self.broker, "publish.*marker")
        with open(self.broker.log_file, "rb") as file:
            log = file.read()
        self.assertNotRegex(log, rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
        self.assertNotRegex(log, rb"(?m)^forged")


class WhatItSays(LogTest):
    def test_it_says_where_it_listens(self):
        broker = self.start()
        self.assertIn(f"Listening on 127.0.0.1:{broker.port}", broker.log())

    def test_warnings_alone_when_asked_for(self):
        """Started at the level info, for the line with the port; so asked of a server that cannot start."""
        quiet = hookbot.run("serve", "--log-level", "error", "--log", "sqlite:/dev/null/none")
        self.assertEqual(len(quiet.stderr.strip().splitlines()), 1)

    def test_each_line_has_time_and_level(self):
        broker = self.start()
        broker.publish("/pub/a", b"x")
        self.line(broker, "publish")
        for line in broker.log().splitlines():
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*Z (debug|info|warning|error) ")

    def test_for_the_journal_each_line_begins_with_its_priority(self):
        """sd-daemon(3): stderr is the journal's when JOURNAL_STREAM names it."""
        with tempfile.NamedTemporaryFile(prefix="hookbot-journal-") as journal, tempfile.TemporaryDirectory() as home:
            status = os.fstat(journal.fileno())
            surrounding = hookbot.environment(home, HOOKBOT_KEY="short",
                                              JOURNAL_STREAM=f"{status.st_dev}:{status.st_ino}")
            with subprocess.Popen([hookbot.binary(), "serve", "--bind", "127.0.0.1:0"], env=surrounding,
                                  stderr=journal) as process:
                def lines():
                    with open(journal.name, encoding="utf-8") as file:
                        return file.read().splitlines()

                try:
                    hookbot.wait_for(lambda: any("Listening" in line for line in lines()), "it listens")
                finally:
                    process.terminate()
            self.assertTrue(all(re.match(r"<[3-7]>\S", line) for line in lines()), lines())
            self.assertTrue(any(re.match(r"<6>Listening", line) for line in lines()), lines())
            self.assertTrue(any(re.match(r"<4>.*key", line) for line in lines()), lines())


class NoSecrets(LogTest):
    """Each server's log is searched for the key and all tokens when it stops; here are those who would tempt it."""

    def test_a_busy_session_at_the_level_debug(self):
        broker = self.start("--log-level", "debug")
        token = broker.token("/pub/a")
        old = broker.token("/pub/a", "sha1")
        basic = base64.b64encode(f"{token}:".encode()).decode()
        broker.listen("/sub/a")
        broker.publish("/pub/a", b"x")
        broker.publish("/pub/a", b"x", token=old)
        broker.publish(f"/pub/a?token={token}", b"x")
        broker.publish(f"/pub/a?token={token}", b"x", token=None)
        broker.publish("/pub/b", b"x", token=token)
        broker.publish("/pub/a?extra-metadata=" + token, b"x")
        for value in (token, "Token " + token, "Basic " + basic, "Bearer  " + token, "Digest x=" + token,
                      f"Bearer {token}x"):
            broker.request("POST", "/pub/a", b"x", fields=[("Authorization", value)], token=None)
        for raw in (f"POST http://{token}@x/pub/a HTTP/1.1\r\nHost: x\r\n\r\n",
                    f"POST /pub/a HTTP/1.1\r\nHost: x\r\nAuthorization Bearer {token}\r\n\r\n",
                    f"POST /pub/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Length: x\r\n\r\n",
                    f"POST /pub/a HTTP/1.1\r\nHost: {token}@x\r\n\r\n"):
            peer = broker.connect()
            peer.send(raw)
            peer.read_response()
        broker.publish("/pub/marker", b"x")
        self.line(broker, "publish.*marker")
        self.assertNotIn(basic, broker.log())
        self.assertNotIn("token=", broker.log())

    def test_answers_repeat_no_token(self):
        broker = self.start()
        token = broker.token("/pub/a")
        for response in (broker.publish("/pub/b", b"x", token=token), broker.request("GET", "/metrics"),
                         broker.publish(f"/pub/a?extra-metadata={token}", b"x"), broker.request("GET", "/sub/a")):
            text = repr(response.fields) + response.body.decode()
            self.assertFalse([secret for secret in broker.minted if secret in text])

    def test_the_key_stands_in_no_command_line_or_title(self):
        broker = self.start()
        with open(f"/proc/{broker.process.pid}/cmdline", encoding="utf-8") as file:
            self.assertNotIn(broker.key, file.read())


if __name__ == "__main__":
    hookbot.main()
