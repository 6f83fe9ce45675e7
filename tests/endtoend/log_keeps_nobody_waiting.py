"""The server's messages delay no client if nobody reads them, if they cannot be written, or if strangers cause many."""
import fcntl
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest

import hookbot

PUBLISHES = 5000
REFUSALS = 3000
F_SETPIPE_SZ = 1031  # fcntl(2), Linux


def listening_line(text):
    return re.search(rb"Listening on 127\.0\.0\.1:(\d+)\n", text)


class Server:
    """A server whose log goes to a file of ours; its port is known from the beginning of the log, which is read."""

    def __init__(self, test, errors, read, *arguments, port=0, **changes):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        test.addCleanup(directory.cleanup)
        surrounding = hookbot.environment(directory.name, HOOKBOT_KEY=hookbot.KEY, **changes)
        self.process = subprocess.Popen([hookbot.binary(), "serve", "--bind", f"127.0.0.1:{port}", "--log",
                                         "memory:", *arguments], stdin=subprocess.DEVNULL, stderr=errors, env=surrounding)
        test.addCleanup(self.process.wait)
        test.addCleanup(self.process.kill)
        log = b""
        while not listening_line(log):
            log += read()
        self.port = int(listening_line(log)[1])

    def connect(self):
        return hookbot.Peer(socket.create_connection(("127.0.0.1", self.port), hookbot.PATIENCE))

    def send(self, peer, path, count, token=None, body=b"x"):
        """Requests one after the other; the answers' statuses."""
        authorization = f"Authorization: Bearer {token}\r\n" if token else ""
        statuses = []
        for _ in range(count):
            peer.send(f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}Content-Length: {len(body)}\r\n\r\n",
                      body)
            statuses.append(peer.read_response().status)
        return statuses

    def publish(self, count):
        peer = self.connect()
        statuses = self.send(peer, "/pub/a", count, hookbot.mint("/pub/a"))
        peer.close()
        return set(statuses)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(hookbot.PATIENCE)


class NobodyReadsTheLog(unittest.TestCase):
    def server(self, *arguments, **changes):
        """With a log into a pipe that is small; and the pipe's end that would be read."""
        ours, theirs = os.pipe()
        self.addCleanup(os.close, ours)
        fcntl.fcntl(theirs, F_SETPIPE_SZ, 4096)
        server = Server(self, theirs, lambda: os.read(ours, 65536), *arguments, **changes)
        os.close(theirs)
        return server, ours

    def test_publishers_are_answered_and_the_end_is_orderly(self):
        server, _ = self.server()
        self.assertEqual(server.publish(PUBLISHES), {200})
        self.assertEqual(server.end(), 0)

    def test_so_it_is_with_warnings(self):
        """They leave at once, whatever else waits."""
        server, ours = self.server("--log-level", "info")
        self.assertEqual(server.publish(200), {200})
        for _ in range(20):
            server.process.send_signal(signal.SIGHUP)
        self.assertEqual(server.publish(200), {200})
        self.assertEqual(server.end(), 0)
        os.set_blocking(ours, False)
        self.assertTrue(os.read(ours, 65536))

    def test_what_was_dropped_is_said_once_somebody_reads(self):
        server, ours = self.server()
        self.assertEqual(server.publish(PUBLISHES * 4), {200})
        os.set_blocking(ours, False)
        log = b""

        def is_said():
            nonlocal log
            try:
                log += os.read(ours, 65536)
            except BlockingIOError:
                server.publish(1)
            return re.search(rb" (\d+) log lines were dropped", log)

        dropped = int(hookbot.wait_for(is_said, "the log says what it lost")[1])
        written = len(re.findall(rb" publish a: ", log))
        self.assertGreater(dropped, 0)
        self.assertGreaterEqual(dropped + written, PUBLISHES * 4)
        ids = [int(number) for number in re.findall(rb" id (\d+), from ", log)]
        self.assertEqual(ids, sorted(ids))
        self.assertEqual(server.end(), 0)

    def test_a_manager_that_does_not_read_keeps_nobody_waiting(self):
        with tempfile.TemporaryDirectory(prefix="hookbot-") as folder:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
                path = os.path.join(folder, "notify")
                manager.bind(path)
                manager.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
                server, _ = self.server(NOTIFY_SOCKET=path)
                for _ in range(2000):  # each is two words to the manager
                    server.process.send_signal(signal.SIGHUP)
                self.assertEqual(server.publish(100), {200})
                self.assertEqual(server.end(), 0)


class NobodyCanReadTheLog(unittest.TestCase):
    def test_the_reader_is_gone(self):
        ours, theirs = os.pipe()
        server = Server(self, theirs, lambda: os.read(ours, 65536))
        os.close(theirs)
        os.close(ours)
        self.assertEqual(server.publish(500), {200})
        self.assertEqual(server.end(), 0)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no device that is always full")
    def test_the_disk_is_full(self):
        """The port is one that was free a moment ago, since no line says it."""
        with socket.socket() as free, open("/dev/full", "wb") as full:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
            free.close()
            server = Server(self, full, lambda: b"Listening on 127.0.0.1:%d\n" % port, port=port)

        def connects():
            try:
                server.connect().close()
                return True
            except ConnectionRefusedError:
                return False

        hookbot.wait_for(connects, "it listens")
        self.assertEqual(server.publish(500), {200})
        self.assertEqual(server.end(), 0)

    def test_a_start_that_fails_ends(self):
        """Though what it says has no room."""
        ours, theirs = os.pipe()
        self.addCleanup(os.close, ours)
        os.set_blocking(theirs, False)
        try:
            while os.write(theirs, b"x" * 4096):
                pass
        except BlockingIOError:
            os.set_blocking(theirs, True)
        with tempfile.TemporaryDirectory(prefix="hookbot-") as folder, socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            process = subprocess.Popen([hookbot.binary(), "serve", "--log", "memory:", "--bind",
                                        f"127.0.0.1:{taken.getsockname()[1]}"], stdin=subprocess.DEVNULL,
                                       stderr=theirs, env=hookbot.environment(folder, HOOKBOT_KEY=hookbot.KEY))
            os.close(theirs)
            self.assertEqual(process.wait(hookbot.PATIENCE), 1)


class StrangersDoNotFillTheLog(unittest.TestCase):
    def setUp(self):
        self.broker = hookbot.Hookbot("--log", "memory:")
        self.addCleanup(self.broker.stop)

    def test_refusals(self):
        """Each is told: by a line, or in the number of a line for all of its second."""
        peer = self.broker.connect()
        began = time.monotonic()
        for _ in range(REFUSALS):
            response = self.broker.request("POST", "/pub/a", b"x", token=None, peer=peer)
            self.assertEqual(response.status, 401)
            if response.field("Connection") == "close":
                peer = self.broker.connect()
        seconds = time.monotonic() - began + 2

        def told():
            log = self.broker.log()
            summed = sum(map(int, re.findall(r" refuse (\d+) more requests in this second \(", log)))
            return log.count(" refuse POST /pub/a from ") + summed >= REFUSALS

        hookbot.wait_for(told, "all refusals are told")
        self.assertLess(self.broker.log().count(" refuse "), 11 * seconds + 20)
        self.assertRegex(self.broker.log(), r"\(401: \d+\) from 1 address")

    def test_unsafe_events(self):
        peer = self.broker.connect()
        for _ in range(REFUSALS):
            self.assertEqual(self.broker.publish("/unsafe/pub/a", b"x", token=None, peer=peer).status, 200)

        def told():
            log = self.broker.log()
            summed = sum(map(int, re.findall(r" unsafe channels: (\d+) more lines", log)))
            return log.count(" publish /unsafe/a: ") + summed >= REFUSALS

        hookbot.wait_for(told, "all events are told")


if __name__ == "__main__":
    hookbot.main()
