"""Full-text search: which words stand where, so that no text is read to find it.

The index is a table of our own, `word, article, place`, sorted by word, in Parquet files: DuckDB reads the few
pages that hold a word or its beginnings; a phrase is a join on places, so nothing is checked against the text.
DuckDB's own full-text extension would have to be downloaded, and knows neither phrases nor beginnings; SQLite's
FTS5 would be a second engine, whose hits have to be carried over row by row.
"""

import re
from unicodedata import category, normalize

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese: written without spaces, so each sign is a word."""

WORDS_OF = (
    "regexp_extract_all(regexp_replace(replace(lower(strip_accents(replace(x, chr(173), ''))), 'ς', 'σ'),"
    rf" '([{UNSPACED}])', ' \1 ', 'g'), '[\pL\pN]+')"
)
"""`words_of` in SQL, of `x`."""

_WORD = re.compile(rf"(?=[^\W_])[{UNSPACED}]|[^\W_{UNSPACED}]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up: no case, accents or soft hyphens; signs of Chinese one by one.

    >>> words_of("Díaz-Canel’s co\\u00adoperation, 古巴")
    ['diaz', 'canel', 's', 'cooperation', '古', '巴']
    >>> words_of("?!")
    []
    """
    letters = normalize("NFD", text.replace("\u00ad", ""))
    plain = "".join(letter for letter in letters if category(letter)[0] != "M")
    return _WORD.findall(normalize("NFC", "".join(map(str.lower, plain))).replace("ς", "σ"))
