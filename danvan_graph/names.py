"""Keys of documents known by name only: congresses, sessions, laws, plans by what they carry out."""

from __future__ import annotations

import re
from dataclasses import replace

from . import body, places, territory
from .attached import ENCLOSED
from .citation import Citation
from .fold import slug
from .heads import Page
from .identity import Home, series_of, title_slug
from .laws import statute_body
from .model import Key, Organisation
from .named import name_at, plenum_number
from .phrase import Noun
from .spelling import spelt


def name_key(page: Page, index: int, found: list[Citation], home: Home) -> Key:
    """Key of the document known by name at ``found[index]``; those around and inside it may be part of its name."""
    one = found[index]
    head = one.noun.head
    kind = series_of(None, head.type)
    where = next((body.series(org) for org in one.issuers if body.series(org)), "")
    outer = found[one.noun.parent].key if one.noun.parent >= 0 else None
    if head.form == "congress":
        return _congress_key(page, one, home)
    if head.form == "plenum" and head.name:
        label = str(plenum_number(page.low[slice(*head.name)]) or "")
        return Key("tw", kind, "", one.noun.term.lower(), f"trung-uong-{label}")
    if head.form == "law" and head.name:
        if head.type == "điều lệ":
            return Key("tw", kind, "", "", slug(statute_body(page.low[slice(*head.name)])))
        year = one.noun.date.iso[:4] if one.noun.date and one.noun.date.iso else ""
        body_name = {"pl": "tw/ubtvqh"}.get(kind, "tw/qh")
        return Key(body_name, kind, "", year, title_slug(spelt(one.title or "")) if kind != "hp" else "")
    if head.form == "attached" and index + 1 < len(found):
        after = found[index + 1]
        outer = after.key if ENCLOSED.fullmatch(page.low, head.end, max(head.end, after.noun.start)) else outer
    if head.form == "attached" and outer is None and one.noun.parent < 0:
        outer = home.own if home.own and home.own.number else None
    if head.form == "attached" and outer:
        return Key(outer.body, kind, "", outer.era, "-".join(p for p in (title_slug(one.title or ""), outer.name) if p))
    if head.form == "led" and head.name:
        first, last = head.name
        led = next((c.key for c in found[:index] if first <= c.noun.start < last and c.noun.parent < 0), None)
        return Key(where, kind, "", "", _carrying_out(led) if led else f"theo-{home.scope}")
    if head.form == "plan":
        inner = next((c.key for c in found[index + 1 :] if c.noun.parent == index and c.key), None)
        target = _carrying_out(inner) if inner else f"thuc-hien-{title_slug(one.title or '')}"
        return Key(where, kind, "", "", target + ("" if where else f"-{home.scope}"))
    if head.form in ("rules", "conference") and head.name:
        return _body_name_key(page, one, kind, home)
    if head.form == "ofbody":
        return Key(where, kind, "", "", "hanh-dong" if where else f"hanh-dong-{home.scope}")
    if head.form == "joint" and head.name:
        name = title_slug(page.text[slice(*head.name)])
        return Key(where, kind, "", "", name if len(name) > 24 else f"{name}-{home.scope}")
    name = title_slug(one.title or page.text[head.start : head.end])
    scoped = "" if where or (head.form in ("quoted", "target", "dated") and name.count("-") >= 5) else f"-{home.scope}"
    return Key(where, kind, "", "", name + scoped)


def _body_name_key(page: Page, one: Citation, kind: str, home: Home) -> Key:
    """Key of a body's own rules or of what its session passed: the body, and the words that name it."""
    head = one.noun.head
    start, stop = head.name or (head.start, head.end)
    inside = body.phrases(page.text, page.low, start, stop)
    owner = body.organisation(inside[0], home.at(start)) if inside else None
    where = body.series(owner) if owner else ""
    words = title_slug(spelt(page.text[start:stop]))
    return Key(where, kind, "", head.term.lower(), words if where else f"{words}-{home.scope}")


def _congress_key(page: Page, one: Citation, home: Home) -> Key:
    head = one.noun.head
    low = page.low[slice(*head.name)] if head.name else ""
    level = next(
        (
            word
            for word in ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn")
            if f"đảng bộ {word}" in low
        ),
        "",
    )
    name = f"dai-hoi-{head.term.lower()}" if head.term else "dai-hoi"
    if _OTHER.search(low):
        return Key("-", "nq", "", "", slug(congress_body(page, one, home).label))
    if not level and "đảng bộ" not in low:
        return Key("tw", "nq", "", "", name)
    organisation = congress_body(page, one, home)
    return Key(
        organisation.slug.rsplit("/", 1)[0] + "/dai-hoi",
        "nq",
        "",
        "",
        name if organisation.territory else f"{name}-{home.scope}",
    )


_OTHER = re.compile(
    r"đại hội (?:đại biểu )?(?:toàn quốc )?(?:(?:lần thứ )?[ivxl]{1,6} )?(?:của )?"
    r"(?:đoàn|hội|mặt trận|mttq|công đoàn|liên đoàn|phụ nữ|nông dân|cựu chiến binh|đảng bộ (?:quân|công an|khối|các|bộ))"
)


def _carrying_out(key: Key) -> str:
    """Name of a plan by the document that it carries out."""
    return "-".join(part for part in ("thuc-hien", key.type, key.number, key.name, key.era) if part)


def own_congress(title: str, home: Home) -> tuple[Key, Organisation] | None:
    """Key and congress of a resolution whose own title is "Đại hội đại biểu Đảng bộ tỉnh … lần thứ …"; None for other titles."""
    page = Page.of(f"Nghị quyết {title}")
    head = name_at(page, 0, len("nghị quyết"), "nghị quyết")
    if head is None or head.form != "congress" or not head.term:
        return None
    one = Citation(Noun(head, head.end), None, (), None)
    key = _congress_key(page, one, home)
    return key, congress_body(page, replace(one, key=key), home)


def congress_body(page: Page, one: Citation, home: Home) -> Organisation:
    """The congress that passed a congress resolution."""
    head = one.noun.head
    text = page.text[slice(*head.name)] if head.name else ""
    low = page.low[slice(*head.name)] if head.name else ""
    if _OTHER.search(low):
        unit_word = re.search(r" (tỉnh|huyện)(?= lần)", low)
        path = (
            home.at(head.start).at("province" if unit_word and unit_word[1] == "tỉnh" else "district")
            if unit_word
            else ""
        )
        label = (
            text
            if not path or not unit_word
            else f"{text[: unit_word.end()]} {territory.get(path).name}{text[unit_word.end() :]}"
        )
        return Organisation(label[:1].upper() + label[1:], "dai-hoi", "", "", path, f"{path or '-'}/{slug(label)}")
    lead = re.search(r"đảng bộ (tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn)?", low)
    term = head.term or (
        one.key.name.removeprefix("dai-hoi").strip("-").upper() if one.key and "-in-" not in one.key.name else ""
    )
    nth = f" lần thứ {term}" if term else ""
    if not lead:
        return Organisation(
            f"Đại hội đại biểu toàn quốc{nth} của Đảng",
            "dai-hoi",
            "central",
            "party",
            "",
            f"tw/dai-hoi{'-' if nth else ''}{term.lower()}",
        )
    phrase = body.phrase_at(text, low, lead.start())
    if phrase is None:
        unit_name = (lead[1] or "").strip()
        _, place = places.place_at(text, lead.end(), "unit")
        phrase = body.Phrase(0, 0, "", "db-huyen", "Đảng bộ", "party", "unit", unit_name, place)
    own = body.organisation(phrase, home.at(head.start))
    label = f"Đại hội đại biểu {own.label}{nth}"
    path = own.slug.rsplit("/", 1)[0]
    return Organisation(
        label, "dai-hoi", own.level, "party", own.territory, f"{path}/dai-hoi{'-' if nth else ''}{term.lower()}"
    )
