"""What an assistant can read besides answers: the schema, a glossary, and the explorer page as an app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mcp import types

from accord.version import __version__

if TYPE_CHECKING:
    from accord.options import CommonOptions

PAGE_URI: Final = "ui://accord/page"
MARKDOWN: Final = "text/markdown"
GLOSSARY: Final = """\
- works on this: a source says so; leads and partners count. / travaille à cela : une source le dit.
- reported nothing on this: its report is here and does not mention it. / n’a rien signalé : son rapport n’en parle pas.
- did not report: it shared no report here; nothing is known. / n’a pas communiqué de rapport : on n’en sait rien.
- evidence: source, place, quoted words and rule of a fact; stated: false means inferred. / preuve d’un fait.
- edition: one round of reporting, such as 2022-winter; "latest" is the newest. / édition : un cycle de rapports.
- audience: what is visible here was approved for it. / public visé : ce qui est visible ici a été approuvé pour lui.
- by: who asks; null where several do. / par : qui demande ; null quand plusieurs le font.
- component: an item of a list inside another initiative. / volet : élément d’une autre initiative.
"""
_TEXTS: Final = ("schema", "glossary")


def list_resources() -> list[types.Resource]:
    """Return the resources of a server, each with its media type."""
    from viz.page.app.render import MEDIA_TYPE

    listed = {f"accord://{name}": (name, MARKDOWN) for name in _TEXTS}
    listed[PAGE_URI] = ("page", MEDIA_TYPE)
    return [
        types.Resource(uri=uri, name=name, mimeType=media_type)  # type: ignore[arg-type]
        for uri, (name, media_type) in listed.items()
    ]


def read_resource(common: CommonOptions, uri: str) -> tuple[str, str]:
    """Return the content of a resource for the audience of the server, and its media type.

    Raises:
        ValueError: there is no such resource.
    """
    if uri.rstrip("/") == PAGE_URI:
        from accord.commands.publish.view import render_page
        from viz.page.app.render import MEDIA_TYPE, to_app

        return to_app(render_page(common)[0], __version__), MEDIA_TYPE
    name = uri.removeprefix("accord://").rstrip("/")
    if name not in _TEXTS:
        raise ValueError(f"There is no resource {uri}.")
    return (GLOSSARY if name == "glossary" else _describe_schema()), MARKDOWN


def _describe_schema() -> str:
    """Return the views, labels and relationship types with their columns, as Markdown."""
    from graph.adhoc.catalog import iter_entries

    return "\n".join(
        f"  - `{one.column}`: {one.description['en']}"
        if one.column
        else f"- {one.dialect} `{one.name}`: {one.description['en']}"
        for one in iter_entries()
    )
