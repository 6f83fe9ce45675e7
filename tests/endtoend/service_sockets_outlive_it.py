"""Socket activation: systemd owns the socket, and no client is refused while hookbot restarts."""
import concurrent.futures
import json
import os
import re
import signal
import socket
import subprocess
import threading
import unittest

import hookbot
import servicemanager

RESTARTS = 10


class Activation(unittest.TestCase):
    def serve(self, *arguments, address="127.0.0.1", **options):
        served = self.enterContext(servicemanager.ServedSocket(address))
        broker = servicemanager.Activated(served, *arguments, **options)
        self.addCleanup(broker.stop)
        self.assertEqual(broker.port, served.port)
        return broker

    def test_serves_on_the_socket(self):
        broker = self.serve("--log", "memory:")
        listener = broker.listen("/sub/a")
        self.assertEqual(broker.publish("/pub/a", b"x").status, 200)
        self.assertEqual(listener.read_event(), b"x")
        with open(f"/proc/{broker.process.pid}/environ", "rb") as environment:
            self.assertIn(b"LISTEN_FDS=1", environment.read())  # it was there

    def test_tls(self):
        with hookbot.tempfile.TemporaryDirectory() as folder:
            broker = self.serve("--log", "memory:", tls=hookbot.make_certificate(folder))
            self.assertEqual(broker.publish("/pub/a", b"x").status, 200)

    def test_bind_beside_it_is_not_used_and_that_is_said(self):
        broker = self.serve("--log", "memory:", "--bind", "127.0.0.1:1")
        self.assertEqual(broker.publish("/pub/a", b"x").status, 200)
        self.assertIn("--bind is ignored", broker.log())
        self.assertNotIn("--bind", self.serve("--log", "memory:").log())

    def test_connections_wait_while_it_is_away(self):
        broker = self.serve()
        broker.signal(signal.SIGTERM)
        self.assertEqual(broker.wait(), 0)
        waiting = broker.connect()
        waiting.send(broker.head("POST", "/pub/a", [("Content-Length", 7)]), b"waiting")
        broker.launch()
        self.assertEqual(waiting.read_response().status, 200)
        self.assertIn(b'"body":"waiting"', broker.request("GET", "/sub/a?poll=1").body)

    def test_restarts_refuse_nobody(self):
        broker = self.serve()
        over = threading.Event()
        head = broker.head("POST", "/pub/a", [("Content-Length", 36), ("Connection", "close")])

        counts = [0] * 4  # of events that were answered

        def publish(who):
            """Posts numbered events, on a connection each."""
            while not over.is_set():
                peer = hookbot.Peer(socket.create_connection(("127.0.0.1", broker.port), hookbot.PATIENCE))  # no refusal
                peer.send(head, f"{who:04} {counts[who]:031}")
                self.assertEqual(peer.read_response().status, 200)
                peer.close()
                counts[who] += 1

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            publishers = [pool.submit(publish, who) for who in range(4)]
            try:
                for _ in range(RESTARTS):
                    before = list(counts)
                    hookbot.wait_for(lambda before=before: all(map(int.__gt__, counts, before)), "all publish")
                    broker.signal(signal.SIGTERM)
                    self.assertEqual(broker.wait(), 0)
                    broker.launch()
                    broker.wait_until_it_listens()
            finally:
                over.set()
            for publisher in publishers:
                publisher.result()
        events, after = [], "all"
        while lines := broker.request("GET", f"/sub/a?poll=1&since={after}&limit=1000").body.splitlines():
            events += [json.loads(line) for line in lines]
            after = events[-1]["id"]
        self.assertEqual(sorted(event["body"] for event in events),
                         sorted(f"{who:04} {number:031}" for who, count in enumerate(counts) for number in range(count)))


class Refused(unittest.TestCase):
    def run_with(self, standard_input, become=servicemanager.BECOME, **changes):
        environment = hookbot.environment("/", **{"HOOKBOT_KEY": hookbot.KEY, "LISTEN_FDS": "1", **changes})
        return subprocess.run(["bash", "-c", become, "bash", hookbot.binary(), "serve", "--log",
                               "memory:", "--bind", "127.0.0.1:0"], stdin=standard_input, env=environment, text=True,
                              capture_output=True, timeout=hookbot.PATIENCE, check=False)

    def test_what_is_no_listening_tcp_socket(self):
        with (servicemanager.ServedSocket(kind=socket.SOCK_DGRAM) as datagrams, socket.socket(socket.AF_UNIX) as local,
              socket.socket() as unbound, servicemanager.ServedSocket() as served,
              socket.create_connection(served.socket.getsockname()) as connected, open("/dev/null", "rb") as file):
            local.bind(f"\0hookbot-test-{os.getpid()}")
            local.listen()
            for passed in (datagrams.socket, local, unbound, connected, file):
                with self.subTest(passed=passed):
                    done = self.run_with(passed)
                    self.assertEqual(done.returncode, 1)
                    self.assertIn("not a listening TCP socket", done.stderr)

    def test_several_sockets(self):
        two = servicemanager.BECOME.replace('3<&"$socket"', '3<&"$socket" 4<&"$socket"')
        with servicemanager.ServedSocket() as served:
            done = self.run_with(served.socket, two, LISTEN_FDS="2")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "2 sockets were passed")

    def test_nonsense(self):
        with servicemanager.ServedSocket() as served:
            done = self.run_with(served.socket, LISTEN_FDS="x")
        self.assertEqual(done.returncode, 1)
        self.assertIn("LISTEN_FDS", done.stderr)

    def test_what_is_for_another_process_is_not_taken(self):
        broker = hookbot.Hookbot("--log", "memory:", LISTEN_FDS="1", LISTEN_PID="1")
        self.addCleanup(broker.stop)
        self.assertEqual(broker.request("GET", "/status").status, 200)


if __name__ == "__main__":
    hookbot.main()
