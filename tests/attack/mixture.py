"""All attacks at once, in random order, to find effects of their combination."""
import os
import tempfile
import time

import bodies_before_signatures as bodies
import refusals_and_parsers as refusals
from attack import MIB, SECONDS, AttackTest, hookbot, post, stranger


class Mixture(AttackTest):
    def test_a_mixture(self):
        with tempfile.TemporaryDirectory(prefix="hookbot-") as folder:
            secret = os.path.join(folder, "secret")
            with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
                file.write("a secret\n")
            server = self.server("--router", "github", "--github-secret-file", secret, "--keep-unsafe-bytes", "4MiB",
                                 "--log", "sqlite:" + os.path.join(folder, "log.sqlite"), descriptors=400)
            held = []

            def refusal(rng):
                peer = stranger(server)
                peer.send_as_far_as_possible(refusals.heads(rng) * rng.randrange(1, 30))
                peer.socket.settimeout(0.5)
                try:
                    while peer.receive():
                        pass
                finally:
                    peer.close()

            def body(rng):
                post(server, "/unsafe/pub/github.com/x?extra-metadata=github",
                     rng.choice(bodies.SHAPES)(rng, rng.choice([1000, 100_000, 4 * MIB])))

            def name(rng):
                post(server, "/unsafe/pub/" + "/".join(rng.choice("abc") * rng.randrange(1, 60) for _ in range(28)), b"")

            def hold(rng):
                peer = stranger(server)
                peer.send(b"POST /unsafe/pub/x HTTP/1.1\r\nHost: h\r\nContent-Length: 20000000\r\n\r\n" +
                          b"x" * rng.randrange(MIB))
                held.append(peer)
                if len(held) > 300:
                    held.pop(0).close()

            def unread(rng):
                peer = stranger(server, receive_buffer=2048)
                peer.send_as_far_as_possible(b"GET /status HTTP/1.1\r\nHost: h\r\n\r\n" * rng.randrange(500))
                held.append(peer)

            attacks = [refusal, refusal, body, name, hold, unread]
            with self.honest_beside(server):
                self.strangers(lambda rng: rng.choice(attacks)(rng), 4, 3 * SECONDS)
            for peer in held:
                peer.close()


if __name__ == "__main__":
    hookbot.main()
