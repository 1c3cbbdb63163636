"""Whether a document is what a verb right before it replaces or amends."""

from __future__ import annotations

import re

from .heads import Page

# "UBND tỉnh |sửa đổi| A, thay thế B": A is what is changed.
_CHANGED = re.compile(
    r"(?<!\w)(?:thay thế|thay cho|thay|sửa đổi|bổ sung|bãi bỏ|hủy bỏ|thu hồi|dừng|điều chỉnh)(?: (?:các|một số điều của))? \Z"
)


def is_changed(page: Page, start: int) -> bool:
    """Whether the verb before a document changes or ends it."""
    return _CHANGED.search(page.low, max(0, start - 40), start) is not None
