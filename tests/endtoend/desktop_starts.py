"""hookbot without a command is the desktop program: it starts without questions, in any state of its files."""
import glob
import json
import os
import re
import signal
import socket
import ssl
import stat
import tempfile
import unittest

import desktop
import hookbot

DEFAULT_PORT = 8080
LAST_PORT = 8099


@unittest.skipUnless(desktop.can_show_a_window(), "this hookbot has no window")
class DesktopStarts(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.desktop = desktop.Desktop(directory.name)
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
        self.desktop.wait_for_log(f"Another program uses 127\\.0\\.0\\.1:{DEFAULT_PORT}")
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
        said = self.desktop.wait_for_log("has invalid values of (.*), so")
        self.assertEqual(said[1], "keepBytes, look")

    def test_second_start_raises_the_first(self):
        self.choose_free_port()
        self.desktop.start()
        second = self.desktop.tell()
        self.assertEqual(second.returncode, 0, second)
        self.assertIn("is already running", second.stdout)
        self.assertIsNone(self.desktop.process.poll())

    def test_who_starts_it_while_it_ends_is_the_next(self):
        port = self.choose_free_port()
        self.desktop.start()
        head = f"POST /pub/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n" \
               f"Authorization: Bearer {hookbot.mint('/pub/a', self.desktop.key())}\r\n\r\nhe"
        with socket.create_connection(("127.0.0.1", port), hookbot.PATIENCE) as slow:
            slow.sendall(head.encode())  # so that it takes its time to end
            first = self.desktop.process
            first.send_signal(signal.SIGTERM)
            self.desktop.start()
        self.assertEqual(first.wait(hookbot.PATIENCE), 0)
        self.assertRegex(self.desktop.status(), "^serving")

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
        before = ssl.get_server_certificate(("127.0.0.1", port))
        hookbot.make_certificate(self.desktop.home)  # in the place of the first
        self.assertEqual(self.desktop.tell("reload").returncode, 0)
        hookbot.wait_for(lambda: ssl.get_server_certificate(("127.0.0.1", port)) != before, "the new one is used")
        hookbot.wait_for(lambda: "; healthy" in self.desktop.status(), "the canary trusts the new one")

    def test_quit_ends_it(self):
        self.choose_free_port()
        self.desktop.start()
        self.assertEqual(self.desktop.tell("quit").returncode, 0)
        self.assertEqual(self.desktop.process.wait(hookbot.PATIENCE), 0)
        for command in ("status", "pause", "resume", "quit"):
            with self.subTest(command=command):
                result = self.desktop.tell(command)
                self.assertEqual(result.returncode, 1)
                self.assertIn("the desktop program is not running", result.stderr)

    def test_listeners_are_told_given_an_event_again_and_disconnected(self):
        port = self.choose_free_port()
        self.desktop.start()
        self.assertEqual(self.desktop.tell("listeners").stdout, "")
        listeners = [self.desktop.listen(port) for _ in range(2)]
        for listener in listeners:
            self.addCleanup(listener.close)
        event = self.desktop.publish(port).field("X-Hookbot-Event-Id")
        for listener in listeners:
            self.assertEqual(listener.read_event(), b"hello")
        lines = self.desktop.tell("listeners").stdout.splitlines()
        self.assertEqual(len(lines), 2)
        numbers = []
        for line in lines:
            self.assertRegex(line, "^[0-9]+  a  127.0.0.1  20[0-9-]+ [0-9:]+  1 delivered  a test$")
            numbers.append(line.partition(" ")[0])

        again = self.desktop.tell("replay", event, "--to-listener", numbers[1])
        self.assertEqual(again.returncode, 0, again)
        self.assertEqual(listeners[1].read_event(), b"hello")
        self.assertEqual(self.desktop.tell("disconnect", numbers[0]).returncode, 0)
        self.assertEqual(listeners[0].read_close(), 1001)
        for words in (["disconnect", "99"], ["disconnect", "many"], ["replay", event, "--to-listener", "99"],
                      ["replay", "7", "--to-listener", numbers[1]]):
            refused = self.desktop.tell(*words)
            self.assertEqual((refused.returncode, refused.stdout), (1, ""), refused)
            self.assertRegex(refused.stderr, "(?i)listener|this event")
        self.desktop.publish(port, b"only once")
        self.assertEqual(listeners[1].read_event(), b"only once")

    def test_its_key_can_be_had(self):
        self.choose_free_port()
        self.desktop.start()
        self.assertEqual(self.desktop.tell("key").stdout, self.desktop.key() + "\n")

    def test_a_token_is_explained(self):
        port = self.choose_free_port()
        self.desktop.start()
        self.desktop.publish(port)
        token = hookbot.mint("/sub/a", self.desktop.key())
        for words in ([f"ws://{token}@localhost:{port}/sub/a"], [token, "/sub/a"], [token]):
            told = self.desktop.tell("explain-token", *words)
            self.assertEqual(told.returncode, 0, told)
            self.assertIn("/sub/a", told.stdout)
        self.assertEqual(told.stdout.splitlines()[-1], "a")  # which is the only one there is
        for words in ([token, "/pub/a"], [token, "/sub/b"], ["nonsense"], ["f" * 64]):
            told = self.desktop.tell("explain-token", *words)
            self.assertEqual((told.returncode, told.stdout), (1, ""), told)
            self.assertNotEqual(told.stderr, "")

    def test_settings_changed_in_the_file_hold_when_it_is_told(self):
        port = self.choose_free_port()
        self.desktop.start()
        listener = self.desktop.listen(port)
        self.addCleanup(listener.close)
        with open(self.desktop.preferences_file, encoding="utf-8") as file:
            good = file.read()
        with socket.create_server(("127.0.0.1", 0)) as other:
            taken = other.getsockname()[1]
            for changes, complaint in (({"bind": f"127.0.0.1:{taken}"}, "in use"), ({"bind": "nowhere"}, "bind"),
                                       ({"tlsKeyFile": "/dev/null/x"}, "/dev/null/x"), ({"keepBytes": 7}, "room")):
                with self.subTest(changes=changes):
                    self.desktop.change_preferences(**changes)
                    refused = self.desktop.tell("reload")
                    self.assertEqual(refused.returncode, 1, refused)
                    self.assertIn(complaint, refused.stderr)
                    self.desktop.write_preferences(good)
        self.desktop.write_preferences("{")
        refused = self.desktop.tell("reload")
        self.assertEqual(refused.returncode, 1, refused)
        self.assertIn("have not changed", refused.stderr)
        self.desktop.write_preferences(good)
        self.desktop.publish(port)
        self.assertEqual(listener.read_event(), b"hello")  # all that has disturbed nobody

        self.desktop.change_preferences(bind=f"127.0.0.1:{taken}", maxBody="4KiB")
        self.assertEqual(self.desktop.tell("reload").returncode, 0)
        self.assertEqual(listener.read_close(), 1001)
        self.assertEqual(self.desktop.publish(taken).status, 200)
        self.assertEqual(self.desktop.publish(taken, b"x" * 4097).status, 413)

        self.desktop.change_preferences(bind=f"127.0.0.1:{port}")
        self.desktop.process.send_signal(signal.SIGHUP)
        hookbot.wait_for(lambda: self.desktop.wait_until_it_listens() == port, "it listens there again")
        self.desktop.wait_for_log("settings have been reloaded")
        self.assertEqual(self.desktop.publish(port).status, 200)

    def test_a_log_that_another_hookbot_holds(self):
        port = self.choose_free_port()
        os.makedirs(os.path.dirname(self.desktop.events_file))
        other = hookbot.Hookbot("--log", "sqlite:" + self.desktop.events_file)
        self.addCleanup(other.stop)
        self.desktop.launch()
        self.desktop.wait_for_log("another hookbot")
        self.assertRegex(self.desktop.status(), "^failed: .*another hookbot")
        for words in (["pause"], ["listeners"], ["disconnect", "1"]):
            refused = self.desktop.tell(*words)
            self.assertEqual(refused.returncode, 1)
            self.assertIn("is not running", refused.stderr)
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
    @unittest.skipUnless(desktop.can_show_a_window(), "this hookbot has no window")
    def test_without_one_it_says_what_does_not(self):
        result = hookbot.run(QT_QPA_PLATFORM="", key=None)
        self.assertEqual(result.returncode, 1)
        self.assertIn("no display", result.stderr)
        self.assertIn("hookbot serve", result.stderr)


if __name__ == "__main__":
    hookbot.main()
