"""Pages of other sites can neither listen nor publish through a visitor's browser (docs/protocol.md, sections 3, 4)."""
import base64

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

    def publish(self, target, *fields, credential="basic", body=b"x"):
        """The status of a publish, with the token as a browser or as a program sends it, or without one."""
        token = self.broker.token(target.partition("?")[0])
        basic = base64.b64encode(f"{token}:".encode()).decode()
        authorization = {"basic": [("Authorization", f"Basic {basic}")],
                         "bearer": [("Authorization", f"bearer {token}")], "none": []}[credential]
        return self.broker.publish(target, body, fields=[*authorization, *fields], token=None).status

    def test_a_page_of_another_origin_may_not_publish(self):
        for origin in ("http://evil.example", "null", "http://127.0.0.1", f"http://127.0.0.1:{self.broker.port + 1}",
                       "", f"http://evil.example//{self.host}"):
            with self.subTest(origin=origin):
                self.assertEqual(self.publish("/pub/foreign/a", ("Origin", origin)), 403)
                self.assertEqual(self.publish("/foreign/a", ("Origin", origin)), 403)
                self.assertEqual(self.publish("/unsafe/pub/foreign/a", ("Origin", origin)), 403)
                self.assertEqual(self.publish("/unsafe/pub/foreign/a", ("Origin", origin), credential="none"), 403)
        unsafe = [("X-Hookbot-Unsafe-Is-Ok", "I understand the security implications")]
        for path in ("/sub/foreign/?poll=1", "/unsafe/sub/foreign/?poll=1"):
            self.assertEqual(self.broker.request("GET", path, fields=unsafe).body, b"")

    def test_one_of_two_origins_is_enough(self):
        both = [("Origin", f"http://{self.host}"), ("Origin", "http://evil.example")]
        for fields in (both, both[::-1]):
            self.assertEqual(self.publish("/unsafe/pub/a", *fields, credential="none"), 403)
            self.assertEqual(self.broker.ask_to_listen("/sub/a", fields=fields).read_response().status, 403)

    def test_without_an_origin_the_browser_says_whether_it_is_another_site(self):
        for site, status in (("cross-site", 403), ("same-origin", 200), ("same-site", 200), ("none", 200)):
            with self.subTest(site=site):
                self.assertEqual(self.publish("/pub/a", ("Sec-Fetch-Site", site)), status)
                self.assertEqual(self.publish("/unsafe/pub/a", ("Sec-Fetch-Site", site), credential="none"), status)
        self.assertEqual(self.publish("/pub/a", ("Sec-Fetch-Site", "cross-site"), ("Origin", f"http://{self.host}")), 200)

    def test_the_hosts_own_page_may_publish(self):
        for origin in (f"http://{self.host}", f"//{self.host}"):
            self.assertEqual(self.publish("/pub/a", ("Origin", origin)), 200)
            self.assertEqual(self.publish("/unsafe/pub/a", ("Origin", origin), credential="none"), 200)

    def test_a_bearer_token_is_no_browsers(self):
        foreign = ("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site")
        self.assertEqual(self.publish("/pub/a", *foreign, credential="bearer"), 200)
        self.assertEqual(self.publish("/unsafe/pub/a", *foreign, credential="bearer"), 200)

    def test_a_replay_is_a_publish(self):
        event = self.broker.publish("/pub/a", b"x").field("X-Hookbot-Event-Id")
        replay = f"/pub/a?replay={event}"
        self.assertEqual(self.publish(replay, ("Origin", "http://evil.example"), body=b""), 403)
        self.assertEqual(self.publish(replay, ("Sec-Fetch-Site", "cross-site"), body=b""), 403)
        self.assertEqual(self.publish(replay, ("Origin", f"http://{self.host}"), body=b""), 200)

    def test_status_is_not_a_matter_of_origin(self):
        self.assertEqual(self.broker.request("GET", "/status", fields=[("Origin", "http://evil.example"),
                                                                       ("Sec-Fetch-Site", "cross-site")]).status, 200)

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
                self.assertEqual(self.publish("/pub/a", ("Origin", origin), ("Sec-Fetch-Site", "cross-site")), 200)
                self.assertEqual(self.publish("/unsafe/pub/a", ("Origin", origin), credential="none"), 200)

    def test_what_only_resembles_them_is_403(self):
        for origin in ("https://app.example.evil.example", "https://xapp.example", "https://app.example:8443",
                       "http://intern.example",
                       "http://intern.example:80001"):
            with self.subTest(origin=origin):
                self.assertEqual(self.status(origin), 403)


if __name__ == "__main__":
    hookbot.main()
