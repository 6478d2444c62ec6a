"""Places of things that their own sentence does not place in so many words."""
