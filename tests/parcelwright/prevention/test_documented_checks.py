import re
from pathlib import Path

from parcelwright.prevention.run import checks

TEXT = (Path(__file__).parents[3] / "docs" / "checks.md").read_text("utf-8")


def test_the_table_of_checks_names_each_check_once_and_no_other():
    table = TEXT.split("## Which check looks at what")[1].split("\n## ")[0]
    cells = [line.split("|")[2] for line in table.splitlines() if line.startswith("| ")][2:]
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(checks())
