"""The routes, one module per noun. A module here exports ROUTES (and PAGES); being here is all it takes."""

from __future__ import annotations

import importlib
import pkgutil

from learnlearn.api.call import AnyRoute, Page


def all_routes() -> tuple[AnyRoute | Page, ...]:
    """Every route and page, found by looking."""
    found: list[AnyRoute | Page] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found += [*loaded.ROUTES, *getattr(loaded, "PAGES", ())]
    return tuple(found)
