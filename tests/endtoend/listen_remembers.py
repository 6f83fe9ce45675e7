"""`hookbot listen --state` continues where it stopped: events that arrived in the meantime are handled, and a kill -9
repeats only the events that were being handled.

To run it with more kills, after the build:
HOOKBOT_TEST_KILLS=50 HOOKBOT_BINARY=build/ci/app/hookbot PYTHONPATH=tests/support \
    python3 -B tests/endtoend/listen_remembers.py Kills
"""
import collections
import json
import os
import random
import signal
import threading
import time
import unittest

import goserver
import hookbot
import listening
import receiver

KILLS = int(os.environ.get("HOOKBOT_TEST_KILLS", "4"))

# In one write: commands of two channels run side by side.
PRINT = 'echo "$(cat)"'


class ListenRemembers(listening.ListenTest):
    arguments = ("--log", "memory:", "--keep-events", "1000")

    def setUp(self):
        self.state = os.path.join(self.folder(), "state")

    def remember(self, *arguments, **options):
        return self.listen("--state", self.state, *arguments, **options)

    def place(self):
        """The one that is remembered."""
        with open(self.state, encoding="ascii") as file:
            (_, place), = json.load(file)["places"].items()
        return place

    def ends_with(self, lines, *arguments, status=0, **options):
        """Runs until so many lines are there."""
        listen = self.remember("--count", str(len(lines)), *arguments, **options)
        self.assertEqual((listen.wait(), listen.lines()), (status, lines), listen.err())

    def test_what_came_while_it_was_away(self):
        """Without an event, too, it goes on from when it began."""
        first = self.remember("--exec", "cat; echo").wait_until_connected()
        self.assertEqual(first.stop(), 0)
        self.publish(b"one", b"two", b"three")
        self.ends_with([b"one"], "--exec", "cat; echo")
        listen = self.remember("--exec", "cat; echo")
        listen.wait_for_lines(2)
        four, = self.publish(b"four")
        self.assertEqual(listen.wait_for_lines(3), [b"two", b"three", b"four"])
        listen.wait_for(lambda: self.place()["after"] == four, "that is remembered")
        listen.kill()
        self.publish(b"five")
        self.ends_with([b"five"])

    def test_since_is_for_the_first_time(self):
        """And is not forgotten where the first time comes to nothing."""
        self.publish(b"one", b"two")
        stopped = self.remember("--since", "all", "--exec", "kill -9 $PPID")
        self.assertEqual(stopped.wait(), -signal.SIGKILL)
        for lines, url in (([b"one"], self.url()), ([b"two"], self.url() + "?since=all")):
            self.ends_with(lines, "--exec", "cat; echo", url=url)
        os.remove(self.state)
        self.ends_with([b"one"], url=self.url() + "?since=1h")
        self.ends_with([b"two"], "--since", "1h")

    def test_it_starts_with_nothing_older(self):
        self.publish(b"before")
        listen = self.remember("--once").wait_until_connected()
        self.publish(b"after")
        self.assertEqual((listen.wait(), listen.lines()), (0, [b"after"]))

    def test_a_mistake_is_not_remembered(self):
        self.publish(b"one")
        self.assertEqual(self.remember("--since", "1y").wait(), 1)
        self.ends_with([b"one"], "--since", "all")

    def test_what_failed_is_tried_until_it_succeeds(self):
        self.publish(b"one", b"two")
        listen = self.remember("--since", "all", "--exec", "exit 1")
        listen.wait_until_told("again in")
        self.assertEqual(listen.stop(), 0)
        self.ends_with([b"one", b"two"], "--exec", "cat; echo")

    def test_what_was_killed_at_its_end_is_done_again(self):
        self.publish(b"one")
        listen = self.remember("--since", "all", "--exec", "echo begun; sleep 1000")
        listen.wait_for_lines(1)
        listen.signal(signal.SIGINT)
        listen.signal(signal.SIGTERM)
        listen.wait()
        self.ends_with([b"one"], "--exec", "cat; echo")

    def test_side_by_side_none_is_lost_and_none_repeated(self):
        """The first of six is still at work when the others are done, and then all is killed."""
        self.publish(*[b"%d" % number for number in range(6)])
        folder = self.folder()
        listen = self.remember("--since", "all", "--jobs", "3", "--exec",
                               f'n=$(cat); test $n = 0 && exec sleep 2; touch {folder}/$n')
        listen.wait_for(lambda: len(os.listdir(folder)) == 5, "the others are done")
        listen.wait_for(lambda: len(self.place().get("handled", ())) == 5, "that is remembered")
        listen.kill()
        self.ends_with([b"0"], "--jobs", "3", "--exec", "cat; echo")
        self.publish(b"6")
        self.ends_with([b"6"], "--exec", "cat; echo")

    def test_a_receivers_last_word_is_one(self):
        self.publish(b"one", b"two")
        target = receiver.Receiver(lambda *_: 410)
        self.addCleanup(target.stop)
        for _ in range(2):
            self.assertEqual(self.remember("--since", "all", "--once", "--forward", target.url).wait(), 1)
        self.assertEqual(target.bodies(), [b"one", b"two"])

    def test_several_urls_have_places_of_their_own(self):
        for name in ("a", "b"):
            self.publish(*[f"{name}{number}".encode() for number in range(3)], below=f"/{name}")
        both = self.remember(self.url("/b"), "--since", "all", "--count", "4", "--exec", PRINT,
                             url=self.url("/a"))
        self.assertEqual(both.wait(), 0)
        rest = [[f"{name}{number}".encode() for number in range(3) if f"{name}{number}".encode() not in both.lines()]
                for name in ("a", "b")]
        for name, lines in zip("ab", rest):
            if lines:
                self.ends_with(lines, "--exec", PRINT, url=self.url(f"/{name}", scheme="http"))

    def test_a_gap_is_told(self):
        server = hookbot.Hookbot("--log", "memory:", "--keep-events", "2")
        self.addCleanup(server.stop)
        url = f"ws://{server.token('/sub/gap')}@127.0.0.1:{server.port}/sub/gap"

        def publish(*bodies):
            return [server.publish("/pub/gap", body).field("X-Hookbot-Event-Id") for body in bodies]

        seen, = publish(b"1")
        self.ends_with([b"1"], "--since", "all", url=url)
        ids = publish(b"2", b"3", b"4", b"5", b"6")
        listen = self.remember("--count", "2", url=url)
        self.assertEqual(listen.wait(), 0)
        self.assertEqual(listen.lines()[-1], b"6")
        self.assertRegex(listen.err(), f"events between {seen} and ({'|'.join(ids[1:])}) are lost: the server no longer has")

    def test_a_server_without_ids_is_told_of(self):
        server = goserver.GoServer(lambda call: (call.accept(), call.tell(b"x"), call.tell(b"y"), call.stay()))
        self.addCleanup(server.stop)
        listen = self.remember("--count", "2", url=server.url("/sub/x"))
        self.assertEqual(listen.wait(), 0)
        self.assertEqual(listen.err().count("have no ids"), 1)

    def test_files_that_are_refused(self):
        holder = self.remember().wait_until_connected()
        self.assert_refused("another hookbot uses it")
        holder.kill()
        for content in (b"", b"{", b"{}", b'{"places":{}}', b'{"places":{"x":{"after":"no id"}}}', b"\0" * 100,
                        b'{"places":{"x":{}}}', b'{"places":{"x":{"after":"1","handled":["y"]}}}', b"some text"):
            with open(self.state, "wb") as file:
                file.write(content)
            self.assert_refused("is not a state file of hookbot listen, or is damaged")
            with open(self.state, "rb") as file:
                self.assertEqual(file.read(), content)
        self.state = os.path.join(self.folder(), "no", "folder")
        self.assert_refused("No such file")
        self.state = self.folder()
        self.assert_refused(self.state)

    def assert_refused(self, words):
        listen = self.remember("--once")
        self.assertEqual(listen.wait(), 1)
        self.assertIn(words, listen.err())

    def test_what_cannot_be_remembered_ends_it(self):
        """A folder in its place: replacing the file fails."""
        for form in (("--exec", "cat; echo"), ()):
            self.publish(b"one", b"two")
            listen = self.remember(*form).wait_until_connected()
            os.remove(self.state)
            os.mkdir(self.state)
            self.publish(b"three", b"four")
            self.assertEqual(listen.wait(), 1)
            self.assertEqual(listen.err().count(f"cannot write {self.state}"), 1, listen.err())
            os.rmdir(self.state)


class Kills(listening.ListenTest):
    arguments = ("--log", "memory:", "--keep-events", "1000000")
    def assert_all_is_handled(self, channels, kills):
        """Each line of the file is a run of the command, written at once. What a kill may repeat is what had run and was
        not yet remembered: one event of each channel."""
        folder = self.folder()
        file, state = os.path.join(folder, "handled"), os.path.join(folder, "state")
        published, running = [], threading.Event()
        running.set()

        def publish():
            peer = self.broker.connect()
            while running.is_set():
                number = len(published)
                path = f"/pub/{self.channel}/{number % channels}"
                assert self.broker.publish(path, b"%d\n" % number, peer=peer).status == 200
                published.append(number)
                while running.is_set() and len(published) > len(handled()) + 50:  # its end would be long in coming
                    time.sleep(0.01)

        def handled():
            if not os.path.exists(file):
                return []
            with open(file, encoding="ascii") as lines:
                return [int(line) for line in lines]

        url = self.url("/")
        publisher = threading.Thread(target=publish, daemon=True)
        publisher.start()
        try:
            for _ in range(kills):
                before = len(handled())
                listen = self.listen("--since", "all", "--state", state, "--exec", f"cat >> {file}", url=url)
                wanted = before + random.randint(0, 20)
                listen.wait_for(lambda least=wanted: len(handled()) >= least, "events are handled")
                time.sleep(random.random() / 20)
                listen.kill()
        finally:
            running.clear()
            publisher.join(hookbot.PATIENCE)
        listen = self.listen("--since", "all", "--state", state, "--exec", f"cat >> {file}", url=url)
        listen.wait_for(lambda: len(set(handled())) >= len(published), "all is handled")
        self.assertEqual(listen.stop(), 0)

        times = collections.Counter(handled())
        self.assertEqual(sorted(times), published)
        repeated = sum(count - 1 for count in times.values())
        self.assertLessEqual(repeated, channels * kills)
        print(f"{len(published)} events, {kills} kills, {repeated} repeated")

    def test_one_channel(self):
        self.assert_all_is_handled(1, KILLS - KILLS // 2)

    def test_several_channels(self):
        self.assert_all_is_handled(3, KILLS // 2)


if __name__ == "__main__":
    hookbot.main()
