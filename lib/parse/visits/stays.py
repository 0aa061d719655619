"""How long a stay is said to last, or which of its days it is: "a three-day visit", "on the second day of a stay"."""

import re
from functools import cache
from typing import NamedTuple

from lib.parse.folding import fold
from lib.tables import load

_NUMBERS = {
    "en": "one two three four five six seven eight nine ten",
    "es": "un dos tres cuatro cinco seis siete ocho nueve diez",
    "pt": "um dois três quatro cinco seis sete oito nove dez",
    "fr": "un deux trois quatre cinq six sept huit neuf dix",
    "it": "un due tre quattro cinque sei sette otto nove dieci",
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn",
    "nl": "een twee drie vier vijf zes zeven acht negen tien",
    "ru": "одно двух трёх четырёх пяти шести семи восьми девяти десяти",
}
_ORDINALS = {
    "en": "first second third fourth fifth sixth seventh",
    "es": "primer segundo tercer cuarto quinto sexto séptimo",
    "pt": "primeiro segundo terceiro quarto quinto sexto sétimo",
    "fr": "premier deuxième troisième quatrième cinquième sixième septième",
    "it": "primo secondo terzo quarto quinto sesto settimo",
    "de": "ersten zweiten dritten vierten fünften sechsten siebten",
    "nl": "eerste tweede derde vierde vijfde zesde zevende",
    "ru": "первый второй третий четвёртый пятый шестой седьмой",
}


class Stay(NamedTuple):
    """What is said of a stay's length at `position`: `days` in all, or that it is the `nth`; 0 where not said."""

    position: int
    days: int
    nth: int


@cache
def _values(words: str) -> dict[str, int]:
    return {fold(word): number for number, word in enumerate(words.split(), 1)}


@cache
def _patterns(language: str) -> re.Pattern[str] | None:
    numbers = "|".join((*_values(_NUMBERS.get(language, "")), r"\d\d?"))
    ordinals = "|".join(_values(_ORDINALS.get(language, ""))) or "1"
    forms = [
        fold(row["form"].replace("{n}", "0").replace("{o}", "9"))
        for row in load("grammar/stays")
        if row["language"] == language
    ]
    if not forms:
        return None
    return re.compile(
        " (?:"
        + "|".join(
            f.replace("0", f"({numbers})").replace("9", f"({ordinals})")
            for f in sorted(forms, key=len, reverse=True)
        )
        + ")"
    )


def find_stay(folded: str, language: str) -> Stay | None:
    """The first stay whose length a folded text tells, or `None`.

    >>> find_stay(fold(" for a three-day visit"), "en")
    Stay(position=6, days=3, nth=0)
    >>> find_stay(fold(" on the second day of a stay"), "en")
    Stay(position=7, days=0, nth=2)
    >>> find_stay(fold(" for a visit"), "en") is None
    True
    """
    pattern = _patterns(language)
    match = pattern.search(folded) if pattern else None
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    nth = _values(_ORDINALS[language]).get(word, 0)
    days = 0 if nth else int(word) if word.isdigit() else _values(_NUMBERS[language])[word]
    following = folded[match.end() : match.end() + 8].split()
    if following[:1] in (["later"], ["before"], ["ago"], ["after"], ["earlier"]):
        return None
    return Stay(match.start(), days, nth)
