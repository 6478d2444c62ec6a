"""Names: where a text names what, and which names mean one thing."""
