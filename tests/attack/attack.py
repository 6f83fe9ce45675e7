"""What all attacks share: a server with little memory, strangers, and an honest pair that is measured.

Each script in this folder is one kind of attack. It runs in a short form with the other tests, and in a long form with
`tests/attack/run --long`, which uses more seeds and larger numbers. $HOOKBOT_ATTACK_SCALE is the factor (default: 1).
$HOOKBOT_ATTACK_SEED repeats a run; a failure prints the seed.
"""
import contextlib
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
import unittest

import hookbot
from honest import CHANNEL
from hookbot import MIB, Hookbot, is_sanitized

SCALE = float(os.environ.get("HOOKBOT_ATTACK_SCALE", "1"))
SEED = int(os.environ.get("HOOKBOT_ATTACK_SEED", "0")) or random.SystemRandom().randrange(1, 2**31)
SECONDS = 4 * SCALE  # the minimum duration of an attack
# Milliseconds, for the honest publisher and listener; more if other programs share the machine.
LONGEST_P99 = float(os.environ.get("HOOKBOT_ATTACK_P99", "250"))
MEMORY = 256 * MIB  # address space of the server, for itself and all strangers


class AttackedServer(Hookbot):
    """A server with 256 MiB of address space in total, including code and stacks."""

    def __init__(self, *arguments, memory=MEMORY, group=None, descriptors=None, **options):
        self.memory = None if is_sanitized() or group else memory
        self.group = group
        self.descriptor_limit = descriptors
        super().__init__(*arguments, **options)

    def launch(self, port=0):
        def limit():
            if self.group:
                self.group.enter()
            if self.memory:
                resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
            if self.descriptor_limit:
                resource.setrlimit(resource.RLIMIT_NOFILE, (self.descriptor_limit, self.descriptor_limit))

        self.options["preexec_fn"] = limit
        super().launch(port)

    def is_alive(self):
        return self.process.poll() is None

    def mapped(self):
        """The largest address space so far, in bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            fields = dict(line.split(":", 1) for line in file)
        return int(fields["VmPeak"].split()[0]) * 1024

    def most_resident(self):
        """The largest resident memory so far, in bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            fields = dict(line.split(":", 1) for line in file)
        return int(fields["VmHWM"].split()[0]) * 1024


class MemoryGroup:
    """A control group whose processes have 256 MiB of memory together; path is None if we may not create one."""

    def __init__(self, limit=MEMORY):
        self.path = None
        with contextlib.suppress(OSError):
            with open("/proc/self/cgroup", encoding="ascii") as file:
                groups = dict(line.strip().split(":", 2)[1:] for line in file)
            version2 = os.path.exists("/sys/fs/cgroup/cgroup.controllers")
            parent = "/sys/fs/cgroup" + groups.get("", "") if version2 else \
                "/sys/fs/cgroup/memory" + groups.get("memory", "")
            path = os.path.join(parent, f"hookbot-attack-{os.getpid()}")
            os.mkdir(path)
            try:
                name = "memory.max" if version2 else "memory.limit_in_bytes"
                with open(os.path.join(path, name), "w", encoding="ascii") as file:
                    file.write(str(limit))
                self.path = path
            except OSError:
                os.rmdir(path)

    def enter(self):
        """Moves this process into the group."""
        with open(os.path.join(self.path, "cgroup.procs"), "w", encoding="ascii") as file:
            file.write(str(os.getpid()))

    def remove(self):
        if self.path:
            hookbot.wait_for(lambda: self.is_removed(), "the group is empty")

    def is_removed(self):
        with contextlib.suppress(OSError):
            os.rmdir(self.path)
            return True
        return False


class Honest:
    """The process of the honest pair."""

    def __init__(self, server):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self.process = subprocess.Popen(
            [sys.executable, "-B", os.path.join(os.path.dirname(__file__), "honest.py"), str(server.port),
             server.token(f"/pub/{CHANNEL}"), server.token(f"/sub/{CHANNEL}")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        assert self.process.stdout.readline() == "ready\n"

    def end(self):
        """Its results."""
        output, _ = self.process.communicate(timeout=3 * hookbot.PATIENCE)
        return json.loads(output)


class AttackTest(unittest.TestCase):
    """Attacks a server, and checks the results of the honest pair."""

    def setUp(self):
        self.random = random.Random(f"{SEED} {self.id()}")
        hookbot.allow_many_connections()

    def server(self, *arguments, **options):
        server = AttackedServer(*arguments, **options)
        self.addCleanup(server.stop)
        return server

    @contextlib.contextmanager
    def honest_beside(self, server, least_seconds=SECONDS, longest_p99=LONGEST_P99):
        """Runs the block for at least some seconds while the honest pair works; then checks."""
        honest = Honest(server)
        begun = time.monotonic()
        try:
            yield
            time.sleep(max(0.0, least_seconds - (time.monotonic() - begun)))
        finally:
            seen = honest.end() if server.is_alive() else honest.process.kill()
        self.assertTrue(server.is_alive(), f"the server died (seed {SEED}): {server.log()[-3000:]}")
        told = f"seed {SEED}: {seen}"
        print(f"{self.id()}: {seen}, {server.most_resident() // MIB} MiB", file=sys.stderr)
        self.assertGreater(seen["published"], 10, told)
        self.assertFalse(seen["refusals"], told)
        self.assertFalse(seen["lost"], told)
        self.assertTrue(seen["in_order"], told)
        self.assertIsNone(seen["listener_failure"], told)
        if not is_sanitized():
            self.assertLessEqual(seen["publish_p99_ms"], longest_p99, told)
            self.assertLessEqual(seen["deliver_p99_ms"], longest_p99, told)

    def strangers(self, attack, count, seconds=SECONDS):
        """Runs attack(random) repeatedly in `count` threads; a connection that the server closes is not a failure."""
        ends = time.monotonic() + seconds

        def again(seed):
            yield_to_others()
            rng = random.Random(seed)
            while time.monotonic() < ends:
                try:
                    attack(rng)
                except (EOFError, OSError, AssertionError):
                    time.sleep(0.01)

        threads = [threading.Thread(target=again, args=(self.random.random(),), daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(seconds + hookbot.PATIENCE)


def stranger(server, receive_buffer=None):
    """A connection without a token."""
    sock = hookbot.socket.socket()
    if receive_buffer:
        sock.setsockopt(hookbot.socket.SOL_SOCKET, hookbot.socket.SO_RCVBUF, receive_buffer)
    sock.settimeout(5)
    sock.connect(("127.0.0.1", server.port))
    return hookbot.Peer(sock)


def post(server, target, body, fields=(), peer=None):
    """Sends an anonymous POST; returns the status."""
    connection = peer or stranger(server)
    head = [f"POST {target} HTTP/1.1", "Host: h", f"Content-Length: {len(body)}", *fields]
    connection.send_as_far_as_possible("\r\n".join(head).encode() + b"\r\n\r\n" + body)
    status = connection.read_response().status
    if not peer:
        connection.close()
    return status


def yield_to_others():
    """Lowers the priority of this thread, so that the server is measured and not the load of the machine."""
    with contextlib.suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
