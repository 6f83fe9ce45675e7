"""hookbot without a command is the desktop program: it starts without questions, and again whatever came before."""
import glob
import json
import os
import re
import signal
import socket
import stat
import subprocess
import tempfile
import unittest

import hookbot

DEFAULT_PORT = 8080
LAST_PORT = 8099


def can_show_a_window():
    """A hookbot that was built without its window says so."""
    result = hookbot.run("--preferences", "/dev/null/none", DISPLAY="", QT_QPA_PLATFORM="", key=None)
    return "built without its window" not in result.stderr


class Desktop:
    """A desktop program with a home of its own, which outlives it."""

    def __init__(self, home):
        self.home = home
        self.log_file = os.path.join(home, "stderr")
        self.process = None
        self.log_start = 0

    # Where it keeps things

    @property
    def preferences_file(self):
        return os.path.join(self.home, ".config/hookbot/preferences.json")

    @property
    def key_file(self):
        return os.path.join(self.home, ".local/share/hookbot/key")

    @property
    def events_file(self):
        return os.path.join(self.home, ".local/share/hookbot/events.sqlite")

    def key(self):
        with open(self.key_file, encoding="ascii") as file:
            return file.read().strip()

    def write_preferences(self, text):
        os.makedirs(os.path.dirname(self.preferences_file), exist_ok=True)
        with open(self.preferences_file, "w", encoding="utf-8") as file:
            file.write(text)

    # Its life

    def environment(self, **changes):
        return hookbot.environment(self.home, DBUS_SESSION_BUS_ADDRESS="", LC_ALL="C.UTF-8", **changes)

    def launch(self, *arguments, **changes):
        with open(self.log_file, "ab") as log:
            self.log_start = log.tell()
            self.process = subprocess.Popen([hookbot.binary(), *arguments], stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, env=self.environment(**changes))

    def start(self, *arguments, **changes):
        """Launches it, and waits until its server listens."""
        self.launch(*arguments, **changes)
        return self.wait_until_it_listens()

    def wait_until_it_listens(self):
        """The port of its last start."""
        ports = hookbot.wait_for(lambda: re.findall(r"Listening on 127\.0\.0\.1:(\d+)", self.log())
                                 or self.process.poll() is not None, "the desktop program listens")
        assert isinstance(ports, list), "it ended: " + self.log()
        return int(ports[-1])

    def log(self):
        with open(self.log_file, "rb") as file:
            file.seek(self.log_start)
            return file.read().decode(errors="replace")

    def wait_for_log(self, pattern):
        return hookbot.wait_for(lambda: re.search(pattern, self.log()), f"the log says {pattern}")

    def tell(self, *arguments):
        """Runs a command beside it."""
        return subprocess.run([hookbot.binary(), *arguments], env=self.environment(), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=hookbot.PATIENCE, check=False)

    def status(self):
        result = self.tell("status")
        assert result.returncode == 0, result
        return result.stdout

    def publish(self, port, body=b"hello"):
        token = hookbot.mint("/pub/a", self.key())
        with socket.create_connection(("127.0.0.1", port), hookbot.PATIENCE) as connection:
            peer = hookbot.Peer(connection)
            peer.send(f"POST /pub/a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                      f"Content-Length: {len(body)}\r\n\r\n", body)
            return peer.read_response()

    def end(self):
        """By SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(hookbot.PATIENCE)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@unittest.skipUnless(can_show_a_window(), "this hookbot has no window")
class DesktopStarts(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.desktop = Desktop(directory.name)
        self.addCleanup(self.desktop.kill)

    def choose_free_port(self):
        """Writes preferences with a port that nobody else uses, so that tests run side by side."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.desktop.write_preferences(json.dumps({"bind": f"127.0.0.1:{port}"}))
        return port

    def test_first_start_makes_a_key_and_listens_without_questions(self):
        port = self.desktop.start()
        self.assertIn(port, range(DEFAULT_PORT, LAST_PORT + 1))
        self.assertEqual(stat.S_IMODE(os.stat(self.desktop.key_file).st_mode), 0o600)
        self.assertRegex(self.desktop.key(), "^[0-9a-f]{64}$")
        self.assertTrue(os.path.exists(self.desktop.preferences_file))
        self.assertEqual(self.desktop.publish(port).status, 200)
        self.assertTrue(os.path.exists(self.desktop.events_file))
        self.assertEqual(self.desktop.end(), 0)
        self.assertNotIn(self.desktop.key(), self.desktop.log())

    def test_a_taken_port_is_left_to_its_owner(self):
        try:
            taken = socket.create_server(("127.0.0.1", DEFAULT_PORT))
        except OSError:
            taken = None  # somebody else has it: as good
        try:
            port = self.desktop.start()
        finally:
            if taken:
                taken.close()
        self.assertIn(port, range(DEFAULT_PORT + 1, LAST_PORT + 1))
        self.desktop.wait_for_log(f"127\\.0\\.0\\.1:{DEFAULT_PORT} is used by another program")
        with open(self.desktop.preferences_file, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["bind"], f"127.0.0.1:{DEFAULT_PORT}")

    def test_a_chosen_port_that_is_taken_is_a_failure(self):
        port = self.choose_free_port()
        with socket.create_server(("127.0.0.1", port)):
            self.desktop.launch()
            self.desktop.wait_for_log(f"cannot listen on 127.0.0.1:{port}")
            self.assertRegex(self.desktop.status(), "^failed: .*in use")

    def test_damaged_preferences_are_kept_aside(self):
        for text in ('{"bind": "127.0.0.1:9', "", "[]", "\0\1\2"):
            with self.subTest(text=text):
                self.desktop.write_preferences(text)
                self.desktop.start()
                self.desktop.wait_for_log("settings were damaged")
                aside = max(glob.glob(self.desktop.preferences_file + ".broken-*"), key=os.path.getmtime)
                with open(aside, encoding="utf-8") as file:
                    self.assertEqual(file.read(), text)
                self.assertIn(aside, self.desktop.log())
                self.assertEqual(self.desktop.end(), 0)

    def test_values_that_make_no_sense_are_named_and_the_others_kept(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.desktop.write_preferences(
            json.dumps({"bind": f"127.0.0.1:{port}", "keepBytes": "many", "look": 7, "maxBody": "1MiB"}))
        self.assertEqual(self.desktop.start(), port)
        said = self.desktop.wait_for_log("the values of (.*) are none that hookbot knows")
        self.assertEqual(said[1], "keepBytes, look")

    def test_second_start_raises_the_first(self):
        self.choose_free_port()
        self.desktop.start()
        second = self.desktop.tell()
        self.assertEqual(second.returncode, 0, second)
        self.assertIn("runs already", second.stdout)
        self.assertIsNone(self.desktop.process.poll())

    def test_pause_refuses_publishers_for_now(self):
        port = self.choose_free_port()
        self.desktop.start()
        self.assertEqual(self.desktop.tell("pause").returncode, 0)
        refused = self.desktop.publish(port)
        self.assertEqual(refused.status, 503)
        self.assertIsNotNone(refused.field("Retry-After"))
        self.assertRegex(self.desktop.status(), "^paused")
        self.assertEqual(self.desktop.tell("resume").returncode, 0)
        self.assertEqual(self.desktop.publish(port).status, 200)
        said = f"^serving on 127.0.0.1:{port}; listeners: 0; events today: 1;"  # its numbers come once a second
        hookbot.wait_for(lambda: re.match(said, self.desktop.status()), said)

    def test_its_canary_comes_back(self):
        self.choose_free_port()
        self.desktop.start()
        hookbot.wait_for(lambda: "; healthy" in self.desktop.status(), "the canary is heard")
        self.desktop.tell("pause")
        hookbot.wait_for(lambda: "; health unknown" in self.desktop.status(), "nothing is known while paused")
        self.desktop.tell("resume")
        hookbot.wait_for(lambda: "; healthy" in self.desktop.status(), "the canary is heard again")
        self.assertNotIn("hookbot/canary", self.desktop.log())

    def test_its_canary_comes_back_over_tls(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        key, certificate = hookbot.make_certificate(self.desktop.home)
        self.desktop.write_preferences(json.dumps({"bind": f"127.0.0.1:{port}", "tlsKeyFile": key,
                                                   "tlsCertificateFile": certificate}))
        self.desktop.start()
        self.desktop.wait_for_log("certificate expires soon")
        hookbot.wait_for(lambda: "; healthy" in self.desktop.status(), "the canary is heard")

    def test_quit_ends_it(self):
        self.choose_free_port()
        self.desktop.start()
        self.assertEqual(self.desktop.tell("quit").returncode, 0)
        self.assertEqual(self.desktop.process.wait(hookbot.PATIENCE), 0)
        for command in ("status", "pause", "resume", "quit"):
            with self.subTest(command=command):
                result = self.desktop.tell(command)
                self.assertEqual(result.returncode, 1)
                self.assertIn("no desktop program", result.stderr)

    def test_a_log_that_another_hookbot_holds(self):
        port = self.choose_free_port()
        os.makedirs(os.path.dirname(self.desktop.events_file))
        other = hookbot.Hookbot("--log", "sqlite:" + self.desktop.events_file)
        self.addCleanup(other.stop)
        self.desktop.launch()
        self.desktop.wait_for_log("another hookbot")
        self.assertRegex(self.desktop.status(), "^failed: .*another hookbot")
        paused = self.desktop.tell("pause")
        self.assertEqual(paused.returncode, 1)
        self.assertIn("does not run", paused.stderr)
        other.stop()
        self.assertEqual(self.desktop.end(), 0)
        self.assertEqual(self.desktop.start(), port)

    def test_kill_9_and_a_new_start_keep_key_log_and_port(self):
        port = self.choose_free_port()
        self.desktop.start()
        self.assertEqual(self.desktop.publish(port).status, 200)
        key = self.desktop.key()
        self.desktop.kill()
        self.assertEqual(self.desktop.start(), port)
        self.assertEqual(self.desktop.key(), key)
        self.assertEqual(self.desktop.publish(port).status, 200)
        listed = self.desktop.tell("events", "list", "a")
        self.assertEqual(len(listed.stdout.splitlines()), 2, listed)

    def test_a_given_key_wins(self):
        port = self.choose_free_port()
        self.desktop.start(HOOKBOT_KEY=hookbot.KEY)
        self.assertFalse(os.path.exists(self.desktop.key_file))
        self.desktop.key = lambda: hookbot.KEY
        self.assertEqual(self.desktop.publish(port).status, 200)

    def test_hostile_words_to_its_socket_do_no_harm(self):
        self.choose_free_port()
        self.desktop.start()
        path, = glob.glob(os.path.join(self.desktop.home, "hookbot-*.socket"))
        for words in (b"\n", b"nonsense\n", b'{"command":7}\n', b'{"command":"rm"}\n', b"[" * 3000 + b"\n",
                      b"x" * 100_000, b"\0" * 5000, b'{"command":"status"'):
            with self.subTest(words=words[:20]), socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(hookbot.PATIENCE)
                connection.connect(path)
                peer = hookbot.Peer(connection)
                peer.send_as_far_as_possible(words)
                connection.shutdown(socket.SHUT_WR)
                while said := peer.receive():
                    self.assertIn(b'"done":false', said)
        self.assertIn("serving", self.desktop.status())


class DesktopNeedsADisplay(unittest.TestCase):
    @unittest.skipUnless(can_show_a_window(), "this hookbot has no window")
    def test_without_one_it_says_what_does_not(self):
        result = hookbot.run(QT_QPA_PLATFORM="", key=None)
        self.assertEqual(result.returncode, 1)
        self.assertIn("no display", result.stderr)
        self.assertIn("hookbot serve", result.stderr)


if __name__ == "__main__":
    hookbot.main()
