#!/usr/bin/env bash
# Everything that must hold before a change lands, cheapest first.
# Usage: scripts/test.sh [STEP...]   steps: lint types layers core sqlite postgresql pages wheel
set -uo pipefail
cd "$(dirname "$0")/.."
steps=("$@")
[ ${#steps[@]} -gt 0 ] || steps=(lint types layers core sqlite postgresql pages wheel)
bin=.venv/bin
cores=$(nproc)
[ "$cores" -gt 4 ] && cores=4
export PYTHONDONTWRITEBYTECODE=1

scripts/environment.sh dev || exit 1

step_lint() { "$bin/ruff" format --check . && "$bin/ruff" check .; }
step_types() { "$bin/mypy"; }
step_layers() { PYTHONPATH=src "$bin/lint-imports" --no-cache; }

# The core's tests run where neither Django nor a database driver is installed.
step_core() {
    PARCELWRIGHT_VENV=.venv-core scripts/environment.sh core-test || return 1
    if .venv-core/bin/python -c 'import django' 2>/dev/null; then
        echo "Django is installed in .venv-core; the core must be tested without it." >&2; return 1
    fi
    scripts/system-packages.sh fonts || return 1
    .venv-core/bin/python -m pytest -q --disable-socket --allow-unix-socket -n "$cores" tests/parcelwright tests/contracts tests/architecture
}
step_sqlite() {
    scripts/system-packages.sh fonts || return 1
    "$bin/python" -m pytest -q -n "$cores" -m "not browser" tests/parcelwright_web
}
step_postgresql() {
    "$bin/python" scripts/with_postgresql.py "$bin/python" -m pytest -q -n "$cores" -m "not browser" tests/parcelwright_web
}
step_pages() {
    scripts/system-packages.sh fonts chromium || return 1
    "$bin/python" -m pytest -q -m browser tests/parcelwright_web
}
# The wheel alone must be enough to run the commands on files.
step_wheel() {
    local folder; folder=$(mktemp -d)
    "$bin/python" -m hatchling build -t wheel -d "$folder" >/dev/null &&
        .venv-core/bin/python -m venv "$folder/venv" &&
        "$bin/uv" pip install --quiet --python "$folder/venv/bin/python" --require-hashes -r requirements/core-test.txt &&
        "$bin/uv" pip install --quiet --python "$folder/venv/bin/python" --no-deps "$folder"/*.whl &&
        (cd "$folder" && venv/bin/parcelwright --version && venv/bin/parcelwright rules check)
    local code=$?
    rm -rf "$folder"
    return $code
}

failed=()
for step in "${steps[@]}"; do
    printf '\n== %s\n' "$step"
    started=$SECONDS
    "step_$step" || failed+=("$step")
    printf '== %s: %s s\n' "$step" $((SECONDS - started))
done
if [ ${#failed[@]} -gt 0 ]; then
    printf '\nFailed: %s\n' "${failed[*]}" >&2
    exit 1
fi
printf '\nAll of it holds: %s\n' "${steps[*]}"
