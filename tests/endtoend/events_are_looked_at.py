"""`hookbot events` and `hookbot replay` read the log's file while the server uses it."""
import http.server
import json
import os
import pty
import subprocess
import threading

import hookbot


class EventsAreLookedAt(hookbot.BrokerTest):
    def run_command(self, *arguments, status=0):
        """On the log that is the default: the one of the server, which has the same environment."""
        result = subprocess.run([hookbot.binary(), *arguments],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=hookbot.PATIENCE, check=False,
                                env=hookbot.environment(self.broker.directory.name, HOOKBOT_KEY=self.broker.key))
        self.assertEqual(result.returncode, status, result)
        return result.stdout if status == 0 else result.stderr.decode()

    def publish(self, target, body, **options):
        response = self.broker.publish(target, body, **options)
        self.assertEqual(response.status, 200)
        return response.field("X-Hookbot-Event-Id")

    def test_list_shows_the_newest_of_a_channel(self):
        ids = [self.publish(f"/pub/{self.channel}", bytes(n), fields=[("X-GitHub-Event", "push")]) for n in range(5)]
        lines = self.run_command("events", "list", self.channel, "-n", "3").decode().splitlines()
        self.assertEqual([line.split()[0] for line in lines], ids[-3:])
        self.assertIn(f"{self.channel}  push  4 bytes", lines[-1])
        everything = self.run_command("events", "list", "--since", ids[3], "--json").splitlines()
        self.assertEqual([json.loads(line)["id"] for line in everything], ids[4:])

    def test_list_without_a_channel_shows_unsafe_ones_too(self):
        event_id = self.publish(f"/unsafe/pub/{self.channel}", b"x", token=None)
        self.assertIn(event_id.encode(), self.run_command("events", "list", "-n", "1"))
        self.assertIn(event_id.encode(), self.run_command("events", "list", f"/unsafe/{self.channel}"))

    def test_show_prints_all_of_an_event(self):
        body = bytes(range(256))
        event_id = self.publish(f"/pub/{self.channel}?a=b", body, fields=[("X-Test", "yes")])
        shown = self.run_command("events", "show", event_id)
        for piece in (event_id.encode(), self.channel.encode(), b"POST ?a=b", b"X-Test: yes", b"127.0.0.1", body):
            self.assertIn(piece, shown)
        self.assertEqual(self.run_command("events", "show", event_id, "--body"), body)
        self.assertEqual(json.loads(self.run_command("events", "show", event_id, "--json"))["id"], event_id)
        self.assertIn("not contain event 17", self.run_command("events", "show", "17", status=1))
        self.assertIn("not the id of an event", self.run_command("events", "show", "x", status=1))

    def test_a_terminal_is_not_moved_by_what_strangers_send(self):
        event_id = self.publish(f"/pub/{self.channel}", b"x", fields=[("Content-Type", "a\tb")])
        line = self.run_command("events", "list", self.channel)
        self.assertIn(event_id.encode(), line)
        self.assertNotIn(b"\t", line)

    def test_a_terminal_gets_no_escape_sequence_of_a_body(self):
        event_id = self.publish(f"/pub/{self.channel}", b"one\n\ttwo \x1b[2J\x07 three\r")
        ours, theirs = pty.openpty()
        subprocess.run([hookbot.binary(), "events", "show", event_id], stdout=theirs, check=True,
                       timeout=hookbot.PATIENCE, env=hookbot.environment(self.broker.directory.name))
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError:  # how a terminal says that nobody writes to it any more
            pass
        os.close(ours)
        self.assertNotIn(b"\x1b", shown)
        self.assertIn(b"two \\x1b[2J\\x07 three\\x0d", shown)

    def test_export_gives_json_of_all(self):
        ids = [self.publish(f"/pub/{self.channel}/{n}", b"%d" % n) for n in range(30)]
        lines = self.run_command("events", "export", f"{self.channel}/").splitlines()
        self.assertEqual([json.loads(line)["id"] for line in lines], ids)
        self.assertTrue(set(ids) <= {json.loads(line)["id"] for line in self.run_command("events", "export").splitlines()})

    def test_tail_follows_a_live_server(self):
        process = subprocess.Popen([hookbot.binary(), "events", "tail", self.channel, "--json"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=hookbot.environment(self.broker.directory.name))
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, b"")))
        reader.start()
        try:
            ids = []

            def hears():
                ids.append(self.publish(f"/pub/{self.channel}", b"x"))
                return len(lines) >= 3

            hookbot.wait_for(hears, "tail prints what comes")
        finally:
            process.kill()
            reader.join()
            process.stdout.close()
            process.stderr.close()
            process.wait()
        seen = [json.loads(line)["id"] for line in lines]
        first = ids.index(seen[0])
        self.assertEqual(seen, ids[first:first + len(seen)])

    def test_prune_beside_a_live_server(self):
        ids = [self.publish(f"/unsafe/pub/{self.channel}", bytes(1000), token=None) for _ in range(50)]
        self.run_command("events", "prune", "--keep-unsafe-bytes", "3kB")
        left = [line.split()[0].decode() for line in
                self.run_command("events", "list", f"/unsafe/{self.channel}").splitlines()]
        self.assertEqual(left, ids[-len(left):])
        self.assertLess(len(left), 4)
        newer = self.publish(f"/unsafe/pub/{self.channel}", b"x", token=None)
        self.assertGreater(int(newer), int(ids[-1]))
        self.assertIn("nothing to prune", self.run_command("events", "prune", status=1))

    def test_replay_publishes_again(self):
        for prefix, options in (("", {}), ("/unsafe", {"token": None})):
            with self.subTest(prefix=prefix):
                event_id = self.publish(f"{prefix}/pub/{self.channel} ä?x=1".replace(" ", "%20").replace("ä", "%C3%A4"),
                                        b"\0body", **options)
                said = self.run_command("replay", event_id, "--url-base", f"http://127.0.0.1:{self.broker.port}")
                again = said.decode().split()[3].rstrip(",")
                event = json.loads(self.run_command("events", "show", again, "--json"))
                self.assertEqual((event["replay_of"], event["body"], event["query"]), (event_id, "\0body", "x=1"))

    def test_replay_to_a_url_posts_it_as_it_was_sent(self):
        seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                seen.append((self.path, self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(500 if "fail" in self.path else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            body = bytes(range(256)) * 10
            event_id = self.publish(f"/pub/{self.channel}?a=%20b", body,
                                    fields=[("X-Hub-Signature-256", "sha256=1"), ("Content-Type", "application/x-test"),
                                            ("X-Twice", "1"), ("X-Twice", "2")])
            url = f"http://127.0.0.1:{server.server_port}"
            self.run_command("replay", event_id, "--to", f"{url}/hook")
            path, headers, received = seen[0]
            self.assertEqual((path, received), ("/hook?a=%20b", body))
            self.assertEqual(headers["X-Hub-Signature-256"], "sha256=1")
            self.assertEqual(headers["Content-Type"], "application/x-test")
            self.assertEqual(headers["X-Twice"], "1, 2")
            self.assertIsNone(headers["Authorization"])
            self.assertIn("500", self.run_command("replay", event_id, "--to", f"{url}/fail", status=1))
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
        self.assertIn("refused", self.run_command("replay", event_id, "--to", url, status=1).lower())
        self.assertIn("--to", self.run_command("replay", event_id, "--to", "ftp://x/", status=1))

    def test_what_is_not_there_is_said(self):
        for command in (("events", "list"), ("events", "tail"), ("events", "export"), ("replay", "17"),
                        ("events", "show", "17"), ("events", "prune", "--keep-for", "1d")):
            with self.subTest(command=command):
                self.assertIn("/nonexistent/events.sqlite: there is no such file",
                              self.run_command(*command, "--log", "sqlite:/nonexistent/events.sqlite", status=1))
        self.assertIn("memory", self.run_command("events", "list", "--log", "memory:", status=1))
        self.assertIn("--since", self.run_command("events", "list", "--since", "yesterday", status=1))


if __name__ == "__main__":
    hookbot.main()
