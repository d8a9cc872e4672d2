"""Every source that is asked keeps the same promises, against a double that may misbehave."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from doubles._server import NOW, RETRY_AFTER_S, Mode, State, ask, doubles
from parcelwright import sources
from parcelwright.asking.calls import Access, Asked, Purpose, Token
from parcelwright.asking.replies import Standing, Trouble, TroubleKind
from parcelwright.parcels.events import Milestone
from parcelwright.sources import RegisteringSource, TokenSource

DOUBLES = doubles()
BASE = "https://source.example/base"
every_pull = pytest.mark.parametrize("slug", sources.pull_slugs())
# A page that anybody may open wants no credentials.
OPEN_PAGES = {"cainiao"}
with_key = pytest.mark.parametrize("slug", sorted(set(sources.pull_slugs()) - OPEN_PAGES))
with_other = pytest.mark.parametrize(
    "slug", [slug for slug in DOUBLES if hasattr(DOUBLES[slug], "OTHER")]
)
registering = pytest.mark.parametrize(
    "slug",
    [slug for slug in sources.pull_slugs() if sources.pull_by_slug(slug).TERMS.registers],
)
_ABOUT_THE_SOURCE = {Milestone.SOURCE_SILENT, Milestone.SOURCE_STOPPED}


class Sitting:
    """A source that asks its double."""

    def __init__(self, slug):
        self.source, self.double, self.state = sources.pull_by_slug(slug), DOUBLES[slug], State()
        self.access = Access(base_url=BASE, values=self.double.ACCESS, at=NOW)
        self.references = {}

    def send(self, call):
        path = call.url.removeprefix(BASE)
        assert path != call.url, "a call goes to the address that was entered"
        return ask(self.double, replace(call, url=f"https://source.example{path}"), self.state)

    def let_in(self):
        """Access with a token where the source wants one."""
        if isinstance(self.source, TokenSource):
            token = self.source.token_of(self.send(self.source.token_call(self.access)))
            if isinstance(token, Trouble):
                return token
            self.access = replace(self.access, token=token.value)
        return None

    def asked(self, *numbers):
        more = getattr(self.double, "ASKED", {})
        return tuple(
            Asked(number=number, reference=self.references.get(number, ""), **more.get(number, {}))
            for number in numbers
        )

    def exchange(self, calls):
        return [(call, answer, self.source.reply_of(call, answer)) for call in calls
                for answer in [self.send(call)]]  # fmt: skip

    def register(self, *numbers):
        """The replies of a registration; references are kept."""
        if not isinstance(self.source, RegisteringSource):
            return []
        done = self.exchange(self.source.register_calls(self.asked(*numbers), self.access))
        for _, _, reply in done:
            self.references |= {n: told.reference for n, told in reply.numbers.items()}
        return done

    def stop(self, number):
        """The standing of a number after its watch was ended, by us or by the source."""
        calls = self.source.stop_calls(self.asked(number), self.access)
        if calls:
            return standings(self.exchange(calls))[number]
        self.state.stopped.add(number)
        read = self.source.read_calls(self.asked(number), self.access)
        return standings(self.exchange(read))[number]

    def read(self, *numbers):
        """Calls, answers and replies of a read, after letting in and registering."""
        assert self.let_in() is None
        self.register(*numbers)
        return self.exchange(self.source.read_calls(self.asked(*numbers), self.access))

    def parsed(self, exchanges):
        return [self.source.parse_answer(answer.body, NOW, call.numbers)
                for call, answer, _ in exchanges]  # fmt: skip


def standings(exchanges):
    return {n: told.standing for _, _, reply in exchanges for n, told in reply.numbers.items()}


def dated(parsed):
    """Events that tell of a parcel on its way, not of the parcel as a whole."""
    return [
        event
        for each in parsed
        for event in each.events
        if ("scope", "parcel") not in event.facts and event.milestone not in _ABOUT_THE_SOURCE
    ]


def test_each_source_that_is_asked_has_a_double():
    assert tuple(sorted(DOUBLES)) == sources.pull_slugs()


@every_pull
def test_its_terms_say_where_on_what_and_whence(slug):
    terms = sources.pull_by_slug(slug).TERMS
    assert terms.base_url == "" or terms.base_url.startswith(("https://", "http://"))
    assert not terms.base_url.endswith("/")
    assert bool(terms.credentials) is (slug not in OPEN_PAGES)
    assert len({each.name for each in terms.credentials}) == len(terms.credentials)
    assert terms.batch >= 1
    assert terms.per_second > 0
    assert terms.source
    assert terms.registers == isinstance(sources.pull_by_slug(slug), RegisteringSource)


@every_pull
def test_a_good_read_tells_every_event_of_each_number(slug):
    sitting = Sitting(slug)
    exchanges = sitting.read(*sitting.double.KNOWN)
    assert [reply.trouble for _, _, reply in exchanges] == [None] * len(exchanges)
    assert standings(exchanges) == dict.fromkeys(sitting.double.KNOWN, Standing.TOLD)
    events = dated(sitting.parsed(exchanges))
    told = dict.fromkeys(sitting.double.KNOWN, 0)
    for event in events:
        told[event.tracking_number] += 1
    assert told == sitting.state.counts
    assert min(told.values()) >= 2


@every_pull
def test_a_good_read_leaves_nothing_to_complain_of(slug):
    sitting = Sitting(slug)
    for parsed in sitting.parsed(sitting.read(*sitting.double.KNOWN)):
        assert parsed.problems == ()
        assert parsed.unknown_codes == {}


@every_pull
def test_events_of_an_answer_name_their_source_and_payload(slug):
    sitting = Sitting(slug)
    for parsed in sitting.parsed(sitting.read(*sitting.double.KNOWN)):
        for event in parsed.events:
            assert event.source == slug
            assert len(event.payload_digest) == 64
            assert event.received_at == NOW


@every_pull
def test_an_absent_number_is_told_to_be_absent(slug):
    sitting = Sitting(slug)
    exchanges = sitting.read(sitting.double.ABSENT)
    expected = getattr(sitting.double, "ABSENT_IS", Standing.NOT_FOUND)
    assert standings(exchanges) == {sitting.double.ABSENT: expected}
    assert [reply.trouble for _, _, reply in exchanges] == [None]
    assert dated(sitting.parsed(exchanges)) == []


@every_pull
def test_good_credentials_pass_the_check(slug):
    sitting = Sitting(slug)
    assert sitting.let_in() is None
    [(call, _, reply)] = sitting.exchange([sitting.source.check_call(sitting.access)])
    assert call.purpose is Purpose.CHECK
    assert reply.trouble is None


@with_key
def test_each_wrong_secret_is_bad_access(slug):
    source, double = sources.pull_by_slug(slug), DOUBLES[slug]
    secrets = [each.name for each in source.TERMS.credentials if each.is_secret]
    assert secrets
    for name in set(secrets) & set(double.ACCESS):
        sitting = Sitting(slug)
        values = {**double.ACCESS, name: "wrong" * 8}
        sitting.access = Access(base_url=BASE, values=values, token="stale", at=NOW)
        if isinstance(source, TokenSource):
            assert sitting.let_in().kind is TroubleKind.BAD_ACCESS
        else:
            calls = [*source.read_calls(sitting.asked(double.KNOWN[0]), sitting.access),
                     source.check_call(sitting.access)]  # fmt: skip
            for _, _, reply in sitting.exchange(calls):
                assert reply.numbers == {}
                assert reply.trouble.kind is TroubleKind.BAD_ACCESS


@every_pull
@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        (Mode.THROTTLED, TroubleKind.THROTTLED),
        (Mode.BROKEN, TroubleKind.DOWN),
        (Mode.PAGE, TroubleKind.NONSENSE),
        (Mode.EMPTY, TroubleKind.NONSENSE),
        (Mode.HALF, TroubleKind.NONSENSE),
    ],
    ids=lambda value: value.name.lower(),
)
def test_misbehavior_is_a_trouble_and_tells_nothing_of_a_parcel(slug, mode, kind):
    sitting = Sitting(slug)
    assert sitting.let_in() is None
    sitting.register(*sitting.double.KNOWN)
    sitting.state.mode = mode
    asked = sitting.asked(*sitting.double.KNOWN)
    calls = [*sitting.source.read_calls(asked, sitting.access),
             sitting.source.check_call(sitting.access)]  # fmt: skip
    if sitting.source.TERMS.registers:
        new = sitting.asked(sitting.double.ABSENT)
        calls += sitting.source.register_calls(new, sitting.access)
    for call, answer, reply in sitting.exchange(calls):
        assert reply.numbers == {}, call
        assert reply.trouble.kind is kind, call
        expected = timedelta(seconds=RETRY_AFTER_S) if mode is Mode.THROTTLED else None
        assert reply.trouble.wait == expected
        parsed = sitting.source.parse_answer(answer.body, NOW, call.numbers)
        assert parsed.events == ()
        assert parsed.hints == ()
    if isinstance(sitting.source, TokenSource):
        answer = sitting.send(sitting.source.token_call(sitting.access))
        assert sitting.source.token_of(answer).kind is kind


@every_pull
def test_a_code_nobody_knows_stays_unknown_and_loses_no_event(slug):
    sitting = Sitting(slug)
    sitting.state.mode = Mode.UNKNOWN_CODE
    exchanges = sitting.read(sitting.double.KNOWN[0])
    assert standings(exchanges) == {sitting.double.KNOWN[0]: Standing.TOLD}
    events = dated(sitting.parsed(exchanges))
    assert len(events) == sitting.state.counts[sitting.double.KNOWN[0]]
    assert sum(event.milestone is Milestone.UNKNOWN for event in events) == 1


@every_pull
def test_a_changed_history_is_told_as_it_is_now(slug):
    sitting = Sitting(slug)
    number = sitting.double.KNOWN[0]
    before = {event.digest for event in dated(sitting.parsed(sitting.read(number)))}
    sitting.state.mode = Mode.CHANGED_HISTORY
    events = dated(sitting.parsed(sitting.read(number)))
    assert len(events) == sitting.state.counts[number]
    # One row is told twice, one was withdrawn, none is new.
    assert len({event.digest for event in events}) == len(before) - 1
    assert {event.digest for event in events} < before


@with_other
def test_an_answer_about_another_parcel_is_no_answer(slug):
    sitting = Sitting(slug)
    exchanges = sitting.read(sitting.double.OTHER)
    assert Standing.TOLD not in standings(exchanges).values()
    for parsed in sitting.parsed(exchanges):
        assert parsed.events == ()
        assert parsed.hints == ()
        assert parsed.problems != ()


@every_pull
def test_no_call_asks_about_more_than_a_batch(slug):
    sitting = Sitting(slug)
    numbers = [f"RR{n:08d}5CN" for n in range(95)]
    sitting.references = {number: f"ref{n}" for n, number in enumerate(numbers)}
    asked = [replace(each, carrier="usps") for each in sitting.asked(*numbers)]
    source, access = sitting.source, replace(sitting.access, token="token")
    ways = [source.read_calls]
    if source.TERMS.registers:
        ways += [source.register_calls, source.retrack_calls, source.stop_calls]
    for way in ways:
        calls = way(asked, access)
        assert max((len(call.asked) for call in calls), default=0) <= source.TERMS.batch
        told = [number for call in calls for number in call.numbers]
        assert sorted(told) == sorted(numbers) or (not calls and way != source.read_calls)
        assert way([], access) == ()


@every_pull
def test_the_same_question_is_the_same_call(slug):
    sitting = Sitting(slug)
    assert sitting.let_in() is None
    asked = sitting.asked(*sitting.double.KNOWN)
    once = sitting.source.read_calls(asked, sitting.access)
    assert once == sitting.source.read_calls(asked, sitting.access)


@with_key
def test_no_secret_shows_in_what_may_be_logged(slug):
    sitting = Sitting(slug)
    assert sitting.let_in() is None
    secret_names = {each.name for each in sitting.source.TERMS.credentials if each.is_secret}
    secrets = [value for name, value in sitting.double.ACCESS.items() if name in secret_names]
    secrets += [sitting.access.token] if sitting.access.token else []
    asked = sitting.asked(*sitting.double.KNOWN)
    calls = [*sitting.source.read_calls(asked, sitting.access),
             sitting.source.check_call(sitting.access)]  # fmt: skip
    shown = repr([sitting.access, Token(value="t0ken"), calls])
    assert secrets
    assert not [secret for secret in secrets if secret in shown]


@registering
def test_a_number_must_be_registered_before_it_is_told(slug):
    sitting = Sitting(slug)
    assert sitting.let_in() is None
    asked = sitting.asked(*sitting.double.KNOWN)
    exchanges = sitting.exchange(sitting.source.read_calls(asked, sitting.access))
    assert set(standings(exchanges).values()) <= {Standing.UNREGISTERED}
    assert dated(sitting.parsed(exchanges)) == []


@registering
def test_a_registration_may_be_repeated(slug):
    sitting = Sitting(slug)
    assert sitting.let_in() is None
    for _ in range(2):
        found = standings(sitting.register(*sitting.double.KNOWN))
        assert set(found) == set(sitting.double.KNOWN)
        assert set(found.values()) <= {Standing.REGISTERED, Standing.TOLD}


@registering
def test_a_stopped_number_can_be_started_again_as_often_as_the_terms_say(slug):
    sitting = Sitting(slug)
    assert sitting.let_in() is None
    number = sitting.double.KNOWN[0]
    sitting.register(number)
    asked = sitting.asked(number)
    for _ in range(sitting.source.TERMS.retracks):
        assert sitting.stop(number) == Standing.STOPPED
        again = sitting.exchange(sitting.source.retrack_calls(asked, sitting.access))
        assert standings(again) == {number: Standing.REGISTERED}
