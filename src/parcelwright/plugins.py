"""Finds the files of a plug-in folder: one new file is one addition.

This is the only registry. A folder is a sub-package; each module or data file in
it whose name does not start with an underscore is a member.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from types import ModuleType


@cache
def modules(package: str) -> dict[str, ModuleType]:
    """Return the modules of a package by name, sorted, without private ones."""
    parent = importlib.import_module(package)
    names = sorted(info.name for info in pkgutil.iter_modules(parent.__path__))
    return {
        name: importlib.import_module(f"{package}.{name}")
        for name in names
        if not name.startswith("_")
    }


def data_files(package: str, suffix: str) -> dict[str, Traversable]:
    """Return the data files of a package by stem, sorted, such as all ``.toml`` files."""
    found = {
        entry.name.removesuffix(suffix): entry
        for entry in resources.files(package).iterdir()
        if entry.name.endswith(suffix) and not entry.name.startswith("_")
    }
    return dict(sorted(found.items()))
