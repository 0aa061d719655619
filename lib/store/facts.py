"""The store as the dashboard reads it: the views of `lib.store.derived` kept in memory, by numbers.

What a batch brings is added when it is first seen; a batch that lost or changed articles is dropped and read
anew. All of it follows from the tables, so it may be thrown away at any time. `lib.store.saved` keeps it on disk.
"""

import threading
from collections.abc import Mapping, Sequence
from itertools import count

import duckdb
import pandas as pd

from lib.store import saved
from lib.store.copies import link_copies
from lib.store.log import LogFile
from lib.store.objects import Place, local, locate
from lib.store.overlay import Overlay
from lib.store.snapshot import Snapshot
from lib.store.store import to_pandas

AT_ONCE = 5_000
"""new articles whose words and copies are looked for as they come; more wait for `save`"""

REMEMBERED = 50
"""searches whose hits are kept"""

CREATED = """
    CREATE TABLE kept_headlines (article INT, article_id VARCHAR, batch BIGINT, source VARCHAR, url VARCHAR,
        title VARCHAR, published DATE, section VARCHAR, language VARCHAR, word_count INT,
        duplicate_of VARCHAR);
    CREATE TABLE kept_names (name INT, entity INT, kind VARCHAR, form VARCHAR, entity_id VARCHAR,
        entity_name VARCHAR, surface VARCHAR, entity_slug VARCHAR, id_slug VARCHAR);
    CREATE TABLE kept_named (article INT, name INT, confidence DOUBLE, start_char INT, end_char INT,
        sentence INT, published DATE, copy BOOL, first BOOL, first_of_form BOOL);
    CREATE TABLE kept_words (word VARCHAR, article INT, place INT);
    CREATE TABLE kept_signs (article INT, day INT, sign BLOB);
    CREATE TABLE kept_copies (one INT, other INT);
"""

NEW_HEADLINES = """
    INSERT INTO kept_headlines
    SELECT $1 + row_number() OVER (ORDER BY published, article_id), article_id, batch, source, url, title, published,
        section, language, word_count, NULL
    FROM (SELECT *, word_count(text) AS word_count FROM seen_articles SEMI JOIN new_batches USING (batch))
"""

NEW_NAMES = """
    INSERT INTO kept_names
    WITH come AS (
        SELECT DISTINCT kind, form, entity_id, entity AS entity_name, surface
        FROM seen_mentions SEMI JOIN new_batches USING (batch)
        EXCEPT SELECT kind, form, entity_id, entity_name, surface FROM kept_names),
    numbered AS (
        SELECT *, $1 + row_number() OVER (ORDER BY kind, form, entity_id, surface, entity_name) AS name FROM come),
    entities AS (
        SELECT kind, entity_id, min(name) AS entity
        FROM (SELECT kind, entity_id, name FROM kept_names UNION ALL SELECT kind, entity_id, name FROM numbered)
        GROUP BY ALL)
    SELECT name, entity, kind, form, entity_id, entity_name, surface, slug(entity_name), slug(entity_id)
    FROM numbered JOIN entities USING (kind, entity_id)
"""

NEW_NAMED = """
    INSERT INTO kept_named
    WITH m AS (
        SELECT h.article, n.name, n.entity, n.form, m.confidence, m.start_char::INT AS start_char,
            m.end_char::INT AS end_char, (hash(m.sentence) >> 33)::INT AS sentence, h.published
        FROM (FROM seen_mentions SEMI JOIN new_batches USING (batch)) m
        JOIN kept_headlines h USING (article_id, batch)
        JOIN kept_names n ON n.kind = m.kind AND n.entity_id = m.entity_id AND n.surface = m.surface
            AND n.entity_name = m.entity AND n.form IS NOT DISTINCT FROM m.form)
    SELECT article, name, confidence, start_char, end_char, sentence, published, false, row_number() OVER of_entity = 1,
        row_number() OVER of_form = 1
    FROM m WINDOW
        of_entity AS (PARTITION BY article, entity ORDER BY confidence DESC NULLS LAST, start_char, end_char, name),
        of_form AS (PARTITION BY article, entity, form ORDER BY confidence DESC NULLS LAST, start_char, end_char, name)
"""

REPLACED = {
    "kept_visits": """
        SELECT row_number() OVER (ORDER BY visit_id)::INT AS visit, v.*, slug(visitor) AS visitor_slug,
            coalesce(told.articles, n_articles) AS articles_once, coalesce(told.sources, n_sources) AS sources_once
        FROM visits v LEFT JOIN (
            SELECT r.visit_id, count(DISTINCT o.article) AS articles, count(DISTINCT coalesce(o.source, '')) AS sources
            FROM (SELECT visit_id, article_id FROM visit_reports) r JOIN kept_headlines h USING (article_id)
            JOIN kept_headlines o ON o.article_id = coalesce(h.duplicate_of, h.article_id)
            GROUP BY 1) told USING (visit_id)
    """,
    "kept_reports": """
        SELECT h.article, v.visit, slug(r.visitor) AS visitor_slug, r.visitor_country, r.host_country, r.status,
            r.confidence
        FROM (SELECT * EXCLUDE (sentence) FROM visit_reports) r
        JOIN kept_headlines h USING (article_id) LEFT JOIN kept_visits v USING (visit_id)
    """,
    "kept_figures": """
        SELECT t.*, h.article, slug(t.claimed_by) AS claimant, h.source, h.title, h.published, h.language,
            h.duplicate_of IS NOT NULL AS copy
        FROM (SELECT * EXCLUDE (sentence) FROM trade_figures) t JOIN kept_headlines h USING (article_id)
    """,
}
"""Made anew whenever the data change: a merge may change any visit."""

VIEWS = """
    CREATE OR REPLACE VIEW headlines AS
        SELECT * EXCLUDE (batch) FROM kept_headlines;
    CREATE OR REPLACE VIEW additions AS
        SELECT article, make_timestamp_ms(batch >> 20) AS added FROM kept_headlines;
    CREATE OR REPLACE VIEW names AS
        SELECT name, kind, form, entity_id, entity_name AS entity, surface, entity_slug, id_slug FROM kept_names;
    CREATE OR REPLACE VIEW named AS FROM kept_named;
    CREATE OR REPLACE VIEW reports AS FROM kept_reports;
    CREATE OR REPLACE VIEW travels AS FROM kept_visits;
    CREATE OR REPLACE VIEW figures AS FROM kept_figures;
"""

RENAMED_VIEWS = """
    CREATE OR REPLACE TABLE renamed_names AS
        SELECT n.* REPLACE (coalesce(x.new_kind, n.kind) AS kind, coalesce(x.new_id, n.entity_id) AS entity_id,
                   coalesce(x.new_entity, n.entity_name) AS entity_name), x.gone
        FROM kept_names n LEFT JOIN renamed x USING (kind, entity_id)
        WHERE x.kind IS NOT NULL OR (n.kind, n.entity_id) IN (SELECT (new_kind, new_id) FROM renamed);
    CREATE OR REPLACE TABLE renamed_named AS
        SELECT m.* REPLACE (row_number() OVER of_entity = 1 AS first, row_number() OVER of_form = 1 AS first_of_form)
        FROM kept_named m JOIN renamed_names n USING (name) WHERE n.gone IS NOT TRUE
        WINDOW of_entity AS (PARTITION BY article, n.kind, n.entity_id
                   ORDER BY confidence DESC NULLS LAST, start_char, end_char, name),
               of_form AS (PARTITION BY article, n.kind, n.entity_id, n.form
                   ORDER BY confidence DESC NULLS LAST, start_char, end_char, name);
    CREATE OR REPLACE VIEW names AS
        SELECT name, kind, form, entity_id, entity_name AS entity, surface, entity_slug, id_slug
        FROM kept_names ANTI JOIN renamed_names USING (name)
        UNION ALL SELECT name, kind, form, entity_id, entity_name, surface, slug(entity_name), slug(entity_id)
        FROM renamed_names WHERE gone IS NOT TRUE;
    CREATE OR REPLACE VIEW named AS
        FROM kept_named ANTI JOIN renamed_names USING (name) UNION ALL FROM renamed_named;
"""
"""`names` and `named` where entities are corrected: an article that names two merged ones names one."""

NEW_WORDS = """
    SELECT unnest(found) AS word, article, generate_subscripts(found, 1)::INT AS place
    FROM (SELECT h.article, words_of(concat_ws(' ', a.title, a.text)) AS found
          FROM seen_articles a JOIN kept_headlines h USING (article_id, batch)
          WHERE h.article > {after} AND h.article <= {until})
"""

WHOLE = 2**31 - 1


class Facts(Snapshot):
    """A store to put questions to: the tables of `lib.records` and the views of `lib.store.derived`."""

    def __init__(self, path: Place | str) -> None:
        """Opens the tables in a folder; raises StoreError with a remedy."""
        place = locate(path)
        super().__init__(place, Overlay(LogFile(place)))
        self._beside = local(self.path)
        self._changing = threading.RLock()
        self._state = ""
        self._savable = True
        self._remembering = threading.Lock()
        self._remembered: dict[tuple[str, str, str], str] = {}
        self._numbers = count()
        self._index = saved.Index()
        self._connection.execute(CREATED)

    @property
    def version(self) -> str:
        """A string that changes whenever the data do."""
        return self.refresh()

    def frame(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        """The result of an SQL query over the tables and views; see `Store.frame`."""
        self.refresh()
        return to_pandas(self.query(sql, parameters))

    def remembered(self, sql: str, parameters: Mapping[str, object]) -> str:
        """The name of a table that holds the rows of a query, until the data change."""
        asked = (self.refresh(), sql, repr(parameters))
        with self._remembering, self._connection.cursor() as cursor:
            if asked not in self._remembered:
                name = f"found_{next(self._numbers)}"
                cursor.execute(f"CREATE TABLE {name} AS {sql}", dict(parameters))
                self._remembered[asked] = name
                if len(self._remembered) > REMEMBERED:
                    cursor.execute(f"DROP TABLE {self._remembered.pop(next(iter(self._remembered)))}")
            return self._remembered[asked]

    def refresh(self) -> str:
        """Takes in what was committed since, and returns a string that names this state of the data."""
        # Whoever comes while another takes in what is new, or saves it, is shown the state before.
        if self._changing.acquire(blocking=not self._state):
            try:
                state = super().refresh()
                if state != self._state:
                    self._take_in(state)
            finally:
                self._changing.release()
        return self._state

    def link(self) -> None:
        """Sees to it that every copy is known, where many articles still wait for `save`."""
        with self._changing:
            self.refresh()
            if self._index.linked < self._index.last:
                self.save()

    def save(self) -> bool:
        """Indexes what is new and keeps all of it beside the tables, for whoever opens the store next.

        False where there is no room or no permission to write: then questions take longer, and are answered.
        """
        with self._changing:
            self.refresh()
            with self._connection.cursor() as cursor:
                cursor.execute("BEGIN")
                saved.detach(cursor)
                link_copies(cursor, saved.folder(self._beside), self._index)
                self._replace(cursor)
                cursor.execute("COMMIT")
                index = saved.save(cursor, self._beside, self._state, self._index, NEW_WORDS)
                cursor.execute("BEGIN")
                if index:
                    self._index = index
                    cursor.execute("DELETE FROM kept_words; DELETE FROM kept_signs")
                    saved.attach(cursor, self._beside, index)
                self._savable = index is not None
                self._show(cursor)
                cursor.execute("COMMIT")
                saved.release(cursor)
            return self._savable

    @property
    def unsaved(self) -> int:
        """How many articles came since the last `save`; none where saving fails."""
        return self._unindexed if self._savable else 0

    @property
    def _unindexed(self) -> int:
        return self._index.last - self._index.indexed

    def _take_in(self, state: str) -> None:
        with self._connection.cursor() as cursor, self._plain_errors():
            if not self._state:
                self._index = saved.load(cursor, self._beside) or self._index
            cursor.execute("BEGIN")
            before = self._state or self._index.state
            if read(before) == read(state):
                if before != state:  # only corrections came or went
                    saved.detach(cursor, REPLACED)
                    self._replace(cursor)
            else:
                gone, added = self._compare(cursor)
                saved.detach(cursor)
                self._change_batches(cursor, gone, added)
                if self._unindexed <= AT_ONCE:
                    after = self._index.last - added
                    cursor.execute(f"INSERT INTO kept_words {NEW_WORDS.format(after=after, until=WHOLE)}")
                    link_copies(cursor, saved.folder(self._beside), self._index)
                self._replace(cursor)
            self._show(cursor)
            cursor.execute("COMMIT")
            saved.release(cursor)
        self._state = state

    def _compare(self, cursor: duckdb.DuckDBPyConnection) -> tuple[int, int]:
        """How many batches are gone or changed, and how many articles there are in those that are new."""
        cursor.execute(
            """
            CREATE OR REPLACE TABLE old_batches AS
                FROM (SELECT batch, count(*) AS n FROM kept_headlines GROUP BY ALL
                      EXCEPT SELECT batch, count(*) FROM seen_articles GROUP BY ALL);
            CREATE OR REPLACE TABLE new_batches AS
                FROM (SELECT batch, count(*) AS n FROM seen_articles GROUP BY ALL
                      EXCEPT SELECT batch, count(*) FROM kept_headlines GROUP BY ALL)
            """
        )
        gone = _number(cursor, "SELECT count(*) FROM old_batches")
        return gone, _number(cursor, "SELECT coalesce(sum(n), 0) FROM new_batches")

    def _change_batches(self, cursor: duckdb.DuckDBPyConnection, gone: int, added: int) -> None:
        if gone:
            cursor.execute(
                "CREATE OR REPLACE TABLE gone AS SELECT article FROM kept_headlines SEMI JOIN old_batches USING (batch)"
            )
            for name in ("kept_named", "kept_words", "kept_signs", "kept_headlines"):
                cursor.execute(f"DELETE FROM {name} WHERE article IN (FROM gone)")
            cursor.execute("DELETE FROM kept_copies WHERE one IN (FROM gone) OR other IN (FROM gone)")
        if added:
            cursor.execute(NEW_HEADLINES, [self._index.last])
            cursor.execute(NEW_NAMES, [_number(cursor, "SELECT coalesce(max(name), 0) FROM kept_names")])
            cursor.execute(NEW_NAMED)
            self._index.last += added

    def _replace(self, cursor: duckdb.DuckDBPyConnection) -> None:
        for name, query in REPLACED.items():
            cursor.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def _show(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Points the views at what is kept, and at what corrections make of it."""
        parts = ["SELECT word, article, place FROM kept_words", *saved.words(self._beside, self._index)]
        if self._unindexed > AT_ONCE:
            parts[0] = NEW_WORDS.format(after=self._index.indexed, until=WHOLE)
        cursor.execute(f"{VIEWS} CREATE OR REPLACE VIEW words AS {' UNION ALL '.join(parts)}")
        if _number(cursor, "SELECT count(*) FROM renamed"):
            cursor.execute(RENAMED_VIEWS)


def read(state: str) -> str:
    """The part of a state that names what was read; the rest names the corrections.

    >>> read("1.2.3+c0ffee"), read("")
    ('1.2.3', '')
    """
    return state.partition("+")[0]


def _number(cursor: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(cursor.execute(query).fetchall()[0][0])
