import doctest

import pytest

from danvan_graph import lives

STANDS = [
    ("bdvtw", "central", "", "2024", True),
    ("bdvtw", "central", "", "2025-02-02", True),
    ("bdvtw", "central", "", "2025-02-03", False),
    ("btgdvtw", "central", "", "2025-02-02", False),
    ("btgdvtw", "central", "", "2025", True),
    ("bdv", "province", "lai-chau", "2025-03-15", True),
    ("bdv", "province", "lai-chau", "2025-04-01", False),
    ("bdv", "province", "tien-giang", "2025-02-06", False),
    ("bdv", "province", "", "2019-05-01", True),
    ("bdv", "district", "lai-chau/phong-tho", "2025-06-30", True),
    ("bdv", "district", "lai-chau/phong-tho", "2025-07-01", False),
    ("hu", "district", "", "2025-07-01", False),
    ("ubnd", "province", "lai-chau", "2026-01-01", True),
    ("bo-ke-hoach-va-dau-tu", "central", "", "2025-03-01", False),
]


@pytest.mark.parametrize(("kind", "level", "place", "on", "stands"), STANDS)
def test_stands(kind, level, place, on, stands):
    assert lives.life(kind, level, place).stands(on) is stands


def test_every_row_has_a_source_and_starts_before_it_ends():
    for one in lives.lives():
        assert one.source
        assert one.start or one.end
        assert not (one.start and one.end) or one.start <= one.end


def test_successors_begin_when_their_predecessors_have_ended():
    for one in lives.lives():
        for after in one.successors:
            start = lives.life(after, one.level).start
            assert start is None or (one.end or "") < start


def test_doctests():
    assert doctest.testmod(lives).failed == 0
