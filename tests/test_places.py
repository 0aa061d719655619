"""Which reading a name has: country or state, capital or town, person or nothing at all."""

import pytest

from lib.parse.document import Document
from lib.parse.mentions import find_mentions
from lib.parse.people import People
from lib.records import Article
from lib.tables import load

LOCAL = "The county sheriff's office and the school board met. "
"""what only a paper of the United States takes for granted"""


def readings(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    doc = Document(Article("a", None, None, None, None, None, language, text))
    found = find_mentions(doc, People(doc))
    return [(m.surface, m.kind, m.country) for m in found if m.kind in ("country", "place")]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "country"),
    [
        # the words after a comma decide
        ("They met in Paris, Texas, on Monday.", "Paris", "place", "USA"),
        ("They met in Paris, France, on Monday.", "Paris", "place", "FRA"),
        ("She lives in Lebanon, Ohio, with her cat.", "Lebanon", "place", "USA"),
        ("A farmer in Russia, Ohio, won the prize.", "Russia", "place", "USA"),
        ("He was born in London, Ontario, in 1950.", "London", "place", "CAN"),
        ("Cows died in Guildford, England, last week.", "Guildford", "place", "GBR"),
        (
            "The plant is in Mobile, Ala., near the port.",
            "Mobile",
            "place",
            "USA",
        ),  # a word, but for the state
        (
            "The summit is at Sea Island, Georgia, in June.",
            "Georgia",
            "place",
            "USA",
        ),  # a town no table knows
        ("He runs a shop in Atlanta, Georgia.", "Georgia", "place", "USA"),
        # a list of countries is no qualified town
        ("Envoys of Liberia, Mali and Niger came.", "Liberia", "country", "LBR"),
        ("Trade with Venezuela, Colombia and Peru fell.", "Venezuela", "country", "VEN"),
        ("Armenia, Georgia and Azerbaijan signed.", "Georgia", "country", "GEO"),
        # the document decides
        ("Georgia's president flew from Tbilisi to Brussels.", "Georgia", "country", "GEO"),
        (
            "Floods hit Alabama, Florida and north Georgia.",
            "Georgia",
            "place",
            "USA",
        ),  # neighbours, compass point
        (LOCAL + "Police in Athens arrested two men.", "Athens", "place", "USA"),
        ("The Greek premier returned to Athens.", "Athens", "place", "GRC"),
        (LOCAL + "Lebanon schedules its spring clean-up in Ohio.", "Lebanon", "place", "USA"),
        ("Israel and Syria agreed on Lebanon.", "Lebanon", "country", "LBN"),
        (LOCAL + "Ann Rowe, 31, of Palestine was hurt. Texas troopers came.", "Palestine", "place", "USA"),
        ("Israel and Palestine resumed talks.", "Palestine", "country", "PSE"),
        ("The Crown Court heard that Suffolk officers came.", "Suffolk", "place", "GBR"),
        ("Australia's racing season opens in Victoria and Queensland.", "Queensland", "place", "AUS"),
        ("The man from Lebanon, Ohio, won. Lebanon residents cheered.", "Lebanon", "place", "USA"),
        ("Spies were poisoned in Salisbury last spring.", "Salisbury", "place", "GBR"),  # Harare's old name
        ("Rhodesia's premier returned to Salisbury.", "Salisbury", "place", "ZWE"),
        ("They signed the pact in Punta del Este.", "Punta del Este", "place", "URY"),
        ("He opened the fair in Hanover with the chancellor.", "Hanover", "place", "DEU"),
        # large cities need no help
        ("Shares rose in Frankfurt and Osaka.", "Osaka", "place", "JPN"),
        ("MELBOURNE, March 3 - The miner raised its payout.", "MELBOURNE", "place", "AUS"),
        # names that look alike
        ("Niger closed its border with Nigeria.", "Niger", "country", "NER"),
        ("Niger closed its border with Nigeria.", "Nigeria", "country", "NGA"),
        ("Dominica thanked the Dominican Republic.", "Dominica", "country", "DMA"),
        ("Guinea, Guinea-Bissau and Papua New Guinea voted.", "Guinea", "country", "GIN"),
        ("Guinea, Guinea-Bissau and Papua New Guinea voted.", "Papua New Guinea", "country", "PNG"),
        (
            "The Democratic Republic of the Congo protested.",
            "Democratic Republic of the Congo",
            "country",
            "COD",
        ),
        ("The Republic of the Congo agreed.", "Republic of the Congo", "country", "COG"),
        ("North Korea fired at South Korea.", "North Korea", "country", "PRK"),
        ("South Sudan and Sudan share a pipeline.", "South Sudan", "country", "SSD"),
        ("In Guinea-Bissau the rains were late.", "Guinea-Bissau", "country", "GNB"),
    ],
)
def test_reading(text: str, surface: str, kind: str, country: str) -> None:
    assert (surface, kind, country) in readings(text)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # people who are called like countries
        ("Michael Jordan scored. Later Jordan spoke to fans.", "JOR"),
        ("Chad Smith plays drums.", "TCD"),
        ("The swimmer Chad le Clos came second.", "TCD"),
        ("Mr. Jordan denied it.", "JOR"),
        ("The coach praised J. Jordan and Ann B. Israel.", "JOR"),
        # names inside names
        ("The fair is in Jordan Road and China Street.", "JOR"),
        ("The fair is in Jordan Road and China Street.", "CHN"),
        ("China Steel Corp raised its prices.", "CHN"),
        ("He flew with Kenya Airways.", "KEN"),
        ("The University of Georgia found a parasite.", "GEO"),
        ("He reads the Jordan Times every day.", "JOR"),
        ("Lebanon County voted early.", "LBN"),
        ("Malta High School won the game.", "MLT"),
        ("The fund paid US$5 million.", "USA"),
        ("The loan is for 50 million Canadian dlrs.", "CAN"),
        ("It is priced at 90 Singapore cents.", "SGP"),
        ("The Order of Oman was pinned on his chest.", "OMN"),
        ("Sales at <Saudi British Bank> rose.", "GBR"),
        ("The Bank of Nova Scotia led the loan.", "CAN"),
        ("HMS Malaya sailed on Monday.", "MYS"),
        ("National Westminster raised its rates.", "GBR"),
        ("Westland Plc cut jobs. Later Westland spoke of 2,000.", "USA"),
        ("Traders sold Canadian, Australian and U.S. dollars.", "CAN"),
        ("S. American debtors met.", "USA"),
        # surnames that are adjectives
        ("Monica French said no. Later French said yes.", "FRA"),
        ("Police Chief Thomas Finn retired.", "FIN"),
        # languages
        ("The advertisement airs in English and Spanish.", "ESP"),
        ("The song is in Portuguese, French and German.", "PRT"),
        # words
        ("The reintroduction of ICO quotas failed.", "BRA"),
        ("They roasted turkey and ate it off china.", "TUR"),
        ("They roasted turkey and ate it off china.", "CHN"),
        ("McDonnell Douglas sold ten jets.", "IMN"),
        ("Mallory Kingston James won.", "JAM"),
        ("The African alliance (ALMA) met.", "CAN"),
    ],
)
def test_no_country(text: str, country: str) -> None:
    assert country not in {found for _, _, found in readings(text)}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Bank of Japan cut its rate.", "JPN"),  # a central bank is the state's
        ("The Fiji Health Ministry said so.", "FJI"),  # so is a ministry
        ("The US Energy Secretary fell ill.", "USA"),  # "Energy" does not end the name
        ("Kenya police fired shots.", "KEN"),
        ("Jordan Crown Prince Hussein arrived.", "JOR"),  # a title, not a surname
        ("Chad President Mahamat Déby left.", "TCD"),
        ("Michael Jordan flew to Jordan. Jordanian officials met him.", "JOR"),  # both are meant
        ("Turkey's farmers sell turkeys.", "TUR"),
        ("Plants in French, German and Italian towns closed.", "FRA"),  # no languages
        ("Canadian and U.S. officials met.", "CAN"),  # no currencies
        ("Russia today closed its border.", "RUS"),  # no broadcaster
        ("A Canadian national was freed.", "CAN"),  # no railway
        ("Monica French said no. The French said yes.", "FRA"),
    ],
)
def test_country_stays(text: str, country: str) -> None:
    assert country in {found for _, kind, found in readings(text) if kind in ("country", "place")} or any(
        country == m[2] for m in organisations(text)
    )


def organisations(text: str) -> list[tuple[str, str, str | None]]:
    doc = Document(Article("a", None, None, None, None, None, "en", text))
    return [(m.surface, m.kind, m.country) for m in find_mentions(doc, People(doc))]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Paris,", ", Georgia", "(Jordan)", "of Chad", "U.S.$", "Jordan " * 400]
)
def test_any_text_is_read(text: str) -> None:
    for surface, _, country in readings(text):
        assert surface in text
        assert country is None or len(country) == 3


SENSES = {
    "gazetteer/name_tails": {
        "road",
        "firm",
        "carrier",
        "media",
        "team",
        "body",
        "local",
        "people",
        "money",
        "head",
    },
    "grammar/demonym_cues": {"speaks", "goes on", "thing"},
    "grammar/metonym_cues": {"after", "before", "owned", "not", "skipped", "joined", "tied"},
}


@pytest.mark.parametrize("table", SENSES)
def test_every_row_has_a_known_sense_and_no_row_is_there_twice(table: str) -> None:
    rows = load(table)
    assert {row["sense"] for row in rows} == SENSES[table]
    keys = [(row["form"], row["sense"], row["language"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert all(row["form"] == row["form"].strip() != "" for row in rows)


def test_home_words_name_countries() -> None:
    codes = {row["alpha3"] for row in load("gazetteer/countries")}
    rows = load("gazetteer/home_words")
    assert {row["alpha3"] for row in rows} <= codes
    assert len({tuple(row.values()) for row in rows}) == len(rows)
