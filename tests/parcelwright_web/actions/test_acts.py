import json
from datetime import date, timedelta

import pytest

from parcelwright.cases.case import CarrierAnswer, ClosedAs
from parcelwright.errors import DocumentError, LifecycleError, WordingError
from parcelwright.evidence.item import EvidenceKind
from parcelwright.messages.language import Choice, MessageKind
from parcelwright.money import Money
from parcelwright_web.actions import (
    buyer_acts,
    buyer_messages,
    cases,
    claim_acts,
    evidence,
    inquiry_acts,
)
from parcelwright_web.actions.buyer_messages import Offer, Route
from parcelwright_web.actions.changing import ActError, CaseChangedError
from parcelwright_web.actions.ledger import sums_of
from parcelwright_web.actions.opening import CaseExistsError, open_by_hand
from parcelwright_web.actions.papers import Wanted
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.actions.uploads import Upload
from parcelwright_web.models.accounts import User
from parcelwright_web.models.cases import Case, CaseLogEntry, EvidenceEntry
from parcelwright_web.models.messages import Effect

pytestmark = pytest.mark.django_db
RULE = "china-post/registered"


def stored(case):
    rows = Case.objects.for_tenant(case.tenant_id).select_related("parcel__shop")
    return rows.get(pk=case.pk)


@pytest.fixture
def do(case, actor, now):
    """Do an act on the case as it stands and return the case after it."""

    def run(function, *args, **values):
        row = stored(case)
        run.result = function(
            row, *args, expected_revision=row.revision, actor=actor, now=now, **values
        )
        return stored(case)

    return run


@pytest.fixture
def draft(case, now):
    def made(kind=MessageKind.LOOKING, **offer):
        found = situation_of(stored(case), now)
        return buyer_messages.draft(kind, found, Offer(next_news_on=date(2026, 3, 27), **offer))

    return made


def asked(do):
    do(inquiry_acts.mark_inquiry_sent)
    return do(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST)


def test_an_act_raises_the_revision_and_leaves_log_and_evidence(do, actor, now):
    case = do(cases.add_note, text="Called the carrier.")
    entry = CaseLogEntry.objects.for_tenant(case.tenant).get(act="note")
    item = EvidenceEntry.objects.for_tenant(case.tenant).get(kind="decision")
    assert (case.revision, entry.actor, entry.at, entry.note) == (
        2,
        actor,
        now,
        "Called the carrier.",
    )
    assert json.loads(item.payload)["note"] == "Called the carrier."
    assert evidence.check(case.tenant) == ()


def test_an_act_on_an_old_page_is_refused_and_names_who_changed_the_case(do, case, now):
    do(cases.add_note, text="first")
    other = User.objects.create_user("ben@lumi.example", "a-long-password", name="Ben")
    with pytest.raises(CaseChangedError) as caught:
        cases.add_note(case, text="second", expected_revision=1, actor=f"user:{other.pk}", now=now)
    assert (caught.value.by, caught.value.act, caught.value.at) == ("Liang Wei", "note", now)
    assert str(caught.value).startswith("Liang Wei changed PW-1 at 2026-03-20 09:30 UTC (note)")
    assert CaseLogEntry.objects.for_tenant(case.tenant).filter(act="note").count() == 1


def test_telling_the_buyer_mails_the_text_in_ten_minutes(do, draft, now):
    case = do(buyer_acts.tell_buyer, draft())
    effect = Effect.objects.for_tenant(case.tenant).get()
    assert (effect.recipient, effect.run_at) == ("ana@buyer.example", now + timedelta(minutes=10))
    assert (case.state, case.buyer_told_on) == ("inquire", date(2026, 3, 20))
    assert do.result.body.startswith("Hello Ana Souza,")


def test_a_marketplace_text_is_copied_and_holds_no_address(make_parcel, actor, now):
    row = make_parcel(facts={"sales_channel": "Amazon.de"})
    case = open_by_hand(row, actor, now)
    made = buyer_messages.draft(
        MessageKind.LOOKING, situation_of(case, now), Offer(next_news_on=date(2026, 3, 27))
    )
    assert (made.route, made.why_copy, made.recipient) == (Route.MARKETPLACE, "marketplace", "")
    assert "@" not in made.message.body
    message = buyer_acts.tell_buyer(case, made, expected_revision=1, actor=actor, now=now)
    assert (message.marked_sent_at, message.effect) == (now, None)
    assert Effect.objects.for_tenant(case.tenant).count() == 0


def test_a_marketplace_text_that_a_person_gave_a_link_is_refused(make_parcel, actor, now):
    case = open_by_hand(make_parcel(facts={"sales_channel": "eBay"}), actor, now)
    made = buyer_messages.draft(
        MessageKind.LOOKING, situation_of(case, now), Offer(next_news_on=date(2026, 3, 27))
    )
    with pytest.raises(WordingError, match="looks like a link"):
        buyer_messages.edited(made, "Your order", "See www.lumi.example")


@pytest.mark.parametrize(
    ("host", "email", "why"),
    [("", "ana@buyer.example", "no_mail_server"), ("127.0.0.1", "", "no_address")],
)
def test_without_server_or_address_the_text_is_copied(
    make_parcel, letter_shop, actor, now, host, email, why
):
    letter_shop.smtp_host = host
    letter_shop.save()
    row = make_parcel(personal={"buyer_name": "Ana", **({"buyer_email": email} if email else {})})
    found = situation_of(open_by_hand(row, actor, now), now)
    assert buyer_messages.route_of(found) == (Route.COPY, why)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh-CN", "zh-Hans"), ("ZH_hans", "zh-Hans"), ("en-GB", "en"), ("pt", "en"), ("", "en")],
)
def test_texts_are_in_the_buyers_language_or_else_english(make_parcel, language, expected):
    personal = {"buyer_language": language} if language else {}
    parcel = make_parcel(personal=personal).to_domain()
    assert buyer_messages.language_for(parcel, ("en", "zh-Hans")) == expected


def test_what_the_buyer_chose_is_kept_with_their_words(do, draft):
    do(
        buyer_acts.ask_buyer,
        draft(MessageKind.PRESUMED_LOST, choices=(Choice.REFUND, Choice.RESEND)),
    )
    case = do(buyer_acts.record_buyer_answer, choice="refund", text="2, please")
    item = EvidenceEntry.objects.for_tenant(case.tenant).get(kind="buyer_answer")
    assert (case.buyer_choice, case.buyer_answered_on) == ("refund", date(2026, 3, 20))
    assert item.payload == b"2, please"


def test_an_answer_nobody_offers_is_refused(do):
    with pytest.raises(ActError, match='"perhaps" is no answer'):
        do(buyer_acts.record_buyer_answer, choice="perhaps")


def test_a_mailed_inquiry_is_printed_kept_and_gives_the_carrier_its_sixty_days(do):
    case = do(inquiry_acts.send_inquiry, Wanted(), recipient="claims@post.example")
    item = EvidenceEntry.objects.for_tenant(case.tenant).get(kind="loss_inquiry")
    effect = Effect.objects.for_tenant(case.tenant).get()
    assert item.payload.startswith(b"%PDF")
    assert b"PW-1-loss-inquiry.pdf" in effect.frozen
    assert effect.frozen.isascii()
    assert (case.state, case.inquiry_reply_due) == ("with_carrier", date(2026, 5, 19))


def test_an_inquiry_without_recipient_waits_until_it_is_marked_as_sent(do):
    prepared = do(inquiry_acts.send_inquiry, Wanted())
    assert (prepared.inquiry_sent_on, prepared.state) == (None, "watch")
    sent = do(inquiry_acts.mark_inquiry_sent, sent_on=date(2026, 3, 18), number=" CX  77 ")
    assert (sent.inquiry_sent_on, sent.inquiry_number) == (date(2026, 3, 18), "CX 77")
    assert Effect.objects.for_tenant(sent.tenant).count() == 0


def test_an_inquiry_of_a_shop_without_signatory_says_what_is_missing(do, letter_shop):
    letter_shop.signatory = ""
    letter_shop.save()
    with pytest.raises(DocumentError, match="the name of who signs is missing"):
        do(inquiry_acts.send_inquiry, Wanted())


def test_the_carriers_answer_keeps_words_and_files(do):
    do(inquiry_acts.mark_inquiry_sent)
    scan = Upload(name="C:\\mail\\answer.pdf", media_type="application/pdf", content=b"%PDF-1")
    case = do(
        inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST, text="Not found.", uploads=[scan]
    )
    kept = (
        EvidenceEntry.objects.for_tenant(case.tenant).filter(kind="carrier_answer").order_by("seq")
    )
    assert [(item.title, item.payload) for item in kept] == [
        ("Not found.", b"Not found."), ("answer.pdf", b"%PDF-1"),
    ]  # fmt: skip
    assert (case.answer, case.step_code) == ("lost", "tell_buyer")


def test_an_answer_before_the_inquiry_is_refused(do):
    do(inquiry_acts.mark_inquiry_sent)
    with pytest.raises(ActError, match="comes before the inquiry of 2026-03-20"):
        do(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST, answered_on=date(2026, 3, 19))


def test_a_day_ahead_is_refused(do):
    with pytest.raises(ActError, match="2026-03-21 lies ahead"):
        do(inquiry_acts.mark_inquiry_sent, sent_on=date(2026, 3, 21))


def test_an_answer_without_inquiry_is_refused(do):
    with pytest.raises(LifecycleError, match="does not allow"):
        do(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST)


def test_an_empty_file_is_refused_and_nothing_is_changed(do, case):
    do(inquiry_acts.mark_inquiry_sent)
    empty = Upload(name="a.pdf", media_type="application/pdf", content=b"")
    with pytest.raises(ActError, match="is empty; choose the file again"):
        do(inquiry_acts.carrier_answered, answer=CarrierAnswer.LOST, uploads=[empty])
    assert (stored(case).answer, stored(case).revision) == ("", 2)


def test_after_the_carrier_said_lost_the_claim_comes_next(do, draft):
    do(buyer_acts.tell_buyer, draft())
    case = asked(do)
    assert (case.step_code, case.step["rule"], case.state) == ("file_claim", RULE, "claim")


def test_a_claim_is_printed_mailed_and_entered_as_asked(do):
    asked(do)
    case = do(claim_acts.send_claim, Wanted(rule=RULE), recipient="claims@post.example")
    assert (case.state, case.claimed_rules) == ("with_payer", [RULE])
    assert sums_of(case) == {"asked": {"CNY": Money.of("120", "CNY")}}
    assert EvidenceEntry.objects.for_tenant(case.tenant).filter(kind="claim_letter").count() == 1


def test_one_rule_is_claimed_once(do):
    asked(do)
    do(claim_acts.mark_claim_sent, rule=RULE)
    with pytest.raises(ActError, match="was sent in this case already"):
        do(claim_acts.mark_claim_sent, rule=RULE)


def test_nothing_is_handed_in_before_the_carrier_took_the_parcel(do):
    asked(do)
    early = date(2025, 12, 8)
    with pytest.raises(ActError, match=f"{early} is before the carrier took the parcel on"):
        do(claim_acts.mark_claim_sent, rule=RULE, sent_on=early)


def test_a_rule_that_gives_nothing_is_refused(do):
    asked(do)
    with pytest.raises(DocumentError, match='"fedex/none" gives this parcel nothing'):
        do(claim_acts.mark_claim_sent, rule="fedex/none")


def test_money_of_two_currencies_is_never_added(do):
    asked(do)
    do(claim_acts.mark_claim_sent, rule=RULE)
    do(claim_acts.claim_granted, money=Money.of("100", "CNY"))
    do(claim_acts.payment_received, money=Money.of("60", "CNY"))
    do(claim_acts.payment_received, money=Money.of("30", "CNY"))
    case = do(claim_acts.payment_received, money=Money.of("1.5", "USD"))
    assert sums_of(case)["paid"] == {"CNY": Money.of("90", "CNY"), "USD": Money.of("1.5", "USD")}
    assert (case.state, case.step_code) == ("paid", "close")


def test_a_refusal_takes_down_the_sum_that_was_asked(do):
    asked(do)
    do(claim_acts.mark_claim_sent, rule=RULE)
    case = do(claim_acts.claim_refused, text="Sent too late.")
    assert case.state == "refused"
    assert sums_of(case)["refused"] == {"CNY": Money.of("120", "CNY")}


def test_a_grant_without_claim_is_refused(do):
    with pytest.raises(LifecycleError):
        do(claim_acts.claim_granted, money=Money.of("1", "CNY"))


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_no_sum_is_no_payment(do, amount):
    with pytest.raises(ActError, match="above zero"):
        do(claim_acts.payment_received, money=Money.of(amount, "CNY"))


def test_a_closed_case_frees_its_parcel_and_can_be_opened_again(do, parcel, actor, now):
    closed = do(cases.close, closed_as=ClosedAs.WRITTEN_OFF)
    assert (closed.closed_at, closed.closed_as, closed.step_code) == (now, "written_off", "nothing")
    again = do(cases.reopen)
    assert (again.closed_at, again.closed_as, again.state) == (None, "", "watch")


def test_a_case_is_not_opened_again_beside_another(do, parcel, actor, now):
    do(cases.close, closed_as=ClosedAs.WRITTEN_OFF)
    open_by_hand(parcel, actor, now)
    with pytest.raises(CaseExistsError, match="PW-2"):
        do(cases.reopen)


def test_a_snooze_ends_the_day_before_the_deadline_and_says_so(do):
    case = do(cases.snooze, until=date(2026, 7, 1))
    assert (case.snoozed_until, do.result.shortened) == (date(2026, 6, 7), True)
    assert do(cases.snooze, until=date(2026, 4, 1)).snoozed_until == date(2026, 4, 1)
    assert do.result.shortened is False
    assert do(cases.wake).snoozed_until is None


def test_a_case_whose_deadline_is_tomorrow_cannot_be_put_aside(do, case):
    Case.objects.for_tenant(case.tenant).update(deadline_on=date(2026, 3, 21))
    with pytest.raises(ActError, match="too near"):
        do(cases.snooze, until=date(2026, 4, 1))


def test_a_case_goes_to_members_only(do, user):
    assert do(cases.assign, owner=user).owner == user
    stranger = User.objects.create_user("x@else.example", "a-long-password")
    with pytest.raises(ActError, match="not a member"):
        do(cases.assign, owner=stranger)
    assert do(cases.assign, owner=None).owner is None


def test_a_note_can_bring_the_proof_of_posting(do):
    receipt = Upload(name="receipt.jpg", media_type="image/jpeg", content=b"JPEG")
    case = do(cases.add_note, text="", kind=EvidenceKind.PROOF_OF_POSTING, uploads=[receipt])
    (remedy, *_) = situation_of(case, case.stepped_at).entitlement.remedies
    have = {need.code: need.status for need in remedy.documents}
    assert have["proof_of_posting"] == "have"


def test_a_dispute_opens_a_closed_case_and_comes_first(do):
    do(cases.close, closed_as=ClosedAs.ARRIVED)
    case = do(cases.dispute_opened)
    assert (case.closed_at, case.step_code) == (None, "answer_dispute")
    assert do(cases.dispute_answered).state != "dispute"
