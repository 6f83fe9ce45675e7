"""?extra-metadata=headers: method, query, fields and body of a request as JSON, for listeners that cannot ask for
format=json (docs/protocol.md, section 3)."""
import base64
import json
import random

import hookbot


class HeadersMetadata(hookbot.BrokerTest):
    def published(self, body, *fields, query="", **options):
        listener = self.broker.listen(f"/sub/{self.channel}")
        response = self.broker.publish(f"/pub/{self.channel}?extra-metadata=headers{query}", body, fields=fields,
                                       **options)
        self.assertEqual((response.status, response.body), (200, b"OK\n"))
        return listener.read_event()

    def test_all_of_a_request(self):
        event = json.loads(self.published(b'{"a":1}', ("X-GitHub-Event", "push"), ("x-tag", "one"), ("X-TAG", "two"),
                                          query="&x=%31"))
        self.assertEqual(event.keys(), {"Method", "Query", "Header", "RemoteAddr", "Body"})
        self.assertEqual((event["Method"], event["Query"], event["RemoteAddr"]),
                         ("POST", "extra-metadata=headers&x=%31", "127.0.0.1"))
        self.assertEqual(base64.b64decode(event["Body"]), b'{"a":1}')
        self.assertEqual(event["Header"], {"Host": [f"127.0.0.1:{self.broker.port}"], "Content-Length": ["7"],
                                           "X-Github-Event": ["push"], "X-Tag": ["one", "two"]})

    def test_no_secret_leaves_the_server(self):
        event = self.published(b"x", ("Cookie", "a=secret"), ("Proxy-Authorization", "Basic secret"))
        self.assertNotIn(b"secret", event)
        self.assertEqual(json.loads(event)["Header"].keys(), {"Host", "Content-Length"})

    def test_what_is_hard_to_carry(self):
        for value, heard in (("<a>&b".encode(), "<a>&b"), ("Grüße 🪝".encode(), "Grüße 🪝"), (b"caf\xe9", "café"),
                             (b'"\\/', '"\\/')):
            with self.subTest(value=value):
                event = self.published(b"x", ("X-Odd", value))
                self.assertEqual(json.loads(event)["Header"]["X-Odd"], [heard])
                self.assertNotRegex(event, b"[<>&]")  # as Go's encoder has it

    def test_any_body_comes_through(self):
        source = random.Random(3)
        for size in (0, 1, 2, 3, 100_000):
            body = source.randbytes(size)
            self.assertEqual(base64.b64decode(json.loads(self.published(body))["Body"]), body)

    def test_very_many_fields(self):
        fields = [("a", "") for _ in range(5_000)] + [(f"b{number}", "") for number in range(3_000)]
        header = json.loads(self.published(b"x", *fields))["Header"]
        self.assertEqual(len(header["A"]), 5_000)
        self.assertEqual(len(header), 3_003)

    def test_both_kinds_at_once_are_400(self):
        for query in ("&extra-metadata=github", "&extra-metadata=headers2"):
            response = self.broker.publish(f"/pub/{self.channel}?extra-metadata=headers{query}", b"x")
            self.assertEqual((response.status, response.body), (400, b"400 Bad Request (bad ?extra-metadata=)\n"))


if __name__ == "__main__":
    hookbot.main()
