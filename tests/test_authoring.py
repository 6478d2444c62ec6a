"""Claims written by hand: completed, minted, laid out, and nothing of them lost."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.authoring import canonical, occurrences
from kg.claims import read_claims
from kg.errors import TermError, ValidationError
from kg.model import Claim, PartialDate, Span
from kg.turtle import statement
from kg.vocabulary import PREFIXES, mint

TEXT = "云溪市发布扶持办法。园区落户云溪市，云溪市给予奖励。"
POLICY, CITY, PARK = (
    mint("Policy", "扶持办法"),
    mint("Place", "云溪市"),
    mint("IndustrialPark", "云溪链谷"),
)
HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
BY_HAND = """
[] a zt:Claim ; rdf:subject park:云溪链谷 ; rdf:predicate zt:locatedIn ; rdf:object place:云溪市 ;
   zt:quote "园区落户云溪市" .
"""


@pytest.fixture
def written(tmp_path):
    """Write a file of claims of source t1 and complete it."""

    def complete(turtle: str, text: str | None = TEXT) -> str:
        path = tmp_path / "t1.ttl"
        path.write_text(HEADER + turtle, encoding="utf-8")
        return canonical(path, text)

    return complete


def claims_of(turtle: str) -> list[Claim]:
    triples = [statement(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
    return read_claims(triples)


def triples_of(turtle: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def test_little_is_enough(written):
    (claim,) = claims_of(written(BY_HAND))
    assert claim == Claim(
        "t1", PARK, "locatedIn", CITY, (Span(10, 17),), confidence=claim.confidence, reviewed=True
    )
    assert claim.confidence < 1
    assert TEXT[10:17] == "园区落户云溪市"


def test_the_result_is_final(written, tmp_path):
    once = written(BY_HAND)
    path = tmp_path / "t1.ttl"
    path.write_text(once, encoding="utf-8")
    assert canonical(path, None) == once
    assert "[]" not in once
    assert f"<{claims_of(once)[0].iri}>" not in once, "prefixed names"


def test_every_occurrence_of_a_quote_is_evidence(written):
    (claim,) = claims_of(written(BY_HAND.replace("园区落户云溪市", "云溪市")))
    assert claim.evidence == (Span(0, 3), Span(14, 17), Span(18, 21))


def test_several_quotes_on_one_claim(written):
    (claim,) = claims_of(written(BY_HAND.replace('"园区落户云溪市"', '"园区" , "奖励"')))
    assert claim.evidence == (Span(10, 12), Span(23, 25))


def test_what_the_author_says_is_kept(written):
    said = BY_HAND.replace(
        " .\n", " ;\n zt:status zt:planned ; zt:rank zt:preferred ; zt:confidence 0.5 ;"
        ' zt:reviewed false ; rdfs:comment "存疑"@zh-Hans ; zt:condition "需备案"@zh-Hans .\n'
    )  # fmt: skip
    (claim,) = claims_of(written(said))
    assert (claim.status, claim.rank, str(claim.confidence)) == ("planned", "preferred", "0.5")
    assert (claim.reviewed, claim.note) == (False, "存疑")
    assert claim.qualifiers[0][0] == "condition"


def test_offsets_instead_of_a_quote_need_no_text(written):
    by_offsets = BY_HAND.replace(
        'zt:quote "园区落户云溪市"', "zt:evidence [ zt:start 10 ; zt:end 17 ]"
    )
    (claim,) = claims_of(written(by_offsets, None))
    assert claim.evidence == (Span(10, 17),)
    assert not any(isinstance(t.subject, ox.BlankNode) for t in triples_of(written(by_offsets)))


def test_an_iri_that_does_not_fit_is_minted_anew_wherever_it_stands(written):
    old = written(BY_HAND)
    (claim,) = claims_of(old)
    edited = old.replace("place:云溪市", "place:远山省") + (
        f"<{claim.iri}> zt:differsInScope claim:t2-0123456789 .\n"
        f"claim:t2-0123456789 zt:differsInScope <{claim.iri}> .\n"
    )
    new = written(edited)
    (changed,) = claims_of(new)
    assert changed.iri != claim.iri
    assert claim.iri.rpartition("/")[2] not in new
    assert new.count(changed.iri.rpartition("/")[2]) == 2


def test_moved_evidence_gets_its_name(written):
    moved = written(BY_HAND).replace("zt:start 10", "zt:start 14")
    text = written(moved)
    assert "evidence:t1-14-17 a zt:Evidence" in text
    assert "evidence:t1-10-17" not in text


def test_a_claim_that_is_there_already_gains_the_evidence(written):
    first = written(BY_HAND).replace("zt:confidence 0.95", "zt:confidence 0.99")
    again = BY_HAND.replace("园区落户云溪市", "云溪市给予奖励")
    (claim,) = claims_of(written(first + again))
    assert claim.evidence == (Span(10, 17), Span(18, 25))
    assert str(claim.confidence) == "0.99"


def test_what_is_not_about_claims_is_kept(written):
    other = (
        'park:云溪链谷 a zt:IndustrialPark ; skos:prefLabel "云溪链谷"@zh-Hans .\n'
        "park:云溪链谷 zt:locatedIn place:云溪市 .\n"
        "source:t1 a zt:SourceDocument ; zt:length 26 .\n"
        "evidence:t1-0-3 a zt:Evidence ; oa:hasSource source:t1 ; zt:start 0 ; zt:end 3 .\n"
        'amount:CNY5 a schema:MonetaryAmount ; schema:value 5 ; schema:currency "CNY" .\n'
    )
    result = triples_of(written(other + BY_HAND))
    assert triples_of(HEADER + other) <= result


def test_further_properties_of_a_claim_and_its_evidence_are_kept(written):
    once = written(BY_HAND)
    more = once + (
        f'<{claims_of(once)[0].iri}> dcterms:contributor "整理者" .\n'
        'evidence:t1-10-17 rdfs:comment "第二段"@zh-Hans .\n'
    )
    result = written(more)
    assert 'dcterms:contributor "整理者"' in result
    assert 'rdfs:comment "第二段"@zh-Hans' in result


def test_amounts_get_the_name_of_their_figures(written):
    turtle = """
    [] a zt:Claim ; rdf:subject policy:扶持办法 ; rdf:predicate zt:amount ; zt:quote "奖励" ;
       rdf:object [ a schema:MonetaryAmount ; schema:maxValue 500 ; schema:currency "CNY" ] .
    """
    text = written(turtle)
    assert "rdf:object amount:CNY最多500 ;" in text
    assert "amount:CNY最多500 a schema:MonetaryAmount" in text
    edited = text.replace("schema:maxValue 500", "schema:maxValue 900")
    assert "CNY最多500" not in written(edited)
    assert "amount:CNY最多900 a schema:MonetaryAmount" in written(edited)


def test_dates_are_dates(written):
    dated = BY_HAND.replace("zt:locatedIn", "zt:establishedDate").replace(
        "place:云溪市", '"2017-06"^^xsd:gYearMonth'
    )
    assert claims_of(written(dated))[0].object == PartialDate("2017-06")


def test_a_file_without_claims_stays_what_it_is(written):
    turtle = 'park:云溪链谷 skos:prefLabel "云溪链谷"@zh-Hans .\n'
    assert triples_of(written(turtle)) == triples_of(HEADER + turtle)
    assert written("") == ""


# ---- mistakes


@pytest.mark.parametrize(
    ("turtle", "text", "message"),
    [
        (BY_HAND, None, "text of the source is needed .*--texts"),
        (BY_HAND, "别的文章", "does not stand in the text"),
        (BY_HAND.replace("园区落户云溪市", ""), TEXT, "does not stand"),
        (BY_HAND.replace("rdf:object place:云溪市 ;", ""), TEXT, "0 values of .*object"),
        (BY_HAND.replace("place:云溪市", "place:云溪市 , place:远山省"), TEXT, "2 values of"),
        (BY_HAND.replace('zt:quote "园区落户云溪市"', "zt:rank zt:normal"), TEXT, "no evidence"),
        (BY_HAND.replace("place:云溪市", "[]"), TEXT, "not of its kind"),
        (BY_HAND.replace("place:云溪市", '"2017-13"^^xsd:gYearMonth'), TEXT, "not a date"),
        (BY_HAND.replace("place:云溪市", "nope:云溪市"), TEXT, "line .*"),
        ("broken", TEXT, "line"),
    ],
    ids=[
        *["no text", "another text", "empty quote", "no object", "two objects", "no evidence"],
        *["blank object", "month 13", "prefix", "no turtle"],
    ],
)
def test_a_mistake_is_told_with_the_file(written, turtle, text, message):
    with pytest.raises(ValidationError, match=message) as caught:
        written(turtle, text)
    assert "t1.ttl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ValidationError, match="No such file"):
        canonical(tmp_path / "t1.ttl", None)


@pytest.mark.parametrize(
    ("quote", "text", "starts"),
    [("aa", "aaaa", [0, 1, 2]), ("链", "链上链", [0, 2]), ("𠮷", "在𠮷", [1])],
)
def test_occurrences_count_code_points(quote, text, starts):
    assert [span.start for span in occurrences(quote, text)] == starts


def test_no_occurrence():
    with pytest.raises(TermError, match="does not stand"):
        occurrences("x", "")


# ---- on the command line


def test_check_writes_what_it_completes(kg, tmp_path):
    import shutil

    from kg.resources import folder

    path = tmp_path / "001.ttl"
    shutil.copy(folder("graph") / "claims" / "001.ttl", path)
    before = path.read_text(encoding="utf-8")
    done = kg("check", "--write", path)
    assert (done.returncode, path.read_text(encoding="utf-8")) == (0, before)
    by_hand = BY_HAND.replace("park:云溪链谷", "park:杭州区块链产业园").replace("云溪市", "杭州市")
    path.write_text(before + by_hand, encoding="utf-8")
    done = kg("check", "--write", path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "--texts" in done.stderr
    assert path.read_text(encoding="utf-8") == before + by_hand, "a mistake changes nothing"
