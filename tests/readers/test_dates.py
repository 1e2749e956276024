"""Dates: what each way of writing means, what the whole column settles, what is asked, what is refused and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from jobstats.errors import LogError
from jobstats.readers.asked import Asked
from jobstats.readers.calendar_words import MONTHS, WEEKDAYS, fold
from jobstats.readers.coded import Coded
from jobstats.readers.date_cells import one_day, read_cell
from jobstats.readers.date_column import full_iso
from jobstats.readers.dates import Days, read_days

AS_OF = date(2026, 3, 31)
MEND = "Write it as in 2026-03-09, or 2026-03-09T14:30 with the time of day"
ONE = "Write the one day on which it happened, as in 2026-03-09"
YEAR = 'Write the year too, as in 2026-03-09, or say the year of all dates without one, as in dates="2026" (with an order: dates="month-first, 2026")'
ORDER = 'Write it as in 2026-03-09, or say dates="day-first" or dates="month-first"'
FINE = "Nothing to mend; or write it as in 2026-03-09."


def days(*cells: str, said: str = "", year: int = 0, knows: str = "", also: Sequence[Sequence[str]] = ()) -> Days:
    """The column “date” whose first row is line 2."""
    lines = np.arange(2, 2 + len(cells))
    return read_days(Coded.of(cells), lines, "date", Asked(AS_OF, order=said, year=year), knows, [Coded.of(c) for c in also])


def read(*cells: str, said: str = "", year: int = 0, knows: str = "", also: Sequence[Sequence[str]] = ()) -> list[str]:
    """Each cell as a day or a minute; "" where it gives none."""
    got = days(*cells, said=said, year=year, knows=knows, also=also)
    size = {"day": 10, "minute": 16, "": 0}
    return [str(stamp)[: size[fine]] for stamp, fine in zip(got.stamp, got.precision, strict=True)]


def asks(*cells: str, said: str = "", also: Sequence[Sequence[str]] = ()) -> str:
    """What is asked."""
    with pytest.raises(LogError) as caught:
        days(*cells, said=said, also=also)
    return str(caught.value)


def notes(*cells: str, said: str = "", knows: str = "") -> list[str]:
    """What is told."""
    return [str(note) for note in days(*cells, said=said, knows=knows).notes]


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("2026-01-05", "2026-01-05"),
        ("2026-1-5", "2026-01-05"),
        ("2026/01/05", "2026-01-05"),
        ("2026.01.05", "2026-01-05"),
        ("2026. 1. 5.", "2026-01-05"),
        ("20260105", "2026-01-05"),
        ("20260105T143000Z", "2026-01-05T14:30"),
        ("2026-01-05T14:30", "2026-01-05T14:30"),
        ("2026-01-05 14:30:59", "2026-01-05T14:30"),
        ("2026-01-05T14:30:00.123Z", "2026-01-05T14:30"),
        ("2026-01-05T14:30+01:00[Europe/Berlin]", "2026-01-05T14:30"),
        ("2026-01-05 14:30 +0100", "2026-01-05T14:30"),
        ("2026-10-25 02:30", "2026-10-25T02:30"),
        ("2024-02-29", "2024-02-29"),
        ("14/1/2026", "2026-01-14"),
        ("1/14/2026", "2026-01-14"),
        ("14-01-26", "2026-01-14"),
        ("14 01 2026", "2026-01-14"),
        ("11/23/24, 11:39 PM", "2024-11-23T23:39"),
        ("11/23/24, 11:39\u202fPM", "2024-11-23T23:39"),
        ("1/14/2026 12:05 a.m.", "2026-01-14T00:05"),
        ("1/14/2026 3 pm", "2026-01-14T15:00"),
        ("5.1.2026", "2026-01-05"),
        ("05.01.26", "2026-01-05"),
        ("14.01.2026 um 14:30 Uhr", "2026-01-14T14:30"),
        ("5/5/2026", "2026-05-05"),
        ("14 Jan 2026", "2026-01-14"),
        ("1-Nov-23", "2023-11-01"),
        ("Jan 14, 2026", "2026-01-14"),
        ("January 14th, 2026 at 9:15 AM", "2026-01-14T09:15"),
        ("Dec 25 '25", "2025-12-25"),
        ("2026 Jan 5", "2026-01-05"),
        ("14. Januar 2026", "2026-01-14"),
        ("3. März 2026", "2026-03-03"),
        ("5. Jänner 2026", "2026-01-05"),
        ("10 févr. 2026", "2026-02-10"),
        ("1er août 2025", "2025-08-01"),
        ("14 de enero de 2026", "2026-01-14"),
        ("14 de março de 2026", "2026-03-14"),
        ("14 gennaio 2026", "2026-01-14"),
        ("14 mrt. 2026", "2026-03-14"),
        ("1st Jan 2026", "2026-01-01"),
        ("Tue, 20 Jan 2026", "2026-01-20"),
        ("20 Jan 2026 (Tue)", "2026-01-20"),
        ("Di., 20. Januar 2026", "2026-01-20"),
        ("mar. 20 janv. 2026", "2026-01-20"),
        ("mar 10 mar 2026", "2026-03-10"),
        ("terça-feira, 20 de janeiro de 2026", "2026-01-20"),
        ("Fri 03/04/2026", "2026-04-03"),
        ("Tue Jan 20 2026 14:30:00 GMT+0100 (Central European Standard Time)", "2026-01-20T14:30"),
        ("Tue Jan 20 14:30:00 CET 2026", "2026-01-20T14:30"),
        ("'2026-01-20", "2026-01-20"),
        ('"2026-01-20', "2026-01-20"),
        ("2026\u201101\u201120", "2026-01-20"),
        ("20\u200b26-01-20", "2026-01-20"),
        ("20\u00a0Jan\u00a02026", "2026-01-20"),
        ("２０２６-０１-１２", "2026-01-12"),
        ("46042", "2026-01-20"),
        ("46042.604166667", "2026-01-20T14:30"),
        ("46042,5", "2026-01-20T12:00"),
    ],
)
def test_a_cell_that_can_mean_one_day(cell: str, means: str) -> None:
    """Alone in its column."""
    assert read(cell) == [means]


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "--", "N/A", "n/a", "NA", "null", "None", "nan", "NaT", "#NUM!", "#N/A", "n.a."])
def test_words_for_nothing_are_blank(cell: str) -> None:
    """Neither a day nor wrong."""
    got = days(cell, "2026-01-05")
    assert np.isnat(got.stamp).tolist() == [True, False]
    assert (got.wrong.tolist(), got.mend.tolist(), got.precision.tolist()) == (["", ""], ["", ""], ["", "day"])


@pytest.mark.parametrize(
    ("cell", "why", "mend"),
    [
        ("TBD", "“TBD” is no date", MEND),
        ("tba", "“tba” is no date", MEND),
        ("??", "“??” is no date", MEND),
        ("2026-02-30", "there is no such day", MEND),
        ("30/02/2026", "there is no such day", MEND),
        ("29 Feb 2025", "there is no such day", MEND),
        ("20260230", "there is no such day", MEND),
        ("2026-02-30T10:00", "there is no such day or time", MEND),
        ("2026-03-01T25:10", "there is no such day or time", MEND),
        ("1/14/2026 14:61", "there is no such day or time", MEND),
        ("01.20.2026", "dates with dots are day first, and there is no month 20", MEND),
        ("9999-12-31", "the year 9999 cannot be right", MEND),
        ("1989-12-31", "the year 1989 cannot be right", MEND),
        ("2037-01-01", "the year 2037 cannot be right", MEND),
        ("12/05/202", "the year 202 cannot be right", MEND),
        ("12 May 20266", "the year 20266 cannot be right", MEND),
        ("1900-01-00", "“1900-01-00” is what a program writes where it knows no day", MEND),
        ("0000-00-00", "“0000-00-00” is what a program writes where it knows no day", MEND),
        ("0001-01-01", "“0001-01-01” is what a program writes where it knows no day", MEND),
        ("1970-01-01T00:00", "“1970-01-01” is what a program writes where it knows no day", MEND),
        ("0", "“0” is what a program writes where it knows no day", MEND),
        ("8-Jul", "no year", YEAR),
        ("14/3", "no year", YEAR),
        ("14.03.", "no year", YEAR),
        ("Jan-26", "the day or the year is missing", MEND),
        ("2025-08", "no day", MEND),
        ("08/2025", "no day", MEND),
        ("Jan 2026", "no day", MEND),
        ("August", "no day and no year", MEND),
        ("2026", "a year without month and day", MEND),
        ("5–7 Jan 2026", "a range of days", ONE),
        ("Jan 5-12", "a range of days", ONE),
        ("14.-15.01.2026", "a range of days", ONE),
        ("2026-01-05 to 2026-01-07", "a range of days", ONE),
        ("2026-01-20 / 2026-01-21", "two dates in one cell", ONE),
        ("20 Jan 2026, 21 Jan 2026", "two dates in one cell", ONE),
        ("2026-01-05 14:00-15:30", "two times of day in one cell", "Write the one at which it began, as in 2026-03-09T14:30"),
        ("14:30", "a time of day without its day", MEND),
        ("8/82019", "a part of the date or a separator is missing", MEND),
        (
            "########",
            "the spreadsheet's column was too narrow to show the date, and it was lost",
            "Widen the column and save the file again",
        ),
        (
            "4.6042E+04",
            "the spreadsheet shortened a number, and the day was lost",
            "Show the column as a date there and save the file again",
        ),
        ("yesterday", "“yesterday” is no day of the calendar", "Write the day itself, as in 2026-03-09"),
        ("3 days ago", "“3 days ago” is no day of the calendar", "Write the day itself, as in 2026-03-09"),
        ("Monday", "“Monday” is no day of the calendar", "Write the day itself, as in 2026-03-09"),
        ("Mon 20 Jan 2026", "20 January 2026 is a Tuesday, not a Monday", MEND),
        ("Sun 03/04/2026", "3 April 2026 is a Friday, not a Sunday", MEND),
        ("12", "a number, not a date", MEND),
        ("0301234567890", "a number, not a date", MEND),
        ("applied 2026-01-05", "not a date the kit can read", MEND),
        ("soon", "not a date the kit can read", MEND),
        ("2026-01-05" + " -" * 5000 + " 2026-01-06", "not a date the kit can read", MEND),
        ("03/04/2026", "it can be 3 April or 4 March 2026, and no date of the column settles which", ORDER),
        (
            "40000",
            "a number among dates; as a spreadsheet counts days it would be 6 July 2009 or 7 July 2013",
            'Write it as in 2026-03-09, or say dates="excel-1900" or dates="excel-1904"',
        ),
        ("1767571200", "a number; as a Unix time it would be 5 January 2026", 'Write it as in 2026-03-09, or say dates="unix"'),
    ],
)
def test_a_cell_that_is_no_day_says_why(cell: str, why: str, mend: str) -> None:
    """Among two good ones."""
    got = days("2026-03-01", cell, "2026-03-02")
    assert np.isnat(got.stamp).tolist() == [False, True, False]
    assert (got.wrong.tolist(), got.mend.tolist()) == (["", why, ""], ["", mend, ""])


def test_one_row_settles_the_column() -> None:
    """05/01 is 5 January, since line 4 can only be day first."""
    got = days("05/01/2026", "08/01/2026", "20/01/2026", "30/01/2026", "10/02/2026")
    assert got.stamp.astype("datetime64[D]").astype(str).tolist() == ["2026-01-05", "2026-01-08", "2026-01-20", "2026-01-30", "2026-02-10"]
    assert str(got.convention) == "Convention(column='date', words='day first', line=4, value='20/01/2026')"
    assert got.notes == []


def test_two_orders_in_one_column() -> None:
    """Lines 2 and 3 prove both; what can be either is set aside."""
    got = days("25/01/2026", "01/26/2026", "03/04/2026", "05/05/2026")
    assert [str(s)[:10] for s in got.stamp] == ["2026-01-25", "2026-01-26", "NaT", "2026-05-05"]
    assert got.wrong[2] == (
        "line 2 (“25/01/2026”) is day first and line 3 (“01/26/2026”) is month first, so this one can be 3 April or 4 March 2026"
    )
    assert got.mend[2] == ORDER
    assert got.convention is not None
    assert got.convention.words == "day first and month first, mixed"
    assert read("25/01/2026", "01/26/2026", "03/04/2026", said="month-first") == ["2026-01-25", "2026-01-26", "2026-03-04"]


def test_no_evidence_is_asked_for() -> None:
    """Every date can be read both ways."""
    assert asks("", "03/04/2026", "05/06/2026") == (
        "line 3, date “03/04/2026” can be 3 April (day first) or 4 March 2026 (month first), and no date of the file settles which. "
        'Say it once: dates="day-first" or dates="month-first".'
    )
    assert read("03/04/2026", "05/06/2026", said="day-first") == ["2026-04-03", "2026-06-05"]
    assert read("03/04/2026", "05/06/2026", said="month-first") == ["2026-03-04", "2026-05-06"]


def test_another_column_of_dates_settles_it() -> None:
    """If all that prove anything agree."""
    got = days("03/04/2026", "05/06/2026", also=[["", "2026-01-20"], ["06/06/2026", "05/25/2026"]])
    assert str(got.convention) == (
        "Convention(column='date', words='month first, as another column of the file proves', line=3, value='05/25/2026')"
    )
    assert asks("03/04/2026", "05/06/2026", also=[["05/25/2026", ""], ["25/05/2026", ""]]).startswith("line 2, date “03/04/2026” can be")


def test_what_the_reader_knows_and_what_the_person_says() -> None:
    """LinkedIn writes the month first; what the person says wins; one that cannot be so is read as it can, and told."""
    assert read("3/4/26, 1:00 PM", knows="month-first") == ["2026-03-04T13:00"]
    assert read("3/4/26, 1:00 PM", said="day-first", knows="month-first") == ["2026-04-03T13:00"]
    assert notes("3/4/26", "25/1/26", knows="month-first") == [
        "line 3, date “25/1/26”: 1 date can only be day first, though this export writes month first; read so. Write it as in 2026-03-09."
    ]
    assert notes("3/4/26", "25/1/26", said="month-first") == [
        'line 3, date “25/1/26”: 1 date can only be day first, though dates="month-first" was said; read so. Write it as in 2026-03-09.'
    ]


def test_a_lone_odd_date_among_iso_dates() -> None:
    """Read where one reading is possible, and told."""
    got = days("2026-01-05", "20/01/2026", "2026-01-30")
    assert str(got.stamp[1])[:10] == "2026-01-20"
    assert [str(n) for n in got.notes] == [
        "line 3, date “20/01/2026”: 1 date written unlike the others; read as 20 January 2026, the only reading possible. "
        "Write it as in 2026-03-09."
    ]
    assert got.convention is not None
    assert got.convention.words == "ISO, year-month-day; day first"


def test_years_of_two_digits_that_stand_first() -> None:
    """Only when said; asked for where the years would be odd otherwise."""
    assert asks("26-01-05", "26-01-12") == (
        "line 2, date “26-01-05” can be 26 January 2005 (year last) or 5 January 2026 (year first), and nothing in the file settles which. "
        'Say it once: dates="year-first", dates="day-first" or dates="month-first".'
    )
    assert read("26-01-05", "26-01-31", said="year-first") == ["2026-01-05", "2026-01-31"]
    assert read("26-01-05", said="day-first") == ["2005-01-26"]


def test_a_year_for_dates_without_one() -> None:
    """Said with dates=, beside the order if need be."""
    assert read("8-Jul", "July 14", "14/3", "2026-01-05", year=2025) == ["2025-07-08", "2025-07-14", "2025-03-14", "2026-01-05"]
    assert read("29 Feb", year=2025) == [""]


def test_excel_numbers_are_asked_for_unless_one_reading_lies_ahead() -> None:
    """44565 can be 2022 or 2026; 46042 can be January 2026 or 2030."""
    assert asks("44565", "44568") == (
        "line 2, date “44565” is a day as a spreadsheet counts: 4 January 2022 (days since 1900) or 5 January 2026 (since 1904, as on old Macs), "
        'and nothing in the file settles which. Say it once: dates="excel-1900" or dates="excel-1904".'
    )
    assert read("44565", said="excel-1900") == ["2022-01-04"]
    assert read("44565", said="excel-1904") == ["2026-01-05"]
    assert notes("46042", "46043") == [
        "line 2, date “46042”: 2 numbers read as days since 1900, as Excel counts; as days since 1904 all would lie far ahead. "
        'Nothing to mend; or say dates="excel-1904".'
    ]


def test_an_excel_number_among_dates() -> None:
    """Read where only one count falls between the others."""
    got = days("2026-01-05", "46042", "2026-02-05")
    assert str(got.stamp[1])[:10] == "2026-01-20"
    assert [str(n) for n in got.notes] == [
        "line 3, date “46042”: 1 number among dates; read as 20 January 2026, as Excel counts days. Write it as in 2026-03-09."
    ]
    assert got.convention is not None
    assert got.convention.words == "ISO, year-month-day; days since 1900, as Excel counts"
    assert read("2020-01-01", "44565", "2026-02-05") == ["2020-01-01", "", "2026-02-05"]


def test_unix_times_are_asked_for() -> None:
    """Seconds and milliseconds; when said, the day in UTC."""
    assert asks("1767571200", "1767830400") == (
        "line 2, date “1767571200” looks like a Unix time, seconds since 1970: 5 January 2026 in UTC. "
        'If all such numbers of the file are, say so: dates="unix".'
    )
    assert read("1767571200", "1767830400000", said="unix") == ["2026-01-05", "2026-01-08"]
    assert notes("1767571200", said="unix") == [
        "line 2, date “1767571200”: 1 Unix time read as the day in UTC; the day where you were may be the one beside it. "
        "Write your own day, as in 2026-03-09."
    ]
    assert days("46042", said="unix").wrong.tolist() == ["a number, but not a Unix time"]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("２０２６-01-12", "1 date written in full-width digits; read as plain ones"),
        ("2026\u201101\u201120", "1 date written with hyphens or dashes that are not the keyboard's; read as plain ones"),
        ("2026-01-\u200b20", "1 date with invisible or unusual spaces in it; read without them"),
        ("“2026-01-20”", "1 date with stray quotes around it; read without them"),
        ("'2026-01-20", "1 date with an apostrophe before it, as spreadsheets mark text; read without it"),
        ("5. Januar 2026", "1 date with a month that is not in English; read as 5 January 2026"),
    ],
)
def test_what_was_normalised_is_told_once(cell: str, why: str) -> None:
    """With the line of the first and how many rows."""
    assert notes("2026-01-05", cell) == [f"line 3, date “{cell}”: {why}. {FINE}"]
    assert notes("2026-01-05", cell, cell)[0].startswith(f"line 3, date “{cell}”: 2 dates ")


def test_zones_are_dropped_and_told() -> None:
    """As written."""
    assert notes("2026-01-05T12:30:00Z", "2026-01-06T12:30+01:00") == [
        "line 2, date “2026-01-05T12:30:00Z”: 2 times carry a time zone; read as local time, as written. Write your own local time."
    ]


def test_midnight_is_a_day_without_an_hour() -> None:
    """Spreadsheets write bare days so; a real hour elsewhere in the column changes nothing of that."""
    assert read("1/14/2026 0:00", "2/3/2026 12:00 AM") == ["2026-01-14", "2026-02-03"]
    assert notes("2026-03-10 00:00:00", "") == [
        "line 2, date “2026-03-10 00:00:00”: 1 date carries the time 00:00; read as a day without an hour. "
        "Write the time of day, as in 2026-03-09T14:30, where you know it."
    ]
    assert read("2026-03-10 00:00", "2026-03-11 09:00", "2026-03-12 00:00:00") == ["2026-03-10", "2026-03-11T09:00", "2026-03-12"]
    assert notes("2026-03-10 09:00", "2026-03-11 00:00", "2026-03-12 00:00") == [
        "line 3, date “2026-03-11 00:00”: 2 dates carry the time 00:00; read as days without an hour. "
        "Write the time of day, as in 2026-03-09T14:30, where you know it."
    ]


def test_a_column_without_dates_has_no_convention() -> None:
    """Blank, no rows at all, or wrong throughout."""
    assert days("", "-").convention is None
    assert days("soon", "TBD").convention is None
    nothing = days()
    assert (nothing.convention, nothing.notes, len(nothing.stamp), len(nothing.wrong)) == (None, [], 0, 0)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-03-09", datetime(2026, 3, 9)), ("9 March 2026", datetime(2026, 3, 9)), ("03/04/2026", None), ("", None), ("yesterday", None)],
)
def test_one_day_alone(text: str, day: datetime | None) -> None:
    """As as_of is said: only what can mean one day."""
    assert one_day(text) == day


def test_the_words_of_the_calendar_are_folded_and_clash_nowhere_but_in_march() -> None:
    """`mar` is March and Tuesday."""
    assert all(word == fold(word) for word in [*MONTHS, *WEEKDAYS])
    assert set(MONTHS) & set(WEEKDAYS) == {"mar"}
    assert (set(MONTHS.values()), set(WEEKDAYS.values())) == (set(range(1, 13)), set(range(1, 8)))


SOME_DAY = st.dates(date(2012, 1, 1), date(2026, 12, 31))
Write = Callable[[date], str]
_SEP = ("/", "-", " ", " / ")
DAY_FIRST: list[Write] = [
    *((lambda d, s=s: f"{d.day}{s}{d.month}{s}{d.year}") for s in _SEP),
    *((lambda d, s=s: f"{d:%d}{s}{d:%m}{s}{d:%y}") for s in _SEP),
    lambda d: f"{d:%d/%m/%Y} 14:30",
]
MONTH_FIRST: list[Write] = [
    *((lambda d, s=s: f"{d.month}{s}{d.day}{s}{d.year}") for s in _SEP),
    *((lambda d, s=s: f"{d:%m}{s}{d:%d}{s}{d:%y}") for s in _SEP),
    lambda d: f"{d:%m/%d/%y}, 2:30 PM",
]
SETTLED: list[Write] = [
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d:%Y/%m/%d}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}. {d.month}. {d:%y}",
    lambda d: f"{d.isoformat()}T14:30:00Z",
    *((lambda d, w=w: f"{d.day} {[n for n, m in MONTHS.items() if m == d.month][w]} {d.year}") for w in range(3)),
    *((lambda d, w=w: f"{[n for n, m in MONTHS.items() if m == d.month][-w].title()} {d.day}, {d.year}") for w in (1, 2)),
    lambda d: f"{d:%Y-%m-%d} ({[n for n, w in WEEKDAYS.items() if w == d.isoweekday() and n != 'mar'][d.day % 9]}.)",
]


@given(st.lists(SOME_DAY, min_size=1, max_size=8), SOME_DAY, st.sampled_from([*DAY_FIRST, *MONTH_FIRST]), st.data())
@settings(max_examples=150, deadline=None)
def test_days_come_back_when_one_settles_the_order(some: list[date], proof: date, write: Write, data: st.DataObject) -> None:
    """Any days in one convention, at least one of them after the 12th."""
    assume(proof.day > 12)
    places = data.draw(st.permutations([*some, proof]))
    assert [cell[:10] for cell in read(*map(write, places))] == [str(day) for day in places]


@given(st.lists(SOME_DAY, min_size=1, max_size=8), st.sampled_from([(DAY_FIRST, "day-first"), (MONTH_FIRST, "month-first")]), st.data())
@settings(max_examples=150, deadline=None)
def test_days_up_to_the_twelfth_are_asked_for(some: list[date], how: tuple[list[Write], str], data: st.DataObject) -> None:
    """Unless day and month are the same in all of them; when the order is said they come back."""
    early = [day.replace(day=1 + day.day % 12) for day in some]
    write = data.draw(st.sampled_from(how[0]))
    if any(day.day != day.month for day in early):
        assert asks(*map(write, early)).endswith('Say it once: dates="day-first" or dates="month-first".')
    assert [cell[:10] for cell in read(*map(write, early), said=how[1])] == [str(day) for day in early]


@given(st.lists(st.tuples(SOME_DAY, st.sampled_from(SETTLED)), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_what_needs_no_order_comes_back_mixed(some: list[tuple[date, Write]]) -> None:
    """ISO, dots and months by name in one column."""
    assert [cell[:10] for cell in read(*(write(day) for day, write in some))] == [str(day) for day, _ in some]


@given(st.lists(SOME_DAY, min_size=1, max_size=8))
def test_excel_numbers_come_back(some: list[date]) -> None:
    """Both counts, when said."""
    for name, first in (("excel-1900", date(1899, 12, 30)), ("excel-1904", date(1904, 1, 1))):
        assert read(*(str((day - first) // timedelta(days=1)) for day in some), said=name) == [str(day) for day in some]


SHAPES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]
NEAR = st.from_regex(r"[12][09][0-9]{2}[-/2][0-3][0-9][-.][0-4][0-9]([T t][0-3][0-9][:.][0-9][0-9]([:.][0-9]{2})?)?", fullmatch=True)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2036, 12, 31)), st.sampled_from(SHAPES))
def test_the_fast_way_reads_every_full_iso_date(when: datetime, shape: str) -> None:
    """To the minute."""
    stamp, timed = full_iso([when.strftime(shape)], 1990, 2036)
    day = when.replace(second=0, microsecond=0) if "H" in shape else datetime(when.year, when.month, when.day)
    assert (stamp[0].item(), bool(timed[0])) == (day, "H" in shape)


@given(st.lists(st.one_of(NEAR, NEAR.flatmap(lambda s: st.permutations(s).map("".join)), st.text(min_size=10, max_size=10)), max_size=6))
@example(["2026-02-29", "2024-02-29", "2026-02-29 10:00", "2026-01-05 24:00", "2026-01-05 10:00:60", "1900-02-29", "２０２６-01-05"])
@settings(max_examples=300)
def test_the_fast_way_says_what_the_slow_one_says(cells: list[str]) -> None:
    """Wherever it says anything."""
    stamp, timed = full_iso(cells, 1990, 2036)
    for cell, when, clock in zip(cells, stamp, timed, strict=True):
        slow = read_cell(cell)
        if np.isnat(when):
            whole = slow.kind == "iso" and slow.day is not None and 1990 <= slow.day.year <= 2036 and not slow.zone and not slow.marks
            assert not (whole and cell[:10] == str(slow.day) and len(cell) in (10, 16, 19) and cell[10:11] in ("", " ", "T"))
        else:
            minutes = (when - when.astype("datetime64[D]")).astype("timedelta64[m]").astype(int)
            assert (slow.kind, slow.day, slow.minutes) == ("iso", when.astype("datetime64[D]").item(), minutes if clock else -1)


@given(st.lists(st.one_of(st.text(max_size=24), NEAR, st.from_regex(r"[0-9A-Za-z/., :-]{1,20}", fullmatch=True)), max_size=5))
@settings(max_examples=300, deadline=None)
def test_no_cell_breaks_the_reader(cells: list[str]) -> None:
    """Every cell is a day, blank or wrong with a reason; only LogError, to ask."""
    try:
        got = days(*cells)
    except LogError as error:
        assert "dates=" in str(error)  # noqa: PT017
        return
    for stamp, fine, why, mend in zip(got.stamp, got.precision, got.wrong, got.mend, strict=True):
        assert np.isnat(stamp) == (fine == "")
        assert bool(why) == bool(mend)
        assert not (fine and why)


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2026-03-21 (Zoom)", "2026-03-21"), ("21 Mar 2026, phone call", "2026-03-21"), ("21/03/2026 – on-site", "2026-03-21")],
)
def test_where_one_met_says_nothing_of_the_day(cell: str, day: str) -> None:
    """A place or a manner behind the day."""
    found = read_cell(cell)
    assert str(found.day or found.day_first) == day
    assert "where" in found.marks


@pytest.mark.parametrize("cell", ["2026-03-21 (cancelled)", "2026-03-21 tbc", "2026-03-21 moved"])
def test_any_other_word_behind_a_day_may_undo_it(cell: str) -> None:
    """Called off, not yet certain, moved."""
    assert read_cell(cell).kind == "wrong"
