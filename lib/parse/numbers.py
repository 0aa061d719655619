"""Numbers as the news writes them: digits in any locale, number words, magnitudes, ranges."""

import re
from functools import cache
from typing import NamedTuple

from lib.tables import load

COMMA_DECIMAL = frozenset({"es", "pt", "fr", "de", "it", "ru", "nl"})
_COMMA_THOUSANDS_TOO = frozenset({"es"})  # Mexico, Central America and Peru group by commas
_LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "ru", "nl", "zh")
_WINDOW = 96
_LONGEST = 32

_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d+)*"
)
_TOKEN = re.compile(rf"{_DIGITS}|[^\W\d_]+|[^\w\s]")
_NUMBER = re.compile(rf"\.\d+|{_DIGITS}")
_SCALE = re.compile(r"[ \u00a0\u202f-]?([^\W\d_]+)\.?(?![^\W_])")
_NEXT_IN_RANGE = re.compile(
    r"[ \u00a0\u202f]?[-–—~][ \u00a0\u202f]?|[ \u00a0\u202f]([^\W\d_]{1,3})[ \u00a0\u202f]"
)


class Number(NamedTuple):
    """A number read at `[start, end)` of a text; `scale` is the magnitude word's factor (1 when none)."""

    start: int
    end: int
    value: float
    scale: float


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    value: float
    comma: bool


class _Entry(NamedTuple):
    kind: str
    value: float
    comma: bool
    """the word belongs to a language that writes decimals with a comma"""


@cache
def _vocabulary(language: str | None) -> dict[str, _Entry]:
    first = [language] if language in _LANGUAGES else []
    order = first + [known for known in _LANGUAGES if known != language]
    rows = [(r["language"], r["word"], r["kind"], r["value"]) for r in load("grammar/number_words")]
    rows += [
        (r["language"], r["word"], "bare" if r["bare"] else "scale", r["value"])
        for r in load("grammar/magnitudes")
    ]
    words: dict[str, _Entry] = {}
    for owner in order:
        for lang, word, kind, value in rows:
            if lang == owner:
                words.setdefault(word, _Entry(kind, float(value or 0), lang in COMMA_DECIMAL))
    return words


def parse_number(surface: str, language: str | None = None) -> float | None:
    """The value of a number written in digits, grouped and pointed by the habits of `language`.

    >>> parse_number("1,331"), parse_number("1.331"), parse_number("1.331", "pt"), parse_number("1 331,5")
    (1331.0, 1.331, 1331.0, 1331.5)
    >>> parse_number("12,34,567.89"), parse_number("1'331"), parse_number("5,7"), parse_number("0,125")
    (1234567.89, 1331.0, 5.7, 0.125)
    >>> parse_number("1.2.3") is parse_number("1,2,3") is parse_number("ten") is None
    True
    """
    if len(surface) > _LONGEST:
        return None
    plain = re.sub(r"[\s'’]", "", surface)
    if not re.fullmatch(r"\d*(?:[.,]\d+)*", plain) or not plain.strip(".,"):
        return None
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return float(plain)
    last = marks[-1]
    other = "," if last == "." else "."
    tail = len(plain) - plain.rindex(last) - 1
    if other in marks:
        whole, _, fraction = plain.rpartition(last)
        grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{2,3}})+", whole)
        return float(f"{whole.replace(other, '')}.{fraction}") if grouped else None
    if len(marks) > 1:
        grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(last)}\d{{2,3}})*{re.escape(last)}\d{{3}}", plain)
        return float(plain.replace(last, "")) if grouped else None
    by_comma = language in COMMA_DECIMAL
    thousands = (
        tail == 3
        and plain[0] not in "0.,"
        and len(plain) <= 7
        and (
            (last == "," and (not by_comma or language in _COMMA_THOUSANDS_TOO)) or (last == "." and by_comma)
        )
    )
    return float(plain.replace(last, "" if thousands else "."))


def product(value: float, factor: float) -> float:
    """Two numbers multiplied as their decimals are written, without what binary fractions add.

    >>> product(2.14, 1e9), 2.14 * 1e9, product(float("inf"), 10)
    (2140000000.0, 2140000000.0000002, inf)
    """
    return float(f"{value * factor:.15g}")


def _style(language: str | None, comma: bool) -> str | None:
    """The language to read digits by: as given, else Spanish when a word beside them is of that kind."""
    return language if language in _LANGUAGES else ("es" if comma else None)


def _digits(surface: str, language: str | None, comma: bool) -> float | None:
    return parse_number(surface, _style(language, comma))


def _evaluate(tokens: list[_Token]) -> tuple[float, float] | None:
    """Value and magnitude of a phrase that is one number, else None."""
    total = current = 0.0
    scale = 1.0
    started = False
    last = len(tokens) - 1
    for i, (_, _, kind, value, _) in enumerate(tokens):
        following = tokens[i + 1].kind if i < last else ""
        if kind == "digits":
            if started:
                return None
            current, started = value, True
        elif kind == "number" or (kind == "bare" and value == 100 and not started):
            room = not started or (current % 100 == 0 and current != 0) or (current == 0 and total > 0)
            room = room or (20 <= current % 100 < 100 and current % 10 == 0 and 0 < value < 10)
            if not room or (started and value >= 100):
                return None
            current, started = current + value, True
        elif kind in ("scale", "bare"):
            if kind == "scale" and not started:
                return None
            if value == 100:
                if current >= 100:
                    return None
                current *= 100
                continue
            if total and total < value:
                total, current = product(total + current, value), 0.0
            elif total and not current:
                return None
            else:
                total, current = total + product(current if started else 1, value), 0.0
            started = True
            scale = (
                scale * value if scale < value and i and tokens[i - 1].kind in ("scale", "bare") else value
            )
        elif kind == "half":
            if current and i and tokens[i - 1].kind in ("number", "digits") and value == 0.25:
                current *= value
            elif current == 0 and total:
                total += value * scale
            else:
                current += value
            started = True
        elif kind == "article":
            if started and following != "half" and not (i and tokens[i - 1].kind in ("half", "of")):
                return None
            if (following not in ("half", "") and not started) or not following:
                if started:
                    return None
                current, started = 1.0, True
        elif kind == "and":
            if not started or not following:
                return None
        elif kind == "of":
            if not started or following not in ("article", ""):
                return None
            if not following and not total:
                return None
        elif kind == "filler":
            if i == 0:
                return None
        elif kind == "point":
            if not started or any(t.kind not in ("number", "digits") or t.value > 9 for t in tokens[i + 1 :]):
                return None
            fraction = "".join(str(int(t.value)) for t in tokens[i + 1 :])
            return (current + float(f"0.{fraction}"), 1.0) if fraction else None
        elif kind != "-" or not started:
            return None
    return (total + current, scale) if started else None


def _tokens(text: str, end: int, language: str | None) -> list[_Token]:
    """The number words and digits that stand right before `end`."""
    start = max(0, end - _WINDOW)
    found = list(_TOKEN.finditer(text, start, end))
    if start and found and found[0].start() == start:
        del found[0]  # the window may have cut it
    words = _vocabulary(language)
    run: list[_Token] = []
    comma = False
    for match in reversed(found):
        surface = match.group()
        first = surface[0]
        if first.isdigit():
            value = _digits(surface, language, comma)
            if value is None:
                break
            run.append(_Token(match.start(), match.end(), "digits", value, comma))
        elif first.isalpha():
            entry = words.get(surface) or words.get(surface.lower())
            if entry is None or entry.kind == "none":
                break
            if len(surface) == 1 and entry.kind == "scale" and not text[match.start() - 1].isdigit():
                break
            comma = comma or (entry.kind in ("scale", "bare") and entry.comma)
            run.append(_Token(match.start(), match.end(), entry.kind, entry.value, entry.comma))
        elif first in "-–—":
            run.append(_Token(match.start(), match.end(), "-", 0, False))
        elif first in "'’." and (not run or run[-1].kind in ("of", "scale")):
            continue  # d'euros, млн.
        else:
            break
        if len(run) == 14:
            break
    run.reverse()
    return run


def _longest(tokens: list[_Token]) -> tuple[int, float, float] | None:
    """Where the longest number that ends the phrase begins, its value and its magnitude."""
    for i in range(len(tokens)):
        if tokens[i].kind in ("digits", "number", "bare", "half", "article"):
            read = _evaluate(tokens[i:])
            if read is not None:
                return i, *read
    return None


def numbers_before(text: str, end: int, language: str | None = None) -> list[Number]:
    """The number that ends at `end` (spaces and one hyphen apart); two for a range; none when there is none.

    >>> numbers_before("some 2.5 million ", 17)
    [Number(start=5, end=16, value=2500000.0, scale=1000000.0)]
    >>> [n.value for n in numbers_before("between 3 and 4 billion", 23)]
    [3000000000.0, 4000000000.0]
    >>> numbers_before("many millions ", 14)
    []
    """
    while end and (text[end - 1].isspace() or text[end - 1] in "-\u2011"):
        end -= 1
    if not end or not (text[end - 1].isalnum() or text[end - 1] in ".'’"):
        return []
    tokens = _tokens(text, end, language)
    high = _longest(tokens)
    if high is None:
        return []
    at, value, scale = high
    found = Number(tokens[at].start, tokens[-1].end, value, scale)
    low = _low_end(tokens, at, value / scale, scale)
    return [low, found] if low else [found]


def _low_end(tokens: list[_Token], at: int, coefficient: float, scale: float) -> Number | None:
    """The lower number of a range whose higher one begins at token `at`."""
    if at < 2:
        return None
    joint, before = tokens[at - 1].kind, tokens[: at - 1]
    if joint not in ("to", "-", "and") and not (joint == "article" and before[-1].kind == "digits"):
        return None
    if joint == "-" and before[-1].kind not in ("digits", "number"):
        return None
    low = _longest(before)
    if low is None:
        return None
    i, value, own = low
    if before[i].kind == "article" or (joint == "and" and (i == 0 or before[i - 1].kind != "between")):
        return None
    if own == 1 and value <= coefficient:
        value, own = product(value, scale), scale
    return Number(before[i].start, before[-1].end, value, own)


def number_at(text: str, start: int, language: str | None = None) -> Number | None:
    """The number in digits, with its magnitude, that begins at `start`.

    >>> number_at("$1.2bn deal", 1), number_at("$HOME", 1)
    (Number(start=1, end=6, value=1200000000.0, scale=1000000000.0), None)
    """
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    end, scale, comma = match.end(), 1.0, False
    words = _vocabulary(language)
    while True:
        word = _SCALE.match(text, end)
        entry = word and (words.get(word.group(1)) or words.get(word.group(1).lower()))
        if not word or not entry or entry.kind not in ("scale", "bare"):
            break
        if scale > 1 and not (scale < entry.value or entry.value >= 1e6):
            break
        if len(word.group(1)) == 1 and word.start(1) > end and text[end] != "-":
            break
        scale, comma, end = scale * entry.value, comma or entry.comma, word.end(1)
    value = _digits(match.group(), language, comma)
    if value is None:
        return None
    return Number(start, end, product(value, scale), scale)


def range_joint(text: str, end: int, language: str | None = None) -> tuple[int, str] | None:
    """Where the second number of a range that continues at `end` would begin, and the kind of joint.

    >>> range_joint("$2-3 billion", 2), range_joint("$2 to $3", 2), range_joint("$2 for", 2)
    ((3, '-'), (6, 'to'), None)
    """
    match = _NEXT_IN_RANGE.match(text, end)
    if match is None:
        return None
    word = match.group(1)
    if word is None:
        return match.end(), "-"
    entry = _vocabulary(language).get(word.lower())
    if entry is None or entry.kind not in ("to", "and"):
        return None
    return match.end(), entry.kind


def is_magnitude(word: str) -> bool:
    """Whether a word is a magnitude in some language.

    >>> is_magnitude("millions"), is_magnitude("euros")
    (True, False)
    """
    entry = _vocabulary("fr").get(word.lower())
    return entry is not None and entry.kind in ("scale", "bare")


def word_value(word: str, language: str | None = None) -> float | None:
    """The value of one number word or run of digits.

    >>> word_value("forty-two"), word_value("43"), word_value("many")
    (42.0, 43.0, None)
    """
    found = numbers_before(word, len(word), language)
    return found[-1].value if found and found[-1].start == 0 else None
