"""hookbot under the restrictions of its unit, as far as they can be set without systemd: system calls, no memory that
is writable and executable, no core dump, the mode of new files. A call that is not allowed ends the process."""
import ctypes
import errno
import os
import resource
import signal
import sys
import tempfile
import unittest

import hookbot
import servicemanager
import units

try:
    import seccomp
except ImportError:
    print("there is no python3-seccomp here")
    sys.exit(77)

PR_SET_NO_NEW_PRIVS, PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN = 38, 65, 1


def allowed(service):
    """The system calls of the unit."""
    calls = set()
    for words in units.values(service, "SystemCallFilter"):
        listed = set()
        for word in words.removeprefix("~").split():
            listed |= units.members(word) if word.startswith("@") else {word}
        calls = calls - listed if words.startswith("~") else calls | listed
    return calls


class LockedIn(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.service = units.write(self.folder, hookbot.binary())[0]
        self.libc = ctypes.CDLL(None)
        self.filter = self.filter_of(allowed(self.service))

    @staticmethod
    def filter_of(calls):
        made = seccomp.SyscallFilter(seccomp.KILL_PROCESS)
        for call in calls:
            try:
                made.add_rule(seccomp.ALLOW, call)
            except RuntimeError:  # a call of another kind of processor
                pass
        if "fchown" not in calls:
            made.add_rule(seccomp.ERRNO(errno.EPERM), "fchown")  # SQLite asks for it where it is root, as some tests are
        return made

    def lock_in(self):
        os.umask(int(units.values(self.service, "UMask")[0], 8))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        self.libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        self.libc.prctl(PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN, 0, 0, 0)  # since Linux 6.3; else systemd's filter does it
        self.filter.load()

    def start(self, *arguments, **options):
        test = self

        class Locked(hookbot.Hookbot):
            def launch(self, port=0):
                self.options["preexec_fn"] = test.lock_in
                super().launch(port)

        broker = Locked(*arguments, **options)
        self.addCleanup(broker.stop)
        return broker

    def test_everything_works(self):
        notifications = servicemanager.Notifications()
        self.addCleanup(notifications.close)
        state = os.path.join(self.folder, "state")
        os.mkdir(state, 0o700)
        broker = self.start("--router", "github", tls=hookbot.make_certificate(self.folder), STATE_DIRECTORY=state,
                            HOOKBOT_GITHUB_SECRET="a secret of the tests", NOTIFY_SOCKET=notifications.path, WATCHDOG_USEC="50000")
        self.assertIn("READY", notifications.read())
        with open(f"/proc/{broker.process.pid}/status", encoding="ascii") as status:
            self.assertIn("Seccomp:\t2", status.read())
        listener = broker.listen("/sub/a")
        stream = hookbot.EventStreamReader(broker, "/sub/")
        body = os.urandom(hookbot.MIB)
        self.assertEqual(broker.publish("/pub/a", body).status, 200)
        self.assertEqual(listener.read_event(), body)
        self.assertEqual(stream.read()[1]["channel"], "a")
        self.assertEqual(broker.request("GET", "/sub/a?poll=1&since=all").status, 200)
        self.assertGreater(broker.metrics()["process_start_time_seconds"], 1e9)
        self.assertEqual(os.stat(os.path.join(state, "events.sqlite")).st_mode & 0o777, 0o600)
        notifications.read_until("WATCHDOG")
        broker.signal(signal.SIGHUP)
        notifications.read_until("RELOADING")
        broker.stop()
        notifications.read_until("STOPPING")

    def test_what_is_not_allowed_would_be_noticed(self):
        calls = allowed(self.service)
        for call in ("mount", "ptrace", "reboot", "init_module", "setpriority", "chroot", "bpf"):
            self.assertNotIn(call, calls)
        self.filter = self.filter_of(calls - {"listen"})
        with self.assertRaisesRegex(AssertionError, "did not start"):
            self.start("--log", "memory:")


if __name__ == "__main__":
    units.needs_systemd()
    if hookbot.is_sanitized():
        print("a sanitizer makes system calls of its own")
        sys.exit(77)
    hookbot.main()
