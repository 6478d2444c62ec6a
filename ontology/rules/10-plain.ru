# Plain triples: what done claims state. A deprecated claim never counts.
PREFIX zt: <https://w3id.org/zhengtu/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT { ?subject ?property ?object }
WHERE {
  # scope: ?subject
  GRAPH ?source {
    ?claim zt:status zt:done ; zt:rank ?rank ;
           rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object .
  }
  FILTER(?rank != zt:deprecated)
} ;

# Of a single-valued property a preferred claim beats a normal one, and of normal claims a precise
# date beats one that contains it.
DELETE { ?subject ?property ?object }
WHERE {
  # scope: ?subject
  GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
  GRAPH ?source {
    ?claim rdf:predicate ?property ; zt:status zt:done ; zt:rank zt:normal ;
           rdf:subject ?subject ; rdf:object ?object .
  }
  GRAPH ?other {
    ?better rdf:predicate ?property ; zt:status zt:done ; zt:rank ?rank ;
            rdf:subject ?subject ; rdf:object ?value .
  }
  FILTER(STR(?value) != STR(?object))
  FILTER(
    ?rank = zt:preferred
    || (?rank = zt:normal && isLiteral(?value) && STRSTARTS(STR(?value), STR(?object)))
  )
} ;

# A value that a normal claim lost may be the one that a preferred claim states.
INSERT { ?subject ?property ?object }
WHERE {
  # scope: ?subject
  GRAPH ?source {
    ?claim zt:rank zt:preferred ; zt:status zt:done ;
           rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object .
  }
}
