"""`hookbot serve --config FILE` applies the settings of the file and reports errors in it, and so does --check."""
import os
import socket
import subprocess

import hookbot


class ConfigurationTest(hookbot.CertificateTest):
    def setUp(self):
        self.folder = os.path.join(self.directory, self.id().rpartition(".")[2])
        os.mkdir(self.folder)

    def write(self, text, name="hookbot.conf", mode=0o600):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        os.chmod(path, mode)
        return path

    def check(self, *arguments, **options):
        return hookbot.run("serve", "--check", *arguments, **options)

    def wrong_lines(self, text):
        """What is said of a file with this text: the messages behind its name and the line's number, by number."""
        path = self.write(text)
        result = self.check("--config", path)
        self.assertEqual((result.returncode, result.stdout), (1, ""), result)
        lines = [line.removeprefix(f"hookbot: {path}:") for line in result.stderr.splitlines()]
        return {int(line.partition(":")[0]): line.partition(": ")[2] for line in lines if line[0].isdigit()}


class ConfigurationIsRead(ConfigurationTest):
    def serve(self, text, *arguments, **options):
        broker = hookbot.Hookbot("--config", self.write(text), *arguments, **options)
        self.addCleanup(broker.stop)
        return broker

    def sizes_taken(self, broker):
        return [broker.publish("/pub/a", bytes(size)).status for size in (1000, 2000, 3000)]

    def test_its_settings_hold(self):
        broker = self.serve("# a comment\n\n  max-body=1500  \r\n\tlog = memory:\nno-sha1 = true\nlog-level = debug")
        self.assertEqual(self.sizes_taken(broker), [200, 413, 413])
        sha1 = hookbot.mint("/pub/a", algorithm="sha1")
        self.assertEqual(broker.publish("/pub/a", b"x", token=None, fields=[("Authorization", f"Bearer {sha1}")]).status,
                         401)
        self.assertIn("kept in memory", broker.log())

    def test_the_command_line_wins_wherever_it_says_so(self):
        broker = self.serve("max-body = 1500\nlog = memory:\n", "--max-body", "2500")
        self.assertEqual(self.sizes_taken(broker), [200, 200, 413])
        sha1 = self.serve("no-sha1 = true\n", "--no-sha1=false")
        token = hookbot.mint("/pub/a", algorithm="sha1")
        self.assertEqual(sha1.publish("/pub/a", b"x", token=None, fields=[("Authorization", f"Bearer {token}")]).status,
                         200)

    def test_a_repeatable_option_replaces_the_lines_of_its_name(self):
        text = "allow-origin = https://a.example\nallow-origin = https://b.example\n"

        def allowed(broker):
            return [broker.ask_to_listen("/sub/x", [("Origin", f"https://{host}.example")]).read_response().status
                    for host in "abc"]

        self.assertEqual(allowed(self.serve(text)), [101, 101, 403])
        self.assertEqual(allowed(self.serve(text, "--allow-origin", "https://c.example")), [403, 403, 101])

    def test_names_of_files_begin_in_its_folder(self):
        self.write("the key in a file of its own", "key")
        for name, path in zip(("server.key", "server.crt"), self.tls):
            os.symlink(path, os.path.join(self.folder, name))
        text = "key-file = key\nsslkey = server.key\nsslcrt = ./server.crt\nlog = sqlite:events.sqlite\n"
        path = self.write(text)
        self.assertEqual(self.check("--config", path, key=None).stdout, f"{path} is valid\n")
        self.assertNotIn("events.sqlite", os.listdir(self.folder))
        # On the command line they begin where hookbot was started.
        done = subprocess.run([hookbot.binary(), "serve", "--check", "--config", "hookbot.conf", "--key-file", "key"],
                              cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "hookbot.conf is valid\n", ""))

    def test_a_mark_before_utf8_and_a_pipe(self):
        self.assertEqual(self.check("--config", self.write(b"\xef\xbb\xbfmax-body = 1\n")).returncode, 0)
        read, write = os.pipe()
        os.write(write, b"max-body = 1\n")
        os.close(write)
        done = subprocess.run([hookbot.binary(), "serve", "--check", "--config", f"/dev/fd/{read}"], pass_fds=[read],
                              env={**os.environ, "HOOKBOT_KEY": hookbot.KEY}, capture_output=True, text=True,
                              check=False)
        os.close(read)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class WrongLinesAreNamed(ConfigurationTest):
    def test_all_at_once(self):
        said = self.wrong_lines("""max-bdoy = 1
max-body = many
keep-for = 3y
[serve]
no-sha1
no-sha1 = yes
--bind = :1
b = :1
key = Hush
max_body = 1
log = papyrus:
sync = most
allow-origin = "https://a.example"
routes = a # b
url-base =
a pasted Hush
config = x
wholly-other = x
""")
        wanted = {1: "unknown setting.*max-bdoy.*mean max-body", 2: "max-body.*number of bytes", 3: "keep-for.*duration",
                  4: "sections", 5: "no-sha1 = true", 6: "neither true nor false", 7: "mean bind", 8: "mean bind",
                  9: "mean key-file", 10: "mean max-body", 11: "memory: nor sqlite:PATH", 12: "full", 13: "quotes",
                  14: "comment needs a line", 15: "no value", 16: "name = value", 17: "command line",
                  18: "unknown setting.*wholly-other\": hookbot.conf"}
        self.assertEqual(sorted(said), sorted(wanted), said)
        for number, words in wanted.items():
            self.assertRegex(said[number], words)
        self.assertNotIn("Hush", str(said))

    def test_a_key_in_the_wrong_place_is_not_repeated(self):
        key = "0123456789abcdef" * 4
        for text, words in ((f"key-file = {key}\n", "looks like a key"), (f"{key}=\n", "unknown setting"),
                            ("QmFzZTY0IG9mIHNvbWV0aGluZw==\n", "unknown setting"), (key, "name = value")):
            said = self.wrong_lines(text)
            self.assertRegex(said[1], words)
            self.assertNotIn(text.removeprefix("key-file = ").strip("=\n"), said[1])

    def test_what_stands_twice(self):
        self.assertRegex(self.wrong_lines("bind = :1\n\nbind = :1\n")[3], "bind is already set in line 1")

    def test_a_file_that_is_something_else(self):
        for text, line, words in ((b"bind = :1\nx\0y", 2, "control character"), (b"\x7fELF\x02\x01", 1, "control"),
                                  (b"bind = \xff", 1, "UTF-8"), (b"#" * 5000, 1, "longer than 4096"),
                                  (b"a\rb\r", 1, "control")):
            self.assertRegex(self.wrong_lines(text)[line], words)
        said = self.wrong_lines("x = 1\n" * 1000)
        self.assertEqual(len(said), 20)
        for path, words in ((self.folder, "directory"), ("/dev/zero", "1 MiB"), (self.folder + "/none", "No such file")):
            result = self.check("--config", path)
            self.assertEqual(result.returncode, 1)
            self.assertRegex(result.stderr, f"{path}.*{words}")

    def test_a_server_does_not_start_with_it(self):
        result = hookbot.run("serve", "--bind", "127.0.0.1:0", "--config", self.write("colour = red\n"))
        self.assertEqual(result.returncode, 1)
        self.assertNotIn("Listening", result.stderr)

    def test_only_the_server_has_one(self):
        result = hookbot.run("make-tokens", "--config", self.write("bind = :1\n"), "/pub/a")
        self.assertEqual(result.returncode, 1)


class CheckTellsEverything(ConfigurationTest):
    def test_nothing_is_touched(self):
        """Not the log's folder, not the address, not a log that a server has."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            log = os.path.join(self.folder, "deep", "events.sqlite")
            result = self.check("--bind", f"127.0.0.1:{taken.getsockname()[1]}", "--log", f"sqlite:{log}")
            self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "The configuration is valid\n", ""))
            self.assertEqual(os.listdir(self.folder), [])
        log = os.path.join(self.folder, "events.sqlite")
        broker = hookbot.Hookbot("--log", f"sqlite:{log}")
        self.addCleanup(broker.stop)
        broker.publish("/pub/a", b"x")
        before = {name: os.stat(os.path.join(self.folder, name)).st_mtime_ns for name in os.listdir(self.folder)}
        self.assertEqual(self.check("--log", f"sqlite:{log}").returncode, 0)
        after = {name: os.stat(os.path.join(self.folder, name)).st_mtime_ns for name in os.listdir(self.folder)}
        self.assertEqual(before, after)

    def test_all_that_is_wrong_is_told_at_once(self):
        other_key, _ = hookbot.make_certificate(self.folder, "other")
        routes = self.write("{", "routes.json")
        self.write("x" * 200, "events.sqlite")
        path = self.write(f"sslkey = {other_key}\nsslcrt = {self.tls[1]}\nroutes = {routes}\nrouter = github\n"
                          "log = sqlite:events.sqlite\nkey-file = none\n")
        result = self.check("--config", path, key=None)
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        for words in ("none: No such file", "HOOKBOT_GITHUB_SECRET", "routes.json", "other.key.*server.crt",
                      "events.sqlite is not a log"):
            self.assertRegex(result.stderr, words)
        self.assertEqual(len(result.stderr.splitlines()), 5)

    def test_a_log_that_cannot_be_used(self):
        foreign = os.path.join(self.folder, "foreign.sqlite")
        subprocess.run(["python3", "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
                        "c.execute('CREATE TABLE t (a)'); c.commit()", foreign], check=True)
        empty = self.write(b"", "empty.sqlite")
        self.assertEqual(self.check("--log", f"sqlite:{empty}").returncode, 0)
        for log, words in ((foreign, "another program"), (self.folder, "not a file"), (empty + "/x", "folder")):
            result = self.check("--log", f"sqlite:{log}")
            self.assertEqual(result.returncode, 1, log)
            self.assertRegex(result.stderr, words)


if __name__ == "__main__":
    hookbot.main()
