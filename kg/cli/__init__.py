"""The console command ``kg``."""

from __future__ import annotations

from kg.cli.app import kg, main

__all__ = ["kg", "main"]
