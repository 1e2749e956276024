"""Bytes to text: the docstring says which bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstats.readers.text import meant, text_of

ROWS = "date,company\n2026-01-05,Café Zoë – “Ana”\n"


def said(data: bytes) -> list[str]:
    """The notes and problems of these bytes."""
    text = text_of(data)
    return [str(p) for p in (*text.notes, *text.problems)]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ROWS.encode(), "UTF-8"),
        (ROWS.encode("utf-8-sig"), "UTF-8"),
        (b"\xff\xfe" + ROWS.encode("utf-16-le"), "UTF-16"),
        (b"\xfe\xff" + ROWS.encode("utf-16-be"), "UTF-16"),
        (ROWS.encode("utf-16-le"), "UTF-16"),
        (ROWS.encode("utf-16-be"), "UTF-16"),
        (b"\xff\xfe\0\0" + ROWS.encode("utf-32-le"), "UTF-32"),
        (ROWS.encode("cp1252"), "Windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    """The same two lines, as eight programs save them."""
    text = text_of(data)
    assert (text.text, text.encoding) == (ROWS, encoding)
    expected = {
        "UTF-8": [],
        "Windows-1252": ["the file: not UTF-8; read as Windows-1252. Save it as “CSV UTF-8” if names look wrong."],
    }
    assert said(data) == expected.get(encoding, [f"the file: read as {encoding}. Nothing to mend."])


def test_a_byte_order_mark_twice() -> None:
    """A file saved through two tools."""
    data = b"\xef\xbb\xbf\xef\xbb\xbfdate\n"
    assert text_of(data).text == "date\n"
    assert said(data) == ["line 1: a second byte-order mark (three bytes nobody sees) was ignored. Nothing to mend."]


def test_a_byte_order_mark_in_mid_file() -> None:
    """Two exports joined: the mark goes, the line stays."""
    assert text_of("\ufeffa\n1\n\ufeffa\n2\n".encode()).text == "a\n1\na\n2\n"


def test_one_line_in_windows_1252() -> None:
    """Line 2 pasted from an old program into a file of UTF-8."""
    data = b"a,Zo\xc3\xab\nb,Zo\xeb\n"
    assert text_of(data).text == "a,Zoë\nb,Zoë\n"
    assert said(data) == [
        "line 2: the bytes of this line are not UTF-8 as the rest of the file is; it alone was read as Windows-1252. "
        "Look at its accents; save the file as “CSV UTF-8”."
    ]


def test_bytes_that_windows_1252_leaves_open() -> None:
    """0x81, 0x8D, 0x8F, 0x90, 0x9D have no letter."""
    assert text_of(b"\xe9\x81\x8d\x8f\x90\x9d\x80").text == "é\x81\x8d\x8f\x90\x9d€"


@pytest.mark.parametrize("end", [b"ZoZo\xc3", b"Caf\xc3\xa9 \xe2\x80", b"\xf0\x9f\x98"])
def test_the_file_ends_inside_a_character(end: bytes) -> None:
    """The last line is set aside, the rest is read."""
    data = b"date,company\n1,Acme\n2," + end
    assert text_of(data).text == "date,company\n1,Acme\n"
    assert said(data) == [
        "line 3: this line is cut off: the file ends inside a character. Write the line again, or take it from your newest backup."
    ]


def test_a_last_letter_of_windows_1252_is_no_cut() -> None:
    """A file of one accent, its last letter."""
    assert text_of(b"date,company\n1,Caf\xe9").text == "date,company\n1,Café"


def test_half_a_character_of_utf_16() -> None:
    """One byte is missing at the end."""
    data = b"\xff\xfe" + "a\nbc".encode("utf-16-le")[:-1]
    assert text_of(data).text == "a\n"
    assert said(data)[1].startswith("line 2: this line is cut off")


def test_letters_in_two_parts() -> None:
    """é as macOS writes it in names of files."""
    assert text_of("Cafe\u0301\n".encode()).text == "Café\n"
    assert said("Cafe\u0301\n".encode()) == [
        "the file: some letters are written in two parts (a letter, then its accent); they were read as one letter. Nothing to mend."
    ]


def test_zero_bytes_and_old_ends() -> None:
    """Zero bytes inside line 2, a Ctrl-Z at the end."""
    assert text_of(b"a\nb\0\0c\nd\n\x1a").text == "a\nbc\nd\n"
    assert said(b"a\nb\0\0c\nd\n\x1a") == [
        "line 4: a Ctrl-Z (an old mark of the end) was ignored. Nothing to mend.",
        "line 2: 2 zero bytes in this line ignored. Look whether the line is whole.",
    ]
    assert said(b"a\nb\n\0\0\0") == [
        "line 3: 3 zero bytes at the end of the file ignored: a save may have been cut off. See whether the last rows are there."
    ]


def test_cr_cr_lf() -> None:
    """A program translated line ends that were translated already."""
    assert text_of(b"a\r\r\nb\r\r\n").text == "a\nb\n"
    assert len(said(b"a\r\r\nb\r\r\n")) == 1


@pytest.mark.parametrize(
    ("cell", "better"),
    [("CafÃ©", "Café"), ("Acme â€“ Data", "Acme – Data"), ("MÃ¼ller", "Müller"), ("Café", ""), ("SÃO PAULO", ""), ("Acme", "")],
)
def test_text_encoded_twice(cell: str, better: str) -> None:
    """What a cell was meant to say."""
    assert meant(cell) == better


@given(st.binary(max_size=200))
def test_no_bytes_fail(data: bytes) -> None:
    """Any bytes at all."""
    assert "\0" not in text_of(data).text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\x1a\ufeff"), max_size=80))
def test_utf_8_comes_back(text: str) -> None:
    """Any text, but for letters in two parts, and line ends that were doubled."""
    import unicodedata

    assert text_of(text.encode()).text == unicodedata.normalize("NFC", text.replace("\r\r\n", "\n"))
