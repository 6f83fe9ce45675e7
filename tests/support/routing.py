"""What the tests of routers share: GitHub's webhooks as GitHub sends them, and the expected events."""
import hashlib
import hmac
import json
import os

import hookbot

SECRET = "0f3a9c-a-secret-of-a-hook-for-tests"
HOOK = "/unsafe/pub/github.com/octo?extra-metadata=github"


def signature(body, secret=SECRET, algorithm="sha256"):
    return f"{algorithm}=" + hmac.new(secret.encode(), body, getattr(hashlib, algorithm)).hexdigest()


def push(branch="main", repository="octo/repo", **changes):
    """A push's payload, as bytes."""
    return json.dumps({"ref": f"refs/heads/{branch}", "after": "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
                       "repository": {"full_name": repository}, "pusher": {"name": "octocat"}, **changes}).encode()


def deliver(broker, body, *fields, event="push", target=HOOK, signed=True, **options):
    """Publishes a webhook as GitHub does; returns the event's id."""
    sent = [("X-GitHub-Event", event), ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
            ("Content-Type", "application/json"), *fields]
    if signed:
        sent.append(("X-Hub-Signature-256", signature(body)))
    response = broker.publish(target, body, fields=sent, token=None, **options)
    assert response.status == 200, response
    return int(response.field("X-Hookbot-Event-Id"))


def refused(broker, reason, router="github"):
    """The number of events that the router has refused for this reason."""
    return broker.metrics().get(f'hookbot_router_refused_total{{reason="{reason}",router="{router}"}}', 0)


def count_refused(broker, reason, act, router="github"):
    """Waits until that number changes after act(), and returns the difference."""
    before = refused(broker, reason, router)
    act()
    hookbot.wait_for(lambda: refused(broker, reason, router) != before, f"an event is refused: {reason}")
    return refused(broker, reason, router) - before


def write_secret(directory, text, name="secret", mode=0o600):
    path = os.path.join(directory, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)
    return path
