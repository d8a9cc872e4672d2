"""What holds for all tests: on a build machine nothing is skipped for want of a tool."""

import os

import pytest
from hypothesis import settings

# A slow machine is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# Development data may be absent; each test that uses it has a twin on data of the project.
_MAY_BE_ABSENT = "PARCELWRIGHT_TEST_DATA"


@pytest.fixture(scope="session", autouse=True)
def keep_nothing_in_the_home_of_who_tests(tmp_path_factory):
    os.environ["PARCELWRIGHT_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI", "") not in {"1", "true"} or reporter is None:
        return
    reasons = {str(report.longrepr) for report in reporter.stats.get("skipped", [])}
    wanting = sorted(reason for reason in reasons if _MAY_BE_ABSENT not in reason)
    for reason in wanting:
        reporter.write_line(f"Skipped although CI is set: {reason}", red=True)
    if wanting:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
