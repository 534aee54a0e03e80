#!/bin/sh
# Make the locks anew from pyproject.toml: exact pins and hashes for every platform, naming no index.
# Needs uv. To take newer versions: requirements/lock.sh --upgrade
#
# torch and the GPU packages under it are left out on purpose; requirements/torch.sh installs the build that fits.
set -eu
cd "$(dirname "$0")/.."
common="--universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet"
gpu='^(torch|triton|nvidia-.*|cuda-.*|pytorch-triton.*)=='

# A marker that is true on each platform we lock for says nothing.
one="\(python_full_version < '3.14' and platform_machine == '[a-z0-9_]+' and platform_python_implementation == 'CPython' and sys_platform == '[a-z]+'\)"
everywhere="$one or $one or $one"

lock() { # lock FILE [uv options]: resolve, then drop the blocks of the packages that come with torch
    file=$1; shift
    fresh=$(mktemp)
    [ -f "$file" ] && cp "$file" "$fresh"
    # shellcheck disable=SC2086
    uv pip compile pyproject.toml $common "$@" --output-file "$fresh" >/dev/null
    sed -E "s/ ; $everywhere( \\\\)?\$/\1/" "$fresh" | awk -v gpu="$gpu" '/^[a-zA-Z0-9]/ { keep = $0 !~ gpu } keep' >"$file"
    rm -f "$fresh"
}

upgrade=${1:-}
all=$(mktemp)
# shellcheck disable=SC2086
uv pip compile pyproject.toml --universal --python-version 3.11 --no-annotate --no-header --quiet \
    --all-extras $upgrade --output-file "$all" >/dev/null
lock requirements/run.txt --constraint "$all"
lock requirements/test.txt --constraint "$all" --extra test --extra lint
lock requirements/diffusers.txt --constraint "$all" --extra diffusers
rm -f "$all"
wc -l requirements/*.txt
