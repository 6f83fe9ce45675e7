"""`hookbot publish`: files, standard input and examples reach listeners unchanged, and every failure is reported."""
import base64
import collections
import hashlib
import hmac
import json
import os
import re
import socket
import subprocess
import tempfile
import threading
import time
import unittest

import hookbot

SECRET = "a-secret-for-tests-that-nobody-prints"
BYTES = bytes(range(256)) * 5

Result = collections.namedtuple("Result", "status out err")


def publish(*arguments, given=b"", **changes):
    """Runs the command; whatever happens, no token and no secret may be in what it prints."""
    with tempfile.TemporaryDirectory(prefix="hookbot-") as home:
        done = subprocess.run([hookbot.binary(), "publish", *arguments], env=hookbot.environment(home, **changes),
                              input=given, capture_output=True, timeout=hookbot.PATIENCE, check=False)
    result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
    printed = result.out + result.err
    assert not re.search("Sanitizer|runtime error:", printed), printed
    tokens = [token for argument in arguments for token in re.findall(r"//([^/@]+)@", argument)]
    assert not [secret for secret in (*tokens, SECRET) if secret in printed], printed
    return result


class PublishTest(hookbot.BrokerTest):
    arguments = ("--max-body", "1MiB", "--log", "memory:")

    def url(self, path=None, scheme="http"):
        path = path or f"/pub/{self.channel}"
        return f"{scheme}://{self.broker.token(path.partition('?')[0])}@127.0.0.1:{self.broker.port}{path}"

    def file(self, content, name="body"):
        if not hasattr(self, "folder"):
            directory = tempfile.TemporaryDirectory(prefix="hookbot-")
            self.addCleanup(directory.cleanup)
            self.folder = directory.name
        path = os.path.join(self.folder, name)
        with open(path, "wb", opener=lambda *what: os.open(*what, mode=0o600)) as file:
            file.write(content)
        return path

    def setUp(self):
        self.listener = self.broker.listen(f"/sub/{self.channel}?format=json")

    def next_event(self):
        event = json.loads(self.listener.read_frame().payload)
        event["bytes"] = base64.b64decode(event["body_base64"]) if "body_base64" in event else event["body"].encode()
        event["fields"] = dict(event["headers"])
        return event

    def sent(self, *arguments, **options):
        """Publishes one event and returns it as it was heard; so none came before it."""
        result = publish(*arguments, **options)
        self.assertEqual((result.status, result.err), (0, ""), result)
        event = self.next_event()
        self.assertEqual(result.out, f"published as {event['id']}, to 1 listeners\n")
        return event

    def assert_fails(self, pattern, *arguments, **options):
        result = publish(*arguments, **options)
        self.assertEqual((result.status, result.out), (1, ""), result)
        self.assertRegex(result.err, r"^hookbot: ")
        self.assertRegex(result.err, pattern)
        return result


class Bodies(PublishTest):
    def test_standard_input_is_sent_byte_for_byte(self):
        self.assertEqual(self.sent(self.url(), given=BYTES)["bytes"], BYTES)
        self.assertEqual(self.sent(self.url(), "-", given=BYTES)["bytes"], BYTES)
        self.assertEqual(self.sent(self.url(), given=b"")["bytes"], b"")

    def test_a_file_is_sent_byte_for_byte(self):
        self.assertEqual(self.sent(self.url(), self.file(BYTES))["bytes"], BYTES)
        large = os.urandom(1 << 20)
        self.assertEqual(self.sent(self.url(), self.file(large))["bytes"], large)

    def test_a_pipe_is_read_to_its_end(self):
        pipe = os.path.join(os.path.dirname(self.file(b"")), "pipe")
        os.mkfifo(pipe)
        with subprocess.Popen(["sh", "-c", 'exec cat > "$0"', pipe], stdin=subprocess.PIPE) as writer:
            threading.Thread(target=lambda: (writer.stdin.write(BYTES), writer.stdin.close())).start()
            self.assertEqual(self.sent(self.url(), pipe)["bytes"], BYTES)
            self.assertEqual(writer.wait(hookbot.PATIENCE), 0)

    def test_several_are_sent_in_order(self):
        files = [self.file(b"event %d" % number, f"{number}") for number in range(5)]
        result = publish(self.url(), *files[:3], "-", *files[3:], given=b"typed")
        events = [self.next_event() for _ in range(6)]
        self.assertEqual([event["body"] for event in events],
                         ["event 0", "event 1", "event 2", "typed", "event 3", "event 4"])
        self.assertEqual(result, (0, "".join(f"published as {event['id']}, to 1 listeners\n" for event in events), ""))

    def test_text_can_be_typed(self):
        self.assertEqual(self.sent(self.url(), "--data", "grüß dich")["body"], "grüß dich")
        self.assertEqual(self.sent(self.url(), "-d", "")["body"], "")

    def test_each_kind_of_url_publishes(self):
        for scheme in ("http", "ws"):
            self.assertEqual(self.sent(self.url(scheme=scheme), "-d", scheme)["body"], scheme)
        path = f"/{self.channel}"
        self.assertEqual(self.sent(self.url(path), "-d", "without pub")["body"], "without pub")

    def test_an_unsafe_url_needs_no_token(self):
        result = publish(f"http://127.0.0.1:{self.broker.port}/unsafe/pub/x", "-d", "x")
        self.assertRegex(result.out, r"^published as \d+, to 0 listeners\n$")

    def test_the_query_goes_along(self):
        event = self.sent(self.url(f"/pub/{self.channel}?a=1&b=%2F+%20&&c"), "-d", "x")
        self.assertEqual(event["query"], "a=1&b=%2F+%20&&c")


class Fields(PublishTest):
    def test_headers_arrive(self):
        event = self.sent("-H", "X-One: 1", self.url(), "-H", "X-Two:a: b ", "--header", "x-one: 2", "-H", "X-Empty:",
                          "-d", "x")
        self.assertEqual([event["fields"].get(name) for name in ("X-One", "X-Two", "X-Empty")], ["1, 2", "a: b", ""])
        self.assertRegex(event["fields"]["User-Agent"], "^hookbot/")

    def test_a_token_may_be_given_as_a_header(self):
        url = f"http://127.0.0.1:{self.broker.port}/pub/{self.channel}"
        token = self.broker.token(f"/pub/{self.channel}")
        event = self.sent(url, "-H", f"Authorization: Bearer {token}", "-d", "x")
        self.assertNotIn("Authorization", event["fields"])

    def test_the_type_is_guessed(self):
        for content, name, kind in ((b'{"a": [1, "\xc3\xa9"]}', "x", "application/json"),
                                    (b"[]", "x.txt", "application/json"),
                                    (b"{nearly", "x.json", "application/json"), (b"a,b", "x.csv", "text/csv"),
                                    (b"<a/>", "x.xml", "application/xml"), (b"{", "x", "application/octet-stream"),
                                    (BYTES, "x", "application/octet-stream")):
            self.assertEqual(self.sent(self.url(), self.file(content, name))["fields"]["Content-Type"], kind, name)
        self.assertEqual(self.sent(self.url(), "-d", "{}", "-H", "content-type: a/b")["fields"]["content-type"], "a/b")

    def test_bad_headers_are_refused(self):
        for bad, complaint in (("X-A", "Name: value"), (": x", "Name: value"), ("X A: b", "Name: value"),
                               ("X-A: a\r\nX-B: b", "X-A contains a line end"), ("X-A: a\nb", "X-A contains a line end"),
                               ("content-length: 1", "content-length cannot be set"),
                               ("Transfer-Encoding: chunked", "Transfer-Encoding cannot be set"),
                               ("Authorization: Bearer x", "already has a token")):
            self.assert_fails(complaint, self.url(), "-d", "x", "-H", bad)


class Examples(PublishTest):
    names = ["github-ping", "github-pull-request", "github-push", "gitlab-push", "slack", "stripe"]

    def mac(self, text):
        return hmac.new(SECRET.encode(), text, hashlib.sha256)

    def verify(self, fields, body):
        """The scheme by which the fields prove the body, worked out anew."""
        signed_now = lambda seconds: abs(time.time() - int(seconds)) < 300
        if "X-Hub-Signature-256" in fields:
            self.assertEqual(fields["X-Hub-Signature-256"], "sha256=" + self.mac(body).hexdigest())
            return "github"
        if "Stripe-Signature" in fields:
            seconds, mac = re.fullmatch(r"t=(\d+),v1=(\w+)", fields["Stripe-Signature"]).groups()
            self.assertEqual(mac, self.mac(seconds.encode() + b"." + body).hexdigest())
            self.assertTrue(signed_now(seconds))
            return "stripe"
        if "X-Slack-Signature" in fields:
            seconds = fields["X-Slack-Request-Timestamp"]
            self.assertEqual(fields["X-Slack-Signature"],
                             "v0=" + self.mac(b"v0:" + seconds.encode() + b":" + body).hexdigest())
            self.assertTrue(signed_now(seconds))
            return "slack"
        if "webhook-signature" in fields:
            signed = f"{fields['webhook-id']}.{fields['webhook-timestamp']}.".encode() + body
            self.assertEqual(fields["webhook-signature"],
                             "v1," + base64.b64encode(self.mac(signed).digest()).decode())
            return "standard-webhooks"
        if "X-Mine" in fields:
            self.assertEqual(fields["X-Mine"], self.mac(body).hexdigest())
            return "hmac"
        return "gitlab" if fields.get("X-Gitlab-Token") == SECRET else None

    def test_they_are_listed(self):
        listed = publish("--example")
        self.assertEqual(listed, (0, "\n".join(self.names) + "\n", ""))
        for arguments in (("--example", self.url()), (self.url(), "--example", "nonsense")):
            self.assert_fails(", ".join(self.names), *arguments)

    def test_each_is_sent_as_its_service_does_and_signed(self):
        for name in self.names:
            event = self.sent(self.url(), "--example", name, HOOKBOT_SIGNING_SECRET=SECRET)
            self.assertEqual(self.verify(event["fields"], event["bytes"]), name.partition("-")[0])
            self.assertRegex(event["fields"]["Content-Type"], "^application/json")
            json.loads(event["body"])
            if name.startswith("github"):
                self.assertEqual(event["fields"]["X-GitHub-Event"], name.partition("-")[2].replace("-", "_"))
                self.assertRegex(event["fields"]["User-Agent"], "^GitHub-Hookshot/")

    def test_each_delivery_has_an_id_of_its_own(self):
        first, second = [self.sent(self.url(), "--example", "github-push") for _ in range(2)]
        uuid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
        self.assertRegex(first["fields"]["X-GitHub-Delivery"], f"^{uuid}$")
        self.assertNotEqual(first["fields"]["X-GitHub-Delivery"], second["fields"]["X-GitHub-Delivery"])
        self.assertIsNone(self.verify(first["fields"], first["bytes"]), "nobody gave a secret")

    def test_hookbots_own_github_format_takes_them(self):
        event = self.sent(self.url(f"/pub/{self.channel}?extra-metadata=github"), "--example", "github-push",
                          HOOKBOT_SIGNING_SECRET=SECRET)
        envelope = json.loads(event["body"])
        self.assertEqual(envelope["Event"], "push")
        self.assertEqual(envelope["Signature"],
                         "sha256=" + self.mac(base64.b64decode(envelope["Payload"])).hexdigest())

    def test_any_body_can_be_signed(self):
        for scheme in ("github", "gitlab", "stripe", "slack", "standard-webhooks"):
            event = self.sent(self.url(), "--sign", scheme, given=BYTES, HOOKBOT_SIGNING_SECRET=SECRET)
            self.assertEqual(self.verify(event["fields"], BYTES), scheme)
        event = self.sent(self.url(), "--sign", "hmac", "--sign-header", "X-Mine", "--secret-file",
                          self.file(SECRET.encode() + b"\n"), given=BYTES, HOOKBOT_SIGNING_SECRET="another")
        self.assertEqual(self.verify(event["fields"], BYTES), "hmac")

    def test_a_secret_alone_signs_nothing(self):
        event = self.sent(self.url(), "-d", "x", HOOKBOT_SIGNING_SECRET=SECRET)
        self.assertIsNone(self.verify(event["fields"], b"x"))

    def test_what_cannot_be_signed_is_refused(self):
        secret = self.file(SECRET.encode())
        open_to_all = self.file(SECRET.encode(), "open")
        os.chmod(open_to_all, 0o644)
        for complaint, *arguments in (("set HOOKBOT_SIGNING_SECRET", "--sign", "github"),
                                      ("requires --sign", "--secret-file", secret),
                                      ("github,gitlab", "--sign", "nonsense", "--secret-file", secret),
                                      ("chmod 600", "--sign", "github", "--secret-file", open_to_all),
                                      ("is empty", "--sign", "github", "--secret-file", self.file(b"\n", "empty")),
                                      ("cannot read the secret file", "--sign", "github", "--secret-file", "/none"),
                                      ("--sign-header", "--sign", "hmac", "--secret-file", secret, "--sign-header", "a b"),
                                      ("not base64", "--sign", "standard-webhooks", "--secret-file",
                                       self.file(b"whsec_???", "bad"))):
            self.assert_fails(complaint, self.url(), "-d", "x", *arguments)


class Refusals(PublishTest):
    def test_urls_that_do_not_publish(self):
        self.assert_fails("no URL")
        for url, complaint in (("", "no URL"), ("http://", "no host"), ("https:///pub/x", "no host"),
                               ("http://sometoken@host.invalid", "no channel"),
                               ("ftp://sometoken@host.invalid/pub/x", "does not begin with http://"),
                               ("sometoken@host.invalid/pub/x", "does not begin with|is not a URL"),
                               ("http://some token@host.invalid/pub/x", "is not a URL"),
                               ("http://some%0d%0atoken@host.invalid/pub/x", "not a token"),
                               ("wss://sometoken@host.invalid/sub/x/?a", "publish to /pub/x/,"),
                               ("http://sometoken@host.invalid/unsafe/sub/x", "publish to /unsafe/pub/x,")):
            self.assertNotIn("sometoken", self.assert_fails(complaint, url, "-d", "x").err)

    def test_wrong_tokens(self):
        url = f"http://{'0' * 64}@127.0.0.1:{self.broker.port}/pub/x"
        self.assert_fails("answered 401: 401 Unauthorized.*token in the URL is not", url, "-d", "x")
        self.assert_fails("answered 401.*the URL has no token", f"http://127.0.0.1:{self.broker.port}/pub/x", "-d", "x")

    def test_large_bodies(self):
        for size in ((1 << 20) + 1, 5 << 20):
            self.assert_fails("answered 413: 413 Content Too Large.*--max-body", self.url(), given=bytes(size))

    def test_nothing_is_published_where_a_file_cannot_be_read(self):
        good = self.file(b"good")
        self.assert_fails("cannot read /none: No such file", self.url(), good, "/none")
        self.assert_fails("cannot read /: ", self.url(), good, "/")
        self.assert_fails("give one URL", self.url(), good, self.url())
        self.assert_fails("standard input .* once", self.url(), "-", good, "-")
        self.assert_fails("one of them", self.url(), good, "-d", "x")
        self.assertEqual(self.sent(self.url(), "-d", "the first")["body"], "the first")

    def test_how_far_it_came_is_told(self):
        files = [self.file(b"one", "1"), self.file(bytes(2 << 20), "2"), self.file(b"three", "3")]
        result = publish(self.url(), *files)
        self.assertEqual(result.status, 1)
        self.assertEqual(result.out, f"published as {self.next_event()['id']}, to 1 listeners\n")
        self.assertRegex(result.err, r"^hookbot: .*/2: .* answered 413: .*; 1 of 3 were published\n$")
        self.assertEqual(self.sent(self.url(), "-d", "the second")["body"], "the second")

    def test_nobody_is_there(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            self.assert_fails("Connection refused", f"http://sometoken@127.0.0.1:{unused.getsockname()[1]}/pub/x",
                              "-d", "x")


class StrangeServer:
    """Gives each connection the next answer; None: says nothing until the client goes."""

    def __init__(self, *answers):
        self.requests = []
        self.answers = answers
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://sometoken@127.0.0.1:{self.socket.getsockname()[1]}/pub/x"
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            connection = self.socket.accept()[0]
            with connection:
                request = b""
                while not request.endswith(b"END") and (data := connection.recv(hookbot.MIB)):
                    request += data
                if not request:
                    return
                answer = self.answers[len(self.requests)] if len(self.requests) < len(self.answers) else b""
                self.requests.append(request)
                if answer is None:
                    connection.recv(1)
                else:
                    connection.sendall(answer)

    def stop(self):
        """How many requests came."""
        socket.create_connection(self.socket.getsockname()).close()
        self.thread.join()
        self.socket.close()
        return len(self.requests)


class StrangeServers(unittest.TestCase):
    def ask(self, *answers, arguments=()):
        """The command's result, and how many requests the server got."""
        server = StrangeServer(*answers)
        try:
            result = publish(server.url, "-d", "END", *arguments)
        finally:
            requests = server.stop()
        self.assertNotIn("sometoken", result.out + result.err)
        return result, requests

    def test_an_event_is_not_sent_again_where_the_answer_is_lost(self):
        for answer in (b"", b"HTTP/1.1 200"):
            result, requests = self.ask(answer, arguments=("--retry", "3"))
            self.assertRegex(result.err, "the event may have been published or not")
            self.assertEqual((result.status, requests), (1, 1), result)

    def test_silence(self):
        result, requests = self.ask(None, arguments=("--timeout", "1s", "--retry", "3"))
        self.assertRegex(result.err, "no answer for 1 s; the event may have been published or not")
        self.assertEqual((result.status, requests), (1, 1), result)

    def test_503_is_final_unless_asked_otherwise(self):
        busy = b"HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 9\r\n\r\nlog\x1b full"
        fine = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Hookbot-Event-Id: 7\r\nX-Hookbot-Listeners: 2\r\n\r\n"
        result, requests = self.ask(busy, fine)
        self.assertRegex(result.err, r"answered 503: log\\x1b full.*--retry")
        self.assertEqual((result.status, result.out, requests), (1, "", 1))
        result, requests = self.ask(busy, fine, arguments=("--retry", "1"))
        self.assertRegex(result.err, "answered 503.*trying again in 1 s")
        self.assertEqual((result.status, result.out, requests), (0, "published as 7, to 2 listeners\n", 2))

    def test_what_is_no_hookbot(self):
        result, _ = self.ask(b"HTTP/1.1 204 No Content\r\n\r\n")
        self.assertEqual((result.status, result.out), (0, "published: the server answered 204\n"))
        result, requests = self.ask(b"HTTP/1.1 307 Elsewhere\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")
        self.assertRegex(result.err, "answered 307")
        self.assertEqual((result.status, requests), (1, 1), "its token is not carried elsewhere")


class OverTls(hookbot.CertificateTest):
    def test_a_private_ca_is_trusted_where_it_is_named(self):
        broker = hookbot.Hookbot(tls=self.tls)
        self.addCleanup(broker.stop)
        for scheme in ("https", "wss"):
            url = f"{scheme}://{broker.token('/pub/x')}@localhost:{broker.port}/pub/x"
            result = publish(url, "-d", "x", "--ca-file", self.tls[1])
            self.assertRegex(result.out, "^published as ", result)
        result = publish(url, "-d", "x")
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertRegex(result.err, "certificate is not trusted: .*--ca-file")
        other = hookbot.make_certificate(self.directory, "other")[1]
        self.assertRegex(publish(url, "-d", "x", "--ca-file", other).err, "certificate is not trusted")
        self.assertRegex(publish(url, "-d", "x", "--ca-file", self.tls[0]).err, "no certificate in PEM form in ")
        self.assertRegex(publish(url, "-d", "x", "--ca-file", "/none").err, "cannot read /none")
        wrong_host = url.replace("localhost", "127.0.0.1")
        self.assertRegex(publish(wrong_host, "-d", "x", "--ca-file", self.tls[1]).err, "certificate is not trusted: .*host")
        # A server that speaks no TLS.
        plain = hookbot.Hookbot()
        self.addCleanup(plain.stop)
        result = publish(f"https://{plain.token('/pub/x')}@localhost:{plain.port}/pub/x", "-d", "x")
        self.assertRegex(result.err, "^hookbot: https://localhost:.*/pub/x: .*handshake")


if __name__ == "__main__":
    hookbot.main()
