"""The part of a mail that its sender wrote, without the mail that is answered."""

from __future__ import annotations

import re

# Lines that introduce the mail that is answered, as mail programs of several languages write them.
_INTRODUCES = re.compile(
    r"""\s*(?:
        -{2,}\s*(?:original|ursprüngliche|message\ d'origine|mensaje\ original|mensagem\ original
            |messaggio\ originale|原始邮件|原始郵件|исходное|原文)
        |_{10,}\s*$
        |(?:on|am|op|w\ dniu)\b.{4,200}\b(?:wrote|schrieb|schreef|napisał\(?a?\)?)\b.{0,100}:\s*$
        |(?:le|el|em|il|il\ giorno)\b.{4,200}\b(?:a\ écrit|escribió|escreveu|ha\ scritto)\s*:\s*$
        |.{4,200}(?:写道|寫道|написал\(?а?\)?|пишет|작성|書きました|şunu\ yazdı)[:：]\s*$
        |(?:from|von|de|da|van|od|от|发件人|寄件者|差出人|보낸\ 사람|kimden)\s*[:：].{0,200}@
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"\s*>")
_SIGNATURE = re.compile(r"-- ?")


def own_words(text: str) -> str:
    r"""Return what stands before the answered mail, without quoted lines and the signature.

    Where nothing stands before it, as of answers written between its lines, only quoted lines are
    left out.

    >>> own_words("It is 12b.\n\nOn Mon, 2 Mar 2026 Lumi <a@b.example> wrote:\n> Which number?")
    'It is 12b.'
    >>> own_words("> Which number?\n12b\n> And the floor?\nThird")
    '12b\nThird'
    """
    lines = text.replace("\r\n", "\n").replace("\xa0", " ").splitlines()
    kept: list[str] = []
    for at, line in enumerate(lines):
        # A long introduction is broken over two lines.
        pair = f"{line} {lines[at + 1].strip()}" if at + 1 < len(lines) else line
        if any(kept) and (_INTRODUCES.match(line) or _INTRODUCES.match(pair)):
            break
        if _SIGNATURE.fullmatch(line) and any(kept):
            break
        if not _QUOTED.match(line) and not _INTRODUCES.match(line):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
