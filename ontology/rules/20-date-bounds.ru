# Date bounds: the first and the last day that a year, a month or a day may mean, as xsd:date,
# because engines disagree on comparing partial dates. While sources contradict each other and no
# reviewer has decided, the bounds span what they say.
PREFIX zt: <https://w3id.org/zhengtu/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { ?thing ?notBefore ?first ; ?notAfter ?last }
WHERE {
  SELECT ?thing ?notBefore ?notAfter (MIN(?firstDay) AS ?first) (MAX(?lastDay) AS ?last)
  WHERE {
    # scope: ?thing
    VALUES (?property ?notBefore ?notAfter) {
      (zt:issuedDate zt:issuedNotBefore zt:issuedNotAfter)
      (zt:establishedDate zt:establishedNotBefore zt:establishedNotAfter)
    }
    ?thing ?property ?date .
    BIND(STR(?date) AS ?text)
    BIND(xsd:integer(SUBSTR(?text, 1, 4)) AS ?year)
    BIND(IF(STRLEN(?text) > 4, SUBSTR(?text, 6, 2), "12") AS ?month)
    # February has 29 days in years divisible by 4, but of the centuries only by 400
    BIND(IF(?year / 4 = FLOOR(?year / 4) && (?year / 100 != FLOOR(?year / 100) || ?year / 400 = FLOOR(?year / 400)), "29", "28") AS ?february)
    BIND(IF(?month = "02", ?february, SUBSTR("312831303130313130313031", xsd:integer(?month) * 2 - 1, 2)) AS ?day)
    BIND(STRDT(SUBSTR(CONCAT(?text, "-01-01"), 1, 10), xsd:date) AS ?firstDay)
    BIND(STRDT(IF(STRLEN(?text) = 10, ?text, CONCAT(SUBSTR(?text, 1, 4), "-", ?month, "-", ?day)), xsd:date) AS ?lastDay)
  }
  GROUP BY ?thing ?notBefore ?notAfter
}
