"""Documents on themselves: who issues, forwards and answers them, what they provide."""
