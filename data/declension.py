"""Declined forms of country and city names in Russian, Ukrainian and Polish, in German and Arabic.

Rules for proper names only, used by `build_gazetteer.py`; a name the rules do not know stays as it is.
"""

Cases = tuple[str, ...]
"""nominative, genitive, dative, accusative, instrumental, prepositional"""

IRREGULAR: dict[str, dict[str, str]] = {
    "ru": {
        "Беларусь": "Беларусь Беларуси Беларуси Беларусь Беларусью Беларуси",
        "Русь": "Русь Руси Руси Русь Русью Руси",
        "Казань": "Казань Казани Казани Казань Казанью Казани",
        "Пермь": "Пермь Перми Перми Пермь Пермью Перми",
        "Тверь": "Тверь Твери Твери Тверь Тверью Твери",
        "Тюмень": "Тюмень Тюмени Тюмени Тюмень Тюменью Тюмени",
        "Рязань": "Рязань Рязани Рязани Рязань Рязанью Рязани",
        "Астрахань": "Астрахань Астрахани Астрахани Астрахань Астраханью Астрахани",
        "Сызрань": "Сызрань Сызрани Сызрани Сызрань Сызранью Сызрани",
        "Керчь": "Керчь Керчи Керчи Керчь Керчью Керчи",
        "область": "область области области область областью области",
        "Филиппины": "Филиппины Филиппин Филиппинам Филиппины Филиппинами Филиппинах",
        "Мальдивы": "Мальдивы Мальдив Мальдивам Мальдивы Мальдивами Мальдивах",
        "Афины": "Афины Афин Афинам Афины Афинами Афинах",
        "Салоники": "Салоники Салоник Салоникам Салоники Салониками Салониках",
        "Острова": "Острова Островов Островам Острова Островами Островах",
        "острова": "острова островов островам острова островами островах",
        "Косово": "Косово Косова Косову Косово Косовом Косове",
        "Орёл": "Орёл Орла Орлу Орёл Орлом Орле",
        "край": "край края краю край краем крае",
        "Китай": "Китай Китая Китаю Китай Китаем Китае",
        "Маврикий": "Маврикий Маврикия Маврикию Маврикий Маврикием Маврикии",
        "Египет": "Египет Египта Египту Египет Египтом Египте",
        "Камбоджа": "Камбоджа Камбоджи Камбодже Камбоджу Камбоджей Камбодже",
        "Папуа": "Папуа Папуа Папуа Папуа Папуа Папуа",
        "территории": "территории территорий территориям территории территориями территориях",
        "Соломоновы": "Соломоновы Соломоновых Соломоновым Соломоновы Соломоновыми Соломоновых",
        "Маршалловы": "Маршалловы Маршалловых Маршалловым Маршалловы Маршалловыми Маршалловых",
    },
    "uk": {
        "Білорусь": "Білорусь Білорусі Білорусі Білорусь Білоруссю Білорусі",
        "Сполучені": "Сполучені Сполучених Сполученим Сполучені Сполученими Сполучених",
        "Філіппіни": "Філіппіни Філіппін Філіппінам Філіппіни Філіппінами Філіппінах",
        "Острови": "Острови Островів Островам Острови Островами Островах",
        "Обʼєднані": "Обʼєднані Обʼєднаних Обʼєднаним Обʼєднані Обʼєднаними Обʼєднаних",
        "Арабські": "Арабські Арабських Арабським Арабські Арабськими Арабських",
        "Корея": "Корея Кореї Кореї Корею Кореєю Кореї",
        "Саудівська": "Саудівська Саудівської Саудівській Саудівську Саудівською Саудівській",
        "Київ": "Київ Києва Києву Київ Києвом Києві",
        "Єгипет": "Єгипет Єгипту Єгипту Єгипет Єгиптом Єгипті",
    },
    "pl": {
        "Białoruś": "Białoruś Białorusi Białorusi Białoruś Białorusią Białorusi",
        "Ruś": "Ruś Rusi Rusi Ruś Rusią Rusi",
        "Polska": "Polska Polski Polsce Polskę Polską Polsce",
        "Chiny": "Chiny Chin Chinom Chiny Chinami Chinach",
        "Niemcy": "Niemcy Niemiec Niemcom Niemcy Niemcami Niemczech",
        "Włochy": "Włochy Włoch Włochom Włochy Włochami Włoszech",
        "Węgry": "Węgry Węgier Węgrom Węgry Węgrami Węgrzech",
        "Czechy": "Czechy Czech Czechom Czechy Czechami Czechach",
        "Stany": "Stany Stanów Stanom Stany Stanami Stanach",
        "Zjednoczone": "Zjednoczone Zjednoczonych Zjednoczonym Zjednoczone Zjednoczonymi Zjednoczonych",
        "Emiraty": "Emiraty Emiratów Emiratom Emiraty Emiratami Emiratach",
        "Arabskie": "Arabskie Arabskich Arabskim Arabskie Arabskimi Arabskich",
        "Filipiny": "Filipiny Filipin Filipinom Filipiny Filipinami Filipinach",
        "Malediwy": "Malediwy Malediwów Malediwom Malediwy Malediwami Malediwach",
        "Wielka": "Wielka Wielkiej Wielkiej Wielką Wielką Wielkiej",
        "Nowa": "Nowa Nowej Nowej Nową Nową Nowej",
        "Północna": "Północna Północnej Północnej Północną Północną Północnej",
        "Zachodnia": "Zachodnia Zachodniej Zachodniej Zachodnią Zachodnią Zachodniej",
        "Demokratyczna": "Demokratyczna Demokratycznej Demokratycznej Demokratyczną "
        "Demokratyczną Demokratycznej",
        "Konga": "Konga Konga Konga Konga Konga Konga",
        "Południowy": "Południowy Południowego Południowemu Południowy Południowym Południowym",
        "Wschodni": "Wschodni Wschodniego Wschodniemu Wschodni Wschodnim Wschodnim",
        "Kambodża": "Kambodża Kambodży Kambodży Kambodżę Kambodżą Kambodży",
        "Katar": "Katar Kataru Katarowi Katar Katarem Katarze",
        "Ekwador": "Ekwador Ekwadoru Ekwadorowi Ekwador Ekwadorem Ekwadorze",
        "Salwador": "Salwador Salwadoru Salwadorowi Salwador Salwadorem Salwadorze",
        "Cypr": "Cypr Cypru Cyprowi Cypr Cyprem Cyprze",
        "Niger": "Niger Nigru Nigrowi Niger Nigrem Nigrze",
        "Luksemburg": "Luksemburg Luksemburga Luksemburgowi Luksemburg Luksemburgiem Luksemburgu",
        "Kuwejt": "Kuwejt Kuwejtu Kuwejtowi Kuwejt Kuwejtem Kuwejcie",
        "Czad": "Czad Czadu Czadowi Czad Czadem Czadzie",
        "Maroko": "Maroko Maroka Maroku Maroko Marokiem Maroku",
        "Monako": "Monako Monaka Monaku Monako Monakiem Monaku",
        "Kongo": "Kongo Konga Kongu Kongo Kongiem Kongu",
        "Kosowo": "Kosowo Kosowa Kosowu Kosowo Kosowem Kosowie",
        "Związek": "Związek Związku Związkowi Związek Związkiem Związku",
        "Kijów": "Kijów Kijowa Kijowowi Kijów Kijowem Kijowie",
        "Pekin": "Pekin Pekinu Pekinowi Pekin Pekinem Pekinie",
        "Paryż": "Paryż Paryża Paryżowi Paryż Paryżem Paryżu",
        "Londyn": "Londyn Londynu Londynowi Londyn Londynem Londynie",
        "Mińsk": "Mińsk Mińska Mińskowi Mińsk Mińskiem Mińsku",
        "Bruksela": "Bruksela Brukseli Brukseli Brukselę Brukselą Brukseli",
        "Indie": "Indie Indii Indiom Indie Indiami Indiach",
        "Egipt": "Egipt Egiptu Egiptowi Egipt Egiptem Egipcie",
        "Izrael": "Izrael Izraela Izraelowi Izrael Izraelem Izraelu",
        "Pakistan": "Pakistan Pakistanu Pakistanowi Pakistan Pakistanem Pakistanie",
        "Litwa": "Litwa Litwy Litwie Litwę Litwą Litwie",
        "Holandia": "Holandia Holandii Holandii Holandię Holandią Holandii",
        "Grecja": "Grecja Grecji Grecji Grecję Grecją Grecji",
        "Bułgaria": "Bułgaria Bułgarii Bułgarii Bułgarię Bułgarią Bułgarii",
    },
}

# ending → the six endings; the first that fits is used
ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (
        ("ская", "ская ской ской скую ской ской"),
        ("ый", "ый ого ому ый ым ом"),
        ("ая", "ая ой ой ую ой ой"),
        ("ский", "ский ского скому ский ским ском"),
        ("цкий", "цкий цкого цкому цкий цким цком"),
        ("ые", "ые ых ым ые ыми ых"),
        ("ие", "ие их им ие ими их"),
        ("ое", "ое ого ому ое ым ом"),
        ("ия", "ия ии ии ию ией ии"),
        ("ея", "ея еи ее ею еей ее"),
        ("я", "я и е ю ей е"),
        ("ка", "ка ки ке ку кой ке"),
        ("га", "га ги ге гу гой ге"),
        ("ха", "ха хи хе ху хой хе"),
        ("ша", "ша ши ше шу шей ше"),
        ("ца", "ца цы це цу цей це"),
        ("а", "а ы е у ой е"),
        ("ай", "ай ая аю ай аем ае"),
        ("ей", "ей ея ею ей еем ее"),
        ("ой", "ой оя ою ой оем ое"),
        ("ь", "ь я ю ь ем е"),
        ("ы", "ы ов ам ы ами ах"),
    ),
    "uk": (
        ("ський", "ський ського ському ський ським ському"),
        ("ська", "ська ської ській ську ською ській"),
        ("цька", "цька цької цькій цьку цькою цькій"),
        ("на", "на ни ні ну ною ні"),
        ("ія", "ія ії ії ію ією ії"),
        ("ея", "ея еї еї ею еєю еї"),
        ("ка", "ка ки ці ку кою ці"),
        ("га", "га ги зі гу гою зі"),
        ("а", "а и і у ою і"),
        ("я", "я і і ю ею і"),
        ("ай", "ай аю аю ай аєм аї"),
        ("ь", "ь ю ю ь ем і"),
        ("и", "и ів ам и ами ах"),
    ),
    "pl": (
        ("ski", "ski skiego skiemu ski skim skim"),
        ("cki", "cki ckiego ckiemu cki ckim ckim"),
        ("ska", "ska skiej skiej ską ską skiej"),
        ("owa", "owa owej owej ową ową owej"),
        ("cja", "cja cji cji cję cją cji"),
        ("sja", "sja sji sji sję sją sji"),
        ("zja", "zja zji zji zję zją zji"),
        ("ja", "ja ji ji ję ją ji"),
        ("ia", "ia ii ii ię ią ii"),
        ("ka", "ka ki ce kę ką ce"),
        ("ea", "ea ei ei eę eą ei"),
        ("aj", "aj aju ajowi aj ajem aju"),
        ("g", "g gu gowi g giem gu"),
        ("ga", "ga gi dze gę gą dze"),
        ("ra", "ra ry rze rę rą rze"),
        ("ta", "ta ty cie tę tą cie"),
        ("da", "da dy dzie dę dą dzie"),
        ("ła", "ła ły le łę łą le"),
        ("la", "la li li lę lą li"),
        ("a", "a y ie ę ą ie"),
        ("k", "k ku kowi k kiem ku"),
        ("l", "l lu lowi l lem lu"),
        ("an", "an anu anowi an anem anie"),
        ("en", "en enu enowi en enem enie"),
    ),
}
CONSONANTS = {
    "ru": ("бвгдзклмнпрстфхцчшжщ", ("", "а", "у", "", "ом", "е")),
    "uk": ("бвгґдзклмнпрстфхцчшж", ("", "у", "у", "", "ом", "і")),
    "pl": ("bdmnprstwz", ("", "u", "owi", "", "em", "ie")),
}
UNCHANGED = {"и", "і", "i", "де", "да", "эль", "и.", "о.", "-", "–", "—", "Чили", "Самоа", "Никарагуа"}
WHOLE = ("Wyspy ", "Wyspa ", "Saint ", "Sint ", "San ", "Острів ", "Остров ")
ADJECTIVES_UK = {"Південна", "Північна", "Нова", "Велика", "Західна", "Екваторіальна"}


def decline_word(word: str, language: str) -> Cases:
    """One word of a name → its six cases, all alike when the language does not decline it.

    >>> decline_word("Куба", "ru")
    ('Куба', 'Кубы', 'Кубе', 'Кубу', 'Кубой', 'Кубе')
    >>> decline_word("Чили", "ru")
    ('Чили', 'Чили', 'Чили', 'Чили', 'Чили', 'Чили')
    """
    if word in UNCHANGED or word.isupper():
        return (word,) * 6
    if known := IRREGULAR[language].get(word):
        return tuple(known.split())
    if language == "uk" and word in ADJECTIVES_UK:
        stem = word[:-1]
        return (word, stem + "ої", stem + "ій", stem + "у", stem + "ою", stem + "ій")
    for ending, endings in ENDINGS[language]:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return tuple(word[: -len(ending)] + e for e in endings.split())
    letters, endings_after = CONSONANTS[language]
    if word[-1] in letters:
        return tuple(word + e for e in endings_after)
    return (word,) * 6


def decline(name: str, language: str) -> list[str]:
    """A name → its distinct forms, nominative first; in other languages than ru, uk, pl the name alone.

    >>> decline("Южная Корея", "ru")
    ['Южная Корея', 'Южной Кореи', 'Южной Корее', 'Южную Корею', 'Южной Кореей']
    >>> decline("Cuba", "es")
    ['Cuba']
    """
    if language not in IRREGULAR or name.startswith(WHOLE):
        return [name]
    cases = zip(*(decline_word(word, language) for word in name.split()), strict=True)
    return list(dict.fromkeys(" ".join(words) for words in cases))


def attach(name: str, language: str) -> list[str]:
    """A name → the name with what German and Arabic attach to it: the genitive -s, one-letter words before.

    >>> attach("Russland", "de")
    ['Russland', 'Russlands']
    >>> attach("Schweiz", "de")
    ['Schweiz']
    >>> attach("كوبا", "ar")[:2]
    ['كوبا', 'وكوبا']
    """
    if language == "de" and " " not in name and name[-1] not in "sszx":
        return [name, name + "s"]
    if language == "ar":
        joined = [before + name for before in "وبفك"]
        return [name, *joined, "لل" + name[2:] if name.startswith("ال") else "ل" + name, "وب" + name]
    return [name]
