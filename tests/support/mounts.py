"""Small and read-only file systems for a test.

They are mounted in a namespace of this process and its children, so no other process sees them and they end with it. A
user namespace provides the permission if the test does not run as root; if that is not allowed either, it is skipped.
"""
import ctypes
import os
import unittest

NEW_NAMESPACE, NEW_USERS = 0x20000, 0x10000000
READ_ONLY, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 32, 4096, 16384, 1 << 18

libc = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    if function(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def mount(source, target, kind=None, flags=0, options=None):
    texts = [text.encode() if text else None for text in (source, target, kind, options)]
    call(libc.mount, texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])


def unmount(target):
    call(libc.umount2, target.encode(), 2)  # MNT_DETACH


def enter_namespace():
    """Call it once per process, while it has a single thread. Skips the test if it is not permitted."""
    user, group = os.geteuid(), os.getegid()
    try:
        call(libc.unshare, NEW_NAMESPACE | (NEW_USERS if user != 0 else 0))
        if user != 0:
            for name, content in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
                with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                    file.write(content)
        mount(None, "/", flags=RECURSIVE | PRIVATE)
    except OSError as error:
        raise unittest.SkipTest(f"this test mounts file systems, which is not permitted here: {error}") from error


def make_tmpfs(target, size):
    """A file system in memory, of this size in bytes."""
    mount("tmpfs", target, "tmpfs", options=f"size={size}")


def make_read_only(path):
    """Makes a file or a folder read-only, by mounting it over itself."""
    mount(path, path, flags=BIND)
    mount(None, path, flags=BIND | REMOUNT | READ_ONLY)
