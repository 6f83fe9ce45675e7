#!/usr/bin/env python3
"""Checks the arrows between the rooms: a link or an include against them is an error.

Two checks, because neither alone is enough: the links of the CMake targets, which tests/layering.cmake writes to a file
when a build folder is configured (`target;folder;direct link;direct link...` per line), and the includes of every
source, which show what a source uses whether or not it links.

Usage: tests/layering.py --links BUILD/links.txt [--root CHECKOUT]
"""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

# The arrows. A room is a folder and the target hookbot_<room>; the folders of ui are one target, so their arrows are
# those of their includes. A room may use the rooms, Qt modules and libraries of its row and nothing else, not even what
# a room in its row is made of. `ui/*` means every room inside that folder.
TABLE = """
room          folder           Qt                        libraries                              rooms
event         broker/event     Core                      -                                      -
json          broker/json      Core                      -                                      -
locks         broker/locks     Core                      -                                      -
loop          broker/loop      Core                      -                                      -
auth          broker/auth      Core                      OpenSSL::Crypto                        event
signing       broker/signing   Core                      -                                      event
hub           broker/hub       Core                      -                                      event
log           broker/log       Core,Sql                  Threads::Threads                       event,locks,loop
monitor       broker/monitor   Core                      -                                      event,json
metrics       broker/metrics   Core                      prometheus-cpp::core                   monitor
routers       broker/routers   Core                      -                                      event,json,signing
net           broker/net       Core,Network              OpenSSL::Crypto                        -
http          broker/http      Core,Network              Boost::headers                         event,net
stream        broker/stream    Core,WebSockets           -                                      event,hub,json,log,net
routing       broker/routing   Core                      -                                      hub,log,loop,monitor,routers
requests      broker/requests  Core,Network              -                                      auth,event,http,hub,json,log,monitor,stream
broker        broker           Core,Network              -                                      event,http,hub,log,loop,metrics,monitor,net,requests,routers,routing,stream
watching      broker/watching  Core                      -                                      auth,broker,event,http,log,loop,monitor,requests,stream

listen        listen           Core,Network,WebSockets   -                                      -

ui/program    ui/program       Core                      -                                      -
ui/parts      ui/parts         Core,Gui,Svg,Widgets      -                                      -
ui/text       ui/text          Core,Gui,Widgets          -                                      event,monitor
ui/channels   ui/channels      Core,Gui,Widgets          -                                      event,monitor,ui/parts,ui/program,ui/text
ui/detail     ui/detail        Core,Gui,Widgets          -                                      monitor,ui/parts,ui/text
ui/events     ui/events        Core,Gui,Widgets          -                                      monitor,ui/text
ui/health     ui/health        Core,Gui,Widgets          -                                      monitor,ui/parts,ui/text
ui/listeners  ui/listeners     Core,Gui,Widgets          -                                      monitor,ui/parts,ui/text
ui/replay     ui/replay        Core,Gui,Widgets          -                                      event,monitor,ui/parts,ui/text
ui/settings   ui/settings      Core,Gui,Widgets          -                                      monitor,ui/parts,ui/program,ui/text
ui/tokens     ui/tokens        Core,Gui,Widgets          -                                      monitor,ui/parts,ui/text
ui/tray       ui/tray          Core,Gui,Widgets          -                                      event,monitor,ui/parts,ui/program,ui/text
ui/welcome    ui/welcome       Core,Gui,Widgets          -                                      monitor,ui/parts,ui/text
ui/window     ui/window        Core,Gui,Widgets          -                                      monitor,ui/channels,ui/detail,ui/events,ui/health,ui/listeners,ui/parts,ui/program,ui/replay,ui/settings,ui/text,ui/tokens,ui/welcome
ui            ui               Core,Gui,Svg,Widgets      -                                      event,monitor,ui/*

resources     resources        -                         -                                      -
files         app/files        Core                      -                                      -
process       app/process      Core                      PkgConfig::HOOKBOT_SYSTEMD             -
input         app/input        Core,Network              CLI11::CLI11                           broker,event,files,listen,log,routers,signing
output        app/output       Core                      Threads::Threads                       event,input,json,monitor
posting       app/posting      Core,Network              -                                      auth,event,listen,output
publishing    app/publishing   Core,Network              -                                      event,output,posting,signing
listening     app/listening    Core,Network              -                                      auth,event,files,input,listen,locks,output,posting,process,routers,stream
desktop       app/desktop      Core,Gui,Network,Widgets  Qt6Keychain::Qt6Keychain               auth,broker,event,files,input,listen,locks,monitor,net,output,process,ui,ui/program,ui/text,watching
commands      app/commands     Core,Network              CLI11::CLI11                           auth,broker,desktop,event,files,http,input,listening,log,loop,net,output,posting,process,publishing,routers,stream
app           app              Core,Network              CLI11::CLI11                           broker,commands,desktop,input,log,loop,output,resources
"""

# Compiler flags without code, and the type of values that may be errors.
OPEN_TO_ALL = {"hookbot_options", "tl::expected"}

# Where the rooms are.
TOP_FOLDERS = ("app", "broker", "listen", "resources", "ui")

# Headers that others include by this name once they are installed; the same name is used here.
INSTALLED = {"hookbot/": "listen"}

SOURCE_SUFFIXES = {".cpp", ".h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


@dataclass(frozen=True)
class Room:
    """A row of the table."""

    name: str
    folder: str
    rooms: frozenset
    qt: frozenset
    libraries: frozenset


def parse_table(text):
    rows = [line.split() for line in text.strip().splitlines()[1:] if line.strip()]

    def cell(words):
        names = set(words.split(",")) - {"-"}
        for word in [word for word in names if word.endswith("/*")]:
            names.remove(word)
            names |= {name for name, folder, *_ in rows if folder.startswith(word.removesuffix("*"))}
        return frozenset(names)

    return {name: Room(name, folder, cell(rooms), cell(qt), cell(libraries))
            for name, folder, qt, libraries, rooms in rows}


def may_see(room, other):
    return other == room.name or other in room.rooms


def may_use_qt(room, module):
    return module in room.qt


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
        for other in sorted(room.rooms - table.keys()):
            problems.append(f"the table lets {room.name} see {other}, which is not a room")
    if circle := find_circle({name: room.rooms for name, room in table.items()}):
        problems.append("the table has a circle: " + " -> ".join(circle))
    return problems


def room_of_folder(table, folder):
    """The room that is this folder, or None."""
    return next((room for room in table.values() if room.folder == folder), None)


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
            problems.append(f"{target} is built in {folder}, which is not a room: give it a row in tests/layering.py")
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
    return None if link in room.libraries else f"{room.name} may not link {link}"


def sources(root):
    for top in TOP_FOLDERS:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in SOURCE_SUFFIXES:
                yield path


def check_includes(table, root):
    """What is wrong with the includes of the sources below root."""
    problems = []
    arrows = {}
    for path in sources(root):
        relative = path.relative_to(root)
        folder = "listen" if relative.parent.as_posix() == "listen/hookbot" else relative.parent.as_posix()
        room = room_of_folder(table, folder)
        if room is None:
            problems.append(f"{relative}: {relative.parent} is not a room: give it a row in tests/layering.py")
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            where = f"{relative}:{text.count(chr(10), 0, match.start(2)) + 1}"
            other, problem = judge_include(table, root, room, *match.groups())
            if problem:
                problems.append(f"{where}: {problem}")
            if other and other != room.name:
                arrows.setdefault(room.name, set()).add(other)
    if circle := find_circle(arrows):
        problems.append("includes make a circle: " + " -> ".join(circle))
    return problems


def judge_include(table, root, room, quote, name):
    """The name of the room that the include leads to, if it is one, and what is wrong with it, if something is."""
    owner = next((table[other] for start, other in INSTALLED.items() if name.startswith(start)), None)
    if owner is None and (root / name).is_file():
        owner = room_of_folder(table, Path(name).parent.as_posix())
    if owner:
        return owner.name, None if may_see(room, owner.name) else f"{room.name} may not include {name} of {owner.name}"
    if quote == '"':
        return None, None if name.endswith(".moc") else f'"{name}" does not exist: write includes from the root'
    if match := re.match(r"Qt([A-Z]\w*)/", name):
        return None, None if may_use_qt(room, match[1]) else f"{room.name} may not include Qt {match[1]}: <{name}>"
    if re.match(r"Q[A-Z]\w*$", name) or re.match(r"q[a-z0-9]+\.h$", name):
        return None, f"<{name}> lacks its module: write <QtCore/{name}>, or whichever it is"
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
