"""What is not there yet is refused rather than ignored: a client must not take live events for all of them
(docs/protocol.md, section 5)."""
import hookbot


class BeyondIsRefused(hookbot.BrokerTest):
    def test_a_subscription_with_since_format_poll_or_limit_is_400(self):
        for query in ("since=all", "since=none", "since=", "since", "since=90s", "format=json", "format=", "poll=1",
                      "poll", "limit=10",
                      "a=b&since=1", "%73ince=all"):
            for path in ("/sub/a", "/sub/a/", "/a"):
                with self.subTest(path=path, query=query):
                    response = self.broker.ask_to_listen(f"{path}?{query}").read_response()
                    self.assertEqual(response.status, 400, response)

    def test_the_line_says_which_parameter_it_was(self):
        for name in ("since", "format", "poll", "limit"):
            with self.subTest(name=name):
                self.assertIn(name, self.broker.ask_to_listen(f"/sub/a?{name}=1").read_response().body.decode())

    def test_other_transports_are_400(self):
        self.assertEqual(self.broker.request("GET", "/sub/a", fields=[("Accept", "text/event-stream")]).status, 400)
        self.assertEqual(self.broker.request("GET", "/sub/a?poll=1").status, 400)

    def test_a_replay_is_400_and_publishes_nothing(self):
        listener = self.broker.listen("/sub/a")
        for query in ("replay=17", "replay=", "replay", "a=b&replay=1"):
            with self.subTest(query=query):
                self.assertEqual(self.broker.publish(f"/pub/a?{query}", b"").status, 400)
        self.broker.publish("/pub/a", b"the first it hears")
        self.assertEqual(listener.read_event(), b"the first it hears")

    def test_who_may_not_listen_learns_nothing_of_it(self):
        self.assertEqual(self.broker.ask_to_listen("/sub/a?since=all", token=None).read_response().status, 401)

    def test_unknown_parameters_are_nobodys_business(self):
        listener = self.broker.listen("/sub/b?colour=blue")
        self.assertEqual(self.broker.publish("/pub/b?since=all&colour=blue", b"x").status, 200)
        self.assertEqual(listener.read_event(), b"x")


if __name__ == "__main__":
    hookbot.main()
