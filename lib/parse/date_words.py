"""The words of dates as one-letter kinds, so that a grammar of dates is a regular expression over letters."""

import re
from functools import cache
from typing import NamedTuple

from lib.parse.words import trie
from lib.tables import load

# kind of a word in data/grammar/date_words.csv → its letter; of a word with two kinds the first here counts
LETTERS = {
    "day": "d", "holiday": "H", "unit": "u", "this": "t", "last": "l", "next": "x", "prior": "P",
    "following": "z",
    "that": "h", "part": "p", "daypart": "q", "ago": "g", "ago_before": "G", "earlier": "e", "later": "a",
    "to": ">", "and": "&", "between": "b", "from": "f", "of": "o", "in": "i", "article": "k",
}  # fmt: skip
_LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "ru")
_CAPITALISED = frozenset({"en", "de", "id"})
# months that are also verbs, names or adverbs count only beside a number or a preposition
_NAMES = frozenset(
    {"may", "march", "april", "june", "august", "mars", "mai", "mayo", "mar", "set", "ago", "out", "jun"}
)
_SHORT_MONTHS = frozenset(
    {"may", "june", "july", "mayo", "juin", "juni", "juli", "mars", "mai", "août", "май", "март"}
)
_ORDINAL_ENDINGS = ("", "st", "nd", "rd", "th", "er", "ère", "º", "ª", "°", "го")
_AROUND = (24, 48)


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
def vocabulary(language: str | None) -> dict[str, tuple[str, int | str, bool]]:
    """Word in lower case → its letter, its value, whether its language capitalises it.

    Months are `m` (`M`: only beside a number or preposition), weekdays `w` (`W`: only behind a preposition,
    `V`: only beside a date).
    """
    words: dict[str, tuple[str, int | str, bool]] = {}
    months, weekdays = load("grammar/months"), load("grammar/weekdays")
    others, numbers = load("grammar/date_words"), load("grammar/number_words")
    for owner in _order(language):
        capital = owner in _CAPITALISED
        for row in months:
            if row["language"] == owner:
                form = row["form"].lower()
                short = len(form) <= 4 and form not in _SHORT_MONTHS
                if short and language is None and owner not in ("en", "ru"):
                    continue
                doubtful = form in _NAMES or (short and owner != "ru")
                words.setdefault(form, ("M" if doubtful else "m", int(row["month"]), capital))
        for row in weekdays:
            if row["language"] == owner:
                letter = {"": "w", "preposition": "W", "date": "V"}[row["beside"]]
                words.setdefault(row["word"].lower(), (letter, int(row["weekday"]), capital))
        for kind, letter in LETTERS.items():
            for row in others:
                if row["language"] == owner and row["kind"] == kind:
                    value = int(row["value"]) if kind == "day" else row["value"]
                    words.setdefault(row["word"].lower(), (letter, value, False))
        for row in numbers:
            if row["language"] == owner and row["kind"] in ("number", "article"):
                count = float(row["value"] or 1)
                if count == int(count) and count < 100:
                    words.setdefault(row["word"], ("#", int(count), False))
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
    words = [w for w, (letter, _, _) in vocabulary(language).items() if letter in letters]
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
        r"|\d{1,2}(?:st|nd|rd|th|er|ère|º|ª|°|-?го)(?!\w)"
        r"|\d{1,2}\.(?=[ \u00a0](?:bis|und|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)|[-–]\d)"
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
    if rest and not (len(digits) <= 2 and rest.lower().strip("-.") in _ORDINAL_ENDINGS):
        return "?", ""
    if following[:1] == "%" or len(digits) > 4 or re.match(r":\d", following):
        return "?", ""
    value = int(digits)
    if len(digits) == 4:
        return ("y", value) if 1000 <= value <= 2100 else ("N", value)
    return ("n", value) if 1 <= value <= 31 and len(digits) <= 2 else ("N", value)


def _token_of(text: str, match: re.Match[str], language: str | None) -> Token:
    """One token with its letter; `?` for a word, `.` for a mark that no date goes on through."""
    surface, start = match.group(), match.start()
    first = surface[0]
    letter: str
    value: int | str
    if first.isdigit() or (first in "'’" and surface[1:].isdigit()):
        letter, value = _digits(surface, text[match.end() : match.end() + 2])
        ahead = text[max(0, start - 2) : start]
        if (
            letter in "ynN"
            and ahead
            and (ahead[-1] in "$€£¥₹#" or (ahead[-1] in ".,:" and ahead[0].isdigit()))
        ):
            letter = "?"
        return Token(start, match.end(), letter, value, surface)
    lower = surface.lower()
    if lower[-2:] in ("'s", "’s"):
        lower = lower[:-2]
    letter, value, capital = vocabulary(language).get(lower, ("?", "", False))
    if letter in "mMwWV":
        opens = (
            letter in "wW"
            and not capital
            and re.search(r"(?:^|\n|[.!?] )\Z", text[max(0, start - 2) : start])
        )
        if capital != first.isupper() and not opens:
            letter = "?" if capital else letter.upper()
    elif letter == "?" and not first.isalpha():
        letter = {",": "c", "-": "-", "–": "-", "—": "-", "/": "/", "(": "(", ")": ")"}.get(first, ".")
    return Token(start, match.end(), letter, value, surface)


def tokens_around(text: str, start: int, end: int, floor: int, language: str | None) -> list[Token]:
    """The tokens on both sides of `[start, end)` up to the first that no date holds, none before `floor`."""
    pattern = _token(language)
    found: list[Token] = []
    for match in pattern.finditer(text, start, min(len(text), end + _AROUND[1])):
        token = _token_of(text, match, language)
        if token.letter == "." and token.surface == "." and found and _abbreviated(found[-1]):
            continue
        if token.letter == "?" and not found:
            return []
        found.append(token)
        if token.letter in "?." or len(found) > 14:
            break
    low = max(floor, start - _AROUND[0], 0)
    while low < start and low and text[low - 1].isalnum():
        low += 1
    before = list(pattern.finditer(text, low, end))
    for match in reversed(before):
        if match.start() >= start:
            continue
        token = _token_of(text, match, language)
        found.insert(0, token)
        if token.letter in "?.":
            break
    return found


def is_counted_out(text: str, start: int, end: int, language: str | None) -> bool:
    """Whether a unit ("years") stands between two words that no date has, which is cheap to see.

    >>> is_counted_out("for many years they", 9, 14, "en")
    True
    >>> is_counted_out("it was last year they", 12, 16, "en")
    False
    """
    words = vocabulary(language)
    if words.get(text[start:end].lower(), ("",))[0] != "u":
        return False
    before = text[max(0, start - 14) : max(0, start - 1)].rpartition(" ")[2].lower()
    after = text[end + 1 : end + 12].partition(" ")[0].rstrip(".,;:)").lower()
    return (
        before not in words
        and after not in words
        and not before[-1:].isdigit()
        and text[start - 1 : start] == " "
    )


def _abbreviated(token: Token) -> bool:
    """Whether a full stop behind a month or weekday belongs to it."""
    short = token.letter in "mMV" and 3 <= len(token.surface) <= 5 - (token.letter != "V")
    return short and token.surface.lower() not in _SHORT_MONTHS
