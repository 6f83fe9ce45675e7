#!/usr/bin/env python3
"""What a desktop finds of hookbot once it is installed: its entry, its icon, and what a software centre tells of it.

Usage: tests/installer/desktop_test.py --build BUILD
"""
import argparse
import configparser
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


class DesktopTest(unittest.TestCase):
    build: str

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="hookbot-desktop-")
        cls.addClassCleanup(folder.cleanup)
        status, said = run("cmake", "--install", cls.build, "--component", "hookbot", "--prefix", folder.name)
        assert status == 0, said
        cls.share = Path(folder.name) / "share"
        [cls.entry] = (cls.share / "applications").iterdir()
        [cls.metainfo] = (cls.share / "metainfo").iterdir()
        cls.id = cls.entry.stem

    def test_validators_have_nothing_to_say(self):
        self.assertEqual(run("desktop-file-validate", self.entry), (0, ""))
        status, said = run("appstreamcli", "validate", "--no-net", self.metainfo)
        self.assertEqual(status, 0, said)
        # AppStream 1.0 wants <developer>, which the one of Debian 12 does not know.
        self.assertNotRegex(said, r"(?m)^[EWI]: (?!.*developer-)")

    def test_all_go_by_one_name(self):
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(self.entry, encoding="utf-8")
        self.assertEqual(parser["Desktop Entry"]["Icon"], self.id)
        tree = ElementTree.parse(self.metainfo)
        self.assertEqual(self.metainfo.name, self.id + ".metainfo.xml")
        self.assertEqual(tree.findtext("id"), self.id)
        self.assertEqual(tree.findtext("launchable"), self.entry.name)

    def test_what_is_english_is_german_too(self):
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(self.entry, encoding="utf-8")
        for key in ("GenericName", "Comment", "Keywords"):
            self.assertTrue(parser["Desktop Entry"][key + "[de]"], key)
        languages = [each.get("{http://www.w3.org/XML/1998/namespace}lang", "en")
                     for each in ElementTree.parse(self.metainfo).iter() if each.tag in ("summary", "p", "li")]
        self.assertEqual(languages, ["en", "de"] * (len(languages) // 2))

    def test_the_icon_has_the_size_of_its_folder(self):
        theme = self.share / "icons/hicolor"
        self.assertTrue((theme / f"scalable/apps/{self.id}.svg").exists())
        pictures = sorted(theme.rglob("*.png"))
        self.assertTrue({"16x16", "48x48", "512x512"} <= {path.parts[-3] for path in pictures})
        for path in pictures:
            self.assertEqual(path.name, self.id + ".png")
            data = path.read_bytes()
            self.assertEqual("{}x{}".format(*struct.unpack(">II", data[16:24])), path.parts[-3])


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--build", required=True)
    given, rest = options.parse_known_args()
    DesktopTest.build = given.build
    unittest.main(argv=[sys.argv[0], *rest])
