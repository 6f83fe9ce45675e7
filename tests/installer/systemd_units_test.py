#!/usr/bin/env python3
"""What systemd itself says of the units: nothing to complain of, and 1.5 or less of 10 for their exposure."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import units  # noqa: E402


class Units(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.service, self.socket, self.user_service = units.write(self.folder, "/bin/true")

    def analyze(self, *arguments):
        return subprocess.run(["systemd-analyze", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, env={**os.environ, "XDG_RUNTIME_DIR": self.folder, "SYSTEMD_COLORS": "0"},
                              check=False)

    def test_nothing_is_wrong_with_them(self):
        for arguments in ((self.service, self.socket), ("--user", self.user_service)):
            done = self.analyze("verify", "--man=no", *map(str, arguments))
            self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_a_mistake_would_be_found(self):
        self.service.write_text(self.service.read_text().replace("WatchdogSec=30", "WatchdogSecs=30"))
        self.assertIn("WatchdogSecs", self.analyze("verify", "--man=no", str(self.service)).stdout)

    def test_the_service_is_locked_in(self):
        done = self.analyze("security", "--offline=true", "--threshold=15", "--no-pager", str(self.service))
        self.assertEqual(done.returncode, 0, done.stdout)
        self.service.write_text("\n".join(line for line in self.service.read_text().splitlines()
                                          if not line.startswith("SystemCallFilter")))
        done = self.analyze("security", "--offline=true", "--threshold=15", "--no-pager", str(self.service))
        self.assertNotEqual(done.returncode, 0)

    def test_the_service_is_started_with_its_socket_and_key(self):
        self.assertEqual(units.values(self.service, "Requires"), ["hookbot.socket"])
        self.assertEqual(units.values(self.service, "ExecStart"),
                         ["/bin/true serve --config /etc/hookbot/hookbot.conf --key-file %d/hookbot.key"])
        self.assertEqual(units.values(self.service, "LoadCredential"), ["hookbot.key:/etc/hookbot/key"])
        self.assertEqual(units.values(self.socket, "ListenStream"), ["8080"])


if __name__ == "__main__":
    units.needs_systemd()
    unittest.main(verbosity=2)
