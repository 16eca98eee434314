"""The driver is imported without its tables, and works as with them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

QUICKLY = """
from graph.process.driver_import import import_quickly
with import_quickly():
    import neo4j.time as time
    import neo4j._codec.packstream.v1 as packed
"""
NAMES = ("_IS_LEAP_YEAR", "_DAYS_IN_YEAR", "_DAYS_IN_MONTH")
COMPARED = f"""
import importlib
def tables():
    return {{**{{name: getattr(time, name) for name in {NAMES}}}, "unpacked": packed.UNPACKED_UINT_16}}
short, numbers, date = tables(), packed.PACKED_UINT_16, time.Date(2024, 2, 29)
sizes = [len(one) for one in (*short.values(), numbers)]
importlib.reload(time), importlib.reload(packed)
whole = tables()
assert all(size < 100 for size in sizes), sizes
assert all(short[name][key] == value for name, table in whole.items() for key, value in table.items())
assert [numbers[at] for at in range(0x10000)] == packed.PACKED_UINT_16
assert sum(map(len, whole.values())) == 10_000 * 14 - 14 + 0x10000
print(date)
"""
OTHER = """
YEARS = {year: year % 4 for year in range(1, 10_000)}
LATER = {year: year % 4 for year in range(1, 10_000)}
_DAYS_IN_MONTH = dict.fromkeys(YEARS, 30)
FIRST = YEARS[2]
"""
PACKED = "PACKED_UINT_16 = [number for number in range(0x10000)]\n"


def run_python(code: str, *path: Path) -> str:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, [*path, Path.cwd()]))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert not done.returncode, done.stderr
    return done.stdout


def test_tables_compute_what_is_looked_up():
    assert run_python(QUICKLY + COMPARED) == "2024-02-29\n"


def test_dates_and_numbers_are_written_and_read():
    """As where the driver has no extension, whose functions take the tables."""
    written = "packer.pack([300, -300, 'a' * 70000, 70000])"
    code = f"""
import sys
sys.modules["neo4j._rust"] = None
{QUICKLY}
buffer = packed.PackableBuffer()
packer = packed.Packer(buffer)
{written}
print(packed.Unpacker(packed.UnpackableBuffer(bytes(buffer.data))).unpack() == [300, -300, "a" * 70000, 70000])
print(time.Date(1900, 2, 28) + time.Duration(days=1), time.Date.max, time.Date.is_leap_year(2000))
"""
    assert run_python(code) == "True\n1900-03-01 9999-12-31 True\n"


@pytest.mark.parametrize("time", [OTHER, OTHER.replace("YEARS[2]", "YEARS[1]")])
def test_a_driver_with_other_tables_computes_them(tmp_path, time):
    for folder in ("neo4j", "neo4j/_codec", "neo4j/_codec/packstream"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "neo4j/time.py").write_text(time, "utf-8")
    (tmp_path / "neo4j/_codec/packstream/v1.py").write_text(PACKED, "utf-8")
    printed = run_python(f"{QUICKLY}print(len(time.YEARS), len(time.LATER), len(packed.PACKED_UINT_16))", tmp_path)
    assert printed == "9999 9999 65536\n"


def test_nothing_is_left_of_it():
    code = f"import sys; before = list(sys.meta_path){QUICKLY}print(sys.meta_path == before, hasattr(time, 'range'))"
    assert run_python(code) == "True False\n"


IN_COMMAND = """
import sys
from graph.process.delayed_module import DelayedModule
from graph.process.driver_import import import_quickly
sys.modules["asyncio"] = DelayedModule("asyncio")
with import_quickly():
    import neo4j
assert not [one for one in sys.modules if one.startswith(("asyncio.", "neo4j._async."))]
"""
REFUSED = """
try:
    with neo4j.GraphDatabase.driver("bolt://127.0.0.1:1", auth=("a", "b")) as driver:
        driver.verify_connectivity()
except neo4j.exceptions.ServiceUnavailable:
    print("refused")
"""
WAITED = """
import asyncio
async def wait():
    await asyncio.sleep(0)
    async with asyncio.Lock(), asyncio.BoundedSemaphore(1):
        print("waited")
asyncio.run(wait())
"""


def test_a_command_does_without_the_asynchronous_half():
    assert run_python(IN_COMMAND + REFUSED) == "refused\n"


def test_asyncio_is_whole_afterwards():
    assert run_python(IN_COMMAND + WAITED) == "waited\n"


def test_who_uses_asyncio_has_the_asynchronous_half():
    code = IN_COMMAND.replace("with import", "import asyncio; asyncio.sleep\nwith import").rpartition("assert")[0]
    assert run_python(f"{code}print(neo4j.AsyncGraphDatabase.driver)").startswith("<bound method")
