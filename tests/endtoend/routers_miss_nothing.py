"""A router loses nothing in restarts and kill -9: each event is routed once, at whatever point the server stopped
(docs/routers.md).

To run it with more kills, after the build:
HOOKBOT_TEST_KILLS=100 HOOKBOT_BINARY=build/ci/app/hookbot PYTHONPATH=tests/support \
    python3 -B tests/endtoend/routers_miss_nothing.py
"""
import base64
import json
import os
import random
import signal
import threading
import time
import unittest

import eventsfile
import hookbot
import routing

KILLS = int(os.environ.get("HOOKBOT_TEST_KILLS", "6"))
PUBLISHERS = 3
MOST_ANSWERS = 150  # in one life of the server, about
ROUTER = ("--router", "github")
REPOSITORY = "/sub/github.com/repo/octo/repo"


class Deliverer(threading.Thread):
    """GitHub: delivers one hook after the other, and connects again whenever the server was killed."""

    def __init__(self, test, number):
        super().__init__(daemon=True)
        self.test, self.number = test, number
        self.tried = 0
        self.answered = []  # numbers of hooks
        self.running = True
        self.failure = None

    def run(self):
        try:
            while self.running:
                try:
                    peer = self.test.broker.connect()
                    while self.running:
                        hook = f"{self.number}/{self.tried}"
                        self.tried += 1
                        routing.deliver(self.test.broker, routing.push(repository="octo/repo", hook=hook), peer=peer)
                        self.answered.append(hook)
                except (OSError, EOFError):
                    self.test.up.wait(hookbot.PATIENCE)
        except Exception as error:  # for the test to tell
            self.failure = error

    def stop(self):
        self.running = False
        self.join(hookbot.PATIENCE)


class RoutersMissNothing(unittest.TestCase):
    def start(self, *options):
        self.broker = hookbot.Hookbot("--sync", "normal", *options, HOOKBOT_GITHUB_SECRET=routing.SECRET)
        self.addCleanup(self.broker.stop)

    def hooks(self, target, **options):
        """The numbers of the hooks in these channels' envelopes."""
        return [json.loads(base64.b64decode(json.loads(record["body"])["Payload"]))["hook"]
                for record in eventsfile.poll(self.broker, target, **options)]

    def assert_all_routed(self):
        """Each event that the log has came out once, in the same order; and once more on the branch's channel."""
        sent = self.hooks("/unsafe/sub/github.com/", fields=[hookbot.UNSAFE_IS_OK])
        hookbot.wait_for(lambda: len(self.hooks(REPOSITORY)) >= len(sent), "all is routed")
        self.assertEqual(self.hooks(REPOSITORY), sent)
        self.assertEqual(len(eventsfile.poll(self.broker, REPOSITORY + "/branch/main")), len(sent))
        return sent

    def test_kill_9(self):
        self.start(*ROUTER)
        self.up = threading.Event()
        self.up.set()
        deliverers = [Deliverer(self, number) for number in range(PUBLISHERS)]
        for deliverer in deliverers:
            self.addCleanup(deliverer.stop)
            deliverer.start()

        def count():
            for deliverer in deliverers:
                if deliverer.failure:
                    raise deliverer.failure
            return sum(len(deliverer.answered) for deliverer in deliverers)

        for _ in range(KILLS):
            wanted = count() + random.randint(1, MOST_ANSWERS)
            hookbot.wait_for(lambda least=wanted: count() >= least, "hooks are answered")
            time.sleep(random.random() / 50)  # it is a matter of chance what it is about then
            self.up.clear()
            self.broker.kill()
            if random.random() < 0.3:  # it may also be killed while it begins
                self.broker.launch(self.broker.port)
                time.sleep(random.random() / 20)
                self.broker.kill()
            self.broker.relaunch()
            self.up.set()
        for deliverer in deliverers:
            deliverer.stop()
        sent = self.assert_all_routed()
        self.assertEqual({hook for deliverer in deliverers for hook in deliverer.answered} - set(sent), set())

    def test_orderly_restarts(self):
        self.start(*ROUTER)
        for life in range(3):
            for number in range(20):
                routing.deliver(self.broker, routing.push(hook=f"{life}/{number}"))
            self.broker.signal(signal.SIGTERM)  # with some of it not routed yet
            self.assertEqual(self.broker.wait(), 0)
            self.broker.relaunch()
        self.assertEqual(len(self.assert_all_routed()), 60)
        self.broker.signal(signal.SIGTERM)
        self.broker.wait()
        self.broker.relaunch()
        self.assertEqual(len(self.assert_all_routed()), 60)

    def restart(self, with_router):
        """An orderly one, with a router or without."""
        self.broker.signal(signal.SIGTERM)
        self.broker.wait()
        self.broker.command = [word for word in self.broker.command if word not in ROUTER] + [*ROUTER[:2 * with_router]]
        self.broker.relaunch()

    def test_what_comes_while_it_is_not_routed(self):
        self.start(*ROUTER)
        routing.deliver(self.broker, routing.push(hook="routed"))
        hookbot.wait_for(lambda: self.hooks(REPOSITORY), "it is routed")
        self.restart(with_router=False)
        for number in range(300):
            routing.deliver(self.broker, routing.push(hook=str(number)))
        self.assertEqual(self.hooks(REPOSITORY), ["routed"])
        self.restart(with_router=True)
        self.assertEqual(len(self.assert_all_routed()), 301)

    def test_a_new_router_begins_at_the_logs_end(self):
        self.start()
        routing.deliver(self.broker, routing.push(hook="before"))
        self.restart(with_router=True)
        routing.deliver(self.broker, routing.push(hook="after"))
        hookbot.wait_for(lambda: self.hooks(REPOSITORY), "it is routed")
        self.broker.kill()
        self.broker.relaunch()
        routing.deliver(self.broker, routing.push(hook="last"))
        hookbot.wait_for(lambda: len(self.hooks(REPOSITORY)) > 1, "it is routed")
        self.assertEqual(self.hooks(REPOSITORY), ["after", "last"])

    def test_a_router_to_which_nothing_came_has_begun(self):
        self.start(*ROUTER)
        self.restart(with_router=False)
        routing.deliver(self.broker, routing.push(hook="first"))
        self.restart(with_router=True)
        self.assertEqual(self.assert_all_routed(), ["first"])


if __name__ == "__main__":
    hookbot.main()
