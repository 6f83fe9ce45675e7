"""Refused requests: their cost is bounded by their size, and so is what a connection holds."""
from attack import MIB, AttackTest, hookbot, stranger

WRONG = "0123456789abcdef" * 4


def deep_path(rng):
    count = rng.choice([31, 32, 33, 100, 500, 1019])
    # A new number for each path, so that caches do not help.
    first = str(rng.randrange(10**9))
    return rng.choice(["/sub/", "/pub/", "/", "/unsafe/sub/"]) + "/".join([first] + [rng.choice("abc")] * (count - 3))


def escaped_path(rng):
    return "/sub/" + rng.choice(["%61", "%2F", "%C3%A4", "%00", "%e2%80%ae", "%zz"]) * rng.randrange(1, 600)


def long_query(rng):
    return "/pub/a?" + rng.choice(["a=b&", "&", "extra-metadata=github&", "since=1s&", "replay=&", "%41=%42&"]) * \
        rng.randrange(1, 8000)


def heads(rng):
    target = rng.choice([deep_path, escaped_path, long_query, lambda _: "/sub/a", lambda _: "http://h/sub/a"])(rng)
    method = rng.choice(["GET", "POST", "PUT", "HEAD", "OPTIONS"])
    fields = ["Host: h", f"Authorization: Bearer {WRONG}"]
    extra = rng.choice(["Connection: " + "a," * rng.randrange(1, 9000), "X: y", "Cookie: " + "a=b; " * 3000,
                        "X-Forwarded-For: " + "192.0.2.1, " * 3000, "Upgrade: websocket", ""])
    fields += [extra] * rng.choice([1, 1, 1, 2000 if len(extra) < 20 else 1])
    return "\r\n".join([f"{method} {target} HTTP/1.1", *[field for field in fields if field]]).encode() + b"\r\n\r\n"


class RefusalsAndParsers(AttackTest):
    def test_pipelined_refusals_that_are_read(self):
        server = self.server()
        with self.honest_beside(server):
            def attack(rng):
                peer = stranger(server)
                many = [heads(rng) for _ in range(rng.choice([1, 30, 300]))]
                while sum(map(len, many)) > 2 * MIB:
                    many.pop()
                peer.send_as_far_as_possible(b"".join(many))
                peer.socket.settimeout(1)
                try:
                    while peer.receive():
                        pass
                finally:
                    peer.close()

            self.strangers(attack, 3)

    def test_pipelined_requests_whose_answers_nobody_reads(self):
        server = self.server()
        before = server.resident()
        with self.honest_beside(server):
            peers = [stranger(server, receive_buffer=2048) for _ in range(100)]
            for peer in peers:
                peer.socket.setblocking(False)
            request = b"GET /status HTTP/1.1\r\nHost: h\r\n\r\n" * 2000
            for _ in range(20):
                for peer in peers:
                    try:
                        peer.socket.send(request)
                    except OSError:
                        pass
            self.assertLess(server.resident() - before, 100 * 160 * 1024 + 16 * MIB)
            for peer in peers:
                peer.close()

    def test_deep_paths_with_a_wrong_token(self):
        server = self.server()
        with self.honest_beside(server):
            def attack(rng):
                peer = stranger(server)
                peer.send_as_far_as_possible(b"".join(
                    f"GET {deep_path(rng)} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {WRONG}\r\n\r\n".encode()
                    for _ in range(1000)))
                peer.socket.settimeout(1)
                try:
                    while peer.receive():
                        pass
                finally:
                    peer.close()

            self.strangers(attack, 2)

    def test_heads_that_drip(self):
        server = self.server()
        with self.honest_beside(server):
            def attack(rng):
                peer = stranger(server)
                for byte in heads(rng)[:rng.randrange(1, 400)]:
                    peer.send(bytes([byte]))
                peer.close()

            self.strangers(attack, 4)

    def test_frames_of_strangers_without_an_upgrade(self):
        server = self.server()
        with self.honest_beside(server):
            def attack(rng):
                peer = stranger(server)
                peer.send_as_far_as_possible(rng.randbytes(rng.choice([1, 100, 70000])))
                peer.read_rest()
                peer.close()

            self.strangers(attack, 4)


if __name__ == "__main__":
    hookbot.main()
