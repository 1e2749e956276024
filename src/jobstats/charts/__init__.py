"""The catalogue of charts. Panel, sheet, notebooks and contract tests are driven by it.

A new question is one metric with its sentence, one entry in the module of its subject here, one test
(docs/architecture.md shows one).
"""

from __future__ import annotations

from typing import Final

from jobstats.chart import Chart
from jobstats.charts import on_ahead, on_applications, on_interviews, on_pace, on_people, on_time, on_verdicts
from jobstats.charts.needs_days import needing_days

#: Every chart by its name, in the order of the notebooks.
CATALOGUE: Final[dict[str, Chart]] = {
    entry.name: needing_days(entry)
    for subject in (on_applications, on_time, on_interviews, on_pace, on_people, on_verdicts, on_ahead)
    for entry in subject.ENTRIES
}
#: The charts of the panel.
PANEL: Final = ("funnel", "time_to_answer", "follow_up_timing", "time_after_interview", "weekly_applications", "waiting")
#: And of a log in which no application has a day: what needs none, and one that says what days would tell.
PANEL_WITHOUT_DAYS: Final = ("flows", "funnel", "time_to_answer")


def __getattr__(name: str) -> Chart:
    """js.charts.funnel and so on: every entry of the catalogue by its name."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    if name.startswith("_"):
        raise AttributeError(name)
    raise AttributeError(f"There is no chart “{name}”. There is: {', '.join(CATALOGUE)}.")


def __dir__() -> list[str]:
    return [*CATALOGUE, "CATALOGUE", "PANEL"]
