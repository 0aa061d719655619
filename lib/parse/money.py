"""Amounts of money in running text, any currency, written any way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from lib.parse.currencies import Unit, currencies
from lib.parse.numbers import (
    Number,
    is_magnitude,
    number_at,
    numbers_before,
    product,
    range_joint,
    word_value,
)
from lib.parse.words import SPACE, past_soft_hyphens, trie
from lib.tables import load


@dataclass(frozen=True, slots=True)
class Money:
    """An amount at `[start_char, end_char)`; `currency` is ISO 4217, None where the words leave it open."""

    start_char: int
    end_char: int
    amount: float
    currency: str | None


@cache
def _anchors(ascii_only: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a currency may stand: a symbol; a word, mark or code behind a space, a digit or a bracket."""
    known = currencies()
    words = [*known.units, *(w for w, u in known.exact.items() if u.kind != "code")]
    symbols = "".join(re.escape(s) for s in known.symbols if s.isascii() or not ascii_only)
    before = r" \n\t\d(/\"'\[,+~-" if ascii_only else r"\s\d(/\"'’“«\[,+~≈–—-"
    words = [w for w in words if w.isascii() or not ascii_only]
    return re.compile(f"[{symbols}]"), re.compile(rf"[{before}]({trie(words)}|[A-Z]{{3}})(?![^\W\d_])")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Cents behind an amount; the symbol of a range's second half; qualifiers."""
    known = currencies()
    symbols = "".join(map(re.escape, known.symbols))
    minors = [w for w, owners in known.units.items() if any(u.kind == "minor" for u in owners.values())]
    ands = "|".join(sorted({r["word"] for r in load("grammar/number_words") if r["kind"] == "and"}))
    cents = (
        rf"(?:,?{SPACE}(?:{ands})|,)?{SPACE}(\d{{1,2}}|[^\W\d_]{{3,12}}(?:[ -][^\W\d_]{{3,5}})?)"
        rf"(?:{SPACE}?(?:{trie(minors)}|c)(?![^\W_])|(?=[.!?]?\s*\Z))"
    )
    second = rf"((?:[A-Z]{{1,3}})?[{symbols}])?{SPACE}?"
    qualified = rf"(?<![^\W_]){trie(known.lists['qualifier'])}{SPACE}\Z"
    return re.compile(cents), re.compile(second), re.compile(qualified)


_WORD_BEFORE = re.compile(r"((?:[^\W\d_]\.){2,3}|[^\W\d_]+(?:[ \u00a0][^\W\d_]+)?)[\s\u2011-]+\Z")
_WORD_AFTER = re.compile(r"[\s-]{1,2}([^\W\d_]+)(?:[ \u00a0]([^\W\d_]+))?")
_LETTERS_BEFORE = re.compile(r"(?<![^\W\d_])[A-Za-z][A-Za-z.]{0,4} ?\Z")
_BETWEEN = re.compile(r"\b(?:between|from|entre|zwischen|tra|fra|между|desde|von)\s\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def find_money(text: str, language: str | None = None) -> Iterator[Money]:
    """Yields every amount of money in `text`, in order; a range is two amounts.

    Magnitudes are applied. A span takes in "about", "at least", "between"; that of a lower end which
    borrows its currency or magnitude reaches to them. `$` alone is the US dollar, "pesos" or "francs" without
    a country have no currency, and a bare sum in cents or pence is left in cents, without one.

    >>> [(m.amount, m.currency) for m in find_money("from $2-3 billion to 1,6 млрд евро")]
    [(2000000000.0, 'USD'), (3000000000.0, 'USD'), (1600000000.0, 'EUR')]
    >>> [(m.amount, m.currency) for m in find_money("a further billion dollars and 200 pesos")]
    [(1000000000.0, 'USD'), (200.0, None)]
    >>> list(find_money("$HOME in 2016 held 300 pounds of gold, US$ and 10 percent, billions of dollars"))
    []
    """
    yield from past_soft_hyphens(text, lambda plain: _find(plain, language))


def _find(text: str, language: str | None) -> Iterator[Money]:
    symbols, words = _anchors(text.isascii())
    known = currencies()
    places = [(match.start(1) - 1, match.group(1)) for match in words.finditer(" " + text)]
    signs = [(match.start(), match.group()) for match in symbols.finditer(text)]
    last = 0
    for start, surface in sorted(places + signs) if signs else places:
        begin, currency = start, known.symbols.get(surface)
        if currency is not None:
            begin, prefixed = _with_prefix(text, start)
            unit: Unit | None = Unit("symbol", prefixed or currency, "")
        else:
            unit = known.unit(surface, language)
        if start < last or unit is None:
            continue
        end = start + len(surface)
        for money in _leading(text, max(begin, last), end, unit, language) or _trailing(
            text, max(begin, last), end, unit, language, last
        ):
            last = money.end_char
            yield _qualified(text, money)


def _qualified(text: str, money: Money) -> Money:
    """The amount with "about", "at least", "between" in front of it taken in."""
    start = money.start_char
    if not start or not text[start - 1].isspace():
        return money
    window = text[max(0, start - 16) : start]
    match = _patterns()[2].search(window)
    return replace(money, start_char=start - len(window) + match.start()) if match else money


def _with_prefix(text: str, start: int) -> tuple[int, str | None]:
    """Where the letters before a symbol begin (`US$`, `C $`), and the currency they make."""
    if not start or not (text[start - 1].isalpha() or text[start - 1] in " ."):
        return start, None
    letters = _LETTERS_BEFORE.search(text[max(0, start - 7) : start])
    if letters is None:
        return start, None
    currency = currencies().prefixes.get(letters.group().lower() + text[start])
    return (start - len(letters.group()), currency) if currency else (start, None)


def _large(number: Number, surface: str) -> bool:
    """Whether an amount is one that only money would have."""
    return (
        number.scale >= 1000
        or (number.value >= 1000 and not _YEAR.match(surface))
        or "." in surface.strip(".")
    )


def _leading(text: str, begin: int, end: int, unit: Unit, language: str | None) -> list[Money]:
    """Amounts written behind their currency: `$2-3 billion`, `EUR 20`, `Rs. 20`."""
    if unit.kind == "minor" and end < len(text) and not text[end].isspace():
        return []
    spaced = end < len(text) and text[end] in " \u00a0\u202f"
    first = number_at(text, end + spaced, language)
    if first is None:
        return []
    surface = text[first.start : first.end]
    if unit.guard == "attached" and (spaced or first.scale < 1e6):
        return []
    if spaced and begin and text[begin - 1].isdigit() and unit.kind != "code":
        return []
    if spaced and unit.kind == "code" and first.scale == 1 and text[begin - 1 : begin].isspace():
        before = numbers_before(text, begin, language)
        if before and not _YEAR.match(text[before[0].start : before[0].end]):
            return []
    if (unit.guard == "large" and unit.kind == "code" and not _large(first, surface)) or (
        unit.kind in ("unit", "minor")
        and not (first.scale > 1 or (first.end == len(text) and not _YEAR.match(surface)))
        and not (unit.kind == "minor" and first.value >= 1000)
    ):
        return []
    if unit.kind in ("unit", "minor") and numbers_before(text, begin, language):
        return []
    if unit.kind == "unit" and (unit.guard or not spaced):
        return []
    numbers = _range_after(text, begin, first, language)
    found = [Money(begin, numbers[-1].end, numbers[0].value, unit.currency)]
    found += [Money(n.start, n.end, n.value, unit.currency) for n in numbers[1:]]
    last = found[-1]
    value, finish = (
        _with_cents(text, last.end_char, last.amount, language) if len(found) == 1 else (last.amount, 0)
    )
    finish = max(finish, _unit_behind(text, last.end_char, unit, language))
    if unit.kind in ("unit", "mark", "minor", "code") and begin:
        adjective = _adjective_before(text, begin, unit)
        if adjective:
            begin, currency = adjective
            return [replace(found[0], start_char=begin, currency=currency), *found[1:]]
    return [*found[:-1], replace(last, amount=value, end_char=max(finish, last.end_char))]


def _unit_behind(text: str, end: int, unit: Unit, language: str | None) -> int:
    """The end of a currency word that repeats the symbol: `$5 million dollars`."""
    match = _WORD_AFTER.match(text, end)
    again = match and currencies().unit(match.group(1), language)
    return (
        match.end(1) if match and again and again.kind == "unit" and again.currency == unit.currency else end
    )


def _range_after(text: str, begin: int, first: Number, language: str | None) -> list[Number]:
    """The first number, with a magnitude the second shares, and the second if it has no currency itself."""
    joint = range_joint(text, first.end, language)
    if joint is None:
        return [first]
    at, kind = joint
    opened = _BETWEEN.search(text[max(0, begin - 9) : begin]) is not None
    symbol = _patterns()[1].match(text, at)
    second = number_at(text, symbol.end() if symbol else at, language)
    if second is None or (kind == "and" and not opened):
        return [first]
    if first.scale == 1 < second.scale and first.value <= second.value / second.scale:
        first = first._replace(value=product(first.value, second.scale), scale=second.scale)
    own = symbol is not None and symbol.group(1)
    after = text[second.end : second.end + 1]
    if own or first.value >= second.value or after.isalnum() or after == "-":
        return [first]
    if kind == "to" and second.scale == 1 and not opened:
        return [first]
    return [first, second]


def _with_cents(text: str, end: int, amount: float, language: str | None) -> tuple[float, int]:
    """The amount and its end with the cents that follow it: `20 dollars and 43 cents`."""
    match = _patterns()[0].match(text, end)
    cents = word_value(match.group(1), language) if match else None
    if match is None or cents is None or not 1 <= cents < 100 or amount != int(amount):
        return amount, end
    return round(amount + cents / 100, 2), match.end()


def _adjective_before(text: str, start: int, unit: Unit) -> tuple[int, str] | None:
    """Where the country adjective before a unit begins, and the currency the two make."""
    window = text[max(0, start - 26) : start]
    match = _WORD_BEFORE.search(window)
    if match is None:
        return None
    words = match.group(1).lower()
    last = re.split(r"\s", words)[-1]
    for phrase in (words, last):
        known = currencies()
        currency = known.adjusted(unit, phrase)
        if currency is None and phrase in known.adjectives and unit.currency:
            currency = unit.currency
        if currency:
            return start - len(window) + match.start(1) + len(words) - len(phrase), currency
    return None


def _trailing(text: str, begin: int, end: int, unit: Unit, language: str | None, floor: int) -> list[Money]:
    """Amounts written before their currency: `2-3 billion dollars`, `20€`."""
    if not begin or text[begin - 1] in "$€£," or unit.guard == "attached":
        return []
    currency, number_end = unit.currency, begin
    if unit.kind in ("unit", "mark", "code"):
        before = _adjective_before(text, begin, unit)
        if before:
            number_end, currency = before
    numbers = [n for n in numbers_before(text, number_end, language) if n.start >= floor]
    if not numbers:
        return []
    number = numbers[-1]
    surface = text[number.start : number.end]
    following = _WORD_AFTER.match(text, end)
    after = following.group(1).lower() if following else ""
    if _refused(text, begin, end, unit, number, surface, after, following):
        return []
    if unit.kind == "minor":
        return [Money(n.start, end, n.value, None) for n in numbers]
    if following and unit.kind == "unit":
        phrases = (f"{after} {(following.group(2) or '').lower()}", after)
        for place, phrase in enumerate(phrases):
            behind = currencies().adjusted(unit, phrase) if phrase else None
            if behind and number_end == begin and language != "en":
                currency, end = behind, following.end(1 if place else 2)
                break
    value, end = _with_cents(text, end, number.value, language)
    return [
        *(Money(n.start, end, n.value, currency) for n in numbers[:-1]),
        Money(number.start, end, value, currency),
    ]


def _refused(
    text: str,
    begin: int,
    end: int,
    unit: Unit,
    number: Number,
    surface: str,
    after: str,
    following: re.Match[str] | None,
) -> bool:
    """Whether a number and a currency word are something else: weights, votes won, the euro zone."""
    lists = currencies().lists
    if (unit.guard == "large" and not _large(number, surface)) or (unit.guard == "final" and end < len(text)):
        return True
    spelled = surface.isalpha() and number.scale == 1 == number.value
    if spelled and surface.lower() != "one" and (unit.kind == "minor" or after in lists["after"]):
        return True
    if unit.kind == "minor":
        return bool(after) and (is_magnitude(after) or word_value(after) is not None)
    if unit.currency == "GBP" and unit.kind == "unit" and text[begin : begin + 5].lower() == "pound":
        if text[begin - 1] == "-" and number.scale == 1:
            return True
        if after in lists["weighed"] and not (
            following and (following.group(2) or "").lower() in lists["valued"]
        ):
            return True
    return unit.kind == "symbol" and end < len(text) and text[end].isalnum()
