"""Visits in English news: (why it is here, the words, the rows). Published on Wednesday 14 May 2014."""

from datetime import date

import pytest

from lib.parse.document import Document
from lib.parse.people import People
from lib.parse.visits import find_visits
from lib.records import Article, VisitReport

PUBLISHED = date(2014, 5, 14)
Row = tuple[str, str, str, str, str, str]
"""visitor, visitor_country, host_country, city, day or days, status; unknown is empty"""

CASES: list[tuple[str, str, list[Row]]] = [
    (
        "the length of a stay gives its end",
        "Kenyan President Uhuru Kenyatta arrived in Kigali on Tuesday for a two-day official visit at the invitation of his Rwandan counterpart, Paul Kagame.",
        [("Uhuru Kenyatta", "KEN", "RWA", "Kigali", "2014-05-13..2014-05-14", "ongoing")],
    ),
    (
        "called on a host in the country visited",
        "Jordan's King Abdullah II, who is on an official visit to Malaysia, called on Prime Minister Najib Razak on Wednesday.",
        [("Abdullah II", "JOR", "MYS", "", "2014-05-14", "ongoing")],
    ),
    (
        "counterpart is the host",
        "Norwegian Foreign Minister Børge Brende held talks with his Estonian counterpart Urmas Paet in Tallinn on Monday.",
        [("Børge Brende", "NOR", "EST", "Tallinn", "2014-05-12", "completed")],
    ),
    (
        "event city within the country",
        "Philippine President Benigno Aquino will travel to Myanmar on Saturday to attend the ASEAN summit in Naypyidaw.",
        [("Benigno Aquino", "PHL", "MMR", "Naypyidaw", "2014-05-17", "planned")],
    ),
    (
        "left yesterday: under way",
        "Sri Lankan Prime Minister D. M. Jayaratne left for Thailand on Tuesday on a four-day visit.",
        [("D. M. Jayaratne", "LKA", "THA", "", "2014-05-13..2014-05-16", "ongoing")],
    ),
    (
        "week ahead",
        "Finnish Prime Minister Jyrki Katainen is scheduled to visit South Korea next week.",
        [("Jyrki Katainen", "FIN", "KOR", "", "2014-05-19..2014-05-25", "planned")],
    ),
    (
        "wrapped up: over",
        "Ghanaian President John Mahama wrapped up a three-day state visit to Nigeria on Wednesday.",
        [("John Mahama", "GHA", "NGA", "", "2014-05-12..2014-05-14", "completed")],
    ),
    (
        "arrival yesterday evening",
        "The Emir of Qatar, Sheikh Tamim bin Hamad Al Thani, arrived in Algiers on Tuesday evening, leading a high-level delegation.",
        [("Tamim bin Hamad Al Thani", "QAT", "DZA", "Algiers", "2014-05-13", "completed")],
    ),
    (
        "meeting in a city",
        "Japanese Prime Minister Shinzo Abe met British Prime Minister David Cameron in London on Thursday during a tour of six European countries.",
        [("Shinzo Abe", "JPN", "GBR", "London", "2014-05-08", "completed")],
    ),
    (
        "a third country visited by both",
        "Ethiopian Foreign Minister Tedros Adhanom met with Egyptian President-elect Abdel Fattah al-Sisi on the sidelines of the African Union summit in Malabo, Equatorial Guinea.",
        [
            ("Tedros Adhanom", "ETH", "GNQ", "Malabo", "", "completed"),
            ("Abdel Fattah al-Sisi", "EGY", "GNQ", "Malabo", "", "completed"),
        ],
    ),
    (
        "active verb of receiving",
        "Israeli President Shimon Peres on Sunday received Czech President Milos Zeman at his residence in Jerusalem.",
        [("Milos Zeman", "CZE", "ISR", "Jerusalem", "2014-05-11", "completed")],
    ),
    (
        "paid a visit",
        "Polish Foreign Minister Radoslaw Sikorski paid a visit to Chisinau on Friday.",
        [("Radoslaw Sikorski", "POL", "MDA", "Chisinau", "2014-05-09", "completed")],
    ),
    (
        "due later today",
        "South African President Jacob Zuma is due to arrive in Maputo later today.",
        [("Jacob Zuma", "ZAF", "MOZ", "Maputo", "2014-05-14", "planned")],
    ),
    (
        "present tense for next month",
        "Australian Prime Minister Tony Abbott flies to Jakarta next month, his office said.",
        [("Tony Abbott", "AUS", "IDN", "Jakarta", "2014-06-01..2014-06-30", "planned")],
    ),
    (
        "called off",
        "Indonesian President Susilo Bambang Yudhoyono has cancelled a planned visit to the Netherlands.",
        [("Susilo Bambang Yudhoyono", "IDN", "NLD", "", "", "cancelled")],
    ),
    (
        "the White House is a place",
        "Uruguayan President José Mujica met US President Barack Obama at the White House on Monday.",
        [("José Mujica", "URY", "USA", "", "2014-05-12", "completed")],
    ),
    (
        "travelled for talks",
        "Ukrainian acting Foreign Minister Andriy Deshchytsia travelled to Brussels on Monday for talks with EU officials.",
        [("Andriy Deshchytsia", "UKR", "BEL", "Brussels", "2014-05-12", "completed")],
    ),
    (
        "the head of a delegation gets the row",
        "A Chinese trade delegation led by Vice Premier Wang Yang visited Helsinki on Tuesday.",
        [("Wang Yang", "CHN", "FIN", "Helsinki", "2014-05-13", "completed")],
    ),
    (
        "from … to …",
        "Bangladeshi Prime Minister Sheikh Hasina will pay an official visit to Tokyo from May 25 to 28.",
        [("Sheikh Hasina", "BGD", "JPN", "Tokyo", "2014-05-25..2014-05-28", "planned")],
    ),
    (
        "an EU official is abroad too",
        "Iranian Foreign Minister Mohammad Javad Zarif was in Vienna on Wednesday for nuclear talks with EU foreign policy chief Catherine Ashton.",
        [
            ("Mohammad Javad Zarif", "IRN", "AUT", "Vienna", "2014-05-14", "completed"),
            ("Catherine Ashton", "EUE", "AUT", "Vienna", "2014-05-14", "completed"),
        ],
    ),
    (
        "office of a parliament",
        "Speaker of the Latvian parliament Solvita Āboltiņa is visiting Georgia this week.",
        [("Solvita Āboltiņa", "LVA", "GEO", "", "2014-05-12..2014-05-18", "ongoing")],
    ),
    (
        "rank and name",
        "Pakistani Army Chief General Raheel Sharif arrived in Kabul on a day-long visit.",
        [("Raheel Sharif", "PAK", "AFG", "Kabul", "", "completed")],
    ),
    (
        "accepted, no date: invited",
        "Croatian President Ivo Josipović accepted an invitation from his Kazakh counterpart Nursultan Nazarbayev to visit Astana.",
        [("Ivo Josipović", "HRV", "KAZ", "Astana", "", "invited")],
    ),
    (
        "a call is no visit",
        "Canadian Foreign Minister John Baird spoke by phone with his Ukrainian counterpart on Tuesday.",
        [],
    ),
    (
        "home again: only the visit counts",
        "Prime Minister Hun Sen of Cambodia returned to Phnom Penh on Tuesday after a visit to Vietnam.",
        [("Hun Sen", "KHM", "VNM", "", "", "completed")],
    ),
    (
        "a wish is no visit",
        "Fijian leader Voreqe Bainimarama said he hoped to visit New Zealand one day.",
        [],
    ),
    (
        "departed, no length told",
        "Armenian Defense Minister Seyran Ohanyan departed for Beirut on Tuesday.",
        [("Seyran Ohanyan", "ARM", "LBN", "Beirut", "", "ongoing")],
    ),
    (
        "present for a coming day",
        "Angolan Vice President Manuel Vicente travels to Lisbon on Thursday.",
        [("Manuel Vicente", "AGO", "PRT", "Lisbon", "2014-05-15", "planned")],
    ),
    (
        "flew in to attend",
        "The Vietnamese premier, Nguyen Tan Dung, flew to Manila on Tuesday, where he will attend the World Economic Forum on East Asia.",
        [("Nguyen Tan Dung", "VNM", "PHL", "Manila", "2014-05-13", "completed")],
    ),
    (
        "begins on a coming day",
        "Slovenian President Borut Pahor begins a two-day visit to Serbia on Thursday.",
        [("Borut Pahor", "SVN", "SRB", "", "2014-05-15..2014-05-16", "planned")],
    ),
    (
        "will host",
        "Kuwait's Emir Sheikh Sabah al-Ahmad al-Sabah will host Omani Sultan Qaboos on Sunday.",
        [("Qaboos", "OMN", "KWT", "", "2014-05-18", "planned")],
    ),
    (
        "two presidents",
        "President Alassane Ouattara of Ivory Coast and President Macky Sall of Senegal attended the inauguration in Conakry on Saturday.",
        [
            ("Alassane Ouattara", "CIV", "GIN", "Conakry", "2014-05-10", "completed"),
            ("Macky Sall", "SEN", "GIN", "Conakry", "2014-05-10", "completed"),
        ],
    ),
    (
        "possessive before a noun",
        "German Chancellor Angela Merkel's visit to Athens in April drew protests.",
        [("Angela Merkel", "DEU", "GRC", "Athens", "2014-04-01..2014-04-30", "completed")],
    ),
    (
        "one visit over, the next ahead",
        "Mongolian President Tsakhiagiin Elbegdorj concluded his visit to Warsaw and left for Berlin.",
        [
            ("Tsakhiagiin Elbegdorj", "MNG", "POL", "Warsaw", "", "completed"),
            ("Tsakhiagiin Elbegdorj", "MNG", "DEU", "Berlin", "", "planned"),
        ],
    ),
    (
        "an official of no country",
        "UN Secretary-General Ban Ki-moon arrived in Juba on Tuesday.",
        [("Ban Ki-moon", "", "SSD", "Juba", "2014-05-13", "completed")],
    ),
    (
        "postponed",
        "Lebanese Foreign Minister Gebran Bassil postponed his trip to Baghdad, which had been set for Monday.",
        [("Gebran Bassil", "LBN", "IRQ", "Baghdad", "2014-05-19", "cancelled")],
    ),
    (
        "first since 1962 is no second row",
        "U.S. Vice President Joe Biden landed in Nicosia on Wednesday, becoming the most senior American official to visit Cyprus since 1962.",
        [("Joe Biden", "USA", "CYP", "Nicosia", "2014-05-14", "ongoing")],
    ),
    (
        "attended",
        "Malawian President Joyce Banda attended the funeral in Lusaka.",
        [("Joyce Banda", "MWI", "ZMB", "Lusaka", "", "completed")],
    ),
    (
        "begins; two leaders; background year",
        "NAIROBI, May 14 (Panafrican Press) - Uganda's President Yoweri Museveni begins a three-day working visit to Kenya on Thursday, State House said. He will hold talks with President Uhuru Kenyatta in Mombasa. The two leaders last met in Kampala in February. Museveni visited Nairobi in 2012.",
        [
            ("Yoweri Museveni", "UGA", "KEN", "Mombasa", "2014-05-15..2014-05-17", "planned"),
            ("Uhuru Kenyatta", "KEN", "UGA", "Kampala", "2014-02-01..2014-02-28", "completed"),
            ("Yoweri Museveni", "UGA", "KEN", "Nairobi", "2012-01-01..2012-12-31", "completed"),
        ],
    ),
    (
        "here is the city of the dateline",
        "TASHKENT - South Korea's Foreign Minister Yun Byung-se arrived here on Tuesday and met his Uzbek counterpart, Abdulaziz Kamilov. Yun will fly to Astana on Thursday, the last leg of a tour that has already taken him to Turkmenistan.",
        [
            ("Yun Byung-se", "KOR", "UZB", "Tashkent", "2014-05-13", "completed"),
            ("Yun Byung-se", "KOR", "KAZ", "Astana", "2014-05-15", "planned"),
            ("Yun Byung-se", "KOR", "TKM", "", "", "completed"),
        ],
    ),
    (
        "returned; three days in a city; July",
        "Prime Minister Freundel Stuart of Barbados has returned from an official visit to Trinidad and Tobago. Mr Stuart, who spent three days in Port of Spain, was accompanied by Foreign Minister Maxine McClean. He is to attend the CARICOM summit in Antigua in July.",
        [
            ("Freundel Stuart", "BRB", "TTO", "Port of Spain", "", "completed"),
            ("Freundel Stuart", "BRB", "ATG", "", "2014-07-01..2014-07-31", "planned"),
        ],
    ),
    (
        "currently in; reported future",
        "Nepal's Foreign Minister Mahendra Pandey, currently in Beijing, told reporters that the Chinese premier would visit Kathmandu later this year.",
        [
            ("Mahendra Pandey", "NPL", "CHN", "Beijing", "", "ongoing"),
            ("premier", "CHN", "NPL", "Kathmandu", "2014-01-01..2014-12-31", "planned"),
        ],
    ),
    (
        "late president; last in",
        "Zambia's late president Michael Sata had visited Luanda twice. The Angolan leader, José Eduardo dos Santos, was last in Lusaka in 2009.",
        [
            ("Michael Sata", "ZMB", "AGO", "Luanda", "", "completed"),
            ("José Eduardo dos Santos", "AGO", "ZMB", "Lusaka", "2009-01-01..2009-12-31", "completed"),
        ],
    ),
    (
        "the minister is the one named",
        "Egypt's Nabil Fahmy met US Secretary of State John Kerry in Washington on Tuesday. The Egyptian minister, who arrived in the US capital on Sunday, also met members of Congress. He leaves for New York on Thursday.",
        [("Nabil Fahmy", "EGY", "USA", "Washington", "2014-05-11..2014-05-15", "ongoing")],
    ),
    (
        "visiting deputy prime minister",
        "The visiting Vietnamese deputy prime minister, Vu Van Ninh, was received by Lao President Choummaly Sayasone in Vientiane on Monday.",
        [("Vu Van Ninh", "VNM", "LAO", "Vientiane", "2014-05-12", "completed")],
    ),
    (
        "an ambassador and a hope: none",
        "During a meeting in Yerevan on Tuesday with Iranian Ambassador Mohammad Reisi, the Armenian president said he looked forward to the visit of President Hassan Rouhani to Armenia.",
        [],
    ),
    (
        "welcomed; on Thursday travels on",
        "Bulgarian President Rosen Plevneliev is in Tbilisi on a two-day official visit. He was welcomed by Georgian President Giorgi Margvelashvili on Wednesday morning. On Thursday he will travel to Batumi.",
        [("Rosen Plevneliev", "BGR", "GEO", "Batumi", "2014-05-14..2014-05-15", "ongoing")],
    ),
    (
        "two cities last week",
        "Sweden's foreign minister Carl Bildt was in Chisinau and Kiev last week.",
        [
            ("Carl Bildt", "SWE", "MDA", "Chisinau", "2014-05-05..2014-05-11", "completed"),
            ("Carl Bildt", "SWE", "UKR", "Kiev", "2014-05-05..2014-05-11", "completed"),
        ],
    ),
    (
        "leading a delegation, runs until",
        "Botswana's vice-president, Ponatshego Kedikilwe, is leading a delegation to Namibia for the bi-national commission, which opened in Windhoek on Tuesday and runs until Friday.",
        [("Ponatshego Kedikilwe", "BWA", "NAM", "Windhoek", "2014-05-13..2014-05-16", "ongoing")],
    ),
    (
        "accompanied by the queen; will call on",
        "The king of Bhutan, Jigme Khesar Namgyel Wangchuck, accompanied by the queen, arrived in New Delhi on Monday at the start of a week-long visit. He will call on Indian President Pranab Mukherjee on Wednesday.",
        [("Jigme Khesar Namgyel Wangchuck", "BTN", "IND", "New Delhi", "2014-05-12..2014-05-14", "ongoing")],
    ),
    (
        "two ministers named in order",
        "The foreign ministers of Algeria and Tunisia, Ramtane Lamamra and Mongi Hamdi, met in Tunis on Monday. Lamamra was later received by President Moncef Marzouki.",
        [("Ramtane Lamamra", "DZA", "TUN", "Tunis", "2014-05-12", "completed")],
    ),
    (
        "visiting; called on",
        "Visiting Pakistani Prime Minister Nawaz Sharif met Iranian President Hassan Rouhani in Tehran on Sunday. Sharif also called on Supreme Leader Ayatollah Ali Khamenei.",
        [("Nawaz Sharif", "PAK", "IRN", "Tehran", "2014-05-11", "completed")],
    ),
    (
        "fourth trip",
        "Chad's President Idriss Deby Itno had talks in Paris on Monday with his French counterpart Francois Hollande. It was his fourth trip to France in a year.",
        [("Idriss Deby Itno", "TCD", "FRA", "Paris", "2014-05-12", "completed")],
    ),
    (
        "invited his counterpart",
        "Saudi Foreign Minister Prince Saud al-Faisal has invited his Iranian counterpart, Mohammad Javad Zarif, to visit Riyadh.",
        [("Mohammad Javad Zarif", "IRN", "SAU", "Riyadh", "", "invited")],
    ),
    (
        "left home for a city",
        "Cambodian King Norodom Sihamoni left Phnom Penh on Monday for Beijing, where he will undergo a medical check-up.",
        [("Norodom Sihamoni", "KHM", "CHN", "Beijing", "", "ongoing")],
    ),
    (
        "wound up on Monday",
        "Solomon Islands Prime Minister Gordon Darcy Lilo on Monday wound up a five-day state visit to Taiwan, where he met President Ma Ying-jeou.",
        [("Gordon Darcy Lilo", "SLB", "TWN", "", "2014-05-08..2014-05-12", "completed")],
    ),
    (
        "said in a city; flew to the country",
        "Rwanda's foreign minister, Louise Mushikiwabo, said in Brussels on Wednesday that talks had been useful. She had flown to Belgium.",
        [("Louise Mushikiwabo", "RWA", "BEL", "Brussels", "2014-05-14", "completed")],
    ),
]


def row(visit: VisitReport) -> Row:
    days = visit.start_date.isoformat() if visit.start_date else ""
    if visit.end_date and visit.end_date != visit.start_date:
        days += f"..{visit.end_date.isoformat()}"
    return (
        visit.visitor,
        visit.visitor_country or "",
        visit.host_country,
        visit.city or "",
        days,
        visit.status,
    )


@pytest.mark.parametrize(("words", "rows"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_visits(words: str, rows: list[Row]) -> None:
    doc = Document(Article("x", None, None, None, PUBLISHED, None, "en", words))
    assert [row(visit) for visit in find_visits(doc, People(doc))] == rows


def test_the_evidence_is_the_sentence_that_says_most() -> None:
    words = "Ghanaian President John Mahama is abroad. He arrived in Lomé, Togo, on Monday. Mahama was in Togo before."
    doc = Document(Article("x", None, None, None, PUBLISHED, None, "en", words))
    (visit,) = find_visits(doc, People(doc))
    assert visit.sentence == "He arrived in Lomé, Togo, on Monday."
    assert words[visit.start_char : visit.end_char] in visit.sentence
