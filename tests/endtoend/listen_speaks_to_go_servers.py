"""`hookbot listen` receives the events of a Go hookbot, and survives connection errors (docs/protocol.md, section 4).

After the first connection that ends it reconnects at once, then after a pause of at most a second: few cases wait for
one.
"""
import signal
import threading
import unittest

import goserver
import hookbot
import listening

BYTES = bytes(range(256)) * 10


class ListenSpeaksToGoServers(unittest.TestCase):
    def serve(self, *turns):
        self.server = goserver.GoServer(*turns)

    def listen(self, *arguments, path="/sub/a/b"):
        listen = listening.Listen(self.server.url(path), *arguments)
        self.addCleanup(listen.discard)
        self.running = listen
        return listen

    def has_told(self):
        return "reconnecting" in self.running.err()

    def hears(self, count, *arguments, **options):
        """Runs it to its end; what it printed."""
        listen = self.listen("--count", str(count), *arguments, **options)
        self.assertEqual(listen.wait(), 0, listen.err())
        self.server.stop()
        self.told = listen.err()
        return listen.out()

    def test_frames_are_bodies(self):
        def turn(call):
            call.accept()
            for body in (b"one", b"", BYTES):
                call.tell(body)
            call.stay()

        self.serve(turn)
        self.assertEqual(self.hears(3, "-0", "--since", "1h"), b"one\0\0" + BYTES + b"\0")
        call, = self.server.calls
        self.assertEqual((call.method, call.target), ("GET", "/sub/a/b?format=json&since=1h"))
        self.assertTrue(call.fields["authorization"].startswith("Basic "))
        self.assertEqual(call.fields["host"], f"127.0.0.1:{self.server.port}")

    def test_recursive_frames_name_their_channel(self):
        def turn(call):
            call.accept()
            for channel, body in ((b"a/b", b"one"), (b"a/c/d", b"nul\0nul"), (b"a/e", b"")):
                call.tell(channel + b"\0" + body)
            call.stay()

        self.serve(turn)
        self.assertEqual(self.hears(3, "--topic", path="/sub/a/"), b"a/b one\na/c/d nul\0nul\na/e \n")

    def test_whatever_ends_a_call_it_dials_again(self):
        event = goserver.frame(bytes(70_000))

        def refuses(call):
            call.refuse("503 Service Unavailable", "restarting")

        def hangs_up(call):
            pass

        def garbles(call):
            call.send(b"\0\1\2 no HTTP\r\n\r\n")

        def cuts_in_the_midst(call):
            call.accept().tell(b"first")
            call.send(event[:40_000])

        def closes(call):
            call.accept().tell(b"\x03\xe9going away", hookbot.CLOSE)

        def breaks_the_rules(call):
            call.accept().send(b"\xff\xff\xff\xff")
            call.stay()

        def recovers(call):
            call.accept().tell(b"second")
            call.stay()

        for turn, words in ((refuses, "the server answered: 503 restarting"), (hangs_up, ""), (garbles, ""),
                            (cuts_in_the_midst, "closed the connection"), (closes, "going away"),
                            (breaks_the_rules, "")):
            with self.subTest(turn.__name__):
                # A handshake that fails is asked about by other calls, which are to learn why.
                self.serve(*20 * [lambda call, turn=turn: recovers(call) if self.has_told() else turn(call)])
                out = self.hears(2 if turn is cuts_in_the_midst else 1)
                self.assertEqual(out, b"first\nsecond\n" if turn is cuts_in_the_midst else b"second\n")
                self.assertRegex(self.told, f"{words}.*; reconnecting\n")

    def test_a_server_that_recovers_while_it_is_asked_why(self):
        def refuses(call):
            call.refuse("503 Service Unavailable", "restarting")

        def accepts(call):
            call.accept()
            call.stay_silent()

        def recovers(call):
            call.accept().tell(b"x")
            call.stay()

        self.serve(refuses, accepts, recovers)
        self.assertEqual(self.hears(1), b"x\n")

    def test_refusals_that_are_final_end_it(self):
        for status, words in (("400 Bad Request", "400 Bad Request. X-Hookbot-Unsafe-Is-Ok header required."),
                              ("401 Unauthorized", "401 Unauthorized"), ("403 Forbidden", "not here"),
                              ("404 Not Found", "")):
            def refuses(call, status=status, words=words):
                call.refuse(status, words)

            self.serve(refuses, refuses)
            listen = self.listen()
            self.assertEqual(listen.wait(), 1)
            self.assertRegex(listen.err(), f"error .*{words or status}\n")
            self.assertNotIn("again", listen.err())
            self.server.stop()

    def test_control_characters_of_a_refusal_are_shown(self):
        def refuses(call):
            call.refuse("401 Unauthorized", "\x1b[31mred\r\nfake: line")

        self.serve(refuses, refuses)
        listen = self.listen()
        self.assertEqual(listen.wait(), 1)
        self.assertNotIn("\x1b", listen.err())
        self.assertEqual(listen.err().count("\n"), 1)

    def test_silence_is_noticed_and_pings_answered(self):
        def stays_silent(call):
            call.accept().tell(b"first")
            call.stay_silent()

        def pings(call):
            call.accept().tell(b"are you there", hookbot.PING)
            while (frame := call.read_frame()).opcode != hookbot.PONG:
                pass
            assert frame.payload == b"are you there", frame
            call.tell(b"second")
            call.stay()

        self.serve(stays_silent, pings)
        self.assertEqual(self.hears(2, "--ping-interval", "1s"), b"first\nsecond\n")
        self.assertIn("the server sent nothing and did not answer a ping; reconnecting", self.told)

    def test_a_slow_trickle_is_no_silence(self):
        """Bytes of one frame come for longer than any silence that is allowed, and no pong between them."""
        def trickles(call):
            call.accept()
            frame = goserver.frame(bytes(100))
            sent = 0
            # The client pings once a second, and gives up after 2.7 s without a byte.
            while sent < len(frame):
                heard = call.read_frame()
                assert heard.opcode == hookbot.PING, heard
                call.send(frame[sent:sent + 34])
                sent += 34
            call.stay()

        self.serve(trickles)
        self.assertEqual(self.hears(1, "--ping-interval", "1s"), bytes(100) + b"\n")
        self.assertNotIn("again", self.told)

    def test_records_that_are_none_are_told(self):
        """From a server that sends text, and is no hookbot."""
        for text in (b"hello", b"{}", b"[]", b'{"id":"1","channel":"x","body_base64":"*"}'):
            def sends_text(call, text=text):
                call.accept().tell(text, hookbot.TEXT)
                call.stay()

            def sends_bytes(call):
                call.accept().tell(b"x")
                call.stay()

            self.serve(sends_text, sends_bytes)
            self.assertEqual(self.hears(1), b"x\n")
            self.assertRegex(self.told, "the server sent .*; reconnecting")

    def test_more_than_it_can_handle(self):
        """Such a server keeps nothing, so nothing may be left there: all of it waits here."""
        flooded = threading.Event()

        def floods(call):
            call.accept()
            for number in range(1500):
                call.tell(b"%d" % number)
            flooded.set()
            call.stay()

        self.serve(floods)
        listen = self.listen("--exec", "cat; echo; exec sleep 1000")
        listen.wait_for_lines(1)
        self.assertTrue(flooded.wait(hookbot.PATIENCE))
        self.assertEqual(listen.err().count(": connected"), 1)
        listen.signal(signal.SIGINT)
        listen.signal(signal.SIGTERM)
        self.assertEqual(listen.wait(), 1)
        self.server.stop()


if __name__ == "__main__":
    hookbot.main()
