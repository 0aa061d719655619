"""Who is named together with whom."""

import pandas as pd

from lib.query import sql
from lib.query.filters import Filters
from lib.query.measures import first, names
from lib.query.rankings import mention_ranking

WITHIN = ("article", "sentence")


def comentions(
    store: sql.Store,
    filters: Filters,
    kind: str | None = "country",
    forms: tuple[str, ...] = (),
    within: str = "article",
    limit: int = 20,
) -> pd.DataFrame:
    """Pairs of the `limit` most mentioned (60 at most) that are named in one article, or in one sentence of it.

    Most often first: `kind, entity_id, entity, other_kind, other_id, other, together` (articles)`, articles,
    other_articles` (that name each)`, share` (`together` of those that name either, 0 to 1: the Jaccard index)`.
    """
    if within not in WITHIN:
        raise ValueError(f"within is one of {', '.join(WITHIN)}")
    top = mention_ranking(store, filters, kind, min(limit, 60), forms)
    where, bound = sql.mentions(filters)
    named, narrowed = names(kind, forms)
    bound = {
        **bound,
        **narrowed,
        "kinds": list(top["kind"]),
        "entities": list(top["entity_id"]),
        "labels": list(top["entity"]),
        "articles": list(top["articles"]),
    }
    sets = _SETS[within].format(
        named=f"named m JOIN top_names USING (name) WHERE {where}", first=first(forms)
    )
    return sql.frame(
        store,
        f"""
        WITH top AS (
            SELECT unnest($kinds::VARCHAR[]) AS kind, unnest($entities::VARCHAR[]) AS entity_id,
                   unnest($labels::VARCHAR[]) AS entity, unnest($articles::BIGINT[]) AS articles,
                   generate_subscripts($entities::VARCHAR[], 1) AS place),
        top_names AS (
            SELECT n.name, 1::BIGINT << place AS bit FROM names n JOIN top USING (kind, entity_id) WHERE {named}),
        sets AS ({sets}),
        pairs AS (
            SELECT one.place, other.place AS other_place, {_COUNTED[within]}::BIGINT AS together
            FROM sets JOIN top one ON (who >> one.place) & 1 = 1 JOIN top other ON (who >> other.place) & 1 = 1
            WHERE one.place < other.place GROUP BY ALL)
        SELECT one.kind, one.entity_id, one.entity, other.kind AS other_kind, other.entity_id AS other_id,
               other.entity AS other, together, one.articles, other.articles AS other_articles,
               together / (one.articles + other.articles - together) AS share
        FROM pairs p JOIN top one ON one.place = p.place JOIN top other ON other.place = p.other_place
        ORDER BY together DESC, share DESC, p.place, p.other_place
        """,
        bound,
    )


_SETS = {
    "article": """
        SELECT who, count(*) AS n
        FROM (SELECT bit_or(bit) AS who FROM {named} AND {first} GROUP BY article) GROUP BY who
    """,
    "sentence": "SELECT article, bit_or(bit) AS who FROM {named} GROUP BY article, sentence HAVING bit_count(who) > 1",
}
"""Who of the most mentioned is in an article or a sentence, a bit each: joining mentions with mentions takes longer."""
_COUNTED = {"article": "sum(n)", "sentence": "count(DISTINCT article)"}


def paired(pairs: pd.DataFrame, entities: tuple[str, ...]) -> pd.Series:
    """Which `comentions` are of some entities (ids): with one, all its pairs; with several, those among them; with
    none, every pair."""
    one, other = pairs["entity_id"].isin(entities), pairs["other_id"].isin(entities)
    if not entities:
        return one | True
    return one | other if len(entities) == 1 else one & other


def joint_articles(
    store: sql.Store,
    filters: Filters,
    one: tuple[str, str],
    other: tuple[str, str],
    forms: tuple[str, ...] = (),
    within: str = "article",
    limit: int | None = None,
) -> pd.DataFrame:
    """The articles that name both of two entities (kind and id), in one sentence if asked for, newest first:
    `article_id, published, title, source, mentions, other_mentions`."""
    if within not in WITHIN:
        raise ValueError(f"within is one of {', '.join(WITHIN)}")
    where, bound = sql.mentions(filters)
    named, narrowed = names(None, forms)
    bound = {**bound, **narrowed, "kinds": [one[0], other[0]], "entities": [one[1], other[1]]}
    same = "article" if within == "article" else "article, sentence"
    return sql.frame(
        store,
        f"""
        WITH asked AS (
            SELECT n.name, n.kind = $kinds[1] AND n.entity_id = $entities[1] AS one FROM names n
            WHERE {named} AND (n.kind = $kinds[1] AND n.entity_id = $entities[1]
                               OR n.kind = $kinds[2] AND n.entity_id = $entities[2])),
        joint AS (
            SELECT {same}, count(*) FILTER (one) AS mentions, count(*) FILTER (NOT one) AS other_mentions
            FROM named m JOIN asked USING (name) WHERE {where} GROUP BY {same}),
        found AS (
            SELECT article, sum(mentions)::BIGINT AS mentions, sum(other_mentions)::BIGINT AS other_mentions
            FROM joint WHERE mentions > 0 AND other_mentions > 0 GROUP BY article)
        SELECT a.article_id, a.published, a.title, a.source, mentions, other_mentions
        FROM found JOIN headlines a USING (article)
        ORDER BY a.published DESC NULLS LAST, a.title, a.article_id {"" if limit is None else f"LIMIT {int(limit)}"}
        """,
        bound,
    )
