"""PDFs as officials and publishers send them: printed by a browser, locked, scanned, damaged."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from html import escape

import pypdf
import pytest
from browsing import CHROMIUM, needs_browser

from kg.article import read_article
from kg.article.pdf import reflowed
from kg.errors import ArticleError
from kg.extraction import extract

TITLE = "临沧市人民政府印发《临沧市人形机器人产业发展行动方案（2024—2027年）》"
PARAGRAPHS = [
    "本报讯（记者）近日，临沧市人民政府印发《临沧市人形机器人产业发展行动方案（2024—2027年）》，"
    "提出到2027年全市培育整机企业12家以上，产业规模突破300亿元。",
    "一、重点任务",
    "（一）建设载体。在临沧经济技术开发区布局机器人产业园，总面积约2.4平方公里，"
    "引进减速器、伺服电机、力传感器等关键零部件企业，民营企业与科研院所可以共同建设中试平台。",
    "（二）设立基金。由临沧产业投资集团有限公司发起设立临沧机器人产业基金，首期规模20亿元，"
    "重点投向人形机器人本体、灵巧手和具身智能大模型。",
    "二、保障措施",
] + [
    f"第{number}条措施由市工业和信息化局会同有关部门落实，每季度调度一次进展，"
    "年底前向市人民政府报告，并按规定公开结果，接受社会监督。"
    for number in "一二三四五六七八九"
] * 2


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The text as chromium prints it, with page numbers."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    body = "".join(f"<p>{escape(words)}</p>" for words in PARAGRAPHS)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page()
        page.set_content(
            "<style>p{font-size:16pt;line-height:1.8;text-indent:2em;margin:0}</style>"
            f"<h1>{escape(TITLE)}</h1>{body}"
        )
        data = page.pdf(
            format="A4",
            display_header_footer=True,
            header_template="<span></span>",
            footer_template='<div style="font-size:9px">— <span class="pageNumber"></span> —</div>',
            margin={"top": "25mm", "bottom": "25mm", "left": "28mm", "right": "26mm"},
        )
        chromium.close()
    return bytes(data)


@needs_browser
def test_a_printed_text_is_what_was_printed(printed: bytes) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) > 1
    article = read_article(printed)
    written = "\n".join([TITLE, *PARAGRAPHS])
    assert article.text.replace(" ", "") == read_article(written.encode()).text


@needs_browser
def test_a_printed_text_states_what_the_text_states(printed: bytes) -> None:
    def facts(data: bytes) -> set[tuple[str, str, str]]:
        return {
            (claim.subject, claim.predicate, str(claim.object))
            for claim in extract(read_article(data, id="x")).claims
        }

    written = facts("\n".join([TITLE, *PARAGRAPHS]).encode())
    assert len(written) > 8
    assert facts(printed) == written


def test_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ArticleError, match="pip install"):
        read_article(b"%PDF-1.4 ...")


def _rewritten(data: bytes | None, **lock: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data)) if data else pypdf.PdfWriter()
    if not data:
        writer.add_blank_page(600, 800)
    if lock:
        writer.encrypt(owner_password="owner", **lock)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@needs_browser
@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_forbids_changes_is_read(printed: bytes, algorithm: str) -> None:
    locked = _rewritten(printed, user_password="", algorithm=algorithm)
    assert read_article(locked).text == read_article(printed).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_rewritten(None), "holds no text"),
        (_rewritten(None, user_password="x", algorithm="AES-256"), "password"),
        (_rewritten(None)[:200], "damaged"),
        (b"%PDF-1.4 broken", "damaged"),
    ],
    ids=["scanned", "locked", "cut", "broken"],
)
def test_a_pdf_without_text_is_told_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as error:
        read_article(data)
    assert "\n" not in str(error.value)


@needs_browser
def test_damage_anywhere_is_told_or_read_over(printed: bytes) -> None:
    for at in range(10, len(printed), len(printed) // 60):
        for damaged in (printed[:at], printed[:at] + b"/Zq 9 0 R" + printed[at + 9 :]):
            with suppress(ArticleError):
                read_article(damaged)


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["河源市能源局\n2023年3月5日"], "河源市能源局\n2023年3月5日"),
        (["第一页的话\n- 1 -", "第二页的话\n- 2 -"], "第一页的话\n第二页的话"),
        (
            ["甲市出台新型储能措施，支持园区\n一、总体要求", "1 / 2"],
            "甲市出台新型储能措施，支持园区\n一、总体要求",
        ),
        (
            ["乙市将在三年内建成充电站四百座，覆\n盖全部乡镇，并对运营企业给予补贴。"] * 2,
            "乙市将在三年内建成充电站四百座，覆盖全部乡镇，并对运营企业给予补贴。\n"
            "乙市将在三年内建成充电站四百座，覆盖全部乡镇，并对运营企业给予补贴。",
        ),
        ([""], ""),
        ([], ""),
    ],
)
def test_lines_of_pages(pages: list[str], text: str) -> None:
    assert reflowed(pages) == text
