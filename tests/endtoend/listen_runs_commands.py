"""`hookbot listen --exec` runs a command for each event, in order, however the commands behave."""
import os
import signal
import unittest

import goserver
import hookbot
import listening

BYTES = bytes(range(256)) * 100
LARGE = 3 * hookbot.MIB * b"x"


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class ListenRunsCommands(listening.ListenTest):
    arguments = ("--log", "memory:")

    def run_for(self, command, *arguments, count=1, status=0, **options):
        """Runs it for what has come so far; what is printed."""
        listen = self.listen("--since", "all", "--count", str(count), "--exec", command, *arguments, **options)
        self.assertEqual(listen.wait(), status, listen.err())
        self.told = listen.err()
        return listen.out()

    def is_heard(self):
        return self.broker.metrics()["hookbot_listeners"] > 0

    def test_the_body_is_its_input(self):
        for body in (BYTES, b"", LARGE):
            file = os.path.join(self.folder(), "body")
            listen = self.listen("--once", "--exec", f"cat > {file}").wait_until_connected()
            self.publish(body)
            self.assertEqual(listen.wait(), 0, listen.err())
            with open(file, "rb") as written:
                self.assertEqual(written.read(), body)

    def test_its_environment_tells_of_the_event(self):
        event, = self.publish(b"x", below="/%C3%A4",
                              query="?a=1&b=%20", fields=[("X-GitHub-Event", "push"), ("X-A", "$(id) `id` ; '\""),
                                                          ("X-A", "2"), ("LD_PRELOAD", "evil"), ("X.Odd~", "()")])
        text = self.run_for("env", url=self.url("/"), HOOKBOT_HEADER_OLD="of another", HOOKBOT_MINE="kept").decode()
        lines = text.splitlines()
        for line in (f"HOOKBOT_ID={event}", f"HOOKBOT_CHANNEL={self.channel}/ä", "HOOKBOT_METHOD=POST",
                     "HOOKBOT_QUERY=a=1&b=%20", "HOOKBOT_REMOTE=127.0.0.1", "HOOKBOT_HEADER_X_GITHUB_EVENT=push",
                     "HOOKBOT_HEADER_X_A=$(id) `id` ; '\", 2", "HOOKBOT_HEADER_LD_PRELOAD=evil",
                     "HOOKBOT_HEADER_X_ODD_=()", "HOOKBOT_MINE=kept"):
            self.assertIn(line, lines)
        self.assertRegex(text, r"HOOKBOT_TIME=20\d\d-\d\d-\d\dT[\d:.]+Z\n")
        for name in ("HOOKBOT_HEADER_OLD", "LD_PRELOAD", "HOOKBOT_HEADER_AUTHORIZATION"):
            self.assertFalse([line for line in lines if line.startswith(name + "=")], name)

    def test_it_gets_no_token(self):
        self.publish(b"x")
        listen = listening.Listen("--since", "all", "--once", "--exec", "env", HOOKBOT_URL=self.url())
        self.addCleanup(listen.discard)
        self.assertEqual(listen.wait(), 0)
        self.assertNotIn(b"HOOKBOT_URL", listen.out())

    def test_a_go_server_tells_less(self):
        server = goserver.GoServer(lambda call: (call.accept().tell(b"x"), call.stay()))
        self.addCleanup(server.stop)
        listen = self.listen("--once", "--exec", 'echo "$HOOKBOT_CHANNEL,$HOOKBOT_ID,$(cat)"', url=server.url("/sub/c"))
        self.assertEqual((listen.wait(), listen.out()), (0, b"c,,x\n"))

    def test_what_it_does_not_read_is_no_matter(self):
        self.publish(LARGE, LARGE)
        self.assertEqual(self.run_for("echo done", count=2), b"done\ndone\n")
        self.assertEqual(self.run_for("exec <&-; echo closed", count=2), b"closed\nclosed\n")

    def test_it_may_write_a_lot(self):
        self.publish(b"x", b"y")
        out = self.run_for("yes 2>/dev/null | head -c 2000000; cat; yes | head -1", count=2)
        self.assertEqual(len(out), 2 * (2_000_000 + 1 + 2))
        self.assertNotIn("roken pipe", self.told)

    def test_what_it_leaves_behind_is_not_waited_for(self):
        self.publish(b"x", b"y")
        out = self.run_for("sleep 1000 & echo $!", count=2)
        for pid in out.split():
            self.assertTrue(is_alive(int(pid)))
            os.kill(int(pid), signal.SIGKILL)

    def test_failures_are_told(self):
        event, = self.publish(b"x")
        for command, words in (("exit 3", "ended with status 3"), ("kill -9 $$", "was killed"),
                               ("/no/such/command", "ended with status 127")):
            self.run_for(command, status=1)
            self.assertIn(f"{self.channel} {event}: the command {words}", self.told)

    def test_a_failure_is_tried_again_where_that_is_wanted(self):
        self.publish(b"x", b"y")
        file = os.path.join(self.folder(), "tries")
        out = self.run_for(f"echo >> {file}; test $(wc -l < {file}) -gt 1 && cat", "--retry", count=2)
        self.assertEqual(out, b"xy")
        self.assertIn("the command ended with status 1; again in", self.told)

    def test_those_of_a_channel_run_one_after_the_other(self):
        numbers = list(range(12))
        for number in numbers:
            self.publish(b"%d" % number, below=f"/{number % 2}")
        folder = self.folder()
        out = self.run_for(f'cd {folder}; f=$(basename "$HOOKBOT_CHANNEL"); mkdir $f || echo overlap; echo $f $(cat); '
                           "rmdir $f", count=len(numbers), url=self.url("/"))
        lines = out.decode().splitlines()
        for channel in (0, 1):
            self.assertEqual([line for line in lines if line.startswith(f"{channel} ")],
                             [f"{channel} {number}" for number in numbers if number % 2 == channel])
        self.assertEqual(len(lines), len(numbers))

    def test_jobs_run_side_by_side(self):
        # Each waits for the other two to have begun: one after the other, that would never be.
        self.publish(b"1", b"2", b"3")
        out = self.run_for(f"cd {self.folder()}; touch $(cat); until [ -e 1 -a -e 2 -a -e 3 ]; do sleep 0.02; done; echo x",
                           "--jobs", "3", count=3)
        self.assertEqual(out, 3 * b"x\n")

    def test_asked_to_end_it_waits_for_what_runs(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            folder = self.folder()
            listen = self.listen("--since", "all", "--exec",
                                 f"cd {folder}; echo begun; until [ -e go ]; do sleep 0.02; done; echo done")
            self.publish(b"x", b"y")
            listen.wait_for_lines(1)
            listen.signal(number)
            hookbot.wait_for(lambda: not self.is_heard(), "it hangs up")
            self.assertIsNone(listen.process.poll())
            with open(os.path.join(folder, "go"), "wb"):
                pass
            self.assertEqual(listen.wait(), 0, listen.err())
            self.assertEqual(listen.lines(), [b"begun", b"done"])

    def test_asked_twice_it_ends_all_of_it(self):
        self.publish(b"x")
        listen = self.listen("--since", "all", "--exec", "sleep 1000 & echo $$ $!; wait")
        pids = [int(pid) for pid in listen.wait_for_lines(1)[0].split()]
        listen.signal(signal.SIGINT)
        listen.signal(signal.SIGTERM)
        self.assertEqual(listen.wait(), 1)
        self.assertIn("the command was killed", listen.err())
        hookbot.wait_for(lambda: not any(map(is_alive, pids)), "all is killed")

    def test_ctrl_c_is_for_us_and_not_for_the_command(self):
        """A terminal sends SIGINT to every process of the group that it lets read."""
        self.publish(b"x")
        folder = self.folder()
        listen = self.listen("--since", "all", "--exec", f"echo $$; until [ -e {folder}/go ]; do sleep 0.02; done")
        command = int(listen.wait_for_lines(1)[0])
        self.assertNotEqual(os.getpgid(command), os.getpgid(listen.process.pid))
        with open(os.path.join(folder, "go"), "wb"):
            pass
        self.assertEqual(listen.stop(), 0)

    def test_asked_to_end_it_tries_nothing_again(self):
        self.publish(b"x")
        listen = self.listen("--since", "all", "--retry", "--exec", "exit 1")
        listen.wait_until_told("again in", 2)
        self.assertEqual(listen.stop(), 0)

    def test_what_has_not_begun_is_left(self):
        self.publish(b"x", b"y", b"z")
        listen = self.listen("--since", "all", "--count", "2", "--exec", "cat; kill $PPID; sleep 0.1")
        self.assertEqual(listen.wait(), 0)
        self.assertEqual(listen.out(), b"x")


if __name__ == "__main__":
    hookbot.main()
