"""Bytes → text: the encoding found, what is no text refused, control characters dropped."""

import codecs
import re
from collections.abc import Sized

from lib.errors import ReadError

MAX_BYTES = 50_000_000
"""of a plain document; records are read one at a time and may be more"""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_OFFICE = "open it and save it as PDF, HTML or plain text"
_MAGIC = (
    (b"\x89PNG", "an image", "give its text"), (b"\xff\xd8\xff", "an image", "give its text"),
    (b"GIF8", "an image", "give its text"), (b"II*\x00", "an image", "give its text"),
    (b"MM\x00*", "an image", "give its text"), (b"\x00\x00\x01\x00", "an image", "give its text"),
    (b"\xd0\xcf\x11\xe0", "an Office document", _OFFICE), (b"{\\rtf", "an RTF document", _OFFICE),
    (b"PK\x03\x04", "an Office document or archive", "save it as PDF or text, or name it .zip"),
    (b"BZh", "a bzip2 archive", "unpack it first"), (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "pack it as zip"), (b"Rar!", "a RAR archive", "pack it as zip"),
    (b"\x7fELF", "a program", "leave it out"), (b"MZ\x90", "a program", "leave it out"),
    (b"SQLite format 3", "a database", "export its table as CSV"), (b"ID3", "a recording", "give its text"),
    (b"OggS", "a recording", "give its text"), (b"RIFF", "a recording", "give its text"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*|<\?xml[^>]{0,100}encoding\s*=\s*)["']?\s*([\w.:-]{2,40})""", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_GARBLED = re.compile("[ÃÂÐÑ][\x80-\xbf\u0152-\u0178\u2013-\u203a\u20ac\u2122]|â€|Ã[¡-¿]")


def clean(text: str) -> str:
    """A text without NUL, other control characters and half surrogates; white space stays.

    >>> clean("a\\x00b\\tc\\u00a0d\\ud800")
    'ab\\tc\\xa0d'
    """
    return _CONTROL.sub("", text) if _has_controls(text) else text


def _has_controls(text: str) -> bool:
    if text.isascii():
        plain = text.encode("ascii")
        return len(plain.translate(None, _CONTROL_BYTES)) != len(plain)
    return _CONTROL.search(text) is not None


def check_size(name: str, data: Sized, limit: int = MAX_BYTES) -> None:
    """Refuses an empty document and one larger than `limit` bytes."""
    if len(data) == 0:
        raise ReadError(name, "", "the file is empty", "check that it was saved or copied completely")
    if len(data) > limit:
        reason = (
            f"{len(data) / 1e6:,.0f} MB is more than the {limit / 1e6:,.0f} MB that one document may have"
        )
        raise ReadError(name, "", reason, "split it, or give the articles as JSON Lines, CSV or Parquet")


def decode(name: str, data: bytes) -> str:
    """The text of a document in whatever encoding it is: byte order mark, UTF-8, declared, guessed.

    >>> decode("a.txt", "Cúcuta".encode()), decode("a.txt", "Cúcuta".encode("utf-16"))
    ('Cúcuta', 'Cúcuta')
    >>> decode("a.png", b"\\x89PNG....")
    Traceback (most recent call last):
        ...
    lib.errors.ReadError: a.png: this is an image, no text; give its text
    """
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise ReadError(name, "", f"this is {what}, no text", remedy)
    text, replaced = _decode(data)
    if _has_controls(text):
        sample = text[:100_000]
        if "\x00" in sample or sum(1 for _ in _CONTROL.finditer(sample)) / len(sample) > 0.01:
            raise ReadError(
                name, "", "this is binary data, no text", "give a text, HTML, feed, table or PDF file"
            )
        text = _CONTROL.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if replaced or text.count("\ufffd") > max(3, len(text) / 1000) or _is_garbled(text):
        remedy = "save the original again as UTF-8"
        raise ReadError(name, "", "its letters are garbled: the encoding is damaged or was mistaken", remedy)
    if not text.strip():
        raise ReadError(name, "", "the file holds no words", "check that it was saved or copied completely")
    return text


def _decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether letters were lost."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
            return text, text.count("\ufffd") > 1 + len(text) / 1000
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.start > 0:  # cut inside its last letter
            return data[: error.start].decode("utf-8"), False
    if data[:4000].count(b"\x00") > len(data[:4000]) / 5:
        even = data[:4000:2].count(b"\x00") > data[1:4000:2].count(b"\x00")
        return data.decode("utf-16-be" if even else "utf-16-le", errors="replace"), False
    declared = _DECLARED.search(data[:4000])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), False
        except (LookupError, UnicodeError, ValueError):
            pass
    import cchardet

    guess = cchardet.detect(data[:200_000]).get("encoding") or "windows-1252"
    for encoding in (guess, "windows-1252"):
        try:
            return data.decode(encoding), False
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("utf-8", errors="replace"), True


def _is_garbled(text: str) -> bool:
    if text.isascii() or not any(sign in text for sign in "ÃÂÐÑâ"):
        return False
    hits = sum(1 for _ in _GARBLED.finditer(text, 0, 100_000))
    return hits >= 3 and hits > min(len(text), 100_000) / 300
