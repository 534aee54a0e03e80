#!/bin/sh
# install.sh SET...: make .venv if need be and bring it to the locks of these sets (run, test, diffusers).
# Every package is checked against its hash. Done already, it takes a few milliseconds.
set -eu
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*"; }

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1; }

if ! [ -x .venv/bin/python ]; then
    for python in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if fits "$python"; then found=$python; break; fi
    done
    if [ -z "${found:-}" ]; then
        say "Gatefold needs Python 3.11, 3.12 or 3.13 and found none. Install one, or name it: make run PYTHON=/path/to/python3" >&2
        exit 1
    fi
    say "Making .venv with $("$found" --version) …"
    rm -rf .venv.new
    if ! "$found" -m venv .venv.new >/dev/null 2>&1; then
        rm -rf .venv.new
        say "$found cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    fi
    rm -rf .venv.new
    "$found" -m venv .venv
fi

for set in "$@"; do
    lock=requirements/$set.txt
    stamp=.venv/$set.stamp
    sum=$(cksum <"$lock")
    [ "$(cat "$stamp" 2>/dev/null || true)" = "$sum" ] && continue
    say "Installing $lock (checked by hash; the first time takes minutes) …"
    # The lock is complete, so pip resolves nothing; torch, which it leaves out, is torch.sh's.
    .venv/bin/python -m pip install --disable-pip-version-check --no-input --quiet --require-hashes --no-deps -r "$lock"
    [ "$set" = diffusers ] && sh requirements/torch.sh
    printf '%s' "$sum" >"$stamp"
done
