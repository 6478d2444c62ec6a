"""What the model answered before, so that no question is asked twice."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Memory:
    """Answers in a folder, one file a question; what cannot be read or written is asked anew.

    Parameters
    ----------
    folder : made when the first answer is kept.
    """

    folder: Path

    @classmethod
    def of_user(cls) -> Memory:
        """The folder for caches that the user's system provides."""
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = str(Path.home() / "Library" / "Caches")
        else:
            base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return cls(Path(base) / "zhengtu" / "answers")

    def recall(self, model: str, question: Any) -> str | None:
        """The answer to a question, None where it was never asked."""
        try:
            return self._path(model, question).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, model: str, question: Any, answer: str) -> None:
        """Keep an answer; a reader sees all of it or nothing, whoever else writes."""
        path = self._path(model, question)
        pending = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=path.parent, suffix=".new", delete=False
            ) as file:
                pending = Path(file.name)
                file.write(answer)
            os.replace(pending, path)
        except OSError:
            # a full or read-only disk costs time, not results
            if pending is not None:
                pending.unlink(missing_ok=True)

    def _path(self, model: str, question: Any) -> Path:
        key = json.dumps([model, question], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
