"""Many listeners read the log while it is written and pruned. Each gets all stored events in order, once, and a message
about missing ones (docs/protocol.md, sections 5 and 6)."""
import json
import socket
import struct
import threading

import eventsfile
import hookbot


class Publishing(threading.Thread):
    """Publishes numbers to channels in turn until it is stopped, or so many."""

    def __init__(self, broker, channels, most=1 << 62, size=0):
        super().__init__(daemon=True)
        self.broker, self.channels, self.most, self.size = broker, channels, most, size
        self.ids = []
        self.statuses = set()
        self.running = True

    def run(self):
        peer = self.broker.connect()
        while self.running and len(self.ids) < self.most:
            channel = self.channels[len(self.ids) % len(self.channels)]
            body = (b"%d " % len(self.ids)).ljust(self.size, b".")
            response = self.broker.publish(f"/pub/{channel}", body, peer=peer)
            self.statuses.add(response.status)
            self.ids.append(int(response.field("X-Hookbot-Event-Id")))

    def stop(self):
        self.running = False
        self.join(hookbot.PATIENCE)


class LogServesCrowds(hookbot.BrokerTest):
    def publish(self, *channels, **options):
        publishing = Publishing(self.broker, channels, **options)
        self.addCleanup(publishing.stop)
        publishing.start()
        return publishing

    def test_many_that_come_while_events_come_hear_all(self):
        before, crowd = 200, 120
        publishing = self.publish(self.channel, most=2000)
        hookbot.wait_for(lambda: len(publishing.ids) >= before, "there is some history")
        listeners = [self.broker.listen(f"/sub/{self.channel}?since=all&format=json") for _ in range(crowd)]
        publishing.stop()
        self.assertEqual(publishing.statuses, {200})
        for listener in listeners:
            heard = [int(json.loads(listener.read_frame().payload)["id"]) for _ in publishing.ids]
            self.assertEqual(heard, publishing.ids)
        self.broker.publish(f"/pub/{self.channel}", b"live")
        for listener in listeners:
            self.assertEqual(json.loads(listener.read_frame().payload)["body"], "live")
            listener.close()

    def test_some_that_go_amid_their_history_disturb_nobody(self):
        others = self.broker.metrics()["hookbot_listeners"]
        publishing = self.publish(self.channel, most=60, size=100_000)
        publishing.join(hookbot.PATIENCE)
        patient = self.broker.listen(f"/sub/{self.channel}?since=all")
        for number in range(30):
            peer = self.broker.ask_to_listen(f"/sub/{self.channel}?since=all")
            if number % 3:
                peer.read_exactly(1 + number * 1000)
            peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # RST
            peer.close()
        self.assertEqual([int(patient.read_event().split(b" ")[0]) for _ in range(60)], list(range(60)))
        patient.close()
        hookbot.wait_for(lambda: self.broker.metrics()["hookbot_listeners"] <= others, "they are forgotten")

    def test_polls_of_any_limit_end(self):
        publishing = self.publish(self.channel, most=1500)
        publishing.join(hookbot.PATIENCE)
        for limit in (1, 1499, 1500, 1 << 31, 1 << 32, (1 << 63) - 1):
            with self.subTest(limit=limit):
                response = self.broker.request("GET", f"/sub/{self.channel}?poll=1&limit={limit}")
                self.assertEqual(response.status, 200, response)
                self.assertEqual(response.body.count(b"\n"), min(limit, 1500))
        response = self.broker.request("GET", f"/sub/{self.channel}?poll=1&limit={1 << 63}")
        self.assertEqual(response.status, 400, response)


class WhatIsMissedIsTold(hookbot.BrokerTest):
    """While events are dropped about as fast as they come."""

    arguments = ("--keep-events", "40")

    def setUp(self):
        self.publishing = Publishing(self.broker, [f"{self.channel}/a", f"{self.channel}/b"], size=200)
        self.publishing.start()
        self.addCleanup(self.publishing.stop)

    def assert_told(self, records, published):
        """Each event is there once and in order; what is missing between two of them lies in a gap that was told."""
        ids = eventsfile.ids([record for record in records if "gap" not in record])
        self.assertEqual(ids, sorted(set(ids)))
        gaps = [(int(record["gap"]["after"]), int(record["gap"]["oldest"])) for record in records if "gap" in record]
        missing = {event_id for event_id in published if ids[0] < event_id < ids[-1]} - set(ids)
        untold = [event_id for event_id in missing if not any(after < event_id < oldest for after, oldest in gaps)]
        self.assertEqual(untold, [])

    def published(self, channel):
        self.publishing.stop()
        self.assertEqual(self.publishing.statuses, {200})
        return self.publishing.ids[0 if channel == "a" else 1::2]

    def test_to_who_polls(self):
        records, since = [], "all"
        while len(records) < 400:
            response = self.broker.request("GET", f"/sub/{self.channel}/a?poll=1&limit=7&since={since}")
            self.assertEqual(response.status, 200, response)
            records += [json.loads(line) for line in response.body.splitlines()]
            if records and "id" in records[-1]:
                since = records[-1]["id"]
        self.assert_told(records, self.published("a"))

    def test_to_who_listens_again_and_again(self):
        records, since = [], "all"
        while len(records) < 400:
            listener = self.broker.listen(f"/sub/{self.channel}/b?format=json&since={since}")
            for _ in range(9):
                records.append(json.loads(listener.read_frame().payload))
                since = records[-1].get("id", since)
            listener.close()
        self.assert_told(records, self.published("b"))

    def test_to_who_replays(self):
        listener = self.broker.listen(f"/sub/{self.channel}/a?format=json")
        originals, replays, statuses = {}, [], []
        while len(replays) < 100:
            record = json.loads(listener.read_frame().payload)
            if "replay_of" in record:
                replays.append(record)
                continue
            originals[record["id"]] = record["body"]
            wanted = list(originals)[-30:][len(statuses) % 2 * -1]  # one that may be gone, or the newest
            statuses.append(self.broker.publish(f"/pub/{self.channel}/a?replay={wanted}", b"").status)
        self.assertLessEqual(set(statuses), {200, 404})
        self.assertGreaterEqual(statuses.count(200), 100)
        for replay in replays:
            self.assertEqual(replay["body"], originals[replay["replay_of"]])


if __name__ == "__main__":
    hookbot.main()
