"""Keys of directives: which citations mean the same one (DESIGN section 3; Hướng dẫn 36-HD/VPTW, II.1.3)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from . import body, lexicon, number, terms
from .context import Context
from .fold import slug
from .model import Key, Organisation

_TERM_SERIES = re.compile(
    r"tw(?:/(?:vptw|b\w+tw|ubkttw|dcatw|qutw))?"
    r"|(?!tw/).*/(?:tu|hu|du|du-\w+|(?:bdv|btg|btgdv|btc|bnc|bxdd|ubkt|vp)(?:-(?:tu|tu-tp|thu|hu|tixu|qu|du))?)"
)
_YEARLY = frozenset(
    ["ubnd", "hdnd", "mttq", "ldld", "hnd", "hlhpn", "hccb", "dtn", "tinh-doan", "ca", "bchqs", "cp", "ttg"]
)


@dataclass(frozen=True, slots=True)
class Home:
    """What a document gives to the keys of its citations: its places, its author, its source hash, its own key."""

    context: Context
    author: Organisation | None
    source: str
    places: tuple[tuple[int, Context], ...] = ()
    own: Key | None = None

    def at(self, index: int) -> Context:
        """The context of the paragraph at an index of the text."""
        row = bisect_right(self.places, index, key=lambda place: place[0]) - 1
        return self.places[row][1] if row >= 0 else self.context

    @property
    def scope(self) -> str:
        """Name part that keeps apart the same number of unknown bodies in different sources."""
        return f"in-{self.source.rsplit('/', 1)[-1][:12]}"


def number_key(
    found: number.Number,
    type_name: str | None,
    date: str | None,
    term: str,
    issuers: tuple[Organisation, ...],
    home: Home,
    index: int = 0,
) -> Key:
    """Key of a numbered directive, as complete as its own phrase and the document's home make it."""
    kind = series_of(found, type_name)
    digits, _, year = found.number.partition("/")
    parts = tuple(part for part in found.bodies if part != "NS")
    if "NS" in found.parts:
        kind += "-ns"
    where = committee(parts, issuers, home, index, kind in _CENTRAL_ONLY, party_form=not found.state)
    era = year or _era(where, date, term)
    if not where and not parts:
        local = [name for one in issuers if (name := body.numbers_as(one))]
        where = f"-/{local[0]}" if local else ""
    open_place = where.startswith("-/") or (not where and bool(parts))
    return Key(where, kind, number.strip_zeros(digits), era, home.scope if open_place else "")


def series_of(found: number.Number | None, type_name: str | None) -> str:
    """Series slug: that of the symbol's type unless the type word may bear the symbol too ("Quy định 11-QĐ/TW")."""
    kind = lexicon.types().get(type_name or "")
    sign = found.type if found and found.parts and not number.is_assembly(found.parts[0]) else None
    if sign is None:
        return kind.series if kind else (slug(found.parts[0]) if found and found.parts else "-")
    if kind and found and found.parts[0] in kind.symbols:
        return kind.series
    if found and found.state and "/" in found.number and found.parts[0] == "TT":
        return "ttu"
    return sign.series


# Series that only central bodies issue (Luật Ban hành văn bản quy phạm pháp luật 2015, Điều 4).
_CENTRAL_ONLY = frozenset(["nd", "ttu", "ttlt", "luat", "pl", "lenh", "vbhn"])


def committee(
    parts: tuple[str, ...],
    issuers: tuple[Organisation, ...],
    home: Home,
    index: int,
    central: bool = False,
    party_form: bool = False,
) -> str:
    """Slug of the committee that numbers the document; "-/…" when its territory is open, "" when nothing tells.

    ``central`` tells that only central bodies issue documents of this series, ``party_form`` that the number is written as
    the party writes it: then "BTC" is a committee's organisation board, not the Ministry of Finance, unless that is named.
    """
    own = next((body.series(one) for one in issuers if body.series(one)), "")
    if not parts or (own and parts[-1] in _ORGANS and any(one.branch in ("front", "military") for one in issuers)):
        return own
    sign = _sign(parts[0]) or (_sign(parts[-1]) if len(parts) > 1 else None)
    if parts[-1] in ("TW", "TU", "HU") and len(parts) > 1:
        sign = lexicon.body_signs()[parts[-1]]
    if sign and party_form and sign["branch"] == "state" and sign["level"] == "central" and sign["slug"] != own:
        sign = sign if not issuers and len(parts) == 1 and not _LOCAL_TOO.fullmatch(parts[0]) else None
    if sign is None:
        if own and "/" in own:
            return f"{own.rsplit('/', 1)[0]}/{slug(parts[0])}"
        if central or any("TW" in part for part in parts):
            return f"tw/{slug('-'.join(parts))}"
        place = home.at(index).at("province") if _DEPARTMENT.fullmatch(parts[0]) else ""
        return f"{place or '-'}/{slug('-'.join(parts))}"
    name, level = sign["slug"], sign["level"]
    if level == "central":
        return own if name == "tw/dcatw" and own and not own.startswith("tw") else name
    party = next(
        (
            body.series(one)
            for one in issuers
            if one.branch == "party" and body.series(one).endswith(("/tu", "/hu", "/du"))
        ),
        "",
    )
    if party and name in ("tu", "hu", "du"):
        return party
    place = _place(level, issuers, home, home.at(index))
    if level == "city":
        name = "tu" if place and "/" not in place else "hu"
    return f"{place}/{name}" if place else f"-/{name}"


# Signs of ministries that boards of party committees bear as well: Ban Tổ chức, Ban Chỉ đạo, Ban Nội chính.
_LOCAL_TOO = re.compile("BTC|BNC|BCT|BCĐ|TCT")
# Organs that a symbol names instead of the organisation: "02/CTr-BCH" of Tổng Liên đoàn, "732/KH-BCH" of the border guard.
_ORGANS = frozenset(["BCH", "BTV", "BTT"])


# A provincial department (sở): SNV, SGDĐT, SVHTTDL.
_DEPARTMENT = re.compile(r"S[A-ZĐ&]{2,8}")


def _sign(part: str) -> dict[str, str] | None:
    found = lexicon.body_signs().get(part)
    if found is None and number.is_assembly(part):
        found = lexicon.body_signs()["UBTVQH" if part.startswith("UBTV") else "QH"]
    return found


def _place(level: str, issuers: tuple[Organisation, ...], home: Home, context: Context) -> str:
    """Territory of a local committee: the issuer's in the phrase, else the home document's of that level."""
    for one in issuers:
        if one.territory and (level in ("unit", "city", "commune") or one.level == level):
            return one.territory
    if any(one.slug.startswith("-/") and one.slug.count("/") > 1 for one in issuers):
        return ""
    author = home.author
    if level in ("unit", "commune", "city") and author and author.territory:
        return author.territory
    if level == "unit" and issuers and issuers[0].level:
        return context.at(issuers[0].level)
    return context.at(level) if level in ("province", "district", "commune") else ""


def _era(where: str, date: str | None, term: str) -> str:
    """Term in which a party committee numbers, year for state bodies and the Front; "" when the phrase does not tell."""
    name = where.rsplit("/", 1)[-1]
    if name in _YEARLY or not _TERM_SERIES.fullmatch(where):
        return date[:4] if date else ""
    if where.split("/")[0] == "tw":
        return (terms.central_term(date) if date else None) or term.lower()
    if not date:
        return ""
    level = {"tu": "province", "hu": "district", "du": "commune"}.get(
        name, "province" if where.count("/") == 1 else "district"
    )
    return terms.local_term(level, date) or date[:4]


def title_slug(title: str) -> str:
    """Slug of a title, short enough for an IRI and long enough to single it out."""
    words = slug(re.sub(r"[“”\"'«»]", "", title)).split("-")
    return "-".join(words[:24])
