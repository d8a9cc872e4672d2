from datetime import date, timedelta

import pytest

from parcelwright_web.actions import claim_acts, effects, evidence, inquiry_acts, sending
from parcelwright_web.actions.ledger import sums_of
from parcelwright_web.actions.papers import Wanted
from parcelwright_web.jobs import send
from parcelwright_web.models import leases
from parcelwright_web.models.cases import Case, CaseLogEntry
from parcelwright_web.models.messages import Effect, EffectVerdict

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def stored(case):
    rows = Case.objects.for_tenant(case.tenant_id).select_related("parcel__shop")
    return rows.get(pk=case.pk)


def acts_of(case):
    rows = CaseLogEntry.objects.for_tenant(case.tenant_id).filter(case=case).order_by("pk")
    return [entry.act for entry in rows]


@pytest.fixture
def mail(case, actor, now):
    """The mail of an inquiry that was decided now."""
    inquiry_acts.send_inquiry(
        case, Wanted(), recipient="claims@post.example", expected_revision=1, actor=actor, now=now
    )
    return Effect.objects.for_tenant(case.tenant).get()


def claimed(now):
    (effect,) = leases.claim(Effect, 1, now, MINUTE)
    return effect


def test_a_mail_is_not_claimed_before_its_ten_minutes_are_over(mail, now):
    assert leases.claim(Effect, 1, now + 10 * MINUTE - timedelta(seconds=1), MINUTE) == []
    assert len(leases.claim(Effect, 1, now + 10 * MINUTE, MINUTE)) == 1


def test_a_mail_close_to_its_deadline_leaves_after_one_minute(case, actor, now):
    Case.objects.for_tenant(case.tenant).update(deadline_at=now + timedelta(minutes=30))
    row = stored(case)
    made = effects.decide_mail(
        row, purpose="x", recipient="a@b.example", subject="s", body="b", actor=actor, now=now
    )
    assert made.run_at == now + MINUTE


def test_the_same_decision_twice_is_one_mail(case, actor, now):
    row = stored(case)
    words = {"purpose": "x", "recipient": "a@b.example", "body": "b", "actor": actor}
    first = effects.decide_mail(row, subject="one", now=now, **words)
    second = effects.decide_mail(row, subject="two", now=now + MINUTE, **words)
    assert (second.pk, second.frozen) == (first.pk, first.frozen)


@pytest.mark.parametrize(
    "address",
    ["", "ana", "a@b", "a@b.example, c@d.example", "a@b.example\nBcc: x@y.example", "a b@c.example",
     "<a@b.example>", "ána@b.example", "a@b.example;c@d.example"],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_refused(address):
    with pytest.raises(effects.AddressError):
        effects.checked_address(address)


def test_a_mail_taken_back_in_time_takes_its_act_back_in_the_open(mail, case, actor, now):
    assert sending.cancel(mail, actor, now + 9 * MINUTE) is True
    row = stored(case)
    assert (row.inquiry_sent_on, row.inquiry_reply_due, row.state) == (None, None, "watch")
    assert acts_of(case) == ["opened", "inquiry_sent", "mail_taken_back"]
    assert leases.claim(Effect, 1, now + 60 * MINUTE, MINUTE) == []
    assert evidence.check(case.tenant) == ()


def test_a_mail_under_way_cannot_be_taken_back(mail, case, actor, now):
    claimed(now + 10 * MINUTE)
    assert sending.cancel(mail, actor, now + 10 * MINUTE) is False
    assert stored(case).inquiry_sent_on == date(2026, 3, 20)


def test_taking_back_leaves_alone_what_was_changed_since(mail, case, actor, now):
    row = stored(case)
    inquiry_acts.mark_inquiry_sent(
        row, sent_on=date(2026, 3, 19), expected_revision=2, actor=actor, now=now + MINUTE
    )
    sending.cancel(mail, actor, now + 2 * MINUTE)
    entry = CaseLogEntry.objects.for_tenant(case.tenant).get(act="mail_taken_back")
    assert stored(case).inquiry_sent_on == date(2026, 3, 19)
    assert entry.facts["kept"] == ["inquiry_channel", "inquiry_reply_due", "inquiry_sent_on"]


def test_a_claim_taken_back_asks_nothing_in_the_ledger(case, actor, now):
    claim_acts.send_claim(
        case, Wanted(), recipient="claims@post.example", expected_revision=1, actor=actor, now=now
    )
    sending.cancel(Effect.objects.for_tenant(case.tenant).get(), actor, now)
    assert str(sums_of(case)["asked"]["CNY"]) == "0.00 CNY"
    assert stored(case).claimed_rules == []


def test_a_sent_mail_says_so_in_the_log(mail, case, now):
    effect = claimed(now + 10 * MINUTE)
    assert sending.mark(effect, now + 10 * MINUTE) is True
    assert sending.settle(effect, EffectVerdict.SENT, "250 ok", now + 10 * MINUTE) is True
    entry = CaseLogEntry.objects.for_tenant(case.tenant).get(act="mail_sent")
    assert (entry.actor, entry.facts["reply"]) == ("system", "250 ok")


def test_a_refused_mail_takes_its_act_back(mail, case, now):
    effect = claimed(now + 10 * MINUTE)
    sending.settle(effect, EffectVerdict.REFUSED, "550 no such user", now + 10 * MINUTE)
    assert stored(case).inquiry_sent_on is None
    assert acts_of(case)[-1] == "mail_refused"


def test_a_mail_is_tried_five_times_with_the_same_bytes_and_then_given_up(mail, case, now):
    moment, seen = now, set()
    for _ in range(5):
        moment = Effect.objects.for_tenant(case.tenant).get().run_at
        effect = claimed(moment)
        seen.add((effect.message_id, effect.frozen))
        assert sending.mark(effect, moment)
        assert sending.try_later(effect, "451 later", moment)
    last = Effect.objects.for_tenant(case.tenant).get()
    assert len(seen) == 1
    assert (last.state, last.verdict, last.reply) == ("done", "refused", "451 later")
    assert stored(case).inquiry_sent_on is None


def test_a_mail_whose_worker_died_after_the_marker_is_unknown_and_stays_so(mail, case, now):
    moment = now + 10 * MINUTE
    assert sending.mark(claimed(moment), moment)
    assert send.run(moment + 2 * MINUTE) == 1
    last = Effect.objects.for_tenant(case.tenant).get()
    assert (last.verdict, last.state) == ("unknown", "done")
    assert send.run(moment + timedelta(days=9)) == 0
    assert acts_of(case)[-1] == "mail_unknown"
    assert stored(case).inquiry_sent_on == date(2026, 3, 20)


def test_a_mail_whose_worker_died_before_the_marker_is_claimed_again(mail, now):
    claimed(now + 10 * MINUTE)
    assert sending.find_unknown(now + 20 * MINUTE) == 0
    assert claimed(now + 20 * MINUTE).attempt == 2


def test_a_mail_whose_workers_died_five_times_is_given_up_in_the_open(mail, case, now):
    for turn in range(5):
        claimed(now + (10 + 2 * turn) * MINUTE)
    assert leases.claim(Effect, 1, now + 60 * MINUTE, MINUTE) == []
    assert sending.find_unknown(now + 60 * MINUTE) == 1
    assert acts_of(case)[-1] == "mail_refused"


def test_a_worker_that_lost_its_lease_can_neither_mark_nor_settle_nor_retry(mail, now):
    lost = claimed(now + 10 * MINUTE)
    claimed(now + 20 * MINUTE)
    assert sending.mark(lost, now) is False
    assert sending.settle(lost, EffectVerdict.SENT, "250", now) is False
    assert sending.try_later(lost, "451", now) is False


def test_a_person_says_that_an_unknown_mail_went_out(mail, case, actor, now):
    unknown(mail, now)
    assert sending.resolve_unknown(mail, was_sent=True, actor=actor, now=now) is True
    assert Effect.objects.for_tenant(case.tenant).get().verdict == "sent"
    assert acts_of(case)[-1] == "mail_said_sent"
    assert sending.resolve_unknown(mail, was_sent=True, actor=actor, now=now) is False


def test_a_person_sends_an_unknown_mail_again_as_it_was(mail, actor, now):
    unknown(mail, now)
    later = now + 30 * MINUTE
    assert sending.resolve_unknown(mail, was_sent=False, actor=actor, now=later) is True
    again = claimed(later)
    assert (again.message_id, again.frozen, again.attempt) == (mail.message_id, mail.frozen, 2)


def unknown(mail, now):
    effect = claimed(now + 10 * MINUTE)
    sending.mark(effect, now + 10 * MINUTE)
    sending.settle(effect, EffectVerdict.UNKNOWN, "", now + 10 * MINUTE)
