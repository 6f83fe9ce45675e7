"""The installed units of installer/systemd."""
import pathlib
import shutil
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "installer/systemd"


def needs_systemd():
    """Skips the test if systemd is not installed."""
    if not shutil.which("systemd-analyze"):
        print("there is no systemd-analyze here")
        sys.exit(77)


def write(folder, command):
    """Writes them into a folder, for this hookbot; returns the paths of service, socket and the user's service."""
    folder = pathlib.Path(folder)
    (folder / "user").mkdir()
    paths = [folder / name for name in ("hookbot.service", "hookbot.socket", "user/hookbot.service")]
    for path in paths:
        name = path.relative_to(folder)
        source = FOLDER / (f"{name}.in" if name.suffix == ".service" else name)
        path.write_text(source.read_text(encoding="utf-8").replace("@HOOKBOT_COMMAND@", command), encoding="utf-8")
    return paths


def values(path, name):
    """All values of a setting, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(name + "=")]


def members(group):
    """The system calls in a group such as @system-service."""
    said = subprocess.run(["systemd-analyze", "syscall-filter", group], check=True, text=True, capture_output=True)
    found = set()
    for word in (line.strip() for line in said.stdout.splitlines()[1:]):
        if word.startswith("@"):
            found |= members(word)
        elif word and not word.startswith("#"):
            found.add(word)
    return found
