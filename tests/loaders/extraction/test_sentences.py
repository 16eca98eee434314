"""What a sentence states, and what it only seems to: partners, dates, states and asks, in both languages."""

from __future__ import annotations

import pytest

from tests.helpers.fact_table import Facts
from tests.helpers.files.sentence_documents import FILLER, HEADS, LEADS, TITLES
from tests.helpers.reading import read


def read_facts(language: str, text: str) -> Facts:
    source = f"{HEADS[language]}{LEADS[language]}\n\n- {TITLES[language]}. {text} {FILLER[language]}\n"
    return Facts(read(None, source.encode(), "sentence.txt"))


def partners(facts: Facts) -> set[str]:
    """The members of all partnerships; the lead is one of each."""
    (lead,) = facts.edition("submitted")
    members = facts.partnerships().values()
    assert all(lead in each for each in members)
    return {member for each in members for member in each} - {lead}


STATED = {
    "en": {
        "The app was built in partnership with Alberta and British Columbia.": "CA-AB CA-BC",
        "It works jointly with Quebec, Ontario and the Yukon.": "CA-QC CA-ON CA-YT",
        "The partnership between the City and Alberta goes on.": "CA-AB",
        "With its partners in Alberta and British Columbia, the city opened a desk.": "CA-AB CA-BC",
        "Discussions continue with the Treasury Board of Canada Secretariat (TBS).": "TBS",
        "The service is co-led by the City and the Government of Manitoba.": "CA-MB",
        "People sign in thanks to a connection with British Columbia’s credentials.": "CA-BC",
        "It is integrated with the digital identity services of Alberta.": "CA-AB",
        "The city was able to collaborate with Saskatchewan on this.": "CA-SK",
        "A data-sharing agreement was signed with Statistics Canada.": "STATCAN",
        "Delivered together with IRCC and ESDC, it helps newcomers.": "IRCC ESDC",
        "Nova Scotia is also a partner in this work.": "CA-NS",
        "The city is not only working with Ontario but leads the work.": "CA-ON",
        "It has not changed, but it collaborates closely with Ontario.": "CA-ON",
        "A memorandum of understanding with Health Canada covers the data.": "HC",
        "It is supported by Service Canada and by the Canadian Red Cross.": "SERVICE-CANADA",
        "We built it with the help of the Northwest Territories and Parks Canada.": "CA-NT PARKS-CANADA",
        "Health Canada supplies the tests under a memorandum of understanding.": "HC",
        "Ontario Health and the city run the vans.": "ONTARIO-HEALTH",
        "Alberta, Quebec and the city govern the window together.": "CA-AB CA-QC",
        "The sensors were installed in May 2021 by the city, Natural Resources Canada and Telus.": "NRCAN",
        "It is co-designed with Alberta, whose rules the city used to follow, and with Quebec.": "CA-AB CA-QC",
        "Manitoba has signed on as a partner.": "CA-MB",
        "Yukon took part in the trials.": "CA-YT",
        "With Alberta and the State of New York, the city counts the birds.": "CA-AB NEW-YORK-STATE",
        "The city, in partnership with the Department of National Defence, and Health Canada, holds forums.": "DND HC",
        "The federal government is contributing $3.2 million to the project.": "CA",
        "The city, along with Manitoba, opened a desk.": "CA-MB",
        "Quebec in collaboration with the city has opened a desk.": "CA-QC",
        "Requests are shared between the city and Alberta.": "CA-AB",
        "In 2024-25 the city will install kiosks with Alberta.": "CA-AB",
    },
    "fr": {
        "L’outil a été conçu en partenariat avec l’Alberta et la Colombie-Britannique.": "CA-AB CA-BC",
        "La province travaille de concert avec le Québec, l’Ontario et le Yukon.": "CA-QC CA-ON CA-YT",
        "Le partenariat entre la province et l’Alberta se poursuit.": "CA-AB",
        "Avec ses partenaires de l’Alberta et du Manitoba, la province a ouvert un guichet.": "CA-AB CA-MB",
        "Les discussions se poursuivent avec le Secrétariat du Conseil du Trésor du Canada (SCT).": "TBS",
        "Le service est codirigé par la province et le gouvernement du Manitoba.": "CA-MB",
        "On y accède grâce à une connexion avec les justificatifs de la Colombie-Britannique.": "CA-BC",
        "Une entente de partage de données a été signée avec Statistique Canada.": "STATCAN",
        "La province collabore étroitement avec IRCC et avec EDSC.": "IRCC ESDC",
        "Il n’a pas changé, mais la province collabore avec l’Ontario.": "CA-ON",
        "Ces travaux comprennent une collaboration avec l’Agence du revenu du Canada.": "CRA",
        "Mené aux côtés du Nouveau-Brunswick, le projet avance.": "CA-NB",
        "Le Yukon est aussi partenaire.": "CA-YT",
        "Il est appuyé par le Québec et par Rio Tinto.": "CA-QC",
        "Le registre a été bâti avec l’appui de Revenu Québec et de l’Ontario.": "REVENU-QUEBEC CA-ON",
        "Le projet bénéficie du soutien de Statistique Canada.": "STATCAN",
        "Une lettre d’entente lie la province et le Maine.": "MAINE",
        "En vertu d’une entente, le Yukon et la province s’échangent leurs alertes.": "CA-YT",
        "Le Québec et la province se sont entendus pour partager le code.": "CA-QC",
        "La province, la Ville de Québec et la Société des ponts du Québec mettent tout en commun.": "QUEBEC-CITY",
        "L’Alberta, le Québec et le Maine unissent leurs efforts à ceux de la province.": "CA-AB CA-QC MAINE",
        "La province s’est jointe à la Colombie-Britannique et à Centraide.": "CA-BC",
        "Le Yukon et le Nunavut ont participé aux essais.": "CA-YT CA-NU",
        "Avec SPC et le National Ocean Service des États-Unis, la province survole le golfe.": "SSC UNITED-STATES",
        "Le gouvernement fédéral investit 3,2 millions dans le projet.": "CA",
        "Elle est menée avec la Croix-Rouge canadienne et avec le Yukon.": "CA-YT",
        "Le Québec, en collaboration avec la province, a ouvert un guichet.": "CA-QC",
        "Les demandes sont réparties entre la province et l’Alberta.": "CA-AB",
    },
}
NOT_STATED = {
    "en": [
        "Following Ontario’s example, the city opened a desk.",
        "It resembles services such as those of Alberta and Quebec.",
        "The city has not yet partnered with Ontario.",
        "Unlike the partnership between Alberta and Quebec, this is small.",
        "The tool is used by Ontario and Manitoba.",
        "The city could partner with Ontario later.",
        "The city hopes to collaborate with Ontario.",
        "The city is exploring a partnership with Ontario.",
        "A partnership with Ontario is being considered.",
        "There is no agreement with Ontario.",
        "The city’s own Toronto Public Health staff work with the city.",
        "The city will work with Ontario if rules allow.",
        "It ended its partnership with Ontario.",
        "Talks with Ontario ended without result.",
        "The city stopped working with Ontario.",
        "The city neither works with Ontario nor wants to.",
        "An agreement with Ontario expired in 2020.",
        "Ontario’s partnership with Quebec inspired the city.",
        "Alberta works with British Columbia on something else.",
        "The Ministry of Health was told.",
        "Visitors come from Ontario and Quebec.",
        "The desk is like the one in Calgary.",
        "The city is interested in working with Alberta.",
        "Unlike Alberta, the city keeps its counters open.",
        "Money came from the National Trade Corridors Fund.",
        "Alberta did not take part in the trials.",
        "We have no partner for this work: Alberta preferred to wait with Statistics Canada.",
    ],
    "fr": [
        "À l’instar de l’Alberta, la province a ouvert un guichet.",
        "Il ressemble à ceux de l’Alberta, du Québec et de l’Ontario.",
        "La province n’a pas encore de partenariat avec l’Ontario.",
        "Les discussions avec l’Ontario ont échoué.",
        "La province a rompu son partenariat avec l’Ontario.",
        "Contrairement au partenariat entre l’Alberta et le Québec, ceci est petit.",
        "L’outil est utilisé par l’Ontario et le Manitoba.",
        "La province pourrait collaborer avec l’Ontario.",
        "La province espère collaborer avec l’Ontario.",
        "La province étudie un partenariat avec l’Ontario.",
        "Aucune entente n’a été signée avec l’Ontario.",
        "La province souhaite travailler avec l’Ontario.",
        "L’Alberta collabore avec la Colombie-Britannique.",
        "Le ministère de la Santé y participe.",
        "La province s’inspire du partenariat de l’Ontario avec le Québec.",
        "Le guichet est comme celui de Calgary.",
        "La province a mis fin à son partenariat avec l’Ontario.",
        "Service Nouvelle-Écosse collabore avec la province.",
        "Contrairement à l’Alberta, la province garde ses guichets ouverts.",
        "L’argent vient du Fonds national des corridors commerciaux.",
        "L’Alberta n’a pas participé aux essais.",
        "Nous n’avons pas de partenaire pour ce travail : l’Alberta a préféré attendre avec Statistique Canada.",
    ],
}
DATED = {
    "en": {
        "Launched on October 19, 2021, it is busy.": "2021-10-19 launch launched",
        "The city launched its new portal in June 2021.": "2021-06 launch launched",
        "It was launched in fall 2021.": "2021-09/2021-11 launch launched",
        "Launch planned for spring 2022.": "2022-03/2022-05 launch planned",
        "It is expected to launch in May 2022.": "2022-05 launch planned",
        "It will be released in early 2023.": "2023 launch planned",
        "Approved in April 2021, it is in force.": "2021-04 approval None",
        "It was presented to members in June 2021.": "2021-06 presentation None",
        "Everything is to be ready by March 31, 2023.": "2023-03-31 target None",
        "Work began in May 2020.": "2020-05 start None",
        "The pilot was completed in July 2021.": "2021-07 completion completed",
        "The desk, open to all, has been in place since 2019.": "2019 start None",
        "The change took effect on January 15, 2021.": "2021-01-15 start None",
        "Since November 2021, clinics can reach an interpreter.": "2021-11 start None",
        "The contract expires at the end of 2024.": "2024 end None",
        "A proposal was presented to cabinet in December 2022.": "2022-12 presentation None",
        "Launched as a pilot in Q3 2020-21, it grows.": "2020-10/2020-12 launch launched",
        "Opened in fiscal year 2021-2022, the desk is busy.": "2021-04/2022-03 launch launched",
        "Installation is slated for the third quarter of 2022.": "2022-07/2022-09 target planned",
        "In 2024-25 the city will install kiosks.": "2024-04/2025-03 target None",
        "Council endorsed the plan on 9 February 2022.": "2022-02-09 approval None",
        "It was to be released in June 2021; it was in fact released on 2021-09-30.": "2021-09-30 launch launched",
        "The form has been delayed from March 2022 to September 2022.": "2022-09 target None",
        "It was first promised for 2022; publication is now foreseen for February 2024.": "2024-02 launch planned",
        "Asked for by telephone until 2021, it is online since fall 2022.": "2022-09/2022-11 start launched",
        "The work, modelled on that of Estonia, will run until December 2025.": "2025-12 end None",
        "In spring 2021, the city solicited comments.": "2021-03/2021-05 milestone None",
        "Everything will be ready no later than 31 March 2023.": "2023-03-31 target None",
        "Approval by cabinet is expected by December 2023.": "2023-12 approval None",
        "Work kicks off in January 2024.": "2024-01 start None",
        "The city seeks comments by June 7, 2021.": "2021-06-07 target None",
        "Comments can be sent in the 90 days ending October 28, 2021.": "2021-10-28 end None",
    },
    "fr": {
        "Lancé le 19 octobre 2021, il sert à tous.": "2021-10-19 launch launched",
        "La province a lancé son nouveau portail en juin 2021.": "2021-06 launch launched",
        "Il a été lancé à l’automne 2021.": "2021-09/2021-11 launch launched",
        "Lancement prévu pour le printemps 2022.": "2022-03/2022-05 launch planned",
        "Le portail sera lancé en mai 2022.": "2022-05 launch planned",
        "Approuvé en avril 2021, il est en vigueur.": "2021-04 approval None",
        "Présenté aux membres en juin 2021, il plaît.": "2021-06 presentation None",
        "Tout sera prêt d’ici le 31 mars 2023.": "2023-03-31 target None",
        "Les travaux ont commencé en mai 2020.": "2020-05 start None",
        "Le projet est terminé depuis juillet 2021.": "2021-07 completion completed",
        "Elle est consultée en classe depuis la rentrée de 2019.": "2019 start None",
        "L’entente est entrée en vigueur le 1er septembre 2021.": "2021-09-01 start None",
        "Depuis le 1er avril 2021, on peut retirer son consentement.": "2021-04-01 start None",
        "Le carnet a pris fin le 1er octobre 2022.": "2022-10-01 end completed",
        "Le bilan a été présenté au conseil en septembre 2022.": "2022-09 presentation None",
        "Le centre a ouvert ses portes au troisième trimestre de 2021-2022.": "2021-10/2021-12 launch launched",
        "La mise en service est visée d’ici la fin de l’exercice 2023-2024.": "2023-04/2024-03 launch planned",
        "Une mise à jour est attendue au début de 2024.": "2024 target planned",
        "Le permis sera remplacé au plus tard le 31 mars 2022.": "2022-03-31 target None",
        "Une convention a été conclue à l’été 2020.": "2020-06/2020-08 approval None",
        "Visé pour mars 2023, le lancement a finalement eu lieu en octobre 2023.": "2023-10 launch launched",
        "Prévu d’abord pour janvier 2022, le lancement aura lieu le 15 juin 2022.": "2022-06-15 launch planned",
        "Demandé par téléphone jusqu’en 2021, il est reçu depuis l’automne 2022.": "2022-09/2022-11 start None",
        "À compter du 1er mai 2023, les avis seront envoyés par texto.": "2023-05-01 start None",
        "La prochaine saison commence à la mi-décembre 2023.": "2023-12 start None",
        "L’adoption de la loi est attendue au milieu de 2022.": "2022 approval None",
        "La province a recueilli des avis en mai 2021.": "2021-05 milestone None",
        "La province sollicite des avis d’ici le 7 juin 2021.": "2021-06-07 target None",
        "Les règles ont été prépubliées en mai 2021.": "2021-05 launch launched",
    },
}
UNDATED = {
    "en": [
        "Building on its efforts of 2021, the city goes on.",
        "Pilots in 2022 and 2023 will tell more.",
        "It was not launched in May 2021.",
        "Similar to what Ontario launched in May 2020, it is new.",
        "The 2021 census counted everybody.",
        "It was launched on February 31, 2021.",
        "A conference was held in Halifax in May 2021.",
        "Members will meet again in February 2022.",
        "The city works with Alberta since May 2020.",
        "The desk was to open in May 2021.",
        "The work will be ongoing in 2022.",
        "By March 2022, 500 people had asked.",
        "The process will gather views to inform the policy of the city in 2021.",
    ],
    "fr": [
        "Poursuivant ses efforts de 2021, la province continue.",
        "Cela permettra de lancer des projets-pilotes en 2022 et 2023.",
        "Il n’a pas été lancé en mai 2021.",
        "Inspiré du guichet que l’Ontario a lancé en mai 2020, il est nouveau.",
        "Le recensement de 2021 a compté tout le monde.",
        "Il a été lancé le 31 février 2021.",
        "Une conférence a eu lieu à Halifax en mai 2021.",
        "La province et l’Alberta travaillent ensemble depuis mai 2020.",
        "Le guichet devait ouvrir en mai 2021.",
        "Le travail se poursuivra en 2022.",
        "En mars 2022, 500 personnes attendaient.",
        "Le processus recueillera des avis pour éclairer les politiques de la province en 2021.",
    ],
}
LASTED = {
    "en": [
        "The pilot ran from March 2021 to May 2022.",
        "It took place between March 2021 and May 2022.",
        "The city will hold forums (March 2021 to May 2022).",
    ],
    "fr": [
        "L’essai s’est déroulé de mars 2021 à mai 2022.",
        "Il a eu lieu entre mars 2021 et mai 2022.",
        "La province tiendra des forums (de mars 2021 à mai 2022).",
    ],
}
ASKS = {
    "en": [
        "The city would like to hear how others pay for it.",
        "Toronto is seeking feedback from other jurisdictions.",
        "It would welcome comments from intergovernmental partners.",
    ],
    "fr": [
        "La province aimerait savoir comment les autres paient.",
        "La Nouvelle-Écosse sollicite les conseils des autres administrations.",
        "La province est intéressée par les pratiques d’ailleurs.",
    ],
}
NO_ASKS = {
    "en": [
        "The city seeks to improve service.",
        "Clients would like to receive letters.",
        "Ontario would like to know.",
    ],
    "fr": ["La province cherche à améliorer le service.", "Les clients aimeraient recevoir des lettres."],
}


def pairs(table):
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), pairs(STATED))
def test_a_stated_partnership_is_found(language, text):
    assert partners(read_facts(language, text)) == set(STATED[language][text].split())


@pytest.mark.parametrize(("language", "text"), pairs(NOT_STATED))
def test_what_states_no_partnership_makes_none(language, text):
    facts = read_facts(language, text)
    assert not facts.partnerships()
    assert not [claim for claim in facts.reading.claims if claim.predicate == "external_partner"]


@pytest.mark.parametrize(("language", "text"), pairs(DATED))
def test_a_date_and_the_status_it_implies(language, text):
    facts = read_facts(language, text)
    (one,) = facts.titles
    ((_, date, kind),) = facts.dates()
    assert f"{date} {kind} {facts.status(one)}" == DATED[language][text]


@pytest.mark.parametrize(("language", "text"), pairs(LASTED))
def test_a_stretch_of_time_is_its_start_and_its_end(language, text):
    assert [(date, kind) for _, date, kind in read_facts(language, text).dates()] == [
        ("2021-03", "start"),
        ("2022-05", "end"),
    ]


@pytest.mark.parametrize(("language", "text"), pairs(UNDATED))
def test_a_year_in_passing_is_no_date_of_the_initiative(language, text):
    assert not read_facts(language, text).dates()


@pytest.mark.parametrize(("language", "text"), pairs(ASKS))
def test_an_ask_is_found(language, text):
    (ask,) = read_facts(language, text).needs("ask")
    assert ask["text"] == text


@pytest.mark.parametrize(("language", "text"), pairs(NO_ASKS))
def test_no_ask(language, text):
    assert not read_facts(language, text).needs("ask")


def test_accents_may_be_decomposed_as_some_computers_do():
    from unicodedata import normalize

    from loaders.formats.decode import decode

    assert decode(normalize("NFD", "Février 2022, été").encode(), "nfd.txt") == "Février 2022, été"
