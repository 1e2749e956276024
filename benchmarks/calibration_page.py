"""The result as a page of the documentation."""

from __future__ import annotations

from datetime import date

from benchmarks.calibration_row import Row

_NOTES = """
## How to read it

- A *search* is drawn by `jobstats.simulate.draw`: chances by age, source and weekday that are written down there, so that the truth is known exactly.
- A *cell* of the rows on F_1(h) is a clock, a horizon, a day of the search and a size of search (40, 80, 150 or 300 applications in 26 weeks). It is
  judged when it holds 20 items or more on average and the kit tells a share in a quarter of the searches or more. The day is one of seven in
  a row in turn: on one weekday alone, shares are off by up to .0025 either way, since the age of an item then tells its weekday.
- ± is the Monte-Carlo error (one standard error). In a run of fewer than 2 000 searches every limit is widened by four of them.
  Naive methods see a quarter of the searches, and are said to fail only where they do so by more than four of them.
- *Against the same items seen to their end*: what not knowing the future costs, and nothing else. Against the truth there is a second part
  that no method can take away, since the complete record has it as well: how many items there are depends on luck. People let up after
  an invitation, so lucky searches hold fewer applications, and a mean over searches lies up to .004 above the truth; rounds follow
  success, so lucky searches hold more interviews, and a mean over searches lies up to .013 below it where interviews are few. Weighted by
  items (life tables added up) both vanish. The intervals hold the truth all the same.
- *offers*: from applying to an offer within 90 days, a share of .026. There the textbook's log-log interval fails: with no offer yet it is not
  defined, and holds nothing.
- The *median* is held by an interval whose upper end is “more than can be told yet” when it lies between its lower end and anything later.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or "—"


def page(rows: list[Row], given: str, counts: list[int], day: date) -> str:
    """Markdown: how it was made, the table, and how to read it. given: the arguments; counts: searches asked for by each part."""
    missed = sum(not row.passed for row in rows)
    verdict = "Every row passes." if not missed else f"{missed} of {len(rows)} rows miss."
    lines = [
        "# What every number keeps of its promise",
        "",
        f"Written on {day.isoformat()} by",
        "",
        f"    uv run python -m benchmarks.calibration {given} --write docs/calibration.md",
        "",
        f"and never edited by hand; the same command gives the same figures on any machine (parts of {', '.join(map(str, counts))} searches). "
        f"{verdict}",
        "",
        "| what | target | reached | | naive figures |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {_cell(r.what)} | {_cell(r.target)} | {_cell(r.reached)} | {'pass' if r.passed else '**FAIL**'} | {_cell(r.naive)} |"
            for r in rows
        ),
    ]
    return "\n".join(lines) + "\n" + _NOTES
