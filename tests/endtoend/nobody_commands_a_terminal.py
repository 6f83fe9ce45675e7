"""No command prints anything from strangers that controls a terminal or disguises other text. In a pipe, bodies and
JSON are unchanged."""
import os
import pty
import subprocess
import sys
import tempfile
import threading
import unicodedata
import unittest
import urllib.parse

import desktop
import hookbot
import socket

# C0, delete, C1, bidi, zero width, separators, byte order mark, tags, private use, and what is no UTF-8
CHARACTERS = [*range(1, 9), *range(0x0b, 0x20), *range(0x7f, 0xa0), 0xad, 0x61c, *range(0x200b, 0x2010),
              *range(0x2028, 0x202f), *range(0x2060, 0x2070), 0xe000, 0xfeff, 0xfff9, *range(0xe0000, 0xe0080),
              0x100000]
TEXT = "".join(map(chr, CHARACTERS))
BODY = TEXT.encode() + b"\x9b31m\xff\xc0\x9b\xed\xa0\x80\xe2\x80"
# Of a channel's name, in which no control characters are taken from anybody.
NAME = "".join(chr(code) for code in CHARACTERS if code >= 0xa0)
FIELD = TEXT[TEXT.index("\x80"):].encode() + b"\x9b\xff"


def what_commands(shown):
    """All that a terminal should not have been sent."""
    text = shown.decode("utf-8", "surrogateescape")
    return sorted({f"{ord(character):x}" for character in text
                   if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and character not in "\n\r\t"})


def on_terminal(arguments, surrounding, stop_after=None):
    """What a command prints with standard output and error on a terminal, and its exit status."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([hookbot.binary(), *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               env={**surrounding, "TERM": "dumb", "NO_COLOR": "1"})
    os.close(theirs)
    timer = threading.Timer(hookbot.PATIENCE, process.kill)
    timer.start()
    shown = b""
    try:
        while True:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # nobody holds its other end any more
                break
            if stop_after and stop_after in shown:
                process.terminate()
        return shown, process.wait(hookbot.PATIENCE)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        os.close(ours)


class HostileServer:
    """Answers everything with a refusal that is made for terminals."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                peer = hookbot.Peer(connection)
                try:
                    peer.read_until(b"\r\n\r\n")
                    peer.send(b"HTTP/1.1 418 " + FIELD + b"\r\nX-Hookbot-Event-Id: " + FIELD +
                              b"\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(BODY), BODY)
                    connection.shutdown(socket.SHUT_WR)
                    while peer.receive():
                        pass
                except (EOFError, OSError):
                    pass

    def close(self):
        self.socket.close()


class Terminals(unittest.TestCase):
    def check(self, shown, *parts):
        self.assertEqual(what_commands(shown), [], shown)
        for part in parts:
            self.assertIn(part, shown)


class OfCommands(Terminals):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="hookbot-")
        cls.log = "sqlite:" + os.path.join(cls.folder.name, "events.sqlite")
        cls.broker = hookbot.Hookbot("--log", cls.log)
        cls.channel = "a" + NAME
        response = cls.broker.publish("/pub/" + urllib.parse.quote(cls.channel) + "?q=1", BODY,
                                      fields=[("X-Stranger", FIELD), ("Content-Type", FIELD), ("User-Agent", FIELD)])
        assert response.status == 200, response
        cls.id = response.field("X-Hookbot-Event-Id")
        cls.surrounding = hookbot.environment(cls.folder.name, HOOKBOT_KEY=hookbot.KEY)
        cls.hostile = HostileServer()

    @classmethod
    def tearDownClass(cls):
        cls.hostile.close()
        cls.broker.stop()
        cls.folder.cleanup()

    def shown(self, *arguments, status=0, **options):
        shown, code = on_terminal(arguments, self.surrounding, **options)
        self.assertEqual(code, status, shown)
        return shown

    def piped(self, *arguments):
        return subprocess.run([hookbot.binary(), *arguments], env=self.surrounding, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=hookbot.PATIENCE, check=True).stdout

    def test_events(self):
        self.check(self.shown("events", "list", "--log", self.log), self.id.encode(), b"\\xe2\\x80\\xae")
        self.check(self.shown("events", "list", "--json", "--log", self.log), b"\\u202e")
        self.check(self.shown("events", "show", self.id, "--log", self.log), b"X-Stranger: \\xc2\\x80")
        self.check(self.shown("events", "show", self.id, "--json", "--log", self.log), b"\\u202e")
        self.check(self.shown("events", "show", self.id, "--body", "--log", self.log), b"\\x9b31m\\xff")
        self.assertEqual(self.piped("events", "show", self.id, "--body", "--log", self.log), BODY)
        self.assertIn("\u202e".encode(), self.piped("events", "show", self.id, "--json", "--log", self.log))

    def test_tail(self):
        self.check(self.shown("events", "tail", "--since", "all", "--log", self.log, stop_after=b" bytes",
                              status=-15))

    def test_listen(self):
        url = f"ws://{self.broker.token('/sub/')}@127.0.0.1:{self.broker.port}/sub/"
        for form in ((), ("--topic",), ("--json",), ("-0",)):
            shown = self.shown("listen", url, "--since", "all", "--once", *form)
            self.check(shown.replace(b"\0", b""), b"202e" if "--json" in form else b"\\x9b31m")

    def test_a_server_that_refuses(self):
        url = f"http://127.0.0.1:{self.hostile.port}"
        self.check(self.shown("publish", url + "/pub/a", "-d", "x", status=1), b"418", b"\\xc2\\x9b")
        self.check(self.shown("replay", self.id, "--to", url + "/a", "--log", self.log, status=1), b"418", b"\\xc2\\x9b")
        self.check(self.shown("listen", f"ws://x@127.0.0.1:{self.hostile.port}/sub/a", stop_after=b"418"), b"418")

    def test_what_was_typed(self):
        """A name that somebody else has chosen, as in a folder that came from there."""
        name = os.path.join(self.folder.name, "file\x1b[2J\x9b\u202e")
        self.check(self.shown("publish", "http://127.0.0.1:1/pub/a", name, status=1), b"file\\x1b")
        self.check(self.shown("serve", "--config", name, status=1), b"file\\x1b")
        self.check(self.shown("events", "list", "--log", "sqlite:" + name, status=1), b"file\\x1b")

    def test_the_log_of_a_server(self):
        self.broker.request("GET", b"/pub/" + FIELD, token=None)
        self.broker.request("GET", b"/sub/\x9b\xe2\x80\xae?token=x", token=None)
        self.broker.publish("/pub/marker", b"x")
        hookbot.wait_for(lambda: "publish marker" in self.broker.log(), "all is in the log")
        with open(self.broker.log_file, "rb") as file:
            self.check(file.read(), b"\\xe2\\x80\\xae")


@unittest.skipUnless(desktop.can_show_a_window(), "built without a window")
class OfADesktop(Terminals):
    def test_listeners_and_tokens(self):
        with tempfile.TemporaryDirectory(prefix="hookbot-") as home:
            program = desktop.Desktop(home)
            self.addCleanup(program.kill)
            port = program.start()
            path = "/sub/a" + NAME
            peer = hookbot.Peer(socket.create_connection(("127.0.0.1", port), hookbot.PATIENCE))
            self.addCleanup(peer.close)
            token = hookbot.mint(path, program.key())
            fields = "".join(f"{name}: {value}\r\n" for name, value in hookbot.UPGRADE)
            peer.send(f"GET {urllib.parse.quote(path)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
                      f"{fields}User-Agent: ", FIELD, b"\r\n\r\n")
            self.assertEqual(peer.read_response().status, 101)
            for command in (("listeners",), ("status",), ("explain-token", token)):
                shown, status = on_terminal(command, program.environment())
                self.assertEqual(status, 0, shown)
                self.check(shown)
                if command != ("status",):
                    self.assertIn(b"\\xe2\\x80\\xae", shown)
            self.assertEqual(program.end(), 0)


if __name__ == "__main__":
    sys.exit(hookbot.main())
