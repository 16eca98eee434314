"""The texts that a secretariat sends to members: with a template, and as a reminder. They name nobody."""

from __future__ import annotations

from datetime import date

from accord.messages import _, in_language, ngettext


def cover_text(name: str, edition: str, due: date, file: str, language: str, *, filled_from: str | None) -> str:
    """Return the text that goes with a template.

    Args:
        name: the member, as the text names it.
        edition: the edition in words.
        due: the last day.
        file: the name of the template.
        language: that of the text.
        filled_from: the edition that it is filled in from, in words; None where it is empty.
    """
    with in_language(language):
        before = (
            _("It is filled in with what you reported for {edition}. Correct what changed, delete what ended, and add"
              " what is new.").format(edition=filled_from)
            if filled_from
            else _("It is empty: nothing of yours is filled in from earlier editions.")
        )  # fmt: skip
        lines = [
            _("Subject: Information sharing template for {edition}, due on {day}"),
            "",
            _("To {name}"),
            "",
            _("Attached is the information sharing template for {edition}: {file}. {before}"),
            "",
            _("Please send it back by {day}. In its first fields you say who may see your report: the public, the"
              " members of the council, or the secretariat only. If you leave that empty, the members of the council"
              " may see it. Names and addresses of contact persons do not belong in it."),
            "",
            _("If you have nothing to report, send it back empty: then it is known that you have nothing to report, and"
              " not that you shared no report."),
        ]  # fmt: skip
        text = "\n".join(lines)
        return text.format(name=name, edition=edition, day=format_day(due, language), file=file, before=before) + "\n"


def reminder_text(name: str, edition: str, due: date, file: str, language: str, on: date) -> str:
    """Return the text of a reminder, before or after the last day; the arguments as for `cover_text`, `on` is today."""
    days = (due - on).days
    with in_language(language):
        if days < 0:
            when = ngettext("It was due on {day}, {n} day ago.", "It was due on {day}, {n} days ago.", -days)
        elif days == 0:
            when = _("It is due today, {day}.")
        else:
            when = ngettext("It is due on {day}, in {n} day.", "It is due on {day}, in {n} days.", days)
        lines = [
            _("Subject: Reminder: information sharing template for {edition}"),
            "",
            _("To {name}"),
            "",
            _("We have not received your information sharing template for {edition} yet ({file}). {when}"),
            "",
            _("If you have nothing to report, send it back empty. If you need more time, tell us until when."),
        ]
        when = when.format(day=format_day(due, language), n=abs(days))
        return "\n".join(lines).format(name=name, edition=edition, file=file, when=when) + "\n"


def letter_name(edition: str, jurisdiction: str, language: str, purpose: str) -> str:
    """Return the name of the file of a letter; `purpose` is "template" or "reminder"."""
    words = {
        ("template", "en"): "cover letter", ("template", "fr"): "lettre",
        ("reminder", "en"): "reminder", ("reminder", "fr"): "rappel",
    }  # fmt: skip
    return f"{edition} {safe_name(jurisdiction)} {words[purpose, language]}.txt"


def template_name(edition: str, jurisdiction: str, language: str, ending: str) -> str:
    """Return the name of the file of a template."""
    word = {"en": "template", "fr": "modèle"}[language]
    return f"{edition} {safe_name(jurisdiction)} {word}{ending}"


def safe_name(identifier: str) -> str:
    """Return an identifier as a part of the name of a file."""
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in identifier)


def format_day(day: date, language: str) -> str:
    """Return a day in words: October 15, 2026; le 15 octobre 2026."""
    from queries.questions.question import format_value

    text = str(format_value("date", day.isoformat(), language))
    return f"le {text}" if language == "fr" else text
