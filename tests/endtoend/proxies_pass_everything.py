"""nginx, Apache and Caddy with the configurations of installer/proxies pass everything on unchanged."""
import base64
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

import hookbot
import servicemanager

CONFIGURATIONS = pathlib.Path(__file__).resolve().parents[2] / "installer/proxies"
CLIENT = "127.0.0.9"  # an address of our own that is not the proxy's

NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/errors; {user}
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site;
}}
"""

APACHE = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/pid
ErrorLog {folder}/errors
Mutex file:{folder} default
Listen 127.0.0.1:{port}
{modules}
{user}
Include {folder}/site
"""


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Front(hookbot.Hookbot):
    """The same broker, as its clients see it through the proxy."""

    def __init__(self, broker, port, tls):  # pylint: disable=super-init-not-called
        self.__dict__.update(broker.__dict__, port=port, tls=tls)

    def connect(self, receive_buffer=None, tls_context=None):
        sock = socket.create_connection(("127.0.0.1", self.port), hookbot.PATIENCE, source_address=(CLIENT, 0))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer = hookbot.Peer(hookbot.trusting_context().wrap_socket(sock, suppress_ragged_eofs=False))
        self.peers.append(peer)
        return peer


class Proxy:
    """What is the same for each; the classes below name the program."""

    program = ""

    @classmethod
    def setUpClass(cls):
        cls.command = shutil.which(cls.program, path=os.environ["PATH"] + ":/usr/sbin")
        if not cls.command:
            raise unittest.SkipTest(f"there is no {cls.program} here")
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="hookbot-"))
        cls.tls = hookbot.make_certificate(cls.folder)
        served = cls.enterClassContext(servicemanager.ServedSocket())
        cls.broker = servicemanager.Activated(served, "--trusted-proxy", "127.0.0.1", "--ping-interval", "1s")
        cls.addClassCleanup(cls.broker.stop)
        cls.port = free_port()
        cls.write_configuration()
        environment = {**os.environ, "XDG_DATA_HOME": cls.folder, "XDG_CONFIG_HOME": cls.folder}
        with open(os.path.join(cls.folder, "errors"), "ab") as errors:
            cls.process = subprocess.Popen(cls.start(), stdout=errors, stderr=errors, env=environment)
        cls.addClassCleanup(cls.end)
        cls.front = Front(cls.broker, cls.port, cls.tls)
        hookbot.wait_for(cls.answers, f"{cls.program} answers")

    @classmethod
    def end(cls):
        cls.process.send_signal(signal.SIGTERM)
        cls.process.wait(hookbot.PATIENCE)

    @classmethod
    def answers(cls):
        if cls.process.poll() is not None:
            raise AssertionError(pathlib.Path(cls.folder, "errors").read_text(encoding="utf-8"))
        try:
            return cls.front.request("GET", "/status", token=None).status == 200
        except OSError:
            return False

    @classmethod
    def write(cls, name, text):
        path = pathlib.Path(cls.folder, name)
        path.write_text(text, encoding="utf-8")
        return str(path)

    @classmethod
    def write_site(cls, source, *changes):
        text = (CONFIGURATIONS / source).read_text(encoding="utf-8")
        for old, new in (("127.0.0.1:8080", f"127.0.0.1:{cls.broker.port}"), *changes):
            assert old in text, old
            text = text.replace(old, new)
        cls.write("site", text)

    @classmethod
    def certificates(cls):
        """Changes of a site that names its certificate."""
        live = "/etc/letsencrypt/live/hooks.example.com/"
        return (f"{live}fullchain.pem", cls.tls[1]), (f"{live}privkey.pem", cls.tls[0])

    def last_event(self, channel):
        """What the log has last of a channel, as hookbot itself says it."""
        return json.loads(self.broker.request("GET", f"/sub/{channel}?poll=1").body.splitlines()[-1])

    def test_a_publish_with_basic_over_tls_is_heard(self):
        listener = self.front.listen("/sub/a")
        basic = base64.b64encode(self.broker.token("/pub/a").encode() + b":").decode()
        for body in (b"", bytes(range(256)) * 40, os.urandom(hookbot.MIB)):
            answer = self.front.publish("/pub/a", body, token=None, fields=[("Authorization", f"Basic {basic}")])
            self.assertEqual((answer.status, answer.body), (200, b"OK\n"))
            self.assertRegex(answer.field("X-Hookbot-Event-Id"), r"^\d+$")
            self.assertTrue(listener.read_event() == body)

    def test_the_largest_body(self):
        body = os.urandom(25 * hookbot.MIB)
        listener = self.front.listen("/sub/large")
        self.assertEqual(self.front.publish("/pub/large", body).status, 200)
        self.assertTrue(listener.read_event() == body)
        self.assertEqual(self.front.publish("/pub/large", body + b"x").status, 413)

    def test_chunks(self):
        peer = self.front.connect()
        peer.send(self.front.head("POST", "/pub/chunks", [("Transfer-Encoding", "chunked")]),
                  b"5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\n\r\n")
        self.assertEqual(peer.read_response().status, 200)
        self.assertEqual(self.last_event("chunks")["body"], "hello world")

    def test_paths_arrive_as_they_were_sent(self):
        good = ["/pub/p/a%2Fb", "/pub/p/a%20b", "/pub/p/%C3%A9", "/pub/p/a%3Fb", "/pub/p/a%25b", "/pub/p/a%252Fb",
                "/pub/p/a+b", "/pub/p/%7E~", "/pub/p/a;b=c", "/pub/p/a%2fb%3Ac:d", "/pub/p/a'(b)*!", "/pub/p/a%23b",
                "/pub/p/a?x=%2F+%26&y", "/%70ub/p/a", "/pub/p/A%2fB/c"]
        for target in good:
            with self.subTest(target=target):
                seen = []
                for broker in (self.broker, self.front):
                    answer = broker.publish(target, b"x")
                    self.assertEqual(answer.status, 200, answer)
                    newest = self.last_event("p/")
                    self.assertEqual(newest["id"], answer.field("X-Hookbot-Event-Id"))
                    seen.append((newest["channel"], newest["query"]))
                self.assertEqual(seen[0], seen[1])

    def test_bad_paths_are_refused(self):
        for target in ("/pub/p//a", "/pub//p", "/pub/p/../a", "/pub/p/./a", "/pub/p/%2e%2e/a", "/pub/p/a%00b",
                       "/pub/p/%ff", "/pub/p/%2F%2Fa", "/pub/p/a%0Ab"):
            with self.subTest(target=target):
                self.assertEqual(self.broker.publish(target, b"x").status, 400)
                self.assertIn(self.front.publish(target, b"x").status, (400, 404))

    def test_a_token_opens_its_own_path_alone(self):
        self.assertEqual(self.front.publish("/pub/p/a", b"x", token=hookbot.mint("/pub/p/b")).status, 401)
        self.assertEqual(self.front.publish("/pub/p/a%2Fb", b"x", token=hookbot.mint("/pub/p/a%2Fb")).status, 401)

    def test_fields_arrive(self):
        fields = [("X-Hub-Signature-256", "sha256=" + "ab" * 32), ("X_Under_Score", "1"), ("X-Empty", "")]
        self.assertEqual(self.front.publish("/pub/fields", b"x", fields=fields).status, 200)
        arrived = {name.lower(): value for name, value in self.last_event("fields")["headers"]}
        for name, value in fields:
            self.assertEqual(arrived.get(name.lower()), value)
        self.assertEqual(arrived["host"], f"127.0.0.1:{self.port}")

    def test_the_client_is_named(self):
        spoofed = [("X-Forwarded-For", "6.6.6.6"), ("Forwarded", "for=6.6.6.6")]
        answer = self.front.publish("/pub/client", b"x", fields=spoofed)
        event = self.last_event("client")
        self.assertEqual((event["id"], event["remote"]), (answer.field("X-Hookbot-Event-Id"), CLIENT))
        listener = self.front.listen("/sub/client")
        self.front.request("GET", "/sub/client", token="0" * 64)
        for line in (f"publish client: 1 bytes to 0 listeners, id {event['id']}, from {CLIENT}\n",
                     f"subscribe client from {CLIENT}\n", f"refuse GET /sub/client from {CLIENT}: 4"):
            hookbot.wait_for(lambda line=line: line in self.broker.log(), line)
        listener.close()
        self.assertNotIn("from 6.6.6.6", self.broker.log())

    def test_pages_of_the_same_host_may_subscribe(self):
        listener = self.front.listen("/sub/a", fields=[("Origin", f"https://127.0.0.1:{self.port}")])
        listener.close()
        peer = self.front.ask_to_listen("/sub/a", fields=[("Origin", "https://evil.example")])
        self.assertEqual(peer.read_response().status, 403)

    def test_pings_come_through(self):
        listener = self.front.listen("/sub/quiet")
        self.assertEqual(listener.read_frame().opcode, hookbot.PING)
        listener.send_frame(hookbot.PING, b"ours")
        while (frame := listener.read_frame()).opcode != hookbot.PONG:
            pass
        self.assertEqual(frame.payload, b"ours")

    def test_an_event_stream_is_not_held_back(self):
        peer = self.front.connect()
        peer.send(self.front.head("GET", "/sub/stream?since=all", [("Accept", "text/event-stream")]))
        self.assertIn(b" 200 ", peer.read_until(b"\r\n\r\n"))
        for number in range(3):  # each is read before the next is published
            self.front.publish("/pub/stream", b"event %d" % number)
            peer.read_until(b'"body":"event %d"' % number)

    def test_restarts_refuse_nobody(self):
        over, statuses = threading.Event(), []

        def publish():
            while not over.is_set():
                statuses.append(self.front.publish("/pub/restart", b"x").status)

        listener = self.front.listen("/sub/restart")
        publisher = threading.Thread(target=publish)
        publisher.start()
        try:
            for _ in range(3):
                before = len(statuses)
                hookbot.wait_for(lambda before=before: len(statuses) > before + 5, "it publishes")
                self.broker.signal(signal.SIGTERM)
                self.assertEqual(self.broker.wait(), 0)
                self.broker.launch()
                self.broker.wait_until_it_listens()
        finally:
            over.set()
            publisher.join()
        self.assertEqual(set(statuses), {200})
        self.assertEqual(listener.read_close(), 1001)
        self.front.listen("/sub/restart").close()


class Nginx(Proxy, unittest.TestCase):
    program = "nginx"

    @classmethod
    def write_configuration(cls):
        cls.write_site("nginx.conf", *cls.certificates(), ("listen 443 ssl;", f"listen 127.0.0.1:{cls.port} ssl;"),
                       ("listen [::]:443 ssl;", ""))
        user = "user root;" if os.geteuid() == 0 else ""
        cls.write("main", NGINX.format(folder=cls.folder, user=user))

    @classmethod
    def start(cls):
        return [cls.command, "-p", cls.folder, "-e", f"{cls.folder}/errors", "-c", f"{cls.folder}/main"]


class Apache(Proxy, unittest.TestCase):
    program = "apache2"

    @classmethod
    def write_configuration(cls):
        cls.write_site("apache.conf", *cls.certificates(), ("*:443", f"127.0.0.1:{cls.port}"))
        modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
                            for name in ("mpm_event", "authz_core", "reqtimeout", "ssl", "proxy", "proxy_http"))
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        cls.write("main", APACHE.format(folder=cls.folder, port=cls.port, modules=modules, user=user))

    @classmethod
    def start(cls):
        return [cls.command, "-f", f"{cls.folder}/main", "-D", "FOREGROUND"]


class Caddy(Proxy, unittest.TestCase):
    program = "caddy"

    @classmethod
    def write_configuration(cls):
        cls.write_site("Caddyfile", ("hooks.example.com {", f"https://127.0.0.1:{cls.port} {{\n\tbind 127.0.0.1\n"
                                     f"\ttls {cls.tls[1]} {cls.tls[0]}\n"))
        cls.write("main", f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\nimport {cls.folder}/site\n")

    @classmethod
    def start(cls):
        return [cls.command, "run", "--adapter", "caddyfile", "--config", f"{cls.folder}/main"]


if __name__ == "__main__":
    hookbot.main()
