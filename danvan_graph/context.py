"""Where a document is at home: the places that its own phrases without a place refer to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """Territory paths that a document's own phrases without a place refer to; "" where the document does not tell.

    ``near`` is the commune that the text around speaks of: "Đảng ủy xã" is that one's, plain "Đảng ủy" may be another's.
    """

    province: str = ""
    district: str = ""
    commune: str = ""
    on: str = ""
    near: str = ""

    def at(self, level: str) -> str:
        """The path for a level, "" when open."""
        return {"province": self.province, "district": self.district, "commune": self.commune or self.near}.get(
            level, ""
        )
