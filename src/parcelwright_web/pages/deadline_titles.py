"""What is to be done by a deadline, at which step and to whom, as a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import DEADLINES, label

if TYPE_CHECKING:
    from parcelwright.claims.remedy import Deadline


def deadline_title(deadline: Deadline, payer_name: str) -> str:
    """Return the heading of a deadline; several steps of one act differ in it."""
    title = str(label(DEADLINES, deadline.act.value)) % {"payer": spoken(payer_name)}
    if deadline.level > 1:
        title = _("%(act)s, step %(n)d") % {"act": title, "n": deadline.level}
    if not deadline.to:
        return title
    return _("%(title)s (goes to %(name)s)") % {"title": title, "name": spoken(deadline.to)}
