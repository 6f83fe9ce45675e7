"""A log file that cannot be used is refused with a message that names it, and is not changed. A file that is damaged
during use loses no event that was answered."""
import json
import os
import random
import shutil
import signal
import sqlite3
import tempfile
import unittest

import eventsfile
import hookbot
import mounts


class InAFolder(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.file = self.path("events.sqlite")

    def path(self, *names):
        return os.path.join(self.directory, *names)

    def content(self, path=None):
        with open(path or self.file, "rb") as file:
            return file.read()

    def write(self, content, path=None):
        with open(path or self.file, "wb") as file:
            file.write(content)

    def start(self, path=None, *options):
        broker = hookbot.Hookbot("--log", f"sqlite:{path or self.file}", *options)
        self.addCleanup(broker.stop)
        return broker

    def publish(self, broker, body, status=200):
        response = broker.publish("/pub/a", body)
        self.assertEqual(response.status, status, response)
        if status == 503:
            self.assertRegex(response.field("Retry-After"), r"^\d+$")
        return response.field("X-Hookbot-Event-Id")

    def make_log(self, events=3, size=100):
        """A file of ours with so many events; returns their ids."""
        broker = self.start()
        ids = [int(self.publish(broker, b"%d " % number + bytes(size))) for number in range(events)]
        broker.stop()
        self.assertEqual([row.id for row in eventsfile.rows_of_copy(self.file)], ids)
        return ids

    def run_serve(self, path=None):
        return hookbot.run("serve", "--bind", "127.0.0.1:0", "--log", f"sqlite:{path or self.file}")

    def assert_refused(self, reason, path=None):
        path = path or self.file
        result = self.run_serve(path)
        self.assertEqual(result.returncode, 1, result)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn(path, result.stderr)
        self.assertRegex(result.stderr, reason)

    def assert_refused_and_left_alone(self, reason):
        before, others = self.content(), set(os.listdir(self.directory))
        self.assert_refused(reason)
        self.assertEqual(self.content(), before)
        self.assertLessEqual(set(os.listdir(self.directory)) - others, {"events.sqlite.lock"})


class FilesThatAreNone(InAFolder):
    def test_a_file_of_anything(self):
        for content in (b"hello\n", random.randbytes(20_000), b"SQLite format 3\0" + random.randbytes(5000)):
            with self.subTest(content=content[:20]):
                self.write(content)
                self.assert_refused_and_left_alone("not a log of hookbot|damaged")

    def test_a_log_of_a_newer_hookbot(self):
        self.make_log()
        with sqlite3.connect(self.file) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
        self.assert_refused_and_left_alone("newer hookbot")

    def test_a_database_of_another_program(self):
        for statement in ("CREATE TABLE events (id INTEGER PRIMARY KEY)", "PRAGMA application_id = 7",
                          "PRAGMA user_version = 1"):
            with self.subTest(statement=statement):
                if os.path.exists(self.file):
                    os.remove(self.file)
                with sqlite3.connect(self.file) as database:
                    database.execute(statement)
                database.close()
                self.assert_refused_and_left_alone("another program")

    def test_a_folder(self):
        os.mkdir(self.file)
        self.assert_refused(".")
        self.assertEqual(os.listdir(self.file), [])

    def test_a_folder_that_cannot_be_made(self):
        self.write(b"a file")
        for path in (self.path("events.sqlite", "below", "events.sqlite"), "/proc/hookbot/events.sqlite"):
            with self.subTest(path=path):
                self.assert_refused("folder", path)
        self.assertEqual(self.content(), b"a file")

    def test_an_empty_file_becomes_a_log(self):
        self.write(b"")
        self.make_log()

    def test_folders_are_made(self):
        broker = self.start(self.path("a", "b", "events.sqlite"))
        self.publish(broker, b"x")
        self.assertEqual(len(eventsfile.rows_of_copy(self.path("a", "b", "events.sqlite"))), 1)


class DamagedFiles(InAFolder):
    def test_garbage_within_never_ends_the_server(self):
        self.make_log(events=200, size=500)
        whole = self.content()
        page = 4096
        pages = len(whole) // page
        generator = random.Random(1)
        places = [1, 2, 3, 4, pages // 2, pages - 1] + generator.sample(range(5, pages), 6)
        for place in places:
            with self.subTest(page=place):
                self.write(whole[:place * page] + generator.randbytes(page) + whole[(place + 1) * page:])
                self.assert_serves_or_refuses()
        with self.subTest(page="cut off"):
            self.write(whole[:pages // 2 * page])
            self.assert_serves_or_refuses()

    def assert_serves_or_refuses(self):
        for suffix in ("-wal", "-shm"):
            if os.path.exists(self.file + suffix):
                os.remove(self.file + suffix)
        before = self.content()
        try:
            broker = hookbot.Hookbot("--log", f"sqlite:{self.file}", "--keep-events", "50")  # some are to be dropped
        except AssertionError as error:
            self.assertIn(self.file, str(error))
            self.assert_refused(".")
            self.assertEqual(self.content(), before)
            return
        try:
            for number in range(20):
                self.assertIn(broker.publish(f"/pub/a/{number}", bytes(3000)).status, (200, 503))
            for target in ("/sub/a?poll=1", "/sub/?poll=1"):
                self.assertIn(broker.request("GET", target).status, (200, 503))
            listener = broker.listen("/sub/a?since=all")
            self.assertEqual(broker.request("GET", "/status").status, 200)
            listener.close()
        finally:
            broker.stop()  # checks the exit status


class DamagedEvents(InAFolder):
    def test_one_is_passed_over_and_reported(self):
        ids = self.make_log(events=10)
        with sqlite3.connect(self.file) as database:
            database.execute("UPDATE events SET headers = x'582d413a20310d58' WHERE id = ?", (ids[4],))
        database.close()
        rest = [str(event_id) for event_id in ids if event_id != ids[4]]
        log = ("--log", f"sqlite:{self.file}")
        for command in (("list", "--json"), ("list", "a", "--json"), ("export",), ("export", "a")):
            result = hookbot.run("events", *command, *log)
            self.assertEqual(result.returncode, 0, result)
            self.assertEqual([json.loads(line)["id"] for line in result.stdout.splitlines()], rest)
            self.assertRegex(result.stderr, f"^event {ids[4]} is damaged: .*, skipped\n$")
        for command in (("events", "show", str(ids[4])), ("replay", str(ids[4]), "--to", "http://127.0.0.1:9/")):
            result = hookbot.run(*command, *log)
            self.assertEqual(result.returncode, 1, result)
            self.assertIn(f"event {ids[4]} is damaged", result.stderr)

        broker = self.start()
        for _ in range(3):
            self.assertEqual([record["id"] for record in eventsfile.poll(broker, "/sub/a")], rest)
        listener = broker.listen("/sub/a?since=all&format=json")
        self.assertEqual([json.loads(listener.read_frame().payload)["id"] for _ in rest], rest)
        self.assertEqual(broker.publish(f"/pub/a?replay={ids[4]}", b"").status, 404)
        new = self.publish(broker, b"new")
        self.assertEqual(json.loads(listener.read_frame().payload)["id"], new)
        self.assertEqual(broker.log().count(f"event {ids[4]} is damaged"), 1)


class ReadOnly(InAFolder):
    @classmethod
    def setUpClass(cls):
        mounts.enter_namespace()

    def make_read_only(self, path):
        mounts.make_read_only(path)
        self.addCleanup(mounts.unmount, path)

    def test_a_file(self):
        self.make_log()
        before = self.content()
        self.make_read_only(self.file)
        self.assert_refused("cannot be written")
        self.assertEqual(self.content(), before)

    def test_a_folder(self):
        self.make_log()
        self.make_read_only(self.directory)
        self.assert_refused_and_left_alone("(?i)read-only")
        self.assert_refused("(?i)read-only", self.path("new.sqlite"))


class FilesInUse(InAFolder):
    def test_by_another_server(self):
        first = self.start()
        self.publish(first, b"1")
        link = self.path("link.sqlite")
        os.symlink(self.file, link)
        for path in (self.file, link, self.path(".", "events.sqlite")):
            with self.subTest(path=path):
                self.assert_refused("another hookbot", path)
        self.publish(first, b"2")
        first.discard()
        second = self.start()
        self.publish(second, b"3")
        self.assertEqual(len(eventsfile.poll(second, "/sub/a")), 3)
        self.assert_refused("another hookbot")
        second.stop()
        third = self.start(link)
        self.assertEqual(len(eventsfile.poll(third, "/sub/a")), 3)
        third.stop()

    def test_by_another_server_under_another_name(self):
        first = self.start()
        ids = [self.publish(first, b"%d" % number) for number in range(3)]
        hard = self.path("hard.sqlite")
        os.link(self.file, hard)
        folder = self.path("folder")
        os.symlink(self.directory, folder)
        for path in (hard, os.path.join(folder, "events.sqlite"), os.path.join(folder, "hard.sqlite"),
                     self.directory + "//./events.sqlite"):
            with self.subTest(path=path):
                self.assert_refused("another hookbot", path)
        pruned = hookbot.run("events", "prune", "--keep-events", "1", "--log", f"sqlite:{hard}")
        self.assertEqual(pruned.returncode, 1, pruned)
        self.assertIn("another hookbot", pruned.stderr)
        self.assertFalse(os.path.exists(hard + "-wal"))
        self.publish(first, b"last")
        self.assertEqual(len(eventsfile.poll(first, "/sub/a")), len(ids) + 1)
        first.discard()
        # What is in the -wal of the one name would be passed over by the other.
        self.assert_refused("events that are not in it yet", hard)
        second = self.start()
        self.assertEqual(len(eventsfile.poll(second, "/sub/a")), len(ids) + 1)

    def test_by_another_program_for_a_moment(self):
        broker = self.start()
        listener = broker.listen("/sub/a")
        database = sqlite3.connect(self.file, isolation_level=None)
        self.addCleanup(database.close)
        database.execute("BEGIN IMMEDIATE")
        peer = broker.connect()
        peer.send(broker.head("POST", "/pub/a", [("Content-Length", 1)]), b"x")
        peer.wait_until_read()
        self.assertEqual(eventsfile.poll(broker, "/sub/a"), [])  # others are served
        database.execute("ROLLBACK")
        self.assertEqual(peer.read_response().status, 200)
        self.assertEqual(listener.read_event(), b"x")

    def test_by_another_program_for_long(self):
        broker = self.start()
        database = sqlite3.connect(self.file, isolation_level=None)
        self.addCleanup(database.close)
        database.execute("BEGIN IMMEDIATE")
        self.publish(broker, b"not taken", status=503)
        database.execute("ROLLBACK")
        self.publish(broker, b"taken")
        self.assertEqual([record["body"] for record in eventsfile.poll(broker, "/sub/a")], ["taken"])


class FilesThatGoAway(InAFolder):
    def test_one_that_is_removed_takes_no_events_until_it_is_back(self):
        broker = self.start()
        listener = broker.listen("/sub/a")
        self.publish(broker, b"1")
        os.rename(self.file, self.path("elsewhere"))
        self.publish(broker, b"not taken", status=503)
        self.assertFalse(os.path.exists(self.file))
        os.rename(self.path("elsewhere"), self.file)
        self.publish(broker, b"2")
        self.assertEqual([listener.read_event() for _ in range(2)], [b"1", b"2"])
        broker.kill()
        broker.relaunch()
        self.assertEqual([record["body"] for record in eventsfile.poll(broker, "/sub/a")], ["1", "2"])

    def test_one_that_is_replaced_is_not_touched(self):
        self.make_log()
        other = self.path("other")
        shutil.copyfile(self.file, other)
        broker = self.start()
        self.publish(broker, b"1")
        os.rename(self.file, self.path("elsewhere"))
        os.rename(other, self.file)
        before = self.content()
        for _ in range(3):
            self.publish(broker, b"not taken", status=503)
        self.assertEqual(self.content(), before)
        self.assertEqual(broker.log().count("error events are refused"), 1)
        self.assertRegex(broker.log(), f"events are refused: {self.file} was removed or replaced")
        broker.signal(signal.SIGTERM)
        broker.wait()
        self.assertEqual(self.content(), before)

    def test_what_is_beside_it_takes_nothing_with_it(self):
        """The -wal or the -shm is removed, renamed or replaced: what was answered is there after kill -9."""
        def rename(path):
            os.rename(path, path + ".elsewhere")

        def replace(path):
            os.remove(path)
            self.write(b"not yours", path)

        for number, (suffix, harm) in enumerate(
                (suffix, harm) for suffix in ("-wal", "-shm") for harm in (os.remove, rename, replace)):
            with self.subTest(suffix=suffix, harm=harm.__name__):
                file = self.path(f"{number}.sqlite")
                broker = self.start(file)
                answered = [self.publish(broker, b"%d" % event) for event in range(20)]
                harm(file + suffix)
                for event in range(100):
                    response = broker.publish("/pub/a", b"after %d" % event)
                    self.assertIn(response.status, (200, 503))
                    if response.status == 200:
                        answered.append(response.field("X-Hookbot-Event-Id"))
                self.assertGreater(len(answered), 100)  # it goes on by itself
                broker.kill()
                self.assertEqual([str(row.id) for row in eventsfile.rows_of_copy(file)], answered)
                broker.relaunch()
                self.assertEqual([record["id"] for record in eventsfile.poll(broker, "/sub/a")], answered)
                broker.discard()

    def test_a_folder_that_is_removed(self):
        folder = self.path("folder")
        broker = self.start(os.path.join(folder, "events.sqlite"))
        self.publish(broker, b"1")
        shutil.rmtree(folder)
        self.publish(broker, b"not taken", status=503)
        self.assertEqual(broker.request("GET", "/status").status, 200)


class Options(unittest.TestCase):
    def assert_names(self, option, value):
        result = hookbot.run("serve", "--bind", "127.0.0.1:0", f"{option}={value}")
        self.assertEqual(result.returncode, 1, result)
        self.assertIn(option, result.stderr)
        self.assertNotIn("Listening", result.stderr)

    def test_values_that_make_no_sense_are_named(self):
        nonsense = {"--log": ("papyrus:", "sqlite", "sqlite:", "memory", "memory:x", "/a/path"),
                    "--sync": ("", "never", "FULL"),
                    "--keep-events": ("", "0", "-1", "many", "1.5", "1MiB", "9223372036854775808"),
                    "--keep-bytes": ("0", "-1", "x", "1XiB", "1.5GiB", "9223372036854775808", "9223372036GiB"),
                    "--keep-unsafe-bytes": ("0", "-1", "x", "1XiB"),
                    "--keep-for": ("", "0", "0s", "-1s", "x", "1y", "99999999d")}
        for option, values in nonsense.items():
            for value in values:
                with self.subTest(option=option, value=value):
                    self.assert_names(option, value)


if __name__ == "__main__":
    hookbot.main()
