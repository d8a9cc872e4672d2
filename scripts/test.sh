#!/usr/bin/env bash
# Everything that must hold before a change lands, cheapest first; every step runs, even
# after one failed. With CI=true a test skipped for want of a browser, font or database fails.
# Usage: scripts/test.sh [STEP...]   steps: lint types layers core scale spark sqlite postgresql pages wheel
set -uo pipefail
cd "$(dirname "$0")/.."
known=(lint types layers core scale spark sqlite postgresql pages wheel)
steps=("$@")
[ ${#steps[@]} -gt 0 ] || steps=("${known[@]}")
bin=.venv/bin
cores=$(nproc)
[ "$cores" -gt 4 ] && cores=4
export PYTHONDONTWRITEBYTECODE=1
# Settings of an installation are not settings of its tests.
for name in $(compgen -e PARCELWRIGHT_); do
    case $name in PARCELWRIGHT_TEST_DATA | PARCELWRIGHT_CHROMIUM) ;; *) unset "$name" ;; esac
done

for step in "${steps[@]}"; do
    [[ " ${known[*]} " == *" $step "* ]] || { echo "No step is named $step; there are: ${known[*]}" >&2; exit 2; }
done
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
    scripts/system-packages.sh
    .venv-core/bin/python -m pytest -q -n "$cores" --disable-socket --allow-unix-socket \
        tests/parcelwright tests/contracts tests/architecture
}
# Sweep and learning on 100,000 parcels from Parquet, with what they cost beside reading it.
step_scale() {
    local code=0
    for name in sweep learning; do
        "$bin/python" -m benchmarks "$name" --short || code=1
    done
    return $code
}
# The expressions of DuckDB on Spark: two workers of this machine, on the loopback address.
step_spark() {
    PARCELWRIGHT_VENV=.venv-spark scripts/environment.sh spark || return 1
    scripts/system-packages.sh java
    command -v java >/dev/null || { echo "Spark was not tested: it needs Java." >&2; return 1; }
    SPARK_LOCAL_IP=127.0.0.1 .venv-spark/bin/python -m pytest -q tests/spark
}
step_sqlite() {
    scripts/system-packages.sh
    "$bin/python" -m pytest -q -n "$cores" --dist loadgroup -m "not browser" tests/parcelwright_web
}
step_postgresql() {
    "$bin/python" scripts/with_postgresql.py \
        "$bin/python" -m pytest -q -n "$cores" --dist loadgroup -m "not browser" tests/parcelwright_web
}
step_pages() {
    scripts/system-packages.sh browser
    # Each process has a server, a worker and a browser of its own.
    "$bin/python" -m pytest -q -n "$((cores / 2))" -m browser tests/parcelwright_web
}
# The wheel, with what it declares and no more, must run the commands on files.
step_wheel() {
    local folder code; folder=$(mktemp -d)
    try_wheel "$folder"; code=$?
    rm -rf "$folder"
    return $code
}
try_wheel() {
    "$bin/python" -m hatchling build -t wheel -d "$1" >/dev/null && "$bin/python" -m venv --without-pip "$1/venv" || return 1
    local install=("$bin/uv" pip install --quiet --python "$1/venv/bin/python" --constraints requirements/core-test.txt)
    # What the other steps fetched is at hand; the network is asked only where that is not enough.
    "${install[@]}" --offline "$1"/*.whl 2>/dev/null || "${install[@]}" "$1"/*.whl || return 1
    (
        cd "$1" && venv/bin/parcelwright --version && venv/bin/parcelwright rules check &&
            venv/bin/parcelwright simulate --parcels 200 --seed 1 --now 2026-01-31 --out year >/dev/null &&
            venv/bin/parcelwright learn --parcels year/parcels.csv --events year/events.csv --out table.parquet 2>/dev/null
    )
}

failed=()
times=()
for step in "${steps[@]}"; do
    printf '\n== %s\n' "$step"
    started=$SECONDS
    "step_$step" || failed+=("$step")
    times+=("$step $((SECONDS - started)) s")
    printf '== %s\n' "${times[-1]}"
done
printf '\nTimes:'; printf ' %s;' "${times[@]}"; echo
if [ ${#failed[@]} -gt 0 ]; then
    printf 'Failed: %s\n' "${failed[*]}" >&2
    exit 1
fi
printf 'All of it holds: %s\n' "${steps[*]}"
