# Plain triples: what done claims state, unless a better claim of the same subject and
# single-valued property says otherwise. A preferred claim is better than a normal one, a precise
# date better than one that contains it, and a deprecated claim never counts.
PREFIX zt: <https://w3id.org/zhengtu/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT { ?subject ?property ?object }
WHERE {
  GRAPH ?source {
    ?claim zt:status zt:done ; zt:rank ?rank ;
           rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object .
  }
  FILTER(?rank != zt:deprecated)
  FILTER NOT EXISTS {
    GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
    GRAPH ?other {
      ?better rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value ;
              zt:status zt:done ; zt:rank ?level .
    }
    FILTER(?value != ?object || DATATYPE(?value) != DATATYPE(?object))
    FILTER(
      (?level = zt:preferred && ?rank = zt:normal)
      || (?level != zt:deprecated && ?level = ?rank && isLiteral(?value)
          && STRLEN(STR(?value)) > STRLEN(STR(?object)) && STRSTARTS(STR(?value), STR(?object)))
    )
  }
}
