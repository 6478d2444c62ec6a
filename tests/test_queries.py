"""The saved queries: headers, answers, parameters, and a second engine.

The answers stand in ``golden/queries/NAME.csv``. After a change of the data or of a query, look at
what ``python tests/test_queries.py --write`` changes there before committing it.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.answers import plain, write_answer
from kg.errors import QueryError, TermError
from kg.export import export
from kg.queries import VIEWS, SavedQuery, ask, named, saved
from kg.search import resolve_name
from kg.store import EmbeddedStore, Store, Term
from kg.vocabulary import PREFIXES, expand

GOLDEN = Path(__file__).parent / "golden" / "queries"
QUERIES = saved()
BY_FORM = Counter(
    re.search(r"^(SELECT|ASK|CONSTRUCT)\b", query.text, re.MULTILINE)[1] for query in QUERIES
)
ROWS = [query for query in QUERIES if re.search(r"^SELECT\b", query.text, re.MULTILINE)]
HOSTILE = ['"} DROP ALL #', "'; DROP ALL", "<urn:x> } UNION { ?s ?p ?o", '\\"', "甲\n}乙"]
# values that nothing in the graph answers to
NOTHING = {
    "integer": ox.Literal(99),
    "year": ox.Literal("1900"),
    "date": ox.Literal("1900-01-01", datatype=ox.NamedNode(PREFIXES["xsd"] + "date")),
    "text": ox.Literal("没有这个词"),
}
# queries whose answers differ between the engines, with the reason
ENGINES_DISAGREE: dict[str, str] = {}

each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
each_select = pytest.mark.parametrize("query", ROWS, ids=lambda query: query.name)


def bind(store: Store, query: SavedQuery, **values: str) -> dict[str, Term]:
    """The parameters of a query as terms."""
    return query.terms(values, lambda kind, name: resolve_name(store, kind, name))


def answer(store: Store, query: SavedQuery, terms: dict[str, Term] | None = None):
    """The answer as a list of rows of terms, the names of the columns first."""
    if terms is None:
        terms = bind(store, query)
    found = store.query(query.text, terms)
    if isinstance(found, ox.QueryBoolean):
        return ["answer"], [[ox.Literal(bool(found))]]
    if isinstance(found, ox.QueryTriples):
        triples = sorted((list(triple)[:3] for triple in found), key=str)
        return ["subject", "predicate", "object"], triples
    names = [variable.value for variable in found.variables]
    return names, [[row[name] for name in names] for row in found]


def table(store: Store, query: SavedQuery) -> str:
    names, rows = answer(store, query)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([names, *([plain(term) for term in row] for row in rows)])
    return out.getvalue()


def column(store: Store, name: str, title: str, **values: str) -> list[str]:
    """One column of an answer, as a reader sees it."""
    query = named(name)
    names, rows = answer(store, query, bind(store, query, **values))
    return [plain(row[names.index(title)]) for row in rows]


@pytest.fixture(scope="module")
def second_engine(packaged_store):
    import rdflib

    graph = rdflib.Graph()
    (turtle,) = export(packaged_store, "turtle", ontology=True).values()
    graph.parse(data=turtle, format="turtle")
    return graph


@pytest.fixture
def copy(packaged) -> EmbeddedStore:
    """A store that a test may change."""
    store = ox.Store()
    store.extend(packaged)
    return EmbeddedStore(store)


def test_how_many_there_are():
    assert BY_FORM == {"SELECT": 57, "CONSTRUCT": 4, "ASK": 2}
    assert {query.view for query in QUERIES} == set(VIEWS)
    assert [path.stem for path in sorted(GOLDEN.glob("*.csv"))] == [q.name for q in QUERIES]


# headers


@each_query
def test_the_header_is_complete_in_both_languages(query):
    keys = [
        line[2:].partition(":")[0].strip() for line in query.text.splitlines() if line[:2] == "#+"
    ]
    once = Counter(key for key in keys if key not in ("param", "description"))
    assert once == {"summary": 1, "summary_zh": 1, "tags": 1, "view": 1}
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", query.name)
    assert len(query.summary) > 15
    assert query.summary.isascii()
    assert re.search(r"[\u4e00-\u9fff]{3}", query.summary_zh)
    assert query.tags
    for parameter in query.parameters:
        assert parameter.english.isascii()
        assert re.search(r"[\u4e00-\u9fff]", parameter.chinese)


def test_no_two_queries_answer_the_same_question():
    for field in ("summary", "summary_zh"):
        assert len({getattr(query, field) for query in QUERIES}) == len(QUERIES)


@each_query
def test_the_view_fits_the_answer(query, packaged_store):
    names, rows = answer(packaged_store, query)
    assert (query.view == "network") == ("predicate" in names)
    if query.view == "timeline":
        assert {"date", "year"} & set(names)
    if query.view == "bar":
        integer = PREFIXES["xsd"] + "integer"
        assert any(isinstance(t, ox.Literal) and t.datatype.value == integer for t in rows[0][1:])


# the text


@each_query
def test_it_is_plain_sparql_that_declares_its_prefixes(query):
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery(query.text)
    ox.Store().query(query.text)
    declared = re.findall(r"^PREFIX (\w+): <(.+)>$", query.text, re.MULTILINE)
    assert all(PREFIXES[prefix] == iri for prefix, iri in declared)
    body = query.text.rpartition("PREFIX")[2].partition("\n")[2]
    assert all(re.search(rf"\b{prefix}:", body) for prefix, _ in declared), "an unused prefix"


@each_query
def test_its_parameters_are_those_of_the_header(query):
    used = set(re.findall(r"\?_(\w+)", query.text))
    assert used == {parameter.name for parameter in query.parameters}


@each_select
def test_every_thing_has_its_name_beside_it(query, packaged_store):
    names, rows = answer(packaged_store, query)
    assert re.search(r"^ORDER BY", query.text, re.MULTILINE)
    for index, name in enumerate(names):
        if name.startswith("_") or not any(isinstance(row[index], ox.NamedNode) for row in rows):
            continue
        label = names.index(f"{name}Label")
        for row in rows:
            assert (row[index] is None) == (row[label] is None)
            assert row[label] is None or not row[label].value.startswith("http")


# answers


@each_query
def test_the_answer_is_the_golden_one(query, packaged_store):
    golden = (GOLDEN / f"{query.name}.csv").read_text(encoding="utf-8")
    assert golden.count("\n") > 1, "no query answers with nothing"
    shown = table(packaged_store, query)
    assert len(set(shown.splitlines())) == len(shown.splitlines()), "a row stands twice"
    assert shown == golden


def test_the_order_does_not_depend_on_how_the_data_were_loaded(packaged, packaged_store):
    other = ox.Store()
    for quad in sorted(packaged, key=str, reverse=True):
        other.add(quad)
    for query in QUERIES:
        assert table(EmbeddedStore(other), query) == table(packaged_store, query), query.name


@each_query
def test_a_second_engine_gives_the_same(query, packaged_store, second_engine):
    import rdflib

    def foreign(term: Term):
        if isinstance(term, ox.NamedNode):
            return rdflib.URIRef(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))

    terms = bind(packaged_store, query)
    names, rows = answer(packaged_store, query, terms)
    ours = Counter(tuple("" if t is None else t.value for t in row) for row in rows)
    found = second_engine.query(
        query.text, initBindings={name: foreign(term) for name, term in terms.items()}
    )
    if found.type == "ASK":
        theirs = Counter([(str(found.askAnswer).lower(),)])
    else:
        theirs = Counter(tuple("" if t is None else str(t) for t in row) for row in found)
        assert found.type == "CONSTRUCT" or [str(name) for name in found.vars] == names
    assert (ours != theirs) == (query.name in ENGINES_DISAGREE)


@pytest.mark.parametrize(
    "query", [query for query in QUERIES if query.parameters], ids=lambda query: query.name
)
def test_a_tool_without_parameters_can_put_values_in(query, packaged_store):
    terms = bind(packaged_store, query)
    names, values = " ".join(f"?{name}" for name in terms), " ".join(map(str, terms.values()))
    head, brace, body = re.split(
        r"^((?:ASK|(?:SELECT|CONSTRUCT)\b.*?WHERE) \{)",
        query.text,
        maxsplit=1,
        flags=re.MULTILINE | re.DOTALL,
    )
    text = f"{head}{brace} VALUES ({names}) {{ ({values}) }}\n{body}"
    filled = SavedQuery(query.name, text, "", "", (), "table", ())
    assert table(packaged_store, filled) == table(packaged_store, query)


@each_select
def test_every_format_carries_it(query, packaged_store):
    terms = bind(packaged_store, query)
    shown = write_answer(packaged_store.query(query.text, terms), "table").decode()
    assert "https://w3id.org" not in shown, "a reader wants names"
    assert not re.search(r"(^|\s)_", shown.partition("\n")[0]), "parameters are not shown"
    as_csv = write_answer(packaged_store.query(query.text, terms), "csv").decode()
    assert len(list(csv.reader(io.StringIO(as_csv)))) == int(shown.split("(")[-1][:-2]) + 1


# parameters


@pytest.mark.parametrize(
    ("query", "parameter"),
    [(query, parameter) for query in QUERIES for parameter in query.parameters],
    ids=lambda value: value.name,
)
def test_each_parameter_restricts_the_answer(query, parameter, packaged_store):
    terms = bind(packaged_store, query)
    nothing = NOTHING.get(parameter.type, ox.NamedNode("https://w3id.org/zhengtu/id/place/无此地"))
    _, rows = answer(packaged_store, query, terms | {f"_{parameter.name}": nothing})
    assert rows in ([], [[ox.Literal(False)]])


@pytest.mark.parametrize(
    ("name", "values", "error", "message"),
    [
        ("policies_in_year", {"year": "去年"}, QueryError, "needs a year"),
        ("facts_with_several_sources", {"sources": "many"}, QueryError, "needs a integer"),
        ("agency_issued_before", {"before": "soon"}, QueryError, "needs a date"),
        ("agency_issued_before", {"before": "2017-13-01"}, QueryError, "needs a date"),
        ("policies_by_place", {"city": "杭州市"}, QueryError, "has no parameter 'city'"),
        ("policies_by_year", {"year": "2017"}, QueryError, "it has: none"),
        ("policies_by_place", {"place": "杭洲市"}, TermError, "did you mean 杭州市"),
        ("policies_by_place", {"place": "北京市金融工作局"}, TermError, "no Place named"),
        ("fund_paths_to_place", {"fund": "杭州市"}, TermError, "no Fund named"),
    ],
)
def test_a_wrong_value_gets_one_clear_sentence(name, values, error, message, packaged_store):
    query = named(name)
    with pytest.raises(error, match=re.escape(message)):
        bind(packaged_store, query, **values)


def test_an_unknown_query_gets_a_suggestion():
    with pytest.raises(QueryError, match=r"did you mean.*policies_by_place"):
        named("policies_of_place")


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_a_value(value, copy):
    before = sorted(map(str, copy.dump()))
    for query in QUERIES:
        for parameter in query.parameters:
            if parameter.type == "text":
                assert answer(copy, query, bind(copy, query, **{parameter.name: value}))[1] == []
            else:
                with pytest.raises((QueryError, TermError)):
                    bind(copy, query, **{parameter.name: value})
    assert sorted(map(str, copy.dump())) == before


def test_a_label_with_quotes_and_braces_is_found_and_shown(copy):
    label = '关于"} DROP ALL #的通知'
    copy.update(
        "INSERT DATA { policy:怪名 a zt:Policy ; "
        f"rdfs:label {ox.Literal(label, language='zh-Hans')} ; "
        f"skos:prefLabel {ox.Literal(label, language='zh-Hans')} }}"
    )
    assert column(copy, "policies_with_word", "policyLabel", word='"} DROP ALL #') == [label]
    query = named("policy_measures")
    assert bind(copy, query, policy=label) == {"_policy": ox.NamedNode(expand("policy:怪名"))}


def test_a_value_may_be_any_name_of_the_thing(packaged_store):
    answers = [
        column(packaged_store, "policies_by_issuer", "policyLabel", issuer=name)
        for name in ("北京市金融工作局", "北京金融局", "agency:北京市金融工作局")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) >= 3


# what the answers have to say, whatever else the data come to hold


def test_a_place_has_what_is_inside_it(packaged_store):
    city = column(packaged_store, "policies_by_place", "policyLabel", place="广州市")
    province = column(packaged_store, "policies_by_place", "policyLabel", place="广东省")
    nation = column(packaged_store, "policies_by_place", "policyLabel", place="中国")
    assert "广州市黄埔区广州开发区促进区块链产业发展办法" in city
    assert set(city) < set(province) < set(nation)


def test_joint_issuers_are_named_by_one_source(packaged_store):
    bodies = column(packaged_store, "policies_joint_issuers", "issuerLabel")
    assert {
        "北京市金融工作局",
        "北京市发展和改革委员会",
        "北京市财政局",
        "北京市环境保护局",
    } <= set(bodies)


def test_a_cap_is_never_a_floor(packaged_store):
    query = named("recipients_of_payer")
    payer = "中关村国家自主创新示范区促进科技金融深度融合创新发展支持资金管理办法"
    names, rows = answer(packaged_store, query, bind(packaged_store, query, payer=payer))
    capped = [dict(zip(names, map(plain, row), strict=True)) for row in rows]
    capped = [row for row in capped if row["atMost"]]
    assert [(row["exact"], row["atLeast"], row["atMost"]) for row in capped] == [
        ("", "", "5000000")
    ]
    assert capped[0]["rate"] == "30%"


def test_sources_that_disagree_stand_side_by_side(packaged_store):
    subjects = column(packaged_store, "claims_in_conflict", "subjectLabel")
    left = column(packaged_store, "claims_in_conflict", "oneSays")
    right = column(packaged_store, "claims_in_conflict", "otherSays")
    boards = {(s, frozenset(pair)) for s, *pair in zip(subjects, left, right, strict=True)}
    assert ("杭州区块链产业园", frozenset(["2017-04", "2017-07"])) in boards


def test_a_fact_has_one_source_or_several(packaged_store):
    def facts(name: str, **values: str) -> set[tuple[str, ...]]:
        columns = [
            column(packaged_store, name, c, **values) for c in ("subject", "relation", "object")
        ]
        return set(zip(*columns, strict=True))

    one = facts("facts_with_one_source", place="中国")
    several = facts("facts_with_several_sources", sources="2")
    assert one
    assert several
    assert not one & several


def test_texts_from_one_source_count_once(copy):
    before = column(copy, "facts_with_several_sources", "independent", sources="3")
    copy.update("INSERT DATA { source:002 zt:derivedFromSameText source:000 , source:003 }")
    after = column(copy, "facts_with_several_sources", "independent", sources="3")
    assert before
    assert len(after) < len(before)


def test_coverage_names_what_is_missing(packaged_store):
    assert len(column(packaged_store, "coverage_of_provinces", "code")) == 34
    years = column(packaged_store, "coverage_of_years", "year")
    assert years == [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]


@pytest.mark.parametrize(("before", "verdict"), [("2017-01-01", True), ("2016-01-01", False)])
def test_a_yes_or_no_question_is_answered(before, verdict, packaged_store):
    def resolve(kind: str, name: str) -> str:
        return resolve_name(packaged_store, kind, name)

    said = ask(packaged_store, named("agency_issued_before"), {"before": before}, resolve)
    assert bool(said) is verdict


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_queries.py --write")
    from kg.store import open_store

    packaged_graph = open_store()
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for stale in GOLDEN.glob("*.csv"):
        stale.unlink()
    for one in QUERIES:
        (GOLDEN / f"{one.name}.csv").write_text(table(packaged_graph, one), encoding="utf-8")
