"""Captions and the credits behind them; the two measures of a line that everything else builds on."""

import re
from functools import lru_cache

from lib.read.phrases import phrases

_TERMINAL = re.compile(r"""[.!?…。؟۔।:;][")'”’»“\]\s■∎]*$""")
_CREDIT_LABEL = "|".join(re.escape(p) for p in sorted(phrases("credit"), key=len, reverse=True))
CREDIT_START = re.compile(rf"^[\s(\[|]{{0,4}}(?:{_CREDIT_LABEL})\s*[:/©]\s*\S", re.I)
_CREDIT_END = re.compile(
    rf"""(?:\s*[|•]\s*|\s*[(\[]\s*|(?<=[.!?"”’»])\s+|\s+[–—-]\s+|\s{{2,}})(?:{_CREDIT_LABEL})
         (?:\s*[:/©|]\s*|\s+(?:by|via|courtesy|credit|de|di|von)\b:?\s*)[^\n]{{1,90}}$
      |\s*[(\[][^()\[\]]{{0,60}}(?:/|©|\bvia\b|\bGetty\b|\bReuters\b|\bAFP\b|\bAP\b)[^()\[\]]{{0,60}}[)\]]\.?$
      |\s*[(\[]\s*(?:{_CREDIT_LABEL})\s*[)\]]\.?$
      |\s*\|\s*(?:[^|.]{{0,40}}\s)?(?:{_CREDIT_LABEL})(?:\s[^|.]{{0,40}})?$
      |\s*©\s*[^\n]{{1,80}}$
      |(?<=[.!?"”’»])\s+[^\s.!?][^.!?\n]{{0,60}}/\s?[^\s.!?][^.!?\n]{{0,60}}$
      |(?<=[.!?"”’»])\s+(?:{_CREDIT_LABEL})$
      |(?<=[.!?"”’»])\s{{2,}}[^.!?\n]{{2,60}}$
      |(?<=[.!?"”’»])\s+(?:AFP|AP|Reuters|REUTERS|EPA|EFE|Xinhua|Getty\ Images|DPA|ANSA|TASS|IRNA|PTI)\b
         [^.!?\n]{{0,40}}$
    """,
    re.I | re.X,
)
_MARK = re.compile(r"[:/©(\[|]|\s{2}|\s(?:by|via|courtesy|credit|de|di|von)\s")
_CAPTION_START = re.compile(
    r"^(?:file\s[-–—]|(?:file photo|file image|image caption|caption|bildunterschrift|photo|"
    r"foto|picture|image|imagen|imagem|bild|фото)\s*[:,])\s*",
    re.I,
)


def words(text: str) -> int:
    """How many words a line has, two signs a word where a script sets no spaces.

    >>> words("Two flags, one isthmus"), words("尼日利亚外长抵达")
    (4, 4)
    """
    return len(text) // 2 if text[:1] > "\u2e80" else len(text.split())


def is_prose(text: str) -> bool:
    """Whether a line ends as a sentence does.

    >>> is_prose("He left."), is_prose("Lula in Lima")
    (True, False)
    """
    return bool(_TERMINAL.search(text[-12:])) and text[-1] != ":"


def is_labelled_caption(text: str) -> bool:
    """Whether a line like `File photo: …` tells what the picture shows, not who took it."""
    return words(text) >= 6 and (bool(_CAPTION_START.match(text)) or is_prose(text))


@lru_cache(maxsize=256)
def strip_credit(text: str) -> str:
    """A caption without its photo credit.

    >>> strip_credit("Lula in Lima. | Photo: @agency"), strip_credit("Lula in Lima. Ana Díaz/AFP")
    ('Lula in Lima.', 'Lula in Lima.')
    >>> strip_credit("Lula met the press/media in Lima.")
    'Lula met the press/media in Lima.'
    """
    text = _CAPTION_START.sub("", text.strip(" •*\t"))
    if CREDIT_START.match(text) and not is_labelled_caption(text):
        return ""
    if is_prose(text) and not _MARK.search(text[-200:]):
        return text
    for _ in range(2):
        m = _CREDIT_END.search(text[-200:])
        if m is None:
            break
        text = text[: max(0, len(text) - 200) + m.start()].rstrip()
    return text
