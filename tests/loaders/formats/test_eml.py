"""E-mail messages: header, body, quoted messages, attachments, and hostile files."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from graph.errors import SourceError
from loaders.documents.readers import DocumentReader
from loaders.formats.eml.reader import parse_eml
from loaders.formats.sample import sample_of
from loaders.layout.blocks import Grid, flat
from loaders.layout.omissions import QUOTED_MESSAGE, SIGNATURE, LeftOut

BODY = "Alberta and Yukon share a bus feed.\n\nIt opens in May 2021.\n"


def mail(body: str = BODY, html: str | None = None, subject: str = "A shared bus feed") -> EmailMessage:
    made = EmailMessage()
    made["From"] = '"Government of Manitoba" <office@gov.mb.example>'
    made["To"] = "council@example.org"
    made["Date"] = "Mon, 31 Aug 2020 23:30:00 -0500"
    made["Subject"] = subject
    made.set_content(body)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def parsed(message: EmailMessage | bytes):
    left = LeftOut()
    data = message if isinstance(message, bytes) else message.as_bytes()
    document = parse_eml(data, "x.eml", left)
    return document, left, [line for block in document.blocks for line in flat(block)]


def texts(message: EmailMessage | bytes) -> list[str]:
    return [line.text for line in parsed(message)[2]]


def test_the_header_gives_properties_with_their_lines():
    document, _left, _lines = parsed(mail())
    assert [(entry.name, entry.value, entry.line) for entry in document.properties.entries] == [
        ("title", "A shared bus feed", 4),
        ("sender", "Government of Manitoba", 1),
        ("sender_domain", "gov.mb.example", 1),
        ("published", "2020-08-31", 3),
    ]


def test_lines_of_a_plain_body_are_those_of_the_file():
    message = mail()
    _document, _left, lines = parsed(message)
    written = message.as_bytes().decode().splitlines()
    assert [(line.text, written[line.number - 1]) for line in lines] == [(line.text, line.text) for line in lines]
    assert [line.text for line in lines] == [line for line in BODY.splitlines() if line]


def test_a_page_is_preferred_and_its_tables_are_tables():
    html = "<p>Alberta</p><ul><li>A shared bus feed</li></ul><table><tr><td>Lead</td><td>Yukon</td></tr></table>"
    document, left, lines = parsed(mail("Alberta as text", html))
    assert [line.text for line in lines] == ["Alberta", "• A shared bus feed", "Lead", "Yukon"]
    assert any(isinstance(block, Grid) for block in document.blocks)
    assert left.omission_notes() == []


def test_an_encoded_header_and_body_in_french():
    message = mail("La Ville de Québec a lancé un fil partagé.\n", subject="Un fil partagé – été 2020")
    document, _left, lines = parsed(message)
    assert document.properties.first("title").value == "Un fil partagé – été 2020"
    assert [line.text for line in lines] == ["La Ville de Québec a lancé un fil partagé."]


REPLIES = [
    "On Mon, 3 Aug 2020 at 10:00, Somebody <x@example.org> wrote:\n> Old news\n> of Ontario\n",
    "Le lun. 3 août 2020 à 10:00, Quelqu’un <x@example.org> a écrit :\n> Vieilles nouvelles\n",
    "On Mon, 3 Aug 2020 at 10:00, Somebody Else\n<x@example.org> wrote:\n> Old news\n",
    "-----Original Message-----\nFrom: Somebody\nSent: August 3, 2020\nTo: All\nSubject: News\n\nOld news of Ontario\n",
    "-----Message d'origine-----\nDe : Quelqu’un\nEnvoyé : 3 août 2020\n\nVieilles nouvelles\n",
    "From: Somebody <x@example.org>\nSent: Monday, August 3, 2020 10:00 AM\nTo: All\nSubject: RE: News\n\nOld news\n",
    "De : Quelqu’un\nEnvoyé : lundi 3 août 2020\nÀ : Tous\nObjet : Nouvelles\n\nVieilles nouvelles\n",
]


@pytest.mark.parametrize("quoted", REPLIES)
def test_what_a_reply_quotes_is_omitted_and_reported(quoted):
    _document, left, lines = parsed(mail(f"Alberta agrees.\n\n{quoted}", subject="RE: News"))
    assert [line.text for line in lines] == ["Alberta agrees."]
    assert len(left.texts[QUOTED_MESSAGE]) == 1


def test_answers_between_quoted_lines_are_kept():
    body = "Hello\n\nOn 3 Aug 2020, Somebody wrote:\n> Who leads?\nYukon leads.\n> Since when?\nSince May 2020.\n"
    _document, left, lines = parsed(mail(body))
    assert [line.text for line in lines] == ["Hello", "Yukon leads.", "Since May 2020."]
    assert left.texts[QUOTED_MESSAGE] == ["On 3 Aug 2020, Somebody wrote: > Who leads? > Since when?"]


@pytest.mark.parametrize("subject", ["FW: News", "Fwd: News", "TR : Nouvelles"])
def test_what_a_message_forwards_is_its_text(subject):
    quoted = "From: Somebody\nSent: August 3, 2020\nTo: All\nSubject: News\n\nYukon builds a desk.\n"
    assert "Yukon builds a desk." in texts(mail(f"Please see below.\n\n{quoted}", subject=subject))


@pytest.mark.parametrize(
    "quoted",
    [
        '<div class="gmail_quote">On Monday somebody wrote:<blockquote>Old news</blockquote></div>',
        '<div class="moz-cite-prefix">On Monday:</div><blockquote type="cite"><p>Old news</p></blockquote>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Somebody</div><div>Old news</div>',
    ],
)
def test_what_a_page_quotes_is_omitted_and_reported(quoted):
    html = f"<html><body><p>Alberta agrees.</p>{quoted}</body></html>"
    _document, left, lines = parsed(mail("x", html))
    assert [line.text for line in lines] == ["Alberta agrees."]
    assert any("Old news" in text for text in left.texts[QUOTED_MESSAGE])


def test_tables_of_a_quoted_message_are_omitted():
    header = "<p>From: Somebody</p><p>Sent: August 3, 2020</p><p>To: All</p><p>Subject: News</p>"
    html = f"<p>Alberta agrees.</p>{header}<table><tr><td>Ontario</td><td>Old news</td></tr></table>"
    document, left, lines = parsed(mail("x", html))
    assert [line.text for line in lines] == ["Alberta agrees."]
    assert "Old news" in left.texts[QUOTED_MESSAGE][0]
    assert not any(block.rows for block in document.blocks if isinstance(block, Grid))


def test_a_signature_is_omitted_and_counted():
    _document, left, lines = parsed(mail(f"{BODY}\n-- \nSomebody\n555 1234\n"))
    assert len(lines) == 2
    assert [note.template for note in left.omission_notes()] == [SIGNATURE]


def test_attachments_are_named_and_not_read():
    message = mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="plan 2020.pdf")
    message.add_attachment("Not read", filename="notes.txt")
    inner = EmailMessage()
    inner.set_content("Not read either")
    message.add_attachment(inner)
    _document, left, lines = parsed(message)
    assert "Not read" not in " ".join(line.text for line in lines)
    assert [note.values["names"] for note in left.notes] == ["plan 2020.pdf, notes.txt, message/rfc822"]


def test_a_message_that_is_all_attachments_is_refused():
    message = EmailMessage()
    message["From"] = "x@example.org"
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="plan.pdf")
    with pytest.raises(SourceError, match="Attachments are loaded by themselves"):
        parsed(message)


def test_an_encrypted_message_is_refused():
    data = b"From: x@example.org\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    with pytest.raises(SourceError, match="encrypted"):
        parsed(data)


def nested_mime(depth: int) -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return b"From: x@example.org\n" + "".join(heads).encode() + b"Content-Type: text/plain\n\nDeep\n"


@pytest.mark.parametrize("depth", [50, 400, 5_000])
def test_mime_that_nests_is_read_or_refused(depth):
    try:
        assert texts(nested_mime(depth)) == ["Deep"]
    except SourceError as error:
        assert "deep" in str(error) or "parts" in str(error)  # noqa: PT017 (either is right)


def test_parts_without_end_are_refused():
    data = b'From: x\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 2_000 + b"--b--\n"
    with pytest.raises(SourceError, match="parts"):
        parsed(data)


@pytest.mark.parametrize(
    "head",
    [
        b"Date: the day after\nFrom: <<>>@@\nSubject: =?utf-8?q?=ff?=\n",
        b"From: \xff\xfe\nDate: Mon, 99 Foo 2020 99:99:99\n",
        b"Content-Type: text/plain; charset=klingon\nFrom: x\n",
        b"Content-Type: multipart/mixed\nFrom: x\n",
        b"Content-Transfer-Encoding: base64\nFrom: x\n",
        b"Content-Type: ;;;=\nFrom: group:;\n",
    ],
)
def test_malformed_headers_break_nothing(head):
    try:
        document, _left, _lines = parsed(head + b"\nAlberta and Yukon share a feed.\n")
    except SourceError:
        return
    assert document.properties.first("published") is None


def accepts(data: bytes, name: str = "x.txt") -> bool:
    return DocumentReader("eml").accepts(sample_of(data, name))


def test_it_is_known_by_its_headers():
    assert accepts(mail().as_bytes())
    assert accepts(b"From someone Mon Aug 31 2020\nFrom: x\nMessage-ID: <1>\n\nText\n")
    assert accepts(b"From: x@example.org\r\nSubject: y\r\n\r\nText", "x.eml")
    assert not accepts(b"From: Alberta\nTo: Yukon\nSubject: A memo\n\nText: more\n")
    assert not accepts(b"Briefing\n\nFrom: Alberta\nMIME-Version: none\n")
    assert not accepts(b"Alberta and Yukon\n")


def test_only_the_beginning_of_a_header_is_parsed():
    raw = (
        b"From: office@gov.example\nSubject: "
        + b"Alberta " * 10_000
        + b"\nDate: Mon, 3 Aug 2020 10:00:00 +0000\n\nA portal.\n"
    )
    document = parsed(raw)[0]
    assert document.properties.first("title").value.startswith("Alberta Alberta")
    assert document.properties.first("published").value == "2020-08-03"
