"""An honest publisher and an honest listener during an attack: none of their events may be lost or refused.

As a program (`honest.py PORT PUB_TOKEN SUB_TOKEN`, started by attack.py) it publishes and listens in a process of its
own, so that it measures the server and not the attacker, until its standard input is closed. Then it prints its results
as one JSON object.
"""
import json
import sys
import threading
import time

import hookbot

CHANNEL = "honest/events"
PACE = 0.02  # seconds between two events
KEPT = 10  # events per connection: new connections must be accepted too


class Publisher(threading.Thread):
    """Publishes one event after the other, a few per connection, as a service would."""

    def __init__(self, port, token):
        super().__init__()
        self.port, self.token = port, token
        self.sent = {}  # number: when it was sent
        self.latencies = []
        self.refusals = []
        self.ends = threading.Event()

    def run(self):
        peer = None
        number = 0
        while not self.ends.wait(PACE):
            number += 1
            body = b"%d" % number
            begun = time.monotonic()
            self.sent[number] = begun
            try:
                peer = peer or connect(self.port)
                peer.send(f"POST /pub/{CHANNEL} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {self.token}\r\n"
                          f"Content-Length: {len(body)}\r\n\r\n", body)
                response = peer.read_response()
                if response.status != 200:
                    self.refusals.append(f"{response.status} {response.body[:200]!r}")
                    del self.sent[number]
                if number % KEPT == 0 or (response.field("Connection") or "").lower() == "close":
                    peer.close()
                    peer = None
            except (EOFError, OSError) as error:
                self.refusals.append(repr(error))
                peer = None
            self.latencies.append(time.monotonic() - begun)


class Listener(threading.Thread):
    """Listens on one WebSocket for the whole time."""

    def __init__(self, port, token, sent):
        super().__init__(daemon=True)
        self.sent = sent
        self.heard = []
        self.latencies = []
        self.failure = None
        peer = connect(port)
        upgrade = "".join(f"{name}: {value}\r\n" for name, value in hookbot.UPGRADE)
        peer.send(f"GET /sub/{CHANNEL} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\n{upgrade}\r\n")
        response = peer.read_response()
        assert response.status == 101, response
        self.peer = hookbot.WebSocket(peer)

    def run(self):
        try:
            while True:
                number = int(self.peer.read_event())
                self.heard.append(number)
                if number in self.sent:
                    self.latencies.append(time.monotonic() - self.sent[number])
        except (EOFError, OSError, AssertionError) as error:
            self.failure = repr(error)


def connect(port):
    return hookbot.Peer(hookbot.socket.create_connection(("127.0.0.1", port), hookbot.PATIENCE))


def percentile(latencies, share):
    """Milliseconds."""
    return round(1000 * sorted(latencies)[min(len(latencies) - 1, int(len(latencies) * share))], 1) if latencies else 0


def main(port, publish_token, subscribe_token):
    publisher = Publisher(int(port), publish_token)
    listener = Listener(int(port), subscribe_token, publisher.sent)
    listener.start()
    publisher.start()
    print("ready", flush=True)
    sys.stdin.read()
    publisher.ends.set()
    publisher.join()
    deadline = time.monotonic() + hookbot.PATIENCE
    while len(listener.heard) < len(publisher.sent) and not listener.failure and time.monotonic() < deadline:
        time.sleep(0.01)
    print(json.dumps({
        "published": len(publisher.sent),
        "refusals": publisher.refusals,
        "lost": sorted(set(publisher.sent) - set(listener.heard)),
        "in_order": listener.heard == sorted(set(listener.heard)),
        "listener_failure": listener.failure,
        "publish_p99_ms": percentile(publisher.latencies, 0.99),
        "publish_max_ms": percentile(publisher.latencies, 1),
        "deliver_p99_ms": percentile(listener.latencies, 0.99),
    }))


if __name__ == "__main__":
    main(*sys.argv[1:])
