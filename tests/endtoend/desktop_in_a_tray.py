"""The desktop program as a person uses it: an icon in a panel's tray, its menu, and the keys of the window."""
import http.client
import re
import tempfile
import unittest
import urllib.parse

import desktop
import hookbot
import listening
import xdesktop

BODY = '{"words": "gr\u00fc\u00dfe,\\n \\u0041nd \'quotes\'", "number": 1.0}\r\n'.encode()


def post(url, body):
    """What a service does with the URL that it was given: its answer."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=hookbot.PATIENCE)
    connection.request("POST", parts.path, body, {"Authorization": "Bearer " + parts.username,
                                                  "Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@unittest.skipUnless(desktop.can_show_a_window(), "this hookbot has no window")
@unittest.skipIf(xdesktop.missing_programs(), "not installed: " + ", ".join(xdesktop.missing_programs()))
class DesktopInATray(unittest.TestCase):
    def setUp(self):
        self.screen = xdesktop.Screen()
        self.addCleanup(self.screen.stop)
        directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.addCleanup(directory.cleanup)
        self.desktop = desktop.Desktop(directory.name)
        self.addCleanup(self.desktop.kill)

    def start(self):
        """Its first start, which opens the window."""
        self.desktop.start(**self.screen.variables())
        self.screen.wait_for_window()

    def start_in_tray(self):
        """The window is hidden."""
        self.screen.start_panel()
        self.start()
        self.screen.click_tray_icon()
        self.screen.wait_for_no_window()

    def wait_for_end(self):
        self.assertEqual(self.desktop.process.wait(hookbot.PATIENCE), 0, self.desktop.log())
        self.assertNotIn(self.desktop.key(), self.desktop.log())

    def test_from_the_first_start_to_the_end(self):
        self.start_in_tray()
        self.assertRegex(self.desktop.key(), "^[0-9a-f]{64}$")

        self.screen.choose_in_tray_menu("s", "Return")
        sub_url = self.screen.wait_for_copy("^ws://.*")
        self.screen.choose_in_tray_menu("p", "Return")
        pub_url = self.screen.wait_for_copy("^http://.*")
        self.assertRegex(sub_url, "/sub/hello$")
        self.assertRegex(pub_url, "/pub/hello$")

        listen = listening.Listen("-0", sub_url)
        self.addCleanup(listen.discard)
        listen.wait_until_connected()
        self.assertEqual(post(pub_url, BODY).status, 200)
        listen.wait_for(lambda: listen.out() == BODY + b"\0", "the event is heard, byte for byte")

        self.screen.click_tray_icon()
        self.screen.wait_for_window()
        # The list has it: the first event there is the one that is copied.
        self.screen.press_until(lambda: re.match("curl ", self.screen.clipboard()), "the event is copied as curl",
                                "j", "shift+c")
        self.assertIn(pub_url, self.screen.clipboard())
        self.assertIn("gr\u00fc\u00dfe", self.screen.clipboard())
        self.screen.press("r")
        listen.wait_for(lambda: listen.out() == 2 * (BODY + b"\0"), "the event is heard again, byte for byte")

        self.screen.press("ctrl+p")
        xdesktop.wait_for(lambda: self.desktop.status().startswith("paused"), "it is paused")
        refused = post(pub_url, BODY)
        self.assertEqual(refused.status, 503)
        self.assertRegex(refused.getheader("Retry-After", ""), "^[0-9]+$")
        self.screen.press("ctrl+p")
        xdesktop.wait_for(lambda: self.desktop.status().startswith("serving"), "it serves again")
        self.assertEqual(post(pub_url, b"after").status, 200)
        listen.wait_for(lambda: listen.out() == 2 * (BODY + b"\0") + b"after\0", "only what was taken is heard")
        self.assertEqual(listen.stop(), 0)

        self.screen.press("ctrl+q")
        self.wait_for_end()

    def test_a_click_on_a_notification_opens_its_event(self):
        self.start_in_tray()
        self.desktop.change_preferences(notifiedChannels=["a"])
        self.assertEqual(self.desktop.tell("reload").returncode, 0)
        port = self.desktop.wait_until_it_listens()
        # One that fades before it is met by the hand is followed by another.
        self.screen.do_until(self.screen.is_window_there, "the window is opened", lambda: (
            self.desktop.publish(port, b"look at this"), self.screen.click_notification()))
        self.screen.wait_for_window()
        self.screen.press_until(lambda: "look at this" in self.screen.clipboard(), "its event is shown", "shift+c")
        self.screen.press("ctrl+q")
        self.wait_for_end()

    def test_a_closed_window_leaves_the_icon_and_the_server(self):
        self.screen.start_panel()
        self.start()
        self.screen.wait_for_tray_icon()
        # The question is asked once: alt+k is "Keep running".
        self.screen.press_until(lambda: not self.screen.is_window_there(), "the window is hidden", "ctrl+w", "alt+k")
        self.assertRegex(self.desktop.status(), "^serving")
        self.assertIn("is already running", self.desktop.tell().stdout)
        self.screen.wait_for_window()
        self.screen.click_tray_icon()
        self.screen.wait_for_no_window()
        self.screen.choose_in_tray_menu("o")
        self.screen.wait_for_window()
        self.screen.choose_in_tray_menu("q")
        self.wait_for_end()

    def test_a_panel_that_comes_late_and_one_that_comes_again(self):
        self.start()
        self.screen.start_panel()
        self.screen.wait_for_tray_icon()
        self.screen.stop_panel()
        xdesktop.wait_for(lambda: self.screen.tray_icon() is None, "the icon went with its panel")
        self.screen.start_panel()
        self.screen.click_tray_icon()
        self.screen.wait_for_no_window()
        self.screen.choose_in_tray_menu("q")
        self.wait_for_end()


if __name__ == "__main__":
    hookbot.main()
