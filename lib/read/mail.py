"""The labelled lines above an article: the headers of a mail, the fields of an archive's export."""

import re
from typing import NamedTuple

from lib.read.columns import column_of

_HEADER = re.compile(
    r"(?P<source>From|Von|De|Da|От)|(?P<title>Subject|Betreff|Asunto|Assunto|Objet|Oggetto|Тема)|"
    r"(?P<published>Date|Sent|Datum|Gesendet|Fecha|Data|Enviado|Дата)|"
    r"(?P<other>To|Cc|Bcc|Reply-To|An|Para|À|A|Кому|By|Byline|Author|Length|Words|Page|Edition|Load-Date)",
    re.I,
)
_ADDRESS = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>\s*$")
_FORWARDED = re.compile(
    r"\A\s*(?:[-_=\s]*(?:begin )?(?:forwarded|original) (?:message|mail)[-_=:\s]*\n)+", re.I
)


class Headers(NamedTuple):
    """What the labelled lines above an article state."""

    title: str | None = None
    source: str | None = None
    section: str | None = None


def split_headers(text: str) -> tuple[str, Headers]:
    """A text without the labelled lines on top but with their date and headline, and what they state.

    >>> split_headers("From: The Letter <a@b.example>\\nSubject: Lula in Lima\\nTo: c@d.ex\\n\\nHe left.")
    ('Lula in Lima\\n\\nHe left.', Headers(title='Lula in Lima', source='The Letter', section=None))
    >>> split_headers("From: Lima\\n\\nHe left.")[0]
    'From: Lima\\n\\nHe left.'
    """
    head, _, body = _FORWARDED.sub("", text).lstrip().partition("\n\n")
    lines = head.split("\n")
    if not 3 <= len(lines) <= 16:
        return text, Headers()
    stated: dict[str, str] = {}
    kept: list[str] = []
    for line in lines:
        name, colon, value = line.partition(":")
        m = _HEADER.fullmatch(name.strip())
        field = m.lastgroup if m else column_of(name)
        if not colon or field is None:
            return text, Headers()
        value = value.strip()
        if field in ("published", "other") and "@" not in value and name.casefold() != "load-date":
            if any(map(str.isdigit, value)) and field == "published":
                kept.append(value)
        elif value:
            stated.setdefault(field, _ADDRESS.sub("", value).strip("\"' "))
    title = stated.get("title")
    if not title or not (stated.get("source") or kept):
        return text, Headers()
    repeated = body.lstrip().startswith(title)
    page = "\n\n".join([*kept, *([] if repeated else [title]), body])
    return page, Headers(title, stated.get("source"), stated.get("section"))
