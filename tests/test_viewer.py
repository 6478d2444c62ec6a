"""The canvas viewer as its readers use it: search, evidence, filters, time, tables, keys."""

from __future__ import annotations

import csv
import io
import json
import sys
import threading
import xml.etree.ElementTree as ET
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from browsing import Opened, needs_browser
from small_graph import AGENCY, CITY, COMPANY, FUND, HOSTILE, PARK, POLICY

from kg.columns import pack, packed
from kg.dossier import gather, wording
from kg.errors import TermError
from kg.network import neighbours, to_networkx
from kg.store import EmbeddedStore, rows
from kg.view import STYLES, asset, page, render, viewer_script
from kg.vocabulary import ENTITY_CLASSES, compact

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from synthetic import synthetic

pytest_plugins = ("pages",)
pytestmark = needs_browser
EMPTY = EmbeddedStore(ox.Store())


def node_at(page, iri):
    """Where a node stands on the page, in pixels of the window."""
    return page.evaluate(
        """(id) => {
          const { scene, network, canvas } = window.viewer;
          const [x, y] = scene.screen(network.find(id));
          const box = canvas.getBoundingClientRect();
          return [x + box.left, y + box.top];
        }""",
        compact(iri),
    )


def shown(page):
    """The names of the nodes on screen."""
    return set(
        page.evaluate("viewer.network.labels.filter((_, node) => viewer.state.nodeState[node])")
    )


def search(page, text):
    page.fill("#search", text)
    return page.locator("#hits li .text").all_text_contents()


def choose(page, text):
    page.fill("#search", text)
    page.press("#search", "Enter")


def press(page, word):
    page.click(f'[data-word="{word}"]')


def saved(page, kind):
    press(page, "export")
    with page.expect_download() as download:
        page.click(f'dialog [data-kind="{kind}"]')
    page.click("dialog header button")
    return Path(download.value.path()).read_bytes()


class TestReading:
    def test_it_draws_soon_and_alone(self, opened, store):
        page = opened(store)
        assert page.page.evaluate("window.pictureAfter") <= 2000
        assert page.page.locator("#status").text_content().startswith("显示 10 共 10 实体")
        page.calm()

    def test_the_picture_is_not_blank_and_has_glyphs(self, opened, store):
        page = opened(store).page
        colours = page.evaluate(
            """() => {
              const { width, height } = viewer.canvas;
              const { data } = viewer.scene.pen.getImageData(0, 0, width, height);
              return new Set(new Uint32Array(data.buffer)).size;
            }"""
        )
        assert colours > 50
        # a font without Chinese draws every character as the same box
        distinct = page.evaluate(
            """() => new Set(["云", "溪", "\\ue0f3"].map((char) => {
              const pen = document.createElement("canvas").getContext("2d");
              pen.font = "24px 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif";
              pen.fillText(char, 4, 30);
              return pen.getImageData(0, 0, 40, 40).data.join();
            })).size"""
        )
        assert distinct == 3

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("云溪市", "云溪市"),
            ("雲溪市", "云溪市"),
            ("yunxishi", "云溪市"),
            ("yxs", "云溪市"),
            ("云溪十条", "云溪市链上经济扶持办法"),
            ("鏈谷", "云溪链谷"),
            ("qilian tech", "启链科技有限公司"),
            ("ＱＬＫＪ", "启链科技有限公司"),
        ],
    )
    def test_search_in_any_spelling(self, opened, store, text, name):
        page = opened(store).page
        assert search(page, text)[0].startswith(name)
        page.press("#search", "Enter")
        assert page.locator("#panel h2").text_content() == name

    def test_what_is_not_there_is_not_found(self, opened, store):
        page = opened(store).page
        assert search(page, "火星") == []
        assert page.locator("#hits").text_content() == "没有找到"

    def test_two_clicks_to_the_sentence(self, opened, store):
        page = opened(store).page
        page.mouse.click(*node_at(page, FUND))
        assert page.locator("#panel h2").text_content() == "云溪链上引导基金"
        page.locator("#panel .evidence").first.click()
        claim = page.locator("#panel .claim").first
        assert claim.locator("mark").text_content() == "第81字起的原话"
        for told in (
            "测试文章t1",
            "测试日报",
            "2019-03-01",
            "81–99",
            "不超过5000万元",
            "80%",
            "原文少写一个零",
        ):
            assert told in claim.text_content()

    def test_a_line_leads_to_its_claims(self, opened, store):
        page = opened(store).page
        (ax, ay), (bx, by) = node_at(page, POLICY), node_at(page, AGENCY)
        page.mouse.click((ax + bx) / 2, (ay + by) / 2)
        assert "发布者" in page.locator("#panel h2").text_content()
        assert page.locator("#panel .claim").count() == 2
        page.wait_for_timeout(500)  # the address follows when things have come to rest
        assert "issuedBy" in page.url

    def test_sources_that_disagree_are_shown_side_by_side(self, opened, store):
        page = opened(store).page
        choose(page, "云溪十条")
        page.locator("#panel .evidence", has_text="2018-05").click()
        difference = page.locator("#panel .differs").first
        assert "2017-11" in difference.text_content()
        difference.locator("button").click()
        assert "测试文章t2" in page.locator("#panel .differs .claim").text_content()

    def test_the_quote_stands_in_its_paragraph_where_the_text_is_at_hand(
        self, tmp_path, browser, store
    ):
        import hashlib

        text = "上一段。\n" + "甲" * 60 + "云溪市发布了新办法" + "乙" * 20 + "\n下一段。"
        extra = EmbeddedStore(ox.Store())
        for quad in store.dump():
            extra._engine.add(quad)
        digest = hashlib.sha256(text.encode()).hexdigest()
        extra.update(f'INSERT DATA {{ source:t1 zt:sha256 "{digest}" }}')
        network = to_networkx(extra)
        passages = gather(extra, network, {digest: text}).passages
        assert any(
            place.before + place.quote + place.after == text.split("\n")[1][: 60 + 9 + 20]
            for places in passages
            for place in places
        )


class TestChoosing:
    def test_a_class_can_be_left_out_and_counts_follow(self, opened, store):
        page = opened(store).page
        row = page.locator("#filters li", has_text="基金").first
        assert row.locator(".count").text_content() == "1"
        row.locator("input").uncheck()
        assert "云溪链上引导基金" not in shown(page)
        funding = page.locator("#filters li", has_text="资助")
        assert funding.locator(".count").text_content() == "0"
        press(page, "undo")
        assert "云溪链上引导基金" in shown(page)
        assert funding.locator(".count").text_content() == "1"

    def test_who_pays_whom(self, opened, store):
        page = opened(store).page
        page.locator("#filters h3", has_text="资金").locator(".only").click()
        assert shown(page) == {"云溪链上引导基金", "启链科技有限公司"}
        told = page.locator("#panel .edge").text_content()
        assert "云溪链上引导基金 — 资助 → 启链科技有限公司 不超过5000万元" in told

    def test_what_is_planned_can_be_left_out(self, opened, store):
        page = opened(store).page
        page.locator("#filters summary", has_text="状态").click()
        page.locator("#filters li", has_text="计划").locator("input").uncheck()
        statuses = page.evaluate(
            """() => {
              const { network, state } = viewer;
              return state.edges.map((edge) => network.data.statuses[network.status[edge]]);
            }"""
        )
        assert "planned" not in statuses
        assert "done" in statuses

    def test_topic_and_place_filter(self, opened, store):
        page = opened(store).page
        page.locator("#filters summary", has_text="主题").click()
        page.locator("#filters li", has_text="无主题").locator("input").uncheck()
        assert shown(page) == {"云溪市链上经济扶持办法"}
        press(page, "reset")
        page.locator("#filters details", has_text="地方").last.locator("summary").click()
        page.locator("#filters li", has_text="地点未述").locator(".only").click()
        assert shown(page) == {"远山省发展和改革委员会"}

    def test_time_respects_uncertain_dates(self, opened, store):
        def state(page, iri, day):
            return page.evaluate(
                """([id, day]) => {
                  viewer.setDay(day);
                  return viewer.state.nodeState[viewer.network.find(id)];
                }""",
                [compact(iri), day],
            )

        page = opened(store).page
        # the park is of 2016, the policy of 2017-11 or 2018-05, the agency is not dated
        assert state(page, PARK, 20151231) == 0
        assert state(page, PARK, 20160631) == 2
        assert state(page, PARK, 20161231) == 1
        assert state(page, POLICY, 20171031) == 0
        assert state(page, POLICY, 20180131) == 2
        assert state(page, POLICY, 20180531) == 1
        assert state(page, AGENCY, 20151231) == 1
        page.locator("#time input").focus()
        page.keyboard.press("Home")
        assert page.locator("#time output").text_content() == "2016-01"
        page.keyboard.press("End")
        assert page.locator("#time output").text_content() == "不限时间"

    def test_layouts_switch_without_a_jump(self, opened, store):
        page = opened(store).page
        seen = page.evaluate(
            """() => new Promise((done) => {
              const { scene } = viewer;
              const node = viewer.network.find("fund:云溪链上引导基金");
              const places = [scene.screen(node)];
              viewer.switchLayout("time");
              const look = (count) => {
                places.push(scene.screen(node));
                if (count) requestAnimationFrame(() => look(count - 1));
                else done(places);
              };
              requestAnimationFrame(() => look(70));
            })"""
        )
        steps = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(seen)]
        travelled = abs(seen[0][0] - seen[-1][0]) + abs(seen[0][1] - seen[-1][1])
        assert travelled > 40
        assert max(steps) < travelled / 2
        for word in ("关系", "地域"):
            page.locator("#toolbar button", has_text=word).first.click()
            page.wait_for_timeout(900)
            assert len(shown(page)) == 10

    def test_shortest_path(self, opened, store):
        page = opened(store).page
        choose(page, "陈安")
        page.locator(".actions button", has_text="最短路径").click()
        choose(page, "云溪市产业促进局")
        assert (
            "3 步" in page.locator("#panel h2").text_content()
            or "4 步" in page.locator("#panel h2").text_content()
        )
        names = page.locator("#panel .path .name").all_text_contents()
        assert (names[0], names[-1]) == ("陈安", "云溪市产业促进局")
        edges = page.evaluate("viewer.state.selected.path.edges.length")
        graph = to_networkx(store).to_undirected()
        assert edges == nx.shortest_path_length(
            graph, next(iri for iri in graph if iri.endswith("陈安")), AGENCY
        )

    def test_hide_focus_expand_collapse_pin_undo(self, opened, store):
        page = opened(store).page
        choose(page, "启链科技")
        page.keyboard.press("f")
        assert shown(page) == {"启链科技有限公司", "云溪链谷", "云溪链上引导基金", "陈安"}
        choose(page, "云溪链谷")
        page.keyboard.press("e")
        assert "云溪市" in shown(page)
        choose(page, "启链科技")
        page.keyboard.press("c")
        assert shown(page) == {"启链科技有限公司", "云溪链谷", "云溪市"}
        choose(page, "云溪市")
        page.keyboard.press("h")
        assert "云溪市" not in shown(page)
        page.keyboard.press("Control+z")
        assert "云溪市" in shown(page)
        page.keyboard.press("Control+z")
        assert "陈安" in shown(page)
        page.keyboard.press("p")
        assert page.evaluate("viewer.state.pinned.size") == 1

    def test_a_dragged_node_stays_where_it_was_put(self, opened, store):
        page = opened(store).page
        x, y = node_at(page, FUND)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y - 40, steps=6)
        page.mouse.up()
        page.locator("#filters li", has_text="政策").first.locator("input").uncheck()
        assert node_at(page, FUND) == pytest.approx([x + 60, y - 40], abs=2)
        press(page, "undo")
        press(page, "undo")
        assert node_at(page, FUND) == pytest.approx([x, y], abs=2)


class TestTakingAway:
    def test_gexf_and_graphml_hold_what_is_on_screen(self, opened, store):
        page = opened(store).page
        page.locator("#filters li", has_text="地方").first.locator("input").uncheck()
        whole = to_networkx(store)
        expected = whole.subgraph(iri for iri in whole if whole.nodes[iri]["class"] != "Place")
        for kind, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
            back = read(io.BytesIO(saved(page, kind)))
            assert set(back) == set(expected)
            assert sorted(
                (s, data["predicate"], o, data["status"]) for s, o, data in back.edges(data=True)
            ) == sorted(
                (s, data["predicate"], o, data["status"])
                for s, o, data in expected.edges(data=True)
            )

    def test_csv_opens_in_a_spreadsheet(self, opened, store):
        page = opened(store).page
        text = saved(page, "csv").decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == to_networkx(store).number_of_edges()
        assert {
            "from": "云溪链上引导基金",
            "relation": "资助",
            "to": "启链科技有限公司",
        }.items() <= next(row for row in rows if row["predicate"] == "funds").items()

    def test_pictures(self, opened, store):
        page = opened(store)
        assert saved(page.page, "png").startswith(b"\x89PNG")
        svg = ET.fromstring(saved(page.page, "svg"))
        words = {element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")}
        assert "云溪链谷" in words
        page.calm()

    def test_the_address_restores_what_was_seen(self, opened, store):
        page = opened(store).page
        page.locator("#filters li", has_text="人物").first.locator("input").uncheck()
        choose(page, "云溪链谷")
        page.wait_for_timeout(1000)
        fragment = page.url.partition("#")[2]
        again = opened(store, fragment=f"#{fragment}").page
        assert shown(again) == shown(page)
        assert again.locator("#panel h2").text_content() == "云溪链谷"
        assert node_at(again, PARK) == pytest.approx(node_at(page, PARK), abs=3)

    def test_sources_can_be_printed(self, opened, store):
        page = opened(store).page
        press(page, "sources")
        assert page.locator("dialog li").count() == 2
        page.emulate_media(media="print")
        assert page.locator("dialog li").first.is_visible()
        assert not page.locator("#stage").is_visible()

    def test_the_query_is_shown(self, opened, store):
        query = "CONSTRUCT WHERE { ?s zt:funds ?o }"
        page = opened(store, query=query).page
        press(page, "query")
        assert page.locator("dialog pre").text_content() == query
        page.click("dialog header button")
        choose(page, "云溪链上引导基金")
        page.locator(".actions button", has_text="SPARQL").click()
        asked = page.locator("dialog pre").text_content()
        told = {row["value"].value for row in rows(store.query(asked))}
        assert told == {COMPANY}


class TestForEveryone:
    def test_the_tables_say_what_the_picture_says(self, opened, store):
        page = opened(store).page
        page.locator("#filters li", has_text="地方").first.locator("input").uncheck()
        page.keyboard.press("Escape")
        press(page, "table")
        names = page.locator("#nodes tbody tr td:first-child").all_text_contents()
        assert set(names) == shown(page)
        assert len(names) == len(shown(page))
        rows = page.locator("#edges tbody tr").all_text_contents()
        assert len(rows) == page.evaluate("viewer.scene.lines.length")
        assert any("云溪链上引导基金资助启链科技有限公司已成1" in row for row in rows)

    def test_the_keyboard_alone_reaches_evidence_and_neighbours(self, opened, store):
        page = opened(store).page
        page.keyboard.press("/")
        page.keyboard.type("yunxilian")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        first = page.locator("#panel h2").text_content()
        assert first.startswith("云溪链")
        page.keyboard.press("Enter")  # from the picture to the first fact
        assert page.evaluate("document.activeElement.className") == "evidence"
        page.keyboard.press("Enter")  # its evidence
        assert page.locator("#panel .claim").first.is_visible()
        for _ in range(20):  # on to the other end of a fact
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.className") == "name":
                break
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").text_content() != first
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "picture"
        before = page.locator("#panel h2").text_content()
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            page.keyboard.press(key)
        page.wait_for_timeout(500)
        assert page.locator("#panel h2").count() == 1
        assert before
        page.keyboard.press("Escape")
        assert page.evaluate("viewer.state.selected") is None

    def test_arrows_walk_to_a_neighbour_in_their_direction(self, opened, store):
        page = opened(store).page
        choose(page, "云溪市产业促进局")
        here = page.evaluate("viewer.state.selected.node")
        for key, axis, sign in (("ArrowRight", 0, 1), ("ArrowLeft", 0, -1)):
            page.evaluate("(node) => viewer.select({ node })", here)
            page.focus("#picture")
            page.keyboard.press(key)
            there = page.evaluate("viewer.state.selected.node")
            if there != here:
                before, after = page.evaluate(
                    "(nodes) => nodes.map((n) => [viewer.scene.x[n], viewer.scene.y[n]])",
                    [here, there],
                )
                assert (after[axis] - before[axis]) * sign > 0
                break
        else:
            pytest.fail("no arrow led anywhere")

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_small_screens(self, opened, store, scheme):
        page = opened(
            store, viewport={"width": 360, "height": 740}, color_scheme=scheme, has_touch=True
        ).page
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.touchscreen.tap(*node_at(page, PARK))
        panel = page.locator("#panel").bounding_box()
        assert page.locator("#panel h2").text_content() == "云溪链谷"
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= 360
        page.locator(".narrow").click()
        assert page.locator("#filters").is_visible()

    def test_both_languages_and_both_themes(self, opened, store):
        page = opened(store)
        paper = page.page.evaluate("getComputedStyle(document.body).backgroundColor")
        press(page.page, "theme")
        assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
        press(page.page, "language")
        assert "Filters" in page.page.locator("#filters").text_content()
        choose(page.page, "yunxi fund")
        assert "funds" in page.page.locator("#panel").text_content()
        assert page.page.evaluate("document.documentElement.lang") == "en"
        page.calm()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_serious(self, opened, store, scheme):
        axe = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
        )
        page = opened(store, color_scheme=scheme).page
        page.context.set_default_timeout(20_000)
        choose(page, "云溪十条")
        page.locator("#panel .evidence").first.click()
        found = _serious(axe.Axe().run(page))
        press(page, "table")
        found += _serious(axe.Axe().run(page))
        press(page, "sources")
        found += _serious(axe.Axe().run(page))
        assert found == []


def _serious(results):
    return [
        (rule["id"], node["html"][:120], node.get("failureSummary", "")[:200])
        for rule in results.response["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


class TestHostile:
    def test_names_that_look_like_code_stay_text(self, opened, hostile_store):
        page = opened(hostile_store, title=HOSTILE[3], query=HOSTILE[2])
        view = page.page
        for across in range(240, 930, 30):
            view.mouse.move(across, 300)
            view.mouse.move(across, 480)
        for text in ("script", "云溪", "img", "<"):
            search(view, text)
        for name in ("云溪链上引导基金", "云溪市链上经济扶持办法", "云溪链谷"):
            choose(view, name)
            for button in view.locator("#panel .evidence").all():
                button.click()
            for button in view.locator("#panel .differs .name").all():
                button.click()
        view.locator("#panel .name").first.click()
        for edge in range(view.evaluate("viewer.network.links")):
            view.evaluate("(edge) => viewer.select({ edge })", edge)
        for action in ("focus", "expand", "collapse", "pin", "hide"):
            view.evaluate("(action) => viewer.act(action, 3)", action)
        press(view, "reset")
        for word in ("table", "picture", "sources", "query", "help"):
            press(view, word)
            if view.locator("dialog[open]").count():
                view.click("dialog header button")
        press(view, "language")
        press(view, "language")
        for kind in ("svg", "gexf", "graphml"):
            root = ET.fromstring(saved(view, kind))
            assert not [one for one in root.iter() if one.tag.endswith(("script", "img", "iframe"))]
        cells = next(csv.reader(io.StringIO(saved(view, "csv").decode("utf-8-sig"))))
        assert cells[0] == "from"
        for row in csv.reader(io.StringIO(saved(view, "csv").decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "-"))]
        saved(view, "png")
        assert view.locator("h1").text_content() == HOSTILE[3]
        assert view.locator("iframe, img, script[src], a[href^=javascript]").count() == 0
        page.calm()

    @pytest.mark.parametrize(
        "fragment",
        [
            "#node=<script>window.pwned=1</script>",
            "#layout=__proto__&colour=constructor&size=toString&day=99999999999",
            "#edge=a|b&hidden=||||&at=1e99,NaN,Infinity&no-class=%00",
            "#%E0%A4%A&=&&&no-relation=%3Cimg%20src=x%20onerror=window.pwned=1%3E",
            "#day=00000000&at=-1,0,0&focus=place:nowhere&pinned=javascript:window.pwned=1",
        ],
    )
    def test_any_address_opens_the_page(self, opened, store, fragment):
        page = opened(store, fragment=fragment)
        assert page.page.locator("#status").text_content().startswith("显示 10 共 10")
        page.calm()


@pytest.fixture(scope="module")
def large(tmp_path_factory, browser):
    path = tmp_path_factory.mktemp("large") / "page.html"
    network = synthetic(6000)
    path.write_bytes(render(EMPTY, network, title="合成").encode())
    page = Opened(browser, path)
    yield page
    page.page.close()


class TestLarge:
    def test_it_opens_on_a_summary_that_opens(self, large):
        page = large.page
        groups = page.evaluate("viewer.state.sizes.size")
        assert groups < 400
        assert page.evaluate("viewer.scene.items.length") == groups
        assert page.evaluate("[...viewer.state.sizes.values()].reduce((a, b) => a + b)") == 6000
        bundled = page.evaluate("viewer.scene.lines.reduce((sum, line) => sum + line.weight, 0)")
        assert 0 < bundled <= page.evaluate("viewer.network.links")
        page.evaluate("viewer.select({ group: 0 })")
        size = page.evaluate("viewer.state.sizes.get(viewer.network.count)")
        page.locator("#panel .wide").click()
        assert page.evaluate("viewer.scene.items.length") == groups - 1 + size
        press(page, "undo")
        assert page.evaluate("viewer.scene.items.length") == groups
        large.calm()

    def test_a_found_node_comes_out_of_its_group(self, large):
        page = large.page
        name = page.evaluate("viewer.network.labels[4321]")
        choose(page, name)
        assert page.locator("#panel h2").text_content() == name
        assert page.evaluate("viewer.scene.items.includes(4321)")
        page.evaluate("viewer.select(null)")

    def test_every_node_can_be_shown(self, large):
        page = large.page
        page.locator("#panel .wide").click()
        assert page.evaluate("viewer.scene.items.length") == 6000
        page.locator("#panel .wide").click()
        assert page.evaluate("viewer.scene.items.length") < 400

    def test_too_large_is_refused_unless_forced(self):
        network = nx.MultiDiGraph()
        for number in range(20001):
            network.add_node(str(number), **{"class": "Other"}, label="x", english="x", names="")
        with pytest.raises(TermError, match="20001 nodes"):
            render(EMPTY, network, title="x")


class TestGrowing:
    """The page of a server, which sends more when asked: here a server of a few lines."""

    @pytest.fixture
    def grown(self, browser, store):
        asked = []

        def data(only, left=0):
            network = to_networkx(store, only=only)
            packed_ = pack(network, gather(store, network), STYLES)
            extra = {"title": "x", "language": "zh", "query": "", "more": "/more", "left": left}
            return packed_ | extra

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self):
                text = page(
                    "page.html",
                    title="x",
                    language="zh",
                    styles=asset("page.css"),
                    scripts=[viewer_script(growing=True)],
                    data=data([CITY, AGENCY]),
                )
                allowed = text.replace(
                    "default-src 'none'", "default-src 'none'; connect-src 'self'"
                )
                self.answer("text/html; charset=utf-8", allowed)

            def do_POST(self):
                wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                asked.append(wanted)
                found, left = neighbours(store, wanted["grow"], wanted["shown"], most=3)
                self.answer("application/json", json.dumps(data([*wanted["shown"], *found], left)))

            def answer(self, kind, text):
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        view = browser.new_page(viewport={"width": 1280, "height": 800})
        view.goto(f"http://127.0.0.1:{server.server_port}/")
        yield view, asked
        view.close()
        server.shutdown()
        server.server_close()

    def test_what_is_there_does_not_move(self, grown):
        view, asked = grown
        assert shown(view) == {"云溪市", "云溪市产业促进局"}
        choose(view, "云溪市")
        view.wait_for_timeout(600)
        before = [node_at(view, CITY), node_at(view, AGENCY)]
        view.keyboard.press("e")
        view.wait_for_timeout(600)
        assert set(asked[0]["shown"]) == {CITY, AGENCY}
        assert len(shown(view)) == 5
        assert [node_at(view, CITY), node_at(view, AGENCY)] == [
            pytest.approx(place, abs=1.5) for place in before
        ]
        assert view.locator("#panel h2").text_content() == "云溪市"
        places = view.evaluate("[...viewer.state.moved.values()].map(([x, y]) => [x, y])")
        gaps = [
            abs(a[0] - b[0]) + abs(a[1] - b[1]) for n, a in enumerate(places) for b in places[:n]
        ]
        assert min(gaps) > 20


class TestData:
    def test_columns_are_as_narrow_as_they_can_be(self):
        assert packed([0, 255])[0] == "B"
        assert packed([0, 256])[0] == "H"
        assert packed([65536])[0] == "I"
        assert packed([])[0] == "B"

    def test_every_class_has_a_style(self):
        assert set(ENTITY_CLASSES) < set(STYLES)
        assert len({style[2] for style in STYLES.values()}) == len(STYLES)

    def test_every_claim_about_the_nodes_is_in_the_page(self, store):
        network = to_networkx(store)
        dossier = gather(store, network)
        data = pack(network, dossier, STYLES)["dossier"]
        assert len(data["claims"]) == 14
        assert sorted(claim for fact in data["facts"] for claim in fact[3]) == list(range(14))
        # the denied one is no edge, but it is told
        assert "denied" in {claim["status"] for claim in data["claims"]}

    def test_a_neighbourhood_tells_only_of_its_nodes(self, store):
        network = to_networkx(store, focus=CITY, hops=1)
        dossier = gather(store, network)
        iris = list(network)
        assert {dossier.claims[n].subject for f in dossier.facts for n in f.claims} <= set(iris)
        assert COMPANY not in iris

    @pytest.mark.parametrize(
        ("amount", "words"),
        [
            ({"value": 80_000_000}, "8000万元"),
            ({"minimum": 100_000_000}, "不少于1亿元"),
            ({"maximum": 5_000_000}, "不超过500万元"),
            ({"minimum": 2000, "maximum": 30_000}, "2000至3万元"),
            ({"value": 2, "currency": "USD"}, "2美元"),
        ],
    )
    def test_a_cap_never_reads_as_a_floor(self, amount, words):
        from decimal import Decimal

        from kg.model import Amount

        figures = {k: v if k == "currency" else Decimal(v) for k, v in amount.items()}
        assert wording(Amount(**figures))[0] == words
