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

# A panel that is a tray and nothing else.
PANEL = """panel_items = S
panel_size = 100% 32
panel_position = bottom center horizontal
systray_padding = 4 4 4
systray_icon_size = 22
"""

# How far xwininfo indents a window: what has a parent between itself and the root, and what has not.
ON_ROOT, IN_FRAME = 5, 8

# Each look costs processes, and who looks all the time keeps from moving what is looked at.
BETWEEN_LOOKS = 0.1

# How long a key or a click is given to act before it comes once more: a menu that has just come up may not have the
# keyboard.
BETWEEN_PRESSES = 2 * hookbot.SLOW


def missing_programs():
    return [program for program in PROGRAMS if not shutil.which(program)]


def wait_for(condition, what, patience=hookbot.PATIENCE):
    """As that of hookbot, with a pause between two looks."""
    def look():
        result = condition()
        if not result:
            time.sleep(BETWEEN_LOOKS)
        return result

    return hookbot.wait_for(look, what, patience)


class Screen:
    """The display, and all that a person sees there of the windows of hookbot."""

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
        """What a program has to know to be here; no bus, so that its icon is one of the panel's windows."""
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
        """What a tool of X says; of what is gone when it looks, it says nothing."""
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
        """The window of the icon in the tray; None where there is none."""
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
        """What is on the screen: (windows, menus). Windows are in a frame of the window manager, menus in none."""
        tree = self.output("xwininfo", "-root", "-tree")
        shown = set(self.output("xdotool", "search", "--onlyvisible", "--class", "^hookbot$").split())
        found = [(len(indent), str(int(window, 16)))
                 for indent, window in re.findall(r'^( +)(0x[0-9a-f]+) "hookbot"', tree, re.MULTILINE)]
        return [window for depth, window in found if window in shown and depth == IN_FRAME], \
               [window for depth, window in found if window in shown and depth == ON_ROOT]

    def is_window_there(self):
        return bool(self.visible()[0])

    def wait_for_window(self):
        """Until the window is there and has the keyboard."""
        def has_keyboard():
            windows, _ = self.visible()
            return windows and self.output("xdotool", "getwindowfocus").strip() == windows[0]

        wait_for(has_keyboard, "the window is there and has the keyboard")

    def wait_for_no_window(self):
        wait_for(lambda: not self.is_window_there(), "the window is hidden")

    # The hand

    def press(self, *keys):
        self.output("xdotool", "key", *keys)

    def press_until(self, condition, what, *keys):
        """For keys that do no harm where they come twice."""
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
        """Opens the menu of the icon, and in it what the first key is for; the last key is that of an entry."""
        # A click may come while the menu before is still going, and then only ends that.
        self.do_until(lambda: len(self.visible()[1]) == 1, "the menu is open", lambda: self.click_tray_icon(3))
        for depth, key in enumerate(keys, 1):
            menus = depth + 1 if depth < len(keys) else 0
            self.press_until(lambda wanted=menus: len(self.visible()[1]) == wanted, f"{menus} menus are open", key)

    def click_notification(self):
        """In its middle."""
        wait_for(lambda: self.visible()[1], "there is a notification")
        for notification in self.visible()[1]:
            width, height = re.findall(r"(?:WIDTH|HEIGHT)=([0-9]+)",
                                       self.output("xdotool", "getwindowgeometry", "--shell", notification)) or (0, 0)
            self.output("xdotool", "mousemove", "--window", notification, str(int(width) // 2), str(int(height) // 2),
                        "click", "1")

    def clipboard(self):
        return self.output("xclip", "-selection", "clipboard", "-o")

    def wait_for_copy(self, pattern):
        """What was copied."""
        return wait_for(lambda: re.search(pattern, self.clipboard()), f"{pattern} was copied")[0]
