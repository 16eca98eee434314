"""Who is a partner and what a date is of, by grammar: many sentences, read as the items of one document."""

from __future__ import annotations

import pytest

from tests.helpers.fact_table import Facts
from tests.helpers.files.sentence_documents import HEADS, LEADS
from tests.helpers.reading import read

PARTNERS = {
    "en": {
        "Health Canada covers half of the costs.": "HC",
        "The costs are borne equally by the city and Peel Region.": "REGION-OF-PEEL",
        "The city teamed up with Nova Scotia on the design.": "CA-NS",
        "Alberta has come on board.": "CA-AB",
        "Also involved are Manitoba and Saskatchewan.": "CA-MB CA-SK",
        "The app, which Manitoba co-owns, is free.": "CA-MB",
        "The city and its partner, Yukon, wrote the code.": "CA-YT",
        "Working side by side with Parks Canada, the city counted the trees.": "PARKS-CANADA",
        "Shared Services Canada hosts the app at no charge.": "SSC",
        "The app was born of a joint effort by the city and Transport Canada.": "TC",
        "Our partner in this is the Northwest Territories.": "CA-NT",
        "Together, the city and Alberta keep the list.": "CA-AB",
        "The city pooled its data with that of Ontario and Quebec.": "CA-ON CA-QC",
        "Half of the money comes from Health Canada.": "HC",
        "Saskatchewan has agreed to share its data.": "CA-SK",
        "The partners (Yukon, Nunavut and the city) meet monthly.": "CA-YT CA-NU",
        "Manitoba, Alberta and the city each test a part.": "CA-MB CA-AB",
        "The other participants are Manitoba and Health Canada.": "CA-MB HC",
        "Statistics Canada lent two of its analysts.": "STATCAN",
        "Ontario came in as a co-funder in 2021.": "CA-ON",
        "We share the bill with Quebec.": "CA-QC",
        "A steering committee of the city, Ontario and Health Canada oversees the work.": "CA-ON HC",
        "The city has enlisted Parks Canada as a partner.": "PARKS-CANADA",
        "The work was done hand in glove with Environment and Climate Change Canada.": "ECCC",
        "Nunavut signed the agreement in turn.": "CA-NU",
        "Under an agreement, Ontario and the city swap alerts.": "CA-ON",
        "Health Canada's contribution pays for the nurses.": "HC",
        "The tool is jointly owned by the city and British Columbia.": "CA-BC",
        "Alberta is its co-lead.": "CA-AB",
        "Jointly, Alberta and the city trained the staff.": "CA-AB",
        "The service, a partnership with Service Canada, is popular.": "SERVICE-CANADA",
        "This is a common effort of Toronto and Ottawa.": "OTTAWA",
        "In collaboration with Ontario, Quebec and, since 2021, Manitoba, the city runs the desk.": "CA-ON CA-QC CA-MB",
        "Ottawa's fire service takes part as well.": "OTTAWA",
        "Yukon and Manitoba are on the team.": "CA-YT CA-MB",
        "Nova Scotia's Department of Health is a full partner.": "CA-NS",
    },
    "fr": {
        "Santé Canada assume la moitié des frais.": "HC",
        "Les frais sont répartis à parts égales entre la province et la Ville de Moncton.": "MONCTON",
        "La province fait équipe avec le Manitoba.": "CA-MB",
        "L’Alberta s’est mise de la partie.": "CA-AB",
        "Sont aussi de la partie le Manitoba et la Saskatchewan.": "CA-MB CA-SK",
        "Le Québec y a lui aussi mis de l’argent.": "CA-QC",
        "L’application, dont le Manitoba est copropriétaire, est gratuite.": "CA-MB",
        "La province et son partenaire, le Yukon, ont écrit le code.": "CA-YT",
        "Services partagés Canada héberge l’application sans frais.": "SSC",
        "L’application est le fruit d’un effort commun de la province et de Transports Canada.": "TC",
        "Notre partenaire est le gouvernement des Territoires du Nord-Ouest.": "CA-NT",
        "Ensemble, la province et l’Alberta tiennent la liste.": "CA-AB",
        "La moitié de l’argent vient de Santé Canada.": "HC",
        "Les partenaires (le Yukon, le Nunavut et la province) se voient chaque mois.": "CA-YT CA-NU",
        "Le Manitoba, l’Alberta et la province en testent chacun une partie.": "CA-MB CA-AB",
        "Les autres participants sont le Manitoba et Santé Canada.": "CA-MB HC",
        "C’est un projet de la province, de l’Ontario et de Santé Canada.": "CA-ON HC",
        "Statistique Canada a prêté deux de ses analystes.": "STATCAN",
        "L’Ontario s’est ajouté comme bailleur de fonds en 2021.": "CA-ON",
        "Nous partageons la facture avec le Québec.": "CA-QC",
        "Un comité formé de la province, de l’Ontario et de Santé Canada surveille les travaux.": "CA-ON HC",
        "Le Nunavut a signé l’entente à son tour.": "CA-NU",
        "L’outil appartient conjointement à la province et à la Colombie-Britannique.": "CA-BC",
        "L’Alberta en est le codirecteur.": "CA-AB",
        "Conjointement, l’Alberta et la province ont formé le personnel.": "CA-AB",
        "Le service, fruit d’un partenariat avec Service Canada, est populaire.": "SERVICE-CANADA",
        "En collaboration avec l’Ontario et, depuis 2021, le Manitoba, la province tient le guichet.": "CA-ON CA-MB",
        "La Ville d’Halifax y prend part elle aussi.": "HALIFAX",
        "Le Yukon et le Manitoba font partie de l’équipe.": "CA-YT CA-MB",
        "À l’initiative se sont jointes la Saskatchewan et la Ville de Regina.": "CA-SK REGINA",
        "La carte, que finance aussi Ressources naturelles Canada, est gratuite.": "NRCAN",
        "La province l’exploite avec le concours de Parcs Canada.": "PARKS-CANADA",
        "Le projet compte sur la participation de l’Alberta et du Manitoba.": "CA-AB CA-MB",
        "L’Ontario et la province y travaillent main dans la main.": "CA-ON",
        "Il est mené par la province et l’Île-du-Prince-Édouard.": "CA-PE",
        "Le Québec a adhéré au projet en 2022.": "CA-QC",
    },
}
NO_PARTNERS = {
    "en": [
        "Ontario was told about the app.",
        "The app was demonstrated to Alberta and Manitoba.",
        "Yukon has expressed interest in joining.",
        "Quebec withdrew before the start.",
        "Manitoba considered joining but did not.",
        "The app borrows ideas from Estonia and British Columbia.",
        "Health Canada's rules apply to the app.",
        "Ontario hosts a similar app.",
        "Alberta supports its own seniors.",
        "The app covers the border with Quebec.",
        "Residents of Ontario and Quebec use the app.",
        "The funds once given by Ontario ran out before the start.",
        "Ontario was asked for money and gave none.",
        "Nova Scotia was consulted.",
        "Officials from Yukon visited.",
        "Quebec will be offered the code.",
        "Nunavut may join later.",
        "Alberta is expected to join in 2024.",
        "No other government, not even Ontario, takes part.",
        "Talks with Manitoba led nowhere.",
        "Talks with Manitoba about a common app are at an early stage.",
        "The team looked closely at what Ontario does.",
        "The screens are from a manufacturer in Ontario.",
        "The Nature Conservancy of Canada planted the trees.",
        "The code is available to Ontario and Alberta.",
        "The city bought the app from a firm in Alberta.",
        "Ontario has joined a different network.",
        "The app was inspired by work of Nova Scotia and Quebec.",
        "Ontario licensed the app from the city.",
        "The app follows a law of Canada.",
        "An audit by Ontario found no fault.",
        "Yukon's request to take part was turned down.",
        "The minister of health of Manitoba praised the app.",
        "Manitoba, for example, does without one.",
        "Comparable apps exist in Alberta and Manitoba.",
        "Members of the public from Quebec took part in tests.",
    ],
    "fr": [
        "L’Ontario a été mis au courant.",
        "L’application a été montrée à l’Alberta et au Manitoba.",
        "Le Yukon s’est dit intéressé à s’y joindre.",
        "Le Québec s’est retiré avant le début.",
        "Le Manitoba a songé à s’y joindre, sans le faire.",
        "L’application reprend des idées de l’Estonie.",
        "Les règles de Santé Canada s’appliquent.",
        "L’Ontario héberge une application semblable.",
        "L’Alberta appuie ses propres aînés.",
        "Les résidents de l’Ontario et du Québec s’en servent.",
        "L’Ontario, à qui on a demandé de l’argent, n’en a pas donné.",
        "Le Manitoba a été consulté.",
        "Des fonctionnaires du Yukon sont venus la voir.",
        "Le code sera offert au Québec.",
        "Le Nunavut pourrait s’y joindre.",
        "L’Alberta devrait s’y joindre en 2024.",
        "Aucun autre gouvernement n’y participe, pas même l’Ontario.",
        "Les pourparlers avec le Manitoba n’ont rien donné.",
        "Il avait été question d’y associer le Manitoba, mais les discussions n’ont pas abouti.",
        "L’entente que nous avions avec le Manitoba a pris fin.",
        "Les écrans viennent d’un fabricant de l’Ontario.",
        "Le code est à la disposition de l’Ontario et de l’Alberta.",
        "L’Ontario s’est joint à un autre réseau.",
        "Elle rappelle celle du Québec et de l’Alberta.",
        "Une vérification de l’Ontario n’a rien trouvé.",
        "La demande du Yukon a été rejetée.",
        "Le ministre de la Santé du Manitoba en a fait l’éloge.",
        "Il existe des applications comparables en Alberta et au Manitoba.",
        "Le Québec participe à un projet semblable.",
        "La province a acheté l’application à une entreprise de l’Alberta.",
    ],
}
DATES = {
    "en": {
        "The app has been up and running since May 3, 2021.": "2021-05-03 start",
        "A first version came out in June 2020.": "2020-06 launch",
        "It is scheduled to wrap up on March 31, 2024.": "2024-03-31 end",
        "Rollout is set for early May 2023.": "2023-05 launch",
        "The work got off the ground in October 2021.": "2021-10 start",
        "Completion is expected by December 2024.": "2024-12 target",
        "All offices must be connected no later than June 30, 2024.": "2024-06-30 target",
        "The pilot lasted from March to May 2022.": "2022-03 start;2022-05 end",
        "It will stay open through August 2025.": "2025-08 end",
        "Council gave its approval on May 4, 2022.": "2022-05-04 approval",
        "It opened its doors on 4 September 2023.": "2023-09-04 launch",
        "Construction is to start in spring 2025.": "2025-03/2025-05 start",
        "It should be ready in time for fall 2024.": "2024-09/2024-11 target",
        "The service was shut down on December 31, 2021.": "2021-12-31 end",
        "The app became available to all in November 2022.": "2022-11 launch",
        "We aim to have it running by the second quarter of 2024-25.": "2024-07/2024-09 target",
        "Testing is done; the launch follows in January 2025.": "2025-01 launch",
        "The agreement takes effect on April 1, 2024.": "2024-04-01 start",
        "It was unveiled to the public on June 2, 2023.": "2023-06-02 launch",
        "The trial is under way until the end of June 2024.": "2024-06 end",
        "The project kicked off in late January 2023.": "2023-01 start",
        "Funding runs from April 2022 until March 2025.": "2022-04 start;2025-03 end",
        "The deadline for completion is October 15, 2024.": "2024-10-15 target",
        "From September 1, 2022 on, all forms are accepted online.": "2022-09-01 start",
        "The last phase was finished on 12 May 2023.": "2023-05-12 completion",
        "The site has existed since 2018.": "2018 start",
        "The app saw the light of day in March 2022.": "2022-03 launch",
        "It debuts in April 2025.": "2025-04 launch",
        "Delivery is due in March 2025.": "2025-03 target",
    },
    "fr": {
        "L’application fonctionne depuis le 3 mai 2021.": "2021-05-03 start",
        "Une première version est sortie en juin 2020.": "2020-06 launch",
        "Elle doit prendre fin le 31 mars 2024.": "2024-03-31 end",
        "Le déploiement est prévu pour le début de mai 2023.": "2023-05 launch",
        "Les travaux ont démarré en octobre 2021.": "2021-10 start",
        "L’achèvement est attendu d’ici décembre 2024.": "2024-12 target",
        "Tous les bureaux devront être branchés au plus tard le 30 juin 2024.": "2024-06-30 target",
        "L’essai a duré de mars à mai 2022.": "2022-03 start;2022-05 end",
        "Il restera ouvert jusqu’en août 2025.": "2025-08 end",
        "Le conseil a donné son aval le 4 mai 2022.": "2022-05-04 approval",
        "Il a ouvert ses portes le 4 septembre 2023.": "2023-09-04 launch",
        "La construction commencera au printemps 2025.": "2025-03/2025-05 start",
        "Il devrait être prêt pour l’automne 2024.": "2024-09/2024-11 target",
        "Le service a été fermé le 31 décembre 2021.": "2021-12-31 end",
        "L’application est devenue accessible à tous en novembre 2022.": "2022-11 launch",
        "Le lancement suivra en janvier 2025.": "2025-01 launch",
        "La saison n’a duré que du 3 au 30 mai 2021.": "2021-05-03 start;2021-05-30 end",
        "Inspirée de celle du Québec, notre application a été lancée en mai 2021.": "2021-05 launch",
        "L’entente entre en vigueur le 1er avril 2024.": "2024-04-01 start",
        "L’essai se poursuit jusqu’à la fin de juin 2024.": "2024-06 end",
        "Le projet a pris son envol à la fin de janvier 2023.": "2023-01 start",
        "Le financement va d’avril 2022 à mars 2025.": "2022-04 start;2025-03 end",
        "La date limite est le 15 octobre 2024.": "2024-10-15 target",
        "À compter du 1er septembre 2022, tous les formulaires sont acceptés en ligne.": "2022-09-01 start",
        "La dernière phase s’est achevée le 12 mai 2023.": "2023-05-12 completion",
        "Le site existe depuis 2018.": "2018 start",
        "L’application a vu le jour en mars 2022.": "2022-03 launch",
        "La livraison est prévue en mars 2025.": "2025-03 target",
        "Les écoles y auront accès dès septembre 2024.": "2024-09 start",
        "Le guichet accueille ses premiers clients le 5 mai 2023.": "2023-05-05 launch",
        "La plateforme sera prête à l’été 2025.": "2025-06/2025-08 target",
        "Elle est offerte du 5 mai au 6 juin 2023.": "2023-05-05 start;2023-06-06 end",
    },
}
NO_DATES = {
    "en": [
        "A study of May 2020 praised the idea.",
        "Residents had asked for it in 2019.",
        "The Privacy Act of 1983 applies.",
        "The town was founded in 1850.",
        "The figures are those of June 2021.",
        "Ontario opened its own in May 2020.",
        "The last report of November 2022 did not mention it.",
        "The next meeting is on May 5, 2023.",
        "The fire of May 2016 showed the need.",
        "The building dates from 1920.",
        "The mayor will speak about it on June 6, 2023.",
        "It has nothing to do with the census of 2021.",
        "As of March 31, 2023, 12,000 people had signed up.",
    ],
    "fr": [
        "Une étude de mai 2020 en fait l’éloge.",
        "Les résidents l’avaient demandé en 2019.",
        "La Loi sur la protection des renseignements personnels de 1983 s’applique.",
        "La ville a été fondée en 1850.",
        "Les chiffres sont ceux de juin 2021.",
        "L’Ontario a ouvert le sien en mai 2020.",
        "Le dernier rapport, de novembre 2022, n’en parlait pas.",
        "La prochaine réunion aura lieu le 5 mai 2023.",
        "L’incendie de mai 2016 en a montré le besoin.",
        "L’immeuble date de 1920.",
        "La mairesse en parlera le 6 juin 2023.",
        "Elle n’a rien à voir avec le recensement de 2021.",
        "Au 31 mars 2023, 12 000 personnes s’étaient inscrites.",
    ],
}


def read_sentences(language: str, sentences: list[str]) -> tuple[Facts, dict[str, str]]:
    """A document with an item for each sentence, and the sentence of each initiative."""
    words = {"en": "Matter number", "fr": "Affaire numéro"}[language]
    ends = {"en": "This is for the public.", "fr": "Ceci est pour le public."}[language]
    items = [f"- {words} {at}. {text} {ends}" for at, text in enumerate(sentences, 1)]
    source = f"{HEADS[language]}{LEADS[language]}\n\n" + "\n\n".join(items) + "\n"
    facts = Facts(read(None, source.encode(), "sentences.txt"))
    return facts, {one: sentences[int(title.split()[-1]) - 1] for one, title in facts.titles.items()}


def partners(language: str, sentences: list[str]) -> dict[str, set[str]]:
    """The partners of the lead by sentence."""
    facts, sentence_of = read_sentences(language, sentences)
    (lead,) = facts.edition("submitted")
    found: dict[str, set[str]] = {text: set() for text in sentence_of.values()}
    for (kind, one), _ in list(facts.by_subject.items()):
        if kind == "partnership":
            about = facts.values(kind, one, "initiative")[0]
            found[sentence_of[about]] |= {*facts.values(kind, one, "member")} - {lead}
    return found


def dates(language: str, sentences: list[str]) -> dict[str, set[str]]:
    """The dates by sentence, each with its kind."""
    facts, sentence_of = read_sentences(language, sentences)
    found: dict[str, set[str]] = {text: set() for text in sentence_of.values()}
    for one, date, kind in facts.dates():
        found[sentence_of[one]].add(f"{date} {kind}")
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_takes_part_pays_signs_or_is_named_with_the_lead_is_a_partner(language):
    expected = PARTNERS[language]
    assert partners(language, list(expected)) == {text: set(names.split()) for text, names in expected.items()}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_declined_is_compared_informed_or_asked_is_none(language):
    expected = NO_PARTNERS[language]
    assert partners(language, expected) == {text: set() for text in expected}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_date_is_of_what_happens_next_to_it(language):
    expected = DATES[language]
    assert dates(language, list(expected)) == {
        text: set(sentence_of.split(";")) for text, sentence_of in expected.items()
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_dated_besides_is_none_of_the_initiative(language):
    expected = NO_DATES[language]
    assert dates(language, expected) == {text: set() for text in expected}
