"""`hookbot listen --forward` sends each event as it was published, in order, and retries until the receiver answers.

Two cases wait for a pause of half a second between attempts; all others need no waiting.
"""
import collections
import os
import re
import signal
import socket
import threading
import unittest

import hookbot
import listening
import receiver

BYTES = bytes(range(256)) * 100
SECRET = "a-secret-for-tests-that-nobody-prints"


class ListenForwards(listening.ListenTest):
    arguments = ("--log", "memory:")

    def receive(self, *arguments):
        target = receiver.Receiver(*arguments)
        self.addCleanup(target.stop)
        return target

    def forward(self, to, *arguments, count=1, status=0, **options):
        """Forwards what has come so far; what it prints."""
        listen = self.listen("--since", "all", "--count", str(count), "--forward", to, *arguments, **options)
        self.assertEqual(listen.wait(), status, listen.err() + listen.out().decode())
        return listen.out().decode().splitlines()

    def test_an_event_as_it_was_sent(self):
        fields = [("Content-Type", "application/x; charset=\"q\""), ("X-A", "1"), ("X-A", "2"), ("X-Empty", ""),
                  ("User-Agent", "GitHub-Hookshot/1"), ("Content-Encoding", "gzip"), ("Accept", "*/*")]
        event, = self.publish(BYTES, fields=fields, query="?x=%2F+%20&&y")
        target = self.receive()
        line, = self.forward(target.url)
        request, = target.requests
        self.assertEqual((request.method, request.target, request.body), ("POST", "/hook?x=%2F+%20&&y", BYTES))
        got = dict(request.fields)
        for name, value in dict(fields[3:], **{"X-A": "1, 2", "X-Hookbot-Event-Id": event,
                                               "Host": f"127.0.0.1:{target.port}"}).items():
            self.assertEqual(got.get(name), value, name)
        self.assertEqual(got["Content-Type"], fields[0][1])
        self.assertNotIn("Authorization", got)
        self.assertRegex(line, rf"^\d\d:\d\d:\d\d  {self.channel}  .*  {len(BYTES)} bytes  200  \d+ ms$")

    def test_a_query_of_the_target_stays(self):
        self.publish(b"", query="?x=1")
        target = self.receive()
        self.forward(target.url + "?mine=1")
        self.assertEqual(target.requests[0].target, "/hook?mine=1")

    def test_signatures_verify(self):
        listen_url, secret = self.url(), os.path.join(self.folder(), "secret")
        with open(secret, "w", encoding="ascii", opener=lambda *what: os.open(*what, mode=0o600)) as file:
            file.write(SECRET)
        target = self.receive(lambda request, handler: 200 if receiver.is_signed_by_github(request, SECRET) else 403)
        listen = self.listen("--count", "2", "--forward", target.url, url=listen_url).wait_until_connected()
        for example in ("github-push", "github-ping"):
            result = hookbot.run("publish", self.url(path=f"/pub/{self.channel}", scheme="http"), "--example", example,
                                 "--secret-file", secret)
            self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(listen.wait(), 0, listen.out())
        self.assertEqual([re.split("  ", line)[2] for line in listen.out().decode().splitlines()], ["push", "ping"])
        self.assertEqual(dict(target.requests[0].fields)["X-GitHub-Event"], "push")

    def test_final_answers(self):
        """Also a redirect: who follows one posts somewhere else, or something else."""
        for status in (201, 204, 302, 307, 400, 401, 404, 410, 413):
            with self.subTest(status=status):
                self.publish(b"x", below=f"/{status}")
                other = self.receive()
                target = self.receive(lambda *_: (status, ("Location", other.url),
                                                  ("WWW-Authenticate", 'Basic realm="x"')))
                line, = self.forward(target.url, status=0 if status < 300 else 1, url=self.url(f"/{status}"))
                self.assertIn(f"  {status}  ", line)
                self.assertEqual((len(target.requests), other.requests), (1, []))

    def test_an_answer_counts_though_the_rest_of_it_is_lost(self):
        def cut(_, handler):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx")

        self.publish(b"x")
        target = self.receive(cut)
        line, = self.forward(target.url)
        self.assertIn("  200  ", line)
        self.assertEqual(len(target.requests), 1)

    def test_it_tries_again_where_another_answer_may_come(self):
        """Each channel on its own, so the pauses pass side by side; what is behind one that is tried again waits."""
        lost = {"hang-up": lambda handler: None, "garbage": lambda handler: handler.wfile.write(b"\0garbage\r\n\r\n"),
                "half-a-head": lambda handler: handler.wfile.write(b"HTTP/1.1 200 O")}
        channels = ["408", "425", "429", "500", "503", *lost]
        tried = collections.Counter()

        def answer(request, handler):
            name = request.body.decode().partition(" ")[0]
            tried[name] += 1
            if tried[name] > 1:
                return 200
            if name not in lost:
                return int(name)
            lost[name](handler)
            return None

        for number in ("1", "2"):
            for name in channels:
                self.publish(f"{name} {number}".encode(), below=f"/{name}")
        target = self.receive(answer)
        lines = self.forward(target.url, count=2 * len(channels), url=self.url("/"))
        for name in channels:
            bodies = [body.decode() for body in target.bodies() if body.decode().startswith(name + " ")]
            self.assertEqual(bodies, [f"{name} 1", f"{name} 1", f"{name} 2"])
        again = {line.split("  ")[1].rpartition("/")[2] for line in lines if "again in" in line}
        self.assertEqual(again, set(channels))

    def test_a_receiver_that_starts_later(self):
        self.publish(b"x")
        reserved = socket.create_server(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        reserved.close()
        listen = self.listen("--since", "all", "--once", "--forward", f"http://127.0.0.1:{port}/")
        listen.wait_for_lines(1)
        self.assertRegex(listen.out().decode(), "refused  again in ")
        with socket.create_server(("127.0.0.1", port)) as server:
            server.settimeout(hookbot.PATIENCE)
            peer = hookbot.Peer(server.accept()[0])
            peer.read_until(b"\r\n\r\nx")
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            self.assertEqual(listen.wait(), 0)
            peer.close()

    def test_nothing_goes_from_one_event_to_the_next(self):
        self.publish(b"x", b"y")
        target = self.receive(lambda *_: (200, ("Set-Cookie", "a=b; Path=/")))
        self.forward(target.url, count=2)
        self.assertNotIn("Cookie", dict(target.requests[1].fields))

    def test_one_channel_keeps_its_order_and_holds_up_no_other(self):
        """The receiver answers the first event of a channel when those of another have come."""
        others = threading.Event()

        def answer(request, handler):
            if request.body == b"slow 0":
                others.wait(hookbot.PATIENCE)
            elif request.body == b"fast 9":
                others.set()
            return 200

        for number in range(10):
            for name in ("slow", "fast"):
                self.publish(b"%s %d" % (name.encode(), number), below=f"/{name}")
        target = self.receive(answer)
        self.forward(target.url, count=20, url=self.url("/"))
        for name in (b"slow", b"fast"):
            self.assertEqual([body for body in target.bodies() if body.startswith(name)],
                             [b"%s %d" % (name, number) for number in range(10)])

    def test_asked_twice_it_waits_for_nobody(self):
        self.publish(b"x")
        forever = threading.Event()
        self.addCleanup(forever.set)
        target = self.receive(lambda *_: forever.wait())
        listen = self.listen("--since", "all", "--forward", target.url)
        target.wait_for(1)
        listen.signal(signal.SIGTERM)
        hookbot.wait_for(lambda: self.broker.metrics()["hookbot_listeners"] == 0, "it hangs up")
        self.assertIsNone(listen.process.poll())
        listen.signal(signal.SIGTERM)
        listen.wait()

    def test_a_password_in_the_target_is_not_shown(self):
        self.publish(b"x")
        target = self.receive(lambda *_: 403)
        line, = self.forward(target.url.replace("//", f"//user:{SECRET}@"), status=1)
        self.assertNotIn(SECRET, line)

    def test_a_flood_waits_at_the_server(self):
        """More than it holds at once: it hangs up, and goes on from its place when it has caught up."""
        server = hookbot.Hookbot("--log", "memory:")
        self.addCleanup(server.stop)
        peer, count = server.connect(), 2500
        for first in range(0, count, 100):
            for number in range(first, first + 100):
                body = b"%d" % number
                peer.send(server.head("POST", f"/pub/flood/{number % 4}", [("Content-Length", len(body))]), body)
            for _ in range(100):
                self.assertEqual(peer.read_response().status, 200)
        target = self.receive()
        path = "/sub/flood/"
        url = f"ws://{server.token(path)}@127.0.0.1:{server.port}{path}"
        listen = self.listen("--since", "all", "--count", str(count), "--forward", target.url, url=url)
        self.assertEqual(listen.wait(), 0, listen.err())
        self.assertGreater(listen.err().count(": connected"), 1)
        for channel in range(4):
            self.assertEqual([int(body) for body in target.bodies() if int(body) % 4 == channel],
                             list(range(channel, count, 4)))


if __name__ == "__main__":
    hookbot.main()
