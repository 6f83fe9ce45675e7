"""Events that were answered with 200 survive kill -9: each is in the log once, under the id of its answer, and a
listener that resumes after the last id it saw misses none and receives none twice (docs/protocol.md, section 6).

To run it with more kills, after the build:
HOOKBOT_TEST_KILLS=100 HOOKBOT_BINARY=build/ci/app/hookbot PYTHONPATH=tests/support \
    python3 -B tests/endtoend/log_survives_kill_9.py
"""
import json
import os
import random
import signal
import threading
import time
import unittest

import eventsfile
import hookbot

KILLS = int(os.environ.get("HOOKBOT_TEST_KILLS", "6"))
PUBLISHERS = 5  # of which one publishes to unsafe channels
MOST_ANSWERS = 300  # in one life of the server, about
GONE = (OSError, EOFError)


class Client(threading.Thread):
    """Somebody who connects again whenever the server was killed."""

    def __init__(self, broker):
        super().__init__(daemon=True)
        self.broker = broker
        self.connection = None
        self.life = 0  # of the server that it is connected to
        self.running = True
        self.failure = None

    def run(self):
        try:
            while self.running:
                try:
                    self.connect()
                    self.life = self.broker.life
                    while self.running:
                        self.go_on()
                except GONE:
                    pass
                finally:
                    if self.connection:
                        self.connection.close()
                self.broker.up.wait(hookbot.PATIENCE)
        except Exception as error:  # for the test to tell
            self.failure = error

    def stop(self):
        self.running = False
        self.join(hookbot.PATIENCE)


class Publisher(Client):
    """Publishes one event after the other, each with a body that there is once, over connections that it keeps."""

    def __init__(self, broker, number):
        super().__init__(broker)
        self.path = f"/{'unsafe/' if number == 0 else ''}pub/load/{number}"
        self.number = number
        self.tried = 0
        self.answered = {}  # id: body, life of the server

    def connect(self):
        self.connection = self.broker.connect()

    def go_on(self):
        size = 100_000 if self.tried % 25 == 0 else self.tried % 500
        body = b"%d/%d " % (self.number, self.tried) + os.urandom(size)
        path = f"{self.path}/{self.tried % 3}"
        self.tried += 1
        response = self.broker.publish(path, body, peer=self.connection)
        assert response.status == 200, response
        event_id = int(response.field("X-Hookbot-Event-Id"))
        assert event_id not in self.answered, event_id
        self.answered[event_id] = body, self.life


class Listener(Client):
    """Hears all safe channels, and after each end of the server those after the last it saw."""

    def __init__(self, broker):
        super().__init__(broker)
        self.ids = []

    def go_on(self):
        record = self.read()
        assert "gap" not in record, record
        self.ids.append(int(record["id"]))


class WebSocketListener(Listener):
    def connect(self):
        self.connection = self.broker.listen(f"/sub/?format=json&since={self.ids[-1] if self.ids else 'all'}")

    def read(self):
        while (frame := self.connection.read_frame()).opcode == hookbot.PING:
            self.connection.send_frame(hookbot.PONG, frame.payload)
        if frame.opcode == hookbot.CLOSE:
            raise EOFError
        return json.loads(frame.payload)


class EventStreamListener(Listener):
    def connect(self):
        last = [("Last-Event-ID", self.ids[-1])] if self.ids else []
        self.stream = hookbot.EventStreamReader(self.broker, "/sub/?since=all", last)
        self.connection = self.stream.peer

    def read(self):
        return self.stream.read()[1]


class UnderKills(unittest.TestCase):
    """A server under load, for the tests below."""

    def start(self, *options, listeners=()):
        self.broker = hookbot.Hookbot(*options)
        self.broker.life = 0
        self.broker.up = threading.Event()
        self.broker.up.set()
        self.addCleanup(self.broker.stop)
        self.file = os.path.join(self.broker.directory.name, ".local/share/hookbot/events.sqlite")
        self.publishers = [Publisher(self.broker, number) for number in range(PUBLISHERS)]
        self.listeners = [listener(self.broker) for listener in listeners]
        for client in [*self.publishers, *self.listeners]:
            self.addCleanup(client.stop)
            client.start()

    def count(self):
        for client in [*self.publishers, *self.listeners]:
            if client.failure:
                raise client.failure
        return sum(len(publisher.answered) for publisher in self.publishers)

    def answered(self):
        """The bodies of what was answered so far, by id."""
        return {event_id: body for publisher in self.publishers
                for event_id, (body, _) in publisher.answered.copy().items()}

    def kill_under_load(self):
        wanted = self.count() + random.randint(1, MOST_ANSWERS)
        hookbot.wait_for(lambda: self.count() >= wanted, "events are answered")
        time.sleep(random.random() / 50)  # it is a matter of chance what it is about then
        self.broker.up.clear()
        self.broker.kill()

    def start_again(self):
        self.broker.life += 1
        if random.random() < 0.3:  # it may also be killed while it opens its log
            self.broker.launch(self.broker.port)
            time.sleep(random.random() / 20)
            self.broker.kill()
        self.broker.relaunch()
        self.broker.up.set()

    def stop_publishing(self):
        for publisher in self.publishers:
            publisher.stop()

    def assert_ids_grow(self):
        """From each life of the server to the next, and none is given twice."""
        by_life = {}
        for publisher in self.publishers:
            for event_id, (_, life) in publisher.answered.items():
                by_life.setdefault(life, []).append(event_id)
        every = [event_id for life in sorted(by_life) for event_id in sorted(by_life[life])]
        self.assertEqual(every, sorted(set(every)))

    def assert_holds(self, rows, answered):
        """What was answered is there; and what was tried without an answer at most once."""
        stored = {row.id: row.body for row in rows}
        lost = [event_id for event_id, body in answered.items() if stored.get(event_id) != body]
        self.assertEqual(lost, [], "events that were answered are not there as they were sent")
        self.assertEqual(len(set(stored.values())), len(rows), "an event is there twice")


class LogSurvivesKill9(UnderKills):
    def assert_nothing_is_lost(self, *options):
        self.start("--keep-bytes", "100GiB", *options, listeners=(WebSocketListener, EventStreamListener))
        for _ in range(KILLS):
            self.kill_under_load()
            answered = self.answered()
            self.assert_holds(eventsfile.rows_of_copy(self.file), answered)
            self.start_again()
        self.stop_publishing()
        self.assert_ids_grow()

        answered = self.answered()
        safe = eventsfile.ids(eventsfile.poll(self.broker, "/sub/"))
        unsafe = eventsfile.ids(eventsfile.poll(self.broker, "/unsafe/sub/", fields=[hookbot.UNSAFE_IS_OK]))
        self.assertEqual(safe, sorted(set(safe)))
        self.assertEqual(unsafe, sorted(set(unsafe)))
        self.assertEqual(answered.keys() - {*safe, *unsafe}, set())
        for listener in self.listeners:
            hookbot.wait_for(lambda heard=listener: heard.failure or heard.ids and heard.ids[-1] >= safe[-1],
                             "all is heard")
            self.assertIsNone(listener.failure)
            self.assertEqual(listener.ids, safe)
            listener.running = False
        self.broker.signal(signal.SIGTERM)
        self.broker.wait()
        rows = eventsfile.rows_of(self.file)
        self.assert_holds(rows, answered)
        self.assertEqual([row.id for row in rows], sorted([*safe, *unsafe]))

    def test_with_full_syncs(self):
        self.assert_nothing_is_lost()

    def test_with_normal_syncs(self):
        self.assert_nothing_is_lost("--sync", "normal")

    def test_while_the_oldest_are_dropped(self):
        self.start("--keep-events", "100", "--sync", "normal")
        for _ in range(KILLS):
            self.kill_under_load()
            answered = self.answered()
            rows = eventsfile.rows_of_copy(self.file)
            for trust in (False, True):
                kept = [row for row in rows if row.channel.startswith(b"/unsafe/") == trust]
                self.assert_holds(kept, {row.id: answered[row.id] for row in kept if row.id in answered})
            oldest = max(min(row.id for row in rows if row.channel.startswith(b"/unsafe/") == trust)
                         for trust in (False, True))
            self.assert_holds(rows, {event_id: body for event_id, body in answered.items() if event_id >= oldest})
            self.start_again()
        self.stop_publishing()
        self.assert_ids_grow()
        hookbot.wait_for(lambda: len(eventsfile.poll(self.broker, "/sub/")) <= 100, "the oldest are dropped")


if __name__ == "__main__":
    hookbot.main()
