"""Pings, pongs, and clients that have become silent (docs/protocol.md, section 4)."""
import os
import signal
import subprocess
import sys

import hookbot

# Listens, says so, and then answers pings as long as it lives.
WELL_BEHAVED = """
import hookbot, socket, sys
peer = hookbot.Peer(socket.create_connection(("127.0.0.1", int(sys.argv[1]))))
peer.send(sys.stdin.buffer.read())
assert peer.read_response().status == 101
listener = hookbot.WebSocket(peer)
print("listening", flush=True)
while True:
    listener.read_event()
"""


class ClientsPing(hookbot.BrokerTest):
    def test_a_ping_is_answered_by_a_pong_with_its_bytes(self):
        listener = self.broker.listen("/sub/a")
        for payload in (b"", b"x", b"\0\xff", b"p" * 125):
            listener.send_frame(hookbot.PING, payload)
            self.assertEqual(listener.read_frame(), hookbot.Frame(hookbot.PONG, payload, True))

    def test_pings_and_events_do_not_disturb_each_other(self):
        listener = self.broker.listen("/sub/b")
        for number in range(50):
            listener.send_frame(hookbot.PING, b"%d" % number)
            self.broker.publish("/pub/b", b"%d" % number)
        frames = [listener.read_frame() for _ in range(100)]
        for opcode in (hookbot.PONG, hookbot.BINARY):
            self.assertEqual([frame.payload for frame in frames if frame.opcode == opcode],
                             [b"%d" % number for number in range(50)])

    def test_a_pong_that_nobody_asked_for_is_ignored(self):
        listener = self.broker.listen("/sub/c")
        listener.send_frame(hookbot.PONG, b"unasked")
        self.broker.publish("/pub/c", b"x")
        self.assertEqual(listener.read_event(), b"x")


class TheServerPings(hookbot.BrokerTest):
    arguments = ("--ping-interval", "1s")

    def read_ping(self, listener):
        while (frame := listener.read_frame()).opcode != hookbot.PING:
            pass
        return frame

    def test_who_answers_stays(self):
        listener = self.broker.listen("/sub/answers")
        for _ in range(5):
            listener.send_frame(hookbot.PONG, self.read_ping(listener).payload)
        self.broker.publish("/pub/answers", b"still here")
        self.assertEqual(listener.read_event(), b"still here")

    def test_who_says_anything_at_all_is_not_silent(self):
        listener = self.broker.listen("/sub/talks")
        for _ in range(5):
            self.read_ping(listener)
            listener.send_frame(hookbot.TEXT, b"no pong, but a word")
        self.broker.publish("/pub/talks", b"still here")
        self.assertEqual(listener.read_event(), b"still here")

    def test_who_stays_silent_is_dropped_and_the_others_are_not(self):
        healthy = self.broker.listen("/sub/mixed")
        silent = self.broker.listen("/sub/mixed")
        pings = 0
        try:
            while True:
                pings += silent.read_frame().opcode == hookbot.PING
                healthy.send_frame(hookbot.PONG, self.read_ping(healthy).payload)
        except EOFError:
            pass
        self.assertIn(pings, (1, 2, 3))
        self.broker.publish("/pub/mixed", b"still here")
        self.assertEqual(healthy.read_event(), b"still here")

    def test_a_process_that_is_stopped_is_dropped_within_the_pings(self):
        """SIGSTOP: the kernel still takes all that is sent, and nobody answers."""
        head = self.broker.head("GET", "/sub/stopped", hookbot.UPGRADE)
        support = os.path.dirname(os.path.abspath(hookbot.__file__))
        with subprocess.Popen([sys.executable, "-c", WELL_BEHAVED, str(self.broker.port)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE,
                              env={**os.environ, "PYTHONPATH": support}) as client:
            try:
                client.stdin.write(head)
                client.stdin.close()
                self.assertEqual(client.stdout.readline(), b"listening\n")
                heard = self.broker.publish("/pub/stopped", b"x").field("X-Hookbot-Listeners")
                self.assertEqual(heard, "1")
                client.send_signal(signal.SIGSTOP)
                hookbot.wait_for(lambda: self.broker.publish("/pub/stopped", b"x").field("X-Hookbot-Listeners") == "0",
                                 "it is dropped")
            finally:
                client.kill()


if __name__ == "__main__":
    hookbot.main()
