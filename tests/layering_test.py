#!/usr/bin/env python3
"""Tests of layering.py: each way to go against an arrow is found, and the compiler stops the plainest one by itself.

Usage: tests/layering_test.py --build BUILD [unittest argument...]
"""

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

import layering

TABLE = layering.parse_table(layering.TABLE)
TESTS = Path(__file__).resolve().parent
build = None  # the configured folder that --build names


class TableTest(unittest.TestCase):
    def problems(self, *rows):
        return layering.check_table(layering.parse_table("\n".join(["room folder rooms Qt libraries", *rows])))

    def test_ours_is_sound(self):
        self.assertEqual(layering.check_table(TABLE), [])

    def test_circle_is_found(self):
        self.assertEqual(self.problems("a a b - -", "b b c - -", "c c a - -"),
                         ["the table has a circle: a -> b -> c -> a"])

    def test_arrow_to_no_room_is_found(self):
        self.assertEqual(self.problems("a a b - -"), ["the table lets a see b, which is no room"])

    def test_window_sees_snapshots_alone(self):
        self.assertEqual(TABLE["ui"].rooms, {"event", "monitor"})
        self.assertEqual({name for name, room in TABLE.items() if layering.may_use_qt(room, "Widgets")}, {"ui", "app"})


class LinksTest(unittest.TestCase):
    SOUND = [
        "hookbot_event;broker/event;Qt6::Core;hookbot_options",
        "hookbot_hub;broker/hub;hookbot_event;Qt6::Core",
        "hookbot_broker;broker;hookbot_hub;hookbot_event;Qt6::Network",
        "hookbot;app;hookbot_broker;CLI11::CLI11",
        "hub_test;tests/hub;Qt6::Test;hookbot_hub",
    ]

    def check(self, *more):
        return layering.check_links(TABLE, [*self.SOUND, *more])

    def assert_one(self, problems, words):
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(words, problems[0])

    def test_arrows_of_the_table_pass(self):
        self.assertEqual(self.check(), [])

    def test_reversed_arrow_is_found(self):
        problems = self.check("hookbot_hub;broker/hub;hookbot_broker")
        self.assertIn("hookbot_hub (broker/hub/CMakeLists.txt): hub may not link broker", problems)
        self.assertIn("links make a circle: broker -> hub -> broker", problems)

    def test_sideways_arrow_is_found(self):
        self.assert_one(self.check("hookbot_log;broker/log;hookbot_hub"), "log may not link hub")

    def test_window_that_links_the_broker_is_found(self):
        self.assert_one(self.check("hookbot_ui;ui;hookbot_broker"), "ui may not link broker")

    def test_qt_module_is_found(self):
        self.assert_one(self.check("hookbot_monitor;broker/monitor;Qt6::Widgets"), "monitor may not link Qt Widgets")

    def test_library_is_found(self):
        self.assert_one(self.check("hookbot_auth;broker/auth;Boost::headers"), "auth may not link Boost::headers")

    def test_expression_that_hides_a_link_is_found(self):
        self.assert_one(self.check("hookbot_auth;broker/auth;$<1:hookbot_hub>"), "auth may not link $<1:hookbot_hub>")

    def test_folder_without_a_row_is_found(self):
        self.assert_one(self.check("hookbot_cellar;broker/cellar"), "broker/cellar, which is no room")

    def test_library_of_ours_that_is_no_room_is_found(self):
        self.assert_one(self.check("hookbot_broker;broker;hookbot_cellar"), "broker may not link cellar")

    def test_list_without_links_is_no_proof(self):
        self.assertNotEqual(layering.check_links(TABLE, []), [])


class IncludesTest(unittest.TestCase):
    def check(self, **files):
        """What check_includes() says of a small sound tree with these changes; `__` is a slash and `_` a dot."""
        tree = {
            "broker__event__event_h": "#include <QtCore/QByteArray>\n#include <vector>",
            "broker__hub__hub_h": '#include "event.h"',
            "broker__hub__hub_cpp": '#include "hub.h"\n#include "hub.moc"',
            "broker__broker_h": '#include "hub.h"',
            "broker__monitor__observer_h": "",
            "app__commands__serve_h": "",
            "app__main_cpp": '#include "broker.h"\n#include "commands/serve.h"',
        } | files
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            for name, text in tree.items():
                path = root / name.replace("__", "/").replace("_", ".")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return layering.check_includes(TABLE, root)

    def test_arrows_of_the_table_pass(self):
        self.assertEqual(self.check(), [])

    def test_reversed_include_is_found(self):
        problems = self.check(broker__hub__hub_cpp='#include "hub.h"\n#include "broker.h"')
        self.assertEqual(problems, ["broker/hub/hub.cpp:2: hub may not see broker.h of broker",
                                    "includes make a circle: broker -> hub -> broker"])

    def test_include_by_path_is_found(self):
        self.assertEqual(self.check(broker__event__event_cpp='#include "../monitor/observer.h"'),
                         ["broker/event/event.cpp:1: event may not see ../monitor/observer.h of monitor"])

    def test_include_in_angles_is_found(self):
        self.assertEqual(self.check(broker__event__event_cpp="#include <observer.h>"),
                         ["broker/event/event.cpp:1: event may not see observer.h of monitor"])

    def test_include_through_a_room_that_is_seen_is_found(self):
        self.assertEqual(self.check(broker__net__wire_h='#include "loop.h"', broker__loop__loop_h="",
                                    broker__http__http_h='#include "loop.h"'),
                         ["broker/http/http.h:1: http may not see loop.h of loop"])

    def test_window_sees_snapshots_alone(self):
        self.assertEqual(self.check(ui__window_h='#include "observer.h"\n#include <QtWidgets/QWidget>'), [])
        self.assertEqual(self.check(ui__window_h='#include "hub.h"', broker__hub__hub_h=""),
                         ["ui/window.h:1: ui may not see hub.h of hub"])

    def test_qt_module_is_found(self):
        self.assertEqual(self.check(broker__monitor__observer_h="#include <QtWidgets/QWidget>"),
                         ["broker/monitor/observer.h:1: monitor may not see Qt Widgets: <QtWidgets/QWidget>"])

    def test_qt_header_without_its_module_is_found(self):
        self.assertEqual(len(self.check(broker__hub__hub_h="#include <QWidget>")), 1)

    def test_header_of_nobody_is_found(self):
        self.assertEqual(self.check(broker__hub__hub_h='#include "cellar.h"'),
                         ['broker/hub/hub.h:1: "cellar.h" is a header of no room'])

    def test_folder_without_a_row_is_found(self):
        self.assertEqual(len(self.check(broker__cellar__wine_h="")), 1)

    def test_two_headers_of_one_name_are_found(self):
        self.assertEqual(len(self.check(broker__log__hub_h="")), 1)


class CMakeTest(unittest.TestCase):
    """layering.cmake on a small project of its own, and what the compiler says in ours."""

    def test_links_are_written_as_they_are_made(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "CMakeLists.txt").write_text(textwrap.dedent(f"""\
                cmake_minimum_required(VERSION 3.22)
                project(fixture LANGUAGES NONE)
                add_subdirectory(broker)
                include({TESTS}/layering.cmake)
                add_subdirectory(app)
                """), encoding="utf-8")
            (root / "broker/hub").mkdir(parents=True)
            (root / "app").mkdir()
            (root / "broker/CMakeLists.txt").write_text(textwrap.dedent("""\
                add_subdirectory(hub)
                add_library(hookbot_broker INTERFACE)
                target_link_libraries(hookbot_broker INTERFACE hookbot_hub)
                """), encoding="utf-8")
            (root / "broker/hub/CMakeLists.txt").write_text(textwrap.dedent("""\
                add_library(hookbot_hub STATIC hub.cpp)
                set_target_properties(hookbot_hub PROPERTIES LINKER_LANGUAGE CXX)
                target_link_libraries(hookbot_hub PUBLIC hookbot_broker PRIVATE hookbot_log)
                """), encoding="utf-8")
            (root / "broker/hub/hub.cpp").touch()
            (root / "app/CMakeLists.txt").write_text("target_link_libraries(hookbot_hub PUBLIC hookbot_app)\n",
                                                     encoding="utf-8")
            # NONE has no compiler to generate rules for: only what is read before that is looked at.
            subprocess.run(["cmake", "-S", root, "-B", root / "build"], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=False)
            lines = (root / "build/links.txt").read_text(encoding="utf-8").splitlines()
            self.assertEqual(lines, ["hookbot_broker;broker;hookbot_hub",
                                     "hookbot_hub;broker/hub;hookbot_broker;hookbot_log;hookbot_app"])
            problems = layering.check_links(TABLE, lines)
            self.assertTrue(any("hub may not link broker" in problem for problem in problems), problems)
            self.assertTrue(any("hub may not link log" in problem for problem in problems), problems)
            self.assertTrue(any("hub may not link app" in problem for problem in problems), problems)

    def test_reversed_include_does_not_compile(self):
        commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
        command = next(each for each in commands if "/hookbot_hub.dir/" in each["command"])
        self.assertEqual(self.compile(command, '#include "hub.h"\n').returncode, 0, "hub cannot see itself")
        reversed_include = self.compile(command, '#include "broker.h"\n')
        self.assertNotEqual(reversed_include.returncode, 0)
        self.assertIn("broker.h", reversed_include.stderr)

    @staticmethod
    def compile(command, text):
        """Compiles the text as if it stood in the file that this entry of compile_commands.json is about."""
        arguments = shlex.split(command["command"])
        del arguments[arguments.index("-o"):][:2]
        arguments = [each for each in arguments if each not in ("-c", command["file"])]
        return subprocess.run([*arguments, "-fsyntax-only", "-x", "c++", "-"], cwd=command["directory"], input=text,
                              capture_output=True, text=True, check=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True, help="a configured build folder")
    options, rest = parser.parse_known_args()
    build = options.build
    unittest.main(argv=[sys.argv[0], *rest])
