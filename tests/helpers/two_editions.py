"""A council of two editions, for the tests of questions and of the command line.

What it says is made up, in both languages, along the lines of the public analysis of the council of February 2022:
fifteen members of several levels, two editions, partnerships of two and of three, requests, dates of all precisions,
and decisions on who may see what. The same claims are always made in the same order.
"""

from __future__ import annotations

from pathlib import Path

from graph.claims import Approved, Reading
from graph.model import Unplaced
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer

WINTER, FALL = "2022-winter", "2022-fall"


class Minutes(Writer):
    """A writer that gives each title, summary and text in both languages."""

    def both(self, kind, subject, predicate, en, fr, by=None, **more):
        for self.language, value in (("en", en), ("fr", fr)):
            self.add_claim(kind, subject, predicate, value=value, by=by, **more)
        self.language = "en"

    def work(self, lead, en, fr, *themes, summary=None, **more):
        """Claim an initiative with a title (and perhaps a summary) in both languages; returns its identifier."""
        subject = self.initiative(lead, en, *themes, **more)
        self.language = "fr"
        self.add_claim("initiative", subject, "title", value=fr, by=lead)
        self.language = "en"
        if summary:
            self.both("initiative", subject, "summary", *summary, by=lead)
        return subject

    def dated(self, subject, by, edtf, kind):
        self.add_claim("initiative", subject, "date", value=edtf, by=by, qualifier=kind)

    def wish(self, en, fr, *themes, **more):
        subject = self.need(en, *themes, **more)
        self.language = "fr"
        self.add_claim("need", subject, "text", value=fr, by=more.get("by"))
        self.language = "en"


def winter() -> Reading:
    """The first edition: nine members whose reports are here, one of whom says nothing, and four who sent none."""
    w = Minutes("analysis-2022-winter.txt", edition=WINTER)
    w.add_claim("edition", WINTER, "published", value="2022-02")
    w.add_claim("edition", WINTER, "received", value="15")
    w.both("edition", WINTER, "priority", "Digital identity for all", "Une identité numérique pour tous", qualifier="1")
    w.submitted("ESDC", "CRA", "TBS", "IRCC", "ISED", "CA-AB", "CA-MB", "CA-NB", "CA-NT", "CA-ON", "CALGARY")
    w.missing("CA-NS", "CA-PE", "CA-SK", "ISC")
    _federal(w)
    _others(w)
    w.wish("Better ways for businesses to reach government", "De meilleurs moyens pour les entreprises de joindre"
           " l’administration", "business-services")  # fmt: skip
    w.wish("Governance models for digital identity", "Des modèles de gouvernance pour l’identité numérique",
           "digital-identity")  # fmt: skip
    w.unplaced.append(Unplaced(source=w.source.id, page=2, line=99, text="A line of a diagram that nobody could place"))
    return w.reading(
        approvals=[
            Approved(jurisdiction="council", edition=WINTER, approval="public"),
            Approved(jurisdiction="CA-ON", edition=WINTER, approval="public"),
            Approved(jurisdiction="CRA", edition=WINTER, approval="public"),
        ]
    )


def _federal(w: Minutes) -> None:
    plan = w.work("ESDC", "Integrated transformation plan", "Plan de transformation intégré", "digital-transformation")
    w.work("ESDC", "Service Canada Labs", "Laboratoires de Service Canada", "user-centred-design", part_of=plan,
           date="2021-09/2021-11", status="launched")  # fmt: skip
    w.work("ESDC", "Data strategy", "Stratégie relative aux données", "data-strategy", partners=["STATCAN"],
           summary=("Shared standards for operational data, built with Statistics Canada.",
                    "Des normes communes pour les données opérationnelles, avec Statistique Canada."))  # fmt: skip
    w.work("CRA", "Electronic invoicing", "Facturation électronique", "e-invoicing", status="in-progress")
    w.work("CRA", "Disability tax credit online", "Le crédit d’impôt pour personnes handicapées en ligne",
           "disability-benefits")  # fmt: skip
    w.work("CRA", "Sign in with a provincial identity", "Connexion par l’identité numérique provinciale",
           "digital-identity", partners=["CA-AB", "CA-BC"], status="launched", date="2021-05",
           summary=("People sign in to their tax account with the identity of their province.",
                    "On ouvre son dossier fiscal avec l’identité de sa province."))  # fmt: skip
    w.work("TBS", "Sign-in broker", "Courtier de connexion", "digital-identity")
    cyber = w.work("TBS", "Cybersecurity", "Cybersécurité", "cybersecurity")
    w.work("TBS", "Website tracker", "Traqueur de sites Web", "cybersecurity", part_of=cyber)
    w.work("TBS", "Cyber maturity self-assessment", "Auto-évaluation de la cybermaturité", "cybersecurity",
           part_of=cyber)  # fmt: skip
    better = w.work("TBS", "Better service management", "Une meilleure gestion des services", "service-management",
                    "client-feedback")  # fmt: skip
    w.dated(better, "TBS", "2021-06", "presentation")
    w.wish("How partners collect client feedback", "La façon dont les partenaires recueillent la rétroaction des"
           " clients", "client-feedback", by="TBS", initiative=better)  # fmt: skip
    frame = w.work("IRCC", "Client experience framework", "Cadre d’expérience client", "client-experience")
    w.dated(frame, "IRCC", "2021-04", "approval")
    w.work("IRCC", "Letter-writing guidelines", "Lignes directrices sur la correspondance", "plain-language",
           status="planned", date="2022-03/2022-05")  # fmt: skip
    w.work("IRCC", "Case status tracker", "Outil de suivi de l’état des cas", "case-status-tracking",
           status="launched", date="2022-01")  # fmt: skip
    w.work("ISED", "Digital credentials and wallets", "Justificatifs et portefeuilles numériques",
           "digital-credentials")  # fmt: skip
    once = w.work("ISED", "Tell us once for business", "Une fois suffit pour les entreprises", "business-services")
    trust = w.work("ISED", "Pan-Canadian trust framework", "Cadre de confiance pancanadien", "trust-frameworks",
                   part_of=once)  # fmt: skip
    w.partnership(trust, "ISED", "TBS")


def _others(w: Minutes) -> None:
    w.work(
        "CA-AB",
        "Bernie",
        "BERNIE",
        "contact-centres",
        status="launched",
        summary=("A cloud platform for contact centres.", "Une plateforme en nuage pour les centres de contact."),
    )
    w.work("CA-AB", "Digital regulatory assurance", "Assurance réglementaire numérique", "regulatory-modernization")
    w.work("CA-MB", "Data science program", "Programme de science des données", "data-science")
    w.work("CA-MB", "Service innovation lab", "Laboratoire d’innovation en services", "innovation-labs")
    w.work("CA-MB", "Immunization card", "Carte d’immunisation", "immunization-records", status="launched")
    w.work("CA-NT", "One stop for remote communities", "Guichet unique pour les collectivités éloignées",
           "single-window", "remote-communities", status="in-progress")  # fmt: skip
    w.work("CA-ON", "Business registry", "Registre des entreprises", "business-registries", "business-services",
           status="launched", date="2021-10-19")  # fmt: skip
    w.work("CA-ON", "Renewal notices by text message", "Avis de renouvellement par message texte", "notifications",
           status="launched", date="2021-07")  # fmt: skip
    w.work("CA-ON", "Newborn registration", "Enregistrement des nouveau-nés", "births", date="2021-09")
    pilots = w.work("CA-ON", "Digital identity pilots", "Projets pilotes d’identité numérique", "digital-identity",
                    status="planned")  # fmt: skip
    w.dated(pilots, "CA-ON", "2022/2023", "target")
    w.work("CALGARY", "Client feedback dashboard", "Tableau de bord de la rétroaction des clients", "client-feedback",
           status="completed", date="2021-03")  # fmt: skip


def fall() -> Reading:
    """The second edition: some carry on, Alberta is silent, Nova Scotia and Quebec report, Saskatchewan withholds."""
    w = Minutes("analysis-2022-fall.txt", edition=FALL)
    w.add_claim("edition", FALL, "published", value="2022-10")
    w.submitted("CRA", "TBS", "IRCC", "CA-NS", "CA-ON", "CA-QC", "CA-SK")
    w.missing("CA-AB")
    w.work("CRA", "Sign in with a provincial identity", "Connexion par l’identité numérique provinciale",
           "digital-identity", partners=["CA-AB", "CA-BC"], status="completed")  # fmt: skip
    w.work("TBS", "Sign-in broker", "Courtier de connexion", "digital-identity")
    w.work("IRCC", "Letter-writing guidelines", "Lignes directrices sur la correspondance", "plain-language",
           status="launched")  # fmt: skip
    w.work("CA-NS", "Contact centre renewal", "Renouveau du centre de contact", "contact-centres", status="planned")
    w.work("CA-ON", "Digital identity pilots", "Projets pilotes d’identité numérique", "digital-identity",
           status="in-progress")  # fmt: skip
    w.work("CA-QC", "Digital wallet for citizens", "Portefeuille numérique citoyen", "digital-credentials",
           status="in-progress", date="2022-09")  # fmt: skip
    w.work("CA-SK", "Land titles assistant", "Assistant des titres fonciers", "ai", status="planned")
    return w.reading(
        approvals=[
            Approved(jurisdiction="council", edition=FALL, approval="public"),
            Approved(jurisdiction="CA-SK", edition=FALL, approval="withheld"),
        ]
    )


def build(path: Path) -> Path:
    """A graph file that holds both editions."""
    SqliteStore(path, create=True).add([winter(), fall()])
    return path
