"""A real Neo4j Community server for tests: its libraries by Maven, its data in a folder of the test's own.

It listens on a free port of the loopback interface, with authentication on, and ends with the process that started it.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from neo4j import Driver, GraphDatabase, Session
from neo4j.exceptions import DriverError, Neo4jError

from tests.neo4j_server.maven import MissingError, fetch_libraries

HERE: Final = Path(__file__).parent
LIBRARIES: Final = HERE.parent.parent / "build" / "neo4j"
VERSIONS: Final = {"5.26.30": 17, "2026.08.1": 21}  # and the oldest Java that runs it
JDKS: Final = Path("/usr/lib/jvm")
USER: Final = "neo4j"
PATIENCE: Final = 120.0  # seconds that a server may take to start on a busy machine
OPENED: Final = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
# for tests: ready soon, at the price of speed in the long run; for benchmarks: as a server of a large graph is set up
QUICK: Final = ("-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
LARGE: Final = ("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC")
CACHES: Final = {True: "64m", False: "1500m"}  # of pages, where it is quick or not
PLANNED_ONCE: Final = "dbms.cypher.min_replan_interval=1h"  # graphs of tests are small: no plan of theirs gets too old
CONFIGURATION: Final = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.auth_enabled=true
dbms.security.auth_max_failed_attempts=0
server.memory.pagecache.size={cache}
server.default_listen_address=127.0.0.1
# no connection is waited for when it stops, which takes ten seconds otherwise
internal.server.bolt.thread_pool_shutdown_wait_time=0s
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
{more}
"""


def java_for(version: str) -> Path:
    """The oldest Java on this machine that runs a version of the server.

    Raises:
        MissingError: there is none.
    """
    found = sorted(
        (number, java)
        for java in {*JDKS.glob("*/bin/java"), *map(Path, filter(None, [shutil.which("java")]))}
        if (number := _java_version(java)) >= VERSIONS[version]
    )
    if not found:
        raise MissingError(f"Neo4j {version} needs Java {VERSIONS[version]} or newer; none is in {JDKS} or on the PATH")
    return found[0][1]


def _java_version(java: Path) -> int:
    printed = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', printed)
    return int(found[1]) if found else 0


def libraries(version: str) -> Path:
    """The folder of a version's libraries, fetched by Maven when it is not there yet.

    Raises:
        MissingError: there is no Maven, or it does not get them.
    """
    return fetch_libraries(f"Neo4j {version}", HERE / "pom.xml", LIBRARIES / version, neo4j_version=version)


class Server:
    """A server of one version with its data in a folder; may be killed, stopped and started again.

    Args:
        version: which one.
        home: its folder, made here.
        quick: whether it is for tests, which ask little of much; a benchmark takes it as it is in use.
    """

    def __init__(self, version: str, home: Path, *, quick: bool = True) -> None:
        self.version = version
        self.home = home
        self.quick = quick
        self.password = secrets.token_urlsafe(12)
        self.port = _free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that tell a client who it is."""
        return {"NEO4J_USERNAME": USER, "NEO4J_PASSWORD": self.password}

    def start(self, more: str = "") -> None:
        """Start it, with lines of configuration of its own, and wait until it answers."""
        first = not (self.home / "neo4j.conf").exists()
        more = "\n".join([more, *([PLANNED_ONCE] if self.quick else [])])
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "neo4j.conf").write_text(
            CONFIGURATION.format(port=self.port, cache=CACHES[self.quick], more=more), "utf-8"
        )
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
        with (self.home / "out.txt").open("a") as out:
            self._process = subprocess.Popen(
                [java_for(self.version), *(QUICK if self.quick else LARGE), *opens,
                 "-cp", f"{libraries(self.version)}/*", HERE / "Neo4jServer.java", self.home],
                stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
        self._wait(first)

    def stop(self) -> None:
        """Let it end in good order."""
        if self._process and self._process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self._process.kill()
            self._process.wait()
            self._process = None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process and self._process.stdin:
            self._process.kill()
            self._process.wait()
            self._process.stdin.close()
            self._process = None

    def _wait(self, first: bool) -> None:  # noqa: FBT001 (a test's own helper)
        assert self._process is not None
        for _ in range(int(PATIENCE * 5)):
            if self._process.poll() is not None:
                raise MissingError(f"Neo4j {self.version} did not start: {(self.home / 'out.txt').read_text()[-2000:]}")
            try:
                self._log_in(first)
            except (DriverError, Neo4jError, OSError):
                time.sleep(0.2)
            else:
                return
        raise MissingError(f"Neo4j {self.version} does not answer: {(self.home / 'out.txt').read_text()[-2000:]}")

    def _log_in(self, first: bool) -> None:  # noqa: FBT001
        """Log in; the first time the password that it comes with has to be changed."""
        if first:
            with (
                contextlib.suppress(Neo4jError),
                self._driver("neo4j") as driver,
                driver.session(database="system") as s,
            ):
                s.run("ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old="neo4j", new=self.password).consume()
        with self.session() as session:
            session.run("RETURN 1").consume()

    @contextlib.contextmanager
    def _driver(self, password: str) -> Iterator[Driver]:
        with GraphDatabase.driver(
            self.uri, auth=(USER, password), connection_timeout=5, notifications_min_severity="OFF"
        ) as driver:
            yield driver

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """A session with all rights, for what tests do behind Accord's back."""
        with self._driver(self.password) as driver, driver.session(database="neo4j") as session:
            yield session

    def clear(self, *, schema: bool = False) -> None:
        """Delete all that is in its database; constraints and indexes too if asked, after which all is planned anew."""
        with self.session() as session:
            session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
            if not schema:
                return
            for row in list(session.run("SHOW CONSTRAINTS YIELD name")):
                session.run(f"DROP CONSTRAINT `{row['name']}`").consume()
            for row in list(session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")):
                session.run(f"DROP INDEX `{row['name']}`").consume()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def fetched() -> list[str]:
    """The versions that run on this machine, the oldest first; the first one must."""
    first, *others = VERSIONS
    runs = [first]
    for version in others:
        with contextlib.suppress(MissingError):
            java_for(version)
            runs.append(version)
    return runs


if __name__ == "__main__":  # make test: fetch what is missing, before any test asks for it
    os.umask(0o022)
    try:
        java_for(fetched()[0])
        for wanted in fetched():
            libraries(wanted)
    except MissingError as missing:
        sys.exit(str(missing))
