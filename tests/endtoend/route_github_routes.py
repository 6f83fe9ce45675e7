"""`hookbot route-github` routes GitHub's webhooks for a server without routers."""
import base64
import hashlib
import hmac
import json
import os
import signal
import subprocess
import tempfile
import unittest

import hookbot

SECRET = "a-secret-of-githubs-hook"
HOOK = "/unsafe/pub/github.com/org/acme?extra-metadata=github"


def signature(body, secret=SECRET, algorithm="sha256"):
    return f"{algorithm}={hmac.new(secret.encode(), body, algorithm).hexdigest()}"


def push(branch="main", commit="1" * 40):
    return json.dumps({"ref": f"refs/heads/{branch}", "after": commit, "repository": {"full_name": "acme/anvil"},
                       "pusher": {"name": "wile"}}).encode()


class RouteGitHub(unittest.TestCase):
    def setUp(self):
        self.broker = hookbot.Hookbot()
        self.addCleanup(self.broker.stop)
        self.home = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(self.home.cleanup)
        self.state = os.path.join(self.home.name, "state")

    def command(self, *options, url=None):
        url = url or f"ws://127.0.0.1:{self.broker.port}/unsafe/sub/github.com/"
        return [hookbot.binary(), "route-github", "--monitor-url", url, *options]

    def environment(self, **changes):
        return hookbot.environment(self.home.name, HOOKBOT_KEY=hookbot.KEY, HOOKBOT_GITHUB_SECRET=SECRET, **changes)

    def start(self, *options, **changes):
        """A router that has connected: what it says is in the file self.said."""
        self.said = os.path.join(self.home.name, "said")
        with open(self.said, "w", encoding="utf-8") as said:
            router = subprocess.Popen(self.command(*options), env=self.environment(**changes), stderr=said, stdout=said)
        self.addCleanup(router.wait)
        self.addCleanup(router.kill)
        hookbot.wait_for(lambda: ": connected" in self.words(), "the router connects")
        return router

    def words(self):
        with open(self.said, encoding="utf-8") as said:
            return said.read()

    def hook(self, body, event="push", fields=None):
        fields = fields if fields is not None else [("X-Hub-Signature-256", signature(body))]
        fields = [("X-GitHub-Event", event), ("X-GitHub-Delivery", "d-1"), ("Content-Type", "application/json"), *fields]
        response = self.broker.request("POST", HOOK, body, fields, token=None)
        self.assertEqual(response.status, 200)

    def stop(self, router):
        router.send_signal(signal.SIGTERM)
        self.assertEqual(router.wait(hookbot.PATIENCE), 0)
        for secret in (SECRET, hookbot.KEY, hookbot.mint("/unsafe/sub/github.com/"), signature(push())):
            self.assertNotIn(secret, self.words())

    def test_a_push_reaches_its_repository_and_its_branch(self):
        listener = self.broker.listen("/sub/github.com/repo/")
        router = self.start()
        self.hook(push("feature/x"))
        channel, envelope = listener.read_event().split(b"\0", 1)
        self.assertEqual(channel, b"github.com/repo/acme/anvil")
        envelope = json.loads(envelope)
        self.assertEqual(base64.b64decode(envelope["Payload"]), push("feature/x"))
        self.assertEqual((envelope["Event"], envelope["Delivery"]), ("push", "d-1"))
        channel, update = listener.read_event().split(b"\0", 1)
        self.assertEqual(channel, b"github.com/repo/acme/anvil/branch/feature/x")
        self.assertEqual(json.loads(update), {"Type": "push", "Repo": "acme/anvil", "Branch": "feature/x",
                                              "SHA": "1" * 40, "Who": "wile"})
        self.stop(router)

    def test_what_is_badly_signed_goes_nowhere(self):
        listener = self.broker.listen("/sub/github.com/repo/")
        router = self.start()
        self.hook(push("a"), fields=[])
        self.hook(push("b"), fields=[("X-Hub-Signature-256", signature(push("b"), "another"))])
        self.hook(push("c"), fields=[("X-Hub-Signature", signature(push("c"), algorithm="sha1"))])
        self.hook(push("good"))
        self.assertTrue(listener.read_event().startswith(b"github.com/repo/acme/anvil\0"))
        self.assertTrue(listener.read_event().startswith(b"github.com/repo/acme/anvil/branch/good\0"))
        self.assertEqual(self.words().count("router github refuses"), 3)
        self.stop(router)

    def test_sha1_is_taken_where_it_is_allowed(self):
        listener = self.broker.listen("/sub/github.com/repo/")
        router = self.start("--github-allow-sha1")
        self.hook(push(), fields=[("X-Hub-Signature", signature(push(), algorithm="sha1"))])
        self.assertTrue(listener.read_event().startswith(b"github.com/repo/acme/anvil\0"))
        self.stop(router)

    def test_nothing_is_missed_while_it_is_away(self):
        listener = self.broker.listen("/sub/github.com/repo/acme/anvil")
        router = self.start("--state", self.state)
        self.hook(push("before"))
        listener.read_event()
        self.stop(router)
        for branch in ("one", "two", "three"):
            self.hook(push(branch))
        router = self.start("--state", self.state)
        branches = [json.loads(base64.b64decode(json.loads(listener.read_event())["Payload"]))["ref"] for _ in range(3)]
        self.assertEqual(branches, ["refs/heads/one", "refs/heads/two", "refs/heads/three"])
        router.kill()
        router.wait()
        self.hook(push("after"))
        router = self.start("--state", self.state)
        payload = base64.b64decode(json.loads(listener.read_event())["Payload"])
        while b"refs/heads/after" not in payload:  # the one that ran when it was killed may come again
            self.assertIn(b"refs/heads/three", payload)
            payload = base64.b64decode(json.loads(listener.read_event())["Payload"])
        self.stop(router)

    def test_headers_and_origin_come_from_the_environment(self):
        """Seen by what the server refuses."""
        router = self.start(HOOKBOT_HEADER="X-Tracing: yes", HOOKBOT_ORIGIN="samehost")
        self.stop(router)
        origin, header = "https://elsewhere.example", "Authorization: Bearer none"
        for changes, options, status in (({}, ["--origin", origin], "403"), ({"HOOKBOT_ORIGIN": origin}, [], "403"),
                                         ({}, ["-H", header], "401"), ({"HOOKBOT_HEADER": header}, [], "401")):
            with self.subTest(changes=changes, options=options):
                done = subprocess.run(self.command(*options), env=self.environment(**changes), capture_output=True,
                                      text=True, timeout=hookbot.PATIENCE, check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"the server answered: {status}", done.stderr)

    def test_it_does_not_start_half(self):
        for changes, options, words in (({"HOOKBOT_GITHUB_SECRET": ""}, [], "HOOKBOT_GITHUB_SECRET"),
                                        ({"HOOKBOT_KEY": ""}, [], "no key"),
                                        ({}, ["--header", "nonsense"], "--header"),
                                        ({}, ["--state", "/nowhere/state"], "--state")):
            with self.subTest(words=words):
                done = subprocess.run(self.command(*options), env={**self.environment(), **changes},
                                      capture_output=True, text=True, timeout=hookbot.PATIENCE, check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn(words, done.stderr)

    def test_another_key_ends_it(self):
        url = (f"ws://{hookbot.mint('/unsafe/sub/github.com/')}@127.0.0.1:{self.broker.port}"
               "/unsafe/sub/github.com/")
        other = hashlib.sha256(b"another").hexdigest()
        with open(os.path.join(self.home.name, "said"), "w", encoding="utf-8") as said:
            router = subprocess.Popen(self.command(url=url), env={**self.environment(), "HOOKBOT_KEY": other},
                                      stderr=said, stdout=said)
        self.said = said.name
        self.addCleanup(router.kill)
        hookbot.wait_for(lambda: ": connected" in self.words(), "the router connects")
        self.hook(push())
        self.assertEqual(router.wait(hookbot.PATIENCE), 1)
        self.assertIn("check that the key is the server's", self.words())


if __name__ == "__main__":
    hookbot.main()
