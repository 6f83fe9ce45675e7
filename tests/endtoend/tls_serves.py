"""TLS: version 1.2 and later, only TLS on its port, and certificates that change while listeners stay connected."""
import concurrent.futures
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess

import hookbot


def openssl(*arguments, given=None):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, input=given)


def client_hello():
    """The first bytes of a TLS client."""
    outgoing = ssl.MemoryBIO()
    client = hookbot.trusting_context().wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname="localhost")
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        return outgoing.read()
    raise AssertionError("a handshake without a server")


class TlsTest(hookbot.CertificateTest):
    def raw(self, broker):
        """A connection without TLS to whatever port the broker has."""
        peer = hookbot.Peer(socket.create_connection(("127.0.0.1", broker.port), hookbot.PATIENCE))
        broker.peers.append(peer)
        return peer


class TlsServes(TlsTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.broker = hookbot.Hookbot("--ping-interval", "10m", tls=cls.tls)
        cls.addClassCleanup(cls.broker.stop)

    def context(self, lowest, highest):
        context = hookbot.trusting_context()
        context.set_ciphers("ALL:@SECLEVEL=0")  # or our own library would refuse the old ones
        context.minimum_version, context.maximum_version = lowest, highest
        return context

    def test_publish_and_subscribe_work(self):
        listener = self.broker.listen("/sub/a")
        body = os.urandom(300_000)
        self.assertEqual(self.broker.publish("/pub/a", body).status, 200)
        self.assertEqual(listener.read_event(), body)
        listener.send_frame(hookbot.PING, b"over TLS")
        self.assertEqual(listener.read_frame(), hookbot.Frame(hookbot.PONG, b"over TLS", True))

    def test_a_large_body(self):
        listener = self.broker.listen("/sub/large")
        body = os.urandom(10 * hookbot.MIB)
        self.assertEqual(self.broker.publish("/pub/large", body).status, 200)
        self.assertTrue(listener.read_event() == body)

    def test_versions_1_2_and_1_3(self):
        for version, name in ((ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")):
            with self.subTest(version=name):
                peer = self.broker.connect(tls_context=self.context(version, version))
                self.assertEqual(peer.socket.version(), name)
                self.assertEqual(self.broker.request("GET", "/status", peer=peer).body, b"OK\n")

    def test_older_versions_are_refused(self):
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            with self.subTest(version=version), self.assertRaises((ssl.SSLError, ConnectionError)):
                self.broker.connect(tls_context=self.context(version, version))

    def test_plain_http_is_refused(self):
        peer = self.raw(self.broker)
        peer.send("GET /status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertNotIn(b"200 OK", peer.read_rest())

    def test_requests_are_refused_as_without_tls(self):
        self.assertEqual(self.broker.publish("/pub/a", b"x", token=None).status, 401)
        self.assertEqual(self.broker.ask_to_listen("/sub/a", Sec_WebSocket_Version="8").read_response().status, 426)
        response = self.broker.request("POST", "/pub/a", fields=[("Content-Length", 26 * hookbot.MIB)])
        self.assertEqual(response.status, 413)

    def test_a_refusal_reaches_who_is_still_sending(self):
        """No reset, which the kernel sends where bytes are unread at the end: who gets one while it sends looks at no
        answer."""
        body = bytes(8 * hookbot.MIB)
        for token, size, status in ((None, len(body), 401), (hookbot.MINT, 26 * hookbot.MIB, 413)):
            for _ in range(5):
                peer = self.broker.connect()
                peer.send(self.broker.head("POST", "/pub/a", [("Content-Length", size)], token))
                peer.send(body)
                self.assertEqual(peer.read_response().status, status)
                self.assertEqual(peer.read_rest(), b"")
                peer.close()

    def test_bytes_behind_an_upgrade_are_refused(self):
        peer = self.broker.connect()
        peer.send(self.broker.head("GET", "/sub/a", hookbot.UPGRADE), b"\x81\x80\0\0\0\0")
        self.assertEqual(peer.read_response().status, 400)

    def test_half_open_handshakes_disturb_nobody_and_are_cut(self):
        hookbot.allow_many_connections()
        before = self.broker.descriptors()
        hello = client_hello()
        peers = [self.raw(self.broker) for _ in range(1000)]
        for number, peer in enumerate(peers):
            peer.send(hello[:number % len(hello)])
        listener = self.broker.listen("/sub/honest")
        for number in range(20):
            self.assertEqual(self.broker.publish("/pub/honest", b"%d" % number).status, 200)
            self.assertEqual(listener.read_event(), b"%d" % number)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(hookbot.Peer.read_rest, peers))
        listener.close()
        hookbot.wait_for(lambda: self.broker.descriptors() <= before, "their descriptors are closed")

    def test_a_client_that_gives_up_within_the_handshake(self):
        for size in (0, 1, 50):
            peer = self.raw(self.broker)
            peer.send(client_hello()[:size])
            peer.close()
        self.assertEqual(self.broker.request("GET", "/status").status, 200)

    def test_garbage_is_closed(self):
        for garbage in (b"\0" * 100, b"\x16\x03\x01\xff\xff" + b"x" * 200, b"\x80\x2e\x01\0\x02"):
            peer = self.raw(self.broker)
            peer.send(garbage)
            self.assertNotIn(b"200", peer.read_rest())


class Certificates(TlsTest):
    def start(self, key, certificate):
        broker = hookbot.Hookbot(tls=(key, certificate))
        self.addCleanup(broker.stop)
        return broker

    def shown(self, broker):
        """The certificate that a new client sees."""
        return broker.connect().socket.getpeercert(binary_form=True)

    def test_the_chain_of_the_file_is_sent(self):
        """A client that trusts the root alone is content."""
        path = lambda name: os.path.join(self.directory, name)
        hookbot.make_certificate(self.directory, "root", "a root")
        issuer = "root"
        for name, extension in (("middle", "basicConstraints=critical,CA:TRUE"),
                                ("leaf", "subjectAltName=DNS:localhost")):
            with open(path("extension"), "w", encoding="ascii") as file:
                file.write(extension)
            openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", path(name + ".key"),
                    "-out", path(name + ".csr"))
            openssl("x509", "-req", "-in", path(name + ".csr"), "-CA", path(issuer + ".crt"), "-CAkey",
                    path(issuer + ".key"), "-set_serial", "2",
                    "-days", "2", "-extfile", path("extension"), "-out", path(name + ".crt"))
            issuer = name
        with open(path("chain.crt"), "wb") as chain:
            for name in ("leaf.crt", "middle.crt"):
                with open(path(name), "rb") as file:
                    chain.write(file.read())
        broker = self.start(path("leaf.key"), path("chain.crt"))
        context = ssl.create_default_context(cafile=path("root.crt"))
        self.assertEqual(broker.request("GET", "/status", peer=broker.connect(tls_context=context)).body, b"OK\n")

    def test_each_usual_form_of_a_key_will_do(self):
        path = lambda name: os.path.join(self.directory, name)
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", path("sec1.key"))
        openssl("genrsa", "-traditional", "-out", path("pkcs1.key"), "2048")
        openssl("genrsa", "-out", path("pkcs8.key"), "2048")
        for name in ("sec1", "pkcs1", "pkcs8"):
            with self.subTest(form=name):
                openssl("req", "-x509", "-key", path(name + ".key"), "-subj", "/CN=localhost", "-days", "2", "-out",
                        path(name + ".crt"))
                self.assertEqual(self.start(path(name + ".key"), path(name + ".crt")).request("GET", "/status").status,
                                 200)

    def test_sighup_reads_them_again_and_drops_nobody(self):
        key, certificate = hookbot.make_certificate(self.directory, "changing", "first")
        broker = self.start(key, certificate)
        listener = broker.listen("/sub/a")
        publisher = broker.connect()
        before = self.shown(broker)
        hookbot.make_certificate(self.directory, "changing", "second")
        self.assertEqual(self.shown(broker), before, "it is read when asked for")
        broker.signal(signal.SIGHUP)
        hookbot.wait_for(lambda: self.shown(broker) != before, "new clients see the new certificate")
        self.assertEqual(broker.publish("/pub/a", b"still here", peer=publisher).status, 200)
        self.assertEqual(listener.read_event(), b"still here")

    def test_sighup_with_a_bad_certificate_keeps_the_old_one_and_says_so(self):
        key, certificate = hookbot.make_certificate(self.directory, "spoiled")
        broker = self.start(key, certificate)
        before = self.shown(broker)
        other_key, _ = hookbot.make_certificate(self.directory, "other")
        faults = ((lambda: shutil.copy(other_key, key)), (lambda: open(certificate, "w", encoding="ascii").close()),
                  (lambda: os.remove(certificate)))
        for number, spoil in enumerate(faults, start=1):
            spoil()
            broker.signal(signal.SIGHUP)
            complaint = f"^.* (warning|error) .*{re.escape(certificate)}"
            hookbot.wait_for(lambda: len(re.findall(complaint, broker.log(), re.MULTILINE)) >= number,
                             "the log says so")
            self.assertEqual(self.shown(broker), before)
            self.assertEqual(broker.publish("/pub/a", b"x").status, 200)


class TlsToThePlainPort(TlsTest):
    def test_it_is_answered_400_or_closed_at_once(self):
        broker = hookbot.Hookbot()
        self.addCleanup(broker.stop)
        for hello in (client_hello(), client_hello()[:1], b"\x16\x03\x01"):
            peer = self.raw(broker)
            peer.send(hello)
            answer = peer.read_rest()
            self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 400 "), answer)
        self.assertEqual(broker.request("GET", "/status").status, 200)


if __name__ == "__main__":
    hookbot.main()
