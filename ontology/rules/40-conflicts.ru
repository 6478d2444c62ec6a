# Claims that cannot both hold. Two values of a single-valued property differ in scope when two
# sources tell them of two stages of the thing (首期 and the whole; one source that tells both is at
# odds with nobody), in precision when one contains the other, else they contradict each other. A
# claim is joined with the first claim of every other value, so that a fact of hundreds of sources
# has hundreds of links and not their square.
PREFIX zt: <https://w3id.org/zhengtu/ontology#>
PREFIX given: <https://w3id.org/zhengtu/index/given#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT { ?one ?kind ?two ; zt:conflictsWith ?two . ?two ?kind ?one ; zt:conflictsWith ?one }
WHERE {
  {
    SELECT ?subject ?property ?right (MIN(STR(?claim)) AS ?first)
    WHERE {
      # scope: ?subject
      GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
      GRAPH ?source2 {
        ?claim rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?right ;
               zt:status zt:done .
      }
    }
    GROUP BY ?subject ?property ?right
  }
  # scope: ?subject
  GRAPH ?source1 {
    ?one rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?left ; zt:status zt:done .
  }
  FILTER(STR(?left) != STR(?right))
  BIND(IRI(?first) AS ?two)
  OPTIONAL { GRAPH ?source1 { ?one zt:stage ?stage1 } }
  GRAPH ?source3 { ?two rdf:subject ?subject }
  OPTIONAL { GRAPH ?source3 { ?two zt:stage ?stage2 } }
  BIND(COALESCE(STR(?stage1), "") != COALESCE(STR(?stage2), "") AS ?staged)
  FILTER(!?staged || ?source1 != ?source3)
  BIND(IF(?staged, zt:differsInScope, IF(
    isLiteral(?left) && (STRSTARTS(STR(?left), STR(?right)) || STRSTARTS(STR(?right), STR(?left))),
    zt:differsInPrecision, zt:contradicts)) AS ?kind)
} ;

# An event is held in one place: two that lie in one another differ in precision.
INSERT { ?one ?kind ?two ; zt:conflictsWith ?two . ?two ?kind ?one ; zt:conflictsWith ?one }
WHERE {
  # scope: ?subject
  GRAPH ?source1 {
    ?one rdf:predicate zt:hostedAt ; rdf:subject ?subject ; rdf:object ?left ; zt:status zt:done .
  }
  GRAPH ?source2 {
    ?two rdf:predicate zt:hostedAt ; rdf:subject ?subject ; rdf:object ?right ; zt:status zt:done .
  }
  FILTER(?source1 != ?source2 && STR(?one) < STR(?two) && ?left != ?right)
  BIND(IF(EXISTS { ?left zt:locatedIn+ ?right } || EXISTS { ?right zt:locatedIn+ ?left },
    zt:differsInPrecision, zt:contradicts) AS ?kind)
} ;

# The same statistic of the same time in other figures.
INSERT { ?one zt:contradicts ?two ; zt:conflictsWith ?two . ?two zt:contradicts ?one ; zt:conflictsWith ?one }
WHERE {
  # scope: ?subject
  GRAPH ?source1 {
    ?one rdf:predicate zt:statistic ; rdf:subject ?subject ; rdf:object ?left ; zt:status zt:done ;
         zt:number ?figure1 .
    OPTIONAL { ?one zt:year ?year1 }
  }
  GRAPH ?source2 {
    ?two rdf:predicate zt:statistic ; rdf:subject ?subject ; rdf:object ?right ; zt:status zt:done ;
         zt:number ?figure2 .
    OPTIONAL { ?two zt:year ?year2 }
  }
  FILTER(?source1 != ?source2 && STR(?one) < STR(?two) && ?figure1 != ?figure2)
  FILTER(COALESCE(STR(?year1), "") = COALESCE(STR(?year2), ""))
  FILTER(REPLACE(STR(?left), "[0-9.,]", "") = REPLACE(STR(?right), "[0-9.,]", ""))
} ;

# What was planned or not yet so in one source and is done in another was overtaken by events; of a
# single-valued property any value will do.
INSERT { ?new zt:supersedes ?old ; zt:conflictsWith ?old . ?old zt:supersededBy ?new ; zt:conflictsWith ?new }
WHERE {
  # scope: ?subject
  VALUES ?before { zt:planned zt:denied }
  GRAPH ?source1 { ?old zt:status ?before ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object . }
  GRAPH ?source2 { ?new zt:status zt:done ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value . }
  FILTER(?source1 != ?source2)
  FILTER(?value = ?object || EXISTS {
    GRAPH <https://w3id.org/zhengtu/ontology> { ?property zt:singleValued true }
  })
} ;

# What a curator has said of two claims holds in both directions.
INSERT { ?one ?kind ?two ; zt:conflictsWith ?two . ?two ?kind ?one ; zt:conflictsWith ?one }
WHERE {
  VALUES (?kind ?kept) {
    (zt:contradicts given:contradicts) (zt:differsInPrecision given:differsInPrecision)
    (zt:differsInScope given:differsInScope) (zt:restates given:restates)
  }
  GRAPH <https://w3id.org/zhengtu/index/given> { ?one ?kept ?two }
}
