"""--trusted-proxy: the client that a trusted proxy reports is used, and no other report is."""
import json
import re

import hookbot

XFF = "X-Forwarded-For"


class Trusting(hookbot.BrokerTest):
    arguments = ("--trusted-proxy", "loopback", "--trusted-proxy", "10.0.0.0/8")

    def remote_of_last(self):
        """The address that the last event came from."""
        lines = self.broker.request("GET", f"/sub/{self.channel}?poll=1").body.decode().splitlines()
        return json.loads(lines[-1])["remote"]

    def publish(self, *fields, peer=None):
        answer = self.broker.publish(f"/pub/{self.channel}", b"x", fields=fields, peer=peer)
        self.assertEqual(answer.status, 200)
        return answer.field("X-Hookbot-Event-Id")

    def log_line(self, pattern):
        return hookbot.wait_for(lambda: re.search(pattern, self.broker.log()), pattern)

    def test_an_event_and_its_line_have_the_clients_address(self):
        published = self.publish((XFF, "6.6.6.6, 203.0.113.5, 10.1.2.3"))
        self.assertEqual(self.remote_of_last(), "203.0.113.5")
        self.log_line(f"id {published}, from 203.0.113.5\n")

    def test_envelopes_have_it_too(self):
        answer = self.broker.publish(f"/pub/{self.channel}?extra-metadata=headers", b"x", fields=[(XFF, "2001:db8::5")])
        self.assertEqual(answer.status, 200)
        line = self.broker.request("GET", f"/sub/{self.channel}?poll=1").body.decode().splitlines()[-1]
        self.assertIn("2001:db8::5", line)

    def test_one_connection_serves_one_client_after_the_other(self):
        peer = self.broker.connect()
        for field, remote in (((XFF, "203.0.113.1"), "203.0.113.1"), ((XFF, "2001:db8::2"), "2001:db8::2"),
                              (("X-Other", "203.0.113.3"), "127.0.0.1"), ((XFF, "unknown"), "127.0.0.1")):
            self.publish(field, peer=peer)
            self.assertEqual(self.remote_of_last(), remote)

    def test_a_faulty_head_is_not_taken_for_the_last_clients(self):
        peer = self.broker.connect()
        self.publish((XFF, "203.0.113.77"), peer=peer)
        peer.send("GET /faulty HTTP/1.1\r\nHost : x\r\n\r\n")
        self.assertEqual(peer.read_response().status, 400)
        self.log_line(r"refuse .*from 127\.0\.0\.1: 400.*\n")
        self.assertNotRegex(self.broker.log(), r"refuse.*from 203\.0\.113\.77")

    def test_refusals_name_it(self):
        fields = [(XFF, "203.0.113.6")]
        self.assertEqual(self.broker.request("POST", "/pub/refused", b"x", fields, token="0" * 64).status, 401)
        self.log_line(r"refuse POST /pub/refused from 203\.0\.113\.6: 401")

    def test_a_body_that_is_too_large(self):
        peer = self.broker.connect()
        peer.send(self.broker.head("POST", "/pub/large", [(XFF, "203.0.113.8"), ("Content-Length", 10**12)]))
        self.assertEqual(peer.read_response().status, 413)
        self.log_line(r"refuse POST /pub/large from 203\.0\.113\.8: 413")

    def test_listeners_keep_it(self):
        listener = self.broker.listen(f"/sub/{self.channel}", fields=[(XFF, "203.0.113.9")])
        stream = hookbot.EventStreamReader(self.broker, f"/sub/{self.channel}", [(XFF, "[2001:db8::9]:443")])
        self.publish()
        listener.read_event()
        stream.read()
        for peer, remote in ((listener, r"203\.0\.113\.9"), (stream.peer, "2001:db8::9")):
            self.log_line(f"subscribe {self.channel} from {remote}\n")
            peer.close()
            self.log_line(f"close {self.channel} from {remote}: ")

    def test_the_other_field_is_not_believed(self):
        self.publish(("Forwarded", "for=6.6.6.6"))
        self.assertEqual(self.remote_of_last(), "127.0.0.1")


class Forwarded(hookbot.BrokerTest):
    arguments = ("--trusted-proxy", "127.0.0.1", "--proxy-header", "Forwarded")

    def test_is_believed_and_nothing_else(self):
        fields = [(XFF, "6.6.6.6"), ("Forwarded", 'for="[2001:db8::7]:1";proto=https')]
        self.broker.publish("/pub/a", b"x", fields=fields)
        self.assertIn(b'"remote":"2001:db8::7"', self.broker.request("GET", "/sub/a?poll=1").body)


class TrustingOthers(hookbot.BrokerTest):
    arguments = ("--trusted-proxy", "192.0.2.1")

    def test_we_change_nothing(self):
        fields = [(XFF, "203.0.113.5"), ("Forwarded", "for=203.0.113.5"), ("X-Real-IP", "203.0.113.5")]
        self.broker.publish("/pub/a", b"x", fields=fields)
        self.assertIn(b'"remote":"127.0.0.1"', self.broker.request("GET", "/sub/a?poll=1").body)


class Options(hookbot.unittest.TestCase):
    def test_what_is_no_address_is_named(self):
        for text, said in (("proxy.example.com", "neither an IP address nor a network"), ("0.0.0.0/0", "everybody"),
                           ("10.0.0.0/64", "up to 32")):
            done = hookbot.run("serve", "--log", "memory:", "--trusted-proxy", text)
            self.assertEqual(done.returncode, 1)
            self.assertIn(f'--trusted-proxy: "{text}"', done.stderr)
            self.assertIn(said, done.stderr)
        self.assertEqual(hookbot.run("serve", "--proxy-header", "x-real-ip").returncode, 1)


if __name__ == "__main__":
    hookbot.main()
