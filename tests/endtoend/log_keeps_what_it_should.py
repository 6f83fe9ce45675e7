"""The log in a file keeps events within its limits, at the configured place, across restarts of the server
(docs/protocol.md, sections 5 and 6)."""
import json
import os
import signal
import sqlite3
import tempfile
import threading
import unittest

import eventsfile
import hookbot

DEFAULT_FILE = ".local/share/hookbot/events.sqlite"


class WithAServer(unittest.TestCase):
    def start(self, *options, **changes):
        self.broker = hookbot.Hookbot(*options, **changes)
        self.addCleanup(self.broker.stop)
        self.file = os.path.join(self.broker.directory.name, DEFAULT_FILE)
        self.peer = self.broker.connect()

    def start_again(self, *options):
        """After an orderly end, in the same place; perhaps with options behind those it had."""
        self.end()
        self.broker.command += options
        self.broker.relaunch()
        self.peer = self.broker.connect()

    def end(self):
        self.peer.close()  # or the server waits for that
        self.broker.signal(signal.SIGTERM)
        self.assertEqual(self.broker.wait(), 0)

    def publish(self, body, target="/pub/a", **options):
        response = self.broker.publish(target, body, peer=self.peer, **options)
        self.assertEqual(response.status, 200, response)
        return int(response.field("X-Hookbot-Event-Id"))

    def poll(self, since="all"):
        response = self.broker.request("GET", f"/sub/a?poll=1&since={since}")
        self.assertEqual(response.status, 200, response)
        return [json.loads(line) for line in response.body.splitlines()]

    def wait_until_kept(self, ids):
        hookbot.wait_for(lambda: eventsfile.ids(self.poll()) == ids, f"{len(ids)} events are kept")


class Limits(WithAServer):
    def test_old_events_go_in_a_quiet_moment(self):
        self.start("--keep-for", "1s")
        ids = [self.publish(b"%d" % number) for number in range(300)]
        self.wait_until_kept([])
        self.assertEqual(eventsfile.rows_of_copy(self.file), [])
        self.assertEqual(self.poll(ids[0])[0]["gap"]["after"], str(ids[0]))
        self.assertGreater(self.publish(b"new"), ids[-1])

    def test_the_newest_are_kept(self):
        self.start("--keep-events", "10")
        ids = [self.publish(b"%d" % number) for number in range(100)]
        self.wait_until_kept(ids[-10:])
        self.assertEqual([row.id for row in eventsfile.rows_of_copy(self.file)], ids[-10:])

    def test_files_stay_small_under_a_stream_of_large_events(self):
        self.start("--keep-bytes", "4MiB")
        largest = {"": 0, "-wal": 0}
        last = 0
        for number in range(120):
            last = self.publish(bytes([number]) * 500_000)
            for suffix in largest:
                largest[suffix] = max(largest[suffix], os.path.getsize(self.file + suffix))
        self.assertLess(largest[""], 16 * hookbot.MIB)
        self.assertLess(largest["-wal"], 32 * hookbot.MIB)
        hookbot.wait_for(lambda: eventsfile.weight_of(self.file) <= 4 * hookbot.MIB, "the oldest are dropped")
        self.assertEqual(eventsfile.rows_of_copy(self.file)[-1].id, last)

    def test_a_file_that_may_keep_less_than_before_gets_smaller(self):
        self.start()
        ids = [self.publish(bytes(200_000)) for number in range(100)]
        self.start_again("--keep-bytes", "1MiB")
        hookbot.wait_for(lambda: os.path.getsize(self.file) < 8 * hookbot.MIB, "the file gets smaller")
        rows = eventsfile.rows_of_copy(self.file)
        self.assertEqual([row.id for row in rows], ids[-len(rows):])
        self.assertGreaterEqual(len(rows), 4)

    def test_the_largest_limits_drop_nothing(self):
        most = str((1 << 63) - 1)
        self.start("--keep-events", most, "--keep-bytes", most, "--keep-unsafe-bytes", most, "--keep-for", "3650d")
        for target, options in (("/pub/a", {}), ("/unsafe/pub/a", {"token": None})):
            for number in range(200):
                self.publish(b"%d" % number, target, **options)
        self.assertEqual(len(eventsfile.rows_of_copy(self.file)), 400)


class ThroughAnEnd(WithAServer):
    def test_events_are_there_again_and_ids_from_before_resume(self):
        self.start()
        ids = [self.publish(b"%d" % number) for number in range(5)]
        self.start_again()
        self.assertEqual(eventsfile.ids(self.poll()), ids)
        ids.append(self.publish(b"5"))
        self.assertGreater(ids[5], ids[4])
        listener = self.broker.listen(f"/sub/a?since={ids[1]}")
        stream = hookbot.EventStreamReader(self.broker, "/sub/a", [("Last-Event-ID", ids[1])])
        ids.append(self.publish(b"6"))
        self.assertEqual([listener.read_event() for _ in range(5)], [b"2", b"3", b"4", b"5", b"6"])
        self.assertEqual([int(stream.read()[0]) for _ in range(5)], ids[2:])

    def test_a_log_that_was_emptied_still_knows_its_last_id(self):
        self.start("--keep-for", "1s")
        last = self.publish(b"x")
        self.wait_until_kept([])
        self.start_again()
        self.assertGreater(self.publish(b"y"), last)
        gap = self.poll(last - 1)[0]
        self.assertEqual(gap["gap"]["after"], str(last - 1))
        self.assertNotIn("gap", self.poll(last)[0])

    def test_ids_grow_where_the_clock_went_back(self):
        self.start()
        first = self.publish(b"x")
        self.end()
        future = first + (3600 * 1000 << 20)  # what an hour later would have been
        with sqlite3.connect(self.file) as database:
            database.executescript(f"""CREATE TEMP TABLE one AS SELECT * FROM events;
                                       UPDATE one SET id = {future};
                                       INSERT INTO events SELECT * FROM one;
                                       INSERT INTO filed SELECT name, {future} FROM filed;
                                       UPDATE shelves SET events = 2 * events, bytes = 2 * bytes""")
        database.close()
        self.broker.relaunch()
        self.peer = self.broker.connect()
        listener = self.broker.listen(f"/sub/a?since={first}&format=json")
        second, third = self.publish(b"y"), self.publish(b"z")
        self.assertEqual([future, second, third], sorted({future, second, third}))
        self.assertEqual([int(json.loads(listener.read_frame().payload)["id"]) for _ in range(3)],
                         [future, second, third])
        self.assertEqual(eventsfile.ids(self.poll()), [first, future, second, third])

    def test_one_file_is_left_that_holds_all(self):
        self.start()
        ids = []
        for _ in range(5):
            ids += [self.publish(bytes(10_000)) for _ in range(20)]
            self.poll()
            self.end()
            self.assertEqual(set(os.listdir(os.path.dirname(self.file))), {"events.sqlite", "events.sqlite.lock"})
            self.assertEqual([row.id for row in eventsfile.rows_of_copy(self.file)], ids)
            self.broker.relaunch()
            self.peer = self.broker.connect()

    def test_what_was_answered_during_the_end_is_in_the_file(self):
        self.start()
        for _ in range(3):
            answered, threads = [], []

            def publish_until_the_end():
                peer = self.broker.connect()
                try:
                    while True:
                        response = self.broker.publish("/pub/a", bytes(2000), peer=peer)
                        answered.append((response.status, response.field("X-Hookbot-Event-Id")))
                except (OSError, EOFError):
                    peer.close()

            for _ in range(6):
                threads.append(threading.Thread(target=publish_until_the_end, daemon=True))
                threads[-1].start()
            hookbot.wait_for(lambda: len(answered) > 50, "events are answered")
            self.end()
            for thread in threads:
                thread.join(hookbot.PATIENCE)
            self.assertEqual({status for status, _ in answered}, {200})
            stored = {row.id for row in eventsfile.rows_of(self.file)}
            self.assertEqual({int(event_id) for _, event_id in answered} - stored, set())
            self.broker.relaunch()


class Places(WithAServer):
    def test_only_its_owner_can_read_the_files(self):
        before = os.umask(0)
        try:
            self.start()
            self.publish(b"x")
            self.poll()
        finally:
            os.umask(before)
        folder = os.path.dirname(self.file)
        modes = {name: oct(os.stat(os.path.join(folder, name)).st_mode & 0o777) for name in os.listdir(folder)}
        self.assertEqual(modes, {f"events.sqlite{suffix}": "0o600" for suffix in ("", "-wal", "-shm", ".lock")})

    def test_the_file_is_in_the_data_folder_or_in_that_of_the_service(self):
        with tempfile.TemporaryDirectory(prefix="hookbot-") as root:
            data, state = os.path.join(root, "data"), os.path.join(root, "state")
            for changes, file in (({"XDG_DATA_HOME": data}, f"{data}/hookbot/events.sqlite"),
                                  ({"XDG_DATA_HOME": data, "STATE_DIRECTORY": state}, f"{state}/events.sqlite"),
                                  ({"STATE_DIRECTORY": f"{state}-1:{state}-2"}, f"{state}-1/events.sqlite")):
                with self.subTest(changes=changes):
                    self.start(**changes)
                    last = self.publish(b"x")
                    self.assertEqual([row.id for row in eventsfile.rows_of_copy(file)], [last])
                    self.assertFalse(os.path.exists(self.file))
                    self.broker.stop()

    def test_without_any_it_is_in_the_home(self):
        self.start()
        last = self.publish(b"x")
        self.assertEqual([row.id for row in eventsfile.rows_of_copy(self.file)], [last])


if __name__ == "__main__":
    hookbot.main()
