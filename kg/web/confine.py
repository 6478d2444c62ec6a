"""What the kernel keeps a worker from, whatever a query makes it do."""

from __future__ import annotations

import contextlib
import ctypes
import resource
import sys

# linux/sched.h
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def leave_network() -> bool:
    """Move the process into a network of its own that has no way out, where Linux lets it.

    Returns
    -------
    Whether it was done. It is the second lock: `kg.web.guard` refuses such queries before.
    """
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None).unshare
    # root needs no user namespace; everybody else gets a network only inside one
    return bool(unshare(_CLONE_NEWNET) == 0 or unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def limit_memory(allowed: int) -> None:
    """Let the process take so many bytes more than it has, and no more."""
    with contextlib.suppress(FileNotFoundError):  # only Linux tells
        with open("/proc/self/statm", encoding="ascii") as file:
            taken = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + allowed, taken + allowed))
