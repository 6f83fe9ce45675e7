"""A full disk loses no event that was answered with 200: publishers get 503, listeners stay connected, and the server
continues when there is space (docs/protocol.md, section 3)."""
import os
import signal
import tempfile
import unittest

import eventsfile
import hookbot
import mounts

DISK = 32 * hookbot.MIB
BALLAST = 26 * hookbot.MIB
LARGE = bytes(100_000)


def setUpModule():
    mounts.enter_namespace()


class OnASmallDisk(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        mounts.make_tmpfs(directory.name, DISK)
        self.addCleanup(mounts.unmount, directory.name)
        self.file = os.path.join(directory.name, "events.sqlite")
        self.ballast = os.path.join(directory.name, "ballast")
        with open(self.ballast, "wb") as file:
            file.write(bytes(BALLAST))

    def start(self, *options):
        self.broker = hookbot.Hookbot("--log", f"sqlite:{self.file}", *options)
        self.addCleanup(self.broker.stop)
        self.peer = self.broker.connect()
        self.answered = {}  # id: body

    def publish(self, body):
        """Whether the event was taken."""
        response = self.broker.publish(f"/pub/{self.id()}", body, peer=self.peer)
        if response.status == 200:
            self.answered[int(response.field("X-Hookbot-Event-Id"))] = body
            return True
        self.assertEqual(response.status, 503, response)
        self.assertRegex(response.field("Retry-After"), r"^\d+$")
        return False

    def publish_until_full(self):
        number = 0
        while self.publish(b"%d " % number + LARGE):
            number += 1
        self.assertGreater(number, 0)

    def fill(self):
        """Takes all the room that there still is."""
        with open(self.ballast, "ab", buffering=0) as file:
            for size in (4096, 1):
                try:
                    while file.write(bytes(size)):
                        pass
                except OSError:
                    pass

    def listen(self):
        return self.broker.listen(f"/sub/{self.id()}?since=all")

    def lines(self, words):
        return [line for line in self.broker.log().splitlines() if words in line and " refuse " not in line]

    def assert_file_holds(self, answered):
        self.assertEqual({row.id: row.body for row in eventsfile.rows_of_copy(self.file)}, answered)


class LogSurvivesAFullDisk(OnASmallDisk):
    def test_publishers_come_again_and_listeners_stay(self):
        self.start()
        listener = self.listen()
        self.publish_until_full()
        self.fill()
        for number in range(30):  # small ones may still find a place
            self.publish(b"small %d" % number)
        self.assertFalse(self.publish(LARGE))

        self.assertEqual([listener.read_event() for _ in self.answered], list(self.answered.values()))
        self.assertEqual([listener.read_event() for listener in [self.listen()] for _ in self.answered],
                         list(self.answered.values()))
        self.assertEqual(eventsfile.ids(eventsfile.poll(self.broker, f"/sub/{self.id()}")), list(self.answered))
        self.assert_file_holds(self.answered)

        os.remove(self.ballast)
        self.assertTrue(self.publish(b"there is room"))
        self.assertEqual(listener.read_event(), b"there is room")
        self.assert_file_holds(self.answered)
        self.broker.kill()
        self.assert_file_holds(self.answered)
        self.broker.relaunch()
        self.assertEqual(eventsfile.ids(eventsfile.poll(self.broker, f"/sub/{self.id()}")), list(self.answered))

    def test_the_log_tells_of_it_once(self):
        self.start()
        self.publish_until_full()
        self.fill()
        self.assertEqual([self.publish(LARGE) for _ in range(50)], 50 * [False])
        told = self.lines("events are refused")
        self.assertEqual(len(told), 1, told)
        self.assertRegex(told[0], f" error .*{self.file}.*disk is full")
        self.assertEqual(self.lines("accepted again"), [])
        os.remove(self.ballast)
        self.assertTrue(self.publish(LARGE))
        hookbot.wait_for(lambda: self.lines("accepted again"), "the log tells that it goes on")
        self.assertEqual(len(self.lines("accepted again")), 1)

    def test_that_nothing_can_be_dropped_is_told_once(self):
        os.remove(self.ballast)
        self.start("--keep-bytes", "4MiB")
        bodies = [bytes(size) for size in (10, 300_000, 1000, 50_000, 300_000)]
        for body in 40 * bodies:
            self.assertTrue(self.publish(body))
        self.fill()
        while self.publish(bodies[1]):  # the file has room of its own, from what was dropped
            pass
        before = len(self.answered)
        # There is too much in the file, so dropping some is tried after each of these.
        for body in 20 * bodies:
            self.publish(body)
        taken = len(self.answered) - before
        self.assertLessEqual(len(self.lines("nothing could be dropped")), taken + 2)

        os.remove(self.ballast)
        self.assertTrue(self.publish(b"there is room"))
        hookbot.wait_for(lambda: eventsfile.weight_of(self.file) <= 4 * hookbot.MIB, "the oldest are dropped")

    def test_many_publishers_at_once_are_each_told_the_truth(self):
        self.start()
        peers = [self.broker.connect() for _ in range(40)]
        bodies = [b"%d " % number + LARGE for number in range(3 * len(peers))]
        target = f"/pub/{self.id()}"
        for number, body in enumerate(bodies):
            peers[number % len(peers)].send(self.broker.head("POST", target, [("Content-Length", len(body))]), body)
        refused = 0
        for number, body in enumerate(bodies):
            response = peers[number % len(peers)].read_response()
            if response.status == 200:
                self.answered[int(response.field("X-Hookbot-Event-Id"))] = body
            else:
                self.assertEqual(response.status, 503, response)
                refused += 1
        self.assertGreater(refused, 0)
        self.assert_file_holds(dict(sorted(self.answered.items())))

    def test_a_server_that_starts_on_it_serves_what_there_is(self):
        self.start()
        for number in range(20):
            self.assertTrue(self.publish(b"%d " % number + LARGE))
        for end in (signal.SIGKILL, signal.SIGTERM):
            with self.subTest(end=end):
                self.broker.signal(end)
                self.broker.wait()
                self.fill()
                self.broker.relaunch()
                self.peer = self.broker.connect()
                self.assertEqual(eventsfile.ids(eventsfile.poll(self.broker, f"/sub/{self.id()}")), list(self.answered))
                self.assertFalse(self.publish(LARGE))
        os.remove(self.ballast)
        self.assertTrue(self.publish(LARGE))
        self.assert_file_holds(self.answered)

    def test_a_new_log_on_it_is_refused(self):
        self.fill()
        result = hookbot.run("serve", "--bind", "127.0.0.1:0", "--log", f"sqlite:{self.file}")
        self.assertEqual(result.returncode, 1, result)
        self.assertRegex(result.stderr, f"{self.file}.*disk is full")


if __name__ == "__main__":
    hookbot.main()
