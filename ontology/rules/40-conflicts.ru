# Claims that cannot both hold. Two values of a single-valued property differ in precision when
# one contains the other, else they contradict each other.
PREFIX zt: <https://w3id.org/zhengtu/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT { ?one ?kind ?two ; zt:conflictsWith ?two . ?two ?kind ?one ; zt:conflictsWith ?one }
WHERE {
  GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
  GRAPH ?source1 {
    ?one rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?left ; zt:status zt:done .
  }
  GRAPH ?source2 {
    ?two rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?right ; zt:status zt:done .
  }
  FILTER(STR(?one) < STR(?two) && STR(?left) != STR(?right))
  BIND(IF(
    isLiteral(?left) && (STRSTARTS(STR(?left), STR(?right)) || STRSTARTS(STR(?right), STR(?left))),
    zt:differsInPrecision, zt:contradicts) AS ?kind)
} ;

# What was planned or not yet so in one source and is done in another was overtaken by events; of a
# single-valued property any value will do.
INSERT { ?new zt:supersedes ?old ; zt:conflictsWith ?old . ?old zt:supersededBy ?new ; zt:conflictsWith ?new }
WHERE {
  VALUES ?before { zt:planned zt:denied }
  GRAPH ?source1 { ?old zt:status ?before ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object . }
  GRAPH ?source2 { ?new zt:status zt:done ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value . }
  FILTER(?source1 != ?source2)
  FILTER(?value = ?object || EXISTS {
    GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
  })
}
 ;

# What a curator has said of two claims holds in both directions.
INSERT { ?two ?kind ?one ; zt:conflictsWith ?one . ?one zt:conflictsWith ?two }
WHERE {
  VALUES ?kind { zt:contradicts zt:differsInPrecision zt:differsInScope zt:restates }
  ?one ?kind ?two .
}
