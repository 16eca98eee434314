"""Generate the countries and their first-level subdivisions of the vocabulary (ISO 3166-1 and ISO 3166-2).

    python tools/vocabulary/jurisdictions.py

Needs `babel` (names of countries, CLDR) and `pycountry` (official names, and names of subdivisions, Debian iso-codes);
only the first comes with the development environment: `pip install pycountry`. `country_names.yaml` has names that both
lack. Names of subdivisions were compared with those of CLDR 41 (`common/subdivisions/en.xml` and `fr.xml` of the Debian
package `unicode-cldr-core`; `babel` has none): where iso-codes has none of the language, `EXONYMS`, `FRENCH` and
`country_names.yaml` have that of CLDR. Entries that other files of `graph/vocabulary/data/jurisdictions/` have already
are not repeated.
"""

from __future__ import annotations

import gettext
import json
import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol

from babel import Locale

from graph.text.strings import fold, jurisdiction_slug
from graph.text.yaml import load_yaml
from graph.vocabulary.jurisdictions import FOLDER

pycountry: Any = import_module("pycountry")  # without types, and not part of the environment
TARGET: Final = FOLDER / "countries.yaml"
MORE: Final = Path(__file__).with_name("country_names.yaml")
HEADER: Final = """\
# Countries (ISO 3166-1) and first-level subdivisions of federations and unions (ISO 3166-2). Generated
# by tools/vocabulary/jurisdictions.py from CLDR (Unicode licence) and Debian iso-codes through pycountry; do not edit
# by hand.
"""
# Subdivisions of these, at the level that governs; the United States and Canada have files of their own.
GOVERNING_TYPES: Final = {
    "AU": {"State", "Territory"},
    "GB": {"Country", "Nation", "Province"},
    "FR": {"Metropolitan region"},
    "DE": {"Land"},
    "AT": {"State"},
    "CH": {"Canton"},
    "BE": {"Region"},
    "AR": {"Province"},
    "BR": {"State"},
    "ES": {"Autonomous community"},
    "IN": {"State", "Union territory"},
    "IT": {"Region", "Autonomous region"},
    "MX": {"State"},
    "MY": {"State"},
    "NG": {"State"},
    "NL": {"Province"},
    "ZA": {"Province"},
}
# How those of a country are named where their names alone may mean a city, a person or a word; and which of them.
OFFICIAL: Final = {
    "AR": ("Province of {}", "Province de {}"),
    "BR": ("State of {}", "État de {}"), "MX": ("State of {}", "État de {}"),
    "NG": ("{} State", "État de {}"), "NL": ("Province of {}", "Province de {}"),
    "CH": ("Canton of {}", "Canton de {}"),
}  # fmt: skip
ALONE: Final = {  # of these countries, those whose names mean nothing else
    "BR-AL", "BR-AP", "BR-BA", "BR-CE", "BR-ES", "BR-GO", "BR-MA", "BR-MG", "BR-MS", "BR-MT", "BR-PB", "BR-PE",
    "BR-PI", "BR-RN", "BR-RO", "BR-RR", "BR-RS", "BR-SE", "BR-TO", "MX-BCN", "MX-BCS", "MX-CHP", "MX-GUA", "MX-JAL",
    "MX-MIC", "MX-NAY", "MX-NLE", "MX-OAX", "MX-ROO", "MX-SIN", "MX-SON", "MX-TAM", "MX-YUC",
}  # fmt: skip
WITH_ARTICLE: Final = {  # of these countries, those whose French names have one
    "AR-H": "Province du Chaco", "NG-DE": "État du Delta", "NG-PL": "État du Plateau", "NL-LI": "Province du Limbourg",
    "NL-NB": "Province du Brabant-Septentrional", "BR-PA": "État du Pará", "BR-PR": "État du Paraná",
    "CH-GR": "Canton des Grisons", "CH-JU": "Canton du Jura", "CH-TI": "Canton du Tessin", "CH-VS": "Canton du Valais",
}  # fmt: skip
REPUBLICS: Final = {"CH-GE", "CH-JU", "CH-NE", "CH-TI"}  # cantons that call themselves so
# English names where iso-codes has the local one, and names that are words or first names of either language.
EXONYMS: Final = {
    "DE-BY": "Bavaria", "DE-HE": "Hesse", "DE-MV": "Mecklenburg-Western Pomerania", "DE-NI": "Lower Saxony",
    "DE-NW": "North Rhine-Westphalia", "DE-RP": "Rhineland-Palatinate", "DE-SN": "Saxony", "DE-ST": "Saxony-Anhalt",
    "DE-TH": "Thuringia", "AT-2": "Carinthia", "AT-3": "Lower Austria", "AT-4": "Upper Austria", "AT-6": "Styria",
    "AT-7": "Tyrol", "AT-9": "Vienna", "FR-BRE": "Brittany", "FR-NOR": "Normandy", "FR-20R": "Corsica",
    "BE-VLG": "Flanders", "BE-WAL": "Wallonia", "BE-BRU": "Brussels-Capital Region", "GB-WLS": "Wales",
    "GB-NIR": "Northern Ireland", "GB-SCT": "Scotland", "GB-ENG": "England",
    "ES-AN": "Andalusia", "ES-AR": "Aragon", "ES-AS": "Principality of Asturias", "ES-CL": "Castile and León",
    "ES-CM": "Castilla–La Mancha", "ES-CN": "Canary Islands", "ES-CT": "Catalonia", "ES-GA": "Galicia",
    "ES-IB": "Balearic Islands", "ES-MC": "Region of Murcia", "ES-MD": "Community of Madrid", "ES-NC": "Navarre",
    "ES-PV": "Basque Country", "ES-VC": "Valencian Community",
    "IN-DH": "Dadra and Nagar Haveli and Daman and Diu",
    "IT-21": "Piedmont", "IT-23": "Aosta Valley", "IT-25": "Lombardy", "IT-32": "Trentino-South Tyrol",
    "IT-36": "Friuli-Venezia Giulia", "IT-52": "Tuscany", "IT-57": "Marche Region", "IT-75": "Apulia",
    "IT-82": "Sicily", "IT-88": "Sardinia",
    "MX-COA": "Coahuila", "MX-MIC": "Michoacán", "MX-VER": "Veracruz", "MX-MEX": "Mexico",
    "MY-04": "Malacca", "MY-07": "Penang",
    "NL-FR": "Friesland", "NL-NB": "North Brabant", "NL-NH": "North Holland", "NL-ZH": "South Holland",
    "ZA-KZN": "KwaZulu-Natal", "ZA-NW": "North West Province",
}  # fmt: skip
FRENCH: Final = {
    "GB-WLS": "Pays de Galles", "GB-NIR": "Irlande du Nord", "GB-SCT": "Écosse", "GB-ENG": "Angleterre",
    "BE-VLG": "Région flamande", "BE-WAL": "Région wallonne", "BE-BRU": "Région de Bruxelles-Capitale",
    "MM": "Myanmar", "FR-20R": "Corse", "FR-BRE": "Bretagne", "FR-NOR": "Normandie",
    "RE": "La Réunion", "MU": "Île Maurice", "DM": "Commonwealth de la Dominique",
    "DE-TH": "Thuringe", "DE-NW": "Rhénanie-du-Nord-Westphalie", "CH-BE": "Berne",
    "AR-V": "Terre de Feu", "BR-AM": "Amazonas", "BR-SP": "São Paulo", "BR-SC": "Santa Catarina",
    "ES-AN": "Andalousie", "ES-AR": "Aragon", "ES-AS": "Principauté des Asturies", "ES-CB": "Cantabrie",
    "ES-CL": "Castille-et-León", "ES-CM": "Castille-La Manche", "ES-CN": "Îles Canaries", "ES-CT": "Catalogne",
    "ES-EX": "Estrémadure", "ES-GA": "Galice", "ES-IB": "Îles Baléares", "ES-MC": "Région de Murcie",
    "ES-MD": "Communauté de Madrid", "ES-NC": "Navarre", "ES-PV": "Pays basque", "ES-VC": "Communauté valencienne",
    "IN-PB": "Pendjab", "IN-WB": "Bengale-Occidental", "IN-JK": "Jammu-et-Cachemire",
    "IN-AN": "Îles Andaman-et-Nicobar", "IN-DH": "Dadra et Nagar Haveli et Daman et Diu",
    "IT-21": "Piémont", "IT-23": "Vallée d’Aoste", "IT-25": "Lombardie", "IT-32": "Trentin-Haut-Adige",
    "IT-34": "Vénétie", "IT-36": "Frioul-Vénétie Julienne", "IT-42": "Ligurie", "IT-45": "Émilie-Romagne",
    "IT-52": "Toscane", "IT-55": "Ombrie", "IT-57": "Région des Marches", "IT-62": "Latium", "IT-65": "Abruzzes",
    "IT-72": "Campanie", "IT-75": "Pouilles", "IT-77": "Basilicate", "IT-78": "Calabre", "IT-82": "Sicile",
    "IT-88": "Sardaigne",
    "MX-MEX": "Mexico", "MX-COA": "Coahuila", "MX-NLE": "Nuevo León", "NG-RI": "Rivers",
    "MX-BCN": "Basse-Californie", "MX-BCS": "Basse-Californie du Sud",
    "MY-04": "Malacca", "MY-07": "Penang",
    "NL-FR": "Frise", "NL-GE": "Gueldre", "NL-GR": "Groningue", "NL-LI": "Limbourg", "NL-NB": "Brabant-Septentrional",
    "NL-NH": "Hollande-Septentrionale", "NL-ZE": "Zélande", "NL-ZH": "Hollande-Méridionale", "NL-FL": "Flevoland",
    "ZA-EC": "Cap-Oriental", "ZA-FS": "Province de l’État-Libre", "ZA-KZN": "KwaZulu-Natal", "ZA-NC": "Cap-du-Nord",
    "ZA-NW": "Province du Nord-Ouest", "ZA-WC": "Cap-Occidental",
}  # fmt: skip
CANTONS: Final = {  # English names beside those of iso-codes, from which their identifiers are made
    "CH-BE": ("Bern",), "CH-GE": ("Geneva",), "CH-GR": ("Grisons",), "CH-LU": ("Lucerne",), "CH-SG": ("St. Gallen",),
    "CH-ZH": ("Zurich",),
}  # fmt: skip
ENGLISH: Final = {"MM": "Myanmar", "TR": "Türkiye", "HK": "Hong Kong", "MO": "Macao", "CZ": "Czechia"}
IDENTIFIERS: Final = {  # of names that others have, too, and those that were made from local names
    "GE": "GEORGIA-COUNTRY", "AT-2": "KARNTEN", "AT-3": "NIEDEROSTERREICH", "AT-4": "OBEROSTERREICH",
    "AT-6": "STEIERMARK", "AT-7": "TIROL", "AT-9": "STATE-OF-WIEN",
}  # fmt: skip
WITH_LOCAL_NAMES: Final = {"DE", "AT"}  # whose subdivisions English texts also call as the country does
STATES: Final = {"State", "Land"}  # types of subdivisions that are named as states, too: “State of Queensland”
ALTERNATIVES: Final = {
    "MM": ({"Burma"}, {"Birmanie"}),
    "TR": ({"Turkey"}, set()), "CZ": ({"Czech Republic"}, {"République tchèque"}), "NL": ({"the Netherlands"}, set()),
    "VA": ({"Holy See"}, {"Saint-Siège"}), "CI": ({"Ivory Coast"}, set()),
    "CH": ({"Swiss Federal Council"}, {"Confédération suisse", "Conseil fédéral suisse"}),
    "TW": ({"Republic of China"}, {"République de Chine"}),
    "AU": ({"Commonwealth of Australia"}, {"Commonwealth d’Australie"}),
}  # fmt: skip
ENDINGS: Final = (" of", " of the", " de", " du", " d’")  # of what stands before a name that was turned round
NOT_ALONE: Final = {"Congo", "Dominique", "Maurice", "Géorgie", "Georgia"}  # names that others have, too
CITIES: Final = {"DE-BE", "DE-HB", "DE-HH", "AT-9"}  # the name of a city, too
WITHOUT_CODE: Final = {"XK": ({"Republic of Kosovo"}, {"République du Kosovo"})}  # none of ISO 3166, but the one in use
NO_COUNTRY: Final = {"AQ", "BV", "HM", "TF", "UM", "EU", "UN", "EZ", "CA", "US"}


class Part(Protocol):
    """A subdivision as `pycountry` has it."""

    code: str
    name: str
    type: str


def main() -> None:
    """Write the file."""
    known = [item for path in sorted(FOLDER.glob("*.yaml")) if path != TARGET for item in load_yaml(path.read_text())]
    codes = {pair for item in known for pair in item.get("codes", {}).items()}
    taken = {item["id"] for item in known} | {fold(text) for item in known for text in item["names"].values()}
    ids = {item["codes"]["iso-3166-1"]: item["id"] for item in known if "iso-3166-1" in item.get("codes", {})}
    lines = [HEADER]
    for entry in [*countries(ids), *subdivisions(ids)]:
        if not codes.isdisjoint(entry["codes"].items()) or entry["id"] in taken or fold(entry["names"]["en"]) in taken:
            continue
        lines.append(f"- {json.dumps(entry, ensure_ascii=False)}\n")
    TARGET.write_text("".join(lines), "utf-8")


def countries(ids: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each country, with its official names as alternatives."""
    english, french = (dict(Locale(language).territories) for language in ("en", "fr"))
    translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"])
    listed = load_yaml(MORE.read_text("utf-8"))
    for country in sorted(pycountry.countries, key=lambda one: one.alpha_2):
        code = country.alpha_2
        if code in NO_COUNTRY:
            continue
        names = {
            "en": ENGLISH.get(code, english[code]).replace("'", "’"),
            "fr": FRENCH.get(code, french[code]).replace("'", "’"),
        }
        ids.setdefault(code, IDENTIFIERS.get(code, jurisdiction_slug(names["en"])))
        more_en, more_fr = ALTERNATIVES.get(code, (set(), set()))
        for title in (country.name, getattr(country, "common_name", None), getattr(country, "official_name", None)):
            if title:
                more_en, more_fr = more_en | written(title), more_fr | written(translated.gettext(title))
        more = listed.get(code, {})
        part_of = ids.get(more.get("part_of", ""))  # in the order of codes
        found = _entry(ids[code], names, {"iso-3166-1": code}, part_of,
                       more_en.union(more.get("en", ())), more_fr.union(more.get("fr", ())))  # fmt: skip
        yield {**found, **_former(more)}
    for code, (more_en, more_fr) in WITHOUT_CODE.items():
        names = {"en": english[code], "fr": french[code]}
        yield _entry(jurisdiction_slug(names["en"]), names, {"iso-3166-1": code}, None, more_en, more_fr)


def written(title: str) -> set[str]:
    """A title as lists and as texts write it: ``Korea, Republic of`` is ``Republic of Korea``."""
    title = title.replace("'", "’").removeprefix("the ")
    name, _, before = title.partition(", ")
    turned = f"{before[:1].upper()}{before[1:]} {name}".replace("’ ", "’") if before.endswith(ENDINGS) else title
    return {title, turned} - NOT_ALONE


def subdivisions(ids: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each subdivision that governs, in the countries above."""
    translated = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["fr"])
    listed = load_yaml(MORE.read_text("utf-8"))
    for country, types in GOVERNING_TYPES.items():
        for part in sorted(pycountry.subdivisions.get(country_code=country), key=lambda one: one.code):
            if part.type not in types and not (country == "FR" and part.code == "FR-20R"):
                continue
            bare = EXONYMS.get(part.code, _plain(part.name)).replace("'", "’")
            known = translated.gettext(part.name)
            french = FRENCH.get(part.code, bare if known == part.name else _plain(known)).replace("'", "’")
            name, french_name = _whole(country, part.code, bare, french)
            english, alternatives = _alternatives(country, part, (bare, french), (name, french_name))
            more = listed.get(part.code, {})
            found = _entry(IDENTIFIERS.get(part.code, jurisdiction_slug(name)), {"en": name, "fr": french_name},
                           {"iso-3166-2": part.code}, ids[country],
                           english.union(more.get("en", ())), alternatives.union(more.get("fr", ())))  # fmt: skip
            yield {**found, **_former(more)}


def _whole(country: str, code: str, name: str, french: str) -> tuple[str, str]:
    """The names of a subdivision, with what it is where its name alone may mean something else."""
    if country in OFFICIAL and code not in ALONE:
        name, french = _officially(country, name, french)
        french = WITH_ARTICLE.get(code, french)
    if code in CITIES:
        name, french = f"State of {name}", f"Land de {french}"
    if country == "AU":
        name = name if name != "Victoria" else "State of Victoria"
    return name, french


def _officially(country: str, name: str, french: str) -> tuple[str, str]:
    """The names of a subdivision with what it is: ``Province of Mendoza``, ``État d’Oaxaca``."""
    name, french = (text.format(one) for text, one in zip(OFFICIAL[country], (name, french), strict=True))
    return name, re.sub(r"\bde (?=[AEIOU])", "d’", french)


def _alternatives(country: str, part: Part, bare: tuple[str, str], names: tuple[str, str]) -> tuple[set[str], set[str]]:
    """The other names of a subdivision, in English and French: ``Brittany Region``, ``Land de Bavière``."""
    english: set[str] = set()
    french: set[str] = set()
    if country == "CH":
        english, french = _of_canton(part.code, *names)
    elif part.code in ALONE:
        english, french = ({one} for one in _officially(country, *bare))
    elif part.type in STATES and part.code not in CITIES:
        english = {f"State of {bare[0]}"}
    if country in ("AR", "BR", "MX", "NL"):
        english |= {f"{bare[0]} {part.type}"}
    if country in WITH_LOCAL_NAMES and part.code not in CITIES:
        english |= {_plain(part.name)}
        french |= {re.sub(r"\bde (?=[AEIOU])", "d’", f"Land de {bare[1]}")}
    if part.type == "Metropolitan region" or (country == "IT" and "Region" not in names[0]):
        english |= {f"{bare[0]} Region"}
        french |= {f"Région {bare[1]}"}
    return english, french


def _of_canton(code: str, name: str, french: str) -> tuple[set[str], set[str]]:
    """The other names of a canton, in English and French: ``Canton du Valais`` is ``État du Valais``."""
    english = {name, *(f"Canton of {one}" for one in CANTONS.get(code, ()))}
    if code in REPUBLICS:
        more = {one.replace("Canton", "Republic and Canton") for one in english}
        return english | more, {french.replace("Canton", one) for one in ("État", "République et Canton")}
    return english, {french.replace("Canton", "État")}


def _former(more: dict[str, Any]) -> dict[str, Any]:
    """The field of former names that `country_names.yaml` gives, if it gives any."""
    former = {language: more[f"former_{language}"] for language in ("en", "fr") if f"former_{language}" in more}
    return {"former": former} if former else {}


def _plain(name: str) -> str:
    """A name without the other writing in brackets, and without the macrons of a transliteration."""
    letters = unicodedata.normalize("NFD", name.partition(" [")[0]).replace("\u0304", "")
    return unicodedata.normalize("NFC", letters)


def _entry(
    one: str, names: dict[str, str], codes: dict[str, str], part_of: str | None, english: set[str], french: set[str]
) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": one, "level": "international", "names": names, "codes": codes}
    if part_of:
        entry["part_of"] = part_of
    listed = {"en": sorted(english - {names["en"]}), "fr": sorted(french - {names["fr"]})}
    if any(listed.values()):
        entry["alternatives"] = {language: texts for language, texts in listed.items() if texts}
    return entry


if __name__ == "__main__":
    main()
    print(f"{Path(TARGET).name}: {TARGET.read_text('utf-8').count(chr(10))} lines")
