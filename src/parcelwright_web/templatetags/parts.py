"""The parts that pages are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_datetime, format_timedelta
from babel.numbers import format_decimal
from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from parcelwright.claims import explain
from parcelwright_web import clock, core_texts, icons
from parcelwright_web.days import day_text, moment_text, month_text, plain_day
from parcelwright_web.places import country_text, reader_locale, zone_text
from parcelwright_web.rule_links import rule_address
from parcelwright_web.sums import money_text
from parcelwright_web.svg.bars import share_bar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.claims.explain import Explained, Source
    from parcelwright.claims.remedy import Deadline, Remedy
    from parcelwright.money import Money
    from parcelwright.rulebook.rule import Citation

register = template.Library()

TONES = frozenset({"now", "soon", "ok", "info", "quiet"})
_NOTICE_ICONS = {"now": "circle-alert", "soon": "triangle-alert", "ok": "circle-check"}
_HOUR, _DAY = 3600, 86400
_SOON_DAYS = 3


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the sprite; without ``label`` it is hidden from readers."""
    href = f"{reverse('sprite', args=[icons.digest()])}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def pill(tone: str, label: str) -> SafeString:
    """Return a state as a small colored label; ``tone`` is one of ``TONES``."""
    if tone not in TONES:
        msg = f'pill tone is "{tone}"; expected one of {", ".join(sorted(TONES))}'
        raise template.TemplateSyntaxError(msg)
    return format_html('<span class="pill pill-{}">{}</span>', tone, label)


@register.simple_tag
def money(value: Money | None) -> SafeString:
    """Return an amount with its currency in the reader's form, or "Unknown"."""
    if value is None:
        return format_html('<span class="quiet">{}</span>', _("Unknown"))
    return format_html('<bdi class="money">{}</bdi>', money_text(value))


@register.filter
def day(value: date | None) -> str:
    """Return a calendar day in the reader's form, or nothing for none."""
    return "" if value is None else day_text(value)


@register.filter(name="plain_day")
def day_without_weekday(value: date | None) -> str:
    """Return a calendar day without its weekday, or nothing for none."""
    return "" if value is None else plain_day(value)


@register.filter
def month(value: str) -> str:
    """Return a month such as "2026-11" in the reader's form."""
    return month_text(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Return an instant in the reader's form with its zone, or nothing for none."""
    return "" if value is None else moment_text(value)


@register.filter
def relative(value: datetime | None, now: datetime | None = None) -> str:
    """Return how long ago an instant was, or how far ahead, such as "3 hours ago"."""
    if value is None:
        return ""
    away = value - (now or clock.now())
    return str(format_timedelta(away, add_direction=True, locale=reader_locale()))


@register.simple_tag
def deadline(at: datetime | None, zone: ZoneInfo, now: datetime | None = None) -> SafeString:
    """Return day, time and what is left, in the zone of whoever must receive."""
    if at is None:
        return format_html('<span class="quiet">{}</span>', _("No deadline"))
    left = (at - (now or clock.now())).total_seconds()
    tone = (
        "past"
        if left < 0
        else "now"
        if left < _DAY
        else "soon"
        if left < _SOON_DAYS * _DAY
        else "far"
    )
    pattern = "M月d日 EEE HH:mm" if get_language() == "zh-hans" else "EEE d MMM HH:mm"
    local = at.astimezone(zone)
    if local.year != (now or clock.now()).astimezone(zone).year:
        pattern = "y年M月d日 EEE HH:mm" if get_language() == "zh-hans" else "EEE d MMM y HH:mm"
    shown = format_datetime(local, pattern, locale=reader_locale())
    return format_html(
        '<span class="deadline deadline-{}"><time datetime="{}">{}</time>'
        " <small><bdi>{}</bdi>{}{}</small></span>",
        tone,
        local.isoformat(),
        shown,
        zone_text(zone.key),
        _(", "),
        time_left(left),
    )


def time_left(seconds: float) -> str:
    """Return the time left in words: days, below two days hours, or "passed"."""
    if seconds < 0:
        return _("passed")
    hours = int(seconds // _HOUR)
    if hours < 48:  # noqa: PLR2004  # two days
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    days = int(seconds // _DAY)
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


@register.simple_tag
def chance(in_100: int | None, low: int | None = None, high: int | None = None) -> SafeString:
    """Return "8 in 100 (5 to 12)" with a bar; None is written "Unknown", 0 has no range."""
    if in_100 is None:
        return format_html('<span class="chance quiet">{}</span>', _("Unknown"))
    words = _("%(n)d in 100") % {"n": in_100}
    # None in 100 is the carrier's word; how often carriers err in that is not known.
    ranged = low is not None and in_100 > 0
    span = _("(%(low)d to %(high)d)") % {"low": low, "high": high} if ranged else ""
    tone = "now" if in_100 < 20 else "soon" if in_100 < 60 else "ok"  # noqa: PLR2004  # thirds of sort
    return format_html(
        '<span class="chance"><b>{}</b> <small>{}</small>{}</span>',
        words,
        span,
        mark_safe(share_bar(in_100, tone)),  # noqa: S308  # our own drawing of a number
    )


@register.simple_tag
def code(text: str) -> SafeString:
    """Return a number or code: fixed width, its direction kept apart."""
    return format_html('<bdi class="code" translate="no">{}</bdi>', text)


@register.simple_tag
def rule_link(rule: str, title: str = "") -> SafeString:
    """Return a rule's title, or its id, with the way to it in the rule book if it stands there."""
    text: str = title or code(rule)
    address = rule_address(rule)
    return format_html('<a href="{}">{}</a>', address, text) if address else format_html("{}", text)


@register.simple_block_tag
def card(content: str, title: str, aside: str = "", level: int = 2) -> SafeString:
    """Return a card with a heading of the given level and a quiet remark beside it."""
    level = int(level)
    return format_html(
        '<section class="card"><header class="card-head"><h{0}>{1}</h{0}>{2}</header>{3}</section>',
        level,
        title,
        format_html("<p>{}</p>", aside) if aside else "",
        content,
    )


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """Return what a list shows when it holds nothing."""
    return format_html('<div class="empty"><p class="empty-title">{}</p>{}</div>', title, content)


@register.simple_block_tag
def notice(content: str, tone: str = "info") -> SafeString:
    """Return a remark that is read out as status."""
    return format_html(
        '<div class="notice notice-{}" role="status">{}<div>{}</div></div>',
        tone,
        icon(_NOTICE_ICONS.get(tone, "info")),
        content,
    )


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """Return the present query string with another page number."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def grouped(number: int) -> str:
    """Return a count with its thousands apart, such as "1,240"."""
    return str(format_decimal(number, locale=reader_locale()))


@register.filter
def country(code: str) -> str:
    """Return a country or region by name in the reader's language, or the code itself."""
    return country_text(code)


@register.filter
def listed(words: Iterable[str]) -> str:
    """Return words as a list inside a sentence."""
    return str(pgettext("between listed words", ", ")).join(words)


@register.filter
def spoken(text: object) -> str:
    """Return a text of the core in the reader's language."""
    return core_texts.spoken(str(text))


@register.filter
def explained(what: Deadline | BuyerClock | Remedy) -> Explained:
    """Return a day or a sum of the core in words, in the reader's language."""
    return explain.explained(what).said(core_texts.spoken)


@register.filter
def source(citation: Citation) -> Source:
    """Return a citation in words, in the reader's language."""
    return explain.source_of(citation).said(core_texts.spoken)
