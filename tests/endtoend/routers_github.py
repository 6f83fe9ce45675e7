"""--router github: an organisation's webhooks with a valid signature are published on a channel for each repository and
each branch (docs/routers.md)."""
import base64
import json
import re
import tempfile
import unittest

import eventsfile
import hookbot
import routing


class WithARouter(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.broker = hookbot.Hookbot("--router", "github", "--log", "memory:", HOOKBOT_GITHUB_SECRET=routing.SECRET)
        cls.addClassCleanup(cls.broker.stop)

    def tearDown(self):
        self.assertNotIn(routing.SECRET, self.broker.log())


class GitHubRefusals(WithARouter):
    """With a server of its own: of many refusals in a second not each has a line."""

    def test_what_is_not_well_signed_is_refused(self):
        body = routing.push(repository="octo/unsigned")
        cases = {"unsigned": [], "wrong": [("X-Hub-Signature-256", "sha256=" + 64 * "0")],
                 "of another secret": [("X-Hub-Signature-256", routing.signature(body, "another"))],
                 "of another body": [("X-Hub-Signature-256", routing.signature(b"{}"))],
                 "old": [("X-Hub-Signature", routing.signature(body, algorithm="sha1"))]}
        for name, fields in cases.items():
            with self.subTest(name):
                ids = []
                self.assertEqual(routing.count_refused(self.broker, "signature", lambda sent=fields: ids.append(
                    routing.deliver(self.broker, body, *sent, signed=False))), 1)
                line = hookbot.wait_for(lambda number=ids[0]: re.search(rf".* id {number} from .*", self.broker.log()),
                                        "the log tells")[0]
                self.assertRegex(line, " warning router github refuses /unsafe/github.com/octo id")
                for _, value in fields:
                    self.assertNotIn(value.partition("=")[2], line)
        routing.deliver(self.broker, routing.push(repository="octo/signed"))
        hookbot.wait_for(lambda: eventsfile.poll(self.broker, "/sub/github.com/repo/octo/signed"), "the next is routed")
        self.assertEqual(eventsfile.poll(self.broker, "/sub/github.com/repo/octo/unsigned"), [])


class GitHubRouter(WithARouter):
    def records(self, channel="github.com/"):
        return eventsfile.poll(self.broker, f"/sub/{channel}")

    def test_a_push_goes_to_its_repository_and_its_branch(self):
        repository = self.broker.listen("/sub/github.com/repo/octo/repo")
        branch = self.broker.listen("/sub/github.com/repo/octo/repo/branch/main")
        every = self.broker.listen("/sub/")
        body = routing.push()
        routing.deliver(self.broker, body)
        envelope = repository.read_event()
        self.assertEqual(json.loads(envelope), {"Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958", "Event": "push",
                                                "Payload": base64.b64encode(body).decode(),
                                                "Signature": routing.signature(body)})
        small = branch.read_event()
        self.assertEqual(small, b'{"Branch":"main","Repo":"octo/repo",'
                                b'"SHA":"6113728f27ae82c7b1a177c8d03f9e96e0adf246","Type":"push","Who":"octocat"}')
        self.assertEqual(every.read_event(), b"github.com/repo/octo/repo\0" + envelope)
        self.assertEqual(every.read_event(), b"github.com/repo/octo/repo/branch/main\0" + small)

    def test_a_branch_with_slashes(self):
        branch = self.broker.listen("/sub/github.com/repo/octo/repo/branch/feature/x/y")
        routing.deliver(self.broker, routing.push("feature/x/y"))
        self.assertEqual(json.loads(branch.read_event())["Branch"], "feature/x/y")

    def test_other_events_go_to_their_repository_with_their_fields(self):
        listener = self.broker.listen("/sub/github.com/repo/octo/issues?format=json")
        body = b'{"action":"opened","repository":{"full_name":"octo/issues"}}'
        routing.deliver(self.broker, body, event="issues")
        listener_event = json.loads(listener.read_frame().payload)
        self.assertEqual(listener_event["query"], "extra-metadata=github")
        self.assertEqual(listener_event["remote"], "127.0.0.1")
        fields = dict(listener_event["headers"])
        self.assertEqual(fields["X-GitHub-Event"], "issues")
        self.assertEqual(fields["X-Hookbot-Routed-By"], "github")
        self.assertEqual(json.loads(listener_event["body"])["Payload"], base64.b64encode(body).decode())

    def test_a_flood_of_refusals_leaves_few_lines(self):
        peer = self.broker.connect()
        before = routing.refused(self.broker, "signature")
        for _ in range(200):
            routing.deliver(self.broker, routing.push(), signed=False, peer=peer)
        hookbot.wait_for(lambda: routing.refused(self.broker, "signature") == before + 200, "all are refused")
        told = re.search("routers refused [0-9]+ events more", hookbot.wait_for(
            lambda: re.search("(?s).*routers refused [0-9]+ events more", self.broker.log()), "the rest are told of")[0])
        self.assertTrue(told)
        self.assertLess(self.broker.log().count("router github refuses"), 150)

    def test_what_is_not_what_github_sends(self):
        for body in (b"", b"not JSON", b"[]", b"7", b'{"repository":', b"\xff\xfe\0", b'[{"repository":{}}]'):
            with self.subTest(body=body):
                self.assertEqual(routing.count_refused(self.broker, "malformed",
                                                       lambda sent=body: routing.deliver(self.broker, sent)), 1)
        plain = routing.HOOK.partition("?")[0]
        for body in (routing.push(), b"{}", b"x", b'{"Payload":[],"Event":"push","Signature":"x"}'):
            with self.subTest(plain=body):
                self.assertEqual(routing.count_refused(
                    self.broker, "malformed", lambda sent=body: routing.deliver(self.broker, sent, target=plain)), 1)

    def test_names_that_lead_elsewhere(self):
        before = {record["channel"] for record in self.records()}
        for name in ("../x/repo", "../x", "x/..", "a/b/c", "a", "/", "a/", "", "a/b\0c", "a/b\nc", "a/b%2Fc", "a/ü",
                     "o/" + 5_000_000 * "r"):
            with self.subTest(name=name[:20]):
                self.assertEqual(routing.count_refused(self.broker, "channel", lambda sent=name: routing.deliver(
                    self.broker, routing.push(repository=sent))), 1)
        self.assertEqual({record["channel"] for record in self.records()}, before)

    def test_branches_that_lead_elsewhere(self):
        for branch in ("", "a//b", "a/", 5_000_000 * "b"):
            with self.subTest(branch=branch[:20]):
                self.assertEqual(routing.count_refused(self.broker, "channel", lambda sent=branch: routing.deliver(
                    self.broker, routing.push(sent, "octo/branches"))), 1)
        listener = self.broker.listen("/sub/github.com/repo/octo/odd/branch/")
        for branch, channel in (("../../../x", "%2E%2E/%2E%2E/%2E%2E/x"), ("a\0b", "a%00b"), ("100%", "100%25")):
            routing.deliver(self.broker, routing.push(branch, "octo/odd"))
            self.assertEqual(listener.read_event().partition(b"\0")[0].decode(),
                             "github.com/repo/octo/odd/branch/" + channel)
        # Such a channel is named like any other: by its bytes, percent-encoded once in a URL.
        self.assertEqual(len(self.records("github.com/repo/octo/odd/branch/a%2500b")), 1)
        self.assertEqual(self.records("github.com/repo/octo/branches/branch/"), [])

    def test_an_event_that_names_this_router_is_left_alone(self):
        routing.deliver(self.broker, routing.push(repository="octo/looped"), ("X-Hookbot-Routed-By", "github"))
        routing.deliver(self.broker, routing.push(repository="octo/foreign"), ("X-Hookbot-Routed-By", "other"))
        hookbot.wait_for(lambda: self.records("github.com/repo/octo/foreign"), "the other is routed")
        self.assertEqual(self.records("github.com/repo/octo/looped"), [])

    def test_what_is_routed_is_counted(self):
        name = 'hookbot_routed_total{router="github"}'
        before = self.broker.metrics().get(name, 0)
        delivered = self.broker.metrics()["hookbot_delivered_total"]
        listener = self.broker.listen("/sub/github.com/repo/octo/counted/")
        routing.deliver(self.broker, routing.push(repository="octo/counted"))
        listener.read_event()
        hookbot.wait_for(lambda: self.broker.metrics().get(name, 0) == before + 2, "two came of it")
        hookbot.wait_for(lambda: self.broker.metrics()["hookbot_delivered_total"] == delivered + 1, "one was heard")


class GitHubSecrets(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def start(self, *options, **changes):
        broker = hookbot.Hookbot("--router", "github", "--log", "memory:", *options, **changes)
        self.addCleanup(broker.stop)
        return broker

    def assert_routed(self, broker, *fields):
        listener = broker.listen("/sub/github.com/repo/octo/repo")
        routing.deliver(broker, routing.push(), *fields, signed=False)
        listener.read_event()
        listener.close()

    def test_several_secrets(self):
        files = [routing.write_secret(self.directory, "first\n\n  second  \n", "a"),
                 routing.write_secret(self.directory, "third", "b")]
        broker = self.start("--github-secret-file", files[0], "--github-secret-file", files[1],
                            HOOKBOT_GITHUB_SECRET="not this")
        for secret in ("first", "second", "third"):
            self.assert_routed(broker, ("X-Hub-Signature-256", routing.signature(routing.push(), secret)))
        self.assertEqual(routing.count_refused(broker, "signature", lambda: routing.deliver(
            broker, routing.push(), ("X-Hub-Signature-256", routing.signature(routing.push(), "not this")),
            signed=False)), 1)

    def test_old_signatures_where_they_are_allowed(self):
        broker = self.start("--github-allow-sha1", HOOKBOT_GITHUB_SECRET="first\nsecond")
        body = routing.push()
        for secret in ("first", "second"):
            self.assert_routed(broker, ("X-Hub-Signature", routing.signature(body, secret, "sha1")))
        # A good old one does not make up for a bad new one.
        self.assertEqual(routing.count_refused(broker, "signature", lambda: routing.deliver(
            broker, body, ("X-Hub-Signature", routing.signature(body, "first", "sha1")),
            ("X-Hub-Signature-256", "sha256=" + 64 * "0"), signed=False)), 1)

    def assert_refused(self, *options, words, **changes):
        result = hookbot.run("serve", "--bind", "127.0.0.1:0", *options, **changes)
        self.assertEqual(result.returncode, 1, result)
        self.assertRegex(result.stderr, words)
        return result

    def test_without_a_secret_it_does_not_start(self):
        self.assert_refused("--router", "github", words="set HOOKBOT_GITHUB_SECRET.*--github-secret-file")
        self.assert_refused("--router", "github", words="set HOOKBOT_GITHUB_SECRET", HOOKBOT_GITHUB_SECRET=" \n")

    def test_secret_files_that_will_not_do(self):
        for text, mode, words in (("s", 0o644, "chmod 600"), ("\n", 0o600, "empty")):
            path = routing.write_secret(self.directory, text, mode=mode)
            self.assert_refused("--router", "github", "--github-secret-file", path, words=words)
        self.assert_refused("--router", "github", "--github-secret-file", "/nowhere/secret", words="/nowhere/secret")

    def test_options_that_do_not_go_together(self):
        self.assert_refused("--router", "gitlab", words="github")
        self.assert_refused("--github-allow-sha1", words="--router github")


if __name__ == "__main__":
    hookbot.main()
