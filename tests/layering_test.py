#!/usr/bin/env python3
"""Tests of layering.py: each way to break an arrow is found."""

import subprocess
import tempfile
import textwrap
import unittest
from pathlib import Path

import layering

TABLE = layering.parse_table(layering.TABLE)
TESTS = Path(__file__).resolve().parent


class TableTest(unittest.TestCase):
    def problems(self, *rows):
        return layering.check_table(layering.parse_table("\n".join(["room folder Qt libraries rooms", *rows])))

    def test_ours_is_sound(self):
        self.assertEqual(layering.check_table(TABLE), [])

    def test_circle_is_found(self):
        self.assertEqual(self.problems("a a - - b", "b b - - c", "c c - - a"),
                         ["the table has a circle: a -> b -> c -> a"])

    def test_arrow_to_no_room_is_found(self):
        self.assertEqual(self.problems("a a - - b"), ["the table lets a see b, which is not a room"])

    def test_window_sees_snapshots_alone(self):
        parts = {name for name in TABLE if name.startswith("ui/")}
        for name in parts | {"ui"}:
            self.assertLessEqual(TABLE[name].rooms, {"event", "monitor"} | parts)
        self.assertEqual({name for name, room in TABLE.items() if layering.may_use_qt(room, "Widgets")} - parts - {"ui"},
                         {"desktop"})

    def test_nobody_may_use_everything(self):
        self.assertNotIn("*", {word for room in TABLE.values() for word in room.rooms | room.qt | room.libraries})


class LinksTest(unittest.TestCase):
    SOUND = [
        "hookbot_event;broker/event;Qt6::Core;hookbot_options",
        "hookbot_hub;broker/hub;hookbot_event;Qt6::Core",
        "hookbot_broker;broker;hookbot_hub;hookbot_event;Qt6::Network",
        "hookbot_app;app;hookbot_broker;CLI11::CLI11",
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
        self.assert_one(self.check("hookbot_cellar;broker/cellar"), "broker/cellar, which is not a room")

    def test_library_of_ours_that_is_no_room_is_found(self):
        self.assert_one(self.check("hookbot_broker;broker;hookbot_cellar"), "broker may not link cellar")

    def test_list_without_links_is_no_proof(self):
        self.assertNotEqual(layering.check_links(TABLE, []), [])


class IncludesTest(unittest.TestCase):
    def check(self, **files):
        """What check_includes() reports of a small sound tree with these changes; `__` is a slash and `_` a dot."""
        tree = {
            "broker__event__event_h": "#include <QtCore/QByteArray>\n#include <vector>",
            "broker__hub__hub_h": '#include "broker/event/event.h"',
            "broker__hub__hub_cpp": '#include "broker/hub/hub.h"\n#include "hub.moc"',
            "broker__broker_h": '#include "broker/hub/hub.h"',
            "broker__monitor__observer_h": "",
            "listen__hookbot__watch_h": "",
            "app__commands__serve_h": '#include "broker/broker.h"',
            "app__main_cpp": '#include "broker/broker.h"\n#include "app/commands/serve.h"',
            "app__listening__session_h": '#include "hookbot/watch.h"',
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
        problems = self.check(broker__hub__hub_cpp='#include "broker/hub/hub.h"\n#include "broker/broker.h"')
        self.assertEqual(problems, ["broker/hub/hub.cpp:2: hub may not include broker/broker.h of broker",
                                    "includes make a circle: broker -> hub -> broker"])

    def test_include_inside_app_is_judged(self):
        self.assertEqual(self.check(app__listening__handler_h='#include "app/commands/serve.h"'),
                         ["app/listening/handler.h:1: listening may not include app/commands/serve.h of commands"])

    def test_include_between_panes_is_found(self):
        self.assertEqual(self.check(ui__detail__pane_h='#include "ui/events/model.h"', ui__events__model_h=""),
                         ["ui/detail/pane.h:1: ui/detail may not include ui/events/model.h of ui/events"])

    def test_include_that_is_not_from_the_root_is_found(self):
        self.assertEqual(self.check(broker__event__event_cpp='#include "event.h"'),
                         ['broker/event/event.cpp:1: "event.h" does not exist: write includes from the root'])

    def test_include_in_angles_is_found(self):
        self.assertEqual(self.check(broker__event__event_cpp="#include <broker/monitor/observer.h>"),
                         ["broker/event/event.cpp:1: event may not include broker/monitor/observer.h of monitor"])

    def test_installed_header_is_judged(self):
        self.assertEqual(self.check(broker__event__event_cpp='#include "hookbot/watch.h"'),
                         ["broker/event/event.cpp:1: event may not include hookbot/watch.h of listen"])

    def test_include_through_a_room_that_is_seen_is_found(self):
        self.assertEqual(self.check(broker__monitor__observer_h='#include "broker/event/event.h"',
                                    broker__metrics__metrics_h='#include "broker/event/event.h"'),
                         ["broker/metrics/metrics.h:1: metrics may not include broker/event/event.h of event"])

    def test_window_sees_snapshots_alone(self):
        self.assertEqual(self.check(ui__window__a_h='#include "broker/monitor/observer.h"\n#include <QtWidgets/QWidget>'),
                         [])
        self.assertEqual(self.check(ui__window__a_h='#include "broker/hub/hub.h"'),
                         ["ui/window/a.h:1: ui/window may not include broker/hub/hub.h of hub"])

    def test_qt_module_is_found(self):
        self.assertEqual(self.check(broker__monitor__observer_h="#include <QtWidgets/QWidget>"),
                         ["broker/monitor/observer.h:1: monitor may not include Qt Widgets: <QtWidgets/QWidget>"])

    def test_qt_header_without_its_module_is_found(self):
        self.assertEqual(len(self.check(broker__hub__hub_h="#include <QWidget>")), 1)

    def test_folder_without_a_row_is_found(self):
        self.assertEqual(len(self.check(broker__cellar__wine_h="")), 1)


class CMakeTest(unittest.TestCase):
    """layering.cmake on a small project of its own."""

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


if __name__ == "__main__":
    unittest.main()
