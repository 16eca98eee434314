"""The parts of a one-item document around a sentence under test."""

from __future__ import annotations

HEADS = {
    "en": "PSSDC Information-Sharing Analysis\nWinter 2022\n\nJurisdictions Key Achievements\n\n",
    "fr": "Analyse du partage d’information du CPSSP\nHiver 2022\n\nAdministrations Réalisations clés\n\n",
}
LEADS = {"en": "CITY OF\nTORONTO", "fr": "NOUVELLE-\nÉCOSSE"}
TITLES = {"en": "Test Item", "fr": "Objet d’essai"}
FILLER = {
    "en": "The work is for the public and for this test.",
    "fr": "Le travail est pour le public et pour cet essai.",
}
