"""A noun phrase with the document that it means, and the bodies that phrases name in a document's home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import body, territory
from .fold import tone
from .identity import Home
from .model import Key, Organisation
from .phrase import Noun


@dataclass(frozen=True, slots=True)
class Citation:
    """A noun with what it means: ``key`` None when several ``candidates`` are left; ``acting`` issued it in the sentence."""

    noun: Noun
    key: Key | None
    issuers: tuple[Organisation, ...]
    title: str | None
    acting: tuple[body.Phrase, ...] = ()
    candidates: tuple[Key, ...] = ()


def organisations(phrases: Iterable[body.Phrase], home: Home) -> tuple[Organisation, ...]:
    """The organisations of phrases, each once."""
    found: dict[str, Organisation] = {}
    for phrase in phrases:
        one = unit(phrase, home) if phrase.committee == "unit" else body.organisation(phrase, home.at(phrase.start))
        if (
            one.slug.startswith(("-/", "quan-khu/"))
            and home.author
            and tone(home.author.label).startswith(tone(one.label))
        ):
            one = home.author
        found.setdefault(one.slug, one)
    return tuple(found.values())


def unit(phrase: body.Phrase, home: Home) -> Organisation:
    """A province, district or commune named as the issuer itself ("Đề án … của huyện")."""
    path, level = body.locate(phrase, home.at(phrase.start))
    name = phrase.unit
    if path and not phrase.place:
        name = f"{phrase.unit} {territory.get(path).name}"
    elif phrase.place:
        name = f"{phrase.unit} {phrase.place}"
    return Organisation(name, "unit", level, "", path, f"{path or '-'}/unit")
