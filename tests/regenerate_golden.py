"""Writes tests/golden/*.json anew from the sample articles; read the difference before you commit it.

python tests/regenerate_golden.py
"""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lib.parse import parse
from lib.read import read
from lib.records import Article

GOLDEN = Path(__file__).parent / "golden"
SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "articles"
DOCUMENTS = sorted(SAMPLE.iterdir())
UNSAID = {"article_id", "sentence", "visit_id", "text", "confidence"}
"""what the other columns, or the article, already say, and what another calibration changes"""


def golden(document: Path) -> str:
    """A document's articles and their rows as JSON with one line a row."""
    problems: list[Exception] = []
    articles = list(read(document.name, document.read_bytes(), problems.append))
    assert not problems, problems
    return "[\n" + ",\n".join(_article(article) for article in articles) + "\n]\n"


def _article(article: Article) -> str:
    rows = parse(article)
    parts = [f'"article": {_line({**_said(article), "characters": len(article.text)})}']
    for table in ("mentions", "visit_reports", "trade_figures"):
        lines = ",\n  ".join(_lines(article.text, getattr(rows, table)))
        parts.append(f'"{table}": [\n  {lines}]' if lines else f'"{table}": []')
    return "{" + ",\n ".join(parts) + "}"


def _lines(text: str, rows: tuple[Any, ...]) -> Iterator[str]:
    for row in rows:
        words = " ".join(text[row.start_char : row.end_char].split())
        yield _line({**_said(row), "surface": words})


def _said(row: Any) -> dict[str, Any]:
    said = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    return {name: value for name, value in said.items() if name not in UNSAID and value is not None}


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for document in DOCUMENTS:
        (GOLDEN / f"{document.name}.json").write_text(golden(document), encoding="utf-8")
