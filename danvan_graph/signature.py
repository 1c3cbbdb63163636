"""Who signs a document: the block at its end, in whose name ("T/M BAN BÍ THƯ") and the name under it.

Forms of the block: Hướng dẫn 36-HD/VPTW, II.1.8 (T/M, K/T, T/L: party); Nghị định 30/2020/NĐ-CP, Annex I, II.7 (TM., KT., TL.,
TUQ., Q.: state).
"""

from __future__ import annotations

import re
from dataclasses import replace

from . import body
from .context import Context
from .fold import tone
from .heads import Page
from .model import Letterhead, Organisation
from .words import LOWER, UPPER

_BLOCK = re.compile(
    r"(?<![^|\t\n *])(?P<form>T ?/ ?M|TM\.|T\. ?M\.?|K ?/ ?T|KT\.|T ?/ ?L|TL\.|TUQ\.|Q\.) ?(?P<body>[^\W\d_][^|\t\n]{3,90})"
)
_IN_NAME = re.compile(r"T ?[/.]? ?M\.?")
_NAME = re.compile(rf"(?:[^\W\d_]+\.? ){{0,4}}?(?P<name>[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{1,4}})")
_LINES = 9


def signed(page: Page, head: Letterhead) -> Letterhead:
    """The head with the signer's name; of the Central Committee's documents, with the organ that signs as issuer."""
    blocks = _BLOCK.finditer(page.text, head.span.end) if head.type else ()
    block = next((one for one in blocks if one["body"].isupper()), None)
    if block is None:
        return head
    issuer = head.issuer
    if issuer and issuer.slug == "tw/bch-tw" and _IN_NAME.fullmatch(block["form"]):
        issuer = _central(block["body"]) or issuer
    return replace(head, issuer=issuer, signer=_name(page, block.end()))


def _central(text: str) -> Organisation | None:
    """The Politburo or the Secretariat, where the block names it."""
    phrase = body.phrase_at(text, tone(text), 0)
    if phrase is None:
        return None
    found = body.organisation(phrase, Context())
    return found if body.series(found) == "tw" else None


def _name(page: Page, at: int) -> str | None:
    """The name under a block, on one of the next lines, in its last cell."""
    for line in page.text[at : at + 600].split("\n")[1:_LINES]:
        cell = re.split(r"\||\t| {3,}", line.strip(" |*_"))[-1].strip(" *_")
        found = _NAME.fullmatch(cell)
        if cell.startswith("Nơi nhận") or (found and body.phrase_at(cell, tone(cell), 0)):
            return None
        if found:
            return found["name"]
    return None
