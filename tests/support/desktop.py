"""Starts the desktop program (hookbot without a command) with a home folder of its own."""
import json
import os
import re
import signal
import socket
import subprocess
import time

import hookbot


def can_show_a_window():
    """Whether hookbot was built with the window: otherwise it has no options for it."""
    return "--preferences" in hookbot.run("--help", key=None).stdout


class Desktop:
    """A desktop program with a home folder of its own, which remains after it exits."""

    def __init__(self, home):
        self.home = home
        self.log_file = os.path.join(home, "stderr")
        self.process = None
        self.log_start = 0

    # Files

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

    # Start and stop

    def environment(self, **changes):
        return hookbot.environment(self.home, **{"DBUS_SESSION_BUS_ADDRESS": "", "LC_ALL": "C.UTF-8", **changes})

    def launch(self, *arguments, **changes):
        with open(self.log_file, "ab") as log:
            self.log_start = log.tell()
            self.process = subprocess.Popen([hookbot.binary(), *arguments], stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, env=self.environment(**changes))

    def start(self, *arguments, **changes):
        """Starts it, and waits until its server listens."""
        self.launch(*arguments, **changes)
        return self.wait_until_it_listens()

    def wait_until_it_listens(self):
        """The port of the last start."""
        ports = hookbot.wait_for(lambda: re.findall(r"Listening on 127\.0\.0\.1:(\d+)", self.log())
                                 or self.process.poll() is not None, "the desktop program listens")
        assert isinstance(ports, list), "it ended: " + self.log()
        return int(ports[-1])

    def log(self):
        """Its messages. A thread of its own writes them, so they may arrive slightly later."""
        size = -1
        while self.process.poll() is None and size != (size := os.path.getsize(self.log_file)):
            time.sleep(0.05 * hookbot.SLOW)
        with open(self.log_file, "rb") as file:
            file.seek(self.log_start)
            return file.read().decode(errors="replace")

    def wait_for_log(self, pattern):
        return hookbot.wait_for(lambda: re.search(pattern, self.log()), f"the log says {pattern}")

    def tell(self, *arguments):
        """Runs a command while it runs."""
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

    def listen(self, port, channel="a"):
        """A WebSocket that subscribes to the channel."""
        peer = hookbot.Peer(socket.create_connection(("127.0.0.1", port), hookbot.PATIENCE))
        fields = "".join(f"{name}: {value}\r\n" for name, value in hookbot.UPGRADE)
        token = hookbot.mint(f"/sub/{channel}", self.key())
        peer.send(f"GET /sub/{channel} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                  f"User-Agent: a test\r\n{fields}\r\n")
        response = peer.read_response()
        assert response.status == 101, response
        return hookbot.WebSocket(peer)

    def change_preferences(self, **changes):
        with open(self.preferences_file, encoding="utf-8") as file:
            preferences = json.load(file)
        self.write_preferences(json.dumps(preferences | changes))

    def end(self):
        """Stops it with SIGTERM, and returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(hookbot.PATIENCE)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
