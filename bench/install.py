"""What a plain installation costs: `pip install .` into a fresh environment, its time and its size by package.

    python bench/install.py [WHAT ...]      what pip installs; by default the project itself

Megabytes are what files take on disk, as `du -m` counts them, compiled modules included; pip and setuptools, which an
environment has before, are left out. "for" names the packages that ask for one. Two installations are made: with an
empty cache of pip, which downloads everything, and with the cache that it left.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
BEFORE = {"pip", "setuptools"}
BLOCK = 512  # bytes, as `stat` counts them


def install(wanted: list[str], folder: Path, cache: Path) -> tuple[float, float, Path]:
    """Seconds of the clock and of processors that an installation takes, and where its packages are."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    command = [python, "-m", "pip", "install", "--quiet", "--cache-dir", str(cache), *wanted]
    environment = {name: value for name, value in os.environ.items() if name != "PIP_NO_CACHE_DIR"}
    begun, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, env=environment)
    seconds, after = time.perf_counter() - begun, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    (site,) = folder.glob("lib/python*/site-packages")
    return seconds, used, site


def size(package: Distribution) -> float:
    """Megabytes on disk, of 2**20 bytes."""
    paths = {Path(str(package.locate_file(file))) for file in package.files or ()}
    return sum(path.stat().st_blocks * BLOCK for path in paths if path.is_file()) / 2**20


def canonical(name: str) -> str:
    """A package's name in the form in which names are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def report(site: Path) -> None:
    """Print the size of each package, the largest first, and of all."""
    packages = {canonical(package.name): package for package in distributions(path=[str(site)])}
    asking = defaultdict(list)
    for name, package in packages.items():
        for line in package.requires or ():
            if "extra ==" not in line:
                asking[canonical(re.split(r"[^\w.-]", line, maxsplit=1)[0])].append(name)
    sizes = {name: size(package) for name, package in packages.items() if name not in BEFORE}
    print(f"\n{'MB':>7}  package")
    for name in sorted(sizes, key=lambda name: -sizes[name]):
        print(f"{sizes[name]:>7.1f}  {name} {packages[name].version}, for {', '.join(asking[name]) or 'its user'}")
    print(f"{sum(sizes.values()):>7.1f}  in all, {len(sizes)} packages")


def main() -> None:
    """Install twice, and print."""
    wanted = sys.argv[1:] or [str(ROOT)]
    print(f"{'cache of pip':<14}{'seconds':>9}{'of processors':>15}")
    with tempfile.TemporaryDirectory() as folder:
        for state in ("empty", "full"):
            seconds, used, site = install(wanted, Path(folder) / state, Path(folder) / "cache")
            print(f"{state:<14}{seconds:>9.0f}{used:>15.0f}", flush=True)
        report(site)


if __name__ == "__main__":
    main()
