"""--routes FILE: a table of routes publishes the webhooks of any service on other channels, with a valid signature and
only on the channel that its pattern yields (docs/routers.md)."""
import base64
import hashlib
import hmac
import json
import os
import tempfile
import time
import unittest

import eventsfile
import hookbot
import routing

SECRET = "9d2-a-secret-of-the-table-for-tests"
STANDARD = "whsec_" + base64.b64encode(b"a key of the test's, of 24 bytes").decode()


class Routes(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.file = os.path.join(directory.name, "routes.json")
        self.secret_file = routing.write_secret(directory.name, SECRET)

    def write(self, text):
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, *routes, log="memory:", **changes):
        self.write(json.dumps({"routes": routes}))
        self.broker = hookbot.Hookbot("--routes", self.file, "--log", log, SERVICE_SECRET=SECRET, **changes)
        self.addCleanup(self.broker.stop)

    def publish(self, channel, body=b"{}", fields=(), **options):
        response = self.broker.publish(channel, body, fields=fields, **options)
        self.assertEqual(response.status, 200, response)

    def channels(self, target="/sub/"):
        return [record["channel"] for record in eventsfile.poll(self.broker, target)]

    def count_refused(self, reason, act):
        return routing.count_refused(self.broker, reason, act, router="routes")


class RoutesOfATable(Routes):
    def test_where_and_placeholders(self):
        self.start({"from": "ci/", "where": ["header:X-Kind=build-*", "json:branch=main"],
                    "to": "builds/{json:project.name}/{header:X-Kind}"},
                   {"from": "ci/", "to": "all/{rest}"})
        listener = self.broker.listen("/sub/builds/site/build-done?format=json")
        body = b'{"branch":"main","project":{"name":"site"}}'
        self.publish("/pub/ci/a/b?x=1", body, [("X-Kind", "build-done")])
        event = json.loads(listener.read_frame().payload)
        self.assertEqual((event["method"], event["query"], event["body"]), ("POST", "x=1", body.decode()))
        self.assertEqual(dict(event["headers"])["X-Hookbot-Routed-By"], "routes")
        self.publish("/pub/ci/a/b", b'{"branch":"dev","project":{"name":"site"}}', [("X-Kind", "build-done")])
        self.publish("/pub/ci/a/b", body, [("X-Kind", "deploy")])
        self.publish("/pub/ci/a/b", body)
        hookbot.wait_for(lambda: len(self.channels("/sub/all/")) == 4, "the other route has all")
        self.assertEqual(self.channels("/sub/builds/"), ["builds/site/build-done"])
        self.assertEqual(self.channels("/sub/all/"), 4 * ["all/a/b"])

    def test_what_a_payload_says_stays_in_the_pattern(self):
        self.start({"from": "in", "to": "out/{json:name}/x"})
        for name, channel in (("plain", "plain"), ("../../secret", "..%2F..%2Fsecret"), ("..", "%2E%2E"),
                              ("a\0b\n", "a%00b%0A"), ("/unsafe/a", "%2Funsafe%2Fa"), ("100%", "100%25"), (7, "7"),
                              ("Grüße 🪝", "Grüße 🪝")):
            with self.subTest(name=name):
                listener = self.broker.listen("/sub/")
                self.publish("/pub/in", json.dumps({"name": name}).encode())
                listener.read_event()
                self.assertEqual(listener.read_event().partition(b"\0")[0].decode(), f"out/{channel}/x")
        known = self.channels("/sub/out/")
        for body in (b"{}", b"", b"x", b"[]", b"7", b'{"name":""}', b'{"name":null}', b'{"name":["a"]}',
                     b'{"name":{}}', b'{"name":"' + 5_000_000 * b"a" + b'"}', b"\xff", b'[{"name":"a"}]'):
            with self.subTest(body=body[:20]):
                self.assertEqual(self.count_refused("channel", lambda sent=body: self.publish("/pub/in", sent)), 1)
        self.assertEqual(self.channels("/sub/out/"), known)

    def test_loops_come_to_rest(self):
        self.start({"from": "a/", "to": "a/b"}, {"from": "b/", "to": "c/{rest}"}, {"from": "c/", "to": "b/{rest}"})
        for channel in ("a/x", "b/x", "c/x"):
            self.publish(f"/pub/{channel}")
        self.publish("/pub/a/end")
        hookbot.wait_for(lambda: len(self.channels()) >= 8, "all is routed")
        self.assertEqual(sorted(self.channels()), ["a/b", "a/b", "a/end", "a/x", "b/x", "b/x", "c/x", "c/x"])
        counted = self.broker.metrics()['hookbot_routed_total{router="routes"}']
        self.assertEqual(counted, 4)

    def test_a_table_hears_what_the_github_router_makes(self):
        self.write(json.dumps({"routes": [{"from": "github.com/repo/", "to": "deploy/{json:site}",
                                           "where": ["channel=github.com/repo/*/*", "header:X-GitHub-Event=push",
                                                     "json:ref=refs/heads/main"]}]}))
        self.broker = hookbot.Hookbot("--routes", self.file, "--router", "github", "--log", "memory:",
                                      HOOKBOT_GITHUB_SECRET=routing.SECRET)
        self.addCleanup(self.broker.stop)
        listener = self.broker.listen("/sub/deploy/site?format=json")
        for branch in ("dev", "main"):
            routing.deliver(self.broker, routing.push(branch, "octo/site", site="site"))
        event = json.loads(listener.read_frame().payload)
        self.assertEqual(json.loads(base64.b64decode(json.loads(event["body"])["Payload"]))["ref"], "refs/heads/main")
        self.assertEqual([value for name, value in event["headers"] if name == "X-Hookbot-Routed-By"],
                         ["github", "routes"])

    def test_several_channels_survive_kill_9_in_their_order(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.start({"from": "a/", "to": "out/x"}, {"from": "a/b/", "to": "out/x"},
                   {"from": "/unsafe/", "to": "out/x", "verify": "none"},
                   log=f"sqlite:{directory.name}/events")
        for life in range(4):
            for number in range(30):
                body = b"%d/%d" % (life, number)
                target = ("/pub/a/1", "/pub/a/b/2", "/unsafe/pub/3")[number % 3]
                self.publish(target, body, token=None if "unsafe" in target else hookbot.MINT)
            self.broker.kill()
            self.broker.relaunch()
        hookbot.wait_for(lambda: len(self.channels("/sub/out/")) >= 160, "all is routed")
        heard = [record["body"] for record in eventsfile.poll(self.broker, "/sub/out/x")]
        # What fits two routes comes of both.
        expected = [f"{life}/{number}" for life in range(4) for number in range(30)
                    for _ in range(2 if number % 3 == 1 else 1)]
        self.assertEqual(heard, expected)


class RoutesVerify(Routes):
    """Each scheme through the table, with a signature made as the service's documentation has it."""

    def mac(self, text, secret=SECRET):
        return hmac.new(secret.encode() if isinstance(secret, str) else secret, text, hashlib.sha256)

    def stripe(self, body, now, secret=SECRET):
        return [("Stripe-Signature", f"t={now},v1=" + self.mac(b"%d." % now + body, secret).hexdigest())]

    def slack(self, body, now, secret=SECRET):
        return [("X-Slack-Request-Timestamp", now),
                ("X-Slack-Signature", "v0=" + self.mac(b"v0:%d:" % now + body, secret).hexdigest())]

    def standard(self, body, now, secret=b"a key of the test's, of 24 bytes"):
        mac = base64.b64encode(self.mac(b"msg_1.%d." % now + body, secret).digest()).decode()
        return [("webhook-id", "msg_1"), ("webhook-timestamp", now), ("webhook-signature", f"v1,{mac}")]

    def github(self, body, _, secret=SECRET):
        return [("X-Hub-Signature-256", "sha256=" + self.mac(body, secret).hexdigest())]

    def gitlab(self, _, __, secret=SECRET):
        return [("X-Gitlab-Token", secret)]

    def hmac(self, body, _, secret=SECRET):
        return [("X-Mac", self.mac(body, secret).hexdigest())]

    def assert_verifies(self, scheme, sign, has_time=False, secret=None, **more):
        source = {"secret-env": "OTHER"} if secret else {"secret-file": self.secret_file}
        self.start({"from": "/unsafe/in", "to": "out/{json:kind}", "verify": {"scheme": scheme, **source, **more}},
                   **({"OTHER": secret} if secret else {}))
        listener = self.broker.listen("/sub/out/paid")
        body, now = b'{"kind":"paid"}', int(time.time())

        def send(fields, sent=body):
            self.publish("/unsafe/pub/in", sent, fields, token=None)

        send(sign(body, now))
        self.assertEqual(listener.read_event(), body)
        wrong = [[], sign(body, now, b"another secret" if secret else "another secret")]
        if has_time:
            wrong.append(sign(body, now - 3600))
        for fields in wrong:
            self.assertEqual(self.count_refused("signature", lambda sent=fields: send(sent)), 1)
        if scheme != "gitlab":  # which signs nothing
            self.assertEqual(self.count_refused("signature", lambda: send(sign(b"{}", now))), 1)
        self.assertEqual(self.channels("/sub/out/"), ["out/paid"])
        for word in (SECRET, *[str(value) for fields in wrong for name, value in fields if "imestamp" not in name
                               and name != "webhook-id"]):
            self.assertNotIn(word, self.broker.log())

    def test_github(self):
        self.assert_verifies("github", self.github)

    def test_gitlab(self):
        self.assert_verifies("gitlab", self.gitlab)

    def test_stripe(self):
        self.assert_verifies("stripe", self.stripe, has_time=True, tolerance="10m")

    def test_slack(self):
        self.assert_verifies("slack", self.slack, has_time=True)

    def test_standard_webhooks(self):
        self.assert_verifies("standard-webhooks", self.standard, has_time=True, secret=STANDARD)

    def test_hmac(self):
        self.assert_verifies("hmac", self.hmac, header="X-Mac")


class RoutesThatAreWrong(Routes):
    def assert_refused(self, text, words):
        self.write(text)
        result = hookbot.run("serve", "--bind", "127.0.0.1:0", "--log", "memory:", "--routes", self.file,
                             SERVICE_SECRET=SECRET)
        self.assertEqual(result.returncode, 1, result)
        self.assertRegex(result.stderr, words)
        self.assertNotIn(SECRET, result.stderr)

    def test_the_message_says_where(self):
        self.assert_refused('{\n  "routes": [\n    {"from": "a" "to": "b"}\n  ]\n}', f"{self.file}, line 3, column [0-9]+: ")
        self.assert_refused('{"routes": [\n  {"from": "a", "to": "b"},\n  {"from": "a", "too": "b", "to": "b"}\n]}',
                            'line 3, column 17: "too"')
        self.assert_refused('{"routes": [{"from": "/unsafe/a", "to": "b"}]}', "line 1, column 22: .*verify")

    def test_secrets_that_are_not_there(self):
        verify = '{"routes": [\n{"from": "/unsafe/a", "to": "b", "verify": {"scheme": "stripe", %s}}]}'
        self.assert_refused(verify % '"secret-env": "UNSET"', "line 2, column 79: .*UNSET")
        os.chmod(self.secret_file, 0o644)
        self.assert_refused(verify % f'"secret-file": "{self.secret_file}"', "line 2, column 80: .*chmod 600")

    def test_a_file_that_is_not_there(self):
        result = hookbot.run("serve", "--bind", "127.0.0.1:0", "--log", "memory:", "--routes", "/nowhere/routes")
        self.assertEqual(result.returncode, 1)
        self.assertIn("/nowhere/routes", result.stderr)


if __name__ == "__main__":
    hookbot.main()
