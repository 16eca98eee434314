"""The command that installs something where Accord is installed: as pip, uv, uv tool, uvx, pipx and clones keep it."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from graph.errors import MissingExtraError
from graph.process import install
from graph.process.install import Installation, find_installation, find_manager, install_command, package_command

PIP = Installation("/env/bin/python", Path("/env"))
UV_TOOL_SOURCES = {
    '{ name = "accord-graph" }': "accord-graph{}",
    '{ name = "accord-graph", specifier = "==0.1.0" }': "accord-graph{}==0.1.0",
    '{ name = "accord-graph", path = "/my files/accord.whl" }': "/my files/accord.whl{}",
    '{ name = "accord-graph", directory = "/src/accord" }': "/src/accord{}",
    '{ name = "accord-graph", editable = "/src/accord" }': "--editable /src/accord{}",
    '{ name = "accord-graph", git = "https://host/accord?rev=main" }': "accord-graph{} @ git+https://host/accord@main",
    '{ name = "accord-graph", url = "https://host/accord.whl" }': "accord-graph{} @ https://host/accord.whl",
}


def words(command):
    """A command as a shell divides it, for comparison with words that are not quoted."""
    return " ".join(shlex.split(command))


def test_an_environment_with_pip():
    assert install_command("mcp", PIP) == '/env/bin/python -m pip install "accord-graph[mcp]"'
    assert package_command("pandas", "pyarrow", place=PIP) == "/env/bin/python -m pip install pandas pyarrow"
    spaced = PIP._replace(python="/my env/bin/python")
    assert shlex.split(install_command("mcp", spaced))[0] == "/my env/bin/python"


def test_a_clone():
    clone = PIP._replace(clone="/src/accord")
    assert install_command("mcp", clone) == '/env/bin/python -m pip install -e "/src/accord[mcp]"'
    assert package_command("pandas", place=clone) == "/env/bin/python -m pip install pandas"
    made_by_uv = clone._replace(manager="uv pip")
    assert install_command("mcp", made_by_uv) == 'uv pip install --python /env/bin/python -e "/src/accord[mcp]"'


def test_an_environment_without_pip(tmp_path, monkeypatch):
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nuv = 0.13.9\n")
    assert find_manager(tmp_path, has_pip=False) == "uv pip"
    assert find_manager(tmp_path, has_pip=True) == "pip"
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\n")
    monkeypatch.setattr("shutil.which", "/usr/bin/{}".format)
    assert find_manager(tmp_path, has_pip=False) == "uv pip"
    monkeypatch.setattr("shutil.which", {}.get)
    assert find_manager(tmp_path, has_pip=False) == "ensurepip"
    assert install_command("mcp", PIP._replace(manager="ensurepip")) == (
        '/env/bin/python -m ensurepip && /env/bin/python -m pip install "accord-graph[mcp]"'
    )


def test_the_python_of_the_system():
    system = PIP._replace(python="/usr/bin/python3", is_managed=True)
    assert install_command("mcp", system) == (
        '/usr/bin/python3 -m pip install --break-system-packages "accord-graph[mcp]"'
    )


@pytest.mark.parametrize("source", UV_TOOL_SOURCES)
def test_a_tool_of_uv_is_installed_from_where_it_came(tmp_path, source):
    (tmp_path / "uv-receipt.toml").write_text(f"[tool]\nrequirements = [{source}]\n")
    assert find_manager(tmp_path) == "uv tool"
    place = PIP._replace(prefix=tmp_path, manager="uv tool")
    wanted = UV_TOOL_SOURCES[source]
    assert words(install_command("mcp", place)) == f"uv tool install {wanted.format('[mcp]')}"
    assert words(package_command("pandas", place=place)) == f"uv tool install {wanted.format('')} --with pandas"


def test_a_tool_of_uv_keeps_what_it_was_asked_for(tmp_path):
    receipt = tmp_path / "uv-receipt.toml"
    receipt.write_text(
        '[tool]\nrequirements = [{ name = "accord-graph", extras = ["cypher"], path = "/d/accord.whl" },'
        ' { name = "polars", extras = ["sql"], specifier = ">=1" }]\n'
    )
    place = PIP._replace(prefix=tmp_path, manager="uv tool")
    assert words(install_command("mcp", place)) == "uv tool install /d/accord.whl[cypher,mcp] --with polars[sql]>=1"
    assert words(install_command("cypher", place)) == "uv tool install /d/accord.whl[cypher] --with polars[sql]>=1"
    receipt.write_text("[tool\n")  # of a version of uv that we do not know
    assert words(install_command("mcp", place)) == "uv tool install accord-graph[mcp]"


def test_an_environment_of_pipx_gets_the_packages_of_the_extra(tmp_path):
    prefix = tmp_path / "accord-graph"
    prefix.mkdir()
    (prefix / "pipx_metadata.json").write_text("{}")
    assert find_manager(prefix) == "pipx"
    place = PIP._replace(prefix=prefix, manager="pipx")
    assert install_command("mcp", place) == 'pipx inject accord-graph "mcp<2,>=1.20"'
    assert shlex.split(install_command("planner", place))[3:] == ["highspy<1.16,>=1.11", "icalendar>=6.3"]
    assert package_command("pandas", place=place) == "pipx inject accord-graph pandas"


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        ({}, "accord-graph{}"),
        ({"url": "file:///my%20files/accord.whl", "archive_info": {}}, "/my files/accord.whl{}"),
        ({"url": "https://host/accord", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
         "accord-graph{} @ git+https://host/accord@abc"),
    ],
)  # fmt: skip
def test_uvx_starts_anew_from_the_same_source(tmp_path, monkeypatch, origin, source):
    prefix = tmp_path / "archive-v0" / "caAqiYSEdVb54Vft"
    prefix.mkdir(parents=True)
    (prefix / "pyvenv.cfg").write_text("uv = 0.13.9\nrelocatable = true\n")
    assert find_manager(prefix) == "uvx"

    class Found:
        def read_text(self, _):
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(install, "distribution", lambda _: Found())
    place = PIP._replace(prefix=prefix, manager="uvx")
    assert words(install_command("mcp", place)) == f"uvx --from {source.format('[mcp]')} accord"
    assert words(package_command("pandas", place=place)) == f"uvx --from {source.format('')} --with pandas accord"


def test_the_installation_that_runs_is_found():
    found = find_installation()
    assert found.python == sys.executable
    assert found.clone is None or Path(found.clone, "pyproject.toml").is_file()


@pytest.mark.parametrize("frame", ["pandas", "polars"])
def test_a_data_frame_names_the_packages_that_it_lacks(monkeypatch, frame):
    from accord.results.answer import to_answer
    from queries.questions.answer import Answer

    monkeypatch.setitem(sys.modules, frame, None)
    answer = to_answer(Answer("who", {}, "members", "en", ["id"], []))
    with pytest.raises(MissingExtraError) as raised:
        getattr(answer, f"to_{frame}")()
    assert str(raised.value).endswith(package_command(frame))
