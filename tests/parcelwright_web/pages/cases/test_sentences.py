import ast
from pathlib import Path

import pytest

import parcelwright.cases.next_step
import parcelwright.cases.opening
import parcelwright.cases.worth
import parcelwright.diagnosis.diagnose
import parcelwright.diagnosis.incidents.outages
import parcelwright.diagnosis.incidents.telling
import parcelwright_web.actions.opening
from parcelwright.cases.step import StepCode
from parcelwright.claims.remedy import Act
from parcelwright.detection.assess import detectors
from parcelwright.detection.assessment import Standing
from parcelwright.diagnosis.contradict import modules as contradiction_modules
from parcelwright.diagnosis.contradiction import Certainty
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.rules import modules as cause_modules
from parcelwright.parcels.events import Milestone
from parcelwright_web.actions.opening import CaseExistsError
from parcelwright_web.pages import labels
from parcelwright_web.pages.contradictions import CERTAINTIES, MEANINGS
from parcelwright_web.pages.sentences import ACTS, REASONS, STEPS, sentence, step_title

# Names under which modules keep codes of reasons, and functions that return one.
TABLES = {"_ENDED_BADLY", "_REPORTS", "code"}
CHOOSERS = {"_question_reason"}


def written_codes(module):
    """Return every text given as a reason's code, and every text in a table of codes."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
            codes = [word.value for word in node.keywords if word.arg == "code"]
            found |= {code.value for code in codes if isinstance(code, ast.Constant)}
        is_table = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TABLES
        if is_table or (isinstance(node, ast.FunctionDef) and node.name in CHOOSERS):
            parts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
            found |= {part for part in parts if isinstance(part, str) and part}
    return found


CODES = (
    {each.CODE for each in detectors()}
    | {module.KIND.value for module in cause_modules() if module.STATED}
    | {CauseKind.NONE.value}
    | written_codes(parcelwright.diagnosis.diagnose)
    | written_codes(parcelwright.diagnosis.incidents.telling)
    | written_codes(parcelwright.diagnosis.incidents.outages)
    | {code for module in contradiction_modules() for code in module.CODES}
    | {Standing.STALLED.value.lower(), Standing.PRESUMED_LOST.value.lower()}
    | written_codes(parcelwright.cases.next_step)
    | written_codes(parcelwright.cases.worth)
    | written_codes(parcelwright.cases.opening)
    | (written_codes(parcelwright_web.actions.opening) - {CaseExistsError.code})
)


def test_the_core_is_read_for_its_codes():
    assert {"window_closes", "silent_longer_than_95", "declared_lost", "opened_by_hand"} <= CODES
    assert {"destroyed", "carrier_found_it", "still_likely_to_arrive"} <= CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_of_the_core_has_a_sentence(code):
    assert code in REASONS


def test_no_sentence_stands_for_a_code_that_is_gone():
    assert set(REASONS) - CODES == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_sentence_is_whole_with_all_figures(code):
    names = (
        "days", "usual", "percent", "chance", "low", "high", "journeys", "payer", "rule",
        "country", "other", "expected", "km", "hours", "weighed", "stated", "place", "address",
        "others", "moved", "silent", "group", "groups", "later", "buyers", "parcels",
        "cases", "sum", "share",
    )  # fmt: skip
    figures = {**dict.fromkeys(names, "7"), "act": "claim", "day": "2026-03-20"}
    text = sentence(code, figures)
    assert text.endswith(".")
    assert "%(" not in text


def test_a_missing_figure_falls_back_to_the_plain_sentence():
    assert sentence("held_by_customs", {"days": ""}) == "Customs holds it."


@pytest.mark.parametrize("code", list(StepCode))
def test_every_step_has_a_title_with_and_without_a_payer(code):
    assert code.value in STEPS
    assert step_title(code.value)
    assert "%(" not in step_title(code.value, "China Post") + step_title(code.value)


def test_a_step_names_its_payer():
    assert step_title("send_inquiry", "China Post") == "Send the loss inquiry to China Post"


def test_every_act_milestone_and_cause_has_a_name():
    assert set(ACTS) == {each.value for each in Act}
    assert set(labels.DEADLINES) == {each.value for each in Act}
    assert set(labels.MILESTONES) == {each.value for each in Milestone}
    assert set(labels.CAUSES) == {each.value for each in CauseKind}


def test_every_contradiction_says_what_it_may_mean_and_how_sure_it_is():
    assert set(MEANINGS) == {code for each in contradiction_modules() for code in each.CODES}
    assert set(CERTAINTIES) == set(Certainty)


def test_a_country_is_named_in_the_sentence_of_a_contradiction():
    said = sentence("delivered_in_other_country", {"country": "FR", "expected": "DE"})
    assert said == "It was delivered in France, and its address is in Germany."
