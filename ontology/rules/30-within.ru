# Everything that a thing is located in, directly or through other places: a question about a
# province then takes one pattern instead of a path that grows with the square of the data.
PREFIX zt: <https://w3id.org/zhengtu/ontology#>

INSERT { ?thing zt:within ?place }
WHERE {
  # scope: ?thing
  ?thing zt:locatedIn+ ?place
}
