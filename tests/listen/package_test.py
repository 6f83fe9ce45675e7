#!/usr/bin/env python3
"""The client library as another program uses it: installed, found by find_package(Hookbot), as its README describes.

Usage: tests/listen/package_test.py (--build BUILD | --prefix PREFIX) --generator NAME --compiler PATH
"""
import argparse
import re
import subprocess
import tempfile
from pathlib import Path

import hookbot

README = Path(__file__).resolve().parents[2] / "listen/README.md"


def code(language):
    """The README's only block in this language."""
    [block] = re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return block


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command} failed:\n{done.stdout}")


def build_example(options, folder):
    """The program of the README, and the CMakeLists.txt of the README."""
    prefix, source, build = options.prefix or folder / "prefix", folder / "source", folder / "build"
    if not options.prefix:
        run("cmake", "--install", options.build, "--component", "listen-dev", "--prefix", prefix)
    source.mkdir()
    (source / "CMakeLists.txt").write_text(code("cmake"), encoding="utf-8")
    (source / "main.cpp").write_text(code("cpp"), encoding="utf-8")
    run("cmake", "-S", source, "-B", build, "-G", options.generator, f"-DCMAKE_CXX_COMPILER={options.compiler}",
        f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", build)
    return build / "example"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    installed = parser.add_mutually_exclusive_group(required=True)
    installed.add_argument("--build", help="a build folder, from which it is installed first")
    installed.add_argument("--prefix", help="where it is installed")
    for name in ("--generator", "--compiler"):
        parser.add_argument(name, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hookbot-package-") as folder:
        example = build_example(options, Path(folder))
        server = hookbot.Hookbot()
        try:
            assert server.publish("/pub/a/b", b"an event of the test").status == 200
            url = f"ws://{server.token('/sub/a/')}@localhost:{server.port}/sub/a/?since=all"
            with subprocess.Popen([example, url], stderr=subprocess.PIPE, text=True) as program:
                try:
                    line = program.stderr.readline()
                finally:
                    program.kill()
            assert "a/b" in line and "an event of the test" in line, line
            refused = subprocess.run([example, url.replace("/sub/a/", "/sub/b/")], stderr=subprocess.PIPE, text=True,
                                     timeout=hookbot.PATIENCE, check=False)
            assert refused.returncode == 1 and "401 Unauthorized" in refused.stderr, refused
            server.stop()
        finally:
            server.discard()


if __name__ == "__main__":
    main()
