"""Words from articles, made safe for a figure."""

import html


def escape(text: object, most: int = 60) -> str:
    """Text for a Plotly label: no markup, link or formula in it comes alive; one line, so many letters.

    >>> escape("<a href='https://x.example'>Cuba</a> & $5 and $10")
    "&lt;a href='https://x.example'&gt;Cuba&lt;/a&gt; &amp; &#36;5 and &#36;10"
    >>> escape("a\\n b\\x00\\u202e"), escape("abcdef", most=4), escape(None)
    ('a b', 'abc…', 'not stated')
    """
    if text is None or text != text:
        return "not stated"
    words = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    short = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    return html.escape(short, quote=False).replace("$", "&#36;")
