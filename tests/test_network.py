"""The network: what becomes a node, what an edge, and where they stand."""

from __future__ import annotations

import io
import math

import networkx as nx
import pytest
from small_graph import AGENCY, CITY, COMPANY, COUNTRY, FUND, PARK, POLICY, PROVINCE, small_store

from kg.errors import QueryError, TermError
from kg.layout import by_year, communities, lay_out
from kg.network import neighbours, to_networkx
from kg.vocabulary import mint


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return small_store(tmp_path_factory.mktemp("graph") / "small")


@pytest.fixture(scope="module")
def network(store):
    return to_networkx(store)


def relations(network, subject, value):
    return {
        key: data["status"] for key, data in (network.get_edge_data(subject, value) or {}).items()
    }


def test_every_entity_is_a_node(network):
    assert len(network) == 10
    assert mint("Agency", "远山省发展和改革委员会") in network  # nothing is said of it


def test_edges_carry_status_and_count_their_claims(network):
    edge = network.edges[POLICY, AGENCY, "issuedBy"]
    assert (edge["status"], edge["claims"], edge["sources"]) == ("done", 2, 2)
    assert (edge["label"], edge["english"]) == ("发布者", "issued by")
    assert relations(network, POLICY, FUND) == {"establishes": "planned"}
    assert relations(network, PARK, COMPANY) == {"partnerOf": "encouraged"}
    assert relations(network, CITY, PROVINCE) == {"locatedIn": "done"}


def test_what_is_denied_or_derived_is_no_edge(network):
    assert relations(network, COMPANY, FUND) == {}
    assert not any(key == "within" for *_, key in network.edges(keys=True))


def test_nodes_tell_names_date_money_and_topic(network):
    policy = network.nodes[POLICY]
    assert policy["names"] == "云溪十条"
    assert policy["topics"] == "区块链"
    assert (policy["earliest"], policy["latest"]) == ("2017-11-01", "2018-05-31")
    assert network.nodes[FUND]["money"] == 50_000_000


def test_a_thing_is_at_home_where_what_it_depends_on_is(network):
    # the company by its park, the fund only by the policy that would set it up
    assert network.nodes[COMPANY]["place"] == "云溪市"
    assert network.nodes[FUND]["province"] == "远山省"
    assert network.nodes[PROVINCE]["province"] == "远山省"
    assert network.nodes[COUNTRY]["province"] == "中国"
    assert "province" not in network.nodes[mint("Agency", "远山省发展和改革委员会")]


def test_neighbourhood(store):
    near = to_networkx(store, focus="fund:云溪链上引导基金")
    assert set(near) == {FUND, POLICY, COMPANY}
    # what the attributes say does not depend on the part that is shown
    assert near.nodes[COMPANY]["province"] == "远山省"
    assert len(to_networkx(store, focus=FUND, hops=2)) == 7


def test_the_part_among_some_things(store):
    part = to_networkx(store, only=[FUND, COMPANY, CITY, "https://example.org/none"])
    assert set(part) == {FUND, COMPANY, CITY}
    assert relations(part, FUND, COMPANY) == {"funds": "done"}
    assert part.number_of_edges() == 1


def test_neighbours_come_in_portions(store):
    found, left = neighbours(store, CITY)
    assert set(found) == set(to_networkx(store, focus=CITY)) - {CITY}
    assert left == 0
    assert neighbours(store, CITY, most=2) == (found[:2], len(found) - 2)
    assert neighbours(store, CITY, shown=found[1:]) == (found[:1], 0)


def test_an_unknown_focus_is_the_users_mistake(store):
    with pytest.raises(TermError, match="fund:没有"):
        to_networkx(store, focus="fund:没有")


def test_construct(store):
    drawn = to_networkx(
        store,
        construct="CONSTRUCT { ?agency zt:issued ?p } WHERE { ?p zt:issuedBy ?agency }",
    )
    assert relations(drawn, AGENCY, POLICY) == {"issued": "done"}
    assert drawn.edges[AGENCY, POLICY, "issued"]["label"] == "发布了"
    assert len(drawn) == 2


@pytest.mark.parametrize("query", ["SELECT * WHERE { ?s ?p ?o }", "CONSTRUCT {"])
def test_construct_needs_a_construct(store, query):
    with pytest.raises(QueryError):
        to_networkx(store, construct=query)


def test_gexf_and_graphml_read_back_the_same(network):
    for write, read in ((nx.write_gexf, nx.read_gexf), (nx.write_graphml, nx.read_graphml)):
        file = io.BytesIO()
        write(network, file)
        file.seek(0)
        back = read(file)
        assert set(back) == set(network)
        assert back.number_of_edges() == network.number_of_edges()
        assert back.nodes[POLICY]["class"] == "Policy"


@pytest.mark.parametrize("kind", ["place", "time", "free"])
def test_layouts_are_reproducible_and_keep_nodes_apart(network, kind):
    layout = lay_out(network)[kind]
    assert layout == lay_out(network)[kind]
    assert len(layout.points) == len(network)
    assert (
        min(
            math.dist(one, two)
            for place, one in enumerate(layout.points)
            for two in layout.points[:place]
        )
        > 0.3
    )


def test_each_province_has_a_disc_that_holds_its_nodes(network):
    layout = lay_out(network)["place"]
    discs = {guide.text: guide for guide in layout.guides}
    for (_, data), point in zip(network.nodes(data=True), layout.points, strict=True):
        disc = discs[
            data.get("province", "")
            if data.get("province") == "中国"
            else ""
            if "province" not in data
            else "境外"
        ]
        assert math.dist(point, (disc.x, disc.y)) <= disc.size


def test_time_runs_from_left_to_right_and_the_undated_stand_first():
    layout = by_year(["Policy", "Policy", "Fund", "Policy"], [2018, None, 2018, 2016])
    across = [x for x, _ in layout.points]
    assert across[1] < across[3] < across[0] == across[2]
    assert layout.points[0][1] < layout.points[2][1]


def test_communities_are_those_one_sees():
    ring = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (0, 3)]
    found = communities(6, ring)
    assert found[:3] == [found[0]] * 3
    assert found[3:] == [found[3]] * 3
    assert found[0] != found[3]
