"""Events that need no token take no more disk space than --keep-unsafe-bytes allows, whatever their shape
(docs/protocol.md, section 6)."""
import os
import signal
import unittest

import hookbot

FILE = ".local/share/hookbot/events.sqlite"
BUDGET = 2 * hookbot.MIB


class Budget(unittest.TestCase):
    def flood(self, count, name):
        broker = hookbot.Hookbot("--keep-unsafe-bytes", "2MiB", "--sync", "normal")
        self.addCleanup(broker.stop)
        file = os.path.join(broker.directory.name, FILE)
        kept = broker.publish("/pub/kept", b"kept")
        self.assertEqual(kept.status, 200)
        peer = broker.connect()
        largest = 0
        for number in range(count):
            response = broker.publish("/unsafe/pub/" + name(number), b"", token=None, peer=peer)
            self.assertEqual(response.status, 200, response)
            if number % 50 == 0:
                largest = max(largest, os.path.getsize(file))
        hookbot.wait_for(lambda: os.path.getsize(file) < BUDGET * 1.35 + 2 * hookbot.MIB and
                         os.path.getsize(file + "-wal") < 9 * hookbot.MIB, "the file is as small as it is to be")
        self.assertLess(largest, 3 * BUDGET + 4 * hookbot.MIB)
        polled = broker.request("GET", "/sub/kept?poll=1")
        self.assertIn(b'"body":"kept"', polled.body)
        peer.close()
        broker.signal(signal.SIGTERM)
        self.assertEqual(broker.wait(), 0)
        self.assertLess(os.path.getsize(file), BUDGET * 1.35 + 2 * hookbot.MIB)

    def test_empty_events_with_long_names(self):
        self.flood(2500, lambda number: f"{number:06}" + "n" * 1990)

    def test_empty_events_with_deep_names(self):
        self.flood(2500, lambda number: f"{number:06}" + "n" * 1800 + "/" + "s/" * 28 + "x")


if __name__ == "__main__":
    hookbot.main()
