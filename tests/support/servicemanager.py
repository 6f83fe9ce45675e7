"""A fake systemd, as far as hookbot uses it: NOTIFY_SOCKET, WATCHDOG_USEC, LISTEN_FDS."""
import fcntl
import os
import socket
import subprocess
import tempfile

import hookbot

# The shell that becomes hookbot: LISTEN_PID is its own id, and the socket's number 3.
BECOME = 'exec {socket}<&0 0</dev/null; LISTEN_PID=$$ exec "$@" 3<&"$socket" {socket}<&-'


class Notifications:
    """The socket on which a service reports its state."""

    def __init__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.path = os.path.join(self.directory.name, "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.settimeout(hookbot.PATIENCE)
        fcntl.fcntl(self.socket, fcntl.F_SETFD, fcntl.FD_CLOEXEC)

    def read(self):
        """The next notification, as a dictionary."""
        return dict(line.split("=", 1) for line in self.socket.recv(65536).decode().splitlines())

    def read_until(self, name):
        """The next notification with this content; earlier ones are skipped."""
        while name not in (said := self.read()):
            pass
        return said

    def take_waiting(self):
        """Removes all waiting notifications, and returns their number."""
        self.socket.setblocking(False)
        count = 0
        try:
            while self.socket.recv(65536):
                count += 1
        except BlockingIOError:
            return count
        finally:
            self.socket.settimeout(hookbot.PATIENCE)

    def close(self):
        self.socket.close()
        self.directory.cleanup()


class ServedSocket:
    """A listening socket that stays open while hookbot restarts."""

    def __init__(self, address="127.0.0.1", kind=socket.SOCK_STREAM):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.socket = socket.socket(family, kind)
        self.socket.bind((address, 0))
        if kind == socket.SOCK_STREAM:
            self.socket.listen(1024)
        self.port = self.socket.getsockname()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


class Activated(hookbot.Hookbot):
    """A hookbot that serves on a socket that it is passed."""

    def __init__(self, served, *arguments, **options):
        self.served = served
        super().__init__(*arguments, **options)

    def launch(self, port=0):
        with open(self.log_file, "ab") as log:
            self.log_start = log.tell()
            options = {**self.options, "stdin": self.served.socket}
            options["env"] = {**options["env"], "LISTEN_FDS": "1"}
            self.process = subprocess.Popen(["bash", "-c", BECOME, "bash", *self.command], stderr=log, stdout=log,
                                            **options)
