"""What makes the start of a process short, whether it is a command or a worker."""

from __future__ import annotations

import gc
import os
from typing import Final

OBJECTS_PER_COLLECTION: Final = 500_000  # with the usual 700, objects that imports make are searched sixty times
# to find plugins, pydantic reads what describes each installed package
NO_PLUGINS: Final = ("PYDANTIC_DISABLE_PLUGINS", "__all__")


def import_in_less_time() -> None:
    """Search for cycles of objects less often, and look for no plugins of pydantic unless the environment says so."""
    gc.set_threshold(OBJECTS_PER_COLLECTION)
    os.environ.setdefault(*NO_PLUGINS)
