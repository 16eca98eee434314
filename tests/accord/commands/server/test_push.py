"""`accord server push`: a copy for one audience replaces that of another only if somebody means it."""

from __future__ import annotations


def test_a_copy_for_another_audience_is_replaced_only_when_asked_for(run, neo4j_server):
    neo4j_server.clear()
    push = ("server", "push", neo4j_server.uri)

    def pushed(*options):
        return run(*push, *options, env=neo4j_server.environment, stdin="")

    def holds():
        with neo4j_server.session() as session:
            return session.run("MATCH (a:Accord) RETURN a.audience AS audience, a.generation AS n").single().values()

    assert pushed("--audience", "public").returncode == 0
    assert pushed("--audience", "public").returncode == 0  # the same audience: nothing to ask
    assert holds()[0] == "public"
    before = holds()
    wider = pushed("--audience", "members")
    assert wider.returncode == 2
    assert "would see what the members of the council may see" in wider.stderr
    assert "--yes" in wider.stderr
    assert holds() == before
    assert pushed("--audience", "members", "--yes").returncode == 0
    assert holds()[0] == "members"
    narrower = pushed("--audience", "public", "--lang", "fr")
    assert narrower.returncode == 2
    assert "--yes" in narrower.stderr
    assert holds()[0] == "members"
