"""Where the files that ship with the package are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Find one of the shipped folders: ``ontology``, ``graph`` or ``queries``.

    An installed wheel carries them inside the package; a checkout has them beside it.

    >>> folder("queries").is_dir()
    True
    """
    installed = _PACKAGE / "resources" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
