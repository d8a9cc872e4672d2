"""The words and tones of watches: how one stands, and why it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright.watch.standing import EndedWhy, WatchStanding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

STANDINGS: Mapping[str, tuple[str, StrOrPromise]] = {
    WatchStanding.NEW: ("quiet", _("Not asked yet")),
    WatchStanding.PUSHED: ("ok", _("The source posts by itself")),
    WatchStanding.TOLD: ("ok", _("Told what it knows")),
    WatchStanding.NOT_YET: ("info", _("Watched, nothing told yet")),
    WatchStanding.NOT_FOUND: ("soon", _("Not found")),
    WatchStanding.STOPPED: ("soon", _("The source stopped")),
    WatchStanding.SILENT: ("soon", _("No answer")),
    WatchStanding.NEEDS_MORE: ("soon", _("Wants more than the number")),
    WatchStanding.NOBODY: ("now", _("Nobody to ask")),
    WatchStanding.ENDED: ("quiet", _("Watch ended")),
}
ENDINGS: Mapping[str, StrOrPromise] = {
    EndedWhy.DELIVERED: _("Delivered, and nothing contradicted it."),
    EndedWhy.RETURNED: _("Returned to the sender."),
    EndedWhy.SETTLED: _("The case is closed."),
    EndedWhy.GIVEN_UP: _("Given up by hand."),
}
