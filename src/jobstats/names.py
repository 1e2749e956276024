"""Names as they are compared: the same name in another spelling, and names that may mean one company. Knows no other room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

#: What a company's name may end with and still be the same name; “co”, “group” and the like are part of the name itself.
_FORMS = (
    *("inc", "incorporated", "llc", "llp", "ltd", "limited", "plc", "corp", "corporation", "gmbh", "ag", "se", "kg", "kgaa", "ohg", "ug"),
    *("sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "oy", "oyj", "as", "asa", "aps"),
)
_PHRASES = ("(?:gmbh|ag|ug|se) and co (?:kg|kgaa|ohg)", "(?:pty|pte|pvt) (?:ltd|limited)", "ug haftungsbeschrankt")
_LEGAL = rf" (?:(?<! and )co (?:ltd|limited)|{'|'.join((*_PHRASES, *_FORMS))})"
_LEGAL_END = re.compile(rf"{_LEGAL}(?:{_LEGAL})*$", re.MULTILINE)
#: What says that a line among folded ones may have space to spare.
_ODD_SPACE = ("  ", " \n", "\n ", *(chr(c) for c in (9, 11, 12, 13, 28, 29, 30, 31, 0x85, 0x1680, 0x2028, 0x2029)))
_DROPPED = re.compile("[.'’`´\u0300-\u036f]")
_BETWEEN, _SPACES = re.compile(r"[^\w\n+#$€ ]|_"), re.compile("  +")
_ENDS = re.compile("^ +| +$", re.MULTILINE)


def fold(text: str) -> str:
    """A name as it is compared: one Unicode form, without case and stray space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def company_key(name: str) -> str:
    """A company's name without case, accents, punctuation and its legal form: names with the same key may mean one company."""
    return _bare(fold(name)) or fold(name)


def folds(names: Sequence[str]) -> list[str]:
    """`fold` of each name, all at once."""
    return _together(names, lambda text: unicodedata.normalize("NFKC", text).casefold(), fold, _ODD_SPACE)


def company_keys(names: Sequence[str]) -> list[str]:
    """`company_key` of each name, all at once."""
    folded = folds(names)
    return [key or name for key, name in zip(_together(folded, _bare, company_key), folded, strict=True)]


def folded(column: pd.Series) -> pd.Series:
    """`fold` for a column of text, each distinct value once."""
    return _each(column, folds)


def company_keyed(column: pd.Series) -> pd.Series:
    """`company_key` for a column of text, each distinct value once."""
    return _each(column, company_keys)


def _each(column: pd.Series, change: Callable[[Sequence[str]], Iterable[str]]) -> pd.Series:
    codes, values = pd.factorize(column)
    new = [*change(values.tolist()), ""]
    return pd.Series(np.array(new, dtype=object)[codes] if len(values) else "", index=column.index)


def _bare(text: str) -> str:
    """Folded names, one a line, without what company_key leaves out."""
    plain = unicodedata.normalize("NFKD", text).replace("&", " and ")
    return _LEGAL_END.sub("", _ENDS.sub("", _SPACES.sub(" ", _BETWEEN.sub(" ", _DROPPED.sub("", plain)))))


def _together(names: Sequence[str], change: Callable[[str], str], alone: Callable[[str], str], odd: tuple[str, ...] = ()) -> list[str]:
    """The names changed as one text of a line each, or one by one where a line is not a name."""
    out = change("\n".join(names))
    edged = f"\n{out}\n" if out[:1] == " " or out[-1:] == " " else out
    if not names or out.count("\n") != len(names) - 1 or any(mark in edged for mark in odd):
        return [alone(name) for name in names]
    return out.split("\n")
