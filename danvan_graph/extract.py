"""One document → all that it says: the language stages in order."""

from __future__ import annotations

import re
from dataclasses import replace

from . import body, lexicon
from .citation import Citation
from .cite import cite
from .headdate import home_of
from .heads import Page
from .identity import Home, number_key, series_of, title_slug
from .joins import join_names
from .letterhead import letterhead
from .model import Document, Extraction, Key, Letterhead, Mention, Span
from .names import own_congress
from .number import Number
from .relate import relate
from .resolve import resolve
from .sentences import Sentences
from .setting import context, paragraphs
from .signature import signed


def extract(document: Document) -> Extraction:
    """Everything the document says of directives; deterministic, and of this document alone."""
    page = Page.of(document.text)
    head, number = letterhead(page, document.notes)
    head = signed(page, head)
    base = context(page, head.issuer, head.date or "", home_of(head.place))
    home = Home(base, head.issuer, document.source, paragraphs(page, base))
    head = _with_key(head, number, home)
    home = replace(home, own=head.key)
    title = _title_span(page, head)
    sentences = Sentences(document.text)
    page = _in_one_line(page, title)
    nouns = cite(page, _skip(page, head, title), title, document.notes)
    found = _own_names(page, join_names(page, resolve(page, nouns, home), document), head)
    head = _told_issuer(head, found)
    claims = relate(page, found, home, head, title, sentences)
    level, territory = _author(head, home)
    mentions = tuple(_mention(document, one, sentences) for one in found if head.key is None or one.key != head.key)
    return Extraction(document, head, level, territory, mentions, tuple(claims))


def _with_key(head: Letterhead, number: Number | None, home: Home) -> Letterhead:
    """The head with the document's key; a congress's resolution is known by the congress, as others cite it."""
    congress = own_congress(head.title, home) if head.type == "nghị quyết" and head.title else None
    if congress:
        return replace(head, key=congress[0], issuer=congress[1])
    return replace(head, key=_own_key(head, number, home))


def _own_key(head: Letterhead, number: Number | None, home: Home) -> Key | None:
    if head.type is None:
        return None
    issuers = (head.issuer,) if head.issuer else ()
    if number is not None:
        return number_key(number, head.type, head.date, "", issuers, home)
    where = body.series(head.issuer) if head.issuer else ""
    name = title_slug(head.title or "")
    return Key(where, series_of(None, head.type), "", head.date or "", name if where else f"{name}-{home.scope}")


_AS_FOLLOWS = re.compile(
    r"[”\"]?,? ?(?:(?:cụ thể|với (?:các |những |một số )?nội dung|gồm|bao gồm)(?: (?:cụ thể|chính|chủ yếu|sau))*,? ?)?(?:như sau|sau đây|:(?=\s|$))"
)


_OPENS = re.compile(r"[^.;:\n]{5,300}(?:như sau|sau đây):?(?=\s|$)")


def _own_names(page: Page, found: list[Citation], head: Letterhead) -> list[Citation]:
    """Citations under the document's own key where its text names it: "… ban hành Kế hoạch thực hiện … như sau:"."""
    if head.key is None:
        return found
    return [replace(one, key=head.key) if _is_own(page, one, head) else one for one in found]


def _told_issuer(head: Letterhead, found: list[Citation]) -> Letterhead:
    """The head with the central organ that a headline above it names: "Quy định số 97-QĐ/TW |của Bộ Chính trị|"."""
    above = (
        one.issuers[0] for one in found if one.issuers and one.key == head.key and one.noun.start < head.span.start
    )
    told = next(above, None)
    if told is None or head.issuer is None or head.issuer.slug != "tw/bch-tw" or body.series(told) != "tw":
        return head
    return replace(head, issuer=told)


def _is_own(page: Page, one: Citation, head: Letterhead) -> bool:
    """Whether a citation is the document itself: above its head by its number, or "… ban hành Kế hoạch … như sau"."""
    noun = one.noun
    if noun.parent >= 0 or (noun.head.type and not _called(noun.head.type, head.type or "")):
        return False
    if noun.head.number:
        same = noun.head.number.number == head.number and noun.head.number.symbol == (head.symbol or "")
        return same and noun.start < head.span.start and (noun.date is None or noun.date.iso == head.date)
    if (
        head.number is None
        and noun.head.form in ("plan", "ofbody", "purpose", "rules")
        and noun.start < head.span.start
    ):
        return True
    if noun.head.form == "led":
        return noun.head.type == head.type and not _DONE.search(page.low, max(0, noun.start - 40), noun.start)
    if noun.head.form == "purpose" and noun.title is None:
        return bool(noun.head.type) and _OPENS.match(page.low, noun.head.end) is not None
    return bool(noun.head.type) and _AS_FOLLOWS.match(page.low, max(noun.end, noun.head.end)) is not None


# What a body "đã ban hành" is not the document that says so.
_DONE = re.compile(r" (?:đã|vừa) [^.;,\n]*\Z")


def _called(word: str, kind: str) -> bool:
    """Whether a document of type ``kind`` calls itself so: "quy chế phối hợp" is a "quy chế"."""
    return bool(word) and (f"{kind} ".startswith(f"{word} ") or f"{word} ".startswith(f"{kind} "))


def _title_span(page: Page, head: Letterhead) -> tuple[int, int] | None:
    """Span of the document's own title in its head."""
    if head.key is None or not head.title:
        return None
    words = head.title.split()
    start = page.text.find(" ".join(words[:2]), head.span.start, head.span.end)
    while start >= 0 and page.text[start : start + len(head.title)] != head.title and len(words) > 4:
        again = page.text.find(" ".join(words[:2]), start + 1, head.span.end)
        if again < 0:
            break
        start = again
    return (start, head.span.end) if start >= 0 else None


def _in_one_line(page: Page, span: tuple[int, int] | None) -> Page:
    """The page with the lines of a span run together, indices as before: a title's documents may stand in two lines."""
    if span is None:
        return page
    start, end = span
    one = [side[:start] + side[start:end].replace("\n", " ") + side[end:] for side in (page.text, page.low)]
    return Page(*one)


def _skip(page: Page, head: Letterhead, title: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    """The document's own head, without its title, is no citation."""
    if head.key is None:
        return ()
    if title is None:
        return ((head.span.start, head.span.end),)
    return ((head.span.start, title[0]),)


def _author(head: Letterhead, home: Home) -> tuple[str, str]:
    if head.issuer and (head.issuer.level or head.issuer.territory):
        return head.issuer.level, head.issuer.territory
    if head.issuer:
        return "", home.context.district or home.context.province
    if home.context.district:
        return "district", home.context.district
    return ("province", home.context.province) if home.context.province else ("", "")


def _mention(document: Document, one: Citation, sentences: Sentences) -> Mention:
    noun = one.noun
    head = noun.head
    notes = []
    if head.number and head.number.parts and head.type and lexicon.other_type(head.type, head.number.parts[0]):
        notes.append("type-symbol-mismatch")
    issuer = noun.issuer
    return Mention(
        span=Span(head.start, head.end),
        extent=Span(head.start, max(noun.end, head.end)),
        sentence=sentences.around(head.start, head.end),
        kind="full" if head.number else "named",
        type=head.type,
        number=head.number.number if head.number else None,
        symbol=(head.number.symbol or None) if head.number else None,
        date=noun.date.iso if noun.date else None,
        date_text=noun.date.text if noun.date else None,
        issuer=document.text[issuer[0] : issuer[1]].replace("\n", " ") if issuer else _named_issuer(document, one),
        title=one.title,
        term=noun.term or None,
        issuers=one.issuers,
        key=one.key,
        candidates=one.candidates,
        notes=tuple(notes),
    )


def _named_issuer(document: Document, one: Citation) -> str | None:
    """A congress or plenum names its issuer itself ("Nghị quyết |Đại hội Đảng bộ tỉnh lần thứ XIV|")."""
    head = one.noun.head
    if head.form not in ("congress", "plenum", "conference", "ofbody") or head.name is None:
        return None
    text = document.text[head.name[0] : head.name[1]]
    if head.form == "ofbody":
        return text.removeprefix("của ")
    session = re.compile(
        r"(?:của )?(hội nghị .*?(?:ban chấp hành|bch) .*?)(?:,? \(?khóa \w+\)?)?", re.IGNORECASE
    ).fullmatch(text)
    if head.form == "plenum":
        return session[1] if session else "Trung ương"
    return text
