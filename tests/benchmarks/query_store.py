"""A store of any size to measure queries on: seeded rows laid down as Arrow tables, nothing parsed.

Ten mentions, one visit report and half a trade figure an article; names, words and countries are as unevenly
frequent as in news. One visit has three reports, every other one is a leg of a tour of three; one article in twenty
is a copy of another's text.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pycountry

from lib.store.delta import Tables
from lib.store.schema import stored_schema

BATCH = 50_000
DAYS = 3650
FIRST = (date(2016, 1, 1) - date(1970, 1, 1)).days
STATUSES = ("completed", "ongoing", "planned", "invited", "cancelled")
SOURCES, LANGUAGES = 60, ("en", "es", "fr", "ru", "zh")
KINDS = ("country", "person", "organisation", "place", "region")
CERTAIN = np.array([0.62, 0.74, 0.81, 0.9, 0.95, 0.97, 0.99])


def fill(path: Path, articles: int, seed: int = 4) -> None:
    """Lays down a store of so many articles in a new folder."""
    random = np.random.default_rng(seed)
    tables = Tables(path)
    news = _News(random)
    for batch, first in enumerate(range(0, articles, BATCH), 1):
        for name, rows in news.batch(first, min(BATCH, articles - first), batch).items():
            tables.append(name, rows)


class _News:
    """The names, sentences and proportions that all batches share."""

    def __init__(self, random: np.random.Generator) -> None:
        self.random = random
        letters = np.array(list("etaoinshrdlucmfwypvbgkjqxz"))
        words = ["".join(random.choice(letters, n)) for n in random.integers(2, 11, 40_000)]
        often = 1 / np.arange(3, len(words) + 3)
        chosen = random.choice(len(words), (30_000, 18), p=often / often.sum())
        self.sentences = np.array([" ".join(words[n] for n in row).capitalize() + "." for row in chosen])
        self.words = words
        self.countries = np.array(sorted(country.alpha_3 for country in pycountry.countries))
        self.people = np.array(
            [f"{words[a].title()} {words[b].title()}" for a, b in random.integers(500, 40_000, (20_000, 2))]
        )

    def batch(self, first: int, n: int, batch: int) -> dict[str, pa.Table]:
        random = self.random
        ids = np.array([f"{number:016x}" for number in range(first, first + n)])
        day = FIRST + random.integers(0, DAYS, n)
        text = [" ".join(row) for row in self.sentences[random.integers(0, len(self.sentences), (n, 8))]]
        for copy, original in random.integers(0, n, (n // 20, 2)):
            text[copy], day[copy] = text[original], day[original]
        articles = {
            "article_id": ids, "source": self._few([f"Source {k}" for k in range(SOURCES)], n),
            "url": [f"https://news.example/{x}" for x in ids], "title": [x[:60] for x in text],
            "published": day.astype("int32"), "section": None, "language": self._few(LANGUAGES, n),
            "text": text,
        }  # fmt: skip
        return {
            "mentions": self._mentions(ids, batch),
            "visit_reports": self._reports(ids, day, batch, first),
            "visits": self._visits(ids, day, first),
            "trade_figures": self._figures(ids, batch),
            "articles": _table("articles", n, articles, batch),
        }

    def _few(self, values: object, n: int) -> np.ndarray:
        """So many of some values, the first ones far oftener than the last."""
        given = np.asarray(values)
        return given[(len(given) * self.random.random(n) ** 3).astype(int)]

    def _mentions(self, ids: np.ndarray, batch: int) -> pa.Table:
        n = 10 * len(ids)
        kind = self._few(KINDS, n)
        entity = np.where(kind == "country", self._few(self.countries, n), self._few(self.people, n))
        return _table("mentions", n, {
            "article_id": np.repeat(ids, 10), "start_char": np.tile(np.arange(10) * 90, len(ids)),
            "end_char": np.tile(np.arange(10) * 90 + 8, len(ids)),
            "sentence": self.sentences[self.random.integers(0, len(self.sentences), n)], "surface": entity,
            "kind": kind, "form": np.where(kind == "country", self._few(["name", "demonym", "metonym"], n), None),
            "entity_id": entity, "entity": entity, "country": None, "confidence": CERTAIN[self.random.integers(0, 7, n)],
        }, batch)  # fmt: skip

    def _visit_columns(self, n: int, day: np.ndarray) -> dict[str, object]:
        return {
            "visitor": self._few(self.people, n), "visitor_role": self._few(["president", "minister"], n),
            "visitor_country": self._few(self.countries, n), "host_country": self._few(self.countries, n),
            "city": None, "start_date": day.astype("int32"), "end_date": day.astype("int32"),
            "date_precision": "day", "status": self._few(STATUSES, n),
            "confidence": CERTAIN[self.random.integers(0, 7, n)],
        }  # fmt: skip

    def _reports(self, ids: np.ndarray, day: np.ndarray, batch: int, first: int) -> pa.Table:
        self.visited = self._visit_columns(-(-len(ids) // 3), day[::3])
        told = {
            k: np.repeat(v, 3)[: len(ids)] if isinstance(v, np.ndarray) else v
            for k, v in self.visited.items()
        }
        sentence = self.sentences[self.random.integers(0, len(self.sentences), len(ids))]
        return _table("visit_reports", len(ids), {
            "article_id": ids, "start_char": 0, "end_char": 8, "sentence": sentence, "ordinal": 0, **told,
        }, batch)  # fmt: skip

    def _visits(self, ids: np.ndarray, day: np.ndarray, first: int) -> pa.Table:
        n = -(-len(ids) // 3)
        toured = [k // 3 % 2 == 0 for k in range(n)]
        reports = [[{"article_id": x, "ordinal": 0} for x in ids[k : k + 3]] for k in range(0, len(ids), 3)]
        return _table("visits", n, {
            "visit_id": [f"visit-{first + k}" for k in range(n)], **self.visited, "first_reported": day[::3].astype("int32"),
            "last_reported": day[::3].astype("int32"), "n_articles": 3, "n_sources": 2,
            "tour_id": [f"tour-{first}-{k // 3}" if on else None for k, on in enumerate(toured)],
            "leg": [k % 3 + 1 if on else None for k, on in enumerate(toured)],
            "reports": reports, "replaces": None,
        }, 0)  # fmt: skip

    def _figures(self, ids: np.ndarray, batch: int) -> pa.Table:
        told = ids[::2]
        n = len(told)
        return _table("trade_figures", n, {
            "article_id": told, "start_char": 0, "end_char": 8,
            "sentence": self.sentences[self.random.integers(0, len(self.sentences), n)],
            "amount": np.round(10 ** self.random.uniform(3, 11, n), -2),
            "unit": self._few(["USD", "%", "EUR", "t", "CNY", "bbl"], n),
            "flow": self._few(["trade", "export", "import", "investment", "loan", "aid", "debt", "contract"], n),
            "reporter": self._few(self.countries, n), "partner": self._few(self.countries, n), "period_start": None,
            "period_end": None, "status": self._few(["actual", "target"], n), "claimed_by": self._few(self.people, n),
            "confidence": CERTAIN[self.random.integers(0, 7, n)],
        }, batch)  # fmt: skip


def _table(name: str, n: int, given: dict[str, object], batch: int) -> pa.Table:
    columns = []
    for field in stored_schema(name):
        values = batch if field.name == "batch" else given[field.name]
        if values is None or isinstance(values, int | str):
            columns.append(pa.repeat(pa.scalar(values, field.type), n))
        else:
            columns.append(pa.array(values, field.type))
    return pa.table(columns, schema=stored_schema(name))
