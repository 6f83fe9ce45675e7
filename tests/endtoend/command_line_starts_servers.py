"""The options of `hookbot serve`, their place on the command line, and the sources of the key."""
import os
import signal
import subprocess
import tempfile
import unittest

import hookbot


class CommandLineStartsServers(unittest.TestCase):
    def serves(self, *arguments, key=hookbot.KEY, **options):
        """Starts a server and sees that it has the key."""
        broker = hookbot.Hookbot(*arguments, key=key, **options)
        try:
            self.assertEqual(broker.publish("/pub/a", b"x").status, 200)
        finally:
            broker.stop()

    def test_no_gui_alone_serves(self):
        self.serves(command=("--no-gui",))
        self.serves(command=("--no-gui", "serve"))
        self.serves("--no-gui")

    def test_it_needs_no_display(self):
        """The surrounding of all these tests has none."""
        self.serves(QT_QPA_PLATFORM="xcb")

    def test_options_may_stand_before_or_behind_the_command(self):
        self.serves("--no-sha1", command=("--log-level", "debug", "serve"))
        self.serves(command=("--no-sha1", "--max-body", "1MiB", "serve"))
        self.serves("--log-level=debug", "--ping-interval=10s", "--log", "memory:")

    def test_the_key_may_be_an_option_which_goes_before_the_environment(self):
        self.serves("--key", "k" * 40, key="k" * 40, HOOKBOT_KEY="another key, of the environment")
        self.serves(key="k" * 40, command=("--key=" + "k" * 40, "serve"), HOOKBOT_KEY="another key, of the environment")

    def test_the_key_may_come_from_a_file_that_only_its_owner_reads(self):
        with tempfile.NamedTemporaryFile(prefix="hookbot-key-") as file:
            file.write(b"kept in a file, with a line's end\n")
            file.flush()
            os.chmod(file.name, 0o600)
            self.serves("--key-file", file.name, key="kept in a file, with a line's end", HOOKBOT_KEY="")

    def test_sizes_and_durations_have_units(self):
        for arguments in (("--max-body", "1000"), ("--max-body", "64KiB"), ("--max-body", "1MiB"),
                          ("--listener-buffer", "2MiB"),
                          ("--ping-interval", "30s"), ("--ping-interval", "10m"), ("--ping-interval", "1h")):
            with self.subTest(arguments=arguments):
                self.serves(*arguments)

    def test_max_body_is_heeded(self):
        broker = hookbot.Hookbot("--max-body", "1KiB")
        self.addCleanup(broker.stop)
        self.assertEqual([broker.publish("/pub/a", bytes(size)).status for size in (1024, 1025)], [200, 413])

    def test_sizes_out_of_bounds_are_refused(self):
        for arguments in (("--max-body", "4GiB"), ("--max-body", "1073741825"), ("--max-body", "0")):
            with self.subTest(arguments=arguments):
                done = subprocess.run([hookbot.binary(), "serve", "--check", *arguments], capture_output=True, text=True,
                                      env={**os.environ, "HOOKBOT_KEY": hookbot.KEY}, check=False)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertRegex(done.stderr, "--max-body: .*(the limit is 1GiB|is not a size)")

    def start(self, *arguments):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        process = subprocess.Popen([hookbot.binary(), "serve", *arguments],
                                   env=hookbot.environment(directory.name, HOOKBOT_KEY=hookbot.KEY),
                                   stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for line in process.stderr:
            if "Listening on " in line:
                return process, line.rpartition("Listening on ")[2].strip()
        raise AssertionError("it did not start")

    def connects(self, address, family=hookbot.socket.AF_INET):
        with hookbot.socket.socket(family) as client:
            client.settimeout(hookbot.PATIENCE)
            try:
                client.connect(address)
            except OSError:
                return False
            return True

    def test_a_port_alone_is_on_all_addresses(self):
        for bind in (":0", "0"):
            with self.subTest(bind=bind):
                process, where = self.start("--bind", bind)
                self.assertRegex(where, r"^:\d+$")
                port = int(where[1:])
                self.assertTrue(self.connects(("127.0.0.1", port)))
                if os.path.exists("/proc/net/if_inet6") and self.connects_to_own_ipv6():
                    self.assertTrue(self.connects(("::1", port), hookbot.socket.AF_INET6))
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(hookbot.PATIENCE), 0)

    def connects_to_own_ipv6(self):
        try:
            with hookbot.socket.socket(hookbot.socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError:
            return False
        return True

    def test_an_ipv6_address_is_in_brackets(self):
        if not self.connects_to_own_ipv6():
            self.skipTest("no IPv6 here")
        _, where = self.start("-b", "[::1]:0")
        self.assertRegex(where, r"^\[::1\]:\d+$")
        self.assertTrue(self.connects(("::1", int(where.rpartition(":")[2])), hookbot.socket.AF_INET6))

    def test_an_address_is_that_alone(self):
        _, where = self.start("-b", "127.0.0.1:0")
        self.assertRegex(where, r"^127\.0\.0\.1:\d+$")
        self.assertFalse(self.connects(("127.0.0.2", int(where.rpartition(":")[2]))))

    def test_short_options_for_tls(self):
        with tempfile.TemporaryDirectory(prefix="hookbot-") as directory:
            key, certificate = hookbot.make_certificate(directory)
            _, where = self.start("-b", "127.0.0.1:0", "-k", key, "-c", certificate)
            with hookbot.socket.create_connection(("127.0.0.1", int(where.rpartition(":")[2])),
                                                  hookbot.PATIENCE) as client:
                with hookbot.trusting_context().wrap_socket(client) as secure:
                    self.assertIn(secure.version(), ("TLSv1.2", "TLSv1.3"))


if __name__ == "__main__":
    hookbot.main()
