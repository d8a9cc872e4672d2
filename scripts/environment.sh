#!/usr/bin/env bash
# Makes .venv with locked dependencies. Usage: scripts/environment.sh web|dev|core-test|spark
# Installing again with an unchanged lock does nothing and needs no network.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?web, dev, core-test or spark}
venv=${PARCELWRIGHT_VENV:-.venv}
lock=requirements/$kind.txt
case $kind in
    web) marks=(web dev) ;; # what serves to develop serves to run
    *) marks=("$kind") ;;
esac

fail() { printf '\n%s\n' "$*" >&2; exit 1; }

stamp=$(cat "$lock" pyproject.toml | sha256sum | cut -c1-32)
for mark in "${marks[@]}"; do
    wanted=$(cat "requirements/$mark.txt" pyproject.toml | sha256sum | cut -c1-32)
    [ "$(cat "$venv/.parcelwright-$mark" 2>/dev/null)" = "$wanted" ] && exit 0
done

python=""
for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
        python=$name; break
    fi
done
[ -n "$python" ] || fail "Parcelwright needs Python 3.11, 3.12 or 3.13, and none was found. Install one and try again."

echo "Making the environment in $venv (once; needs the network for Python packages)"
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv" ||
    fail "Python could not make an environment in $venv. On Debian: apt-get install python3-venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt ||
    fail "The installer could not be fetched. This step needs the Python package index: check the network and try again."
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock" ||
    fail "The locked packages could not be installed. This step needs the Python package index: check the network and try again."
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e . ||
    fail "Parcelwright itself could not be installed into $venv."
echo "$stamp" >"$venv/.parcelwright-$kind"
