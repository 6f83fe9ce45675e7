"""Reads the file of hookbot's log from outside: over HTTP, and with Python's own SQLite."""
import collections
import json
import os
import shutil
import sqlite3
import tempfile

# The columns, in the order of EventRow's fields.
COLUMNS = "id, channel, body"
EventRow = collections.namedtuple("EventRow", COLUMNS)


def poll(broker, target, **options):
    """The JSON objects of all events that a subscription would have received, read page by page."""
    records, since = [], "all"
    while True:
        response = broker.request("GET", f"{target}?poll=1&since={since}", **options)
        assert response.status == 200, response
        page = [json.loads(line) for line in response.body.splitlines()]
        if not page:
            return records
        records += page
        since = page[-1]["id"]


def ids(records):
    return [int(record["id"]) for record in records]


def copy(path, directory):
    """Copies the file and the files that belong to it, as after a crash; returns the path of the copy."""
    target = os.path.join(directory, os.path.basename(path))
    for suffix in ("", "-wal"):
        if os.path.exists(path + suffix):
            shutil.copyfile(path + suffix, target + suffix)
    return target


def rows_of(path):
    """The events in the file, in the order of their ids. Fails if the file is not consistent."""
    database = sqlite3.connect(path)
    try:
        def number(sql):
            return database.execute(sql).fetchone()[0]

        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the file is damaged"
        every = ("(SELECT * FROM events UNION ALL SELECT * FROM unsafe_events)")
        unsafe = "(substr(CAST(channel AS TEXT), 1, 8) = '/unsafe/')"
        sent = "length(body) + length(headers) + length(channel) + length(query)"
        for is_unsafe, events, size, pruned in database.execute("SELECT is_unsafe, events, bytes, pruned FROM shelves").fetchall():
            held = database.execute(f"SELECT count(*), coalesce(sum({sent}), 0), min(id) FROM {every} "
                                    f"WHERE {unsafe} = {is_unsafe}").fetchone()
            assert held[0] == events and held[1] <= size, f"shelf {is_unsafe} counts {events, size} for {held}"
            assert held[2] is None or held[2] > pruned, f"{held[2]} is still there, {pruned} is not"
        assert number(f"SELECT count(*) FROM filed WHERE event NOT IN (SELECT id FROM {every})") == 0
        assert number(f"SELECT count(*) FROM {every} WHERE id NOT IN (SELECT event FROM filed)") == 0, "an event is not filed"
        return [EventRow(*row) for row in database.execute(f"SELECT {COLUMNS} FROM {every} ORDER BY id")]
    finally:
        database.close()


def rows_of_copy(path):
    """rows_of() of a file that is in use, or that must not be changed."""
    with tempfile.TemporaryDirectory(prefix="hookbot-") as directory:
        return rows_of(copy(path, directory))


def weight_of(path):
    """The size of all events in bytes, as the server counts it."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return database.execute("SELECT sum(bytes) FROM shelves").fetchone()[0]
    finally:
        database.close()
