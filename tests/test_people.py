"""Who is named, with which office and country; whom later words mean; what is no person."""

from datetime import date

import pytest

from lib.parse.document import Document
from lib.parse.people import People, Person
from lib.parse.persons import transliterate
from lib.records import Article

DAY = date(2020, 2, 6)


def people_of(text: str, language: str = "en", day: date | None = DAY) -> People:
    return People(Document(Article("a", None, None, None, day, None, language, text)))


def told(text: str, language: str = "en") -> list[tuple[str | None, str | None, str | None]]:
    """Name, role and country of each person, in the order in which they are met."""
    return [(person.name, person.role, person.country) for person in people_of(text, language).persons]


NAMED = (
    # title before the name
    ("Foreign Minister Wanjiru Kamau of Kenya spoke.", "Wanjiru Kamau", "foreign minister", "KEN"),
    ("Former US President Henry Alden spoke.", "Henry Alden", "president", "USA"),
    ("Acting Kenyan Foreign Minister Wanjiru Kamau spoke.", "Wanjiru Kamau", "foreign minister", "KEN"),
    ("Ambassador Daniel Otieno of Kenya spoke.", "Daniel Otieno", "ambassador", "KEN"),
    ("Queen Margarethe of Denmark spoke.", "Margarethe", "monarch", "DNK"),  # one word is a monarch's name
    # two offices of one person
    ("Finance Minister and Vice President Marta Oliveira of Brazil spoke.", "Marta Oliveira", "finance minister and vice president", "BRA"),
    # a title that only one country has
    ("Taoiseach Niamh Byrne spoke.", "Niamh Byrne", "taoiseach", "IRL"),
    # a body has a president, yet belongs to no country
    ("European Commission President Elena Rossi spoke.", "Elena Rossi", "european commission president", None),
    # apposition, title after the name
    ("Wanjiru Kamau, Kenya's foreign minister, spoke.", "Wanjiru Kamau", "foreign minister", "KEN"),
    ("Ingrid Solheim, the Norwegian trade minister, spoke.", "Ingrid Solheim", "trade minister", "NOR"),
    ("Later Ingrid Solheim, the new Norwegian trade minister, spoke.", "Ingrid Solheim", "trade minister", "NOR"),
    # possessives
    ("Kenya's president, Daniel Otieno, spoke.", "Daniel Otieno", "president", "KEN"),
    ("Peru, whose president, Rosa Huamán, spoke, is ready.", "Rosa Huamán", "president", "PER"),
    ("The talks with Egypt's Nabil Fahmy went on.", "Nabil Fahmy", None, "EGY"),  # the table knows the name, not the office of 2020
    # honorifics are no part of a name
    ("Mr. Daniel Otieno, president of Kenya, spoke.", "Daniel Otieno", "president", "KEN"),
    ("Sheikh Hamad bin Salim, the emir of Qatar, spoke.", "Hamad bin Salim", "emir", "QAT"),
    ("Saudi Foreign Minister Prince Khalid bin Rashid spoke.", "Khalid bin Rashid", "foreign minister", "SAU"),
    ("British Defence Secretary Sir John Harrow spoke.", "John Harrow", "defence secretary", "GBR"),
    ("Sri Lankan Prime Minister Mrs. Chandra Perera spoke.", "Chandra Perera", "prime minister", "LKA"),
    # an office tells more than a rank
    ("Marshal Chen Haoran, China's defence minister, spoke.", "Chen Haoran", "defence minister", "CHN"),
    # a title is a part of some names of the table
    ("He met King Hussein of Jordan.", "Hussein", "monarch", "JOR"),
    # initials, particles, hyphens, apostrophes, a suffix
    ("President J. K. Mwangi of Kenya spoke.", "J. K. Mwangi", "president", "KEN"),
    ("Canadian Prime Minister John Smith Jr. spoke.", "John Smith Jr.", "prime minister", "CAN"),
    ("German Chancellor Otto von Brandt spoke.", "Otto von Brandt", "chancellor", "DEU"),
    ("Dutch Prime Minister Pieter van der Meer spoke.", "Pieter van der Meer", "prime minister", "NLD"),
    ("Egyptian President Hassan al-Nouri spoke.", "Hassan al-Nouri", "president", "EGY"),
    ("Irish Foreign Minister Sean O'Malley spoke.", "Sean O'Malley", "foreign minister", "IRL"),
    ("French President Jean-Luc Moreau spoke.", "Jean-Luc Moreau", "president", "FRA"),
    # family name first, accents, patronymics, a title within a name
    ("Hungarian Foreign Minister Kovács István spoke.", "Kovács István", "foreign minister", "HUN"),
    ("Vietnamese Prime Minister Trần Văn Minh spoke.", "Trần Văn Minh", "prime minister", "VNM"),
    ("South Korean President Park Ji-won spoke.", "Park Ji-won", "president", "KOR"),
    ("Icelandic Prime Minister Birna Jónsdóttir spoke.", "Birna Jónsdóttir", "prime minister", "ISL"),
    ("Myanmar's President U Thant Zaw spoke.", "U Thant Zaw", "president", "MMR"),
    # an adviser is not the president whom he advises
    ("An adviser to President Marta Oliveira of Brazil spoke.", "Marta Oliveira", "president", "BRA"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role", "country"), NAMED)
def test_one_person_is_named(text: str, name: str, role: str | None, country: str | None) -> None:
    assert told(text) == [(name, role, country)]


ABROAD = (
    ("es", "El presidente de Bolivia, Andrés Quispe, viajó a Lima.", "Andrés Quispe", "president", "BOL"),
    ("es", "La canciller peruana Rosa Huamán viajó a Quito.", "Rosa Huamán", "foreign minister", "PER"),
    ("pt", "O presidente do Chile, Gabriel Fuentes, viajou.", "Gabriel Fuentes", "president", "CHL"),
    # the demonym divides the title
    ("fr", "Le ministre allemand des Affaires étrangères Karl Lenz est arrivé.", "Karl Lenz", "foreign minister", "DEU"),
    ("it", "Il ministro degli Esteri austriaco Karl Lenz è arrivato a Roma.", "Karl Lenz", "foreign minister", "AUT"),
    ("de", "Der norwegische Außenminister Erik Dahl ist in Bern eingetroffen.", "Erik Dahl", "foreign minister", "NOR"),
    # in Latin letters
    ("ru", "Министр иностранных дел Норвегии Эрик Даль прибыл в Москву.", "Erik Dal", "foreign minister", "NOR"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "role", "country"), ABROAD)
def test_other_languages(language: str, text: str, name: str, role: str, country: str) -> None:
    assert told(text, language) == [(name, role, country)]


SEVERAL = (
    # a verb is no apposition: the president has another name
    ("Bala Adeyemi, Nigeria's foreign minister, met the Ghanaian president.", [("Bala Adeyemi", "foreign minister", "NGA"), (None, "president", "GHA")]),
    # each name has its own country
    ("Foreign ministers Wanjiru Kamau of Kenya, Paulo Reis of Brazil and Ingrid Solheim of Norway met.",
     [("Wanjiru Kamau", "foreign minister", "KEN"), ("Paulo Reis", "foreign minister", "BRA"), ("Ingrid Solheim", "foreign minister", "NOR")]),
    # countries and names are told in the same order
    ("The presidents of Kazakhstan and the Philippines, Askar Nurlan and Jose Ramos, spoke.",
     [("Askar Nurlan", "president", "KAZ"), ("Jose Ramos", "president", "PHL")]),
    # a counterpart holds the same office
    ("Egyptian Foreign Minister Nabil Fahmy met his Cuban counterpart, Bruno Rodríguez.",
     [("Nabil Fahmy", "foreign minister", "EGY"), ("Bruno Rodríguez", "foreign minister", "CUB")]),
    # "his" and "her" ministers are of the same country
    ("Brazilian President Marta Oliveira came with her trade minister, Paulo Reis.",
     [("Marta Oliveira", "president", "BRA"), ("Paulo Reis", "trade minister", "BRA")]),
    # one family name, two people
    ("Norwegian Prime Minister Erik Dahl met Swedish Prime Minister Anna Dahl.",
     [("Erik Dahl", "prime minister", "NOR"), ("Anna Dahl", "prime minister", "SWE")]),
    # "of Portugal" does not reach back over another title
    ("President Marta Oliveira and Prime Minister Paulo Reis of Portugal spoke.",
     [("Marta Oliveira", "president", None), ("Paulo Reis", "prime minister", "PRT")]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_people(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(text) == expected


LATER = (
    # the last words of the text, how they are printed, and whom they mean
    ("Kenyan Foreign Minister Wanjiru Kamau arrived. Kamau left.", "Kamau", "Wanjiru Kamau"),
    ("Egyptian President Hassan al-Nouri spoke. Al-Nouri left.", "Al-Nouri", "Hassan al-Nouri"),  # a particle belongs to its name
    ("Von Brandt is in Oslo. German Chancellor Otto von Brandt spoke. Von Brandt left.", "Von Brandt", "Otto von Brandt"),
    ("Dutch Foreign Minister Joost van den Hoek spoke. Van den Hoek left.", "Van den Hoek", "Joost van den Hoek"),
    ("Chinese Premier Li Weimin met South Korean President Kim Jin-woo. Kim left.", "Kim", "Kim Jin-woo"),  # a family name there
    ("President Juan Pardo of Peru met President Ana Pardo of Chile. Juan Pardo stayed. Mrs Pardo left.", "Pardo", "Ana Pardo"),
    ("President Park Min-su met Foreign Minister Ana Ruiz of Peru. The South Korean leader left.", "South Korean leader", "Park Min-su"),
    ("South Korean President Park Ji-won spoke. Park left.", "Park", "Park Ji-won"),
    ("Thai Foreign Minister Somchai Rattana spoke. Somchai left.", "Somchai", "Somchai Rattana"),  # Thais go by the first name
    ("Foreign Minister Tomas Havel met Foreign Minister Pavel Havel of Slovakia. Havel left.", "Havel", "Pavel Havel"),  # the nearer of two
    ("Norwegian Prime Minister Erik Dahl met Swedish Prime Minister Anna Dahl. Erik Dahl left.", "Erik Dahl", "Erik Dahl"),
    ("Kenyan Foreign Minister Wanjiru Kamau met Cuban President Raúl Torres. The minister left.", "minister", "Wanjiru Kamau"),
    ("Kenyan Foreign Minister Wanjiru Kamau met Cuban President Raúl Torres. The president left.", "president", "Raúl Torres"),
    ("Wanjiru Kamau, Kenya's foreign minister, met Cuban President Raúl Torres. The Kenyan minister left.", "Kenyan minister", "Wanjiru Kamau"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), LATER)
def test_later_words_mean_a_person(text: str, words: str, name: str) -> None:
    last = people_of(text).mentions[-1]
    assert (text[last.start : last.end], last.person.name) == (words, name)


HOLDERS = (
    # a title and a surname, the day, and the country that the table of offices tells
    ("Prime Minister Thatcher came to Canada and left Britain behind.", date(1984, 3, 1), "GBR"),
    ("Prime Minister Thatcher came to Canada and left Britain behind.", date(2004, 3, 1), None),  # no longer
    ("Prime Minister Thatcher came to Canada.", date(1984, 3, 1), None),  # nothing speaks of her country
    ("President Thatcher came to Canada and left Britain behind.", date(1984, 3, 1), None),  # not her office
    ("Prime Minister Thatcher came to Canada and left Britain behind.", None, None),
)


@pytest.mark.parametrize(("text", "day", "country"), HOLDERS)
def test_office_and_day_tell_whose_surname_it_is(text: str, day: date | None, country: str | None) -> None:
    assert people_of(text, day=day).persons[0].country == country


@pytest.mark.parametrize(
    "text",
    [
        "General Motors President James Alden came to Kenya.",
        "The university president Ann Lowe came to Kenya.",
    ],
)
def test_presidents_of_bodies_do_not_travel_for_a_state(text: str) -> None:
    people = people_of(text)
    assert not any(people.is_official(person) for person in people.persons)


NOBODY = (
    ("The company's president, Acme Steel, spoke.", "a firm, and no country beside the title"),
    ("Kenya, the president said, is ready.", "a country before the comma"),
    ("Recently, the foreign minister of Kenya spoke.", "an adverb before the comma"),
    ("Yesterday, the foreign minister of Kenya spoke.", "a day before the comma"),
    ("In Nairobi, the foreign minister of Kenya spoke.", "a city before the comma"),
    ("Kenyan Foreign Minister Visits Cuban President To Boost Trade Ties", "capitals of a headline"),
    ("Prime Minister's Office said no.", "an office"),
    ("The UN General Assembly met.", "a title within the name of a body"),
    ("Wanjiru Kamau spoke in Nairobi.", "a name without a title that no table knows"),
    ("The minister spoke. His counterpart listened.", "titles of nobody"),
    ("Lavrov arrived in Cuba.", "a family name alone"),
    ("", "nothing"),
)


@pytest.mark.parametrize(("text", "why"), NOBODY, ids=[why for _, why in NOBODY])
def test_nobody_is_named(text: str, why: str) -> None:
    assert [person.name for person in people_of(text).persons if person.name] == []


def test_a_title_with_a_country_is_a_person_without_a_name() -> None:
    assert told("The Iranian foreign minister arrived in Cuba.") == [(None, "foreign minister", "IRN")]


@pytest.mark.parametrize(
    ("day", "role"),
    [
        (DAY, "foreign minister"),
        (date(1995, 6, 1), None),  # before he took office
        (None, None),  # of an unknown day no office is told
    ],
)
def test_the_table_tells_the_office_of_the_day(day: date | None, role: str | None) -> None:
    (person,) = people_of("Sergey Lavrov arrived in Cuba.", day=day).persons
    assert (person.country, person.role) == ("RUS", role)


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Foreign Minister Wanjiru Kamau of Kenya spoke.", True),
        ("Sergey Lavrov spoke.", True),  # the table knows an office
        ("Ambassador Daniel Otieno of Kenya spoke.", False),  # lives where he is sent
        ("The Iranian foreign minister spoke.", True),
    ],
)
def test_whose_travel_is_a_visit(text: str, official: bool) -> None:
    people = people_of(text)
    assert [people.is_official(person) for person in people.persons] == [official]


def test_a_person_without_name_or_role_is_a_delegation() -> None:
    assert Person(None, "KEN").label == "delegation"


def test_letters_of_every_case_are_transliterated() -> None:
    assert transliterate("Щукин Юрий-Ян") == "Shchukin Yuriy-Yan"
    assert transliterate("Nurlan") == "Nurlan"
