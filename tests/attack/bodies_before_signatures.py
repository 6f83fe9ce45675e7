"""Bodies of strangers reach routers: their cost is bounded, and a body that crashes the server does so at most three
times."""
import json
import os
import tempfile

from attack import MIB, SCALE, AttackTest, hookbot, post


def nested(rng, size):
    depth = rng.choice([10, 100, 500, 513, 1000, 20000, size // 2])
    depth = max(1, min(depth, size // 2))
    opening, closing = rng.choice([(b"[", b"]"), (b'{"a":', b"}")])
    piece = opening * depth + (b"0" if opening != b"[" else b"") + closing * depth + b","
    return b"[" + piece * max(1, size // len(piece)) + b"0]"


def unclosed(rng, size):
    return rng.choice([b"[", b'{"a":', b'["', b'{"a":"', b"[[[[{"]) * (size // 4)


def long_strings(rng, size):
    filler = rng.choice([b"x", b"\\u0041", b"\\ud83d\\ude00", "ä".encode(), b"\\\\", b"\xff"])
    return b'{"type":"' + filler * (size // len(filler)) + b'"}'


def many_members(rng, size):
    name = rng.choice([b'"a":0,', b'"type":"push",', b'"%d":[],' % rng.randrange(9)])
    return b"{" + name * (size // len(name)) + b'"z":0}'


def many_numbers(rng, size):
    number = rng.choice([b"0,", b"1e999,", b"-0.0000001,", b"1" * 1000 + b",", b"12345678901234567890,"])
    return b"[" + number * (size // len(number)) + b"0]"


def blanks(rng, size):
    return b" \t\r\n" * (size // 4) + rng.choice([b"{}", b"[", b"x"])


def envelopes(rng, size):
    inner = rng.choice([nested, long_strings, many_members])(rng, size // 2)
    return json.dumps({"Delivery": "1", "Event": "push", "Signature": "sha256=" + "0" * 64,
                       "Payload": __import__("base64").b64encode(inner).decode()}).encode()


SHAPES = [nested, unclosed, long_strings, many_members, many_numbers, blanks, envelopes]


class BodiesBeforeSignatures(AttackTest):
    def setUp(self):
        super().setUp()
        self.folder = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(self.folder.cleanup)

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def routing_server(self, **options):
        secret = self.write("secret", "a secret of github\n")
        routes = self.write("routes.json", json.dumps({"routes": [
            {"from": "/unsafe/any", "where": ["json:type=push"], "verify": "none", "to": "out/{json:type}"},
            {"from": "/unsafe/signed", "where": ["json:a.b.c=1"],
             "verify": {"scheme": "github", "secret-file": secret}, "to": "out/signed"},
        ]}))
        return self.server("--router", "github", "--github-secret-file", secret, "--routes", routes,
                           "--log", "sqlite:" + os.path.join(self.folder.name, "log.sqlite"), **options)

    def targets(self):
        return ["/unsafe/pub/any", "/unsafe/pub/signed", "/unsafe/pub/github.com/x?extra-metadata=github",
                "/unsafe/pub/github.com/x"]

    def test_shapes_of_json(self):
        server = self.routing_server()
        with self.honest_beside(server):
            def attack(rng):
                size = rng.choice([1000, 100_000, MIB, 4 * MIB])
                post(server, rng.choice(self.targets()), rng.choice(SHAPES)(rng, size))

            self.strangers(attack, 2)

    def test_the_largest_bodies(self):
        server = self.routing_server()
        with self.honest_beside(server):
            for _ in range(int(2 * SCALE)):
                shape = self.random.choice(SHAPES)
                post(server, self.random.choice(self.targets()), shape(self.random, 20 * MIB)[:24 * MIB])

    def test_the_body_of_the_report(self):
        server = self.routing_server()
        body = b"[" + (b"[" * 1000 + b"]" * 1000 + b",") * 12000 + b"0]"
        with self.honest_beside(server):
            for target in self.targets()[:2]:
                post(server, target, body)
        server.kill()
        server.relaunch()
        hookbot.wait_for(lambda: server.request("GET", "/status", token=None).status == 200, "it serves again")


if __name__ == "__main__":
    hookbot.main()
