"""A small graph of our own, honest or hostile, for the tests of the network and its pages."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.claims import claim_triples, entity_triples, evidence_node, source_node, zt
from kg.dataset import assemble
from kg.model import Amount, Claim, Entity, PartialDate, Span, Text
from kg.store import EmbeddedStore
from kg.turtle import write_turtle
from kg.vocabulary import DCTERMS, ID, RDF, mint

HOSTILE = (
    "<script>window.pwned=1</script>",
    "\"><img src=x onerror='window.pwned=1'>",
    "</script><script>window.pwned=1</script>",
    "</title></style><svg onload=window.pwned=1>",
    "href='javascript:window.pwned=1' <iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<!--<script>--><a href=https://example.com>{{title}}{{data}}",
    "\u2028'];window.pwned=1;//\\u003cscript>",
    "=cmd|' /C calc'!A0",
)

CITY, PROVINCE, COUNTRY = (mint("Place", name) for name in ("云溪市", "远山省", "中国"))
POLICY = mint("Policy", "云溪市链上经济扶持办法")
AGENCY = mint("Agency", "云溪市产业促进局")
FUND = mint("Fund", "云溪链上引导基金")
PARK = mint("IndustrialPark", "云溪链谷")
COMPANY = mint("Company", "启链科技有限公司")


def small_store(folder: Path, twist: Callable[[str], str] = lambda name: name) -> EmbeddedStore:
    """Write a graph folder and open it.

    Parameters
    ----------
    twist : changes every text that a page may show, for hostile names.
    """
    (folder / "claims").mkdir(parents=True)
    (folder / "entities").mkdir()
    named = [
        (COUNTRY, "中国", "China", ()),
        (PROVINCE, "远山省", "Yuanshan Province", ()),
        (CITY, "云溪市", "Yunxi", ("云溪",)),
        (POLICY, "云溪市链上经济扶持办法", "Yunxi measures", ("云溪十条",)),
        (AGENCY, "云溪市产业促进局", "Yunxi bureau", ()),
        (FUND, "云溪链上引导基金", "Yunxi fund", ()),
        (PARK, "云溪链谷", "Yunxi Chain Valley", ("鏈谷",)),
        (COMPANY, "启链科技有限公司", "Qilian Technology", ()),
        (mint("Person", "陈安"), "陈安", "Chen An", ()),
        (mint("Agency", "远山省发展和改革委员会"), "远山省发展和改革委员会", "DRC", ()),
    ]
    triples = []
    for iri, name, english, aliases in named:
        # the name in the IRI stays as it is: minting drops what could do harm
        entity = Entity("Policy", "x", twist(english), tuple(map(twist, aliases)))
        for _, predicate, value in entity_triples(entity):
            if predicate.value == RDF + "type":
                kind = iri.removeprefix(ID).partition("/")[0]
                value = {"park": zt("IndustrialPark")}.get(kind, zt(kind.title()))
            if isinstance(value, ox.Literal) and value.value == "x":
                value = ox.Literal(twist(name), language="zh-Hans")
            triples.append((ox.NamedNode(iri), predicate, value))
    for iri, code in ((PROVINCE, "330000"), (CITY, "330100")):
        triples.append(
            (
                ox.NamedNode(iri),
                ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation"),
                ox.Literal(code),
            )
        )
    for below, above in ((CITY, PROVINCE), (PROVINCE, COUNTRY)):
        triples.append((ox.NamedNode(below), zt("locatedIn"), ox.NamedNode(above)))
    triples.append((ox.NamedNode(POLICY), zt("topic"), ox.NamedNode(f"{ID}concept/区块链")))
    (folder / "entities" / "all.ttl").write_text(write_turtle(triples), encoding="utf-8")

    sources = []
    for source in ("t1", "t2"):
        node = source_node(source)
        sources += [
            (node, ox.NamedNode(RDF + "type"), zt("SourceDocument")),
            (node, ox.NamedNode(DCTERMS + "title"), ox.Literal(twist(f"测试文章{source}"))),
            (node, ox.NamedNode(DCTERMS + "publisher"), ox.Literal(twist("测试日报"))),
            (node, ox.NamedNode(DCTERMS + "issued"), ox.Literal("2019-03-01")),
        ]
    (folder / "sources.ttl").write_text(write_turtle(sources), encoding="utf-8")
    for source in ("t1", "t2"):
        stated = [claim for claim in claims(twist) if claim.source == source]
        written = [triple for claim in stated for triple in claim_triples(claim)]
        for claim in stated:
            for span in claim.evidence:
                quote = ox.Literal(twist(f"第{span.start}字起的原话"))
                written.append((evidence_node(source, span), zt("quote"), quote))
        (folder / "claims" / f"{source}.ttl").write_text(write_turtle(written), encoding="utf-8")
    return EmbeddedStore(assemble(folder))


def claims(twist: Callable[[str], str] = lambda name: name) -> list[Claim]:
    """What the two test articles state; they disagree on the date of the policy."""
    money = Amount(maximum=Decimal(50_000_000))
    condition = Text(twist("年营收超过一千万元的企业"))
    return [
        Claim("t1", POLICY, "issuedBy", AGENCY, (Span(3, 20),), reviewed=True),
        Claim("t2", POLICY, "issuedBy", AGENCY, (Span(40, 61),)),
        Claim("t1", POLICY, "issuedDate", PartialDate("2018-05"), (Span(21, 30),)),
        Claim("t2", POLICY, "issuedDate", PartialDate("2017-11"), (Span(62, 70),)),
        Claim("t1", POLICY, "appliesTo", CITY, (Span(31, 44),)),
        Claim("t1", POLICY, "establishes", FUND, (Span(50, 66),), status="planned"),
        Claim("t1", AGENCY, "locatedIn", CITY, (Span(70, 80),)),
        Claim(
            "t1",
            FUND,
            "funds",
            COMPANY,
            (Span(81, 99),),
            qualifiers=(("amount", money), ("condition", condition)),
            confidence=Decimal("0.8"),
            note=twist("原文少写一个零"),
        ),
        Claim("t1", COMPANY, "locatedIn", PARK, (Span(100, 110),)),
        Claim("t2", PARK, "locatedIn", CITY, (Span(111, 120),)),
        Claim("t2", PARK, "establishedDate", PartialDate("2016"), (Span(121, 130),)),
        Claim("t2", mint("Person", "陈安"), "founderOf", COMPANY, (Span(131, 140),)),
        Claim("t2", PARK, "partnerOf", COMPANY, (Span(141, 150),), status="encouraged"),
        Claim("t2", COMPANY, "subFundOf", FUND, (Span(151, 160),), status="denied"),
    ]
