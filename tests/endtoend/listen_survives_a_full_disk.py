"""`hookbot listen --state` on a full disk exits with a message, and continues where it stopped when there is space."""
import os
import tempfile

import hookbot
import listening
import mounts


def setUpModule():
    mounts.enter_namespace()


class ListenSurvivesAFullDisk(listening.ListenTest):
    arguments = ("--log", "memory:")

    def test_it_ends_and_goes_on(self):
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        mounts.make_tmpfs(directory.name, hookbot.MIB)
        self.addCleanup(mounts.unmount, directory.name)
        state, ballast = (os.path.join(directory.name, name) for name in ("state", "ballast"))
        listen = self.listen("--state", state, "--exec", "cat; echo").wait_until_connected()
        first, = self.publish(b"one")
        listen.wait_for(lambda: self.holds(state, first), "that is remembered")
        with open(ballast, "wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass
        self.publish(b"two", b"three")
        self.assertEqual(listen.wait(), 1)
        self.assertRegex(listen.err(), f"error cannot write {state}: No space left")
        self.assertEqual(listen.lines(), [b"one", b"two"])
        self.assertTrue(self.holds(state, first))

        again = self.listen("--state", state, "--exec", "cat; echo")
        self.assertEqual(again.wait(), 1)
        self.assertEqual(again.out(), b"")
        os.remove(ballast)
        again = self.listen("--state", state, "--count", "2", "--exec", "cat; echo")
        self.assertEqual((again.wait(), again.lines()), (0, [b"two", b"three"]))

    def holds(self, state, event):
        with open(state, encoding="ascii") as file:
            return event in file.read()


if __name__ == "__main__":
    hookbot.main()
