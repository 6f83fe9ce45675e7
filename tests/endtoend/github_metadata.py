"""?extra-metadata=github: the JSON that hookbot's routers read, byte for byte as the Go program made it
(docs/protocol.md, section 3)."""
import base64
import hashlib
import hmac
import json
import os
import random

import hookbot

# A delivery in the shape that GitHub documents, with all that is hard to carry.
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "github_push.json"), "rb") as push:
    PUSH = push.read()

# What Go's encoder escapes although JSON would not have it so.
GO_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}


def as_go_writes(delivery, event, payload, signature):
    fields = {"Delivery": delivery, "Event": event, "Payload": base64.b64encode(payload).decode(),
              "Signature": signature}
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return "".join(GO_ESCAPES.get(character, character) for character in text).encode()


class GithubMetadata(hookbot.BrokerTest):
    def setUp(self):
        self.target = f"/pub/{self.channel}?extra-metadata=github"
        self.listener = self.broker.listen(f"/sub/{self.channel}")

    def published(self, body, *fields, target=None):
        response = self.broker.publish(target or self.target, body, fields=fields)
        self.assertEqual((response.status, response.body), (200, b"OK\n"))
        return self.listener.read_event()

    def test_all_of_the_fields(self):
        event = self.published(b'{"zen":"Design for failure."}',
                               ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
                               ("X-GitHub-Event", "push"),
                               ("X-Hub-Signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6"))
        self.assertEqual(event, b'{"Delivery":"72d3162e-cc78-11e3-81ab-4c9367dc0958","Event":"push",'
                                b'"Payload":"eyJ6ZW4iOiJEZXNpZ24gZm9yIGZhaWx1cmUuIn0=",'
                                b'"Signature":"sha1=7d38cdd689735b008b3c702edd92eea23791c5f6"}')

    def test_absent_headers_are_empty_strings(self):
        self.assertEqual(self.published(b""), b'{"Delivery":"","Event":"","Payload":"","Signature":""}')

    def test_the_sha256_signature_goes_before_the_old_one(self):
        old, new = ("X-Hub-Signature", "sha1=0"), ("X-Hub-Signature-256", "sha256=1")
        for fields, signature in (((old, new), "sha256=1"), ((new, old), "sha256=1"), ((new,), "sha256=1"),
                                  ((old,), "sha1=0")):
            self.assertEqual(self.published(b"x", *fields), as_go_writes("", "", b"x", signature))

    def test_names_of_headers_in_any_case(self):
        event = self.published(b"x", ("x-github-event", "ping"), ("X-GITHUB-DELIVERY", "1"))
        self.assertEqual(event, as_go_writes("1", "ping", b"x", ""))

    def test_what_go_escapes_is_escaped(self):
        for value in ("<script>&amp;</script>", 'quote " backslash \\ slash /', "tab\there", "Grüße 🪝",
                      "a\u2028b\u2029c",
                      "{}[]:,", "\u00a0\u2027\ufeff"):
            with self.subTest(value=value):
                event = self.published(b"x", ("X-GitHub-Event", value.encode()))
                self.assertEqual(event, as_go_writes("", value, b"x", ""))

    def test_a_header_that_is_not_utf8_still_makes_json(self):
        event = json.loads(self.published(b"x", ("X-GitHub-Event", b"a\xff\xfeb")))
        self.assertRegex(event["Event"], "^a\ufffd+b$")

    def test_any_payload_comes_through(self):
        source = random.Random(3)
        for size in (1, 2, 3, 4, 1000, 100_000):
            body = source.randbytes(size)
            self.assertEqual(self.published(body), as_go_writes("", "", body, ""))

    def test_the_parameter_is_found_among_others_and_however_it_is_escaped(self):
        for query in ("a=b&extra-metadata=github", "extra-metadata=github&c", "extra-metadata=%67ithub",
                      "extra%2Dmetadata=github"):
            with self.subTest(query=query):
                event = self.published(b"x", target=f"/pub/{self.channel}?{query}")
                self.assertEqual(event, as_go_writes("", "", b"x", ""))

    def test_any_other_value_is_400(self):
        for value in ("gitlab", "GitHub", "github2", "github%20", "github&extra-metadata=headers"):
            with self.subTest(value=value):
                response = self.broker.publish(f"/pub/{self.channel}?extra-metadata={value}", b"x")
                self.assertEqual((response.status, response.body), (400, b"400 Bad Request (bad ?extra-metadata=)\n"))

    def test_without_the_parameter_the_body_stays_as_it_is(self):
        self.assertEqual(self.published(b"raw", ("X-GitHub-Event", "push"), target=f"/pub/{self.channel}"), b"raw")

    def test_unsafe_paths_have_it_too(self):
        listener = self.broker.listen("/unsafe/sub/gh",
                                      fields=[("X-Hookbot-Unsafe-Is-Ok", "I understand the security implications")])
        self.broker.publish("/unsafe/pub/gh?extra-metadata=github", b"x", token=None)
        self.assertEqual(listener.read_event(), as_go_writes("", "", b"x", ""))


class GithubSignsWhatArrives(hookbot.BrokerTest):
    """What a listener needs to verify GitHub's signature arrives untouched."""

    secret = b"It's a Secret to Everybody"  # the example of GitHub's documentation, with payload and signature

    def signature(self, body):
        return "sha256=" + hmac.new(self.secret, body, hashlib.sha256).hexdigest()

    def deliver(self, body, signature, event, query=""):
        """A delivery with all the headers that GitHub documents."""
        fields = [("User-Agent", "GitHub-Hookshot/044aadd"), ("Accept", "*/*"), ("Content-Type", "application/json"),
                  ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"), ("X-GitHub-Event", event),
                  ("X-GitHub-Hook-ID", "292430182"), ("X-GitHub-Hook-Installation-Target-ID", "79929171"),
                  ("X-GitHub-Hook-Installation-Target-Type", "repository"),
                  ("X-Hub-Signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6"),
                  ("X-Hub-Signature-256", signature)]
        listener = self.broker.listen("/sub/github")
        response = self.broker.publish("/pub/github" + query, body, fields=fields)
        self.assertEqual((response.status, response.body), (200, b"OK\n"))
        return listener.read_event()

    def test_the_documented_vector(self):
        signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        self.assertEqual(self.signature(self.deliver(b"Hello, World!", signature, "ping")), signature)

    def test_a_push_comes_through_byte_for_byte(self):
        self.assertEqual(self.deliver(PUSH, self.signature(PUSH), "push"), PUSH)

    def test_a_push_with_metadata_verifies_at_the_listener(self):
        event = json.loads(self.deliver(PUSH, self.signature(PUSH), "push", "?extra-metadata=github"))
        self.assertEqual(event["Event"], "push")
        self.assertEqual(event["Delivery"], "72d3162e-cc78-11e3-81ab-4c9367dc0958")
        self.assertEqual(self.signature(base64.b64decode(event["Payload"])), event["Signature"])


if __name__ == "__main__":
    hookbot.main()
