"""Events that were answered with 200 survive a loss of power with --sync full: hookbot starts with what is then on
disk, and each event is there once, under the id of its answer (docs/protocol.md, section 6). With --sync normal some
events are lost, which shows that this test can detect it.

A preloaded library (tests/powerloss) discards unsynced data, all of it or random parts, at random moments under load.
To run it with more losses, after the build:
HOOKBOT_POWERLOSS=2000 HOOKBOT_BINARY=build/ci/app/hookbot PYTHONPATH=tests/support \
    HOOKBOT_POWERLOSS_LIBRARY=build/ci/tests/powerloss/libhookbot_powerloss.so \
    python3 -B tests/endtoend/log_survives_power_loss.py
HOOKBOT_POWERLOSS_SEED=N repeats the random choices of a run, but not their timing.
"""
import itertools
import os
import random
import shutil
import sqlite3
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import eventsfile
import hookbot

LOSSES = int(os.environ.get("HOOKBOT_POWERLOSS", "50"))
LOSSES_A_LIFE = 10
CONTROL_LOSSES = 10  # with --sync normal, at most
PUBLISHERS = 4  # of which one publishes to unsafe channels
MOST_ANSWERS = 80  # from one loss to the next, about
FEW = 150  # events that are kept where the oldest are dropped
SEED = int(os.environ.get("HOOKBOT_POWERLOSS_SEED", random.SystemRandom().randrange(2**32)))


class Publisher(threading.Thread):
    """Publishes one event after the other, each with a body that there is once, until it is told to stop."""

    def __init__(self, broker, life, number):
        super().__init__(daemon=True)
        self.broker, self.life, self.number = broker, life, number
        self.answered = {}  # id: body
        self.running = True
        self.failure = None

    def run(self):
        try:
            connection = self.broker.connect()
            for count in itertools.count():
                if not self.running:
                    break
                size = 30_000 if count % 40 == 0 else count % 300
                body = b"%d/%d/%d " % (self.life, self.number, count) + os.urandom(size).hex().encode()
                path = f"/{'unsafe/' if self.number == 0 else ''}pub/load/{count % 3}"
                response = self.broker.publish(path, body, peer=connection)
                assert response.status == 200, response
                self.answered[int(response.field("X-Hookbot-Event-Id"))] = body
        except Exception as error:  # for the test to tell
            self.failure = error

    def stop(self):
        self.running = False
        self.join(hookbot.PATIENCE)
        if self.failure:
            raise self.failure


@unittest.skipIf(hookbot.is_sanitized(), "a sanitizer has to be loaded before any other library")
class LogSurvivesPowerLoss(unittest.TestCase):
    def setUp(self):
        self.library = os.environ.get("HOOKBOT_POWERLOSS_LIBRARY", "")
        if not os.path.exists(self.library):
            self.skipTest("the library that loses power is built on Linux alone")
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.random = random.Random(SEED)
        self.losses = 0

    def folder(self, name):
        path = os.path.join(self.directory, name)
        os.mkdir(path)
        return path

    def lose_power(self, control):
        """The folder that the disk holds if the power fails at the next write or sync."""
        self.losses += 1
        seed = self.random.randrange(2**48) * 2 + self.losses % 2  # by turns wholly and in parts
        request = os.path.join(control, "request")
        with open(request + ".new", "w", encoding="ascii") as file:
            file.write(str(seed))
        os.rename(request + ".new", request)
        image = os.path.join(control, str(seed))
        hookbot.wait_for(lambda: os.path.isdir(image), "a disk without power")
        return image

    def live(self, life, disk, losses, options):
        """Runs the server on this disk, under load, and loses the power; (image, what was answered before) each."""
        control = self.folder(f"control-{life}")
        found = []
        broker = hookbot.Hookbot("--log", f"sqlite:{disk}/events.sqlite", "--keep-bytes", "1GiB", *options,
                                 LD_PRELOAD=self.library, POWERLOSS_FOLDER=disk, POWERLOSS_CONTROL=control)
        try:
            publishers = [Publisher(broker, life, number) for number in range(PUBLISHERS)]
            for publisher in publishers:
                publisher.start()
            for _ in range(losses):
                count = sum(len(publisher.answered) for publisher in publishers)
                wanted = count + self.random.randint(1, MOST_ANSWERS)
                hookbot.wait_for(lambda wanted=wanted: self.has_come(publishers, wanted), "events are answered")
                time.sleep(self.random.random() / 200)  # it is a matter of chance what it is about then
                # Answers that come from here on may be of events that are lost, or not.
                answered = {event_id: body for publisher in publishers
                            for event_id, body in publisher.answered.copy().items()}
                found.append((self.lose_power(control), answered))
            for publisher in publishers:
                publisher.stop()
        finally:
            for peer in broker.peers:
                peer.close()
            broker.discard()
        return found

    @staticmethod
    def has_come(publishers, wanted):
        for publisher in publishers:
            if publisher.failure:
                raise publisher.failure
        return sum(len(publisher.answered) for publisher in publishers) >= wanted

    def events_on(self, image, options):
        """Starts hookbot on what is left; {id: body} of all events, in order."""
        broker = hookbot.Hookbot("--log", f"sqlite:{image}/events.sqlite", "--keep-bytes", "1GiB", *options)
        try:
            records = [*eventsfile.poll(broker, "/sub/"),
                       *eventsfile.poll(broker, "/unsafe/sub/", fields=[hookbot.UNSAFE_IS_OK])]
            records = [record for record in records if "gap" not in record]
            new = int(broker.publish("/pub/load/new", b"new").field("X-Hookbot-Event-Id"))
            broker.stop()
        finally:
            broker.discard()
        ids = eventsfile.ids(records)
        assert len(set(ids)) == len(ids), "an id is there twice"
        assert new > max(ids, default=0), "an id is given again"
        bodies = [record["body"] for record in records]
        assert len(set(bodies)) == len(bodies), "an event is there twice"
        database = sqlite3.connect(os.path.join(image, "events.sqlite"))
        try:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the file is damaged"
        finally:
            database.close()
        return {event_id: body.encode() for event_id, body in zip(ids, bodies)}

    def lost_on(self, image, answered, options, keeps_few=False):
        """The ids of events that were answered and are not there as they were sent."""
        stored = self.events_on(image, options)
        oldest = {}  # of each kind, where retention drops some; it keeps the newest
        if keeps_few:
            for event_id in sorted(stored, reverse=True):
                oldest[self.is_unsafe(stored[event_id])] = event_id
            assert len(stored) >= min(len(answered), FEW // 2), (len(stored), len(answered))
        return [event_id for event_id, body in answered.items()
                if event_id >= oldest.get(self.is_unsafe(body), 0) and stored.get(event_id) != body]

    @staticmethod
    def is_unsafe(body):
        """Whether publisher 0 has sent it."""
        return body.split(b"/")[1] == b"0"

    def assert_nothing_is_lost(self, losses, *options, keeps_few=False):
        """Life after life, each on a disk that the one before has left without power."""
        disk, answered_before, life = self.folder("disk"), {}, 0
        while losses > 0:
            count = min(losses, LOSSES_A_LIFE)
            images = self.live(life, disk, count, ("--sync", "full", *options))
            images = [(image, {**answered_before, **answered}) for image, answered in images]
            # Of one, the next life is to come; hookbot has not seen it before.
            image, answered_before = self.random.choice(images)
            disk = shutil.copytree(image, os.path.join(self.directory, f"disk-{life}"))
            with ThreadPoolExecutor(2) as pool:
                lost = pool.map(lambda pair: self.lost_on(*pair, options, keeps_few), images)
                for (image, answered), ids in zip(images, lost):
                    self.assertEqual(ids, [], f"of {len(answered)} events, these are lost on {os.path.basename(image)}, "
                                     f"HOOKBOT_POWERLOSS_SEED={SEED}")
            shutil.rmtree(os.path.join(self.directory, f"control-{life}"))
            losses -= count
            life += 1

    def test_full_syncs_lose_nothing(self):
        self.assert_nothing_is_lost(LOSSES - LOSSES // 5)

    def test_full_syncs_lose_nothing_while_the_oldest_are_dropped(self):
        self.assert_nothing_is_lost(LOSSES // 5, "--keep-events", str(FEW),
                                    keeps_few=True)

    def test_normal_syncs_lose_something_which_this_test_sees(self):
        images = self.live(0, self.folder("disk"), CONTROL_LOSSES, ("--sync", "normal"))
        self.assertTrue(any(self.lost_on(image, answered, ()) for image, answered in images))


if __name__ == "__main__":
    hookbot.main()
