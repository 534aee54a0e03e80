#!/bin/sh
# Install torch by whichever way works here, and say which.
#
# On Linux the plain wheel brings some 2.6 GB of CUDA libraries, so it is taken only where it does not, or when asked:
#   GATEFOLD_TORCH=gpu requirements/torch.sh
# Everything torch itself needs is in requirements/diffusers.txt; only torch is outside the lock, because its file
# differs by device.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
wanted=torch==2.13.0
say() { printf 'torch: %s\n' "$*"; }
pip() { "$python" -m pip --disable-pip-version-check --no-input "$@"; }

if have=$("$python" -c 'from importlib.metadata import version; print(version("torch"))' 2>/dev/null); then
    say "$have is there already."
    exit 0
fi
if [ "${GATEFOLD_TORCH:-cpu}" = gpu ]; then
    say "installing $wanted with what a GPU needs, as asked."
    pip install --quiet "$wanted"
elif [ "$(uname -s)" != Linux ]; then
    say "installing $wanted; on this system it carries no GPU packages."
    pip install --quiet "$wanted"
elif plan=$(pip install --quiet --dry-run --report - "$wanted" 2>/dev/null) &&
    ! printf '%s' "$plan" | grep -qE '"name": "(nvidia|cuda)-'; then
    say "installing $wanted; here the plain wheel is a CPU build."
    pip install --quiet "$wanted"
else
    say "installing the CPU build of $wanted with uv, since the plain wheel would bring the GPU packages."
    "$python" -m uv pip install --quiet --python "$python" --torch-backend=cpu "$wanted"
fi
say "$("$python" -c 'from importlib.metadata import version; print(version("torch"))') installed."
