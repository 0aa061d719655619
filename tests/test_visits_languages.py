"""Visits told in languages other than English: sentences of one's own, each with the reason it is there."""

from datetime import date

import pytest

from lib.parse import parse
from lib.records import Article

WEDNESDAY = date(2023, 6, 14)

# language, text, visits as "visitor | from>to | city | first day..last day | status" (without a date: "-"), reason
Case = tuple[str, str, list[str], str]

SPANISH: list[Case] = [
    ("es", "La presidenta de Honduras, Xiomara Castro, llegó el lunes a Pekín. El martes se reunió con el presidente chino, Xi Jinping.",
     ["Xiomara Castro | HND>CHN | Beijing | 2023-06-12 | completed"], "name after title and country; a meeting without a place adds nothing"),
    ("es", "El canciller peruano, Jorge Salas, viajará el viernes a Quito para entrevistarse con su homólogo ecuatoriano.",
     ["Jorge Salas | PER>ECU | Quito | 2023-06-16 | planned"], "the weekday looks ahead"),
    ("es", "El presidente de la República, Gabriel Boric, será recibido el 20 de junio en Madrid por el rey Felipe VI. El mandatario chileno hará escala en Lisboa.",
     ["Gabriel Boric | CHL>ESP | Madrid | 2023-06-20 | planned", "Gabriel Boric | CHL>PRT | Lisbon | - | planned"], "passive to come; a stop on the way"),
    ("es", "El ministro de Defensa de Italia, Paolo Neri, aplazó el viaje a Argelia previsto para el jueves.",
     ["Paolo Neri | ITA>DZA |  | 2023-06-15 | cancelled"], "put off"),
    ("es", "El primer ministro de la India, Narendra Modi, fue recibido el martes en El Cairo por el presidente egipcio, Abdelfatah al Sisi.",
     ["Narendra Modi | IND>EGY | Cairo | 2023-06-13 | completed"], "passive; the host follows"),
    ("es", "El jefe del Estado uruguayo, Luis Lacalle Pou, invitó a su par paraguayo, Mario Abdo Benítez, a visitar Montevideo.",
     ["Mario Abdo Benítez | PRY>URY | Montevideo | - | invited"], "the guest has the row"),
    ("es", "El presidente de Colombia, Gustavo Petro, inició este miércoles una visita de tres días a Alemania.",
     ["Gustavo Petro | COL>DEU |  | 2023-06-14..2023-06-16 | ongoing"], "the length of the stay gives its end"),
    ("es", "El presidente boliviano, Luis Arce, regresó el domingo de Brasilia, donde había participado en una cumbre.",
     ["Luis Arce | BOL>BRA | Brasília | - | completed"], "back from; the day of the return dates nothing"),
    ("es", "La canciller alemana, Angela Merkel, se trasladará a Atenas y luego a Ankara.",
     ["Angela Merkel | DEU>GRC | Athens | - | planned", "Angela Merkel | DEU>TUR | Ankara | - | planned"], "two stops of one verb"),
    ("es", "El presidente de México, Andrés Manuel López Obrador, habló por teléfono con el presidente de Cuba, Miguel Díaz-Canel.", [], "a call"),
    ("es", "El presidente de Perú, Martín Vizcarra, desmintió que vaya a viajar a Caracas.", [], "denied"),
    ("es", "El embajador de Francia en Chile, Pascal Martin, visitó Valparaíso.", [], "an ambassador at post"),
    ("es", "El presidente argentino, Alberto Fernández, viajó el lunes a Córdoba y recorrió Rosario.", [], "trips at home"),
]  # fmt: skip

PORTUGUESE: list[Case] = [
    ("pt", "O Presidente da República de Cabo Verde, José Maria Neves, chegou na segunda-feira a Luanda, onde foi recebido pelo homólogo angolano, João Lourenço.",
     ["José Maria Neves | CPV>AGO | Luanda | 2023-06-12 | completed"], "a title of the Republic"),
    ("pt", "O ministro das Relações Exteriores, Mauro Vieira, segue na quinta-feira para Nova Délhi. O chanceler brasileiro aceitou um convite para visitar Pequim.",
     ["Mauro Vieira | BRA>IND | New Delhi | 2023-06-15 | planned", "Mauro Vieira | BRA>CHN | Beijing | - | invited"], "goes on to; accepted without a date"),
    ("pt", "O primeiro-ministro de Portugal, António Costa, foi recebido na terça-feira em Rabat pelo rei Mohammed VI.",
     ["António Costa | PRT>MAR | Rabat | 2023-06-13 | completed"], "passive with an agent"),
    ("pt", "O presidente da Argentina, Javier Milei, cancelou a viagem que faria ao Paraguai em julho.",
     ["Javier Milei | ARG>PRY |  | 2023-07-01..2023-07-31 | cancelled"], "called off; a month"),
    ("pt", "A ministra da Defesa da Alemanha, Ursula Meier, visitará Maputo entre 20 e 22 de junho.",
     ["Ursula Meier | DEU>MOZ | Maputo | 2023-06-20..2023-06-22 | planned"], "a span of days"),
    ("pt", "O presidente Luiz Inácio Lula da Silva está em Lisboa desde terça-feira para uma visita de quatro dias.",
     ["Luiz Inácio Lula da Silva | BRA>PRT | Lisbon | 2023-06-13..2023-06-16 | ongoing"], "is there since"),
    ("pt", "O chefe de Estado francês, Emmanuel Macron, vai deslocar-se a Bissau no próximo mês.",
     ["Emmanuel Macron | FRA>GNB | Bissau | 2023-07-01..2023-07-31 | planned"], "vai with a reflexive"),
    ("pt", "O presidente de Moçambique, Filipe Nyusi, reuniu-se na segunda-feira em Pretória com Cyril Ramaphosa.",
     ["Filipe Nyusi | MOZ>ZAF | Pretoria | 2023-06-12 | completed"], "a reflexive verb"),
    ("pt", "O presidente da França, Emmanuel Macron, telefonou ao presidente Lula na terça-feira.", [], "a call"),
    ("pt", "O primeiro-ministro de Portugal, António Costa, gostaria de visitar Kiev um dia.", [], "a wish"),
    ("pt", "O presidente brasileiro, Jair Bolsonaro, viajou para Recife e visitou o Rio de Janeiro.", [], "trips at home"),
    ("pt", "O embaixador da China em Brasília, Zhu Qingqiao, recebeu empresários.", [], "an ambassador at post"),
]  # fmt: skip

FRENCH: list[Case] = [
    ("fr", "Le président de la République, Emmanuel Macron, s’est rendu lundi à Tirana. Il y a rencontré le premier ministre albanais, Edi Rama.",
     ["Emmanuel Macron | FRA>ALB | Tirana | 2023-06-12 | completed"], "a title of the Republic; y"),
    ("fr", "Le ministre allemand des Affaires étrangères, Karl Brandt, est arrivé mardi à Dakar pour une visite de trois jours.",
     ["Karl Brandt | DEU>SEN | Dakar | 2023-06-13..2023-06-15 | ongoing"], "the length of the stay"),
    ("fr", "Le chef de l’État ivoirien, Alassane Ouattara, sera reçu jeudi à l’Élysée par Emmanuel Macron.",
     ["Alassane Ouattara | CIV>FRA | Paris | 2023-06-15 | planned"], "the palace stands in its city"),
    ("fr", "La première ministre danoise, Mette Frederiksen, est attendue vendredi à Ottawa.",
     ["Mette Frederiksen | DNK>CAN | Ottawa | 2023-06-16 | planned"], "is expected"),
    ("fr", "Le président tunisien, Kaïs Saïed, venait d’Alger, où le président Abdelmadjid Tebboune l’avait reçu dimanche.",
     ["Kaïs Saïed | TUN>DZA | Algiers | 2023-06-11 | completed"], "came from; where he was received"),
    ("fr", "Le premier ministre du Canada, Justin Trudeau, a reporté son voyage en Inde prévu en septembre.",
     ["Justin Trudeau | CAN>IND |  | 2023-09-01..2023-09-30 | cancelled"], "put off"),
    ("fr", "Le président rwandais, Paul Kagame, a accepté une invitation à se rendre à Bruxelles.",
     ["Paul Kagame | RWA>BEL | Brussels | - | invited"], "accepted without a date"),
    ("fr", "Le président du Conseil italien, Mario Draghi, se rendra à Alger le 18 juin.",
     ["Mario Draghi | ITA>DZA | Algiers | 2023-06-18 | planned"], "the prime minister of Italy"),
    ("fr", "Le président sénégalais, Macky Sall, s’est entretenu au téléphone avec Vladimir Poutine.", [], "a call"),
    ("fr", "Le président malien, Assimi Goïta, ne se rendra pas à Paris.", [], "denied"),
    ("fr", "L’ambassadeur du Japon à Paris, Kenji Mori, a visité Lyon.", [], "an ambassador at post"),
    ("fr", "Le président français, Emmanuel Macron, s’est rendu mardi à Marseille.", [], "a trip at home"),
    ("fr", "Le premier ministre belge, Alexander De Croo, souhaite se rendre à Kinshasa.", [], "a wish"),
]  # fmt: skip

GERMAN: list[Case] = [
    ("de", "Bundeskanzler Olaf Scholz traf am Dienstag in Brasília ein. Am Donnerstag wird er in Santiago de Chile erwartet.",
     ["Olaf Scholz | DEU>BRA | Brasília | 2023-06-13 | completed", "Olaf Scholz | DEU>CHL | Santiago | 2023-06-15 | planned"], "separable verb; expected"),
    ("de", "Der französische Präsident Emmanuel Macron wird am Freitag in Berlin erwartet.",
     ["Emmanuel Macron | FRA>DEU | Berlin | 2023-06-16 | planned"], "the verb at the end"),
    ("de", "Die finnische Ministerpräsidentin Sanna Marin ist seit Montag zu Besuch in Kiew.",
     ["Sanna Marin | FIN>UKR | Kyiv | 2023-06-12 | ongoing"], "is on a visit"),
    ("de", "Österreichs Bundeskanzler Karl Nehammer hat am Montag in Ankara den türkischen Präsidenten Recep Tayyip Erdoğan getroffen.",
     ["Karl Nehammer | AUT>TUR | Ankara | 2023-06-12 | completed"], "the genitive of a country; the participle last"),
    ("de", "Außenministerin Annalena Baerbock wurde am Dienstag in Pretoria von ihrer Amtskollegin Naledi Pandor empfangen.",
     ["Annalena Baerbock | DEU>ZAF | Pretoria | 2023-06-13 | completed"], "passive, the participle last"),
    ("de", "Der polnische Präsident Andrzej Duda begann am Mittwoch einen dreitägigen Besuch in Japan.",
     ["Andrzej Duda | POL>JPN |  | 2023-06-14..2023-06-16 | ongoing"], "the length of the stay"),
    ("de", "Der ungarische Ministerpräsident Viktor Orbán sagte seine Reise nach Bukarest ab.",
     ["Viktor Orbán | HUN>ROU | Bucharest | - | cancelled"], "separable verb of calling off"),
    ("de", "Der Präsident der Republik Zypern, Nikos Christodoulides, will im Juli nach Wien reisen.",
     ["Nikos Christodoulides | CYP>AUT | Vienna | 2023-07-01..2023-07-31 | planned"], "a title of the Republic"),
    ("de", "Bundeskanzler Olaf Scholz telefonierte am Montag mit Wladimir Putin.", [], "a call"),
    ("de", "Der türkische Präsident Recep Tayyip Erdoğan möchte nach Berlin reisen.", [], "a wish"),
    ("de", "Der britische Botschafter in Wien, John Hall, besuchte Graz.", [], "an ambassador at post"),
    ("de", "Bundespräsident Frank-Walter Steinmeier besuchte am Montag Dresden.", [], "a trip at home"),
]  # fmt: skip

ITALIAN: list[Case] = [
    ("it", "Il presidente della Repubblica, Sergio Mattarella, è arrivato lunedì a Seul, dove ha incontrato il presidente sudcoreano, Yoon Suk-yeol.",
     ["Sergio Mattarella | ITA>KOR | Seoul | 2023-06-12 | completed"], "a title of the Republic"),
    ("it", "Il ministro degli Esteri tedesco, Karl Brandt, sarà ricevuto giovedì al Cairo dal presidente egiziano.",
     ["Karl Brandt | DEU>EGY | Cairo | 2023-06-15 | planned"], "passive to come; article joined to the preposition"),
    ("it", "La presidente del Consiglio, Giorgia Meloni, si recherà a Tunisi il 20 giugno.",
     ["Giorgia Meloni | ITA>TUN | Tunis | 2023-06-20 | planned"], "reflexive verb"),
    ("it", "Il capo dello Stato francese, Emmanuel Macron, ha annullato la visita a Roma prevista per venerdì.",
     ["Emmanuel Macron | FRA>ITA | Rome | 2023-06-16 | cancelled"], "called off"),
    ("it", "Il premier albanese Edi Rama è in visita a Vienna da martedì.",
     ["Edi Rama | ALB>AUT | Vienna | 2023-06-13 | ongoing"], "is on a visit"),
    ("it", "Il presidente turco, Recep Tayyip Erdoğan, ha accettato l’invito a visitare Atene.",
     ["Recep Tayyip Erdoğan | TUR>GRC | Athens | - | invited"], "accepted without a date"),
    ("it", "Il primo ministro indiano, Narendra Modi, è stato ricevuto martedì a Parigi da Emmanuel Macron.",
     ["Narendra Modi | IND>FRA | Paris | 2023-06-13 | completed"], "passive with an agent"),
    ("it", "Il ministro della Difesa italiano, Guido Crosetto, è volato a Beirut e poi a Baghdad.",
     ["Guido Crosetto | ITA>LBN | Beirut | - | completed", "Guido Crosetto | ITA>IRQ | Baghdad | - | completed"], "two stops of one verb"),
    ("it", "Il premier italiano Mario Draghi ha parlato al telefono con il presidente russo, Vladimir Putin.", [], "a call"),
    ("it", "Il presidente serbo, Aleksandar Vučić, non andrà a Bruxelles.", [], "denied"),
    ("it", "L’ambasciatore italiano a Tokyo, Luca Ferri, ha visitato Osaka.", [], "an ambassador at post"),
    ("it", "La presidente del Consiglio, Giorgia Meloni, ha visitato Napoli.", [], "a trip at home"),
]  # fmt: skip

RUSSIAN: list[Case] = [
    ("ru", "Президент Казахстана Касым-Жомарт Токаев прибыл с официальным визитом в Ереван во вторник.",
     ["Kassym-Jomart Tokayev | KAZ>ARM | Yerevan | 2023-06-13 | completed"], "arrived on a visit"),
    ("ru", "Министр обороны Белоруссии Виктор Хренин находится с визитом в Тегеране с понедельника.",
     ["Viktor Khrenin | BLR>IRN | Tehran | 2023-06-12 | ongoing"], "is on a visit; the city in its case"),
    ("ru", "Премьер-министр Индии Нарендра Моди посетит Москву 8 и 9 июля.",
     ["Narendra Modi | IND>RUS | Moscow | 2023-07-08..2023-07-09 | planned"], "two days to come"),
    ("ru", "Президент Киргизии Садыр Жапаров принял приглашение посетить Душанбе.",
     ["Sadyr Japarov | KGZ>TJK | Dushanbe | - | invited"], "accepted without a date"),
    ("ru", "Глава МИД Армении Арарат Мирзоян отменил визит в Баку, намеченный на пятницу.",
     ["Ararat Mirzoyan | ARM>AZE | Baku | 2023-06-16 | cancelled"], "called off"),
    ("ru", "Канцлера Германии Олафа Шольца в понедельник принял в Пекине председатель КНР Си Цзиньпин.",
     ["Olaf Scholz | DEU>CHN | Beijing | 2023-06-12 | completed"], "the object stands first"),
    ("ru", "Президент Сербии Александр Вучич в среду начал двухдневный визит в Грецию.",
     ["Aleksandar Vučić | SRB>GRC |  | 2023-06-14..2023-06-15 | ongoing"], "the length of the stay"),
    ("ru", "В четверг в Анкару прилетит президент Азербайджана Ильхам Алиев.",
     ["Ilham Aliyev | AZE>TUR | Ankara | 2023-06-15 | planned"], "the subject after the verb"),
    ("ru", "Владимир Путин провёл телефонный разговор с президентом Турции Реджепом Тайипом Эрдоганом.", [], "a call"),
    ("ru", "Президент Молдавии Майя Санду не поедет в Бухарест.", [], "denied"),
    ("ru", "Посол Китая в Москве Чжан Ханьхуэй посетил Казань.", [], "an ambassador at post"),
    ("ru", "Президент России Владимир Путин прибыл в Казань.", [], "a trip at home"),
    ("ru", "Премьер-министр Грузии Ираклий Гарибашвили хочет посетить Вену.", [], "a wish"),
]  # fmt: skip

DUTCH: list[Case] = [
    ("nl", "Premier Mark Rutte is dinsdag in Tunis aangekomen.", ["Mark Rutte | NLD>TUN | Tunis | 2023-06-13 | completed"], "the participle last"),
    ("nl", "De Belgische premier Alexander De Croo reist donderdag naar Kigali.", ["Alexander De Croo | BEL>RWA | Kigali | 2023-06-15 | planned"], "the present tense with a day to come"),
    ("nl", "De Duitse bondskanselier Olaf Scholz werd maandag in Den Haag ontvangen door premier Mark Rutte.",
     ["Olaf Scholz | DEU>NLD | The Hague | 2023-06-12 | completed"], "passive with an agent"),
    ("nl", "De Franse president Emmanuel Macron brengt in juli een bezoek aan Zweden.", ["Emmanuel Macron | FRA>SWE |  | 2023-07-01..2023-07-31 | planned"], "brings a visit to"),
    ("nl", "De Nederlandse minister van Buitenlandse Zaken Wopke Hoekstra bezocht maandag Jakarta.", ["Wopke Hoekstra | NLD>IDN | Jakarta | 2023-06-12 | completed"], "a long title"),
    ("nl", "De Turkse president Recep Tayyip Erdoğan heeft zijn bezoek aan Athene afgezegd.", ["Recep Tayyip Erdoğan | TUR>GRC | Athens | - | cancelled"], "called off"),
    ("nl", "De Spaanse premier Pedro Sánchez wordt vrijdag in Brussel verwacht.", ["Pedro Sánchez | ESP>BEL | Brussels | 2023-06-16 | planned"], "is expected"),
    ("nl", "De Poolse president Andrzej Duda is in Londen voor een driedaags bezoek.", ["Andrzej Duda | POL>GBR | London | - | ongoing"], "is there"),
    ("nl", "Premier Mark Rutte belde maandag met de Chinese president Xi Jinping.", [], "a call"),
    ("nl", "De Hongaarse premier Viktor Orbán gaat niet naar Kiev.", [], "denied"),
    ("nl", "De Amerikaanse ambassadeur in Den Haag, Paul Jones, bezocht Utrecht.", [], "an ambassador at post"),
    ("nl", "Premier Mark Rutte bezocht maandag Groningen.", [], "a trip at home"),
]  # fmt: skip

FURTHER: list[Case] = [
    ("pl", "Prezydent Ukrainy Wołodymyr Zełenski przybył w poniedziałek do Warszawy.", ["Volodymyr Zelensky | UKR>POL | Warsaw | 2023-06-12 | completed"], "Polish: arrived"),
    ("pl", "Premier Mateusz Morawiecki odwiedzi w piątek Wilno.", ["Mateusz Morawiecki | POL>LTU | Vilnius | 2023-06-16 | planned"], "Polish: the future of one word"),
    ("pl", "Prezydent Andrzej Duda rozmawiał telefonicznie z prezydentem Francji Emmanuelem Macronem.", [], "Polish: a call"),
    ("tr", "Cumhurbaşkanı Recep Tayyip Erdoğan salı günü Bakü'ye gitti.", ["Recep Tayyip Erdoğan | TUR>AZE | Baku | 2023-06-13 | completed"], "Turkish: the dative after an apostrophe"),
    ("tr", "Almanya Başbakanı Olaf Scholz cuma günü Ankara'yı ziyaret edecek.", ["Olaf Scholz | DEU>TUR | Ankara | 2023-06-16 | planned"], "Turkish: will visit"),
    ("uk", "Президент України Володимир Зеленський прибув у вівторок до Варшави.", ["Volodymyr Zelensky | UKR>POL | Warsaw | 2023-06-13 | completed"], "Ukrainian: arrived"),
    ("uk", "Прем'єр-міністр Канади Джастін Трюдо відвідає Київ у п'ятницю.", ["Justin Trudeau | CAN>UKR | Kyiv | 2023-06-16 | planned"], "Ukrainian: will visit"),
    ("id", "Presiden Joko Widodo tiba di Beijing pada Senin.", ["Joko Widodo | IDN>CHN | Beijing | 2023-06-12 | completed"], "Indonesian: arrived"),
    ("id", "Menteri Luar Negeri Retno Marsudi akan mengunjungi Tokyo pada Jumat.", ["Retno Marsudi | IDN>JPN | Tokyo | 2023-06-16 | planned"], "Indonesian: will visit"),
    ("ar", "وصل الرئيس المصري عبد الفتاح السيسي إلى الرياض يوم الاثنين.", ["Abdel Fattah el-Sisi | EGY>SAU | Riyadh | 2023-06-12 | completed"], "Arabic: the verb first"),
]  # fmt: skip


def told(language: str, text: str) -> list[str]:
    """The visits of a text, each in one line."""
    rows = parse(Article("x", None, None, None, WEDNESDAY, None, language, text)).visit_reports
    lines = []
    for row in rows:
        days = f"{row.start_date}..{row.end_date}" if row.start_date != row.end_date else str(row.start_date or "-")
        lines.append(f"{row.visitor} | {row.visitor_country}>{row.host_country} | {row.city or ''} | {days} | {row.status}")
    return sorted(lines)


@pytest.mark.parametrize(
    ("language", "text", "visits", "reason"),
    [*SPANISH, *PORTUGUESE, *FRENCH, *GERMAN, *ITALIAN, *RUSSIAN, *DUTCH, *FURTHER],
)
def test_visits(language: str, text: str, visits: list[str], reason: str) -> None:
    assert told(language, text) == sorted(visits), reason
