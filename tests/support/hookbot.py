"""Drives the real hookbot, $HOOKBOT_BINARY, over sockets, with only Python's standard library.

Each test has servers of its own, on free ports, so tests run in parallel. A test always waits for a condition; the
deadline is generous and multiplied by $HOOKBOT_TEST_SLOW, for builds with sanitizers.

Stopping a server checks what must be true after every test: exit status 0, no report of a sanitizer, and no key or
token in its output.
"""
import collections
import functools
import hmac
import json
import os
import re
import resource
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

SLOW = float(os.environ.get("HOOKBOT_TEST_SLOW", "1"))
PATIENCE = 30 * SLOW  # seconds
KEY = "b4c1f0a2d3e5968778695a4b3c2d1e0f-a-key-for-tests"
MIB = 1024 * 1024

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
MINT = object()  # "the token of the path itself"

# The example of RFC 6455, section 1.3: the fields of a WebSocket handshake, and the answer to its key.
UPGRADE = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
           ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]
ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

UNSAFE_IS_OK = ("X-Hookbot-Unsafe-Is-Ok", "I understand the security implications")

Frame = collections.namedtuple("Frame", "opcode payload fin")


def binary():
    return os.environ["HOOKBOT_BINARY"]


@functools.lru_cache
def has_sanitizer(name):
    """Whether the binary was built with the sanitizer `asan` or `tsan`."""
    with open(binary(), "rb") as file:
        return f"__{name}_init".encode() in file.read()


def is_sanitized():
    """Whether hookbot's own memory cannot be measured, because of a sanitizer."""
    return has_sanitizer("asan") or has_sanitizer("tsan")


def mint(path, key=KEY, algorithm="sha256"):
    """The token of a decoded path (protocol, section 2)."""
    path = path if isinstance(path, bytes) else path.encode()
    return hmac.new(key.encode(), path, algorithm).hexdigest()


def wait_for(condition, what, patience=PATIENCE):
    """Returns condition() as soon as it is true."""
    deadline = time.monotonic() + patience
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience:.0f} s in vain: {what}")
        time.sleep(0.01)
    return result


def environment(home, **changes):
    """An environment without the user's settings: empty HOME, no display, and only the given HOOKBOT_* variables."""
    users = ("HOOKBOT_", "XDG_", "DISPLAY", "WAYLAND_DISPLAY", "JOURNAL_STREAM", "http_proxy",
             "https_proxy", "all_proxy")
    result = {name: value for name, value in os.environ.items() if not name.startswith(users)}
    result.update({"HOME": home, "XDG_RUNTIME_DIR": home, "QT_QPA_PLATFORM": "offscreen", **changes})
    return result


def run(*arguments, key=KEY, **changes):
    """Runs a command and waits for it; the result has returncode, stdout, stderr."""
    with tempfile.TemporaryDirectory(prefix="hookbot-") as home:
        if key is not None:
            changes["HOOKBOT_KEY"] = key
        return subprocess.run([binary(), *arguments], env=environment(home, **changes), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)


class Response:
    def __init__(self, status, reason, fields, body):
        self.status, self.reason, self.fields, self.body = status, reason, fields, body

    def field(self, name):
        """The values of a header field, joined; None if it is absent."""
        values = [value for key, value in self.fields if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    def __repr__(self):
        return f"<{self.status} {self.reason} {self.fields} {self.body[:200]!r}>"


class Peer:
    """A client's end of one connection."""

    def __init__(self, sock):
        self.socket = sock
        self.buffer = b""
        sock.settimeout(PATIENCE)

    def send(self, *pieces):
        self.socket.sendall(b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces))

    def send_as_far_as_possible(self, data):
        """Sends data that the server may refuse before its end."""
        try:
            self.send(data)
        except (ConnectionError, ssl.SSLError):
            pass

    def receive(self):
        """The next data; empty at the end of the connection, even after an error."""
        try:
            return self.socket.recv(MIB)
        except (ConnectionError, ssl.SSLEOFError):
            return b""

    def fill(self):
        data = self.receive()
        if not data:
            raise EOFError(f"the connection ended after {self.buffer!r}")
        self.buffer += data

    def read_exactly(self, size):
        parts, missing = [self.buffer[:size]], size - len(self.buffer)
        self.buffer = self.buffer[size:]
        while missing > 0:
            data = self.receive()
            if not data:
                raise EOFError(f"the connection ended {missing} bytes early")
            parts.append(data[:missing])
            self.buffer = data[missing:]
            missing -= len(data)
        return b"".join(parts)

    def read_until(self, mark):
        while mark not in self.buffer:
            self.fill()
        found, _, self.buffer = self.buffer.partition(mark)
        return found

    def read_response(self, has_body=True):
        head = self.read_until(b"\r\n\r\n").decode("latin-1")
        line, *rest = head.split("\r\n")
        version, status, *reason = line.split(" ", 2)
        assert version == "HTTP/1.1", head
        fields = [tuple(re.split(r":\s*", field, maxsplit=1)) for field in rest]
        response = Response(int(status), " ".join(reason), fields, b"")
        if has_body and response.status not in (100, 101):
            response.body = self.read_exactly(int(response.field("Content-Length")))
        return response

    def read_rest(self):
        """All data until the server closes the connection."""
        data = self.buffer
        self.buffer = b""
        while more := self.receive():
            data += more
        return data

    def wait_until_read(self):
        """Returns when the server has read all that was sent, according to the kernel's table of sockets."""
        ours, theirs = self.socket.getsockname()[1], self.socket.getpeername()[1]

        mark = f":{ours:04X} "  # the tables may be long, and are read after each byte

        def is_read():
            queued = 0
            for table in ("/proc/net/tcp", "/proc/net/tcp6"):
                if not os.path.exists(table):
                    continue
                with open(table, encoding="ascii") as file:
                    for columns in (line.split() for line in file if mark in line):
                        ports = [int(columns[i].rpartition(":")[2], 16) for i in (1, 2)]
                        unsent, unread = [int(number, 16) for number in columns[4].split(":")]
                        if ports == [ours, theirs]:
                            queued += unsent
                        elif ports == [theirs, ours]:
                            queued += unread
            return queued == 0

        wait_for(is_read, "the server reads what was sent")

    def close(self):
        self.socket.close()


class WebSocket(Peer):
    """A connection after its upgrade (RFC 6455)."""

    def __init__(self, peer):
        super().__init__(peer.socket)
        self.buffer = peer.buffer

    def send_frame(self, opcode, payload=b"", fin=True, reserved=0, masked=True, announced=None):
        """A frame as a client sends it, or with a fault; `announced` is a length other than the payload's."""
        size = len(payload) if announced is None else announced
        head = bytes([fin << 7 | reserved << 4 | opcode])
        mask_bit = 0x80 if masked else 0
        if size < 126:
            head += bytes([mask_bit | size])
        elif size < 65536:
            head += bytes([mask_bit | 126]) + size.to_bytes(2, "big")
        else:
            head += bytes([mask_bit | 127]) + size.to_bytes(8, "big")
        self.send(head, b"\0\0\0\0" if masked else b"", payload)  # masking with zero changes nothing

    def read_frame(self):
        first, second = self.read_exactly(2)
        assert second < 128, "a server must not mask"
        size = second
        if size == 126:
            size = int.from_bytes(self.read_exactly(2), "big")
        elif size == 127:
            size = int.from_bytes(self.read_exactly(8), "big")
        assert first & 0x70 == 0, "a reserved bit is set"
        return Frame(first & 0x0F, self.read_exactly(size), bool(first & 0x80))

    def read_event(self):
        """The next event's bytes; pings on the way are answered."""
        while (frame := self.read_frame()).opcode == PING:
            self.send_frame(PONG, frame.payload)
        assert frame.opcode == BINARY and frame.fin, frame
        return frame.payload

    def read_close(self):
        """The code with which the server closes; None if the connection ends without one."""
        try:
            while (frame := self.read_frame()).opcode != CLOSE:
                pass
        except EOFError:
            return None
        return int.from_bytes(frame.payload[:2], "big")


class EventStreamReader:
    """The records of a stream of Server-Sent Events."""

    def __init__(self, broker, target, fields=()):
        self.peer = broker.connect()
        self.peer.send(broker.head("GET", target, [("Accept", "text/event-stream"), *fields]))
        self.head = self.peer.read_until(b"\r\n\r\n").decode()

    def read(self):
        """The next record's id and object; comments are skipped."""
        while True:
            lines = self.peer.read_until(b"\n\n").decode().split("\n")
            fields = dict(line.split(": ", 1) for line in lines if not line.startswith(":"))
            if fields:
                return fields.get("id"), json.loads(fields["data"])


class Hookbot:
    """A running server."""

    def __init__(self, *arguments, key=KEY, tls=None, descriptors=None, address_space=None, command=("serve",),
                 **changes):
        """tls: (key file, certificate file); descriptors: how many files it may open; address_space: how many bytes of
        memory it may map; changes: of the environment."""
        self.key = key
        self.tls = tls
        self.minted = set()
        self.peers = []
        self.is_over = False
        self.directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.log_file = os.path.join(self.directory.name, "log")
        if tls:
            arguments = ("--sslkey", tls[0], "--sslcrt", tls[1], *arguments)
        changes.setdefault("HOOKBOT_KEY", key)
        self.command = [binary(), *command, *arguments]
        self.options = {"stdin": subprocess.DEVNULL, "env": environment(self.directory.name, **changes)}
        limits = [(resource.RLIMIT_NOFILE, descriptors), (resource.RLIMIT_AS, address_space)]
        limits = [(number, (value, value)) for number, value in limits if value]
        if limits:
            self.options["preexec_fn"] = lambda: [resource.setrlimit(*limit) for limit in limits]
        self.launch()
        try:
            self.port = self.wait_until_it_listens()
        except AssertionError:
            self.discard()
            raise

    def launch(self, port=0):
        """Starts the process. Its messages are appended to those of the previous process."""
        with open(self.log_file, "ab") as log:
            self.log_start = log.tell()
            self.process = subprocess.Popen([*self.command, "--bind", f"127.0.0.1:{port}"], stderr=log, stdout=log,
                                            **self.options)

    def wait_until_it_listens(self):
        """The port."""
        wait_for(lambda: "Listening on" in self.log_since_launch() or self.process.poll() is not None,
                 "the server listens")
        listening = re.search(r"Listening on 127\.0\.0\.1:(\d+)", self.log_since_launch())
        if not listening:
            raise AssertionError("the server did not start: " + self.log_since_launch())
        return int(listening[1])

    def relaunch(self):
        """Starts it again after its end, on the same port and with the same home."""
        def listens():
            self.launch(self.port)
            try:
                return self.wait_until_it_listens()
            except AssertionError:
                if "in use" in self.log_since_launch():  # the system has given the port to another connection
                    return None
                self.kill()
                raise

        wait_for(listens, "the port is free")

    # Messages and resources

    def log(self):
        """Its messages. A thread of its own writes them, so they may arrive slightly later."""
        size = -1
        while self.process.poll() is None and size != (size := os.path.getsize(self.log_file)):
            time.sleep(0.05 * SLOW)
        with open(self.log_file, encoding="utf-8", errors="replace") as file:
            return file.read()

    def log_since_launch(self):
        with open(self.log_file, "rb") as file:
            file.seek(self.log_start)
            return file.read().decode(errors="replace")

    def resident(self):
        """Bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+) kB", file.read())[1]) * 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            columns = file.read().rpartition(")")[2].split()
        return (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")

    def metrics(self):
        """The samples of /metrics: name with labels, and value."""
        response = self.request("GET", "/metrics")
        assert response.status == 200, response
        samples = [line.rpartition(" ") for line in response.body.decode().splitlines() if not line.startswith("#")]
        return {name: float(value) for name, _, value in samples}

    # Clients

    def token(self, path, algorithm="sha256"):
        token = mint(path, self.key, algorithm)
        self.minted.add(token)
        return token

    def connect(self, receive_buffer=None, tls_context=None):
        sock = socket.socket()
        if receive_buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        sock.settimeout(PATIENCE)
        sock.connect(("127.0.0.1", self.port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls:
            sock = (tls_context or trusting_context()).wrap_socket(sock, server_hostname="localhost",
                                                                   suppress_ragged_eofs=False)
        peer = Peer(sock)
        self.peers.append(peer)
        return peer

    def head(self, method, target, fields=(), token=MINT, version="HTTP/1.1"):
        """A request's head as bytes, with Host and, unless token is None, Authorization."""
        target = target if isinstance(target, bytes) else target.encode()
        if token is MINT:
            token = self.token(urllib.parse.unquote_to_bytes(target.partition(b"?")[0]))
        lines = [b" ".join((method.encode(), target, version.encode())), f"Host: 127.0.0.1:{self.port}".encode()]
        if token is not None:
            lines.append(f"Authorization: Bearer {token}".encode())
        for name, value in fields:
            lines.append(name.encode() + b": " + (value if isinstance(value, bytes) else str(value).encode()))
        return b"\r\n".join(lines) + b"\r\n\r\n"

    def request(self, method, target, body=None, fields=(), token=MINT, peer=None):
        """Sends one request and returns its answer, on a new connection unless a peer is given."""
        connection = peer or self.connect()
        if body is not None:
            fields = [*fields, ("Content-Length", len(body))]
        connection.send_as_far_as_possible(self.head(method, target, fields, token) + (body or b""))
        response = connection.read_response(has_body=method != "HEAD")
        if not peer:
            connection.close()
        return response

    def publish(self, target, body, **options):
        return self.request("POST", target, body, **options)

    def ask_to_listen(self, target, fields=(), token=MINT, method="GET", peer=None, leave_out=(), **changes):
        """Sends the head of a WebSocket handshake; fields can be changed or left out."""
        usual = {**dict(UPGRADE), **{name.replace("_", "-"): value for name, value in changes.items()}}
        peer = peer or self.connect()
        kept = [(name, value) for name, value in usual.items() if name not in leave_out]
        peer.send(self.head(method, target, [*kept, *fields], token))
        return peer

    def listen(self, target, **options):
        """A WebSocket that subscribes to the target."""
        peer = self.ask_to_listen(target, **options)
        response = peer.read_response()
        assert response.status == 101, response
        listener = WebSocket(peer)
        self.peers.append(listener)
        return listener

    # Stop

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self):
        return self.process.wait(PATIENCE)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Stops it if it runs, and checks what must be true after every test."""
        if self.is_over:
            return
        for peer in self.peers:
            peer.close()
        try:
            if self.process.poll() is None:
                self.signal(signal.SIGTERM)
            status = self.wait()
            log = self.log()
            assert status == 0, f"exit status {status}; the end of its log:\n{log[-4000:]}"
            assert not re.search(r"Sanitizer|runtime error:", log), log[-20000:]
            # A shorter key may be a word that occurs in a message.
            secrets = [secret for secret in {self.key, *self.minted} if len(secret) > 16 and secret in log]
            assert not secrets, f"the log holds the secrets {secrets}"
        finally:
            self.discard()

    def discard(self):
        """Kills it; it is not started again."""
        self.kill()
        self.directory.cleanup()
        self.is_over = True


class BrokerTest(unittest.TestCase):
    """Tests that share one server, each on a channel named after itself."""

    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.broker = Hookbot(*cls.arguments)
        cls.addClassCleanup(cls.broker.stop)

    @property
    def channel(self):
        return self.id().rpartition(".")[2]


def trusting_context():
    """A TLS client that accepts any certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def make_certificate(directory, name="server", common_name="localhost"):
    """A key and a certificate signed with it, in PEM form: (key file, certificate file)."""
    key, certificate = (os.path.join(directory, name + suffix) for suffix in (".key", ".crt"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", f"/CN={common_name}", "-addext", "subjectAltName=DNS:localhost",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate


class CertificateTest(unittest.TestCase):
    """Tests that share a folder with a key and its certificate; tls has the names of both files."""

    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.tls = make_certificate(cls.directory)


def allow_many_connections():
    """Raises this process's limit of open files as far as the system permits; returns the limit."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def main():
    """Runs the tests of the script; exit status 77 means that all of them were skipped."""
    if "HOOKBOT_BINARY" not in os.environ:
        sys.exit("HOOKBOT_BINARY has to name the hookbot to test")
    result = unittest.main(module="__main__", exit=False, verbosity=2).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if result.skipped and result.testsRun <= len(result.skipped) else 0)
