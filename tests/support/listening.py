"""Runs the real `hookbot listen` and reads its output while it runs.

It checks that the output never contains a token or a report of a sanitizer.
"""
import json
import os
import re
import signal
import subprocess
import tempfile
import unittest

import hookbot


class Listen:
    def __init__(self, *arguments, out=None, err=None, **changes):
        """out, err: files to write to instead of the ones that are read here; changes: of the environment."""
        if "--exec" in arguments and hookbot.has_sanitizer("tsan"):
            # Seen in a program of ten lines too; Qt 6.4, GCC 12.
            raise unittest.SkipTest("with ThreadSanitizer, QProcess::start() leaves a program deaf to signals")
        self.directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.arguments = arguments
        self.secrets = re.findall(r"//([^/@\s]+)@", " ".join([*arguments, *changes.values()]))
        self.paths = {name: os.path.join(self.directory.name, name) for name in ("out", "err")}
        with open(self.paths["out"], "wb") as own_out, open(self.paths["err"], "wb") as own_err:
            self.process = subprocess.Popen([hookbot.binary(), "listen", *arguments], stdin=subprocess.DEVNULL,
                                            stdout=out or own_out, stderr=err or own_err,
                                            env=hookbot.environment(self.directory.name, **changes))

    def out(self):
        with open(self.paths["out"], "rb") as file:
            return file.read()

    def err(self):
        with open(self.paths["err"], encoding="utf-8", errors="replace") as file:
            return file.read()

    def lines(self):
        """Only complete lines."""
        return self.out().split(b"\n")[:-1]

    def objects(self):
        return [json.loads(line) for line in self.lines()]

    def wait_for(self, condition, what):
        def is_so():
            has_ended = self.process.poll() is not None
            if condition():
                return True
            assert not has_ended, f"it ended ({self.process.returncode}) before {what}\n{self.err()}\n{self.out()[-500:]}"
            return False

        hookbot.wait_for(is_so, what)

    def wait_for_lines(self, count):
        self.wait_for(lambda: len(self.lines()) >= count, f"{count} lines are printed")
        return self.lines()

    def wait_until_told(self, pattern, times=1):
        self.wait_for(lambda: len(re.findall(pattern, self.err())) >= times, f"it says {pattern}")

    def wait_until_connected(self, times=1):
        self.wait_until_told(": connected", times)
        return self

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def wait(self):
        """Waits for its end; returns the exit status."""
        status = self.process.wait(hookbot.PATIENCE)
        printed = self.out().decode(errors="replace") + self.err()
        assert not re.search("Sanitizer|runtime error:", printed), printed[-20000:]
        assert not [secret for secret in self.secrets if secret in printed], printed
        return status

    def stop(self, number=None):
        """Stops it; returns the exit status."""
        if self.process.poll() is None:
            self.signal(number or signal.SIGTERM)
        return self.wait()

    def discard(self):
        self.kill()
        self.directory.cleanup()


class ListenTest(hookbot.BrokerTest):
    """Tests that share a server, each on a channel named after itself."""

    def url(self, below="", path=None, scheme="ws"):
        path = path or f"/sub/{self.channel}{below}"
        return f"{scheme}://{self.broker.token(path)}@127.0.0.1:{self.broker.port}{path}"

    def publish(self, *bodies, below="", fields=(), query=""):
        """Returns the ids."""
        if not hasattr(self, "peer"):
            self.peer = self.broker.connect()
        ids = []
        for body in bodies:
            response = self.broker.publish(f"/pub/{self.channel}{below}{query}", body, fields=fields, peer=self.peer)
            assert response.status == 200, response
            ids.append(response.field("X-Hookbot-Event-Id"))
        return ids

    def listen(self, *arguments, url=None, **options):
        listen = Listen(url or self.url(), *arguments, **options)
        self.addCleanup(listen.discard)
        return listen

    def folder(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        return directory.name
