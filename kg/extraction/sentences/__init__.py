"""What single sentences state: verbs with their arguments, what joins two sides, posts, figures."""
