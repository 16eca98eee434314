"""What the file says before any browser runs it."""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest

from graph.errors import UsageError
from graph.values import LANGUAGES
from tests.viz.hostile import hostile_document, hostile_opportunities
from viz.page.model import build_page_data
from viz.page.no_script import StaticPage
from viz.page.render import render_page
from viz.wording import PageWording, strings


def block(html: str) -> dict:
    coding, text = re.search(r'id="accord-data" data-coding="(\w+)">(.*?)</script>', html, re.DOTALL).groups()
    return json.loads(gzip.decompress(base64.b64decode(text)) if coding == "gzip" else text)


class Tags(HTMLParser):
    """Counts the elements that a browser would make, and the attributes they carry."""

    def __init__(self):
        super().__init__()
        self.counts = Counter()
        self.attributes = set()

    def handle_starttag(self, tag, attrs):
        self.counts[tag] += 1
        self.attributes |= {name for name, _ in attrs}


def test_same_input_same_bytes(document, opportunities, html):
    again = render_page(copy.deepcopy(document), copy.deepcopy(opportunities), language="en")
    assert again.encode() == html.encode()


def test_rendering_leaves_its_input_alone(document, opportunities):
    before = json.dumps([document, opportunities])
    render_page(document, opportunities, language="fr")
    assert json.dumps([document, opportunities]) == before


def test_policy_allows_only_the_style_and_scripts_that_are_there(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#x27;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    hashed = {
        tag: {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        }
        for tag in ("script", "style")
    }
    assert hashed == {"script": set(rules["script-src"].split()), "style": set(rules["style-src"].split())}


def test_no_handler_and_no_address_stand_in_the_markup(html):
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\son\w+\s*=", markup)
    assert not re.search(r"https?://", markup)


@pytest.mark.parametrize("language", LANGUAGES)
def test_size_at_sixty_initiatives(document, opportunities, language):
    big = copy.deepcopy(document)
    for copied in copy.deepcopy(document["initiatives"])[:32]:
        copied["id"] += "-again"
        copied.pop("part_of", None)
        copied["kind"] = "initiative"
        big["initiatives"].append(copied)
    assert sum(row["kind"] == "initiative" for row in big["initiatives"]) >= 50
    assert len(render_page(big, opportunities * 10, language=language).encode()) < 1_000_000


def test_script_holds_all_but_comments():
    from viz.page.render import PAGE_FOLDER, SCRIPT_ORDER

    html = render_page({"format": "accord-graph/1", "audience": "members", "jurisdictions": []}, [], language="en")
    script = html.rpartition("<script>")[2]
    for name in SCRIPT_ORDER:
        text = (PAGE_FOLDER / f"script/{name}.js").read_text("utf-8")
        code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        for line in code.splitlines():
            if line.strip() and not line.strip().startswith("//"):
                assert re.sub(r"/\*.*?\*/", "", line).strip() in script, (name, line)
        assert not re.search(r"[\"'`][^\n]*/\*(?!\*)[^\n]*[\"'`]", text), name
    assert "@typedef" not in script


def test_every_text_is_in_both_languages():
    for key, texts in strings().items():
        assert list(texts) == ["en", "fr"], key
        assert all(texts.values()), key
        places = {code: set(re.findall(r"\{(\w+)\}", text)) for code, text in texts.items()}
        assert places["en"] == places["fr"], key


def test_every_text_is_used():
    from viz.page.render import PAGE_FOLDER

    code = "".join(
        path.read_text("utf-8")
        for path in [*PAGE_FOLDER.rglob("*.js"), *PAGE_FOLDER.parent.rglob("*.py"), PAGE_FOLDER / "template.html"]
    )
    families = set(re.findall(r"[`\"']([\w.]+)\.(?:\$\{|\{|[\"'])", code))
    for key in strings():
        stem = re.sub(r"\.(one|other)$", "", key)
        assert f'"{stem}"' in code or f'"{key}"' in code or stem.rpartition(".")[0] in families, key


@pytest.mark.parametrize(("key", "text"), [(key, texts["fr"]) for key, texts in strings().items()])
def test_french_spacing(key, text):
    plain = re.sub(r"\{\w+\}", "x", text)
    assert not re.search(r"(?<!\u00a0)(?<!^)[:;?!»]", plain), key
    assert not re.search(r"«(?!\u00a0)|['\"]", plain), key


def test_only_two_languages(document):
    with pytest.raises(UsageError, match="not a language"):
        render_page(document, [], language="de")


def test_an_empty_graph_makes_a_page():
    html = render_page({"format": "accord-graph/1", "audience": "members", "jurisdictions": []}, [], language="fr")
    assert "Cette page est vide" in html
    assert block(html)["initiatives"]["count"] == 0


def about(document: dict[str, Any]) -> str:
    return StaticPage(build_page_data(document, []), PageWording("en")).about()


def test_the_sentence_counts_what_is_here_of_its_edition(document):
    newer = {"id": "2022-fall", "published": "2022-10", "language": "en", "received": None, "missing": []}
    own = {**document["initiatives"][0], "id": "CA-QC/new", "lead": "CA-QC", "editions": ["2022-fall"]}
    quebec = {"id": "CA-QC", "level": "provincial", "names": {"en": "Quebec"}}
    both = {
        **document,
        "editions": [*document["editions"], {**newer, "submissions": []}],
        "jurisdictions": [*document["jurisdictions"], quebec],
        "initiatives": [*document["initiatives"], own],
    }
    assert about(both) == "Fall 2022: initiatives of 1 jurisdiction are here; 1 earlier edition is on this page, too."
    assert about({**both, "editions": []}).startswith("What ")


def test_without_a_script_the_page_says_what_it_leaves_out(document, opportunities):
    many = [{"id": f"X{n}", "level": "other", "names": {"en": f"Office {n}"}} for n in range(70)]
    first = document["initiatives"][0]
    works = [{**first, "id": f"X{n}/it", "lead": f"X{n}", "partners": [], "part_of": None} for n in range(70)]
    themes = [{"id": f"t{n}", "labels": {"en": f"Theme {n}"}, "broader": None} for n in range(30)]
    works[0] = {**works[0], "themes": [row["id"] for row in themes]}
    large = {**document, "jurisdictions": many, "initiatives": works, "themes": themes, "needs": [], "partnerships": []}
    html = render_page({**large, "editions": []}, list(opportunities[:1]) * 130, language="en")
    notes = re.findall(r'<noscript><p class="note">.*?</noscript>', html)
    assert "30 more are not listed here" in notes[0]
    assert "accord opportunities" in notes[0]
    assert "10 more jurisdictions" in notes[1]
    assert "accord show NAME" in notes[1]
    assert "5 more themes" in notes[1]
    assert len(notes) == 2
    assert '<noscript><p class="note">' not in render_page(document, opportunities, language="en")


def test_of_a_partnership_of_many_some_are_named_and_others_counted(document):
    members = [{"jurisdiction": row["id"], "role": "partner"} for row in document["jurisdictions"][:14]]
    crowd = {**document["partnerships"][0], "members": members}
    html = render_page({**document, "partnerships": [crowd]}, [], language="en")
    assert "and 2 others work together" in html


def test_title_takes_the_place_of_the_heading(document):
    html = render_page(document, [], language="en", title="Our <own> page")
    assert "<title>Our &lt;own&gt; page</title>" in html
    assert block(html)["title"] == "Our <own> page"


def test_rules_that_are_used_are_explained(document):
    rules = {"need-box": {"en": "a box", "fr": "un encadré"}, "unused": {"en": "x", "fr": "x"}}
    assert block(render_page(document, [], language="en", rules=rules))["rules"] == {"need-box": rules["need-box"]}


def test_three_answers_are_distinguished(document, opportunities):
    data = build_page_data(document, opportunities)
    states = {row["id"]: row["state"] for row in data["jurisdictions"]}
    assert [name for name, state in states.items() if state == "missing"] == [
        "IRB",
        "ISC",
        "VAC",
        "CA-NS",
        "CA-PE",
        "CA-SK",
    ]
    assert [name for name, state in states.items() if state == "unknown"] == ["STATCAN", "CA-BC"]
    assert list(states.values()).count("reported") == 8


@pytest.mark.parametrize(
    ("language", "reported", "here", "verb"),
    [("en", "reported nothing on this", "nothing on this here", "report"),
     ("fr", "n’a rien signalé à ce sujet", "rien à ce sujet ici", "font état")],
)  # fmt: skip
def test_nobody_reports_where_no_report_is_here(document, opportunities, language, reported, here, verb):
    """Documents about others are no reports of theirs: neither the matrix nor the heading claims one."""
    parts = StaticPage(build_page_data(document, opportunities), PageWording(language))
    assert reported in parts.matrix()
    assert verb in parts.headline()
    silent = {**document, "editions": [{**row, "submissions": []} for row in document["editions"]]}
    parts = StaticPage(build_page_data(silent, opportunities), PageWording(language))
    assert reported not in parts.matrix()
    assert here in parts.matrix()
    assert verb not in parts.headline()


def test_squares_count_components_in_their_whole(document):
    data = build_page_data(document, [])
    rows = [row["id"] for row in data["jurisdictions"]]
    columns = [row["id"] for row in data["themes"]]
    squares = {(rows[row], columns[column]): (led, shared) for row, column, led, shared in data["squares"]}
    assert squares["TBS", "cybersecurity"] == (1, 0)
    assert squares["TBS", "digital-identity"] == (1, 1)
    assert squares["CA-BC", "digital-identity"] == (0, 1)
    # Ontario's one initiative on digital identity also reaches it through the narrower theme of credentials.
    assert squares["CA-ON", "digital-identity"] == (1, 0)


def test_umbrella_themes_come_after_those_that_sources_name(document):
    umbrella = {"id": "umbrella", "labels": {"en": "All of it"}}
    themes = [umbrella, *({**row, "broader": row.get("broader") or "umbrella"} for row in document["themes"])]
    ordered = build_page_data({**document, "themes": themes}, [])["themes"]
    assert (ordered[0]["id"], ordered[0]["count"]) == ("digital-services", 8)
    assert (ordered[-1]["id"], ordered[-1]["count"]) == ("umbrella", 23)


def test_a_circle_of_broader_themes_ends():
    themes = [{"id": "a", "labels": {"en": "A"}, "broader": "b"}, {"id": "b", "labels": {"en": "B"}, "broader": "a"}]
    initiatives = [{"id": "x", "titles": {"en": "X"}, "themes": ["a"], "kind": "initiative"}]
    document = {"audience": "public", "jurisdictions": [], "themes": themes, "initiatives": initiatives}
    assert build_page_data(document, [])["initiatives"][0]["reach"] == ["a", "b"]


def test_evidence_is_stored_once_and_kept(document, opportunities):
    data = build_page_data(document, opportunities)
    assert len({json.dumps(piece, sort_keys=True) for piece in data["evidence"]}) == len(data["evidence"])
    first = document["initiatives"][0]
    row = next(row for row in data["initiatives"] if row["id"] == first["id"])
    piece = data["evidence"][row["evidence"][0]]
    assert data["quotes"][piece["quote"]] == first["evidence"][0]["quote"]
    assert data["sources"][piece["source"]]["name"] == "conseil-2022-hiver.txt"


def test_hostile_text_stays_text(document, opportunities):
    html = render_page(hostile_document(document), hostile_opportunities(opportunities), language="en")
    tags = Tags()
    tags.feed(html)
    assert tags.counts["script"] == 3  # what hides the parts that the script draws, the data, and the script
    assert tags.counts["img"] == tags.counts["b"] == 0
    assert tags.attributes.isdisjoint({"onmouseover", "onerror", "x"})
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in html
    assert block(html)["format"] == "accord-page/2"
