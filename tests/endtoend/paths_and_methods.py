"""The answer to each method on each path (docs/protocol.md, section 1)."""
import hookbot


class PathsAndMethods(hookbot.BrokerTest):
    def refusal(self, method, path, body=None):
        return self.broker.request(method, path, body)

    def test_a_get_of_a_publish_path_is_405_and_names_post(self):
        for path in ("/pub/a", "/pub/a/", "/pub/", "/unsafe/pub/a"):
            with self.subTest(path=path):
                response = self.refusal("GET", path)
                self.assertEqual((response.status, response.field("Allow")), (405, "POST"))

    def test_a_post_to_a_subscribe_path_is_405_and_names_get(self):
        for path in ("/sub/a", "/sub/a/", "/sub/", "/unsafe/sub/a"):
            with self.subTest(path=path):
                response = self.refusal("POST", path, b"x")
                self.assertEqual((response.status, response.field("Allow")), (405, "GET"))

    def test_put_delete_and_patch_are_405_on_publish_and_subscribe_paths(self):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            for path, allowed in (("/pub/a", "POST"), ("/unsafe/pub/a", "POST"), ("/sub/a", "GET"),
                                  ("/unsafe/sub/a", "GET")):
                with self.subTest(method=method, path=path):
                    response = self.refusal(method, path, b"")
                    self.assertEqual((response.status, response.field("Allow")), (405, allowed))

    def test_any_other_method_on_any_other_path_is_501(self):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "get", "BREW"):
            for path in ("/a", "/a/b", "/pub", "/unsafe/a"):
                with self.subTest(method=method, path=path):
                    response = self.refusal(method, path, b"")
                    self.assertEqual((response.status, response.body.strip()), (501, b"Not Implemented"))

    def test_methods_are_told_apart_by_case(self):
        self.assertEqual(self.refusal("post", "/pub/a", b"x").status, 405)

    def test_status_says_ok_without_a_token(self):
        response = self.broker.request("GET", "/status", token=None)
        self.assertEqual((response.status, response.body), (200, b"OK\n"))

    def test_status_and_metrics_are_not_to_be_posted_or_put(self):
        for path in ("/status", "/metrics"):
            for method in ("POST", "PUT"):
                with self.subTest(method=method, path=path):
                    self.assertEqual(self.refusal(method, path, b"x").status, 405)

    def test_metrics_need_their_token(self):
        self.assertEqual(self.broker.request("GET", "/metrics", token=None).status, 401)
        self.assertEqual(self.broker.request("GET", "/metrics", token=self.broker.token("/status")).status, 401)
        self.assertEqual(self.broker.request("GET", "/metrics").status, 200)

    def test_any_other_path_publishes_with_post_and_subscribes_with_get(self):
        listener = self.broker.listen("/deploys/production")
        self.assertEqual(self.broker.publish("/deploys/production", b"by its bare path").status, 200)
        self.assertEqual(self.broker.publish("/pub/deploys/production", b"below /pub/").status, 200)
        self.assertEqual(listener.read_event(), b"by its bare path")
        self.assertEqual(listener.read_event(), b"below /pub/")

    def test_pub_without_a_slash_is_a_channel_of_that_name(self):
        listener = self.broker.listen("/sub/pub")
        self.assertEqual(self.broker.publish("/pub", b"on the channel pub").status, 200)
        self.assertEqual(listener.read_event(), b"on the channel pub")

    def test_what_only_begins_like_a_known_path_is_a_channel(self):
        for path in ("/public", "/statusx", "/metrics/x", "/subway/line"):
            with self.subTest(path=path):
                listener = self.broker.listen("/sub" + path)
                self.assertEqual(self.broker.publish(path, b"x").status, 200)
                self.assertEqual(listener.read_event(), b"x")

    def test_the_query_is_no_part_of_the_channel(self):
        listener = self.broker.listen("/sub/queried?ref=main")
        self.assertEqual(self.broker.publish("/pub/queried?who=me", b"x").status, 200)
        self.assertEqual(listener.read_event(), b"x")

    def test_a_get_of_a_subscribe_path_without_upgrade_is_400(self):
        for path in ("/sub/a", "/sub/", "/a", "/unsafe/a"):
            with self.subTest(path=path):
                self.assertEqual(self.refusal("GET", path).status, 400)


if __name__ == "__main__":
    hookbot.main()
