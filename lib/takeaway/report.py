"""A view on one sheet of A4, as a web page to print."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from lib.export import HEAD
from lib.format import day, missing
from lib.takeaway.images import images
from lib.takeaway.taken import LICENCE, Taken
from lib.takeaway.webpage import DRAWING_POLICY, drawing, outlines

ROWS = 7
"""rows on the sheet, each with its newest sentence"""
COLUMNS = 6
LONGEST = 160
"""letters of a sentence on the sheet"""
CELL = 40
"""letters of a cell"""

STYLE = """
@page{size:A4;margin:12mm}
body{margin:0 auto;padding:1rem;max-width:190mm;background:#fff;color:#1d2733;
  font:10.5pt/1.4 'Source Sans 3','Source Sans Pro',system-ui,sans-serif;overflow-wrap:anywhere}
h1{font:600 20pt/1.2 'Source Serif 4',Georgia,serif;margin:0 0 .2rem}
p{margin:.25rem 0}.lead{font-size:12pt}.note{font-size:8pt;color:#5b6775}
dl{display:flex;flex-wrap:wrap;gap:.2rem 2.2rem;margin:.5rem 0}dt{font-size:8.5pt;color:#5b6775}
dd{margin:0;font-size:15pt;font-weight:600}dd small{font-size:8.5pt;font-weight:400;color:#5b6775}
figure{margin:.3rem 0}img{display:block;width:100%;max-height:80mm;object-fit:contain;object-position:left}
table{border-collapse:collapse;width:100%;font-size:8.5pt}
th{text-align:left;font-weight:600;color:#5b6775}td,th{padding:.15rem .5rem .1rem 0;vertical-align:top}
tbody tr:nth-child(odd){border-top:1px solid #dde1e6}tbody tr:nth-child(odd) td:first-child{white-space:nowrap}
q{font-family:'Source Serif 4',Georgia,serif;quotes:'“' '”'}
@media print{body{padding:0;max-width:none}.modebar-container{display:none}}
"""


def report(taken: Taken, drawn: Sequence[Mapping[str, bytes]] | None = None) -> bytes:
    """The view as a page that stands alone and prints on one sheet of A4, its first chart drawn, its text escaped.

    `drawn` are its pictures as `images` gave them, if it was asked before. Without a browser on this machine the
    chart is drawn by the one that opens the page.
    """
    first = taken.pictures[:1]
    if drawn is None:
        drawn = images(first)
    if drawn:
        policy = "default-src 'none'; img-src data:"
        address = f"data:image/svg+xml;base64,{b64encode(drawn[0]['svg']).decode()}"
        chart = f'<img src="{address}" alt="{escape(first[0].alt)}">'
    else:
        policy = DRAWING_POLICY
        chart = outlines(first) + drawing(first[0]) if first else ""
    parts = [
        HEAD.format(title=escape(taken.title), policy=policy, style=STYLE),
        f'<h1>{escape(taken.title)}</h1><p class="lead" dir="auto">{escape(taken.lead)}</p>',
        f'<p class="note" dir="auto">{escape(taken.selection)}</p>{_figures(taken.figures)}',
        f"<figure>{chart}</figure>" if chart else "",
        _table(taken.printed, _sentences(taken)),
        f'<p class="note">{escape(_about(taken))}</p>',
        *(f'<p class="note" dir="auto">{escape(note)}</p>' for note in (*taken.notes[1:], LICENCE)),
        "</body></html>\n",
    ]
    return "".join(parts).encode()


def _figures(figures: Sequence[tuple[str, str, str]]) -> str:
    items = (
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)} <small>{escape(about)}</small></dd></div>"
        for label, value, about in figures
    )
    return f"<dl>{''.join(items)}</dl>" if figures else ""


def _sentences(taken: Taken) -> list[str]:
    """Of each printed row its newest sentence with where it stands."""
    first = {row["row"]: row for row in taken.sentences.drop_duplicates("row").to_dict("records")}
    return [_quoted(first[key]) if key in first else "" for key in taken.keys[:ROWS]]


def _quoted(row: dict[Any, Any]) -> str:
    published = None if missing(row["published"]) else day(row["published"])
    where = [
        escape(shortened(str(part), 2 * CELL))
        for part in (row["title"], row["source"], published)
        if not missing(part)
    ]
    return f"<q>{escape(shortened(row['sentence'], LONGEST))}</q> {' · '.join(where)}"


def _table(printed: Mapping[str, Sequence[str]], sentences: Sequence[str]) -> str:
    headings = list(printed)[:COLUMNS]
    cells = list(zip(*(printed[name] for name in headings), strict=True))[:ROWS]
    if not cells:
        return ""
    rows = "".join(
        f"<tr>{''.join(f'<td dir=auto>{escape(shortened(cell, CELL))}</td>' for cell in row)}</tr>"
        f'<tr><td colspan="{len(headings)}" dir="auto">{sentence}</td></tr>'
        for row, sentence in zip(cells, sentences, strict=True)
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in headings)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _about(taken: Taken) -> str:
    shown = min(ROWS, len(taken.keys))
    return (
        f"Rows 1 to {shown} of {taken.total:,}, each with its newest sentence." if shown else "No row fits."
    )


def shortened(text: str, letters: int) -> str:
    """A text cut at a word where it is longer than so many letters.

    >>> shortened("Lavrov went to Cuba", 30), shortened("Lavrov went to Cuba", 14)
    ('Lavrov went to Cuba', 'Lavrov went …')
    """
    plain = " ".join(text.split())
    return plain if len(plain) <= letters else f"{plain[: letters - 1].rsplit(' ', 1)[0]} …"
