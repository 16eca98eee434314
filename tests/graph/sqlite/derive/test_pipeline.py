"""The derived graph does not depend on how sources were loaded."""

from __future__ import annotations

from hypothesis import given, settings

from tests.helpers.graphs import contents, graph_of
from tests.helpers.reading_strategies import documents

moderately = settings(max_examples=25, deadline=None, derandomize=True)


@moderately
@given(documents(languages=("en",)))
def test_loading_one_by_one_is_the_same_as_all_at_once(readings):
    with graph_of(*readings) as at_once, graph_of(readings[0]) as one_by_one:
        for reading in readings[1:]:
            one_by_one.add([reading])
        for audience in ("public", "secretariat"):
            assert contents(at_once, audience) == contents(one_by_one, audience)
