"""What a source means that answers a failure in words, where its codes are not documented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, TroubleKind

if TYPE_CHECKING:
    from parcelwright.asking.calls import Call

_ABSENT = re.compile(
    r"not\s+exist|not\s+found|no\s+(?:such|data|record|track)|不存在|未找到|没有找到|查不到|查询不到|无轨迹|暂无",
    re.IGNORECASE,
)
_THROTTLED = re.compile(r"too\s+many|too\s+frequent|rate\s*limit|频繁|限流|超过.*次", re.IGNORECASE)
_ACCESS = re.compile(
    r"\bsign(?:ature)?\b|app_?key|app_?id|token|unauthori[sz]ed|签名|密钥|令牌|鉴权|认证",
    re.IGNORECASE,
)
# Of the one number, or of all: only a check can tell.
_RIGHT = re.compile(r"permission|forbidden|权限|授权", re.IGNORECASE)
_DOWN = re.compile(r"system|timeout|timed\s+out|internal|系统|超时|稍后", re.IGNORECASE)
_TROUBLES = (
    (_ACCESS, TroubleKind.BAD_ACCESS, "it refuses our credentials"),
    (_THROTTLED, TroubleKind.THROTTLED, "it asks us to slow down"),
    (_RIGHT, TroubleKind.BAD_ACCESS, "it does not let us ask"),
    (_DOWN, TroubleKind.DOWN, "it has trouble of its own"),
)
_UNCLEAR = (TroubleKind.BAD_REQUEST, "it failed to answer and does not say why clearly")
_SHOWN = 200


def reply_in_words(call: Call, words: str) -> Reply:
    """Return what a failure amounts to: the one number is unknown, or a trouble.

    Words that are not understood are a trouble and say nothing about any parcel; so are those
    about one parcel where several were asked.

    Args:
        call: What was asked.
        words: All that the answer says about its failure.
    """
    shown = " ".join(words.split())[:_SHOWN]
    is_absent_check = call.purpose is Purpose.CHECK and _ABSENT.search(words)
    standing = _standing(words)
    if standing is not None and (is_absent_check or len(call.asked) == 1):
        reply = NumberReply(standing=standing, why=shown)
        return Reply(numbers=dict.fromkeys(call.numbers, reply))
    return Reply(trouble=trouble_in_words(words))


def trouble_in_words(words: str) -> Trouble:
    """Return what a failure in words says is wrong with the whole answer."""
    shown = " ".join(words.split())[:_SHOWN]
    found = ((kind, what) for pattern, kind, what in _TROUBLES if pattern.search(words))
    kind, what = next(found, _UNCLEAR)
    return Trouble(kind=kind, what=f"{what}: {shown}" if shown else what)


def _standing(words: str) -> Standing | None:
    """Return what words say of the parcel, unless they are about us."""
    if _ACCESS.search(words) or _THROTTLED.search(words):
        return None
    if _RIGHT.search(words):
        return Standing.REFUSED
    return Standing.NOT_FOUND if _ABSENT.search(words) else None
