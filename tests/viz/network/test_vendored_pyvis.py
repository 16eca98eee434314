"""The copy of pyvis in viz/vendor is what was published, but for one import, and a plain installation finds it."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.paths import ROOT

FOLDER = ROOT / "viz" / "vendor" / "pyvis"
IMPORT = "from IPython.display import IFrame"
MOVED = f"            {IMPORT}  # Accord: imported where it is used, so that IPython is not required\n"
PUBLISHED = {  # SHA-256 as in the RECORD of pyvis-0.3.2-py3-none-any.whl
    "LICENSE_BSD.txt": "KV6e9Q0ULZV2EXFWdVxsgqeMFoSM3xh-_U2STc9xU-M",
    "__init__.py": "WU6kVac3YN2roE2_vppZMQtAKRDdNOCs70E7KCsFhaM",
    "_version.py": "ayybiWcBFHpemjF5FalUmqWtkrp5reGDwKXQ74_wJwI",
    "edge.py": "Q0-DxqvL-uZwzuCXi6vVTW8GjdUn6il9-9M56FIjWY0",
    "network.py": "elHWuEiM1Ft9byIinshhy3LX05NGgZRvTAw5cHAWk-Q",
    "node.py": "TiBu7o2JTTsw6ujCiA8eYFNrelzjtBrbVL2jvZyMqms",
    "options.py": "wxCRqpelsjgKW8y5ZuFf2eBkrS9J8PZcqMkvkoiuC6U",
    "physics.py": "3hLGAtlbq-ZWllNLfuZyMRdf5jIfY7UZZ_0FFIn4t4c",
    "templates/animation_template.html": "5UeN21fkWGuEJbK5pNDZdpTwL2OKOoxzCbrKGO-ItTs",
    "templates/lib/bindings/utils.js": "MRPHMxfDDJnqr7x4KRYWDOfSMYOhSGFdoElmQ-lWDLA",
    "templates/lib/tom-select/tom-select.complete.min.js": "f2dQEyWhXp7M5o3MsmgS6zJ_Gq4pXFxSxSTsYrPxPc0",
    "templates/lib/tom-select/tom-select.css": "JgqUGftl29aF9fEJ-ObePYuXmhVAUK-Tp2GiLTTt54Q",
    "templates/lib/vis-9.1.2/vis-network.css": "LoLURa1YeOqIFlJHDOYyYB-PVfG5nm6-zf-GFGAObQ4",
    "templates/lib/vis-9.1.2/vis-network.min.js": "HyDwc28yy5vt-PY4OyXP6i-Dnhq-gNboBAtNW-o3jGk",
    "templates/template.html": "zELpa1H1RvAFf2gLHdx3oNCe4zqJFEsYjBavW7Frw0g",
    "utils.py": "B-PpEGp_X41PmFry0-KkOfdcNuJnJhZikbI5RK4SCUM",
}


def files() -> set[str]:
    found = (path for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(FOLDER).as_posix() for path in found}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_a_file_is_what_was_published(name: str):
    content = (FOLDER / name).read_bytes()
    if name == "network.py":
        assert content.count(MOVED.encode()) == 1
        content = content.replace(MOVED.encode(), b"").replace(b"from jinja2 ", f"{IMPORT}\nfrom jinja2 ".encode(), 1)
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    assert digest == PUBLISHED[name]


def test_there_is_no_other_file():
    assert files() == PUBLISHED.keys()


def test_python_finds_it_without_ipython(tmp_path: Path):
    code = (
        "import sys; from pyvis.network import Network\n"
        "net = Network(cdn_resources='in_line'); net.add_node(1); net.add_node(2); net.add_edge(1, 2)\n"
        "net.write_html('net.html')\n"
        "assert 'IPython' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60)
    assert "vis-network" in (tmp_path / "net.html").read_text("utf-8")


def test_a_pyvis_that_is_installed_goes_before_it():
    code = "import sys; print(*sys.path, sep='\\n')"
    path = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    ours = [at for at, folder in enumerate(path.splitlines()) if Path(folder) == FOLDER.parent]
    installed = [at for at, folder in enumerate(path.splitlines()) if folder.endswith("site-packages")]
    assert ours > installed[:1]
