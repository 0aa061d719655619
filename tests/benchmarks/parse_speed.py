"""How fast articles are parsed on one core: labelled articles' sentences, shuffled into new articles.

python tests/benchmarks/parse_speed.py --megabytes 1 --profile 25
"""

import argparse
import cProfile
import csv
import pstats
import random
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from lib.parse import parse
from lib.parse.sentences import find_sentences
from lib.records import Article

ROOT = Path(__file__).parents[2]
CORPORA = (ROOT / "data" / "sample", ROOT / "tests" / "corpora" / "learned")
SENTENCES = 20
"""in an article, about 3 kB"""
IN_A_PARAGRAPH = 2
PUBLISHED = (date(1965, 1, 1), date(2025, 12, 31))


def shuffled_articles(size: int, seed: int) -> list[Article]:
    """About `size` bytes of articles, each of one language, from the labelled articles' sentences.

    Languages keep their share of the corpora; the same seed gives the same articles.
    """
    chance = random.Random(seed)
    sentences = _sentences()
    languages, weights = list(sentences), [len(found) for found in sentences.values()]
    articles: list[Article] = []
    while size > 0:
        language = chance.choices(languages, weights)[0]
        chosen = [chance.choice(sentences[language]) for _ in range(SENTENCES)]
        text = "\n\n".join(
            " ".join(chosen[i : i + IN_A_PARAGRAPH]) for i in range(0, SENTENCES, IN_A_PARAGRAPH)
        )
        day = date.fromordinal(chance.randint(*(day.toordinal() for day in PUBLISHED)))
        articles.append(Article(str(len(articles)), None, None, chosen[0], day, None, language, text))
        size -= len(text.encode())
    return articles


def _sentences() -> dict[str, list[str]]:
    csv.field_size_limit(sys.maxsize)
    sentences: dict[str, list[str]] = defaultdict(list)
    for corpus in CORPORA:
        with (corpus / "articles.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found = (row["text"][start:end] for start, end in find_sentences(row["text"]))
                sentences[row["language"]] += [" ".join(sentence.split()) for sentence in found]
    return sentences


def measure(articles: list[Article]) -> tuple[float, float]:
    """Processor seconds to parse the articles, and of the slowest for its size, seconds a megabyte."""
    total = slowest = 0.0
    for article in articles:
        started = time.process_time()
        parse(article)
        took = time.process_time() - started
        total += took
        slowest = max(slowest, took / len(article.text.encode()) * 1e6)
    return total, slowest


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=1.0, metavar="N", help="of text (default: 1)")
    parser.add_argument("--seed", type=int, default=2020, metavar="N", help="of the shuffle (default: 2020)")
    parser.add_argument("--profile", type=int, default=0, metavar="N", help="print the N dearest functions")
    options = parser.parse_args()

    articles = shuffled_articles(int(options.megabytes * 1e6), options.seed)
    languages = {article.language: article for article in articles}
    loading, _ = measure(list(languages.values()))
    print(f"tables of {len(languages)} languages loaded in {loading:.1f} s")

    size = sum(len(article.text.encode()) for article in articles) / 1e6
    profile = cProfile.Profile()
    if options.profile:
        profile.enable()
    seconds, slowest = measure(articles)
    profile.disable()
    print(f"{len(articles)} articles, {size:.2f} MB in {seconds:.2f} s: {size / seconds:.2f} MB/s")
    print(f"slowest article: {1 / slowest:.2f} MB/s")
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(options.profile)


if __name__ == "__main__":
    main()
