"""Where a model may be, and what may be sent to it."""

from __future__ import annotations

import pytest

from graph.errors import SharingError, UsageError
from loaders.language_model.settings import AUDIENCE, KEY, NAME, TIMEOUT, URL, is_loopback, read_settings

LOCAL = {URL: "http://localhost:11434/v1/", NAME: "small"}
REMOTE = {**LOCAL, URL: "https://models.example.org/v1"}


def test_a_model_on_this_machine_needs_no_permission():
    found = read_settings(LOCAL, allow_remote=False)
    assert (found.url, found.name, found.is_local) == ("http://localhost:11434/v1", "small", True)
    assert found.audience == "secretariat"


def test_a_model_elsewhere_needs_permission_and_is_named():
    with pytest.raises(UsageError, match=r"models\.example\.org.*--allow-remote"):
        read_settings(REMOTE, allow_remote=False)
    assert read_settings(REMOTE, allow_remote=True).audience == "public"


@pytest.mark.parametrize("missing", [URL, NAME])
def test_what_is_missing_is_named(missing: str):
    with pytest.raises(UsageError, match=missing):
        read_settings({**LOCAL, missing: ""}, allow_remote=False)


@pytest.mark.parametrize(
    ("variable", "value"),
    [(URL, "localhost:11434"), (URL, "file:///etc/passwd"), (AUDIENCE, "friends"), (TIMEOUT, "soon"), (TIMEOUT, "0")],
)
def test_what_is_wrong_is_refused(variable: str, value: str):
    with pytest.raises(UsageError, match=variable):
        read_settings({**LOCAL, variable: value}, allow_remote=True)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_loopback(host: str):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost.example.org", "example.org", ""])
def test_not_loopback(host: str):
    assert not is_loopback(host)


def test_the_key_is_not_shown():
    assert "x5f-secret" not in repr(read_settings({**LOCAL, KEY: "x5f-secret"}, allow_remote=False))


@pytest.mark.parametrize(
    ("audience", "approval", "sent"),
    [("public", "public", True), ("public", "members", False), ("members", "members", True),
     ("members", "withheld", False), ("secretariat", "withheld", True)],
)  # fmt: skip
def test_text_goes_no_further_than_its_approval(audience: str, approval, sent):
    settings = read_settings({**REMOTE, AUDIENCE: audience}, allow_remote=True)
    if sent:
        settings.check_approval(approval, "report.docx")
        return
    with pytest.raises(SharingError, match=r"report\.docx"):
        settings.check_approval(approval, "report.docx")
