"""What the journal says against what the file holds: which of the changes that were asked for reached it, and whose rows it holds no longer. Touches nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jobstats.journal.records import DONE, DROPPED, Asked

#: A row as it is known again, also where its columns have other places by now.
Row = tuple[str, ...]


def row_of(cells: Iterable[str]) -> Row:
    """The cells that say something, in no order."""
    return tuple(sorted(cell.strip() for cell in cells if cell.strip()))


def decided(asked: Sequence[Asked], now: str, rows: Counter[Row]) -> list[Asked]:
    """The same, with DONE for everything that reached the file. now: the file's fingerprint; rows: how often each row stands in it.

    A change of which nobody wrote down that it was done (the process was killed) reached the file, if the file was as it left it when somebody wrote next;
    it did not, if the file was as before it then. Where somebody else saved in between, its rows decide.
    """
    out = []
    for one, after in zip(asked, [*(later.before for later in asked[1:]), now], strict=False):
        if one.became not in (DONE, DROPPED) and after == one.after != one.before:
            one = replace(one, became=DONE)
        out.append((one, one.became in (DONE, DROPPED) or after == one.before))
    spare = rows.copy()
    spare.subtract(row_of(cells) for one, _ in out if one.became == DONE for cells in one.rows)
    found = []
    for one, known in out:
        wanted = Counter(map(row_of, one.rows))
        if not known and wanted and all(spare[row] >= n for row, n in wanted.items()) and one.op != "undo":
            spare.subtract(wanted)
            one = replace(one, became=DONE)
        found.append(one)
    return found


def undone(asked: Iterable[Asked]) -> set[str]:
    """The ids of what was taken back; what was taken back and then done again is not among them."""
    back: set[str] = set()
    what: dict[str, str] = {}
    for one in asked:
        if one.op == "undo" and one.became == DONE:
            what[one.id] = one.of
            back.add(one.of)
            if one.of in what:
                back.discard(what[one.of])
    return back


@dataclass(frozen=True)
class Missing:
    """A change whose rows do not stand in the file. once: whether they did. about: what the rows say, where the change itself does not tell that."""

    asked: Asked
    once: bool
    about: list[dict[str, str]]


def missing(asked: Sequence[Asked], rows: Counter[Row]) -> list[Missing]:
    """Rows that were asked for and do not stand in the file, in the order they were asked for. asked: as `decided` gives it.

    Not those that were dropped, taken back or changed by us since; not those that were asked for once more, and written then; nor a changed row that
    was none of ours, unless it stands there as it was before.
    """
    back = undone(asked)
    first: dict[str, Asked] = {}  # what a row that was changed since came from
    standing: defaultdict[Row, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.became == DONE and one.op != "undo" and one.id not in back:
            taken = [there.pop() for cells in one.was if (there := standing[row_of(cells)])]
            if taken and (origin := first.get(taken[0].id)):
                first[one.id] = origin
            elif one.op == "append":
                first[one.id] = one
            for cells in one.rows:
                standing[row_of(cells)].append(one)
    lost = {one.id for row, all_of_it in standing.items() for one in all_of_it[rows[row] :]}
    once = {one.id for one in asked if one.id in lost and (one.id in first or any(rows[row_of(cells)] for cells in one.was))}
    never, written = set[str](), set[Row]()
    for one in reversed(asked):
        these = {row_of(cells) for cells in one.rows}
        if one.became == DONE and one.id not in back:
            written |= these
        elif one.became not in (DONE, DROPPED) and one.op != "undo" and not these <= written:
            never.add(one.id)
    return [Missing(one, one.id in once, one.about or first.get(one.id, one).about) for one in asked if one.id in once | never]
