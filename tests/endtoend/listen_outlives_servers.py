"""`hookbot listen` survives restarts of its server, prints why it waits, and continues after the last event.

It reconnects at once, and only then after a pause of a second: no case here waits for more than one of those.
"""
import os
import signal
import socket
import threading
import unittest

import eventsfile
import hookbot
import listening

PATH = "/sub/a/"


class ListenOutlivesServers(unittest.TestCase):
    def start(self, *arguments):
        self.server = hookbot.Hookbot(*arguments)
        self.addCleanup(self.server.stop)

    def url(self):
        return f"ws://{self.server.token(PATH)}@127.0.0.1:{self.server.port}{PATH}"

    def listen(self, *arguments, **options):
        listen = listening.Listen(self.url(), *arguments, **options)
        self.addCleanup(listen.discard)
        return listen

    def publish(self, *bodies):
        for body in bodies:
            self.assertEqual(self.server.publish("/pub/a/b", body).status, 200)

    def test_restarts(self):
        """In order, and by force; what comes before it is back is heard."""
        self.start("--sync", "normal")
        listen = self.listen().wait_until_connected()
        self.publish(b"one")
        listen.wait_for_lines(1)
        expected = [b"one"]
        for times, end in enumerate((signal.SIGTERM, signal.SIGKILL), 2):
            self.server.signal(end)
            self.server.wait()
            listen.wait_until_told("reconnecting in", times - 1)
            self.server.relaunch()
            self.publish(b"%d" % times)
            expected.append(b"%d" % times)
            self.assertEqual(listen.wait_for_lines(times), expected)
        self.assertEqual(listen.stop(), 0)
        self.assertIn("the server closed the connection", listen.err())
        self.assertIn("refused", listen.err())

    def test_it_may_start_before_its_server(self):
        """And hears what came between its own start and its first connection."""
        self.start("--sync", "normal")
        self.server.signal(signal.SIGTERM)
        self.server.wait()
        listen = self.listen("--once")
        listen.wait_until_told("reconnecting")
        self.server.relaunch()
        self.publish(b"early")
        self.assertEqual((listen.wait(), listen.lines()), (0, [b"early"]))

    def test_a_log_that_forgot_is_told_of(self):
        self.start("--sync", "normal", "--keep-events", "2")
        listen = self.listen().wait_until_connected()
        self.publish(b"seen")
        listen.wait_for_lines(1)
        listen.signal(signal.SIGSTOP)
        self.server.signal(signal.SIGKILL)
        self.server.wait()
        self.server.relaunch()
        self.publish(*[b"%d" % number for number in range(6)])
        hookbot.wait_for(lambda: len(eventsfile.poll(self.server, PATH)) <= 2, "the oldest are dropped")
        listen.signal(signal.SIGCONT)
        listen.wait_until_told("are lost: the server no longer has them")
        listen.wait_for(lambda: listen.lines()[-1] == b"5", "the rest is heard")

    def test_a_server_that_stands_still(self):
        """It answers nothing, and its connections stay open."""
        self.start("--log", "memory:")
        listen = self.listen("--ping-interval", "1s").wait_until_connected()
        self.server.signal(signal.SIGSTOP)
        listen.wait_until_told("the server sent nothing and did not answer a ping; reconnecting")
        self.server.signal(signal.SIGCONT)
        listen.wait_until_connected(2)
        self.publish(b"x")
        self.assertEqual(listen.wait_for_lines(1), [b"x"])


class ListenPassesProxies(unittest.TestCase):
    def test_the_environment_names_them(self):
        """One that connects to whatever it is asked for (RFC 9110, section 9.3.6)."""
        server = hookbot.Hookbot("--log", "memory:")
        self.addCleanup(server.stop)
        asked = []

        def relay(source, target):
            while data := source.receive():
                target.send_as_far_as_possible(data)
            target.socket.shutdown(socket.SHUT_WR)

        def serve():
            with proxy.accept()[0] as taken:
                client = hookbot.Peer(taken)
                asked.append(client.read_until(b"\r\n\r\n").split(b"\r\n")[0])
                client.send("HTTP/1.1 200 OK\r\n\r\n")
                back = threading.Thread(target=relay, args=(behind, client))
                back.start()
                relay(client, behind)
                back.join()

        behind = server.connect()
        with socket.create_server(("127.0.0.1", 0)) as proxy:
            thread = threading.Thread(target=serve)
            thread.start()
            url = f"ws://{server.token('/sub/a')}@hooks.example.com/sub/a"
            listen = listening.Listen("--once", url, http_proxy=f"http://127.0.0.1:{proxy.getsockname()[1]}")
            self.addCleanup(listen.discard)
            listen.wait_until_connected()
            server.publish("/pub/a", b"x")
            self.assertEqual((listen.wait(), listen.lines()), (0, [b"x"]))
            thread.join(hookbot.PATIENCE)
        self.assertEqual(asked, [b"CONNECT hooks.example.com:80 HTTP/1.1"])


class ListenTrustsCertificates(hookbot.CertificateTest):
    def setUp(self):
        self.server = hookbot.Hookbot("--log", "memory:", tls=self.tls)
        self.addCleanup(self.server.stop)

    def listen(self, *arguments, host="localhost"):
        listen = listening.Listen(f"wss://{self.server.token('/sub/a')}@{host}:{self.server.port}/sub/a", *arguments)
        self.addCleanup(listen.discard)
        return listen

    def test_the_private_ca_that_is_named(self):
        listen = self.listen("--once", "--ca-file", self.tls[1]).wait_until_connected()
        self.assertEqual(self.server.publish("/pub/a", b"x").status, 200)
        self.assertEqual((listen.wait(), listen.lines()), (0, [b"x"]))

    def test_others_are_not_trusted(self):
        other = hookbot.make_certificate(self.directory, "other")[1]
        for arguments, host, words in (((), "localhost", "self-signed|self signed"),
                                       (("--ca-file", other), "localhost", "self-signed|self signed|issuer|signature"),
                                       (("--ca-file", self.tls[1]), "127.0.0.1", "host name")):
            listen = self.listen(*arguments, host=host)
            listen.wait_until_told("reconnecting")
            self.assertRegex(listen.err(), words)
            self.assertNotIn(": connected", listen.err())
            self.assertEqual(listen.stop(), 0)

    def test_files_without_a_certificate(self):
        for file, words in ((self.tls[0], "found no certificate in PEM form in"),
                            (os.devnull, "found no certificate in PEM form in"), ("/no/such/file", "cannot read")):
            listen = self.listen("--ca-file", file)
            self.assertEqual(listen.wait(), 1)
            self.assertIn(f"{words} {file}", listen.err())


if __name__ == "__main__":
    hookbot.main()
