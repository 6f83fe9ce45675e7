"""Pages of other sites cannot listen with a visitor's credentials (docs/protocol.md, section 4)."""
import hookbot


class OriginsAreChecked(hookbot.BrokerTest):
    def status(self, origin):
        return self.broker.ask_to_listen("/sub/a", fields=[("Origin", origin)]).read_response().status

    @property
    def host(self):
        return f"127.0.0.1:{self.broker.port}"

    def test_without_an_origin_anyone_may_listen(self):
        self.broker.listen("/sub/a")

    def test_the_host_itself_may(self):
        for origin in (f"http://{self.host}", f"https://{self.host}", f"ws://{self.host}", f"HTTP://{self.host}"):
            with self.subTest(origin=origin):
                self.assertEqual(self.status(origin), 101)

    def test_the_origin_of_hookbots_own_router_is_valid(self):
        self.assertEqual(self.status(f"//{self.host}"), 101)

    def test_a_foreign_one_is_403(self):
        for origin in ("http://evil.example", "https://evil.example:443", "//evil.example", "http://127.0.0.1",
                       f"http://127.0.0.1:{self.broker.port + 1}", f"http://{self.host}.evil.example",
                       f"http://{self.host}@evil.example",
                       f"http://evil.example/{self.host}", f"http://evil.example#{self.host}",
                       f"http://evil.example?{self.host}",
                       f"http://evil.example//{self.host}", f"http://evil{self.host}", "null", "file://", "http://",
                       f"http://evil.example, http://{self.host}", f"http://user@{self.host}@evil.example"):
            with self.subTest(origin=origin):
                self.assertEqual(self.status(origin), 403)

    def test_hosts_are_compared_in_any_case(self):
        peer = self.broker.connect()
        head = self.broker.head("GET", "/sub/a", [("Origin", "https://HOOKS.example"), *hookbot.UPGRADE])
        peer.send(head.replace(f"Host: {self.host}".encode(), b"Host: hooks.EXAMPLE"))
        self.assertEqual(peer.read_response().status, 101)

    def test_publishing_is_not_a_matter_of_origin(self):
        self.assertEqual(self.broker.publish("/pub/a", b"x", fields=[("Origin", "http://evil.example")]).status, 200)

    def test_the_answer_does_not_let_other_origins_read(self):
        response = self.broker.request("GET", "/status", fields=[("Origin", "http://evil.example")])
        self.assertIsNone(response.field("Access-Control-Allow-Origin"))


class AllowedOrigins(OriginsAreChecked):
    """Naming some changes nothing for the others."""

    arguments = ("--allow-origin", "https://app.example", "--allow-origin=http://intern.example:8000")

    def test_those_named_may_listen(self):
        for origin in ("https://app.example", "http://intern.example:8000"):
            with self.subTest(origin=origin):
                self.assertEqual(self.status(origin), 101)

    def test_what_only_resembles_them_is_403(self):
        for origin in ("https://app.example.evil.example", "https://xapp.example", "https://app.example:8443",
                       "http://intern.example",
                       "http://intern.example:80001"):
            with self.subTest(origin=origin):
                self.assertEqual(self.status(origin), 403)


if __name__ == "__main__":
    hookbot.main()
