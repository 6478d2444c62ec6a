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

# Of a single-valued property a precise date beats one that contains it. Here and below plain triples
# are compared, of which there are few, and not claims, of which there may be hundreds.
DELETE { ?subject ?property ?object }
WHERE {
  # scope: ?subject
  GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
  ?subject ?property ?object , ?value .
  FILTER(isLiteral(?value) && STR(?value) != STR(?object) && STRSTARTS(STR(?value), STR(?object)))
} ;

# A preferred claim beats all others.
DELETE { ?subject ?property ?object }
WHERE {
  # scope: ?subject
  GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
  ?subject ?property ?object .
  GRAPH ?source {
    ?better rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?value ;
            zt:rank zt:preferred ; zt:status zt:done .
  }
  FILTER(STR(?value) != STR(?object))
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
