"""Learns from labelled articles what speaks for an official's presence at a place; writes its weights.

python tests/learn_presence.py            # writes data/grammar/presence.csv
python tests/learn_presence.py --trial    # writes nothing; learns from all corpora but one, tries it on that one
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lib.parse.document import Document
from lib.parse.people import People
from lib.parse.visits.journeys import Presence
from lib.parse.visits.reports import walks
from lib.parse.visits.stops import read_stops
from lib.records import Article
from lib.store.identity import is_named, same_name
from tests.labels import FOLDERS, ROOT, Corpus, Row, key

TABLE = ROOT / "data" / "grammar" / "presence.csv"
SHRINKAGE = 4.0
"""how strongly weights are drawn to zero"""
RARE = 4
"""Features of fewer cases than this are left out."""
STEPS = 12


class Case(NamedTuple):
    """Somebody and a place in one sentence, and whether the labels have them there."""

    features: frozenset[str]
    there: bool


def cases(corpus: Corpus) -> Iterator[Case]:
    """Every person with every place abroad in the sentences of a labelled corpus."""
    labels: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for _, row in corpus.rows("visit_reports"):
        labels[key(row)].append(row)
    for place, row in corpus.articles.items():
        day = date.fromisoformat(row["published"]) if row["published"] else None
        doc = Document(Article("", None, None, row["title"], day, None, row["language"], row["text"]))
        for walk in walks(doc, People(doc)):
            read_stops(walk)
            sentence = doc.text[walk.span[0] : walk.span[1]]
            for presence in walk.weighed:
                there = any(_is_there(presence, label, sentence) for label in labels[place])
                yield Case(presence.features, there)


def _is_there(presence: Presence, row: Row, sentence: str) -> bool:
    """Whether a label has the person there; of a visit told before, only if this sentence is its evidence."""
    person, place = presence.person, presence.place
    if "told before" in presence.features and " ".join(row["evidence"].split()) != " ".join(sentence.split()):
        return False
    same = not person.name or not is_named(row["visitor"]) or same_name(row["visitor"], person.name)
    return same and (row["visitor_country"], row["host_country"]) == (person.country, place.country)


def learn(known: Sequence[Case]) -> dict[str, float]:
    """The weight of each feature: logistic regression with a quadratic penalty, by Newton's method."""
    counts = Counter(feature for case in known for feature in case.features)
    features = sorted(feature for feature, n in counts.items() if n >= RARE)
    columns = {feature: i for i, feature in enumerate(features)}
    given = np.zeros((len(known), len(features)))
    for i, case in enumerate(known):
        given[i, [columns[f] for f in case.features if f in columns]] = 1
    there = np.array([case.there for case in known], dtype=float)
    penalty = np.full(len(features), SHRINKAGE)
    weights = np.zeros(len(features))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (likely - there) + penalty * weights
        curve = (given.T * (likely * (1 - likely))) @ given + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(features, weights.tolist(), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="further labelled corpora")
    parser.add_argument("--trial", action="store_true", help="write nothing; try on each corpus in turn")
    arguments = parser.parse_args()
    folders = [path for name, path in FOLDERS.items() if not name.startswith("unseen")] + arguments.also
    told = {folder.name: list(cases(Corpus(folder))) for folder in folders}
    if arguments.trial:
        for name, held in told.items():
            weights = learn([case for other, known in told.items() if other != name for case in known])
            print(name, *(_tried(weights, held, least) for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)))
        return
    weights = learn([case for known in told.values() for case in known])
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows(
            (feature, f"{weight:.2f}") for feature, weight in weights.items() if abs(weight) >= 0.05
        )
    print(f"{TABLE.name}: {len(weights)} features of {sum(map(len, told.values()))} cases")


def _tried(weights: dict[str, float], held: Sequence[Case], least: float) -> str:
    """Precision and recall of presences at least so certain."""
    bound = np.log(least / (1 - least))
    taken = [case.there for case in held if sum(weights.get(f, 0.0) for f in case.features) >= bound]
    there = sum(case.there for case in held)
    return f"| {least}: P {sum(taken) / max(1, len(taken)):.2f} R {sum(taken) / max(1, there):.2f}"


if __name__ == "__main__":
    main()
