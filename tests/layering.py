#!/usr/bin/env python3
"""Holds the arrows between the rooms: what links or includes against them is an error.

Two checks, since neither alone is enough. The links of the CMake targets, as tests/layering.cmake writes them down when
a build folder is configured: `target;folder;direct link;direct link...` a line. And the includes of every source, which
also find a header reached without a link.

Usage: tests/layering.py --links BUILD/links.txt [--root CHECKOUT]
"""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

# The arrows. A room is a folder and the target hookbot_<room>; it sees the rooms, the modules of Qt and the libraries
# that stand here, and nothing else: not even what a room that it sees is made of. `*` is anything, and `broker/*` every
# room inside that folder.
TABLE = """
room       folder          rooms               Qt                       libraries
event      broker/event    -                   Core                     -
auth       broker/auth     event               Core                     OpenSSL::Crypto
json       broker/json     -                   Core                     -
signing    broker/signing  event               Core                     -
hub        broker/hub      event               Core                     -
log        broker/log      event               Core,Sql                 Threads::Threads
routers    broker/routers  event,json,signing  Core                     -
monitor    broker/monitor  event               Core                     -
metrics    broker/metrics  monitor             Core                     prometheus-cpp::core
loop       broker/loop     -                   Core                     -
net        broker/net      loop                Core,Network             OpenSSL::Crypto
http       broker/http     event,net           Core,Network             Boost::headers
stream     broker/stream   event,hub,log,net   Core,Network,WebSockets  -
broker     broker          broker/*            Core,Network             -
listen     listen          -                   Core,Network,WebSockets  -
ui         ui              event,monitor       Core,Gui,Svg,Widgets     -
resources  resources       -                   -                        -
app        app             *                   *                        *
"""

# Compiler flags without code, and the type of values that may be errors.
OPEN_TO_ALL = {"hookbot_options", "tl::expected"}

# Where rooms are, and what stands in them that is no room: a source anywhere else is nobody's and is not judged.
TOP_FOLDERS = ("app", "broker", "listen", "resources", "ui")

SOURCE_SUFFIXES = {".cpp", ".h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


@dataclass(frozen=True)
class Room:
    """A row of the table. `None` in place of a set: anything."""

    name: str
    folder: str
    rooms: frozenset | None
    qt: frozenset | None
    libraries: frozenset | None


def parse_table(text):
    rows = [line.split() for line in text.strip().splitlines()[1:]]

    def cell(words):
        if words == "*":
            return None
        if words.endswith("/*"):
            return frozenset(name for name, folder, *_ in rows if folder.startswith(words.removesuffix("*")))
        return frozenset(words.split(",")) - {"-"}

    return {name: Room(name, folder, cell(rooms), cell(qt), cell(libraries))
            for name, folder, rooms, qt, libraries in rows}


def may_see(room, other):
    return other == room.name or room.rooms is None or other in room.rooms


def may_use_qt(room, module):
    return room.qt is None or module in room.qt


def find_circle(arrows):
    """The names along one circle of {name: names}, the first again at the end; or None."""
    done = set()

    def walk(name, path):
        if name in path:
            return path[path.index(name):] + [name]
        if name in done:
            return None
        done.add(name)
        for other in sorted(arrows.get(name, ())):
            if circle := walk(other, path + [name]):
                return circle
        return None

    for name in sorted(arrows):
        if circle := walk(name, []):
            return circle
    return None


def check_table(table):
    """What is wrong with the table itself."""
    problems = []
    for room in table.values():
        for other in sorted((room.rooms or frozenset()) - table.keys()):
            problems.append(f"the table lets {room.name} see {other}, which is no room")
    everything = frozenset(table)
    arrows = {name: everything - {name} if room.rooms is None else room.rooms for name, room in table.items()}
    if circle := find_circle(arrows):
        problems.append("the table has a circle: " + " -> ".join(circle))
    return problems


def room_of_folder(table, folder):
    """The room that this folder belongs to. Folders inside broker are rooms themselves, or nothing."""
    for room in table.values():
        if folder == room.folder or room.folder != "broker" and folder.startswith(room.folder + "/"):
            return room
    return None


def check_links(table, lines):
    """What is wrong with the direct links of targets."""
    problems = []
    arrows = {}
    for line in lines:
        target, folder, *links = line.strip().split(";")
        if folder.split("/")[0] not in TOP_FOLDERS or target in OPEN_TO_ALL:
            continue
        room = room_of_folder(table, folder)
        if room is None:
            problems.append(f"{target} is built in {folder}, which is no room: give it a row in tests/layering.py")
            continue
        for link in filter(None, links):
            if problem := check_link(table, room, link):
                problems.append(f"{target} ({folder}/CMakeLists.txt): {problem}")
            if (other := link.removeprefix("hookbot_")) in table and link != target and other != room.name:
                arrows.setdefault(room.name, set()).add(other)
    if not arrows:
        problems.append("no room links another: are these the links of hookbot?")
    if circle := find_circle(arrows):
        problems.append("links make a circle: " + " -> ".join(circle))
    return problems


def check_link(table, room, link):
    """What is wrong with this one, or None."""
    if link in OPEN_TO_ALL:
        return None
    if link.startswith("hookbot_"):
        other = link.removeprefix("hookbot_")
        return None if other in table and may_see(room, other) else f"{room.name} may not link {other}"
    if link.startswith("Qt6::"):
        module = link.removeprefix("Qt6::")
        return None if may_use_qt(room, module) else f"{room.name} may not link Qt {module}"
    return None if room.libraries is None or link in room.libraries else f"{room.name} may not link {link}"


def sources(root):
    for top in TOP_FOLDERS:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in SOURCE_SUFFIXES:
                yield path


def check_includes(table, root):
    """What is wrong with the includes of the sources below root."""
    problems = []
    rooms = {}    # of each source, by its path below root
    headers = {}  # the rooms that have a header of this name below their folder
    for path in sources(root):
        relative = path.relative_to(root)
        room = room_of_folder(table, relative.parent.as_posix())
        if room is None:
            problems.append(f"{relative}: {relative.parent} is no room: give it a row in tests/layering.py")
            continue
        rooms[relative] = room
        if path.suffix == ".h":
            headers.setdefault(relative.relative_to(room.folder).as_posix(), []).append(room)

    for name, owners in sorted(headers.items()):
        if len(owners) > 1:
            problems.append(f"{name} is a header of {' and '.join(room.name for room in owners)}: "
                            "which one an include finds is left to chance")

    arrows = {}
    for relative, room in rooms.items():
        text = (root / relative).read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            where = f"{relative}:{text.count(chr(10), 0, match.start(2)) + 1}"
            other, problem = judge_include(table, root, rooms, headers, relative, room, *match.groups())
            if problem:
                problems.append(f"{where}: {problem}")
            if other and other != room.name:
                arrows.setdefault(room.name, set()).add(other)
    if circle := find_circle(arrows):
        problems.append("includes make a circle: " + " -> ".join(circle))
    return problems


def judge_include(table, root, rooms, headers, source, room, quote, name):
    """The name of the room that the include leads to, if it is one, and what is wrong with it, if something is."""
    owner = None
    beside = (root / source.parent / name).resolve()
    if beside.is_relative_to(root) and beside.relative_to(root) in rooms:
        owner = rooms[beside.relative_to(root)]
    elif name in headers:
        owner = headers[name][0]
    if owner:
        return owner.name, None if may_see(room, owner.name) else f"{room.name} may not see {name} of {owner.name}"
    if quote == '"':
        return None, None if name.endswith(".moc") else f'"{name}" is a header of no room'
    if match := re.match(r"Qt([A-Z]\w*)/", name):
        return None, None if may_use_qt(room, match[1]) else f"{room.name} may not see Qt {match[1]}: <{name}>"
    if re.match(r"Q[A-Z]\w*$", name) or re.match(r"q[a-z0-9]+\.h$", name):
        return None, f"<{name}> does not say its module: write <QtCore/{name}>, or whichever it is"
    return None, None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).parent.parent, help="the checkout")
    parser.add_argument("--links", type=Path, required=True, help="the links.txt of a configured build folder")
    options = parser.parse_args()
    table = parse_table(TABLE)
    problems = check_table(table)
    problems += check_links(table, options.links.read_text(encoding="utf-8").splitlines())
    problems += check_includes(table, options.root.resolve())
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print("The arrows between the rooms, and why: docs/architecture.md", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
