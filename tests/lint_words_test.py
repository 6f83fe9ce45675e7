#!/usr/bin/env python3
"""Tests of lint_words.py: a phrase is found wherever people read it, and nowhere else."""

import tempfile
import unittest
from pathlib import Path

import lint_words as words

CONTRIBUTING = """# Contributing

| `not in this section` | |

## Words

| avoid | write |
|---|---|
| `so many`, anything else | up to N |
| `whoever` | anyone with |

## Dependencies

| `nor in this` | |
"""
PATTERN = words.pattern_of(words.phrases(CONTRIBUTING))


class PhrasesTest(unittest.TestCase):
    def test_first_cells_of_the_section_are_read(self):
        self.assertEqual(words.phrases(CONTRIBUTING), ["so many", "whoever"])

    def test_ours_has_a_list(self):
        document = Path(__file__).resolve().parent.parent / words.LIST
        self.assertIn("whoever", words.phrases(document.read_text(encoding="utf-8")))

    def test_whole_words_in_any_case_over_the_end_of_a_line(self):
        self.assertEqual(words.hits(PATTERN, "Whoever asks for so\n  many"), [(1, "Whoever"), (1, "so many")])
        self.assertEqual(words.hits(PATTERN, "also many, so manyfold, whoevers"), [])


class DocumentTest(unittest.TestCase):
    def find(self, text):
        return words.hits_in_document(PATTERN, text)

    def test_the_line_is_reported(self):
        self.assertEqual(self.find("# Title\n\nFor whoever reads.\n"), [(3, "whoever")])

    def test_code_is_not_read(self):
        self.assertEqual(self.find("`so many` and\n```\nwhoever\n```\nso `x` many\n"), [])

    def test_what_follows_code_is_read(self):
        self.assertEqual(self.find("```\ncode\n```\n`a` whoever\n"), [(4, "whoever")])


class SourceTest(unittest.TestCase):
    def find(self, text):
        return words.hits_in_source(PATTERN, text)

    def test_names_and_sql_are_not_read(self):
        self.assertEqual(self.find('f("whoever"); run("SELECT 1 FROM whoever");'), [])

    def test_literals_are_read(self):
        self.assertEqual(self.find('int a;\nlabel->setText(tr("Keep so many"));'), [(2, "so many")])
        self.assertEqual(self.find('auto text = R"(Whoever)";'), [(1, "Whoever")])

    def test_adjacent_literals_are_one(self):
        self.assertEqual(self.find('f("Keep so "\n  "many");'), [(1, "so many")])
        self.assertEqual(self.find('f("Keep so ", "many");'), [])

    def test_escapes_end_words(self):
        self.assertEqual(self.find(r'f("first\nwhoever \"x\" so\tmany");'), [(1, "whoever"), (1, "so many")])

    def test_comments_names_and_numbers_are_not_read(self):
        self.assertEqual(self.find('// "whoever"\n/* "so many" */ int whoever = 1\'000;'), [])
        self.assertEqual(self.find("f(100'000, \"Whoever\", '\"', \"so many\");"), [(1, "Whoever"), (1, "so many")])


class ManualTest(unittest.TestCase):
    def test_examples_are_not_read(self):
        page = ".SH NOTES\nFor whoever reads.\n.EX\nso many\n.EE\n"
        self.assertEqual(words.hits_in_manual(PATTERN, page), [(2, "whoever")])


class CheckTest(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {"CONTRIBUTING.md": CONTRIBUTING, **files}.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return words.check(Path(folder))

    def test_the_list_itself_passes(self):
        self.assertEqual(self.check({}), [])

    def test_each_kind_of_text_is_read(self):
        for name, text in {"README.md": "whoever", "docs/a.md": "whoever", "broker/log/README.md": "whoever",
                           "ui/a/b.cpp": '"a whoever"', "app/a.h": '"a whoever"', "installer/manual/pages/a": "whoever",
                           "installer/hookbot.conf": "# whoever"}.items():
            self.assertEqual(self.check({name: text}), [f'{name}:1: avoid "whoever" (CONTRIBUTING.md, Words)'])

    def test_missing_list_is_a_problem(self):
        self.assertEqual(len(self.check({"CONTRIBUTING.md": "# Contributing\n"})), 1)


if __name__ == "__main__":
    unittest.main()
