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
    r"\bsign(?:ature)?\b|app_?key|app_?id|token|unauthori[sz]ed|permission|forbidden|签名|密钥|权限|令牌|鉴权|认证|授权",
    re.IGNORECASE,
)
_DOWN = re.compile(r"system|timeout|timed\s+out|internal|系统|超时|稍后", re.IGNORECASE)
_SHOWN = 200


def reply_in_words(call: Call, words: str) -> Reply:
    """Return what a failure of one call amounts to: the numbers are unknown, or a trouble.

    Words that are not understood are a trouble and say nothing about any parcel.

    Args:
        call: About one number, or about none when it only checks the access.
        words: All that the answer says about its failure.
    """
    shown = " ".join(words.split())[:_SHOWN]
    if _ACCESS.search(words):
        return _trouble(TroubleKind.BAD_ACCESS, "it refuses our credentials", shown)
    if _THROTTLED.search(words):
        return _trouble(TroubleKind.THROTTLED, "it asks us to slow down", shown)
    if _ABSENT.search(words):
        absent = NumberReply(standing=Standing.NOT_FOUND, why=shown)
        return Reply(
            numbers={} if call.purpose is Purpose.CHECK else dict.fromkeys(call.numbers, absent)
        )
    if _DOWN.search(words):
        return _trouble(TroubleKind.DOWN, "it has trouble of its own", shown)
    return _trouble(
        TroubleKind.BAD_REQUEST, "it failed to answer and does not say why clearly", shown
    )


def _trouble(kind: TroubleKind, what: str, shown: str) -> Reply:
    return Reply(trouble=Trouble(kind=kind, what=f"{what}: {shown}" if shown else what))
