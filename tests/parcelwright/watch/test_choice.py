from parcelwright.asking.terms import Confidence
from parcelwright.watch.choice import choose, in_order
from watch_facts import candidate, on, subject, tried, watched

NOW = on(5)
CHINA_POST = frozenset({"china-post"})


def names(candidates, about=None):
    return [each.name for each in in_order(candidates, about or subject())]


def chosen(*candidates, watch=None):
    found = choose(candidates, watch or watched(), NOW)
    return found and found.name


def test_the_carrier_itself_comes_before_a_tracker_and_a_tracker_that_sells_numbers_last():
    found = [
        candidate(1, "Sells", registers=True),
        candidate(2, "Tracks"),
        candidate(3, "Carrier", carriers=CHINA_POST),
    ]
    assert names(found) == ["Carrier", "Tracks", "Sells"]


def test_a_well_known_wire_comes_before_a_guessed_one():
    found = [candidate(1, "A", wire=Confidence.LOW), candidate(2, "B", wire=Confidence.HIGH)]
    assert names(found) == ["B", "A"]


def test_a_carrier_is_asked_only_about_numbers_it_may_carry():
    dhl = candidate(1, "DHL", carriers=frozenset({"dhl"}))
    assert names([dhl]) == []
    assert names([dhl], subject(carriers=frozenset({"china-post", "dhl"}))) == ["DHL"]
    assert names([dhl], subject(carriers=frozenset())) == []


def test_whoever_is_asked_already_stays():
    assert chosen(candidate(1, "A"), candidate(2, "B"), watch=watched(key=2)) == "B"


def test_whoever_could_not_help_is_passed_over_until_its_time_comes():
    both = (candidate(1, "A"), candidate(2, "B"))
    assert chosen(*both, watch=watched(key=1, tried={1: tried(until=on(6))})) == "B"
    assert chosen(*both, watch=watched(key=1, tried={1: tried(until=NOW)})) == "A"


def test_neither_a_quiet_nor_a_spent_nor_a_refusing_source_is_asked():
    assert chosen(candidate(1, quiet_until=on(6))) is None
    assert chosen(candidate(1, quiet_until=NOW)) == "Tracker"
    assert chosen(candidate(1, is_spent=True)) is None
    assert chosen(candidate(1, is_refused=True)) is None


def test_a_source_silent_for_a_day_is_asked_only_when_there_is_no_other():
    silent = candidate(1, "Silent", failing_since=on(4))
    assert chosen(silent, candidate(2, "Other"), watch=watched(key=1)) == "Other"
    assert chosen(silent, watch=watched(key=1)) == "Silent"
    failing = candidate(1, "Failing", failing_since=on(4, hours=1))
    assert chosen(failing, candidate(2, "Other"), watch=watched(key=1)) == "Failing"
