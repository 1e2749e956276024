"""From values to places: numbers and days along an axis, its range and its ticks. Draws nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from jobstats.drawing import words
from jobstats.theme import Spec

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: A label wider than this is broken, and ends in “…” after so many lines.
_WIDEST: Final = 110.0
_MOST: Final = 4
_DAY_STEPS: Final = (1, 2, 3, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640, 7280)


@dataclass(frozen=True)
class Tick:
    """A value with its label's lines."""

    value: float
    label: list[words.Line]

    def wide(self, size: float) -> float:
        return words.widest(self.label, size)


@dataclass
class Scale:
    """One axis: values from low to high stand from pixel start to pixel end. Days count from year 1."""

    spec: Spec
    vertical: bool
    dates: bool
    low: float
    high: float
    start: float = 0.0
    end: float = 0.0
    ticks: list[Tick] = field(default_factory=list)

    @property
    def visible(self) -> bool:
        return bool(self.spec.get("visible", True))

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether a value lies on the axis, or a hair beyond its ends."""
        slack = (self.high - self.low) * 1e-6
        return self.low - slack <= value <= self.high + slack

    def number(self, value: Any) -> float:
        """A value of a figure as a number: days as days."""
        return day(value) if isinstance(value, str) else float(value)

    def numbers(self, values: Iterable[Any]) -> list[float | None]:
        """Values as numbers; None and what is no number stay None."""
        found = [None if v is None else self.number(v) for v in values]
        return [None if v is None or not math.isfinite(v) else v for v in found]

    def ticked(self, pixels: float) -> None:
        """Choose the ticks for a length in pixels, so few that their labels stand apart."""
        spec = self.spec
        if not self.visible:
            return
        if "tickvals" in spec:
            values = [self.number(v) for v in spec["tickvals"]]
            texts = [str(t) for t in spec["ticktext"]] if "ticktext" in spec else [self._said(v) for v in values]
        else:
            values = self._days(pixels) if self.dates else self._steps(pixels)
            texts = [self._said(v) for v in values]
        ticks = [
            Tick(v, words.cut(words.fitted(words.lines(t), 13, _WIDEST), _MOST))
            for v, t in zip(values, texts, strict=True)
            if self.holds(v)
        ]
        self.ticks = self._apart(ticks, pixels)

    def _apart(self, ticks: list[Tick], pixels: float) -> list[Tick]:
        """Ticks whose labels do not meet: every second, third … counted from nought; unevenly set ones from the left."""
        if not _even([t.value for t in ticks]):
            return self._greedy(ticks, pixels)
        zero = next((i for i, t in enumerate(ticks) if t.value == 0), 0)
        step = _step(ticks)
        zero = zero if ticks and (ticks[0].value <= 0 or not step) else -round(ticks[0].value / step) if ticks and not self.dates else 0
        for every in range(1, len(ticks) + 1):
            kept = [t for i, t in enumerate(ticks) if (i - zero) % every == 0]
            if kept and len(self._greedy(kept, pixels)) == len(kept):
                return kept
        return ticks[:1]

    def _greedy(self, ticks: list[Tick], pixels: float) -> list[Tick]:
        per = pixels / (self.high - self.low)
        kept: list[Tick] = []
        for tick in ticks:
            if not kept or (tick.value - kept[-1].value) * per >= self._room(kept[-1], tick):
                kept.append(tick)
        return kept

    def _room(self, one: Tick, other: Tick) -> float:
        """How far apart two labels must stand."""
        if self.vertical:
            return (len(one.label) + len(other.label)) / 2 * 16.0
        return (one.wide(13) + other.wide(13)) / 2 + 7

    def _steps(self, pixels: float) -> list[float]:
        """Round numbers: at most nticks of them, or as many as there is room for."""
        spec, span = self.spec, self.high - self.low
        most = spec.get("nticks") or min(max(pixels / (40 if self.vertical else 80), 4), 9) + 1
        step = float(spec["dtick"]) if "dtick" in spec else _round_step(span / most)
        if spec.get("tickformat") == "d":
            step = max(step, 1.0)
        step *= max(1, math.ceil(span / step / 2000))
        first = float(spec.get("tick0", 0))
        lowest, highest = math.ceil((self.low - first) / step - 1e-6), math.floor((self.high - first) / step + 1e-6)
        return [first + i * step for i in range(lowest, highest + 1)]

    def _days(self, pixels: float) -> list[float]:
        """Every so many days, weeks from a Monday on."""
        most = self.spec.get("nticks") or max(pixels / 80, 2)
        step = next((s for s in _DAY_STEPS if (self.high - self.low) / s <= most), _DAY_STEPS[-1])
        first = math.ceil((self.low - 1) / step) * step + 1  # day 1 of the year 1 was a Monday
        return [float(v) for v in range(first, math.floor(self.high) + 1, step)]

    def _said(self, value: float) -> str:
        """A tick's own label."""
        form = self.spec.get("tickformat", "")
        if self.dates:
            if form != "%-d %b":
                raise NotImplementedError(f"the drawing room does not know days as “{form}”")
            on = date.fromordinal(max(1, min(round(value), date.max.toordinal())))
            return f"{on.day} {_MONTHS[on.month - 1]}"
        if form == ".0%":
            return f"{value * 100:.0f}%".replace("-", "−")
        if form == "d":
            return f"{value:.0f}".replace("-", "−")
        if form:
            raise NotImplementedError(f"the drawing room does not know numbers as “{form}”")
        return f"{round(value, 9):.10g}".replace("-", "−")


def day(text: str) -> float:
    """A day, with its hour where it has one, as a number of days."""
    at = datetime.fromisoformat(text)
    return at.toordinal() + (at - datetime(at.year, at.month, at.day)) / timedelta(days=1)


def scale(spec: Spec, vertical: bool, values: Sequence[Any], padded: bool) -> Scale:
    """The axis of these values. padded: a twentieth stays free beyond them."""
    said = spec.get("range")
    dates = spec.get("type") == "date" or any(isinstance(v, str) for v in (said or values))
    made = Scale(spec, vertical, dates, 0.0, 1.0)
    numbers = [v for v in made.numbers(said or values) if v is not None]
    if numbers:
        made.low, made.high = (numbers[0], numbers[1]) if said else _range(numbers, spec.get("rangemode", "normal"), padded)
    if made.high <= made.low:
        made.low, made.high = made.low - 1, made.low + 1
    return made


def _range(values: Sequence[float], mode: str, padded: bool) -> tuple[float, float]:
    """From the least to the most, with some room; from nought where that is asked for."""
    if mode not in ("normal", "tozero"):
        raise NotImplementedError(f"the drawing room does not know the range “{mode}”")
    low, high = min(values), max(values)
    if mode == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return (low, low + 1) if mode == "tozero" else (low - 1, high + 1)
    room = (high - low) * 0.055 if padded else 0.0
    return (low if mode == "tozero" and low == 0 else low - room, high if mode == "tozero" and high == 0 else high + room)


def _round_step(rough: float) -> float:
    """The next 1, 2 or 5 of its power of ten."""
    base = 10.0 ** math.floor(math.log10(rough))
    return base * next(s for s in (1, 2, 5, 10) if rough <= s * base * (1 + 1e-9))


def _step(ticks: list[Tick]) -> float:
    return ticks[1].value - ticks[0].value if len(ticks) > 1 else 0.0


def _even(values: Sequence[float]) -> bool:
    gaps = [b - a for a, b in pairwise(values)]
    return not gaps or max(gaps) - min(gaps) <= 1e-6 * max(map(abs, gaps))
