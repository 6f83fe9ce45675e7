"""`hookbot listen` prints events: unchanged for a program, and without control characters for a terminal."""
import json
import os
import pty
import re
import signal
import subprocess
import unittest

import goserver
import hookbot
import listening

BYTES = bytes(range(256))
ESCAPES = b"\x1b]0;title\x07\x1b[31mred\xc2\x9bK"


class ListenPrintsEvents(listening.ListenTest):
    arguments = ("--log", "memory:", "--keep-bytes", "300MiB")

    def printed(self, *arguments, count, **options):
        """What is printed of what has come so far."""
        listen = self.listen("--since", "all", "--count", str(count), *arguments, **options)
        self.assertEqual(listen.wait(), 0, listen.err())
        return listen.out()

    def test_as_they_come(self):
        listen = self.listen().wait_until_connected()
        self.publish(b"one")
        self.assertEqual(listen.wait_for_lines(1), [b"one"])
        self.publish(b"two", b"")
        self.assertEqual(listen.wait_for_lines(3), [b"one", b"two", b""])
        self.assertEqual(listen.stop(signal.SIGINT), 0)

    def test_each_form(self):
        first, second = self.publish(BYTES, b"caf\xc3\xa9", below="/a", fields=[("X-A", "1")], query="?x=1")
        url = self.url("/")
        channel = f"{self.channel}/a".encode()
        self.assertEqual(self.printed(count=2, url=url), BYTES + b"\ncaf\xc3\xa9\n")
        self.assertEqual(self.printed("-0", count=2, url=url), BYTES + b"\0caf\xc3\xa9\0")
        self.assertEqual(self.printed("--topic", "-0", count=2, url=url),
                         channel + b" " + BYTES + b"\0" + channel + b" caf\xc3\xa9\0")
        objects = [json.loads(line) for line in self.printed("--json", count=2, url=url).splitlines()]
        self.assertEqual([event["id"] for event in objects], [first, second])
        self.assertEqual([event["query"] for event in objects], ["x=1", "x=1"])
        self.assertIn(["X-A", "1"], objects[0]["headers"])
        self.assertEqual(objects[1]["body"], "café")
        self.assertIn("body_base64", objects[0])

    def test_where_it_begins(self):
        ids = self.publish(b"one", b"two", b"three")
        self.assertEqual(self.printed(count=3), b"one\ntwo\nthree\n")
        for since in (ids[0], f"{ids[0]}"):
            listen = self.listen("--since", since, "--count", "2")
            self.assertEqual((listen.wait(), listen.out()), (0, b"two\nthree\n"))
        for url, options in ((self.url(), ("--since", "1h")), (self.url() + "?since=all", ()),
                             (self.url(scheme="http") + "?since=1d", ())):
            listen = self.listen("--once", *options, url=url)
            self.assertEqual((listen.wait(), listen.out()), (0, b"one\n"))
        listen = self.listen("--once").wait_until_connected()
        self.publish(b"four")
        self.assertEqual((listen.wait(), listen.out()), (0, b"four\n"))

    def test_several_urls(self):
        other = goserver.GoServer(lambda call: (call.accept().tell(b"from the other"), call.stay()))
        self.addCleanup(other.stop)
        self.publish(b"a", below="/a")
        self.publish(b"b", below="/b")
        listen = self.listen(self.url("/b"), other.url(f"/sub/{self.channel}/a"), "--topic", "--since", "all",
                             "--count", "3", url=self.url("/a"))
        self.assertEqual(listen.wait(), 0, listen.err())
        self.assertEqual(sorted(listen.lines()), sorted(f"{self.channel}/{event}".encode()
                                                        for event in ("a a", "b b", "a from the other")))

    def test_the_url_may_come_from_the_environment(self):
        self.publish(b"one", below="/a")
        self.publish(b"two", below="/b")
        listen = listening.Listen("--since", "all", "--count", "2",
                                  HOOKBOT_URL=f"{self.url('/a')}\n{self.url('/b')}\n")
        self.addCleanup(listen.discard)
        self.assertEqual(listen.wait(), 0, listen.err())
        self.assertEqual(sorted(listen.lines()), [b"one", b"two"])

    def test_an_unsafe_channel_wants_to_be_known_as_such(self):
        path = f"/unsafe/sub/{self.channel}"
        listen = self.listen(url=self.url(path=path))
        self.assertEqual(listen.wait(), 1)
        self.assertIn("X-Hookbot-Unsafe-Is-Ok header required", listen.err())
        self.assertEqual(self.broker.publish(f"/unsafe/pub/{self.channel}", b"x", token=None).status, 200)
        self.assertEqual(self.printed("--unsafe-ok", "--topic", count=1, url=self.url(path=path)),
                         f"/unsafe/{self.channel} x\n".encode())

    def test_the_largest_events(self):
        body = os.urandom(25 * hookbot.MIB)
        self.publish(body)
        self.assertEqual(self.printed(count=1), body + b"\n")

    def test_nobody_reads(self):
        self.publish(b"x")
        reading, writing = os.pipe()
        os.close(reading)
        listen = self.listen("--since", "all", out=writing)
        os.close(writing)
        self.assertEqual(listen.wait(), 1)
        self.assertIn("cannot write to standard output", listen.err())
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.listen("--since", "all", out=full).wait(), 1)

    def test_it_ends_when_asked_though_its_reader_takes_nothing(self):
        self.publish(bytes(hookbot.MIB))
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)
        listen = self.listen("--since", "all", out=writing)
        os.close(writing)
        listen.wait_until_connected()
        self.assertTrue(os.read(reading, 1))  # it is in the midst of it
        self.assertEqual(listen.stop(), 0)
        self.assertEqual(listen.err().count("\n"), 1)

    def test_urls_that_cannot_be_listened_to(self):
        token = "a-token-for-tests-that-nobody-prints"
        for url, complaint in ((f"wss//{token}@host/sub/x", "use one like"), (f"{token}@host/sub/x", "use one like"),
                               (f"ws://{token}@host:99999999/sub/x", "use one like"),
                               (f"ftp://{token}@host/sub/x", "use one like"),
                               (f"ws://{token}@host/pub/x", "/sub/"),
                               (f"ws://{token}@127.0.0.1:{self.broker.port}/sub/x", "401"),
                               (f"ws://{token}@127.0.0.1:{self.broker.port}/sub/a//b", "400")):
            result = hookbot.run("listen", url)
            self.assertEqual((result.returncode, result.stdout), (1, ""), url)
            self.assertIn(complaint, result.stderr)
            self.assertNotIn(token, result.stderr)
        for arguments, complaint in (((), "HOOKBOT_URL"), ((self.url(), self.url()), "twice"),
                                     ((self.url(), "--since", "10x"), "duration"),
                                     ((self.url() + "?since=10x",), "duration"),
                                     ((self.url(), "--once", "--count", "2"), "--once"),
                                     ((self.url(), "--exec", "true", "--forward", "http://h/"), "--forward"),
                                     ((self.url(), "--forward", f"ftp://{token}@h/"), "--forward"),
                                     ((self.url(), "--retry"), "--exec"),
                                     ((self.url(), "--count", f"ws://{token}@h/"), "--count")):
            result = hookbot.run("listen", *arguments)
            self.assertEqual((result.returncode, result.stdout), (1, ""), arguments)
            self.assertIn(complaint, result.stderr)
            self.assertNotIn(token, result.stderr)


class OnATerminal(listening.ListenTest):
    arguments = ("--log", "memory:")

    def shown(self, *arguments, count=1, **changes):
        """What a terminal is sent."""
        ours, theirs = pty.openpty()
        try:
            listen = self.listen("--since", "all", "--count", str(count), *arguments, out=theirs, TERM="xterm",
                                 **changes)
            os.close(theirs)
            shown = b""
            while True:
                try:
                    shown += os.read(ours, 65536)
                except OSError:  # nobody holds its other end any more
                    break
            self.assertEqual(listen.wait(), 0, listen.err())
            return shown.replace(b"\r\n", b"\n")
        finally:
            os.close(ours)

    def test_events_are_dressed(self):
        event, = self.publish(b'{"b":[1,"x"],"a":null}', fields=[("X-GitHub-Event", "push")])
        shown = self.shown(NO_COLOR="1").decode()
        self.assertRegex(shown, rf"^\d\d:\d\d:\d\d  {self.channel}  push  22 bytes  id {event}\n{{\n")
        self.assertIn('"b": [', shown)
        self.assertNotIn("\x1b", shown)
        coloured = self.shown().decode()
        self.assertIn("\x1b[", coloured)
        self.assertEqual(re.sub(r"\x1b\[\d*m", "", coloured), shown)

    def test_no_event_commands_the_terminal(self):
        self.publish(ESCAPES, b'"' + ESCAPES + b'"', fields=[("X-GitHub-Event", "a\xc2\x9bb".encode("latin-1"))])
        for form in ((), ("--topic",), ("--json",), ("-0",)):
            shown = self.shown(*form, count=2, NO_COLOR="1")
            self.assertIsNone(re.search(rb"[\x01-\x09\x0b-\x1f]|\xc2[\x80-\x9f]", shown), shown)
        self.assertEqual(self.shown("--raw", count=2).count(ESCAPES), 2)

    def test_its_end_is_ours(self):
        listen = self.listen().wait_until_connected()
        listen.signal(signal.SIGHUP)
        self.assertEqual(listen.wait(), 0)

    def test_nohup_is_obeyed(self):
        with open(os.devnull, "wb") as nothing:
            listen = subprocess.Popen(["nohup", hookbot.binary(), "listen", self.url()], stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=nothing, env=hookbot.environment(self.folder()))
        self.addCleanup(listen.wait)
        self.addCleanup(listen.kill)
        with listen.stdout:
            hookbot.wait_for(lambda: self.broker.metrics()["hookbot_listeners"] >= 1, "it listens")
            listen.send_signal(signal.SIGHUP)
            self.publish(b"still here")
            self.assertEqual(listen.stdout.readline(), b"still here\n")


if __name__ == "__main__":
    hookbot.main()
