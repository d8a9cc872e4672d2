# ruff: noqa: E501  # sentences stay whole, as translators see them
"""The core's sentences in the reader's language.

The core speaks English: reasons of rules, how a day or a sum came about, problems of a
file, errors. Their figures are parts of the sentence. Here stand the forms of those
sentences; a text is matched against them, and its parts are said in the same way. A text
without a form is shown as the core wrote it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from functools import cache, lru_cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from parcelwright_web import (
    core_backtest_texts,
    core_border_texts,
    core_cause_texts,
    core_choice_texts,
    core_claim_texts,
    core_convention_texts,
    core_law_texts,
    core_published_texts,
    core_question_texts,
    core_terms_texts,
    core_watch_texts,
    source_texts,
)
from parcelwright_web.core_names import NAMES
from parcelwright_web.days import day_text
from parcelwright_web.places import country_text, zone_text
from parcelwright_web.reply_texts import FORMS as REPLIES

# The first form that fits is used, so the narrower one stands first.
FORMS = (
    *source_texts.FORMS,
    *core_backtest_texts.FORMS,
    *core_border_texts.FORMS,
    *core_choice_texts.FORMS,
    *core_claim_texts.FORMS,
    *core_convention_texts.FORMS,
    *core_law_texts.FORMS,
    # Why a remedy stands where it stands.
    _("The last day for the %(act)s was %(day)s; it came later."),
    _("The last day for the %(act)s was %(day)s."),
    _("The inquiry was made in time; the rule names no last day for the claim."),
    _("The %(act)s is accepted from %(day)s."),
    _("Open now; the rule names no last day that can be worked out."),
    _("It counts as lost since %(day)s; the rule names no last day."),
    _("It counts as lost from %(day)s."),
    _("Open until the end of %(day)s."),
    _("The carrier's own period has passed; a suit under the treaty may be possible, uncertain."),
    _("Only if you hold the posting receipt or the contract with the carrier."),
    _("Check with the carrier: the inquiry is made, and no period for the claim is known."),
    _("Check with the carrier: its proof of delivery decides whether anything is owed."),
    _("Check with the carrier: no period is known."),
    _("Check with the carrier: the rule states no sum."),
    _("Check with the carrier: no rule of %(payer)s is known for a parcel not accepted, this service and this day of acceptance."),
    _("Check with the carrier: no rule of %(payer)s is known for a parcel %(what)s, this service and this day of acceptance."),
    _("The contract of the account decides, and it is not known here. Enter the terms of your contract to get dates and sums."),
    _("No contract entered for this account"),
    _("an unknown carrier"),
    _("the firm you shipped with"),
    _("The post of %(country)s"),
    *REPLIES,
    # How a day came about.
    _("Assumed %(day)s from terms for another kind of service (%(rule)s), because your contract is not entered. Not a date to rely on."),
    _("Assumed %(day)s from comparable terms (%(rule)s), because your contract is not entered. Not a date to rely on."),
    _("%(text)s (%(note)s); confirm with the carrier."),
    _("%(text)s; confirm with the carrier."),
    _("%(text)s (%(note)s)."),
    _("Check with the carrier: %(reason)s."),
    _("check with the carrier: %(reason)s"),
    _("from %(day)s, %(how)s"),
    _("to the end of %(day)s in %(zone)s, where a day ends first, as it is not known where it must be received, %(how)s"),
    _("to the end of %(day)s in %(zone)s, %(how)s"),
    _("to the end of %(day)s, %(how)s"),
    _("%(how)s, but the %(one)s and the %(other)s are not known"),
    _("%(how)s, but the %(moment)s is not known"),
    _("the earlier of %(one)s and %(other)s"),
    _("the later of %(one)s and %(other)s"),
    _("%(one)s, or where that day is not known %(other)s"),
    _("%(n)s %(unit)s after the end of %(how)s"),
    _("%(n)s %(unit)s after the %(moment)s on %(day)s, that day counted"),
    _("%(n)s %(unit)s after the %(moment)s, that day counted"),
    _("%(n)s %(unit)s after the %(moment)s on %(day)s"),
    _("%(n)s %(unit)s after the %(moment)s"),
    _("%(note)s; it is not known which of several cases holds, so the safe one for you is taken"),
    _("it is not known which of several cases holds, so the safe one for you is taken"),
    _("Your contract with %(payer)s"),
    _("account %(account)s"),
    _("Contract with %(payer)s"),
    _("policy %(number)s"),
    _("Policy with %(payer)s"),
    _("No rule in the rule book"),
    _("the usual transit time on %(day)s"),
    _("the usual transit time"),
    _("the day of the %(moment)s on %(day)s"),
    _("the day of the %(moment)s"),
    _("no proof of posting date"),
    _("no proof of acceptance by the carrier"),
    _("no proof of handover"),
    _("the %(moment)s is not known"),
    _("%(title)s is no source to rest a date on"),
    _("%(title)s is no source to rest a sum on"),
    # How a sum came about.
    _("The rate is older than 30 days: confirm it."),
    _("%(money)s x %(rate)s %(to)s per %(currency)s (%(day)s) = %(sum)s"),
    _("No more than the loss with the postage: %(sum)s"),
    _("The lowest counts: %(sum)s"),
    _("The highest counts: %(sum)s"),
    _("Plus the %(name)s without the %(less)s; not in the sum, ask for it as well."),
    _("Plus the %(name)s, which is not known here."),
    _("Confirm this sum with the carrier."),
    _("Needs %(facts)s."),
    _("No sum: %(reason)s."),
    _("no rate from %(one)s to %(other)s is known on or before %(day)s"),
    _("%(name)s: not known"),
    _("%(sum)s (less %(less)s)"),
    _("actual loss %(sum)s"),
    _("sale value %(sum)s"),
    _("cost of the goods %(sum)s"),
    _("declared value %(sum)s"),
    _("insured value %(sum)s"),
    _("postage %(sum)s"),
    _("%(sum)s per kg"),
    _("%(sum)s (up to %(grams)s g)"),
    _("%(sum)s (any weight)"),
    # What is wrong with cells of a file, and what repairs them.
    _("1 cell of %(column)s %(trouble)s"),
    _("%(n)s cells of %(column)s %(trouble)s"),
    _('%(cells)s, such as "%(sample)s"; %(repair)s'),
    _('"%(sample)s" %(trouble)s; %(repair)s'),
    _("was shortened by a spreadsheet, so digits are gone"),
    _("were shortened by a spreadsheet"),
    _("format the column as text and save the file again"),
    _("has a check digit that does not fit"),
    _("have a check digit that does not fit"),
    _("compare the number with the label"),
    _("is empty"),
    _("are empty"),
    _("fill the column or remove the rows"),
    _("is not a date that can be read"),
    _("are not dates that can be read"),
    _("write dates as 2026-01-31"),
    _("can be read as two different days"),
    _("say whether the file writes the day or the month first"),
    _("is not an amount that can be read"),
    _("are not amounts that can be read"),
    _("write amounts as 12.50"),
    _("is no whole number"),
    _("are no whole numbers"),
    _("write a number such as 2"),
    _("has no currency"),
    _("have no currency"),
    _("add a column currency with codes such as EUR"),
    _("is not a country we know"),
    _("are not countries we know"),
    _("write countries as two-letter codes such as DE"),
    _("is not a weight with a unit"),
    _("are not weights with a unit"),
    _("name the column weight_g, or put the unit into its name, as in Weight (kg)"),
    _("is not a length with a unit"),
    _("are not lengths with a unit"),
    _("name the column length_mm, or put the unit into its name, as in Length (cm)"),
    _("is not a milestone of ours"),
    _("are not milestones of ours"),
    _("keep the carrier's word in the column description instead"),
    _("is not one of the allowed words"),
    _("are not among the allowed words"),
    _("use the words that the column allows"),
    _("holds letters that were damaged before the file came here"),
    _("hold letters that were damaged before the file came here"),
    _("export the file again as UTF-8"),
    _("is not in the file"),
    _("are not in the file"),
    _("add the column, or say which column holds it"),
    # Files that cannot be read, and imports that cannot go on.
    _("%(file)s is empty; export it again and upload the new file"),
    _("%(file)s is an old or protected workbook; save it as .xlsx or .csv without a password"),
    _("%(file)s is not a table of text; save it as .csv or .xlsx"),
    _("%(file)s, after row %(n)s: %(error)s; a quotation mark is probably not closed"),
    _("%(file)s holds no filled sheet; export it again"),
    _("%(file)s is a damaged workbook; save it again as .xlsx"),
    _("%(file)s holds macros; save it as .xlsx without macros, or as .csv"),
    _("%(file)s unpacks to %(size)s MB, more than is read from a workbook; save it as .csv"),
    _("%(file)s is not a workbook that can be read: %(error)s"),
    _("%(file)s is not a Parquet file that can be read"),
    _("%(file)s is not JSON; expected one object per line"),
    _("%(file)s is not a JSON object; expected one object per line"),
    _("%(file)s has no column %(column)s; add it or name it so in the header"),
    # What is wrong with a message file.
    _("%(file)s is a message file of more than 8 MB; ask the sender for smaller files, or split it between two messages"),
    _("segment %(n)s (%(tag)s)"),
    _("line %(n)s"),
    _("the file ends within this segment; it is not read"),
    _("the file ends within this row; it is not read"),
    _("stands in no message; its header (UNH) is missing"),
    _("stands in no transaction set; its header (ST) is missing"),
    _("the message has no end (UNT); what came after it may be missing"),
    _("it has no end (SE); what came after it may be missing"),
    _("it counts %(told)s segments, %(n)s are there"),
    _("a message of type %(type)s is not read here"),
    _("a transaction set %(type)s is not read here"),
    _("%(word)s is no date of the form %(form)s"),
    _("%(word)s is no usable time by ISO 8601"),
    _("%(word)s is no time zone we know; the time is read without one"),
    _("%(word)s is no time code we know; the zone is left open"),
    _("no number of a parcel or consignment; it belongs to no parcel"),
    _("no number of a parcel or shipment; it belongs to no parcel"),
    _("no item; the event belongs to no parcel"),
    _("no tracking number in it that is sure or named as one"),
    _("its parts are nested too deeply to be read"),
    _("the mail has no date"),
    _("%(word)s is no date of a mail"),
    _("nothing in it that %(source)s documents"),
    _("%(n)s further problems are not listed"),
    _("Only an import that is written can be undone; reload the page."),
    _("This import is committed; undo it to read the file another way."),
    _("There is no such kind of file; choose one of the list."),
    _("A column does not belong to this kind of file; choose it again."),
    _("This import is not waiting to be committed; reload the page."),
    _("This file cannot be imported as it is read now; see the preview."),
    _("The worker died at each attempt."),
    # Acts that cannot be done as asked.
    _('case %(case)s is "%(state)s", which does not allow "%(event)s"; allowed: %(names)s'),
    _("%(parcel)s has the open case %(case)s already; work in that one"),
    _("%(day)s lies ahead; enter the day on which it happened"),
    _("%(day)s is before the carrier took the parcel on %(other)s"),
    _("%(day)s is not ahead; choose a later day"),
    _("the deadline is %(day)s, too near to put %(case)s aside"),
    _("this person is not a member here; choose another"),
    _("the note is empty; write something or add a file"),
    _("no claim was sent in %(case)s; record the claim first"),
    _("claim: no sum is known under any rule; enter the contract's terms first"),
    _("claim letter: no sum is known under any rule; enter the contract's terms first"),
    _("claim letter: the sum under %(rule)s is too uncertain to demand; ask the carrier for its terms and enter them first"),
    _("a claim under %(rule)s was sent in this case already; choose another rule"),
    _("%(sum)s is no sum that can be paid; enter an amount above zero"),
    _("an answer on %(day)s comes before the inquiry of %(other)s"),
    _("no such day is recorded, so nothing can be taken back"),
    _("the way has %(n)s characters; at most %(most)s are kept"),
    _('"%(rule)s" gives this parcel nothing; choose another rule'),
    _("the number has %(n)s characters; at most %(most)s are kept"),
    _('currency is "%(word)s"; expected an ISO 4217 code such as "EUR"'),
    _('amount is "%(word)s"; expected a number such as "12.50"'),
    _('amount is "%(word)s"; expected a finite number'),
    _('"%(address)s" has letters that mail servers do not take; expected plain ASCII'),
    _('"%(address)s" is not one mail address; expected a form such as name@example.com'),
    # What a shop said when it was asked for its orders.
    _("No order changed."),
    _("Changed orders: %(orders)s, tracking numbers: %(parcels)s."),
    _("Changed orders: %(orders)s, tracking numbers: %(parcels)s; not read: %(n)s, such as %(what)s"),
    _("It tells the same orders again and again"),
    # Papers and messages that cannot be written.
    _("letter: it is not known which carrier has the parcel; enter whom to write to"),
    _("letterhead: %(names)s is missing; enter it in the shop's settings"),
    _("no font on this machine can show Chinese; install %(package)s"),
    _("batch: there are no parcels in it; choose at least one"),
    _("batch: no parcel in it has a paper; print them first"),
    _('%(where)s: the value "%(name)s" is missing; enter it and try again'),
    _("%(where)s: subject or text is empty; write both"),
    _("%(where)s: %(size)s bytes, at most %(most)s are sent; shorten the values"),
    _('%(where)s: "%(word)s" looks like a link or contact data, which marketplaces forbid'),
    _("message %(kind)s: offer at least a refund or to send it again"),
    _("message %(kind)s: an offer to wait needs its last day, the day of the refund and the buyer's last day to open a dispute; enter them or offer no wait"),
    _("message %(kind)s: the refund on %(day)s comes before the wait is over"),
    _("message %(kind)s: the refund on %(day)s comes after the buyer's last day to open a dispute, %(last)s; choose an earlier day or offer no wait"),
    *core_watch_texts.FORMS,
    *core_cause_texts.FORMS,
    *core_terms_texts.FORMS,
    *core_published_texts.FORMS,
    *core_question_texts.FORMS,
)  # fmt: skip
# What holds sentences and figures together; used when its parts have forms.
_CLAUSES = (_("%(one)s; %(other)s"), _("%(text)s."))
_LISTS = (_("%(one)s, %(other)s"), _("%(one)s and %(other)s"))
_SIGNS = ("%(one)s = %(other)s", "%(one)s + %(other)s", "%(one)s x %(other)s")
_PLACE = re.compile(r"%\\\((\w+)\\\)s")
_DAY_FORMS = (re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}"), re.compile(r"\d{4}-\d{2}-\d{2}"))
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][A-Za-z_/]+")


def spoken(text: str) -> str:
    """Return a text of the core in the reader's language, or as it is when it has no form."""
    language = get_language() or "en"
    return text if not text or language.startswith("en") else _spoken(text, language)


@lru_cache(maxsize=4096)
def _spoken(text: str, language: str) -> str:
    for known in (text, f"{text[:1].lower()}{text[1:]}"):
        if known in NAMES:
            return gettext(known)
    if plain := _day_or_zone(text):
        return plain
    for form in FORMS:
        if _may_fit(form, text) and (found := _pattern(form).fullmatch(text)):
            return gettext(form) % _said(found, language)
    for form in (*_CLAUSES, *_SIGNS, *_LISTS):
        if found := _pattern(form).fullmatch(text):
            parts, said = found.groupdict(), _said(found, language)
            changed = [said[name] != part for name, part in parts.items()]
            if all(changed) or (any(changed) and form not in _LISTS):
                return gettext(form) % said
    return text


def _may_fit(form: str, text: str) -> bool:
    """Return whether a form is of a kind with the text: a sentence, and of as many clauses."""
    if form.endswith((".", "%(sentence)s")) != text.endswith("."):
        return False
    return "; " not in text or any(sign in form for sign in ("; ", ": ", " ("))


def _said(found: re.Match[str], language: str) -> dict[str, str]:
    return {
        name: country_text(part) if name.startswith("country") else _spoken(part, language)
        for name, part in found.groupdict().items()
    }


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return what recognizes a form; its first letter may be a capital."""
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(form)), re.IGNORECASE | re.DOTALL)


def _day_or_zone(text: str) -> str:
    with suppress(ValueError):
        if _DAY_FORMS[0].fullmatch(text):
            return day_text(datetime.strptime(text, "%d %b %Y").date())  # noqa: DTZ007  # a day
        if _DAY_FORMS[1].fullmatch(text):
            return day_text(date.fromisoformat(text))
    return zone_text(text) if _ZONE.fullmatch(text) else ""
