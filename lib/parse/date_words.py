"""The words of dates as one-letter kinds, so that a grammar of dates is a regular expression over letters."""

import re
from functools import cache
from typing import NamedTuple

from lib.parse.tables import load
from lib.parse.words import trie

# kind of a word in data/grammar/date_words.csv → its letter; of a word with two kinds the first here counts
LETTERS = {
    "day": "d", "holiday": "H", "unit": "u", "this": "t", "last": "l", "next": "x", "prior": "P", "following": "z",
    "that": "h", "part": "p", "daypart": "q", "ago": "g", "ago_before": "G", "earlier": "e", "later": "a",
    "to": ">", "and": "&", "between": "b", "from": "f", "of": "o", "in": "i", "article": "k",
}  # fmt: skip
_LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "ru")
_CAPITALISED = frozenset({"en", "de", "id"})
# months that are also verbs, names or adverbs count only beside a number or a preposition
_NAMES = frozenset({"may", "march", "april", "june", "august", "mars", "mai", "mayo", "mar", "set", "ago", "out", "jun"})
_AROUND = (48, 64)


class Token(NamedTuple):
    start: int
    end: int
    letter: str
    value: int | str
    surface: str


def _order(language: str | None) -> list[str]:
    """Whose words to read, the first owner of a word winning."""
    if language in (None, "en"):
        return list(_LANGUAGES) if language is None else ["en"]
    return [str(language), "en"]


@cache
def vocabulary(language: str | None) -> dict[str, tuple[str, int | str]]:
    """Word in lower case → letter and value: months `m` (`M`: only beside a number), weekdays `w` (`W`: only
    behind a preposition; `V`: only beside a date)."""
    words: dict[str, tuple[str, int | str]] = {}
    months, weekdays = load("grammar/months"), load("grammar/weekdays")
    others, numbers = load("grammar/date_words"), load("grammar/number_words")
    for owner in _order(language):
        for row in months:
            if row["language"] == owner:
                form = row["form"].lower()
                short = len(form) <= 4 and form not in ("june", "july", "juni", "juli", "juin", "août", "май", "март")
                if short and language is None and owner not in ("en", "ru"):
                    continue
                doubtful = form in _NAMES or (short and owner != "ru")
                words.setdefault(form, ("M" if doubtful else "m", int(row["month"])))
        for row in weekdays:
            if row["language"] == owner:
                letter = {"": "w", "preposition": "W", "date": "V"}[row["beside"]]
                words.setdefault(row["word"].lower(), (letter, int(row["weekday"])))
        for kind, letter in LETTERS.items():
            for row in others:
                if row["language"] == owner and row["kind"] == kind:
                    value = int(row["value"]) if kind == "day" else row["value"]
                    words.setdefault(row["word"].lower(), (letter, value))
        for row in numbers:
            if row["language"] == owner and row["kind"] in ("number", "article"):
                value = float(row["value"] or 1)
                if value == int(value) and value < 100:
                    words.setdefault(row["word"], ("#", int(value)))
    return words


@cache
def cues(language: str | None) -> re.Pattern[str]:
    """Verbs that tell the future (first group) or the past."""
    rows = [row for row in load("grammar/date_words") if row["language"] in _order(language)]
    future, past = ([r["word"] for r in rows if r["kind"] == kind] for kind in ("future", "past"))
    return re.compile(rf"(?<=[\s'’])(?:({trie(future)})|{trie(past)}|[a-z]{{2,12}}ed)(?![^\W_])")


@cache
def anchors(language: str | None, ascii_only: bool) -> re.Pattern[str]:
    """Where a date may stand: a month, weekday, day word or unit behind a space, a bracket or a dash."""
    letters = frozenset("mMwWVdHu")
    words = [w for w, (letter, _) in vocabulary(language).items() if letter in letters]
    words += [w for w in ("night", "morning", "afternoon", "evening", "nineteen") if language in (None, "en")]
    words = [w for w in words if w.isascii() or not ascii_only]
    before = r" \n\t(/\"'\[-" if ascii_only else r"\s(/\"'’“«\[–—-"
    return re.compile(rf"[{before}]({trie(words)})(?![^\W_])")


@cache
def _token(language: str | None) -> re.Pattern[str]:
    phrases = [w for w in vocabulary(language) if re.search(r"[^\w]", w)]
    many = f"(?:{trie(phrases)})(?![^\\W_])|" if phrases else ""
    return re.compile(
        rf"{many}\d{{4}}-\d\d-\d\d(?!\d)|\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)(?!\d)"
        r"|\d{1,2}(?:st|nd|rd|th|er|ère|º|ª|°|-?го)(?!\w)|\d{1,2}\.(?=[ \u00a0](?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))"
        r"|['’]\d\d(?!\w)|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+(?:[’'](?:s|year)\b)?|[^\w\s]"
    )


def _digits(surface: str, following: str) -> tuple[str, int | str]:
    """The letter and value of a token that begins with a digit or an apostrophe."""
    if "-" in surface[4:5] and len(surface) == 10:
        return "I", surface
    if surface[0] in "'’":
        return "Y", 1900 + int(surface[1:]) if int(surface[1:]) > 40 else 2000 + int(surface[1:])
    if surface.count("/") == 2 or surface.count(".") == 2:
        return "S", surface
    number = re.match(r"\d+", surface)
    digits = number.group() if number else "0"
    rest = surface[len(digits) :]
    if rest and not (len(digits) <= 2 and rest.lower().strip("-.") in ("", "st", "nd", "rd", "th", "er", "ère", "º", "ª", "°", "го")):
        return "?", ""
    if following[:1] == "%" or len(digits) > 4 or re.match(r":\d", following):
        return "?", ""
    value = int(digits)
    if len(digits) == 4:
        return ("y", value) if 1000 <= value <= 2100 else ("N", value)
    return ("n", value) if 1 <= value <= 31 and len(digits) <= 2 else ("N", value)


def tokens_around(text: str, start: int, end: int, floor: int, language: str | None) -> list[Token]:
    """The tokens near `[start, end)`, none before `floor`."""
    words = vocabulary(language)
    low = max(floor, start - _AROUND[0], 0)
    while low < start and low and text[low - 1].isalnum():
        low += 1
    found = []
    for match in _token(language).finditer(text, low, min(len(text), end + _AROUND[1])):
        surface = match.group()
        first = surface[0]
        letter: str
        value: int | str
        if first.isdigit() or (first in "'’" and len(surface) == 3 and surface[1:].isdigit()):
            letter, value = _digits(surface, text[match.end() : match.end() + 2])
            if letter in "ynN" and match.start() and text[match.start() - 1] in "$€£¥₹#.,/" and not text[
                match.start() - 2 : match.start() - 1
            ].isspace():
                letter = "?"
        elif first.isalpha():
            lower = surface.lower()
            if lower[-2:] in ("'s", "’s") and lower not in words:
                lower = lower[:-2]
            letter, value = words.get(lower) or ("?", "")
            if letter in "mw" and first.islower() and lower in _english():
                letter = "?"
            elif letter in "mMwW" and first.isupper() and lower not in _capitalised():
                letter = letter.upper()
            elif letter == "M" and first.islower() and lower in _english():
                letter = "?"
        else:
            letter = {",": "c", "-": "-", "–": "-", "—": "-", "(": "(", ")": ")"}.get(first, ".")
            if first == "." and found and found[-1].letter == "M" and len(found[-1].surface) <= 5 or (
                first == "." and found and found[-1].letter in "m" and 3 <= len(found[-1].surface) <= 4
                and found[-1].surface not in ("July", "June")
            ):
                continue
            value = ""
        found.append(Token(match.start(), match.end(), letter, value, surface))
    return found


@cache
def _english() -> frozenset[str]:
    rows = [(r["form"], r["language"]) for r in load("grammar/months")]
    rows += [(r["word"], r["language"]) for r in load("grammar/weekdays")]
    elsewhere = {w.lower() for w, lang in rows if lang not in _CAPITALISED}
    return frozenset(w.lower() for w, lang in rows if lang in _CAPITALISED) - elsewhere


@cache
def _capitalised() -> frozenset[str]:
    rows = [(r["form"], r["language"]) for r in load("grammar/months")]
    rows += [(r["word"], r["language"]) for r in load("grammar/weekdays")]
    return frozenset(w.lower() for w, lang in rows if lang in _CAPITALISED)
