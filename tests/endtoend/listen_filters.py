"""`hookbot listen --filter` skips other events, and --state remembers that it has skipped them."""
import json
import os

import hookbot
import listening


class ListenFilters(listening.ListenTest):
    arguments = ("--log", "memory:")

    def heard(self, count, *filters):
        """What passes, of all that was published before."""
        arguments = [word for each in filters for word in ("--filter", each)]
        listen = self.listen("--since", "all", "--count", str(count), *arguments, url=self.url("/"))
        self.assertEqual(listen.wait(), 0, listen.err())
        return listen.lines()

    def test_each_form_and_all_together(self):
        merged = json.dumps({"action": "closed", "pull_request": {"merged": True, "base": {"ref": "main"}}}).encode()
        opened = json.dumps({"action": "opened", "pull_request": {"merged": False, "base": {"ref": "main"}}}).encode()
        self.publish(merged, below="/me/site", fields=[("X-GitHub-Event", "pull_request")])
        self.publish(opened, below="/me/site", fields=[("X-GitHub-Event", "pull_request")])
        self.publish(b'{"ref": "refs/heads/main"}', below="/you/site", fields=[("x-github-event", "push")])
        self.publish(b"no json", below="/me/deep/er")
        channel = self.channel
        for filters, wanted in (([f"channel={channel}/me/*"], [merged, opened]),
                                ([f"channel={channel}/me/**"], [merged, opened, b"no json"]),
                                (["header:X-GitHub-Event=push"], [b'{"ref": "refs/heads/main"}']),
                                (["json:ref=refs/heads/*"], [b'{"ref": "refs/heads/main"}']),
                                (["json:pull_request.merged=true"], [merged]),
                                (["json:pull_request.base.ref=main", "json:action=open*"], [opened])):
            with self.subTest(filters=filters):
                self.assertEqual(self.heard(len(wanted), *filters), wanted)

    def test_what_is_passed_over_is_remembered(self):
        state = os.path.join(self.folder(), "state")
        self.publish(b"wanted", b"not this", b"nor this")
        listen = self.listen("--since", "all", "--state", state, "--filter", "header:X-Wanted=yes")

        def place():
            if not os.path.exists(state):
                return None
            with open(state, encoding="ascii") as file:
                (_, remembered), = json.load(file)["places"].items()
            return remembered.get("after")

        last, = self.publish(b"last")
        listen.wait_for(lambda: place() == last, "what was passed over is remembered")
        self.assertEqual(listen.stop(), 0)
        self.assertEqual(listen.lines(), [])

    def test_conditions_that_are_none(self):
        for condition in ("", "ref=main", "channel", "header:=x", "json:=x", "json:a[=x", "body:a=b"):
            with self.subTest(condition=condition):
                listen = self.listen("--filter", condition)
                self.assertEqual(listen.wait(), 1)
                self.assertIn("--filter", listen.err())


if __name__ == "__main__":
    hookbot.main()
