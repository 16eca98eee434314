"""Make the pictures of the documents anew, from the page that `accord demo` writes.

python tools/pictures.py        needs the Chromium that the tests use
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
IMAGES: Final = ROOT / "docs" / "images"
# name: the address, the width of the window, the height of the picture, and what else is set
PICTURES: Final[dict[str, tuple[str, int, int, dict[str, Any]]]] = {
    "page": ("", 1280, 1100, {}),
    "page-768": ("", 768, 1100, {}),
    "page-320": ("", 320, 1400, {}),
    "page-compare": ("jurisdiction=CA-ON&compare=CRA", 1280, 1100, {}),
    "page-dark": ("theme=digital-identity", 1280, 1000, {"color_scheme": "dark"}),
}
# name: what is done in the network before its picture is taken
NETWORKS: Final = {
    "page-network": """() => {
      const boxes = [...document.querySelectorAll("#drawing .mark.jurisdiction")].slice(0, 3);
      for (const name of boxes.map((each) => each.dataset.mark)) {
        const box = document.querySelector(`#drawing [data-mark="${name}"]`);
        box.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      }
      document.getElementById("network-fit").click();
    }""",
    "page-path": """() => {
      document.getElementById("network-from").value = "CA-BC";
      document.getElementById("network-to").value = "TBS";
      document.getElementById("network-path").click();
    }""",
}  # fmt: skip
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars"]


def main() -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if not found:
        sys.exit("Chromium is missing. Install it from your system's packages (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run(
            [sys.executable, "-m", "accord", "demo", "--lang", "en"],
            cwd=folder, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        address = (Path(folder) / "accord-demo.html").as_uri()
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        made = [_pictures(browser, address, language) for language in ("en", "fr")]
        browser.close()
    for path in (path for paths in made for path in paths):
        _lighter(path)


def _pictures(browser: Any, address: str, language: str) -> list[Path]:  # noqa: ANN401 (playwright is imported only where it is used)
    """Take all pictures in a language; return their files."""
    paths = []
    for name, (fragment, width, height, options) in PICTURES.items():
        paths.append(IMAGES / f"{name}.{language}.png")
        with _page(browser, f"{address}#lang={language}&{fragment}", width, height, **options) as page:
            page.screenshot(path=paths[-1])
    for name, act in NETWORKS.items():
        paths.append(IMAGES / f"{name}.{language}.png")
        with _page(browser, f"{address}#lang={language}", 1280, 1100) as page:
            page.evaluate(act)
            page.locator("#network-part").screenshot(path=paths[-1])
    paths.append(IMAGES / f"page-print.{language}.png")  # the first page of the briefing, on Letter paper
    with _page(browser, f"{address}#lang={language}", 816, 1056) as page:
        page.emulate_media(media="print")
        page.screenshot(path=paths[-1])
    return paths


@contextmanager
def _page(browser: Any, address: str, width: int, height: int, **options: Any) -> Iterator[Any]:  # noqa: ANN401 (as above)
    """Open an address, and wait until it is drawn."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    page.goto(address)
    while not page.evaluate("performance.getEntriesByName('accord-drawn').length"):
        page.wait_for_timeout(20)
    yield page
    context.close()


def _lighter(path: Path) -> None:
    """The picture in 256 colours, a third of the bytes: it is made of few."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
