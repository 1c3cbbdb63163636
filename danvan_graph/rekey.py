"""An extraction with some of its citations under other keys, and with them the claims made where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .model import Claim, Extraction, Key, Mention


def rekeyed(extraction: Extraction, swaps: Iterable[tuple[Mention, Key | None]]) -> Extraction:
    """The extraction with some mentions under other keys, and with them the claims made where they stand.

    A mention whose new key is None is left out, with the claims that need it.
    """
    new = {mention.span: key for mention, key in swaps}
    old = {mention.key for mention in extraction.mentions if mention.span in new}
    apart = {key for key in old if len({new.get(m.span, m.key) for m in extraction.mentions if m.key == key}) > 1}
    everywhere = {m.key: new[m.span] for m in extraction.mentions if m.span in new and m.key not in apart}
    near = [m for m in extraction.mentions if m.span in new and m.key in apart]

    def swapped(key: Key, claim: Claim) -> Key | None:
        if key in everywhere:
            return everywhere[key]
        here = (m for m in near if m.key == key and m.span.start < claim.span.end and claim.span.start < m.span.end)
        return next((new[m.span] for m in here), key)

    claims = []
    for claim in extraction.claims:
        subject = swapped(claim.subject, claim) if claim.subject else None
        target = swapped(claim.object, claim) if isinstance(claim.object, Key) else claim.object
        if target is not None and (subject is not None or claim.subject is None):
            claims.append(replace(claim, subject=subject, object=target))
    kept = (m for m in extraction.mentions if m.span not in new or new[m.span] is not None)
    mentions = tuple(replace(m, key=new[m.span], candidates=()) if m.span in new else m for m in kept)
    return replace(extraction, mentions=mentions, claims=tuple(claims))
