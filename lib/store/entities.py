"""What corrections make of entities: other names, kinds and countries, merged with others, or none at all."""

from collections.abc import Callable, Iterable
from typing import Any

import pyarrow as pa

from lib.corrections import Correction, read_entity, write_entity
from lib.store.corrected import ALREADY, APPLIED, GONE, OVERTAKEN, Outcome

Entity = tuple[str, str]
"""kind and id"""

RENAMED = pa.schema(
    [("kind", pa.string()), ("entity_id", pa.string()), ("new_kind", pa.string()), ("new_id", pa.string()),
     ("new_entity", pa.string()), ("moved", pa.bool_()), ("new_country", pa.string()), ("gone", pa.bool_())]
)  # fmt: skip
"""of an entity what it is to be; `moved`: it has another country; `gone`: it is none"""

KNOWN = """
    SELECT kind, entity_id, mode(entity), coalesce(mode(country), '') FROM seen_mentions
    WHERE list_contains($1, kind || '|' || entity_id) GROUP BY ALL
"""


def correct_entities(
    corrections: Iterable[Correction], rows: Callable[..., list[tuple[Any, ...]]]
) -> tuple[pa.Table, list[str], dict[str, Outcome]]:
    """What becomes of entities (`RENAMED`), the names of those corrected, and of the corrections."""
    mine = [c for c in corrections if c.table == "entities"]
    named = {read_entity(cell) for c in mine for cell in (c.row, *([c.new] * (c.action == "merge")))}
    known = {
        (kind, entity_id): {"kind": kind, "entity": entity, "country": country}
        for kind, entity_id, entity, country in rows(KNOWN, [f"{kind}|{key}" for kind, key in sorted(named)])
    }
    now = {entity: dict(values) for entity, values in known.items()}
    into: dict[Entity, Entity] = {}
    rejected: dict[Entity, Correction] = {}
    outcomes: dict[str, Outcome] = {}
    last: dict[tuple[Entity, str], Correction] = {}
    for c in mine:
        entity = read_entity(c.row)
        target = read_entity(c.new) if c.action == "merge" else entity
        if entity not in known or target not in known:
            outcomes[c.id] = Outcome(GONE)
        elif entity in rejected:
            outcomes[c.id] = Outcome(OVERTAKEN, f"{rejected[entity].who} rejected it")
        elif c.action == "reject":
            rejected[entity] = c
            outcomes[c.id] = Outcome(APPLIED)
        elif c.action == "merge":
            if _root(target, into) == entity:
                outcomes[c.id] = Outcome(ALREADY, "both are one already")
                continue
            into[entity] = target
            outcomes[c.id] = Outcome(APPLIED, "", c.new)
        else:
            if earlier := last.get((entity, c.field)):
                outcomes[earlier.id] = Outcome(OVERTAKEN, f"{c.who} corrected it again", c.row)
            elif now[entity][c.field] == c.new:
                outcomes[c.id] = Outcome(ALREADY, "it is read so now", c.row)
                continue
            last[entity, c.field] = c
            now[entity][c.field] = c.new
            outcomes[c.id] = Outcome(APPLIED, "", c.row)
    table, marks = [], []
    for entity in sorted(known):
        root = _root(entity, into)
        gone = entity in rejected or root in rejected
        values = now[root]
        if not gone and root == entity and values == known[entity]:
            continue
        moved = values["country"] != known[entity]["country"]
        table.append(
            (*entity, values["kind"], root[1], values["entity"], moved, values["country"] or None, gone)
        )
        if not gone:
            marks.append(write_entity(values["kind"], root[1]))
    cells = zip(*table, strict=True) if table else [[]] * len(RENAMED)
    arrays = [pa.array(c, f.type) for c, f in zip(cells, RENAMED, strict=True)]
    return pa.table(arrays, schema=RENAMED), sorted(set(marks)), outcomes


def _root(entity: Entity, into: dict[Entity, Entity]) -> Entity:
    seen = {entity}
    while (following := into.get(entity)) and following not in seen:
        seen.add(following)
        entity = following
    return entity
