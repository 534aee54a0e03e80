"""A child of `manage.py run` leaves when the supervisor does, however that went: no worker is ever left behind."""

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "GATEFOLD_PARENT"  # the supervisor's process id, set by it for its children


def follow() -> None:
    """Ask to be ended (SIGTERM) when the supervisor dies; does nothing in a process that has none."""
    supervisor = int(os.environ.get(PARENT, "0"))
    if not supervisor:
        return
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(supervisor,), daemon=True).start()
    if os.getppid() != supervisor:  # it died before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
