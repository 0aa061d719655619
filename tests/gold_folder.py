"""The labelled sample corpus in a store on disk: pages are tested on it, whatever the parser finds."""

import dataclasses
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from gold_store import gold_tables

from lib.records import Article, Mention, Problem, Rows, TradeFigure, VisitReport
from lib.store import Store

T = TypeVar("T")

HOSTILE = Article(
    article_id="hostile",
    source='<img src="https://elsewhere.invalid/beacon.png">',
    url="javascript:alert(1)",
    title='<script>document.title="owned"</script> :red[red] $5 and $10 [a](https://elsewhere.invalid)',
    published=date(2025, 7, 1),
    section="<b>bold</b>",
    language="en",
    text='<script>document.title="owned"</script> :red[red] $5 and $10 [a](https://elsewhere.invalid)\n\n'
    '=HYPERLINK("https://elsewhere.invalid") <img src=x onerror="document.title=1"> went to Cuba.',
)


def fill(path: Path, hostile: bool = False) -> Store:
    """A store in a folder with every labelled article and its rows, and one broken document."""
    tables = gold_tables()
    store = Store(path)
    articles = [_record(Article, row) for row in tables["articles"].to_dict("records")]
    rows = [
        (
            article,
            Rows(
                _of(tables, "mentions", Mention, article),
                tuple(
                    dataclasses.replace(report, visit_id=None)
                    for report in _of(tables, "visit_reports", VisitReport, article)
                ),
                _of(tables, "trade_figures", TradeFigure, article),
            ),
        )
        for article in articles
    ]
    if hostile:
        rows.append((HOSTILE, _hostile_rows()))
    store.add(rows, [Problem("broken.pdf", "read", "the file ends early", datetime(2025, 7, 9, 12))])
    return store


def _hostile_rows() -> Rows:
    start = HOSTILE.text.index("<img")
    sentence = HOSTILE.text[start:]
    name = '<a href="https://elsewhere.invalid">Boss</a>'
    span = (HOSTILE.article_id, start, len(HOSTILE.text), sentence)
    day = date(2025, 7, 1)
    return Rows(
        (Mention(*span, "Cuba", "country", "name", "CUB", "Cuba", "CUB", 0.97),),
        (
            VisitReport(
                *span, name, "<b>boss</b>", "RUS", "CUB", "<i>Havana</i>", day, day, "day", "completed"
            ),
        ),
        (TradeFigure(*span, 9e15, "USD", "export", "RUS", "CUB", None, None, "actual", name, 0.97),),
    )


def _of(tables: Any, table: str, record: type[T], article: Article) -> tuple[T, ...]:
    frame = tables[table]
    return tuple(
        _record(record, row) for row in frame[frame["article_id"] == article.article_id].to_dict("records")
    )


def _record(record: type[T], row: dict[str, Any]) -> T:
    kinds = {name: (get_args(kind) or (kind,))[0] for name, kind in get_type_hints(record).items()}
    return record(
        **{field.name: _value(row[field.name], kinds[field.name]) for field in dataclasses.fields(record)}
    )


def _value(cell: Any, kind: type) -> Any:
    if cell is None or cell != cell:
        return None
    if kind is date:
        return date.fromisoformat(str(cell)[:10])
    return kind(float(cell)) if kind in (int, float) else cell
