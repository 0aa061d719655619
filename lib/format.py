"""Numbers, dates and money as people read them."""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from math import isfinite

from lib.tables import load

NOT_STATED = "not stated"

SIGNS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "RUB": "₽", "KRW": "₩",
    "BRL": "R$", "MXN": "MX$", "CAD": "C$", "AUD": "A$", "NZD": "NZ$", "HKD": "HK$", "TWD": "NT$",
    "SGD": "S$", "UAH": "₴", "TRY": "₺", "ILS": "₪", "NGN": "₦", "VND": "₫", "PHP": "₱", "KZT": "₸",
}  # fmt: skip
"""currencies with a sign of their own; the rest are written with their code"""

MAGNITUDES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
MEASURES = {"%": "%", "t": "t", "bbl": "bbl", "bbl/d": "bbl/d", "m3": "m³"}
"""units that are no currency, as printed"""
MEASURE_NAMES = {
    "%": "per cent", "t": "tonnes", "bbl": "barrels", "bbl/d": "barrels a day", "m3": "cubic metres",
}  # fmt: skip
COUNTED = ("Dollar", "Pound", "Dinar", "Franc", "Rupee", "Peso", "Dirham", "Riyal", "Rial", "Shilling")
"""currencies of many countries whose plural takes an s"""

MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def missing(value: object) -> bool:
    """Whether a cell holds nothing that can be said: None, NaN, NaT, NA, infinity or blank text.

    >>> missing(float("nan")), missing(" "), missing(0)
    (True, True, False)
    """
    if value is None or type(value).__name__ in ("NaTType", "NAType"):
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, float) and not isfinite(value)


def stated(value: object) -> str:
    """A cell as text, "not stated" when it holds nothing.

    >>> stated("Sergey Lavrov"), stated(None)
    ('Sergey Lavrov', 'not stated')
    """
    return NOT_STATED if missing(value) else str(value)


@cache
def unit(code: str) -> str:
    """A unit as people say it, in the plural.

    >>> unit("bbl/d"), unit("RUB"), unit("FJD"), unit("GTQ"), unit("QQQ")
    ('barrels a day', 'Russian roubles', 'Fiji dollars', 'quetzal', 'QQQ')
    """
    if code in MEASURE_NAMES:
        return MEASURE_NAMES[code]
    names = {row["code"]: row["name"] for row in load("gazetteer/currency_names")}
    if code in names:
        return names[code]
    import pycountry  # 20 ms, and only for codes the table lacks

    currency = pycountry.currencies.get(alpha_3=code)
    if currency is None:
        return code
    *before, last = currency.name.split()
    return " ".join([*before, last.lower() + ("s" if last in COUNTED else "")])


def number(value: float | Decimal | None, digits: int = 4) -> str:
    """A number with thousands separators, rounded to so many digits unless it is whole.

    >>> number(257200), number(2.4), number(-1234.5678), number(1/3, 2)
    ('257,200', '2.4', '−1,235', '0.33')
    >>> number(float("nan"))
    'not stated'
    """
    if value is None or missing(value):
        return NOT_STATED
    exact = Decimal(str(value))
    if exact != exact.to_integral_value():
        places = (
            max(0, digits - max(exact.adjusted(), 0) - 1)
            if abs(exact) >= 1
            else digits - exact.adjusted() - 1
        )
        exact = round(exact, places)
    text = f"{exact:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def money(value: float | None, currency: str) -> str:
    """An amount of money, short: magnitude in words, at most four digits.

    >>> money(2_400_000_000, "USD"), money(350e6, "EUR"), money(50e9, "BRL"), money(38_000, "USD")
    ('$2.4 bn', '€350 m', 'R$50 bn', '$38,000')
    >>> money(-57.9e6, "USD"), money(1.9e12, "JPY"), money(4e9, "ZAR")
    ('−$57.9 m', '¥1.9 tn', 'ZAR 4 bn')
    >>> money(None, "USD")
    'not stated'
    """
    if value is None or missing(value):
        return NOT_STATED
    return _signed(_scaled(value), currency)


def _scaled(value: float) -> str:
    """A number with its magnitude in words from a million on.

    >>> _scaled(1_234_567_890), _scaled(-5e6), _scaled(257_200)
    ('1.235 bn', '−5 m', '257,200')
    """
    exact = Decimal(str(value))
    for size, word in MAGNITUDES:
        if abs(exact) >= size:
            return f"{number((exact / size).normalize())} {word}"
    return number(exact)


def _signed(text: str, currency: str) -> str:
    minus, digits = ("−", text[1:]) if text.startswith("−") else ("", text)
    return f"{minus}{SIGNS[currency]}{digits}" if currency in SIGNS else f"{currency} {minus}{digits}"


def amount(value: float | None, unit: str) -> str:
    """A trade figure in its unit, short.

    >>> amount(2.4e9, "USD"), amount(257200, "t"), amount(-21, "%"), amount(5e9, "m3")
    ('$2.4 bn', '257,200 t', '−21 %', '5 bn m³')
    >>> amount(None, "t")
    'not stated'
    """
    if value is None or missing(value):
        return NOT_STATED
    return f"{_scaled(value)} {MEASURES[unit]}" if unit in MEASURES else money(value, unit)


def exact(value: float | None, unit: str) -> str:
    """A trade figure in its unit with every digit, for the hover.

    >>> exact(2.4e9, "USD"), exact(9.3, "%"), exact(6774563210, "EUR")
    ('$2,400,000,000', '9.3 %', '€6,774,563,210')
    >>> exact(None, "USD")
    'not stated'
    """
    text = number(value, 15)
    if text == NOT_STATED:
        return text
    return f"{text} {MEASURES[unit]}" if unit in MEASURES else _signed(text, unit)


def change(value: float | None) -> str:
    """A change in per cent, with its sign.

    >>> change(9.3), change(-21), change(0)
    ('+9.3 %', '−21 %', '0 %')
    >>> change(None)
    'not stated'
    """
    if value is None or missing(value):
        return NOT_STATED
    return f"{'+' if value > 0 else ''}{number(value)} %"


def share(value: float | None) -> str:
    """A part of one as per cent.

    >>> share(0.375), share(1), share(0.004)
    ('38 %', '100 %', '0.4 %')
    >>> share(None)
    'not stated'
    """
    if value is None or missing(value):
        return NOT_STATED
    percent = Decimal(str(value)) * 100
    return f"{number(round(percent, 0 if percent >= 1 or not percent else 1))} %"


def measured(value: float | None, measure: str) -> str:
    """Mentions as a number (`count`), as a share of articles (`share`) or as so many per thousand words (`rate`).

    >>> measured(12.0, "count"), measured(4.3333, "count"), measured(0.375, "share"), measured(8.549, "rate")
    ('12', '4.33', '38 %', '8.5')
    >>> measured(None, "rate")
    'not stated'
    """
    return share(value) if measure == "share" else number(value, 2 if measure == "rate" else 3)


def moved(difference: float | None, measure: str) -> str:
    """A difference between two values of a measure, with its sign; of shares in percentage points.

    >>> moved(12.0, "count"), moved(-0.125, "share"), moved(0.0, "rate"), moved(None, "count")
    ('+12', '−12 points', '±0', 'not stated')
    """
    if difference is None or missing(difference):
        return NOT_STATED
    size = measured(abs(difference), measure).replace(" %", " points")
    return f"{'+' if difference > 0 else '−' if difference < 0 else '±'}{size}".replace("±0 points", "±0")


def count(n: int, noun: str, plural: str | None = None) -> str:
    """So many of a thing.

    >>> count(1, "visit"), count(2, "country"), count(1234, "article"), count(2, "day")
    ('1 visit', '2 countries', '1,234 articles', '2 days')
    >>> count(0, "person", "people")
    '0 people'
    """
    if n == 1:
        return f"1 {noun}"
    if plural is None:
        plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou") else f"{noun}s"
    return f"{number(n)} {plural}"


def listed(items: Iterable[str], most: int = 3) -> str:
    """Names in a row; those past the first few only counted.

    >>> listed(["Cuba"]), listed(["Cuba", "Peru"]), listed(["Cuba", "Peru", "Chile", "Brazil", "Laos"])
    ('Cuba', 'Cuba and Peru', 'Cuba, Peru, Chile and 2 more')
    >>> listed([])
    ''
    """
    names = list(items)
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def day(value: date | None) -> str:
    """A calendar day.

    >>> day(date(2020, 2, 6))
    '6 Feb 2020'
    >>> day(None)
    'not stated'
    """
    if value is None or missing(value):
        return NOT_STATED
    return f"{value.day} {MONTHS[value.month]} {value.year}"


def period(start: date | None, end: date | None, precision: str | None = None) -> str:
    """A stretch of time, as coarse as it was given; whole months and years are named as such.

    >>> period(date(2020, 2, 5), date(2020, 2, 8)), period(date(2020, 2, 6), date(2020, 2, 6))
    ('5–8 Feb 2020', '6 Feb 2020')
    >>> period(date(2020, 5, 1), date(2020, 5, 31), "month"), period(date(2016, 1, 1), date(2018, 12, 31))
    ('May 2020', '2016–2018')
    >>> period(date(2020, 2, 28), date(2020, 3, 2)), period(date(2019, 12, 30), date(2020, 1, 2))
    ('28 Feb – 2 Mar 2020', '30 Dec 2019 – 2 Jan 2020')
    >>> period(date(2024, 4, 1), date(2025, 3, 31)), period(date(2023, 1, 1), date(2023, 9, 30))
    ('Apr 2024 – Mar 2025', 'Jan–Sep 2023')
    >>> period(None, None)
    'not stated'
    """
    if missing(start):
        start = end
    if missing(end):
        end = start
    if start is None or end is None or missing(start):
        return NOT_STATED
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if precision != "day" and whole_months:
        if start.month == 1 and end.month == 12:
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        return _joined(_month(start), _month(end), start.year, end.year)
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return _joined(f"{start.day} {_month(start)}", f"{end.day} {_month(end)}", start.year, end.year)


def _month(value: date) -> str:
    return MONTHS[value.month]


def between(
    first: date | None, last: date | None, first_precision: str | None, last_precision: str | None
) -> str:
    """From one time to another, each no finer than it was stated: `day`, `month` or `year`.

    >>> between(date(2019, 7, 1), date(2024, 2, 19), "month", "day")
    'Jul 2019 – 19 Feb 2024'
    >>> between(date(2020, 1, 1), date(2020, 12, 31), "year", "year"), between(None, None, None, None)
    ('2020', 'not stated')
    """
    if first is None or last is None or missing(first) or missing(last):
        return period(first, last)
    if first_precision == last_precision == "day":
        return period(first, last, "day")
    ends = [
        {"year": str(end.year), "month": f"{_month(end)} {end.year}"}.get(precision or "day", day(end))
        for end, precision in ((first, first_precision), (last, last_precision))
    ]
    return " – ".join(dict.fromkeys(ends))


def _joined(first: str, last: str, year: int, last_year: int) -> str:
    if year != last_year:
        return f"{first} {year} – {last} {last_year}"
    if first == last:
        return f"{last} {last_year}"
    dash = " – " if " " in first else "–"
    return f"{first}{dash}{last} {last_year}"


def three_digits(value: float) -> float:
    """A number that was reckoned, with no more digits than it can vouch for.

    >>> three_digits(4_822_437_012), three_digits(float("nan"))
    (4820000000.0, nan)
    """
    return float(f"{value:.3g}")


def rate(value: float, currency: str, into: str, first: date, last: date) -> str:
    """What a currency was worth in another, and when.

    >>> rate(0.0135769, "RUB", "USD", date(2021, 1, 4), date(2021, 12, 31))
    '₽1 = $0.01358, mean of 4 Jan – 31 Dec 2021'
    >>> rate(1.2837, "GBP", "USD", date(2023, 6, 16), date(2023, 6, 16))
    '£1 = $1.284, 16 Jun 2023'
    >>> rate(float("nan"), "VES", "USD", None, None)
    'not stated'
    """
    if missing(value):
        return NOT_STATED
    when = period(first, last, "day")
    worth = f"{_signed('1', currency)} = {_signed(number(value), into)}"
    return f"{worth}, {when}" if first == last else f"{worth}, mean of {when}"


def source_line(articles: int, sources: int, as_of: date | None) -> str:
    """What a chart rests on.

    >>> source_line(32, 4, date(2025, 7, 9))
    '32 articles, 4 sources, as of 9 Jul 2025'
    >>> source_line(1, 0, None)
    '1 article'
    """
    parts = [count(articles, "article")]
    if sources:
        parts.append(count(sources, "source"))
    if not missing(as_of):
        parts.append(f"as of {day(as_of)}")
    return ", ".join(parts)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before `= + - @`, tab or return.

    Text that looks guarded gets one more, so that dropping one gives back what was there.

    >>> guarded("=1+1"), guarded("'=1"), guarded("'tis"), guarded("a=b")
    ("'=1+1", "''=1", "'tis", 'a=b')
    """
    return f"'{text}" if re.match(r"'*[=+\-@\t\r]", text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text
