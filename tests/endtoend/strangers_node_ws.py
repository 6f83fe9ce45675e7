"""Independent clients: npm's `ws` and `wscat`. Skipped unless $HOOKBOT_NODE_MODULES names a folder that has them."""
import os
import shutil
import subprocess
import sys
import unittest

import hookbot

MODULES = os.environ.get("HOOKBOT_NODE_MODULES", "")
NODE = shutil.which("node")
if not NODE or not os.path.isdir(os.path.join(MODULES, "ws")):
    print("HOOKBOT_NODE_MODULES names no folder with ws, or there is no node")
    sys.exit(77)

# Prints a line for the upgrade, each message, an unexpected answer, and the close.
CLIENT = """
const WebSocket = require('ws');
const client = new WebSocket(process.argv[1], { handshakeTimeout: 60000 });
const say = (...words) => console.log(words.join(' '));
client.on('open', () => say('open', client.extensions === '' ? 'plain' : client.extensions));
client.on('message', (data, isBinary) => say(isBinary ? 'binary' : 'text', data.toString('hex')));
client.on('ping', () => say('ping'));
client.on('unexpected-response', (request, response) => { say('refused', response.statusCode); process.exit(); });
client.on('error', (error) => say('error', error.message));
client.on('close', (code) => { say('close', code); process.exit(); });
"""


class NodeTest(unittest.TestCase):
    def start(self, *command):
        client = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  text=True,
                                  env={**os.environ, "NODE_PATH": MODULES})
        self.addCleanup(client.wait)
        self.addCleanup(client.stdout.close)
        self.addCleanup(client.stdin.close)
        self.addCleanup(client.kill)
        return client

    def url(self, path, token=hookbot.MINT):
        token = self.broker.token(path) if token is hookbot.MINT else token
        return f"ws://{token}@127.0.0.1:{self.broker.port}{path}"


class Ws(NodeTest):
    def setUp(self):
        self.broker = hookbot.Hookbot("--ping-interval", "1s")
        self.addCleanup(self.broker.stop)

    def listen(self, path, **options):
        return self.start(NODE, "-e", CLIENT, self.url(path, **options))

    def next_line(self, client):
        while (line := client.stdout.readline().strip()) == "ping":
            pass
        return line

    def test_it_hears_bytes_uncompressed(self):
        client = self.listen("/sub/a")
        self.assertEqual(self.next_line(client), "open plain")
        for body in (b"", b"\0\xff", os.urandom(20_000)):
            self.broker.publish("/pub/a", body)
            self.assertEqual(self.next_line(client), f"binary {body.hex()}".strip())

    def test_it_answers_pings_and_stays(self):
        client = self.listen("/sub/a")
        self.assertEqual(self.next_line(client), "open plain")
        for _ in range(4):
            self.assertEqual(client.stdout.readline().strip(), "ping")
        self.broker.publish("/pub/a", b"\x01")
        self.assertEqual(self.next_line(client), "binary 01")

    def test_it_is_refused_with_a_wrong_token(self):
        self.assertEqual(self.next_line(self.listen("/sub/a", token="0" * 64)), "refused 401")

    def test_it_hears_that_the_server_goes_away(self):
        client = self.listen("/sub/a")
        self.assertEqual(self.next_line(client), "open plain")
        self.broker.signal(hookbot.signal.SIGTERM)
        self.assertEqual(self.next_line(client), "close 1001")


class Wscat(NodeTest):
    def setUp(self):
        self.script = os.path.join(MODULES, "wscat", "bin", "wscat")
        if not os.path.exists(self.script):
            self.skipTest("wscat is not there")
        self.broker = hookbot.Hookbot()
        self.addCleanup(self.broker.stop)

    def test_it_shows_what_is_published(self):
        """The line of the README, with the URL that make-tokens prints."""
        printed = hookbot.run("make-tokens", "--both", "greetings", "-U",
                              f"http://127.0.0.1:{self.broker.port}").stdout.split()
        client = self.start(NODE, self.script, "--connect", printed[1])
        hookbot.wait_for(lambda: self.broker.publish("/pub/greetings", b"hello").field("X-Hookbot-Listeners") == "1",
                         "it listens")
        shown = ""
        while "hello" not in shown:
            character = client.stdout.read(1)
            self.assertTrue(character, shown)
            shown += character


if __name__ == "__main__":
    hookbot.main()
