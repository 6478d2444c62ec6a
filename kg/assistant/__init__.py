"""A language model that reads along: an extractor behind any OpenAI-compatible endpoint.

    article ─► rules ─► known things ─► passages ─► questions ─► answers ─► checks ─► claims

The model only proposes. What it says counts when our own search finds its quote in the text,
its subject and object stand there, its values are read from the text by `kg.values`, and its
classes fit the ontology. No position ever comes from the model.
"""

from __future__ import annotations

from kg.assistant.endpoint import Endpoint, ModelError
from kg.assistant.memory import Memory
from kg.assistant.reader import Assistant, Assisted

__all__ = ["Assistant", "Assisted", "Endpoint", "Memory", "ModelError"]
