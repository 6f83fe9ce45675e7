"""hookbot serve as a service of a fake systemd: notifications, watchdog, reload, credential."""
import ctypes
import os
import signal
import time
import unittest

import hookbot
import servicemanager

PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT = 17, 0x4206, 0x4207
WALL = 0x40000000  # waitpid(2): threads too
WATCHDOG = 0.1  # seconds


class StoppedThread:
    """Stops one thread of a process, and that alone, as a bug in it would; for `with`."""

    def __init__(self, process, name):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
        self.libc.ptrace.restype = ctypes.c_long
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/comm", encoding="ascii") as comm:
                if comm.read().strip() == name:
                    self.thread = int(thread)

    def __enter__(self):
        if self.libc.ptrace(PTRACE_SEIZE, self.thread, None, None) != 0:
            raise unittest.SkipTest("ptrace: " + os.strerror(ctypes.get_errno()))
        self.libc.ptrace(PTRACE_INTERRUPT, self.thread, None, None)
        os.waitpid(self.thread, WALL)
        return self

    def __exit__(self, *_):
        self.libc.ptrace(PTRACE_DETACH, self.thread, None, None)


class Notified(hookbot.CertificateTest):
    def setUp(self):
        self.notifications = servicemanager.Notifications()
        self.addCleanup(self.notifications.close)

    def start(self, *arguments, **options):
        broker = hookbot.Hookbot("--log", "memory:", *arguments, NOTIFY_SOCKET=self.notifications.path, **options)
        self.addCleanup(broker.stop)
        return broker

    def test_a_life(self):
        broker = self.start(tls=self.tls)
        said = self.notifications.read()
        self.assertEqual(said, {"READY": "1", "STATUS": f"listening on 127.0.0.1:{broker.port}"})
        self.assertEqual(broker.request("GET", "/status").status, 200)

        before = time.monotonic_ns() // 1000
        broker.signal(signal.SIGHUP)
        said = self.notifications.read()
        self.assertEqual(said["RELOADING"], "1")
        self.assertTrue(before <= int(said["MONOTONIC_USEC"]) <= time.monotonic_ns() // 1000)
        self.assertEqual(self.notifications.read(), {"READY": "1"})
        hookbot.wait_for(lambda: "the certificate was read again" in broker.log(), "the log says so")

        broker.signal(signal.SIGTERM)
        self.assertEqual(self.notifications.read()["STOPPING"], "1")
        self.assertEqual(broker.wait(), 0)

    def test_a_reload_that_fails_ends_too(self):
        key, certificate = hookbot.make_certificate(self.directory, "lost")
        broker = self.start(tls=(key, certificate))
        self.notifications.read()
        os.remove(certificate)
        broker.signal(signal.SIGHUP)
        self.assertIn("RELOADING", self.notifications.read())
        self.assertEqual(self.notifications.read(), {"READY": "1"})
        self.assertIn("the old certificate stays in use", broker.log())

    def test_who_cannot_start_is_not_ready(self):
        other = self.start()
        self.notifications.read()
        broker = hookbot.subprocess.run(
            [hookbot.binary(), "serve", "--log", "memory:", "--bind", f"127.0.0.1:{other.port}"], check=False,
            env=hookbot.environment("/", HOOKBOT_KEY=hookbot.KEY, NOTIFY_SOCKET=self.notifications.path))
        self.assertEqual(broker.returncode, 1)
        self.assertEqual(self.notifications.take_waiting(), 0)

    def test_the_watchdog_hears_of_a_stuck_io_thread(self):
        broker = self.start(WATCHDOG_USEC=str(int(WATCHDOG * 1e6)))
        for _ in range(5):
            self.assertEqual(self.notifications.read_until("WATCHDOG"), {"WATCHDOG": "1"})
        with StoppedThread(broker.process.pid, "hookbot-io"):
            time.sleep(10 * WATCHDOG)
            self.notifications.take_waiting()
            time.sleep(10 * WATCHDOG)  # in which a server that runs would say it twenty times
            self.assertEqual(self.notifications.take_waiting(), 0)
        for _ in range(3):
            self.notifications.read_until("WATCHDOG")

    def test_no_watchdog_no_word(self):
        self.start(WATCHDOG_USEC=str(int(WATCHDOG * 1e6)), WATCHDOG_PID="1")
        self.notifications.read()
        time.sleep(5 * WATCHDOG)
        self.assertEqual(self.notifications.take_waiting(), 0)


class Credential(unittest.TestCase):
    def test_the_key_is_taken_as_systemd_passes_it(self):
        with hookbot.tempfile.TemporaryDirectory(prefix="hookbot-") as folder:
            path = os.path.join(folder, "hookbot.key")
            with open(path, "w", encoding="ascii") as file:
                file.write(hookbot.KEY + "\n")
            os.chmod(path, 0o440)
            broker = hookbot.Hookbot("--log", "memory:", "--key-file", path, HOOKBOT_KEY="",
                                     CREDENTIALS_DIRECTORY=folder)
            self.addCleanup(broker.stop)
            self.assertEqual(broker.publish("/pub/a", b"x").status, 200)
            refused = hookbot.run("make-tokens", "--key-file", path, "/a", key=None)
            self.assertIn("chmod 600", refused.stderr)


if __name__ == "__main__":
    hookbot.main()
