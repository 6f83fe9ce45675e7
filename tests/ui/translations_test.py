#!/usr/bin/env python3
"""Holds the translations to the sources: every text that a window shows has its German one, and every plural its English one.

What to do when it fails: resources/README.md.

Usage: tests/ui/translations_test.py --lupdate LUPDATE SOURCE...
The sources are files and folders, as resources/CMakeLists.txt has them.
"""

import argparse
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LUPDATE = "lupdate"
SOURCES = ["ui"]


def missing(language, *options):
    """The texts that the sources have and the committed file does not translate."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"hookbot_{language}.ts"
        shutil.copy(ROOT / "resources" / "translations" / copy.name, copy)
        subprocess.run([LUPDATE, "-silent", "-I", ROOT, "-no-obsolete", *options,
                        *[ROOT / source for source in SOURCES], "-ts", copy], check=True)
        messages = list(ElementTree.parse(copy).getroot().iter("message"))
    if not messages:
        raise AssertionError("lupdate has found no text")
    return [message.findtext("source") for message in messages
            if message.find("translation").get("type") == "unfinished"]


class Translations(unittest.TestCase):
    def test_german_is_whole(self):
        self.assertEqual(missing("de"), [])

    def test_english_plurals_are_whole(self):
        self.assertEqual(missing("en", "-pluralonly"), [])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--lupdate", default=LUPDATE)
    parser.add_argument("sources", nargs="+")
    known = parser.parse_args()
    LUPDATE = known.lupdate
    SOURCES = known.sources
    unittest.main(argv=[__file__])
