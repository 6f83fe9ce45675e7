"""A display with a window manager and a panel. Keys and clicks are sent to the X server as a person's input is; the
tests do not access the program itself."""
import os
import re
import shutil
import subprocess
import tempfile
import time

import hookbot

PROGRAMS = ("Xvfb", "openbox", "tint2", "xdotool", "xclip", "xwininfo", "xprop")

# A panel with only a tray.
PANEL = """panel_items = S
panel_size = 100% 32
panel_position = bottom center horizontal
systray_padding = 4 4 4
systray_icon_size = 22
"""

# The indentation of xwininfo for windows with a parent between themselves and the root, and without one.
ON_ROOT, IN_FRAME = 5, 8

# Each look starts processes, and looking all the time would slow down what is observed.
BETWEEN_LOOKS = 0.1

# The time after which a key or a click is repeated if it had no effect: a menu that has just opened may not have the
# keyboard focus yet.
BETWEEN_PRESSES = 2 * hookbot.SLOW


def missing_programs():
    return [program for program in PROGRAMS if not shutil.which(program)]


def wait_for(condition, what, patience=hookbot.PATIENCE):
    """Like hookbot.wait_for(), with a longer pause between two looks."""
    def look():
        result = condition()
        if not result:
            time.sleep(BETWEEN_LOOKS)
        return result

    return hookbot.wait_for(look, what, patience)


class Screen:
    """The display, and the windows of hookbot as a person sees them."""

    def __init__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="hookbot-")
        self.processes = []
        self.panel = None
        try:
            self.display = self.start_server()
            self.start("openbox", "--sm-disable")
            wait_for(lambda: "window id" in self.output("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"),
                             "there is a window manager")
        except BaseException:
            self.stop()
            raise

    def start_server(self):
        read_end, write_end = os.pipe()
        with open(read_end, "rb") as told:
            self.start("Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24", "-nolisten", "tcp",
                       "-noreset", pass_fds=(write_end,))
            os.close(write_end)
            number = told.readline().decode().strip()
        assert number, "Xvfb did not start: " + self.log()
        return ":" + number

    def start(self, *command, **options):
        with open(os.path.join(self.directory.name, "log"), "ab") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       env=self.environment(), **options)
        self.processes.append(process)
        return process

    def environment(self):
        return hookbot.environment(self.directory.name, **self.variables())

    def variables(self):
        """The environment of a program on this display; without a bus, so that its icon is one of the panel's windows."""
        display = {"DISPLAY": self.display} if hasattr(self, "display") else {}
        # libxkbcommon copies words out of the middle of what the display sends.
        asan = {"ASAN_OPTIONS": os.environ["ASAN_OPTIONS"] + ":strict_string_checks=0"} if "ASAN_OPTIONS" in os.environ else {}
        return {"QT_QPA_PLATFORM": "xcb", "DBUS_SESSION_BUS_ADDRESS": "disabled:", **asan, **display}

    def log(self):
        with open(os.path.join(self.directory.name, "log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def stop(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()
        self.directory.cleanup()

    def output(self, *command):
        """The output of an X tool; empty if the window is gone."""
        return subprocess.run(command, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              stdin=subprocess.DEVNULL, text=True, timeout=hookbot.PATIENCE, check=False).stdout

    # The panel

    def start_panel(self):
        path = os.path.join(self.directory.name, "panel")
        with open(path, "w", encoding="ascii") as file:
            file.write(PANEL)
        self.panel = self.start("tint2", "-c", path)

    def stop_panel(self):
        self.panel.kill()
        self.panel.wait()

    def tray_icon(self):
        """The window of the icon in the tray, or None."""
        tree = self.output("xwininfo", "-name", "tint2", "-tree")
        found = re.search(r'(0x[0-9a-f]+) "hookbot"', tree)
        return found and int(found[1], 16)

    def wait_for_tray_icon(self):
        return wait_for(self.tray_icon, "the icon is in the tray")

    def click_tray_icon(self, button=1):
        icon = self.wait_for_tray_icon()
        self.output("xdotool", "mousemove", "--window", str(icon), "11", "11", "click", str(button))

    # Windows

    def visible(self):
        """The visible (windows, menus). Windows have a frame of the window manager, menus have none."""
        tree = self.output("xwininfo", "-root", "-tree")
        shown = set(self.output("xdotool", "search", "--onlyvisible", "--class", "^hookbot$").split())
        found = [(len(indent), str(int(window, 16)))
                 for indent, window in re.findall(r'^( +)(0x[0-9a-f]+) "hookbot"', tree, re.MULTILINE)]
        return [window for depth, window in found if window in shown and depth == IN_FRAME], \
               [window for depth, window in found if window in shown and depth == ON_ROOT]

    def is_window_there(self):
        return bool(self.visible()[0])

    def wait_for_window(self):
        """Waits until the window is visible and has the keyboard focus."""
        def has_keyboard():
            windows, _ = self.visible()
            return windows and self.output("xdotool", "getwindowfocus").strip() == windows[0]

        wait_for(has_keyboard, "the window is there and has the keyboard")

    def wait_for_no_window(self):
        wait_for(lambda: not self.is_window_there(), "the window is hidden")

    # Keys and clicks

    def press(self, *keys):
        self.output("xdotool", "key", *keys)

    def press_until(self, condition, what, *keys):
        """For keys that do no harm if they are repeated."""
        return self.do_until(condition, what, lambda: self.press(*keys))

    @staticmethod
    def do_until(condition, what, action):
        def is_so():
            action()
            try:
                return wait_for(condition, what, BETWEEN_PRESSES)
            except AssertionError:
                return None

        return wait_for(is_so, what)

    def choose_in_tray_menu(self, *keys):
        """Opens the menu of the icon and presses the keys in it; the last key is that of an entry."""
        # A click may arrive while the previous menu is closing, and then has no other effect.
        self.do_until(lambda: len(self.visible()[1]) == 1, "the menu is open", lambda: self.click_tray_icon(3))
        for depth, key in enumerate(keys, 1):
            menus = depth + 1 if depth < len(keys) else 0
            self.press_until(lambda wanted=menus: len(self.visible()[1]) == wanted, f"{menus} menus are open", key)

    def click_notification(self):
        """Clicks in its centre."""
        wait_for(lambda: self.visible()[1], "there is a notification")
        for notification in self.visible()[1]:
            width, height = re.findall(r"(?:WIDTH|HEIGHT)=([0-9]+)",
                                       self.output("xdotool", "getwindowgeometry", "--shell", notification)) or (0, 0)
            self.output("xdotool", "mousemove", "--window", notification, str(int(width) // 2), str(int(height) // 2),
                        "click", "1")

    def clipboard(self):
        return self.output("xclip", "-selection", "clipboard", "-o")

    def wait_for_copy(self, pattern):
        """The text on the clipboard."""
        return wait_for(lambda: re.search(pattern, self.clipboard()), f"{pattern} was copied")[0]
