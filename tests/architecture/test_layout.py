"""The tree keeps the promises of ARCHITECTURE.md and CONTRIBUTING.md."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
VAGUE = {"utils", "helpers", "common", "misc", "base", "manager", "service"}


def packages() -> set[str]:
    return {
        folder.relative_to(ROOT / "src").as_posix()
        for folder in (ROOT / "src").rglob("*")
        if (folder / "__init__.py").is_file()
    }


def mapped() -> set[str]:
    block = (ROOT / "ARCHITECTURE.md").read_text().split("```")[1]
    found, parents = set(), {}
    for line in block.splitlines():
        match = re.match(r"( *)([a-z_/]+/)(?=\s)", line)
        if match is None:
            continue
        depth = len(match[1]) // 4
        name = match[2].rstrip("/")
        parents[depth] = name.removeprefix("src/") if depth == 0 else f"{parents[depth - 1]}/{name}"
        if name.startswith("src/") or depth:
            found.add(parents[depth])
    return found


def test_the_map_names_every_package_and_no_other():
    assert mapped() - {"parcelwright_web/templates"} == packages()


@pytest.mark.parametrize(
    "path",
    # Migrations are written by Django.
    [path for path in SOURCES if path.parent.name != "migrations"],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_a_file_is_no_longer_than_400_lines(path):
    assert len(path.read_text().splitlines()) <= 400


def test_no_file_has_a_vague_name():
    assert not [path for path in SOURCES if path.stem.strip("_") in VAGUE]


def test_the_core_never_asks_for_the_time_the_environment_or_chance():
    forbidden = re.compile(
        r"datetime\.now|datetime\.today|date\.today|time\.time\(|os\.environ|getenv|^import random|np\.random\.(?!Generator|PCG64)"
    )
    hits = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        if "parcelwright" in path.relative_to(ROOT / "src").parts[0].split("_web")[0]
        and "parcelwright_web" not in path.parts
        and path.name != "_today.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if forbidden.search(line)
    ]
    assert hits == []


def test_every_suppression_names_its_code_and_reason():
    pattern = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)")
    bad = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := pattern.search(line))
        and not re.search(r"[:\[]\s*[A-Za-z0-9-]+.* - \w", found["rest"])
        and not re.search(r"[:\[]\s*[A-Za-z0-9-]+.*#\s*\w", found["rest"])
    ]
    assert bad == []


def test_the_core_is_importable_without_the_shell():
    code = (
        "import sys, pkgutil, importlib, parcelwright\n"
        "for info in pkgutil.walk_packages(parcelwright.__path__, 'parcelwright.'):\n"
        "    if not info.name.endswith('__main__'): importlib.import_module(info.name)\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in "
        "('django', 'parcelwright_web', 'psycopg', 'granian')]\n"
    )
    result = subprocess.run(
        [__import__("sys").executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
