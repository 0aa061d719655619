"""Wire copies are found, whatever an outlet did to them; other articles on the same event are not."""

import random
import re
from collections.abc import Callable

import numpy as np
import pytest

from lib.store.duplicates import UNDATED, WINDOW, content, find_copies, is_copy, originals, signatures

PLACES = (
    "Lima",
    "Accra",
    "Hanoi",
    "Riga",
    "Quito",
    "Dakar",
    "Tunis",
    "Baku",
    "Muscat",
    "Oslo",
    "Sofia",
    "Lagos",
)
NOUNS = (
    "agreement", "harvest", "pipeline", "ministry", "harbour", "tariff", "railway", "budget", "delegation", "labour",
    "centre", "programme", "defence", "border", "currency", "parliament", "factory", "refinery", "election", "loan",
    "visit", "ceasefire", "summit", "embassy", "colour", "mining", "fisheries", "drought", "airline", "treaty",
)  # fmt: skip
VERBS = (
    "signed",
    "criticised",
    "welcomed",
    "organised",
    "rejected",
    "delayed",
    "financed",
    "honoured",
    "opened",
    "cancelled",
)
LINKS = ("after", "despite", "because of", "ahead of", "in spite of", "as part of", "over", "without")


def sentence(chance: random.Random) -> str:
    words = [
        "The", chance.choice(NOUNS), "in", chance.choice(PLACES), chance.choice(VERBS), "a", chance.choice(NOUNS),
        chance.choice(LINKS), "the", chance.choice(NOUNS), "and", str(chance.randint(2, 900)), chance.choice(NOUNS) + "s",
        chance.choice(LINKS), "talks with", chance.choice(PLACES),
    ]  # fmt: skip
    return " ".join(words) + "."


def article(chance: random.Random) -> list[str]:
    """Paragraphs of two sentences."""
    return [f"{sentence(chance)} {sentence(chance)}" for _ in range(chance.randint(6, 14))]


def with_byline(chance: random.Random, paragraphs: list[str]) -> list[str]:
    names = [
        "By Ann Reporter",
        "Correspondent in " + chance.choice(PLACES),
        "(Agency)",
        "Additional reporting by J. Doe",
    ]
    return [chance.choice(names), *paragraphs, chance.choice(names)]


def cut(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """An editor cuts from the end, up to four of ten paragraphs."""
    return paragraphs[: max(4, round(len(paragraphs) * chance.uniform(0.6, 0.9)))]


def with_headline(chance: random.Random, paragraphs: list[str]) -> list[str]:
    return [f"{chance.choice(NOUNS).title()}: {sentence(chance)}", *paragraphs[1:]]


def american(chance: random.Random, paragraphs: list[str]) -> list[str]:
    swaps = {"labour": "labor", "centre": "center", "programme": "program", "defence": "defense", "harbour": "harbor",
             "colour": "color", "criticised": "criticized", "organised": "organized", "honoured": "honored",
             "cancelled": "canceled"}  # fmt: skip
    return [re.sub("|".join(swaps), lambda found: swaps[found[0]], paragraph) for paragraph in paragraphs]


def shouted(chance: random.Random, paragraphs: list[str]) -> list[str]:
    return [paragraphs[0].upper(), *(p.replace(".", " …") for p in paragraphs[1:])]


EDITS = (with_byline, cut, with_headline, american, shouted)


def same_event(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Another reporter's article: a third of the paragraphs are the same quotations and background."""
    shared = chance.sample(paragraphs, len(paragraphs) // 3)
    own = [f"{sentence(chance)} {sentence(chance)}" for _ in range(len(paragraphs) - len(shared))]
    return chance.sample(own + shared, len(paragraphs))


def copies(texts: list[str], days: list[int], new: int = 0) -> set[tuple[int, int]]:
    given: Callable[..., dict[int, str]] = lambda rows: {row: texts[row] for row in rows}  # noqa: E731
    return set(find_copies(signatures(texts), np.array(days), given, new))


@pytest.fixture(scope="module")
def news() -> tuple[list[str], list[int], set[tuple[int, int]]]:
    """Articles; for each a copy with one to three edits, and another article on the same event."""
    chance = random.Random(11)
    texts, days, planted = [], [], set()
    for n in range(400):
        original = article(chance)
        copy = original
        for edit in chance.sample(EDITS, chance.randint(1, 3)):
            copy = edit(chance, copy)
        day = chance.randint(0, 60)
        planted.add((3 * n, 3 * n + 1))
        for paragraphs in (original, copy, same_event(chance, original)):
            texts.append("\n\n".join(paragraphs))
            days.append(day + chance.randint(0, 2))
    return texts, days, planted


def test_planted_copies_are_found_and_nothing_else(news) -> None:
    texts, days, planted = news
    found = copies(texts, days)
    assert len(found & planted) / len(planted) >= 0.98
    assert len(found & planted) / len(found) >= 0.98


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit_leaves_a_copy(edit) -> None:
    chance = random.Random(5)
    found = 0
    for _ in range(50):
        original = article(chance)
        pair = ["\n".join(original), "\n".join(edit(chance, original))]
        found += copies(pair, [0, 1]) == {(0, 1)}
    assert found >= 49


def test_articles_on_the_same_event_are_no_copies() -> None:
    chance = random.Random(6)
    for _ in range(100):
        original = article(chance)
        one, other = content("\n".join(original)), content("\n".join(same_event(chance, original)))
        assert not is_copy(one, other)


def test_a_part_quoted_is_no_copy() -> None:
    chance = random.Random(7)
    long = article(chance) + article(chance) + article(chance)
    assert not is_copy(content("\n".join(long)), content("\n".join(long[:3])))


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([3, 3], {(0, 1)}),
        ([0, WINDOW], {(0, 1)}),
        ([WINDOW, 0], {(0, 1)}),  # whichever was read first
        ([0, WINDOW + 1], set()),  # an anniversary, a yearly notice
        ([UNDATED, UNDATED], {(0, 1)}),
        ([UNDATED, 3], set()),
    ],
)
def test_copies_appear_within_days(days: list[int], found: set[tuple[int, int]]) -> None:
    text = "\n".join(article(random.Random(8)))
    assert copies([text, text], days) == found


@pytest.mark.parametrize("text", ["", "Corrections.", "No comment. " * 3, "古巴", "\x00"])
def test_what_is_too_short_is_no_copy(text: str) -> None:
    assert copies([text, text], [0, 0]) == set()


def test_notices_of_one_form_with_other_numbers_are_no_copies() -> None:
    form = (
        "The bank set its daily rates on short-term notes as follows: {} days {} pct, {} days {} pct. It said the"
        " rates were unchanged from the day before and open to members until Friday, subject to demand, {} in all."
    )
    chance = random.Random(10)
    texts = [form.format(*(chance.randint(1, 999) for _ in range(5))) for _ in range(40)]
    assert copies(texts, [0] * 40) == set()
    assert copies([texts[0], f"Rates: {texts[0]}"], [0, 0]) == {(0, 1)}


def test_only_pairs_with_a_new_article_are_looked_at(news) -> None:
    texts, days, _ = news
    everything, half = copies(texts, days), 600
    before, after = copies(texts[:half], days[:half]), copies(texts, days, half)
    assert all(j >= half for _, j in after)
    assert before | after >= everything


def test_a_group_has_one_original_in_whatever_order_its_copies_come() -> None:
    pairs = [("d", "c"), ("b", "a"), ("c", "b"), ("e", "d")]
    order = {name: day for day, name in enumerate("edcba")}
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert originals(pairs, order) == dict.fromkeys("abcd", "e")


def test_many_copies_cost_no_more_than_their_number() -> None:
    text = "\n".join(article(random.Random(9)))
    n = 500
    found = copies([text] * n, [0] * n)
    assert n - 1 <= len(found) <= 2 * n
    assert len(originals([(str(i), str(j)) for i, j in found], {str(i): i for i in range(n)})) == n - 1
