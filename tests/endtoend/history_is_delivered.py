"""Events that arrived while a listener was away are delivered: since, JSON, Server-Sent Events, polls and replay
(docs/protocol.md, section 5)."""
import base64
import json
import threading
import unittest

import hookbot


class Section5:
    """The tests, for a log that a subclass names."""

    def publish(self, target, body, **options):
        response = self.broker.publish(target, body, **options)
        self.assertEqual(response.status, 200, response)
        return response.field("X-Hookbot-Event-Id")

    def poll(self, target):
        response = self.broker.request("GET", target)
        self.assertEqual(response.status, 200, response)
        self.assertEqual(response.field("Content-Type"), "application/x-ndjson")
        return [json.loads(line) for line in response.body.splitlines()]

    def bodies(self, records):
        return [record["body"] for record in records]

    def read_json(self, listener):
        frame = listener.read_frame()
        self.assertEqual(frame.opcode, hookbot.TEXT)
        return json.loads(frame.payload)

    # since

    def test_since_all_gives_history_then_live(self):
        for number in range(5):
            self.publish(f"/pub/{self.channel}", b"%d" % number)
        listener = self.broker.listen(f"/sub/{self.channel}?since=all")
        self.publish(f"/pub/{self.channel}", b"live")
        self.assertEqual([listener.read_event() for _ in range(6)], [b"0", b"1", b"2", b"3", b"4", b"live"])

    def test_since_an_id_gives_what_came_after_it(self):
        ids = [self.publish(f"/pub/{self.channel}", b"%d" % number) for number in range(4)]
        listener = self.broker.listen(f"/sub/{self.channel}?since={ids[1]}")
        self.assertEqual([listener.read_event() for _ in range(2)], [b"2", b"3"])

    def test_since_a_duration_gives_what_is_younger(self):
        self.publish(f"/pub/{self.channel}", b"young")
        for duration in ("90s", "10m", "24h", "7d"):
            with self.subTest(duration=duration):
                listener = self.broker.listen(f"/sub/{self.channel}?since={duration}")
                self.assertEqual(listener.read_event(), b"young")

    def test_since_none_and_an_id_from_the_future_hear_what_comes(self):
        last = self.publish(f"/pub/{self.channel}", b"before")
        listeners = [self.broker.listen(f"/sub/{self.channel}?since={since}")
                     for since in ("none", int(last) + (1 << 40), (1 << 63) - 1)]
        self.publish(f"/pub/{self.channel}", b"after")
        for listener in listeners:
            self.assertEqual(listener.read_event(), b"after")

    def test_a_recursive_history_is_of_the_channels_below(self):
        self.publish(f"/pub/{self.channel}/a", b"1")
        self.publish(f"/pub/{self.channel}", b"not below")
        self.publish(f"/pub/{self.channel}/b/c", b"2")
        self.publish(f"/pub/{self.channel}x/b", b"beside")
        listener = self.broker.listen(f"/sub/{self.channel}/?since=all")
        self.assertEqual([listener.read_event() for _ in range(2)],
                         [f"{self.channel}/a\0".encode() + b"1", f"{self.channel}/b/c\0".encode() + b"2"])

    def test_the_history_of_all_has_nothing_unsafe_and_the_other_way_round(self):
        before = self.publish(f"/unsafe/pub/{self.channel}", b"unsafe", token=None)
        self.publish(f"/pub/{self.channel}", b"safe")
        self.publish(f"/unsafe/pub/{self.channel}-2", b"unsafe too", token=None)
        self.assertEqual(self.bodies(self.poll(f"/sub/?poll=1&since={int(before) - 1}")), ["safe"])
        unsafe = self.broker.request("GET", f"/unsafe/sub/{self.channel}?poll=1", fields=[hookbot.UNSAFE_IS_OK])
        self.assertEqual([json.loads(line)["body"] for line in unsafe.body.splitlines()], ["unsafe"])

    def test_history_runs_into_live_without_gap_or_duplicate_under_load(self):
        total, clients = 1500, 12
        ready = threading.Semaphore(0)

        def publish_all():
            peer = self.broker.connect()
            for number in range(total):
                self.publish(f"/pub/{self.channel}", b"%d" % number, peer=peer)
                if number % 100 == 0:
                    ready.release()

        publisher = threading.Thread(target=publish_all)
        publisher.start()
        listeners = []
        for _ in range(clients):
            ready.acquire(timeout=hookbot.PATIENCE)
            listeners.append(self.broker.listen(f"/sub/{self.channel}?since=all"))
        for listener in listeners:
            self.assertEqual([int(listener.read_event()) for _ in range(total)], list(range(total)))
        publisher.join()

    # JSON

    def test_json_tells_all_of_an_event(self):
        listener = self.broker.listen(f"/sub/{self.channel}?format=json")
        event_id = self.publish(f"/pub/{self.channel}?x=1&y=%20", '{"ä": "\u2028\\n"}'.encode(),
                                fields=[("X-GitHub-Event", "push"), ("Cookie", "secret"), ("X-Twice", "1"),
                                        ("X-Twice", "2")])
        event = self.read_json(listener)
        self.assertRegex(event.pop("time"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        headers = event.pop("headers")
        self.assertEqual(event, {"id": event_id, "channel": self.channel, "method": "POST", "query": "x=1&y=%20",
                                 "remote": "127.0.0.1", "body": '{"ä": "\u2028\\n"}'})
        self.assertIn(["X-GitHub-Event", "push"], headers)
        self.assertEqual([value for name, value in headers if name == "X-Twice"], ["1", "2"])
        self.assertFalse({"authorization", "cookie"} & {name.lower() for name, _ in headers})

    def test_a_body_that_is_not_utf8_is_base64(self):
        for body in (bytes(range(256)), b"\xff", b"\xc3", b"\xed\xa0\x80"):
            self.publish(f"/pub/{self.channel}", body)
            event = self.poll(f"/sub/{self.channel}?poll=1")[-1]
            self.assertNotIn("body", event)
            self.assertEqual(base64.b64decode(event["body_base64"]), body)

    def test_empty_bodies_and_nul_bytes_are_kept(self):
        for body in (b"", b"\0", b"a\0b", b'"\\\x1f\x7f'):
            self.publish(f"/pub/{self.channel}", body)
        self.assertEqual(self.bodies(self.poll(f"/sub/{self.channel}?poll=1")),
                         ["", "\0", "a\0b", '"\\\x1f\x7f'])
        listener = self.broker.listen(f"/sub/{self.channel}?since=all")
        self.assertEqual([listener.read_event() for _ in range(4)], [b"", b"\0", b"a\0b", b'"\\\x1f\x7f'])

    def test_a_header_that_is_not_utf8_is_still_json(self):
        self.publish(f"/pub/{self.channel}", b"x", fields=[("X-Latin", b"caf\xe9")])
        event = self.poll(f"/sub/{self.channel}?poll=1")[0]
        self.assertIn(["X-Latin", "café"], event["headers"])

    def test_a_body_of_25_mib_comes_back(self):
        body = bytes(range(256)) * (25 * 4096)
        event_id = self.publish(f"/pub/{self.channel}", body)
        listener = self.broker.listen(f"/sub/{self.channel}?since={int(event_id) - 1}")
        self.assertEqual(listener.read_event(), body)

    # Server-Sent Events

    def test_event_stream_resumes_after_the_last_id(self):
        ids = [self.publish(f"/pub/{self.channel}", b"%d" % number) for number in range(3)]
        stream = hookbot.EventStreamReader(self.broker, f"/sub/{self.channel}?since=all", [("Last-Event-ID", ids[0])])
        self.assertIn("200 OK", stream.head)
        self.assertIn("Content-Type: text/event-stream", stream.head)
        ids.append(self.publish(f"/pub/{self.channel}", b"3"))
        for number in (1, 2, 3):
            event_id, event = stream.read()
            self.assertEqual((event_id, event["id"], event["body"]), (ids[number], ids[number], str(number)))

    def test_event_stream_without_since_is_live(self):
        self.publish(f"/pub/{self.channel}", b"before")
        stream = hookbot.EventStreamReader(self.broker, f"/sub/{self.channel}")
        self.publish(f"/pub/{self.channel}", b"two\nlines")
        self.assertEqual(stream.read()[1]["body"], "two\nlines")

    # Polls

    def test_poll_gives_what_is_retained_and_ends(self):
        self.assertEqual(self.poll(f"/sub/{self.channel}?poll=1"), [])
        ids = [self.publish(f"/pub/{self.channel}", b"%d" % number) for number in range(5)]
        self.assertEqual([event["id"] for event in self.poll(f"/sub/{self.channel}?poll=1")], ids)
        self.assertEqual(self.bodies(self.poll(f"/sub/{self.channel}?poll=1&limit=2")), ["0", "1"])
        self.assertEqual(self.bodies(self.poll(f"/sub/{self.channel}?poll=1&limit=2&since={ids[1]}")), ["2", "3"])
        self.assertEqual(self.poll(f"/sub/{self.channel}?poll=1&since=none"), [])

    def test_large_events_are_polled_one_after_the_other(self):
        ids = [self.publish(f"/pub/{self.channel}", bytes(3 * hookbot.MIB)) for _ in range(5)]
        got, since = [], "all"
        while events := self.poll(f"/sub/{self.channel}?poll=1&since={since}"):
            self.assertEqual(len(events), 1)
            got += [event["id"] for event in events]
            since = got[-1]
        self.assertEqual(got, ids)

    # Replay

    def test_replay_publishes_the_event_again(self):
        listener = self.broker.listen(f"/sub/{self.channel}?format=json")
        first = self.publish(f"/pub/{self.channel}?a=b", b"\0again", fields=[("X-Test", "kept")])
        again = self.publish(f"/pub/{self.channel}?replay={first}", b"")
        self.assertGreater(int(again), int(first))
        original, repeated = self.read_json(listener), self.read_json(listener)
        self.assertEqual((repeated["id"], repeated["replay_of"]), (again, first))
        for key in ("channel", "method", "query", "body", "headers"):
            self.assertEqual(repeated[key], original[key])
        self.assertNotIn("replay_of", original)

    def test_replay_of_what_the_channel_does_not_have_is_404(self):
        event_id = self.publish(f"/pub/{self.channel}", b"x")
        for channel, replay in ((f"{self.channel}-other", event_id), (self.channel, int(event_id) - 1),
                                (self.channel, (1 << 63) - 1)):
            response = self.broker.publish(f"/pub/{channel}?replay={replay}", b"")
            self.assertEqual(response.status, 404, response)
        self.assertEqual(len(self.poll(f"/sub/{self.channel}?poll=1")), 1)

    def test_a_replay_of_an_unsafe_event_needs_a_token(self):
        """Anybody may post there, but not repeat what somebody else has signed."""
        channel = "unsafe-" + self.channel
        event_id = self.broker.publish(f"/unsafe/pub/{channel}", b"signed", token=None).field("X-Hookbot-Event-Id")
        target = f"/unsafe/pub/{channel}?replay={event_id}"
        self.assertEqual(self.broker.publish(target, b"", token=None).status, 401)
        self.assertEqual(self.broker.publish(target, b"", token="0" * 64).status, 401)
        self.assertEqual(self.broker.publish(target, b"").status, 200)

    def test_replays_that_make_no_sense_are_400(self):
        event_id = self.publish(f"/pub/{self.channel}", b"x")
        for query in ("replay=", "replay", "replay=x", "replay=0", "replay=-1", f"replay={1 << 63}",
                      f"replay={event_id}&replay={event_id}", f"replay={event_id}&extra-metadata=github"):
            with self.subTest(query=query):
                self.assertEqual(self.broker.publish(f"/pub/{self.channel}?{query}", b"").status, 400)
        before = self.broker.metrics()['hookbot_refused_total{status="400"}']
        self.assertEqual(self.broker.publish(f"/pub/{self.channel}?replay={event_id}", b"body").status, 400)
        self.assertEqual(self.broker.metrics()['hookbot_refused_total{status="400"}'], before + 1)

    # What is refused

    def test_parameters_that_make_no_sense_are_400_and_named(self):
        for name, query in (("since", "since="), ("since", "since=yesterday"), ("since", "since=-1"),
                            ("since", "since=0"), ("since", f"since={1 << 63}"), ("since", "since=1.5"),
                            ("since", "since=5y"), ("since", "since=s"), ("since", "since=99999999999h"),
                            ("since", "since=all&since=all"), ("format", "format=xml"), ("format", "format="),
                            ("poll", "poll=1"), ("poll", "poll=2"), ("poll", "poll"), ("limit", "limit=5"),
                            ("limit", "limit=0"), ("limit", "limit=x"), ("since", "%73ince=nonsense")):
            with self.subTest(query=query):
                response = self.broker.ask_to_listen(f"/sub/{self.channel}?{query}").read_response()
                self.assertEqual(response.status, 400, response)
                self.assertIn(f"?{name}=", response.body.decode())

    def test_a_get_without_transport_is_400_and_says_which_there_are(self):
        response = self.broker.request("GET", f"/sub/{self.channel}?since=all")
        self.assertEqual(response.status, 400)
        for word in ("WebSocket", "text/event-stream", "poll=1"):
            self.assertIn(word, response.body.decode())
        bad = self.broker.request("GET", f"/sub/{self.channel}", fields=[("Accept", "text/event-stream"),
                                                                         ("Last-Event-ID", "x")])
        self.assertEqual(bad.status, 400)

    def test_who_may_not_listen_gets_no_history(self):
        for query in ("poll=1", "since=all"):
            self.assertEqual(self.broker.request("GET", f"/sub/{self.channel}?{query}", token=None).status, 401)
        self.assertEqual(self.broker.request("GET", f"/unsafe/sub/{self.channel}?poll=1").status, 400)
        foreign = [("Origin", "https://evil.example"), ("Accept", "text/event-stream")]
        self.assertEqual(self.broker.request("GET", f"/sub/{self.channel}", fields=foreign).status, 403)


class InAFile(Section5, hookbot.BrokerTest):
    pass


class InMemory(Section5, hookbot.BrokerTest):
    arguments = ("--log", "memory:", "--keep-bytes", "256MiB")


class Gaps:
    """Retention has dropped what a listener asks for."""

    def setUp(self):
        self.ids = [self.broker.publish(f"/pub/{self.channel}", b"%d" % n).field("X-Hookbot-Event-Id")
                    for n in range(400)]
        # What a file keeps too much is dropped in a quiet moment.
        hookbot.wait_for(lambda: len(self.poll("all")) == 5, "the oldest are dropped")

    def poll(self, since):
        response = self.broker.request("GET", f"/sub/{self.channel}?poll=1&since={since}")
        return [json.loads(line) for line in response.body.splitlines()]

    def test_all_forms_tell_it(self):
        gap = {"gap": {"after": self.ids[0], "oldest": self.ids[-5]}}
        self.assertEqual(self.poll(self.ids[0])[0], gap)
        listener = self.broker.listen(f"/sub/{self.channel}?format=json&since={self.ids[0]}")
        self.assertEqual(json.loads(listener.read_frame().payload), gap)
        self.assertEqual(json.loads(listener.read_frame().payload)["id"], self.ids[-5])
        stream = hookbot.EventStreamReader(self.broker, f"/sub/{self.channel}", [("Last-Event-ID", self.ids[0])])
        self.assertEqual(stream.read(), (None, gap))
        self.assertEqual(stream.read()[0], self.ids[-5])
        raw = self.broker.listen(f"/sub/{self.channel}?since={self.ids[0]}")
        self.assertEqual(raw.read_close(), 1008)

    def test_there_is_none_where_nothing_is_missed(self):
        self.assertEqual([event["id"] for event in self.poll(self.ids[-6])], self.ids[-5:])
        for since in ("all", "1h"):
            raw = self.broker.listen(f"/sub/{self.channel}?since={since}")
            self.assertEqual([raw.read_event() for _ in range(5)], [b"%d" % n for n in range(395, 400)])


class GapsInAFile(Gaps, hookbot.BrokerTest):
    arguments = ("--keep-events", "5")


class GapsInMemory(Gaps, hookbot.BrokerTest):
    arguments = ("--log", "memory:", "--keep-events", "5")


class Budgets(hookbot.BrokerTest):
    arguments = ("--keep-bytes", "1MiB", "--keep-unsafe-bytes", "100KiB")

    def test_a_flood_of_unsafe_events_pushes_out_none_that_is_safe(self):
        self.broker.publish("/pub/safe", b"kept")
        peer = self.broker.connect()
        for _ in range(300):
            self.broker.publish("/unsafe/pub/flood", bytes(10_000), token=None, peer=peer)

        def unsafe():
            answer = self.broker.request("GET", "/unsafe/sub/flood?poll=1", fields=[hookbot.UNSAFE_IS_OK])
            return answer.body.count(b"\n")

        hookbot.wait_for(lambda: unsafe() <= 10, "unsafe events are dropped")
        self.assertIn(b"kept", self.broker.request("GET", "/sub/safe?poll=1").body)


if __name__ == "__main__":
    hookbot.main()
