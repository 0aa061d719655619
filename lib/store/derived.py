"""Views that answer questions quickly: the tables of `lib.records` cut for counting, without their long texts.

Here they follow from the tables and hold nothing of their own; `lib.store.facts` keeps the same views in memory.
`article`, `visit` and `name` say which rows belong together, whatever their type.
"""

from lib.store.search import UNSPACED, WORDS_OF

_KEY = "concat_ws(chr(31), kind, entity_id, surface, entity, coalesce(form, ''))"

_MOST_CERTAIN = "ORDER BY confidence DESC NULLS LAST, start_char, end_char, surface) = 1"


def _nothing(words: str, **others: str) -> str:
    """A query without rows, of columns of text and others."""
    kinds = dict.fromkeys(words.split(), "VARCHAR") | others
    return f"SELECT {', '.join(f'NULL::{kind} AS {name}' for name, kind in kinds.items())} WHERE false"


VIEWS = {
    "headlines": """
        SELECT article_id AS article, article_id, source, url, title, published, section, language,
               word_count(text) AS word_count, NULL::VARCHAR AS duplicate_of
        FROM articles
    """,
    "additions": "SELECT article_id AS article, NULL::TIMESTAMP AS added FROM articles",
    "names": f"""
        SELECT {_KEY} AS name, kind, form, entity_id, entity, surface, slug(entity) AS entity_slug,
               slug(entity_id) AS id_slug
        FROM mentions GROUP BY ALL
    """,
    "named": f"""
        SELECT article_id AS article, {_KEY} AS name, confidence, start_char, end_char, hash(sentence) AS sentence,
               published, false AS copy,
               row_number() OVER (PARTITION BY article_id, kind, entity_id {_MOST_CERTAIN} AS first,
               row_number() OVER (PARTITION BY article_id, kind, entity_id, form {_MOST_CERTAIN} AS first_of_form
        FROM mentions JOIN (SELECT article_id, published FROM articles) USING (article_id)
    """,
    "reports": """
        SELECT article_id AS article, visit_id AS visit, slug(visitor) AS visitor_slug, visitor_country,
               host_country, status, confidence
        FROM visit_reports
    """,
    "travels": """
        SELECT *, visit_id AS visit, slug(visitor) AS visitor_slug, n_articles AS articles_once,
               n_sources AS sources_once
        FROM visits
    """,
    "figures": """
        SELECT t.* EXCLUDE (sentence), t.article_id AS article, slug(claimed_by) AS claimant, a.source, a.title,
               a.published, a.language, false AS copy
        FROM trade_figures t JOIN (SELECT article_id, source, title, published, language FROM articles) a
            USING (article_id)
    """,
    "words": """
        SELECT article_id AS article, unnest(found) AS word, generate_subscripts(found, 1) AS place
        FROM (SELECT article_id, words_of(concat_ws(' ', title, text)) AS found FROM articles)
    """,
    "corrections": _nothing("id who why action tab row field old new state note key", made_at="TIMESTAMPTZ"),
    "faults": _nothing("reason remedy text", line="BIGINT"),
    "marked": _nothing("tab key"),
    "report_names": _nothing("visit_id article_id name", start_char="BIGINT"),
    "figure_names": _nothing("article_id unit name", start_char="BIGINT", amount="DOUBLE"),
}
"""What each holds:

- `headlines`: articles without text, how many words it has; `duplicate_of` the article that it copies
- `additions`: when an article was added, in UTC, where the store keeps it
- `names`: ways to name an entity; `named`: each mention with its name, a number for its sentence, and whether it is
  the most certain of its entity in the article (`first`), or of its entity and form
- `reports`, `travels`, `figures`: visit reports, visits, trade figures; `articles_once`, `sources_once` of a visit
  are its articles and sources with copies counted as the article that they copy
- `words`: every word of headline and text as folded, with its place
- `corrections`, `faults`: the lines of the file of corrections and what became of each, the lines that are none;
  `marked`: the rows that they changed; `report_names`, `figure_names`: what corrections call the rows that they
  made something else of; see lib/store/overlay.py
"""

MACROS = {
    "slug(x)": r"trim(regexp_replace(lower(strip_accents(x)), '[^\pL\pN]+', '-', 'g'), '-')",
    "words_of(x)": WORDS_OF,
    "word_count(x)": f"""
        CASE WHEN strlen(x) > length(x) AND regexp_matches(x, '[{UNSPACED}]') THEN len(words_of(x))
        ELSE len(list_filter(string_split(replace(x, chr(10), ' '), ' '), lambda word: word <> '')) END::INT
    """,
}
"""`word_count` counts what blanks separate, as writers do; in scripts without blanks each sign, as search does."""


DEFINITIONS = [f"CREATE MACRO IF NOT EXISTS {call} AS {body}" for call, body in MACROS.items()] + [
    f"CREATE VIEW IF NOT EXISTS {name} AS {query}" for name, query in VIEWS.items()
]
"""The statements that define them over the tables of `lib.records`, where they are not yet defined otherwise."""
