"""Clients that send too slowly are disconnected, and delay no other client (docs/protocol.md, section 3).

All the slow clients run at once, together with an honest client; each test then checks one of them.
"""
import concurrent.futures
import threading
import time

import hookbot


def trickle(peer, first, piece=b"x", pieces=200):
    """Sends first, then a piece a second until the server has had enough. Returns what the server said."""
    peer.send(first)
    peer.socket.settimeout(1)  # the pace
    for _ in range(pieces):
        try:
            return peer.read_response()
        except TimeoutError:
            peer.send_as_far_as_possible(piece)
        except EOFError:
            return None
    raise AssertionError("it was never cut")


class SlowPeersAreCut(hookbot.BrokerTest):
    arguments = ("--ping-interval", "10m")
    silent_count = 1000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hookbot.allow_many_connections()
        cls.done = threading.Event()
        cls.pool = concurrent.futures.ThreadPoolExecutor(16)
        cls.addClassCleanup(cls.pool.shutdown)
        cls.addClassCleanup(cls.done.set)
        scenarios = ("head_bytewise", "head_fieldwise", "head_half", "second_head", "body_bytewise", "chunks_bytewise",
                     "silent", "frame_half", "frame_bytewise", "honest", "slow_but_honest")
        cls.outcome = {name: cls.pool.submit(getattr(cls, name)) for name in scenarios}

    # What each of them does

    @classmethod
    def head_bytewise(cls):
        return trickle(cls.broker.connect(), b"POST /pub/a HTTP/1.1\r\nX-Field: ")

    @classmethod
    def head_fieldwise(cls):
        return trickle(cls.broker.connect(), b"POST /pub/a HTTP/1.1\r\n", b"X-Field: a\r\n")

    @classmethod
    def head_half(cls):
        peer = cls.broker.connect()
        peer.send(b"POST /pub/a HTTP/1.1\r\nHost: x\r\n")
        return peer.read_response(), peer.read_rest()

    @classmethod
    def second_head(cls):
        peer = cls.broker.connect()
        cls.broker.publish("/pub/a", b"x", peer=peer)
        return trickle(peer, b"POST /pub/a HTTP/1.1\r\nX-Field: ")

    @classmethod
    def body_bytewise(cls):
        return trickle(cls.broker.connect(), cls.broker.head("POST", "/pub/never", [("Content-Length", 100_000)]))

    @classmethod
    def chunks_bytewise(cls):
        return trickle(cls.broker.connect(), cls.broker.head("POST", "/pub/never", [("Transfer-Encoding", "chunked")]),
                       b"1\r\nx\r\n")

    @classmethod
    def silent(cls):
        peers = [cls.broker.connect() for _ in range(cls.silent_count)]
        return [peer.read_rest() for peer in peers]

    @classmethod
    def frame_half(cls):
        listener = cls.broker.listen("/sub/never")
        listener.send_frame(hookbot.TEXT, b"half", announced=100)
        return listener.read_close()

    @classmethod
    def frame_bytewise(cls):
        listener = cls.broker.listen("/sub/never")
        listener.send_frame(hookbot.TEXT, b"", announced=1000)
        listener.socket.settimeout(1)  # the pace
        for _ in range(200):
            try:
                return listener.read_close()
            except TimeoutError:
                listener.send_as_far_as_possible(b"x")
        raise AssertionError("it was never cut")

    @classmethod
    def honest(cls):
        """Publishes and listens as if it were alone, as long as the others last."""
        listener = cls.broker.listen("/sub/honest")
        count = 0
        while not cls.done.wait(0.02):
            body = b"%d" % count
            assert cls.broker.publish("/pub/honest", body).status == 200
            assert listener.read_event() == body
            count += 1
        return count

    @classmethod
    def slow_but_honest(cls):
        """Takes 4 s for its head and 4 s for its body: slow, and within every limit."""
        peer = cls.broker.connect()
        head = cls.broker.head("POST", "/pub/slow", [("Content-Length", 8)])
        for piece in (head[:10], head[10:40], head[40:60], head[60:], b"01", b"23", b"45", b"67"):
            peer.send(piece)
            time.sleep(1)  # its pace
        return peer.read_response()

    # What became of it

    def test_heads_that_are_not_whole_in_10_s_are_408(self):
        for scenario in ("head_bytewise", "head_fieldwise", "second_head"):
            with self.subTest(scenario=scenario):
                self.assertEqual(self.outcome[scenario].result().status, 408)
        response, rest = self.outcome["head_half"].result()
        self.assertEqual((response.status, rest), (408, b""))

    def test_bodies_that_come_bytewise_are_cut_and_not_published(self):
        for scenario in ("body_bytewise", "chunks_bytewise"):
            response = self.outcome[scenario].result()
            self.assertTrue(response is None or response.status == 408, response)

    def test_1000_connections_that_say_nothing_are_closed(self):
        said = {answer[:12] for answer in self.outcome["silent"].result()}
        self.assertLessEqual(said, {b"", b"HTTP/1.1 408"})

    def test_a_listener_that_does_not_finish_a_frame_is_closed(self):
        self.outcome["frame_half"].result()
        self.outcome["frame_bytewise"].result()

    def test_a_slow_client_within_the_limits_is_served(self):
        self.assertEqual(self.outcome["slow_but_honest"].result().status, 200)

    def test_the_honest_lose_nothing_meanwhile(self):
        for scenario, outcome in self.outcome.items():
            if scenario != "honest":
                outcome.exception()  # waits for it
        self.done.set()
        self.assertGreater(self.outcome["honest"].result(), 10)

    def test_their_descriptors_are_free_again(self):
        for scenario, outcome in self.outcome.items():
            if scenario != "honest":
                outcome.exception()
        hookbot.wait_for(lambda: self.broker.descriptors() < 100, "the descriptors are closed")


if __name__ == "__main__":
    hookbot.main()
