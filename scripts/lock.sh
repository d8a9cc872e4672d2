#!/usr/bin/env bash
# Locks all requirement sets by version and hash, without any address.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
compile() {
    out=$1; shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@" -o "requirements/$out.txt"
}
echo "uv" | "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header - -o requirements/installer.txt
compile core-test pyproject.toml --extra analytics --group core-test
compile web pyproject.toml --extra web --group build
compile dev pyproject.toml --extra web --extra analytics --group dev
compile spark pyproject.toml --extra spark --group core-test
