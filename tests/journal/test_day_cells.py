"""Days are written as the other cells of their column write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jobstats.journal.day_cells import like

DAY = date(2026, 3, 9)
HOUR = datetime(2026, 3, 9, 14, 5)


@pytest.mark.parametrize(
    ("cells", "month_first", "day", "hour"),
    [
        ([], False, "2026-03-09", "2026-03-09T14:05"),
        (["2026-02-01", "2026-02-02T10:00"], False, "2026-03-09", "2026-03-09T14:05"),
        (["2026-02-01 10:00:00"], False, "2026-03-09", "2026-03-09 14:05:00"),
        (["2026-02-01T10:00Z"], False, "2026-03-09", "2026-03-09T14:05"),
        (["01.02.2026", " 13.02.2026 "], False, "09.03.2026", "09.03.2026 14:05"),
        (["1.2.2026"], False, "9.3.2026", "9.3.2026 14:05"),
        (["01.02.26"], False, "09.03.26", "09.03.26 14:05"),
        (["2/1/2026", "2/13/2026"], True, "3/9/2026", "3/9/2026 14:05"),
        (["2/1/26, 9:30 AM"], True, "3/9/26", "3/9/26 2:05 PM"),
        (["02/01/2026 09:30 pm"], True, "03/09/2026", "03/09/2026 02:05 pm"),
        (["13-02-2026"], False, "09-03-2026", "09-03-2026 14:05"),
        (["2026/2/1"], False, "2026/3/9", "2026/3/9 14:05"),
        (["14 Jan 2026", "", "soon"], False, "2026-03-09", "2026-03-09T14:05"),
    ],
)
def test_as_the_column_writes(cells: list[str], month_first: bool, day: str, hour: str) -> None:
    """Numbers, marks, leading noughts, short years, halves of the day; ISO where there is nothing to follow."""
    assert like(cells, DAY, month_first) == day
    assert like(cells, HOUR, month_first) in (hour, hour.replace("02:05", "2:05"))


def test_the_hours_of_noon_and_midnight() -> None:
    """Twelve, not nought."""
    cells = ["2/1/26, 9:30 AM"]
    assert like(cells, datetime(2026, 3, 9, 0, 5), True) == "3/9/26 12:05 AM"
    assert like(cells, datetime(2026, 3, 9, 12, 5), True) == "3/9/26 12:05 PM"


def test_most_cells_decide() -> None:
    """One ISO day among written ones does not make the column ISO."""
    assert like(["01.02.2026", "13.02.2026", "2026-02-14"], DAY) == "09.03.2026"
    assert like(["01.02.2026", "2026-02-13", "2026-02-14"], DAY) == "2026-03-09"
