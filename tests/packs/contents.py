"""A pack's contents to write in every format: the sample's, and one with a word wherever a word can stand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import jobstats as js
from jobstats.anonymous import anonymous
from jobstats.packs.contents import Contents
from jobstats.page import Drawn


def of(log: js.JobLog, *names: str) -> Contents:
    """Contents with these charts (all of the catalogue when none is named), without employers' names."""
    nameless = anonymous(log)
    drawn = tuple(js.charts.CATALOGUE[name].draw(nameless) for name in names or js.charts.CATALOGUE)
    return Contents(
        title="My job search in a few pictures",
        made="week of 24 Aug 2026",
        about=(
            "This page shows how one job search is going, counted from the person's own record of it.",
            "“k of n” says how many out of how many. The 95 % range beside a share is where the true share may well lie.",
        ),
        words="I would like to talk about interviews.\nThe second rounds worry me.",
        lines=(
            ("Effort", "150 applications, 35 interviews, 19 notes after interviews; 23 applications in the last four weeks."),
            ("Progress", drawn[0].sentence),
            ("Answers", "30 days after applying, an estimated 19 % (14–26 %) have a positive answer."),
            ("Notes", "26 of 35 interviews have a recorded note, or a recorded no."),
            ("Pace", "150 applications in 26 weeks."),
        ),
        first=drawn[0],
        changes=("12 more applications since the week of 3 Aug 2026.", "5 more interviews."),
        questions=("Where would you put the next ten hours?", "Which of these numbers are still too young to act on?"),
        charts=drawn,
        early=(("Is a late note better than none?", "The smaller group has 6 interviews and needs 8, in about 9 weeks."),),
        held_back=(("Whom have I not spoken with for long?", "It shows one person in each row."),),
    )


def everywhere(word: str, log: js.JobLog) -> Contents:
    """The sample's contents with this word wherever a text can stand, in the pictures too."""
    figure = {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "name": word,
                "x": [1, 2],
                "y": [1, 2],
                "marker": {"color": "#0072b2", "symbol": "circle", "size": 10},
            }
        ],
        "layout": {
            "height": 240,
            "xaxis": {"title": {"text": _as_plotly(word)}, "tickvals": [1, 2], "ticktext": [_as_plotly(word)] * 2},
            "annotations": [{"text": _as_plotly(word), "x": 1, "y": 1, "showarrow": False}],
        },
    }
    drawn = Drawn("funnel", word, word, word, word, (("What it is", word), ("Formula", word)), pd.DataFrame({word: [word, word]}), figure)
    base = of(log, "flows")
    one = ((word, word),)
    return replace(
        base, title=word, made=word, about=(word,), words=word, lines=one, first=drawn, changes=(word,), questions=(word,),
        charts=(drawn, replace(drawn, name="rounds")), early=one, held_back=one,
    )  # fmt: skip


def _as_plotly(text: str) -> str:
    """As the forms write names into figures (figures.parts.short)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
