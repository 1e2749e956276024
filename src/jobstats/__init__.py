"""jobstats: honest numbers from your own job-search log. These are all its words; nothing heavy is imported before it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobstats import charts as charts
    from jobstats import trust as trust
    from jobstats.errors import JobstatsError as JobstatsError
    from jobstats.errors import LogError as LogError
    from jobstats.errors import Problem as Problem
    from jobstats.log import JobLog as JobLog
    from jobstats.moving import convert as convert
    from jobstats.packs.packing import pack as pack
    from jobstats.packs.sheet import sheet as sheet
    from jobstats.packs.work_search import work_search as work_search
    from jobstats.readers import load as load
    from jobstats.reminders import due as due
    from jobstats.summary import glance as glance
    from jobstats.widgets.backfill import backfill as backfill
    from jobstats.widgets.capture import capture as capture
    from jobstats.widgets.pack_form import pack_form as pack_form
    from jobstats.widgets.panel import panel as panel

__version__ = "0.1.0"

_WORDS = {
    "load": "jobstats.readers",
    "convert": "jobstats.moving",
    "JobLog": "jobstats.log",
    "charts": "",
    "glance": "jobstats.summary",
    "due": "jobstats.reminders",
    "capture": "jobstats.widgets.capture",
    "backfill": "jobstats.widgets.backfill",
    "panel": "jobstats.widgets.panel",
    "pack": "jobstats.packs.packing",
    "work_search": "jobstats.packs.work_search",
    "sheet": "jobstats.packs.sheet",
    "pack_form": "jobstats.widgets.pack_form",
    "trust": "",
    "Problem": "jobstats.errors",
    "JobstatsError": "jobstats.errors",
    "LogError": "jobstats.errors",
}
__all__ = list(_WORDS)


def __getattr__(name: str) -> Any:
    if name not in _WORDS:
        raise AttributeError(f"jobstats has no “{name}”. It has: {', '.join(_WORDS)}.")
    home = _WORDS[name]
    return getattr(import_module(home), name) if home else import_module(f"jobstats.{name}")


def __dir__() -> list[str]:
    return __all__
