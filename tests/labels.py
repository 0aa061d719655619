"""Labelled corpora as their folders hold them: the tables of labels and the files they speak of."""

import csv
import html
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPORA = ROOT / "tests" / "corpora"
FOLDERS = {
    "sample": ROOT / "data" / "sample",
    **{path.name: path for path in sorted(CORPORA.iterdir()) if path.is_dir()},
}
"""Labelled corpora by name: rules were learned beside those called learned…, those called unseen… only measure."""
Row = dict[str, str]
Key = tuple[str, str]


@dataclass(frozen=True)
class Corpus:
    """A folder with `articles/` and four tables, whose rows name an article by `file` and `item`."""

    folder: Path

    def rows(self, table: str) -> list[tuple[str, Row]]:
        """A table's rows, each with its line for messages."""
        csv.field_size_limit(10**7)
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return [
                (f"{table} row {number} ({row['file']} #{row['item']})", row)
                for number, row in enumerate(csv.DictReader(file), 2)
            ]

    @cached_property
    def articles(self) -> dict[Key, Row]:
        return {key(row): row for _, row in self.rows("articles")}

    @cached_property
    def files(self) -> dict[str, str]:
        """What each file prints: letters and digits alone, without markup."""
        return {path.name: printed(path) for path in sorted((self.folder / "articles").iterdir())}


def key(row: Row) -> Key:
    return row["file"], row["item"]


def letters(text: str) -> str:
    """A text's letters and digits, which are what layouts leave alone.

    >>> letters("“Hi”, he\\u00a0said: [2](x)")
    'Hihesaid2x'
    """
    return "".join(filter(str.isalnum, text))


def printed(path: Path) -> str:
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        records = [json.loads(line) for line in raw.splitlines() if line.strip()]
        return letters(" ".join(str(value) for record in records for value in record.values()))
    if path.suffix in (".html", ".xml", ".atom"):
        raw = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!\[CDATA\[|\]\]>|<!--.*?-->", "", raw)
        raw = html.unescape(re.sub(r"<[^>]*>", "", raw))
        raw = html.unescape(re.sub(r"<[^>]*>", "", raw))  # feeds print markup, escaped once more
    if path.suffix == ".md":
        raw = re.sub(r"\]\([^)]*\)", "]", raw)
    return letters(raw)
