#!/usr/bin/env python3
"""The work of a request grows in proportion to its size, for any content from strangers.

This counts instructions instead of time, because they are nearly the same on every machine and in every run. Each
shape of requestcost is sent in one, two and four times a size: the last doubling may add little more than twice as much
as the first. Twice is linear, four times would be quadratic.

Usage: requests_cost_what_they_weigh.py REQUESTCOST
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

GROWTH = 2.3
NOISE = 60_000  # instructions: tables that grow, pages of the allocator
PER_BYTE = 5_000  # instructions at most for a byte that came: what bounds a stranger's CPU


def measure(program, folder):
    """[(name, {times: (bytes, instructions)})] of each shape."""
    said = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", "--quiet", program],
                          stdout=subprocess.PIPE, text=True, check=True, timeout=580).stdout
    counted = {}
    for path in folder.glob("out.*"):
        text = path.read_text(encoding="latin-1")
        title = re.search(r"^desc: Trigger: Client Request: shape (\d+) (\d+)$", text, re.MULTILINE)
        if title:
            counted[title.groups()] = int(re.search(r"^(?:totals|summary): (\d+)", text, re.MULTILINE)[1])
    shapes = {}
    for line in said.splitlines():
        number, times, size, name = line.split("\t")
        shapes.setdefault((int(number), name), {})[int(times)] = (int(size), counted[number, times])
    return [(name, sizes) for (_, name), sizes in sorted(shapes.items())]


def judge(name, sizes):
    """What is wrong with the growth of one shape, and a line with its figures."""
    costs = [sizes[times][1] for times in (1, 2, 4)]
    first, last = costs[1] - costs[0], costs[2] - costs[1]
    weight, cost = sizes[4]
    line = f"{name:45} {weight:9} bytes {cost:12} instructions {cost / weight:7.0f} a byte, growth {last / max(first, 1):5.2f}"
    if last > GROWTH * first + NOISE:
        return line, f"{name}: {costs} instructions for 1, 2 and 4 times as much: it grows faster than its bytes"
    if cost > PER_BYTE * weight:
        return line, f"{name}: {cost / weight:.0f} instructions for each of {weight} bytes"
    return line, None


def main():
    if not shutil.which("valgrind"):
        print("there is no valgrind here: nothing is counted")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        judged = [judge(name, sizes) for name, sizes in measure(sys.argv[1], Path(folder))]
    for line, _ in judged:
        print(line)
    faults = [fault for _, fault in judged if fault]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
