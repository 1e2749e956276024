"""Many names looked for in a long text at once, however they are written: one pattern, shared beginnings read once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from jobstats.packs.tokens import Token

#: Of a longer name its beginning is looked for: what is shown is often cut.
LONG = 40
_LETTER = r"[^\W\d_]"
_WORDS, _BETWEEN = re.compile(r"[^\W_]+"), re.compile(r"[\W_]+")
_AND = "(?:and|und|et)?"
_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
_ODD = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff" + "".join(_PLAIN) + "]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})
#: What opens a whole value, and what then closes it.
_PAIRS = {'"': '"', "'": "'", "`": "`", ">": "<", "“": "”", "„": "“”", "«": "»", "‘": "’", "(": ")", "[": "]"} | dict.fromkeys(
    ",;|\t\n", ",;|\t\n"
)


def folded(text: str) -> str:
    """A text without case, accents, invisible characters and other differences of writing."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _ODD.sub(lambda m: _PLAIN.get(m[0], ""), plain)


class Search:
    """Made once for some tokens; `found` reads a text."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        tree: dict[str, dict[str, dict]] = {}  # type: ignore[type-arg]
        whole: dict[str, dict[str, dict]] = {}  # type: ignore[type-arg]
        self._loose: dict[str, Token] = {}
        self._cases: dict[str, list[Token]] = {}
        self._whole: dict[str, Token] = {}
        for token in sorted(tokens, key=lambda t: ("anywhere", "word", "case", "whole").index(t.how)):
            text = unicodedata.normalize("NFC", token.text)
            if token.how == "whole" or not _WORDS.search(folded(text)):
                self._whole[text] = token
                _plant(whole, [*text, ""])
            else:
                for form in {folded(text), folded(text.translate(_UMLAUTS))}:
                    for key in self._planted(tree, form, token):
                        self._loose.setdefault(key, token)
                        if token.how == "case":
                            self._cases.setdefault(key, []).append(token)
        opening, closing = (re.escape("".join(side)) for side in (_PAIRS, _PAIRS.values()))
        self._loose_found = re.compile(_pattern(tree)) if tree else None
        self._whole_found = re.compile(rf"[{opening}]\s*({_pattern(whole)})(?=\s*[{closing}])") if whole else None

    def _planted(self, tree: dict[str, dict], form: str, token: Token) -> list[str]:  # type: ignore[type-arg]
        """A folded name as a path of the tree; returns it without what may stand between its words."""
        words = _WORDS.findall(form)
        gaps = _BETWEEN.findall(form[form.index(words[0]) :])
        path: list[str] = []
        for i, word in enumerate(words):
            path += word
            if i + 1 < len(words):
                wide = rf"[\W_]{{0,{max(3, len(gaps[i]))}}}"
                path.append(wide + (f"{_AND}{wide}" if "&" in gaps[i] or "+" in gaps[i] else ""))
        cut = sum(map(len, words)) > LONG
        if cut:
            path = path[:LONG]
        end = "" if cut or token.how == "anywhere" else (r"(?!\d)" if words[-1][-1].isdigit() else f"(?!{_LETTER})")
        _plant(tree, [*path, end])
        words_for_and = ("", "and", "und", "et") if "&" in form or "+" in form else ("",)
        return ["".join(a if len(a) == 1 else (word if _AND in a else "") for a in path) for word in words_for_and]

    def found(self, text: str) -> Iterator[tuple[Token, str]]:
        """Each token that is there, with how it is written; the longest where several begin at one place."""
        told: set[tuple[Token, str]] = set()
        if self._loose_found is not None:
            plain = folded(text)
            at = 0
            while (m := self._loose_found.search(plain, at)) is not None:
                at = m.start() + 1
                for token in self._meant(m, plain, text):
                    told.add((token, _form(token, m[0], text)))
                    at = max(at, m.end() - 1)
        if self._whole_found is not None:
            exact = f"\n{text if text.isascii() else unicodedata.normalize('NFC', text)}\n"
            at = 0
            while (m := self._whole_found.search(exact, at)) is not None:
                at = m.start() + 1
                if _is_whole(m, exact):
                    told.add((self._whole[m[1]], "as a whole value"))
        yield from sorted(told)

    def _meant(self, m: re.Match[str], plain: str, text: str) -> list[Token]:
        """The tokens of a match, if they may begin there: names of ordinary words only if the text has them in their own case."""
        key = _BETWEEN.sub("", m[0])
        before = plain[max(0, m.start() - 1) : m.start()]
        inside = (before.isdigit() and key[0].isdigit()) or (before.isalpha() and not key[0].isdigit())
        token = self._loose.get(key)
        if token is not None and token.how == "case":
            exact = unicodedata.normalize("NFC", text)
            return [t for t in self._cases[key] if not inside and unicodedata.normalize("NFC", t.text) in exact]
        if token is not None and (token.how == "anywhere" or not inside):
            return [token]
        return [t for i in range(len(key) - 1, 3, -1) if (t := self._loose.get(key[:i])) and t.how == "anywhere"][:1]


def _plant(tree: dict[str, dict], path: list[str]) -> None:  # type: ignore[type-arg]
    """A path of atoms; what ends it is kept apart by a mark, as an atom may be empty."""
    for atom in path[:-1]:
        tree = tree.setdefault(atom, {})
    tree.setdefault(f"end {path[-1]}", {})


def _pattern(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    """A tree as a regular expression, ends last so that the longest is found."""
    run = ""
    while len(tree) == 1:
        ((atom, tree),) = tree.items()
        if atom.startswith("end "):
            return run + atom[4:]
        run += re.escape(atom) if len(atom) == 1 else atom
    ends = [atom for atom in tree if atom.startswith("end ")]
    ways = [(re.escape(atom) if len(atom) == 1 else atom) + _pattern(below) for atom, below in tree.items() if atom not in ends]
    return f"{run}(?:{'|'.join([*ways, *(end[4:] for end in sorted(ends, reverse=True))])})"


def _is_whole(m: re.Match[str], text: str) -> bool:
    """Whether what opens a value is closed after it; a word between commas and spaces is prose, a small one before a colon is a name in a program."""
    opened, after = m[0][0], text[m.end() : m.end() + 40]
    closed = after.lstrip(" \r")[:1] if opened != ">" else after.lstrip()[:1]
    if opened in ",;" and (m[0][1:2].isspace() or after[:1] == " "):
        return False
    if m[1].islower() and after[1:].lstrip().startswith(":"):
        return False
    return bool(closed) and closed in _PAIRS[opened]


def _form(token: Token, found: str, text: str) -> str:
    """How it is written there, as near as can be told."""
    one = unicodedata.normalize("NFC", token.text)
    if token.text in text:
        return "as written"
    whole = unicodedata.normalize("NFC", text)
    if one in whole:
        return "in another Unicode form"
    if one.casefold() in whole.casefold():
        return "in another case"
    if not _BETWEEN.search(found):
        return "without spaces" if _BETWEEN.search(token.text) else "without accents"
    return "as a slug" if re.search("[-_]", found) and " " not in found else "nearly as written"
