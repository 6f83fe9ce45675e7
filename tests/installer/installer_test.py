#!/usr/bin/env python3
"""Tests of installer/run and installer/setup, in a copy of them, with stand-ins for what changes the machine or takes
long: apt-get, cmake, and the hookbot that it builds."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY = 65534

# What the scripts may use of a bare Debian.
TOOLS = ("bash", "cat", "chmod", "cksum", "cmp", "dirname", "env", "flock", "grep", "head", "ln", "mkdir", "mktemp", "mv",
         "od", "readlink", "rm", "sed", "tail", "tr")

STAND_INS = {
    "dpkg-query": 'cat "$STATE/installed"',
    "apt-cache": """
        grep -qxF "${@: -1}" "$STATE/known" && echo "  Candidate: 1.0" || echo "  Candidate: (none)"
        """,
    "apt-get": """
        echo "apt-get $DEBIAN_FRONTEND $*" >>"$STATE/log"
        if [[ -e $STATE/apt-get-fails ]]; then echo "E: no network"; exit 100; fi
        [[ "$*" != *" install "* ]] || printf 'installed %s\\n' ${*##* install } >>"$STATE/installed"
        """,
    "sudo": 'echo "sudo $*" >>"$STATE/log"; shift; "$@"',
    "cmake": """
        echo "cmake $*" >>"$STATE/log"
        if [[ -e $STATE/cmake-fails ]]; then echo "error: a bad line"; exit 1; fi
        if [[ $1 == -S ]]; then
            echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" >"$4/CMakeCache.txt"
        else
            mkdir -p "$2/app"
            [[ -e $2/app/hookbot ]] || { cat "$STATE/hookbot" >"$2/app/hookbot" && chmod +x "$2/app/hookbot"; }
        fi
        """,
}

HOOKBOT = """#!/usr/bin/env bash
printf 'hookbot %s [%s]\\n' "$*" "${HOOKBOT_KEY:-}" >>"$STATE/log"
[[ "$*" != "make-tokens "* ]] || printf '%s/pub/hello\\n%s/sub/hello\\n' "$BASE" "$BASE"
"""


class InstallerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        top = Path(folder.name).resolve()
        top.chmod(0o755)
        self.checkout, self.state, self.home, self.bin = (top / name for name in ("check out", "state", "home", "bin"))
        for path in (self.checkout, self.state, self.home, self.bin):
            path.mkdir()
        shutil.copytree(ROOT / "installer", self.checkout / "installer")
        for name in TOOLS:
            (self.bin / name).symlink_to(shutil.which(name))
        for name, text in STAND_INS.items():
            self.add_program(self.bin / name, "#!/usr/bin/env bash\n" + text)
        self.add_program(self.state / "hookbot", HOOKBOT)
        wanted = [line.split("#")[0].strip() for line in
                  (ROOT / "installer/packages/build.txt").read_text(encoding="utf-8").splitlines()]
        self.packages = [words.split("|")[0] for words in wanted if words]
        (self.state / "installed").write_text("".join(f"installed {name}\n" for name in self.packages))
        (self.state / "known").write_text("\n".join([*self.packages, "nodejs", "npm", "ccache"]))
        (self.state / "log").touch()
        self.key_file = self.home / ".local/share/hookbot/key"

    @staticmethod
    def add_program(path, text):
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def prepare(self, arguments, environment, user):
        command = [str(self.checkout / "installer/run"), *arguments]
        variables = {"PATH": str(self.bin), "HOME": str(self.home), "STATE": str(self.state),
                     "BASE": "http://f00@host", "TMPDIR": str(self.home), **environment}
        options = {"user": user, "group": user, "extra_groups": []} if user is not None else {}
        return {"args": command, "env": variables, "cwd": "/", "text": True, "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}

    def run_it(self, *arguments, user=None, script="run", **environment):
        """Runs the script and returns what subprocess says; what its stand-ins were asked is in log()."""
        call = self.prepare(arguments, environment, user)
        call["args"][0] = str(self.checkout / "installer" / script)
        return subprocess.run(**call, check=False)

    def log(self, program):
        lines = (self.state / "log").read_text(encoding="utf-8").splitlines()
        return [line.removeprefix(program).strip() for line in lines if line.startswith(program + " ")]

    def forget(self, *packages):
        lines = [f"installed {name}\n" for name in self.packages if name not in packages]
        (self.state / "installed").write_text("".join(lines))

    def open_to_nobody(self):
        """Lets another user use everything but the checkout."""
        if os.geteuid() != 0:
            self.skipTest("only root can be another user")
        for path in (self.state, *self.state.iterdir(), self.home):
            path.chmod(0o777)

    # --- packages

    def test_nothing_missing_installs_nothing(self):
        self.assertEqual(self.run_it("serve").returncode, 0)
        self.assertEqual(self.log("apt-get"), [])

    def test_missing_packages_are_installed_and_named(self):
        self.forget("cmake", "libboost1.81-dev")
        done = self.run_it("serve")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Installing with apt-get: cmake libboost1.81-dev\n", done.stderr)
        update, install = self.log("apt-get")
        self.assertRegex(update, "^noninteractive .*update$")
        self.assertRegex(install, "^noninteractive .*--no-install-recommends install cmake libboost1.81-dev$")
        self.run_it("serve")
        self.assertEqual(len(self.log("apt-get")), 2)

    def test_alternative_package(self):
        self.forget("libboost1.81-dev")
        (self.state / "known").write_text("libboost-dev\n")
        self.assertEqual(self.run_it("serve").returncode, 0)
        self.assertRegex(self.log("apt-get")[1], "install libboost-dev$")

    def test_command_on_path_needs_no_package(self):
        (self.checkout / "installer/packages/few.txt").write_text("cmd:node|nodejs\ncmd:sed|sed # why\nccache\n")
        self.assertEqual(self.run_it("few", script="setup").returncode, 0)
        self.assertRegex(self.log("apt-get")[1], "install nodejs ccache$")

    def test_unknown_package_is_named(self):
        self.forget("cmake")
        (self.state / "known").write_text("")
        done = self.run_it("serve")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("apt-get does not know the package cmake", done.stderr)
        self.assertEqual(self.log("cmake"), [])

    def test_failing_apt_get_is_shown(self):
        self.forget("cmake")
        (self.state / "apt-get-fails").touch()
        done = self.run_it("serve")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("E: no network", done.stderr)
        self.assertEqual(self.log("cmake"), [])

    def test_unknown_list_is_refused(self):
        self.assertNotEqual(self.run_it("cellar", script="setup").returncode, 0)

    def test_user_installs_with_sudo(self):
        self.open_to_nobody()
        self.forget("cmake")
        self.assertEqual(self.run_it("serve", user=NOBODY).returncode, 0)
        self.assertEqual(len(self.log("sudo")), 2)

    def test_user_without_sudo_is_told_what_to_ask_for(self):
        self.open_to_nobody()
        self.forget("cmake", "g++")
        (self.bin / "sudo").unlink()
        done = self.run_it("serve", user=NOBODY)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("apt-get install g++ cmake\n", done.stderr)

    def test_other_systems_are_told_the_packages(self):
        (self.bin / "apt-get").unlink()
        (self.bin / "dpkg-query").unlink()
        done = self.run_it("serve")
        self.assertEqual(done.returncode, 0)
        self.assertIn("packages were installed: g++ cmake", done.stderr)
        self.assertEqual(len(self.log("hookbot serve")), 1)

    # --- building

    def test_builds_release_in_the_checkout(self):
        self.run_it("serve")
        build = self.checkout / "build/release"
        self.assertEqual(self.log("cmake"), [f"-S {self.checkout} -B {build} --preset release", f"--build {build}"])

    def test_failing_build_shows_the_end_and_the_place_of_its_log(self):
        (self.state / "cmake-fails").touch()
        done = self.run_it("serve")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("error: a bad line", done.stderr)
        self.assertIn(str(self.checkout / "build/release/configure.log"), done.stderr)
        self.assertEqual(self.log("hookbot"), [])

    def test_checkout_that_is_not_ours_is_built_in_the_cache(self):
        self.open_to_nobody()
        self.run_it("serve")
        cache = self.home / "cache"
        self.assertEqual(self.run_it("serve", user=NOBODY, XDG_CACHE_HOME=str(cache),
                                     XDG_DATA_HOME=str(self.home / "data")).returncode, 0)
        self.assertIn(f" -B {cache}/hookbot/build/", self.log("cmake")[2])
        self.assertEqual(self.run_it("serve").returncode, 0)

    def test_checkout_that_was_moved_is_configured_anew(self):
        self.run_it("serve")
        cache = self.checkout / "build/release/CMakeCache.txt"
        cache.write_text("CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\n")
        self.assertIn("the first time", self.run_it("serve").stderr)

    # --- the key

    def test_first_start_makes_a_key_that_only_its_owner_can_read(self):
        first = self.run_it()
        self.assertIn(str(self.key_file), first.stderr)
        key = self.key_file.read_text(encoding="utf-8")
        self.assertRegex(key, "^[0-9a-f]{64}$")
        self.assertEqual(stat.S_IMODE(self.key_file.stat().st_mode), 0o600)
        self.assertEqual(list(self.key_file.parent.iterdir()), [self.key_file])
        self.assertNotIn("random key", self.run_it().stderr)
        self.assertEqual(self.key_file.read_text(encoding="utf-8"), key)
        self.assertEqual(self.log("hookbot serve"), [f"--key-file {self.key_file} []"] * 2)

    def test_starts_at_once_agree_on_the_key(self):
        started = [subprocess.Popen(**self.prepare(["serve"], {}, None)) for _ in range(8)]
        said = [each.communicate()[1] for each in started]
        self.assertEqual([each.returncode for each in started], [0] * 8)
        self.assertEqual(sum("Made a random key" in each for each in said), 1)
        self.assertEqual(list(self.key_file.parent.iterdir()), [self.key_file])

    def test_key_of_the_user_is_taken(self):
        for arguments, variables in ((["--key", "secret"], {}), (["--key=secret"], {}), ([], {"HOOKBOT_KEY": "secret"}),
                                     (["--key-file", "/some/where"], {}), (["--key-file=/some/where"], {})):
            with self.subTest(arguments=arguments, variables=variables):
                self.run_it("serve", *arguments, **variables)
                self.assertFalse(self.key_file.exists())
                self.assertEqual(self.log("hookbot serve")[-1].rpartition("[")[0].strip(), " ".join(arguments))
                asked = self.log("hookbot make-tokens")[-1]
                self.assertIn("--key-file /some/where" if "where" in str(arguments) else "[secret]", asked)
                self.assertNotIn("--key secret", asked)

    def test_key_and_address_in_a_configuration_file_are_taken(self):
        config = self.home / "hookbot.conf"
        config.write_text("\ufeff# a comment\n#key-file = other\n key-file=keys/one \r\nbind = :9000\nsslkey = x\n")
        self.run_it("serve", "--config", str(config))
        self.assertFalse(self.key_file.exists())
        self.assertEqual(self.log("hookbot serve")[-1], f"--config {config} []")
        self.assertIn(f"--key-file {self.home}/keys/one --url-base https://localhost:9000",
                      self.log("hookbot make-tokens")[-1])
        self.run_it(f"--config={config}", "--bind", ":1", "--key-file", "mine", "--url-base", "http://h")
        self.assertIn("--key-file mine --url-base http://h", self.log("hookbot make-tokens")[-1])

    def test_a_configuration_file_that_says_nothing_of_them_or_is_not_there_is_hookbots_to_judge(self):
        config = self.home / "hookbot.conf"
        for text in ("max-body = 1\n", ""):
            config.write_text(text) if text else config.unlink()
            self.run_it("serve", "--config", str(config))
            self.assertEqual(self.log("hookbot serve")[-1], f"--key-file {self.key_file} --config {config} []")

    # --- what is passed on

    def test_command_line_is_passed_on(self):
        self.run_it()
        with_key = f"--key-file {self.key_file}"
        for given, passed in (
                ("", f"serve {with_key}"),
                ("-b :9000", f"serve {with_key} -b :9000"),
                ("--no-gui", f"serve {with_key} --no-gui"),
                ("--log-level debug serve -b 9000", f"--log-level debug serve {with_key} -b 9000"),
                ("make-tokens --bare /pub/x", f"make-tokens {with_key} --bare /pub/x"),
                ("-U https://h t /pub/serve", f"-U https://h t {with_key} /pub/serve"),
                ("--config x serve", f"--config x serve {with_key}"),
                ("serve --help", "serve --help"),
                ("--version", "--version")):
            with self.subTest(given):
                self.run_it(*given.split())
                self.assertEqual(self.log("hookbot")[-1], f"{passed} []")

    def test_other_commands_make_no_key_and_say_nothing_of_their_own(self):
        self.run_it()
        self.key_file.unlink()
        done = self.run_it("listen", "ws://h/sub/x")
        self.assertFalse(self.key_file.exists())
        self.assertEqual((done.stdout, done.stderr), ("", ""))
        self.assertEqual(self.log("hookbot listen"), ["ws://h/sub/x []"])

    def test_status_is_hookbots(self):
        self.add_program(self.state / "hookbot", "#!/usr/bin/env bash\nexit 7\n")
        self.assertEqual(self.run_it("listen", "x").returncode, 7)

    def test_works_through_a_link_and_says_how_it_is_used(self):
        link = self.home / "hookbot"
        link.symlink_to(self.checkout / "installer/run")
        done = subprocess.run([link, "-h"], env={"PATH": str(self.bin)}, stdout=subprocess.PIPE, text=True, check=False)
        self.assertEqual(done.returncode, 0)
        self.assertTrue(done.stdout.startswith("Usage: installer/run"))
        self.assertEqual(self.log("cmake"), [])

    # --- the first channel

    def test_urls_and_how_to_try_them(self):
        done = self.run_it()
        self.assertIn("http://f00@host/pub/hello\n", done.stdout)
        self.assertIn("http://f00@host/sub/hello\n", done.stdout)
        self.assertRegex(done.stdout, r"\n *wscat -c 'http://f00@host/sub/hello'\n")
        self.assertRegex(done.stdout, r"\n *curl -d hello 'http://f00@host/pub/hello'\n")

    def test_urls_lead_to_where_it_listens(self):
        for given, base in (
                ("serve", "http://localhost:8080"),
                ("serve -b :9000", "http://localhost:9000"),
                ("-b:9000", "http://localhost:9000"),
                ("--bind=9000 serve", "http://localhost:9000"),
                ("serve --bind 0.0.0.0:9000", "http://localhost:9000"),
                ("serve --bind [::]:9000", "http://localhost:9000"),
                ("serve --bind [::1]:9000", "http://[::1]:9000"),
                ("serve --bind 192.0.2.7:9000", "http://192.0.2.7:9000"),
                ("serve -k a -c b -b :443", "https://localhost:443"),
                ("serve --url-base https://hooks.example.com -b :9000", "https://hooks.example.com")):
            with self.subTest(given):
                self.run_it(*given.split())
                self.assertIn(f" --url-base {base} --both hello", self.log("hookbot make-tokens")[-1] + " ")
        self.run_it("serve", "-b", ":9000", HOOKBOT_URL_BASE="https://h")
        self.assertIn(" --url-base https://h ", self.log("hookbot make-tokens")[-1])

    def test_port_that_only_the_system_knows_has_no_url(self):
        self.assertEqual(self.run_it("serve", "-b", "127.0.0.1:0").stdout, "")


if __name__ == "__main__":
    unittest.main()
