"""The headers above a newsletter or press release copied from a mail program."""

import re

_HEADER = re.compile(
    r"(?P<from>From|Von|De|Da|От)|(?P<subject>Subject|Betreff|Asunto|Assunto|Objet|Oggetto|Тема)|"
    r"(?P<other>To|Cc|Bcc|Reply-To|Date|Sent|An|Datum|Gesendet|Para|Fecha|Data|Enviado|À|A|Кому|Дата)",
    re.I,
)
_ADDRESS = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>\s*$")


def split_headers(text: str) -> tuple[str, str | None, str | None]:
    """A text without its mail headers but with their date and subject, its subject and its sender.

    >>> split_headers("From: The Letter <a@b.example>\\nSubject: Lula in Lima\\nTo: c@d.ex\\n\\nHe left.")
    ('Lula in Lima\\n\\nHe left.', 'Lula in Lima', 'The Letter')
    >>> split_headers("From: Lima\\n\\nHe left.")
    ('From: Lima\\n\\nHe left.', None, None)
    """
    head, _, body = text.lstrip().partition("\n\n")
    lines = head.split("\n")
    if not 3 <= len(lines) <= 12:
        return text, None, None
    subject = sender = None
    kept: list[str] = []
    for line in lines:
        name, colon, value = line.partition(":")
        m = _HEADER.fullmatch(name.strip())
        if not colon or m is None:
            return text, None, None
        value = value.strip()
        if m["from"]:
            sender = _ADDRESS.sub("", value).strip("\"' ") or None
        elif m["subject"]:
            subject = value
        elif any(map(str.isdigit, value)) and "@" not in value:
            kept.append(value)
    if not subject or not sender:
        return text, None, None
    repeated = body.lstrip().startswith(subject)
    return "\n\n".join([*kept, *([] if repeated else [subject]), body]), subject, sender
