# A policy of which no article at hand names the issuer says so. The graph of a source describes what
# the packaged graph does not hold.
PREFIX zt: <https://w3id.org/zhengtu/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT { ?policy zt:noIssuerBecause "来源未说明发布者"@zh-Hans }
WHERE {
  # scope: ?policy
  GRAPH ?source { ?policy a zt:Policy }
  FILTER NOT EXISTS {
    GRAPH ?other { ?claim rdf:subject ?policy ; rdf:predicate zt:issuedBy }
  }
}
