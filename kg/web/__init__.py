"""`kg serve`: the graph as a SPARQL endpoint and as pages for people.

The process that speaks HTTP holds no data. Queries run in worker processes that can be killed
(`engine`), so that no query can hold up the others for longer than its time-out.
"""
