"""A module that is imported once something in it is used."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class DelayedModule(ModuleType):
    """Stands for a module until something in it is asked for, and then has all that is in it."""

    @property
    def was_imported(self) -> bool:
        """Whether something in it was asked for."""
        return sys.modules.get(self.__name__) is not self

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the module has)
        """Import the module, since something in it is asked for."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)
