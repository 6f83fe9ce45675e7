"""SIGTERM and SIGINT: answer what was accepted, close listeners with 1001, exit 0 within 5 s."""
import signal
import time
import unittest

import hookbot

GOING_AWAY = 1001


class ShutdownIsOrderly(unittest.TestCase):
    arguments = ()

    def setUp(self):
        self.broker = hookbot.Hookbot(*self.arguments)
        self.addCleanup(self.broker.stop)

    def stop(self, number=signal.SIGTERM):
        self.broker.signal(number)
        self.signalled = time.monotonic()

    def assert_exits(self):
        self.assertEqual(self.broker.wait(), 0)
        # The one time that is promised: service managers kill what takes longer.
        self.assertLess(time.monotonic() - self.signalled, 5 * hookbot.SLOW)

    def test_either_signal_ends_an_idle_server(self):
        self.stop(signal.SIGTERM)
        self.assert_exits()
        self.broker = hookbot.Hookbot()
        self.addCleanup(self.broker.stop)
        self.stop(signal.SIGINT)
        self.assert_exits()

    def test_listeners_are_closed_with_1001(self):
        listeners = [self.broker.listen(path) for path in ("/sub/a", "/sub/a", "/sub/", "/sub/b/")]
        self.stop()
        self.assertEqual([listener.read_close() for listener in listeners], [GOING_AWAY] * 4)
        for listener in listeners:
            listener.close()
        self.assert_exits()

    def test_what_was_answered_with_200_is_delivered_before_the_close(self):
        listener = self.broker.listen("/sub/a")
        publisher = self.broker.connect()
        for number in range(500):
            self.assertEqual(self.broker.publish("/pub/a", b"%d" % number, peer=publisher).status, 200)
        self.stop()
        self.assertEqual([listener.read_event() for _ in range(500)], [b"%d" % number for number in range(500)])
        self.assertEqual(listener.read_close(), GOING_AWAY)

    def test_a_request_under_way_is_answered_and_delivered(self):
        listener = self.broker.listen("/sub/a")
        publisher = self.broker.connect()
        publisher.send(self.broker.head("POST", "/pub/a", [("Content-Length", 10)]), b"01234")
        publisher.wait_until_read()
        self.stop()
        hookbot.wait_for(self.refuses_connections, "it stops accepting")
        publisher.send(b"56789")
        response = publisher.read_response()
        self.assertEqual((response.status, response.field("Connection")), (200, "close"))
        self.assertEqual(listener.read_event(), b"0123456789")
        self.assertEqual(listener.read_close(), GOING_AWAY)

    def refuses_connections(self):
        try:
            self.broker.connect()
        except ConnectionError:
            return True
        return False

    def test_who_has_just_connected_is_answered(self):
        before = self.broker.descriptors()
        silent, publisher = self.broker.connect(), self.broker.connect()
        hookbot.wait_for(lambda: self.broker.descriptors() >= before + 2, "they are accepted")
        self.stop()
        hookbot.wait_for(self.refuses_connections, "it stops accepting")
        self.assertEqual(self.broker.publish("/pub/a", b"x", peer=publisher).status, 200)
        self.assertEqual(publisher.read_rest(), b"")
        self.assertEqual(silent.read_rest(), b"")
        for peer in (silent, publisher):
            peer.close()
        self.assert_exits()

    def test_idle_connections_are_closed(self):
        idle = self.broker.connect()
        self.broker.publish("/pub/a", b"x", peer=idle)
        self.stop()
        self.assertEqual(idle.read_rest(), b"")
        idle.close()
        self.assert_exits()

    def test_nothing_new_is_accepted(self):
        self.stop()
        hookbot.wait_for(self.refuses_connections, "it stops accepting")

    def test_peers_that_do_not_play_along_do_not_delay_it(self):
        """One does not read, one sends half a request, one half a body, one nothing; and nobody closes its end."""
        stalled = self.broker.listen("/sub/a", peer=self.broker.connect(receive_buffer=65536))
        deaf = self.broker.listen("/sub/deaf")
        for _ in range(200):
            self.assertEqual(self.broker.publish("/pub/a", bytes(65536)).status, 200)
        self.broker.connect().send("POST /pub/a HT")
        self.broker.connect().send(self.broker.head("POST", "/pub/a", [("Content-Length", 1000)]), b"half")
        self.broker.connect()
        self.stop()
        self.assert_exits()
        self.assertEqual(deaf.read_close(), GOING_AWAY)
        stalled.close()

    def test_a_second_signal_changes_nothing(self):
        listener = self.broker.listen("/sub/a")
        self.stop()
        self.broker.signal(signal.SIGTERM)
        self.broker.signal(signal.SIGINT)
        self.assertEqual(listener.read_close(), GOING_AWAY)
        listener.close()
        self.assert_exits()

    def test_sighup_without_tls_ends_nothing(self):
        listener = self.broker.listen("/sub/a")
        self.broker.signal(signal.SIGHUP)
        self.broker.publish("/pub/a", b"still here")
        self.assertEqual(listener.read_event(), b"still here")
        self.assertIsNone(self.broker.process.poll())


if __name__ == "__main__":
    hookbot.main()
