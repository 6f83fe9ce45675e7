#!/usr/bin/env python3
"""Holds the manual pages and the completions against what the program itself says with --help, and drives the
completions in their shells. $HOOKBOT_BINARY is the program, $HOOKBOT_MANUAL_PROGRAM what has written them, and
$HOOKBOT_MANUAL the folder with them."""

import functools
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MANUAL = Path(os.environ["HOOKBOT_MANUAL"])
BASH, ZSH, FISH = (MANUAL / "completions" / name for name in ("hookbot", "_hookbot", "hookbot.fish"))
HELP = {"-h", "--help"}
COMMAND_LINE_ONLY = {"--help", "--version", "--key", "--no-gui", "--preferences", "--config", "--check"}
PATIENCE = 60  # seconds


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE, **options).stdout


class Help:
    """What `hookbot COMMAND --help` lists."""

    def __init__(self, words):
        self.options = set()   # all names
        self.longest = []      # of each the longest name
        self.valued = set()    # those that a value follows
        self.choices = {}      # by a name: the values that there are
        self.commands = []     # the names of each
        self.defaults = {}     # by the longest name
        section = ""
        for line in run(os.environ["HOOKBOT_BINARY"], *words, "--help").splitlines():
            if heading := re.match(r"(Options|Positionals|Subcommands):$", line):
                section = heading[1]
            elif entry := re.match(r"  (\S.*)", line):
                self._add(section, entry[1])

    def _add(self, section, entry):
        if section == "Subcommands":
            self.commands.append(re.split(r",\s*", re.split(r"\s{2,}", entry)[0]))
        elif section == "Options":
            names, value = re.match(r"(\S+)(?: (\S.*))?", entry).groups()
            self.options.update(names.split(","))
            self.longest.append(names.split(",")[-1])
            if default := re.match(r"[^= ]*(?:=| \[)([^\]\s]+)", value or ""):  # newer CLI11s have [brackets]
                self.defaults[names.split(",")[-1]] = default[1]
            if value and not re.match("Excludes:|Needs:", value):
                self.valued.update(names.split(","))
                if choices := re.search(r":\{(.*?)\}", value):
                    self.choices.update(dict.fromkeys(names.split(","), choices[1].split(",")))


    def settings(self):
        """What may stand in a configuration file, in the order of help."""
        return [name.removeprefix("--") for name in self.longest if name not in COMMAND_LINE_ONLY]


@functools.lru_cache
def help_of(*words):
    return Help(words)


@functools.lru_cache
def all_commands():
    """The words of each command, and of each below it."""
    found = []
    for first, *_ in help_of().commands:
        found.append((first,))
        found += [(first, second) for second, *_ in help_of(first).commands]
    return found


def own_options(words):
    """Those that only this command has."""
    return help_of(*words).options - HELP if words else help_of().options


class Page:
    """The entries of a page's sections, `.SS` ones by their own title."""

    def __init__(self, name):
        self.text = (MANUAL / f"man{name[-1]}" / name).read_text(encoding="utf-8")
        self.sections = {}
        lines = iter(self.text.splitlines())
        section = None
        for line in lines:
            if heading := re.match(r"\.S[HS] (.*)", line):
                section = self.sections.setdefault(self.plain(heading[1]), [])
            elif line == ".TP":
                section.append([self.plain(next(lines)), ""])
            elif section:
                section[-1][1] += self.plain(line) + "\n"

    @staticmethod
    def plain(text):
        return re.sub(r"\\f[BIPR]", "", text).replace("\\-", "-").replace("\\&", "").replace("\\e", "\\")

    def options(self, section):
        terms = [term for term, _ in self.sections.get(section, []) if term.startswith("-")]
        return {name for term in terms for name in re.findall(r"(?:^|, )(--?[\w-]+)", term)}

    def says(self, section, option):
        return next(text for term, text in self.sections[section] if option in re.split("[, ]+", term))


class PagesTest(unittest.TestCase):
    def test_each_command_has_its_page_and_no_other(self):
        pages = {path.name for path in (MANUAL / "man1").iterdir()}
        self.assertEqual(pages, {"hookbot.1"} | {f"hookbot-{first}.1" for first, *_ in help_of().commands})

    def test_the_first_page_has_the_commands_and_options_of_the_program(self):
        page = Page("hookbot.1")
        self.assertEqual([term.split(", ") for term, _ in page.sections["COMMANDS"]], help_of().commands)
        self.assertEqual(page.options("OPTIONS"), help_of().options)
        for first, *_ in help_of().commands:
            self.assertIn(".BR " + f"hookbot-{first}".replace("-", "\\-") + " (1)", page.text)

    def test_pages_have_the_options_of_their_commands(self):
        for words in all_commands():
            with self.subTest(words=words):
                page = Page(f"hookbot-{words[0]}.1")
                section = "OPTIONS" if len(words) == 1 else "hookbot " + " ".join(words)
                self.assertEqual(page.options(section) - HELP, own_options(words))
                self.assertLessEqual(HELP, page.options("OPTIONS"))
                for option, choices in help_of(*words).choices.items():
                    for choice in choices:
                        self.assertIn(choice, page.says(section, option))

    def test_pages_have_no_sections_of_commands_that_are_none(self):
        for first, *_ in help_of().commands:
            page = Page(f"hookbot-{first}.1")
            self.assertEqual([title for title in page.sections if title.startswith("hookbot ")],
                             ["hookbot " + " ".join(words) for words in all_commands() if words[0] == first and words[1:]])

    def test_pages_are_well_formed(self):
        for page in sorted(MANUAL.glob("man*/*")):
            with self.subTest(page=page.name):
                if shutil.which("mandoc"):
                    said = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], check=False,
                                          capture_output=True, text=True)
                    self.assertEqual((said.returncode, said.stdout), (0, ""))
                if shutil.which("man"):
                    said = subprocess.run(["man", "--warnings", "-l", page], check=False, capture_output=True, text=True,
                                          env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
                    self.assertEqual((said.returncode, said.stderr), (0, ""))
                    self.assertLessEqual(max(map(len, said.stdout.splitlines())), 80)

    def test_pages_have_the_version_and_the_day_of_its_release_not_of_the_build(self):
        version, day = re.search(r"^## \[(.*)\] - (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
                                 re.MULTILINE).groups()
        self.assertIn(f'"{day}" "hookbot {version}"', Page("hookbot.1").text)
        with tempfile.TemporaryDirectory() as folder:
            run(os.environ["HOOKBOT_MANUAL_PROGRAM"], ROOT / "installer/manual/pages", folder, version,
                ROOT / "CHANGELOG.md", env={**os.environ, "SOURCE_DATE_EPOCH": "86400"})
            self.assertIn(f'"1970-01-02" "hookbot {version}"', (Path(folder) / "man1/hookbot.1").read_text())


class SettingsTest(unittest.TestCase):
    """hookbot.conf(5) and the example, which are about the same options."""

    wanted = [name for words in (("serve",), ()) for name in help_of(*words).settings()]

    def test_the_page_has_each_setting_that_can_stand_in_a_file(self):
        section = Page("hookbot.conf.5").sections["SETTINGS"]
        self.assertEqual([term.split(" = ")[0] for term, _ in section], self.wanted)

    def test_the_example_has_each_with_its_default(self):
        text = (ROOT / "installer/hookbot.conf").read_text(encoding="utf-8")
        lines = dict(re.findall(r"^#([a-z0-9-]+) = (.*)$", text, re.MULTILINE))
        self.assertEqual(list(lines), self.wanted)
        self.assertNotRegex(text, r"(?m)^[^#\n]")
        self.assertEqual(help_of("serve").defaults["--bind"], ":8080")
        for words in (("serve",), ()):
            for name, value in help_of(*words).defaults.items():
                self.assertEqual(lines[name.removeprefix("--")], value)

    def test_the_program_takes_each_setting_of_the_example(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "hookbot.conf"
            text = (ROOT / "installer/hookbot.conf").read_text(encoding="utf-8")
            path.write_text(re.sub(r"(?m)^#(?=[a-z0-9-]+ = )", "", text), encoding="utf-8")
            said = subprocess.run([os.environ["HOOKBOT_BINARY"], "serve", "--check", "--config", path], check=False,
                                  capture_output=True, text=True, timeout=PATIENCE)
            self.assertNotIn("hookbot.conf:", said.stderr) # the files that it names are not there
            self.assertIn(f"{folder}/tls/privkey.pem", said.stderr)


class BashTest(unittest.TestCase):
    def complete(self, lines):
        """What a bash without the package bash-completion offers at the end of each line, as a set."""
        script = f"source '{BASH}'\n"
        for line in lines:
            # As bash cuts a line: at blanks, and at = and :, which are words too.
            words = re.findall(r"[^\s=:]+|[=:]+", line) + ([""] if line.endswith(" ") else [])
            quoted = " ".join(f"'{word}'" for word in words)
            script += (f"COMP_WORDS=({quoted}) COMP_CWORD={len(words) - 1} COMP_LINE='{line}' COMP_POINT={len(line)}\n"
                       "_hookbot\necho \"${COMPREPLY[*]}\"\n")
        said = run("bash", "--norc", "-u", "-c", script)
        return [set(answer.split()) for answer in said.split("\n")[:-1]]

    def complete_one(self, line):
        return self.complete([line])[0]

    def test_commands(self):
        names = {name for each in help_of().commands for name in each}
        self.assertEqual(self.complete_one("hookbot "), names)
        for words in all_commands():
            below = {name for each in help_of(*words).commands for name in each}
            self.assertEqual(self.complete_one(f"hookbot {' '.join(words)} "), below, words)

    def test_options(self):
        places = [(), *all_commands()]
        offered = self.complete([f"hookbot {' '.join(words)} -" for words in places])
        for words, options in zip(places, offered):
            self.assertEqual(options, own_options(words) | help_of().options, words)

    def test_values(self):
        cases = [(words, option, choices) for words in [(), *all_commands()]
                 for option, choices in help_of(*words).choices.items()]
        for joint in (" ", "="):
            cases_now = [case for case in cases if joint == " " or case[1].startswith("--")]
            offered = self.complete([f"hookbot {' '.join(words)} {option}{joint}" for words, option, _ in cases_now])
            for (words, option, choices), values in zip(cases_now, offered):
                self.assertEqual(values, set(choices), (words, option))

    def test_what_is_typed_already_counts(self):
        cases = {"hookbot serve --log-level wa": {"warning"}, "hookbot serve --log-level=wa": {"warning"},
                 "hookbot --log-level debug ser": {"serve"}, "hookbot --key-file serve ev": {"events"},
                 "hookbot --bind :80 serve --lis": {"--listener-buffer"},
                 "hookbot serve --bind 127.0.0.1:80 --lis": {"--listener-buffer"},
                 "hookbot t --ba": {"--bare"}, "hookbot publish --retry 3 --ti": {"--timeout"},
                 "hookbot listen --retry --jo": {"--jobs"}, "hookbot serve --bind ": set(),
                 "hookbot serve --bind 127.0.0.1:": set(), "hookbot publish serve ": set(),
                 "hookbot listen -- --": set()}
        for (line, wanted), offered in zip(cases.items(), self.complete(cases)):
            self.assertEqual(offered, wanted, line)


@unittest.skipUnless(shutil.which("fish"), "there is no fish")
class FishTest(unittest.TestCase):
    def complete(self, lines):
        script = f"source '{FISH}'\n" + "".join(f"complete -C '{line}'; echo --end--\n" for line in lines)
        with tempfile.TemporaryDirectory() as home:
            said = run("fish", "-N", "-c", script, env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home}, cwd=home)
        return [{line.split("\t")[0] for line in answer.splitlines()} - {""} for answer in said.split("--end--\n")[:-1]]

    def test_it_offers_what_help_lists(self):
        places = [(), *all_commands()]
        dashes = self.complete([f"hookbot {' '.join(words)} -" for words in places])
        double = self.complete([f"hookbot {' '.join(words)} --" for words in places])
        names = self.complete([f"hookbot {' '.join(words)} " for words in places])
        for words, *offered in zip(places, dashes, double, names):
            self.assertEqual(offered[0] | offered[1], own_options(words) | help_of().options, words)
            if below := {name for each in help_of(*words).commands for name in each}:
                self.assertEqual(offered[2], below, words)

    def test_values_and_what_is_typed_already(self):
        cases = {f"hookbot {' '.join(words)} {option} ": set(choices) for words in [(), *all_commands()]
                 for option, choices in help_of(*words).choices.items()}
        cases |= {"hookbot --log-level debug ser": {"serve"}, "hookbot --key-file serve ev": {"events"},
                  "hookbot t --ba": {"--bare"}, "hookbot serve --bind ": set()}
        for (line, wanted), offered in zip(cases.items(), self.complete(cases)):
            self.assertEqual(offered, wanted, line)


class ZshTest(unittest.TestCase):
    def functions(self):
        return dict(re.findall(r"^(_hookbot\w*)\(\) \{\n(.*?)^\}$", ZSH.read_text(encoding="utf-8"),
                               re.MULTILINE | re.DOTALL))

    def test_it_has_what_help_lists(self):
        functions = self.functions()
        self.assertEqual(set(functions), {"_hookbot"} | {"_hookbot_" + "_".join(words).replace("-", "_")
                                                         for words in all_commands()})
        for words in [(), *all_commands()]:
            text = functions["_".join(["_hookbot", *words]).replace("-", "_")]
            options = re.findall(r"^ +'(?:\*|\([^)]*\))(--?[\w-]+)[+=]?\[", text, re.MULTILINE)
            self.assertEqual(set(options), own_options(words), words)
            self.assertIn("$hookbot_global", text)
            below = re.search(r"commands=\(\n(.*?)\n +\)\n", text, re.DOTALL)
            names = re.findall(r"^ +'([\w-]+):", below[1], re.MULTILINE) if below else []
            self.assertEqual(names, [name for each in help_of(*words).commands for name in each], words)
            for option, choices in help_of(*words).choices.items():
                self.assertRegex(text, rf"{option}[+=]\[.*\]:.*:\({' '.join(choices)}\)'")

    @unittest.skipUnless(shutil.which("zsh"), "there is no zsh")
    def test_a_zsh_completes_with_it(self):
        """At a terminal, as a person does: the Tab key."""
        cases = {"hookbot se\t": "hookbot serve ", "hookbot serve --lis\t": "hookbot serve --listener-buffer=",
                 "hookbot serve --log-level=wa\t": "hookbot serve --log-level=warning ",
                 "hookbot --key-file x events exp\t--si\t": "hookbot --key-file x events export --since=",
                 "hookbot t --ba\t": "hookbot t --bare ", "hookbot serve --sync nor\t": "hookbot serve --sync normal "}
        with Terminal("zsh", "-f", "-i") as terminal:
            terminal.type("unsetopt zle_bracketed_paste; PS1='%%'; bindkey '^X' show; zle -N show\n"
                          "show() { print -r - \"<<$BUFFER>>\" >&2; zle kill-buffer }\n"
                          f"fpath=('{ZSH.parent}' $fpath); autoload -Uz compinit; compinit -u -D; echo rea''dy\n")
            terminal.read_until("ready")
            for typed, wanted in cases.items():
                terminal.type(typed + "\x18")
                self.assertEqual(re.findall("<<(.*?)>>", terminal.read_until(">>"))[-1].rstrip(" ="),
                                 wanted.rstrip(" ="), typed)


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, *command):
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.environ["TERM"] = "dumb"
            os.execvp(command[0], command)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)
        os.waitpid(self.process, 0)

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def read_until(self, text):
        said = ""
        deadline = time.monotonic() + PATIENCE
        while text not in said:
            if not select.select([self.descriptor], [], [], deadline - time.monotonic())[0]:
                raise AssertionError(f"no {text!r} in {said!r}")
            said += os.read(self.descriptor, 65536).decode(errors="replace")
        return said


class ScriptTest(unittest.TestCase):
    def test_installer_run_knows_which_options_of_the_server_have_values(self):
        """Or it would take the value for a command."""
        text = (ROOT / "installer/run").read_text(encoding="utf-8")
        known = set(re.findall(r"--?[\w-]+", re.search(r"^ +--bind \| (.*?)\)\n +previous=", text,
                                                      re.MULTILINE | re.DOTALL)[0]))
        self.assertLessEqual(help_of().valued | help_of("serve").valued, known)


class SyntaxTest(unittest.TestCase):
    def test_each_shell_can_read_its_own(self):
        for shell, path in (("bash", BASH), ("zsh", ZSH), ("fish", FISH)):
            if shutil.which(shell):
                run(shell, "-n", path)


class ChangelogTest(unittest.TestCase):
    def test_its_newest_version_is_the_one_of_the_program(self):
        newest = re.search(r"^## \[(\d[^]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[1]
        self.assertIn(newest, run(os.environ["HOOKBOT_BINARY"], "--version").splitlines()[0].split())


if __name__ == "__main__":
    sys.argv[1:] = sys.argv[1:] or ["-v"]
    unittest.main()
