"""Thousands of connections, up to the limit of the process."""
import time
import unittest

import hookbot


class ManyConnections(unittest.TestCase):
    def test_5000_that_say_nothing_leave_room_for_the_honest(self):
        if hookbot.allow_many_connections() < 6000:
            self.skipTest("this process may not open 5,000 sockets")
        broker = hookbot.Hookbot()
        self.addCleanup(broker.stop)
        before = broker.descriptors()
        listener = broker.listen("/sub/a")
        silent = [broker.connect() for _ in range(5000)]
        self.assertEqual(broker.publish("/pub/a", b"meanwhile").status, 200)
        self.assertEqual(listener.read_event(), b"meanwhile")
        for peer in silent:
            peer.close()
        hookbot.wait_for(lambda: broker.descriptors() <= before + 2, "they are forgotten")

    def test_1000_listeners_that_come_at_once_all_hear(self):
        if hookbot.allow_many_connections() < 3000:
            self.skipTest("this process may not open 1,000 sockets")
        broker = hookbot.Hookbot()
        self.addCleanup(broker.stop)
        peers = [broker.connect() for _ in range(1000)]
        for peer in peers:
            broker.ask_to_listen("/sub/a", peer=peer)
        for peer in peers:
            self.assertEqual(peer.read_response().status, 101)
        self.assertEqual(broker.publish("/pub/a", b"to all").field("X-Hookbot-Listeners"), "1000")
        for peer in peers:
            self.assertEqual(hookbot.WebSocket(peer).read_event(), b"to all")

    def test_at_the_limit_of_files_it_waits_at_no_cost_and_goes_on_once_some_leave(self):
        broker = hookbot.Hookbot("--ping-interval", "10m", descriptors=200)
        self.addCleanup(broker.stop)
        listeners, waiting = [], None
        while not waiting:
            self.assertLess(len(listeners), 200)
            peer = broker.ask_to_listen("/sub/a")
            peer.socket.settimeout(2 * hookbot.SLOW)  # whoever is not answered by then waits in the kernel's queue
            try:
                self.assertEqual(peer.read_response().status, 101)
                listeners.append(hookbot.WebSocket(peer))
            except TimeoutError:
                waiting = peer
        self.assertGreater(len(listeners), 50)
        more = [broker.ask_to_listen("/sub/a") for _ in range(100)]

        spent, since = broker.cpu_seconds(), time.monotonic()
        time.sleep(3)  # what is observed is that nothing goes on
        self.assertLess(broker.cpu_seconds() - spent, (time.monotonic() - since) / 4, "it spins")
        listeners[0].send_frame(hookbot.PING, b"still served")
        self.assertEqual(listeners[0].read_frame().payload, b"still served")

        for listener in listeners[1:]:
            listener.close()
        for peer in [waiting, *more[:30]]:
            peer.socket.settimeout(hookbot.PATIENCE)
            self.assertEqual(peer.read_response().status, 101)
        listeners[0].close()
        for peer in [waiting, *more]:
            peer.close()
        self.assertEqual(broker.publish("/pub/a", b"x").status, 200)


if __name__ == "__main__":
    hookbot.main()
