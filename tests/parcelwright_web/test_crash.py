import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "soak_webhooks.py"
# The long form is `make soak`; this variable runs it from here too.
POSTS, KILLS = os.environ.get("PARCELWRIGHT_SOAK", "200 3").split()


@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_every_acknowledged_body_is_stored_and_projected_once_whatever_is_killed():
    done = subprocess.run(
        [sys.executable, str(SCRIPT), POSTS, KILLS],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["right"], found
    assert found["retries"] > 0
    assert found["acknowledged"] == int(POSTS)
