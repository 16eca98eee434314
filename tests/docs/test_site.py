"""The site of the documents: built strictly, in two languages, and searched in a browser without any network."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
import yaml
from lxml import html

from tests.helpers.paths import ROOT
from tools.site.build import SETTINGS, build, run_mkdocs

pytestmark = pytest.mark.filterwarnings("ignore")  # of MkDocs and its plugins
SITES = {"en": "", "fr": "fr"}
SEARCHES = {"en": ("cybersecurity", "guide/analyst"), "fr": ("planification", "guide/fr")}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with contextlib.chdir(folder):  # `make site` names it by a relative path
        build(Path("build/site"))
    return folder / "build" / "site"


@pytest.mark.parametrize("language", SITES)
def test_every_page_is_on_it_and_none_loads_anything_from_elsewhere(site: Path, language: str):
    folder = site / SITES[language]
    pages = [path for path in (ROOT / "docs").rglob("*") if path.suffix in {".md", ".ipynb"}]
    made = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html")}
    named = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in pages} - {"index.fr"}
    assert named <= made | {"index"}
    for path in folder.rglob("*.html"):
        page = html.document_fromstring(path.read_bytes())
        loaded = page.xpath(
            "//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet' or @rel='icon']/@href"
        )
        assert not [address for address in loaded if re.match(r"(https?:)?//", address)], path
        assert page.get("lang") == language or "fr/" in path.relative_to(folder).as_posix()


@pytest.mark.parametrize("language", SITES)
def test_it_is_searched_from_a_disk(site: Path, browser, language: str):
    word, found = SEARCHES[language]
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / SITES[language] / "index.html").as_uri())
    assert page.locator("html").get_attribute("lang") == language
    page.locator(".md-search__input").fill(word)
    page.wait_for_selector(".md-search-result__link", timeout=60_000)
    links = [link.get_attribute("href") for link in page.locator(".md-search-result__link").all()]
    assert any(found in str(link) for link in links)
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    page.close()


def test_a_link_that_leads_nowhere_ends_the_build(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    settings = yaml.safe_load(SETTINGS.read_text("utf-8"))
    settings |= {"docs_dir": str(tmp_path / "docs"), "site_dir": str(tmp_path / "site")}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    (tmp_path / "docs" / "index.md").write_text("# A\n\n[b](index.md#a)\n", "utf-8")
    run_mkdocs(tmp_path / "mkdocs.yml")
    (tmp_path / "docs" / "index.md").write_text("# A\n\n[b](b.md)\n", "utf-8")
    with pytest.raises(SystemExit, match="strict"):
        run_mkdocs(tmp_path / "mkdocs.yml")
