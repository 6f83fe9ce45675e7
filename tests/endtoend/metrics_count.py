"""/metrics: Prometheus' text format, and numbers that change with each event."""
import re

import hookbot

LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="[^"\\\n]*"'
NUMBER = r"([-+]?[0-9.]+([eE][-+]?[0-9]+)?|NaN|[-+]?Inf)"
SAMPLE = re.compile(rf"^[a-zA-Z_:][a-zA-Z0-9_:]*(\{{{LABEL}(,{LABEL})*\}})? {NUMBER}$")


class MetricsCount(hookbot.BrokerTest):
    def moved(self, name, act):
        """By how much the sample moves with act(), once it does."""
        before = self.broker.metrics().get(name, 0)
        act()
        hookbot.wait_for(lambda: self.broker.metrics().get(name, 0) != before, f"{name} moves")
        return self.broker.metrics()[name] - before

    def test_it_is_prometheus_text(self):
        response = self.broker.request("GET", "/metrics")
        self.assertEqual(response.status, 200)
        self.assertTrue(response.field("Content-Type").startswith("text/plain; version=0.0.4"))
        typed, helped, sampled = set(), set(), set()
        for line in response.body.decode().splitlines():
            if match := re.match(r"^# TYPE (\S+) (counter|gauge|histogram)$", line):
                self.assertNotIn(match[1], typed)
                typed.add(match[1])
            elif match := re.match(r"^# HELP (\S+) .+$", line):
                helped.add(match[1])
            else:
                self.assertRegex(line, SAMPLE)
                sampled.add(re.sub(r"_(bucket|sum|count)$", "", re.split(r"[{ ]", line)[0]))
        self.assertEqual(typed, helped)
        self.assertLessEqual(sampled, typed)
        self.assertTrue(response.body.endswith(b"\n"))

    def test_publishes_and_their_bytes(self):
        self.assertEqual(self.moved("hookbot_published_total", lambda: self.broker.publish("/pub/a", b"12345")), 1)
        self.assertEqual(self.moved("hookbot_published_bytes_total", lambda: self.broker.publish("/pub/a", b"12345")),
                         5)

    def test_deliveries_and_how_long_they_took(self):
        listeners = [self.broker.listen("/sub/delivered") for _ in range(3)]
        for name in ("hookbot_delivered_total", "hookbot_delivery_seconds_count"):
            self.assertEqual(self.moved(name, lambda: self.broker.publish("/pub/delivered", b"x")), 3)
        samples = self.broker.metrics()
        buckets = [value for name, value in samples.items() if name.startswith("hookbot_delivery_seconds_bucket")]
        self.assertEqual(buckets, sorted(buckets))
        self.assertEqual(samples['hookbot_delivery_seconds_bucket{le="+Inf"}'],
                         samples["hookbot_delivery_seconds_count"])
        self.assertGreater(samples["hookbot_delivery_seconds_sum"], 0)
        self.assertEqual([listener.read_event() for listener in listeners], [b"x"] * 3)

    def test_refusals_by_their_status(self):
        for status, act in ((401, lambda: self.broker.publish("/pub/a", b"x", token=None)),
                            (405, lambda: self.broker.request("GET", "/pub/a")),
                            (400, lambda: self.broker.publish("/pub/%00", b"x")), (413, self.publish_too_much),
                            (400, lambda: self.broker.request("GET", "/sub/a")),
                            (501, lambda: self.broker.request("PUT", "/a"))):
            with self.subTest(status=status):
                self.assertEqual(self.moved(f'hookbot_refused_total{{status="{status}"}}', act), 1)

    def publish_too_much(self):
        self.broker.request("POST", "/pub/a", fields=[("Content-Length", 10**9)])

    def test_a_refusal_is_no_publish(self):
        before = self.broker.metrics()["hookbot_published_total"]
        self.broker.publish("/pub/a", b"x", token=None)
        self.assertEqual(self.broker.metrics()["hookbot_published_total"], before)

    def test_listeners_come_and_go(self):
        listeners = []
        self.assertEqual(self.moved("hookbot_listeners", lambda: listeners.append(self.broker.listen("/sub/a"))), 1)
        self.assertEqual(self.moved("hookbot_listeners", listeners.pop().close), -1)
        self.assertEqual(self.moved("hookbot_subscriptions_total", lambda: self.broker.listen("/sub/a")), 1)

    def test_connections_come_and_go(self):
        peers = []

        def come():
            peers.append(self.broker.connect())
            self.broker.request("GET", "/status", peer=peers[0])

        self.assertEqual(self.moved("hookbot_connections", come), 1)
        self.assertEqual(self.moved("hookbot_connections", peers[0].close), -1)

    def test_bytes_of_all_connections(self):
        self.assertGreater(self.moved("hookbot_received_bytes", lambda: self.broker.publish("/pub/a", bytes(100_000))),
                           100_000)
        listener = self.broker.listen("/sub/sent")
        self.assertGreater(self.moved("hookbot_sent_bytes", lambda: self.broker.publish("/pub/sent", bytes(50_000))),
                           50_000)
        listener.read_event()

    def test_what_waits_for_a_listener_that_does_not_read(self):
        slow = self.broker.listen("/sub/slow", peer=self.broker.connect(receive_buffer=65536))
        for _ in range(16):
            self.broker.publish("/pub/slow", bytes(hookbot.MIB))
        self.assertGreater(self.broker.metrics()["hookbot_queued_bytes"], 0)
        slow.close()
        hookbot.wait_for(lambda: self.broker.metrics()["hookbot_queued_bytes"] == 0, "nothing waits for who has gone")

    def test_figures_of_the_process(self):
        samples = self.broker.metrics()
        self.assertGreaterEqual(samples["process_cpu_seconds_total"], 0)
        for name in ("process_resident_memory_bytes", "process_virtual_memory_bytes", "process_open_fds",
                     "process_max_fds", "process_start_time_seconds"):
            self.assertGreater(samples[name], 0, name)
        self.assertLess(abs(samples["process_open_fds"] - self.broker.descriptors()), 10)
        self.assertLess(samples["process_resident_memory_bytes"], 2 * self.broker.resident())


if __name__ == "__main__":
    hookbot.main()
