"""Reading articles: positions, encodings, blocks, copies, limits. All texts are our own."""

from __future__ import annotations

import os
import pickle
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.article import Article, near_duplicates, normalise, read_article
from kg.article.spacing import blanks_set
from kg.article.wrapping import headlines_inside, line_breaks_inside
from kg.errors import ArticleError
from kg.model import PartialDate

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
SAMPLE = "某省印发《数据产业发展行动计划》,设立基金10亿元。全省各市应当照此办理,不得拖延。"

# pieces whose normal form does not depend on what stands beside them
PIECES = {
    "产业": "产业",
    "產業發展": "产业发展",
    "區(qū)": "区",
    "塊(kuài)鏈(liàn)": "块链",
    "（2020—2022年）": "(2020—2022年)",
    "：；！？，％": ":;!?,%",
    "「創新」": "“创新”",
    "ＡＢＣ１２３": "ABC123",
    "𠀀𡃁": "𠀀𡃁",
    "😀": "😀",
    "\r\n": "\n",
    "⻓江⻔⼾": "长江门户",
    "\r": "\n",
    "\n": "\n",
    "\u3000\u00a0": "  ",
    "\u200b": "",
    "\ufeff": "",
    "é": "é",
    "(abc)": "(abc)",
    "\u2028": "\n",
    "—－": "—-",
    "〇○": "〇〇",
    "⽅": "方",
}


def article(text: str, **options: str) -> Article:
    """An article of a text."""
    return read_article(text.encode(), **options)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(list(PIECES)), max_size=30), st.data())
def test_every_passage_of_the_copy_leads_back_to_its_source(
    parts: list[str], data: st.DataObject
) -> None:
    raw = "".join(parts)
    # which the whole text tells, not a passage of it
    assume(not any(line_breaks_inside(raw)) and not any(headlines_inside(raw)))
    assume(not any(blanks_set(raw)) and "\u00a0\n" not in raw.replace("\r", ""))
    copy = normalise(raw)
    # a lone \r before \n, or a bracket behind Chinese, changes meaning at the seam of two pieces
    if not any(a == "\r" and b in ("\n", "\r\n") for a, b in pairwise(parts)):
        assert copy.text == "".join(PIECES[part] for part in parts)
    start = data.draw(st.integers(0, len(copy.text)))
    end = data.draw(st.integers(start, len(copy.text)))
    span = copy.span(start, end)
    assert 0 <= span.start <= span.end <= len(raw)
    assert normalise(raw[span.start : span.end]).text == copy.text[start:end]


# marks that are told by what stands elsewhere in a text
_DOUBLE = str.maketrans("‘’<>", "“”《》")


@given(st.text(max_size=200), st.data())
def test_any_text_at_all_keeps_its_positions(raw: str, data: st.DataObject) -> None:
    assume("\\n" not in raw)  # a break written out, which stands for what follows it
    copy = normalise(raw)
    positions = [copy.position(index) for index in range(len(copy.text))]
    assert positions == sorted(set(positions))
    assert all(0 <= position < len(raw) for position in positions)
    for index, position in enumerate(positions):
        # a > that stands alone is the mark of a quoted line
        one = normalise(raw[position]).text.translate(_DOUBLE) if raw[position] != ">" else "》"
        assert (
            one == copy.text[index].translate(_DOUBLE)
            or unicodedata.category(raw[position]) == "Lo"
        )
    assert "".join(normalise(copy.text).text.split()) == "".join(copy.text.split())


@pytest.mark.parametrize("lead", ["\x1e", "\ufeff", "\u2028", "甲。\n\u200b"])
def test_the_mark_of_a_quoted_line_goes_whatever_ends_the_line_before(lead: str) -> None:
    assert ">" not in normalise(f"{lead}> 乙\n>丙").text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("甲市建园。\\n乙市建厂。\\n\\n  丙市", "甲市建园。\n乙市建厂。\n  丙市"),
        ("放在C:\\new里", "放在C:\\new里"),
        ("甲市建园。【版权声明】本文来自乙", "甲市建园。\n【版权声明】本文来自乙"),
        ("甲市建园。[责任编辑：乙]", "甲市建园。\n[责任编辑:乙]"),
        ("甲市建园。返回丙网，查看更多", "甲市建园。\n返回丙网,查看更多"),
        ("甲市建园。返回丙地，再建一园。", "甲市建园。返回丙地,再建一园。"),
        ("双方签署版权声明，并存档。", "双方签署版权声明,并存档。"),
    ],
)
def test_breaks_written_out_and_notices_in_the_line(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("甲于 2021 年 3 月投资 5 亿元。", "甲于2021年3月投资5亿元。"),
        ("甲与 IBM 合作，占 10% 的股份。", "甲与IBM合作,占10%的股份。"),
        ("1 总则，另有 3 章。", "1 总则,另有3章。"),
        ("序号 1 甲园", "序号 1 甲园"),
        ("甲园  12家，乙园  8家", "甲园  12家,乙园  8家"),
        ("Delta Fund 投资甲，Omega Fund 投资乙。", "Delta Fund投资甲,Omega Fund投资乙。"),
    ],
)
def test_blanks_around_digits_and_latin_letters(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("甲市投资**5**亿元，建成**乙园**。", "甲市投资5亿元,建成乙园。"),
        ("据[甲日报](https://example.org/a?b=1)报道。", "据甲日报报道。"),
        ("![图](https://example.org/a.png)甲市建园。", "甲市建园。"),
        ("车牌为甲A**12，行驶中。", "车牌为甲A**12,行驶中。"),
        ("> 甲市建园。\n>\n>> 乙市建厂。\n首页 > 要闻", "甲市建园。\n\n乙市建厂。\n首页 > 要闻"),
        ("[1]见附注(一)。", "[1]见附注(一)。"),
        ("甲[乙](丙)", "甲[乙](丙)"),
    ],
)
def test_marks_of_markdown(raw: str, text: str) -> None:
    assert normalise(raw).text == text


def test_blanks_at_the_end_of_a_line() -> None:
    assert (
        normalise("甲市建园。  \n乙市建厂。\u3000\r\n\n丙\t\n").text
        == "甲市建园。\n乙市建厂。\n\n丙 \n"
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("【甲市氢能产业办法】\n第一条 施行。", "甲市氢能产业办法\n第一条 施行。"),
        ("甲市印发<乙产业办法>。", "甲市印发《乙产业办法》。"),
        ("当a<b时，c>d。", "当a<b时,c>d。"),
        ("甲市的‘乙平台’上线。", "甲市的“乙平台”上线。"),
        ("“甲的‘乙平台’上线”", "“甲的‘乙平台’上线”"),
    ],
)
def test_titles_and_names_between_other_marks(raw: str, text: str) -> None:
    assert normalise(raw).text == text


def test_clean_text_is_not_touched() -> None:
    copy = normalise(SAMPLE.replace(",", ","))
    assert (copy.text, copy.starts, copy.shifts) == (SAMPLE, (0,), (0,))
    assert (copy.pinyin, copy.traditional) == (0, 0)


@pytest.mark.parametrize(
    ("raw", "text", "pinyin"),
    [
        ("區(qū)塊鏈", "区块链", 1),
        ("区（qu）块链", "区块链", 1),
        ("重(zhòng)要、重(chóng)庆", "重要、重庆", 2),
        ("技術(shù)務(wù)", "技术务", 2),
        ("女(nǚ)性", "女性", 1),
        ("园区(abc)", "园区(abc)", 0),
        ("某部(ministry)", "某部(ministry)", 0),
        ("链(NBA)", "链(NBA)", 0),
        ("香港(hk)", "香港(hk)", 0),
        ("(qū)", "(qū)", 0),
    ],
)
def test_pinyin_goes_only_where_the_reading_is_right(raw: str, text: str, pinyin: int) -> None:
    copy = normalise(raw)
    assert (copy.text, copy.pinyin) == (text, pinyin)


@pytest.mark.parametrize(
    ("raw", "text", "parted", "shares"),
    [
        ("谷潮科技（Guchao Tech）与澜海", "谷潮科技与澜海", (4,), ()),
        ("谷潮科技(600519)、澜海(03380.HK)", "谷潮科技、澜海", (4, 7), (4, 7)),
        ("谷潮（NASDAQ：GUCH）上市", "谷潮上市", (2,), (2,)),
        ("谷潮（证券代码：600519、00700）上市", "谷潮上市", (2,), (2,)),
        # what a text calls the thing later, what tells a project, a year, a post code
        ("云海链（Yunhai），Yunhai上线", "云海链(Yunhai),Yunhai上线", (), ()),
        ("货币桥项目（Bridge）启动", "货币桥项目(Bridge)启动", (), ()),
        ("谷潮科技(2021)", "谷潮科技(2021)", (), ()),
        ("西河区府大院(526070)", "西河区府大院(526070)", (), ()),
        ("西河区管委会（邮编：610000）", "西河区管委会(邮编:610000)", (), ()),
    ],
)
def test_what_only_tells_a_name_again_is_gone(
    raw: str, text: str, parted: tuple[int, ...], shares: tuple[int, ...]
) -> None:
    copy = normalise(raw)
    assert (copy.text, copy.parted, copy.shares, copy.pinyin) == (text, parted, shares, 0)


def set_to(text: str, width: int) -> str:
    """A text as a page of a width prints it."""
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


@pytest.mark.parametrize("width", [12, 16, 20, 35])
def test_lines_of_a_page_are_joined_wherever_they_break(width: int) -> None:
    whole = SAMPLE.replace("。", ",") * 3 + "今年起试行。"
    for end in ("\n", "\r\n"):
        copy = normalise(set_to(whole, width).replace("\n", end))
        assert copy.text == whole
        assert all(
            copy.position(index) == index + len(end) * (index // width)
            for index in range(len(whole))
        )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("本市印发《数据条\n例》。", "本市印发《数据条例》。"),
        ("甲市、\n乙市参加", "甲市、乙市参加"),
        ("甲市参加\n，乙市缺席", "甲市参加,乙市缺席"),
        ("甲市的园区已开园。乙市的研\n究院已揭牌。", "甲市的园区已开园。乙市的研究院已揭牌。"),
        ("甲市的产业园已\n- 3 -\n开园,乙市", "甲市的产业园已\n- 3 -\n开园,乙市"),
        ("甲市的产业园已开园。乙市的研\n第 3 页\n究院", "甲市的产业园已开园。乙市的研究院"),
        (
            "园区热\n去年,甲市设立\n了产业基金。乙市建成研究\n院,丙市没有。丁\n市的园区,今年"
            "由乙公\n司投资,开园了。戊市参\n加,庚市缺席。明年,辛市\n要来",
            "园区热\n去年,甲市设立了产业基金。乙市建成研究院,丙市没有。丁市的园区,今年"
            "由乙公司投资,开园了。戊市参加,庚市缺席。明年,辛市要来",
        ),
    ],
)
def test_line_breaks_inside_sentences(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@pytest.mark.parametrize(
    "text",
    [
        "数据产业新政\n甲市出台条例,设立基金。",
        "请各区照此办理,不得有误。甲市人民政府\n2021年3月4日",
        "甲市的产业园已开园。一、关于资金\n乙市设立基金。",
        "\n".join(f"甲市印发{3 * n * at}办法,设立基金" for at, n in enumerate("新旧大小多少老幼")),
        "\n".join(["甲市新能源汽车产业园", "乙市人工智能研究院", "丙市生物医药基地"] * 2),
        "\n".join(f"第{n}家是甲市的数据公司,在园区里,开业多年了。" for n in "一二三四五六七八"),
        "企业\t园区\t投资额(万元),\n澄光激光\t沣东科技园\t3200",
        "甲市的产业园已开园。乙市的研究院\n\n丙市也有基金。",
    ],
)
def test_line_breaks_of_the_writer_stay(text: str) -> None:
    assert normalise(text).text == text.replace("\t", " ")


@pytest.mark.parametrize(
    "text",
    [
        "甲市政府发布低空经济行动方案|近日，甲市政府印发三年方案。",
        "去年已有先例。甲科技与乙大学共建芯片实验室|3月5日下午，双方签约。",
        "某公司拟赴泰国建设第二座工厂|据路透社报道，该公司已选定厂址。",
        "泰国证监会公布稳定币规则草案|泰国证监会（SEC）表示将征求意见。",
        "丹麦海事局放开自动驾驶船舶测试|海事局日前透露，首批有三艘船。",
        "甲公司：三年内投入十亿元研发芯片|日前，甲公司公布年报。",
        "新西兰两项矿业法案获国会表决通过|新西兰国会3月2日表示将尽快公布全文。",
        "甲銀行推出跨境支付平台服務|據報導，該平台由乙公司開發。",
    ],
)
def test_headlines_that_run_into_their_news(text: str) -> None:
    raw = text.replace("|", "")
    copy = normalise(raw)
    assert copy.text == "\n".join(normalise(part).text for part in text.split("|"))
    end = text.index("|")
    assert [copy.position(at) for at in (end - 1, end + 1)] == [end - 1, end]
    around = copy.span(end - 2, end + 3)
    assert (around.start, around.end) == (end - 2, end + 2)


@pytest.mark.parametrize(
    "text",
    [
        "该实验室的揭牌仪式定于2021年6月8日，由甲大学主办。",
        "新华社北京三月电（记者 某某）3月5日，甲公司开业。",
        "甲市政府在全市工业大会上表示，截至9月30日，园区已满。",
        "甲大学宣布成立甲大学数据科学研究院，地点在乙市。",
        "甲市人民政府办公厅关于印发《甲市人民政府公布的目录》的通知。",
        "由乙集团控股的公司前身为乙集团表示要出售的工厂。",
        "该平台接入全市各部门的业务数据消息，实时更新。",
    ],
)
def test_sentences_are_not_parted_like_headlines(text: str) -> None:
    assert "\n" not in normalise(text).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("數據機構", "数据机构"),
        ("臺東縣、台灣", "台东县、台湾"),
        ("鏈條與裏程", "链条与里程"),
        ("乾隆年間", "乾隆年间"),
        ("乾县与乾安縣的乾燥設備", "乾县与乾安县的干燥设备"),
        ("著作權", "著作权"),
        ("华为昇腾与毕昇", "华为昇腾与毕昇"),
        ("華為昇騰協助企業提昇、昇級", "华为昇腾协助企业提升、升级"),
    ],
)
def test_traditional_characters(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_encodings(encoding: str) -> None:
    read = read_article(SAMPLE.encode(encoding), id="a")
    assert read.raw == SAMPLE
    assert read.sha256 == article(SAMPLE).sha256


def test_big5() -> None:
    raw = "經濟部公告產業發展條例，設立基金四百億元，由行政院核定之。"
    read = read_article(raw.encode("big5"), id="a")
    assert read.raw == raw
    assert "产业发展条例" in read.text
    assert read.noise.traditional > 0.2


def test_positions_count_code_points_of_the_raw_text() -> None:
    read = article("😀區(qū)塊鏈\r\n產業園")
    start = read.text.index("产业园")
    span = read.span(start, start + 3)
    assert read.raw[span.start : span.end] == "產業園"
    assert read.bounds(start, start + 3) == (span.start, span.end)


def test_html() -> None:
    body = "".join(f"<p>{SAMPLE}第{n}条说明如下。</p>" for n in range(8))
    page = (
        "<html><head><title>数据产业新政</title><meta charset='utf-8'></head><body><nav>首页</nav>"
        f"<article><h1>数据产业新政</h1>{body}</article></body></html>"
    )
    read = read_article(page.encode(), id="page")
    assert "<p>" not in read.raw
    assert "第7条" in read.text
    assert read.title == "数据产业新政"


def test_the_headline_of_a_page_stands_above_its_text_once() -> None:
    body = "".join(f"<p>{SAMPLE}第{n}条说明如下。</p>" for n in range(8))
    for headline in ("<h1>甲市数据产业新政印发</h1>", ""):
        page = (
            "<html><head><title>甲市数据产业新政印发_甲市新闻网</title></head><body><div>首页</div>"
            f"<article>{headline}{body}</article></body></html>"
        )
        lines = read_article(page.encode(), id="page").text.splitlines()
        assert lines[0] == "甲市数据产业新政印发"
        assert lines.count("甲市数据产业新政印发") == 1


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("发布时间：2023-05-30 10:20 来源：甲日报", PartialDate("2023-05-30")),
        ("甲日报 2023年5月30日 10:20", PartialDate("2023-05-30")),
        ("点击：12", None),
    ],
)
def test_the_day_of_a_page_is_what_it_prints_and_no_guess(
    printed: str, day: PartialDate | None
) -> None:
    body = "".join(f"<p>自2019年起，甲市第{n}次支持企业，成效如下所述。</p>" for n in range(8))
    page = (
        f"<html><head><title>甲市数据产业新政</title></head><body><div>{printed}</div>"
        f"<article><h1>甲市数据产业新政</h1>{body}</article></body></html>"
    )
    assert read_article(page.encode(), id="page").published == day


def test_a_page_that_closes_itself_in_its_midst_is_read_to_its_end() -> None:
    head = "<html><head><title>数据产业新政</title></head><body><div>首页</div></html>"
    body = "".join(f"<p>{SAMPLE}第{n}条说明如下。</p>" for n in range(8))
    read = read_article(f"{head}<div class='c'>{body}</div></body></html>".encode(), id="page")
    assert "第7条" in read.text


def test_a_page_of_wechat() -> None:
    page = (
        '<html><head><meta property="og:title" content="数据产业新政解读"></head><body>'
        f"<script>var ct = '1581517074';{'var x = 1;' * 60_000}</script><p>当前版本</p>"
        '<a id="js_name"> 甲市发布 </a><div id="js_content" style="visibility: hidden;">'
        f"<section><p>{SAMPLE}</p><p>第二条说明如下。</p></section></div>赞赏<p>取消</p></body></html>"
    )
    read = read_article(page.encode(), id="page")
    assert (read.title, read.publisher) == ("数据产业新政解读", "甲市发布")
    assert read.published == PartialDate("2020-02-12")
    assert read.raw.splitlines()[-1] == "第二条说明如下。"
    assert "当前版本" not in read.raw


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("甲省数据产业发展办法印发执行_政策文件_甲省政府网", "甲省数据产业发展办法印发执行"),
        ("甲省数据产业发展办法印发执行-甲省新闻网", "甲省数据产业发展办法印发执行"),
        ("京津冀—长三角数据产业联动发展", "京津冀—长三角数据产业联动发展"),
        ("数据产业园的这一年——来自园区的新闻", "数据产业园的这一年——来自园区的新闻"),
    ],
)
def test_the_name_of_a_site_is_no_part_of_a_title(printed: str, title: str) -> None:
    page = f"<html><head><title>{printed}</title></head><body><p>{SAMPLE * 9}</p></body></html>"
    assert read_article(page.encode(), id="page").title == title


def test_a_piece_of_html() -> None:
    piece = (
        "<p>&nbsp;<strong>甲市氢能办法</strong></p><p>第一条 为落实规划，制定本办法。<br/>乙局</p>"
        "<table><tr><td>丙公司</td><td>丁项目</td></tr></table>"
    )
    read = read_article(piece.encode())
    assert read.raw == "甲市氢能办法\n第一条 为落实规划，制定本办法。\n乙局\n丙公司\t丁项目"
    assert "<p>" in read_article("用<p>表示一段。".encode()).text


def test_lines_that_lost_their_marks() -> None:
    raw = (
        "甲县经济开发区 2011年5月 经乙省人民政府批准设立 规划面积42平方公里 "
        "目前已落户庚茂食品 辛禾种业 壬川农机等企业86家 今年 又与癸农业大学签约"
    )
    copy = normalise(raw)
    assert copy.text == (
        "甲县经济开发区,2011年5月,经乙省人民政府批准设立,规划面积42平方公里。"
        "目前已落户庚茂食品、辛禾种业、壬川农机等企业86家。今年,又与癸农业大学签约"
    )
    assert copy.position(len(raw) - 1) == len(raw) - 1


@pytest.mark.parametrize(
    "text",
    [
        "工业和信息化部 财政部 农业农村部关于开展农机装备补短板行动的通知",
        " ".join(
            [
                "庚茂食品 辛禾种业 壬川农机 癸农科技 乙子生物",
                *(f"{n}午乳业" for n in "甲乙丙丁戊己"),
            ]
        ),
        "1 庚茂食品股份有限公司 粮食加工及冷链物流一体化建设项目 甲县经济开发区 3200 "
        "2 辛禾种业有限公司 种子库 乙县 900",
    ],
)
def test_names_side_by_side_get_no_marks(text: str) -> None:
    assert normalise(text).text == text


def test_a_huge_page_gives_all_its_text() -> None:
    line = f"<p>{SAMPLE}</p><script>var p = '<p>不是正文</p>';</script>"
    page = "<html><head><title>数据产业新政</title></head><body>" + line * 12_000 + "</body></html>"
    started = time.process_time()
    read = read_article(page.encode())
    assert time.process_time() - started < 5
    assert read.raw.splitlines()[1] == SAMPLE
    assert "不是正文" not in read.raw


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\xef\xbb\xbf", "no text"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"<html><body></body></html>", "no article text"),
    ],
)
def test_what_is_no_article_is_told_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as error:
        read_article(data)
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.txt", "no such file"), (tmp_path, "directory")):
        with pytest.raises(ArticleError, match=words):
            read_article(path)
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article("a\0b")
    with pytest.raises(ArticleError, match="date"):
        read_article(SAMPLE.encode(), published="2020-13")
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(ArticleError, match="50 MB"):
        read_article(big)


def test_a_file_gives_its_name(tmp_path: Path) -> None:
    path = tmp_path / "2020-数据 条例.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    read = read_article(str(path))
    assert read.id == "2020数据条例"
    assert read.raw == SAMPLE
    assert read_article(path, id="x").id == "x"


def test_articles_are_plain_values() -> None:
    read = article(SAMPLE * 3)
    assert pickle.loads(pickle.dumps(read)) == read
    assert hash(read) == hash(article(SAMPLE * 3))
    with pytest.raises(AttributeError):
        read.raw = ""  # type: ignore[misc]


def kinds(text: str) -> list[str]:
    """The kinds of the blocks of a text."""
    return [block.kind for block in article(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某市数据条例\n\n第一章 总则\n\n第一条 为了发展。", ["title", "heading", "paragraph"]),
        ("# 某市新政出台\n\n## 背景\n\n本市出台新政,支持企业。", ["title", "heading", "paragraph"]),
        (
            "某省人民政府关于支持数据产业\n高质量发展的若干意见\n某政发〔2020〕8号\n各市人民政府:\n请照此办理。",
            ["title", "paragraph", "paragraph", "paragraph"],
        ),
        ("本市出台新政。\n某市人民政府办公厅\n2020年4月22日", ["paragraph"] * 3),
        ("新政支持数据产业发展\n来源:某报\n本市出台新政。\n责任编辑:某人\n相关阅读\n另一篇文章的标题",
         ["title", "furniture", "paragraph", "furniture", "furniture", "furniture"]),
        ("新政支持数据产业发展\n本市出台新政。\n扫一扫关注我们\n上一篇:别的\n别的文章写了别的事情。",
         ["title", "paragraph", "furniture", "furniture", "furniture"]),
        ("新政支持数据产业发展\n本市出台新政。\n分享到: 微信\n园区今年上半年开园,研究院也揭牌。",
         ["title", "paragraph", "furniture", "paragraph"]),
        ("本市出台新政。\n\n北京\n\n北京出台新政。", ["paragraph", "heading", "paragraph"]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[str]) -> None:
    assert (kinds(text) if text else []) == expected


@pytest.mark.parametrize(
    "line",
    [
        "推广二维码支付,支持商户使用。",
        "点赞这座城市的创新:园区去年引进企业120家,产值翻了一番,居全省首位,还建成基地。",
        "记者:园区目前有哪些企业?负责人:已有12家。其中3家做传感器。今年还要再引进5家。",
        "来源:园区发布 3月5日,某区公布名单。12家企业入选。资金由区财政安排。",
    ],
)
def test_words_of_furniture_inside_an_article(line: str) -> None:
    assert kinds(f"数据产业新政解读\n本市出台新政。\n{line}\n全文至此结束。")[2] == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫,关注我们",
        "上一篇:别的",
        "来源:某报",
        "责任编辑:某人",
        "返回丙网,查看更多",
        "相关阅读:",
        "阅读量 1203",
        "乙地芯片工厂投产 2021-03-08 07:15 大公司",
        "(0)",
    ],
)
def test_furniture(line: str) -> None:
    assert kinds(f"数据产业新政解读\n本市出台新政,支持企业发展。\n{line}")[2] == "furniture"


def test_the_title_of_an_official_document_goes_over_lines() -> None:
    read = article(
        "某省人民政府\n关于支持数据产业\n发展的若干意见\n某政发〔2020〕8号\n请照此办理。"
    )
    assert read.title == "某省人民政府关于支持数据产业发展的若干意见"
    block = read.blocks[0]
    assert read.text[block.start : block.end].count("\n") == 2


def test_headings_that_run_into_their_text() -> None:
    text = (
        "# 各地数据产业新政一览## 北京:起步早北京在2016年出台新政,支持企业。"
        "## 上海:后来居上 上海在2018年跟进,设立基金。"
    )
    read = article(text)
    headings = [read.text[b.start : b.end] for b in read.blocks if b.kind == "heading"]
    assert headings == ["北京:起步早", "上海:后来居上"]


def test_blocks_lie_in_order_inside_the_text() -> None:
    read = article("标题在此处的文字\n\n  第一段,写了一些话。  \n> 引文一段。\n- 项目一\n")
    position = 0
    for block in read.blocks:
        assert position <= block.start < block.end <= len(read.text)
        assert read.text[block.start : block.end].strip() == read.text[block.start : block.end]
        position = block.end


def test_an_article_that_stands_twice_in_its_file() -> None:
    once = f"数据产业新政解读全文\n{SAMPLE}\n第二段写了别的事情,与前文不同。\n"
    read = article(f"{once}相关推荐\n{once}")
    copies = [block for block in read.blocks if block.repeats is not None]
    assert [block.repeats for block in copies] == [0, 1, 2]
    assert [block.kind for block in copies][1:] == ["paragraph", "paragraph"]
    first = read.text.index("基金10亿元")
    second = read.text.rindex("基金10亿元")
    assert read.repeats(first, first + 7) == ((first, first + 7), (second, second + 7))
    assert read.repeats(second, second + 7) == read.repeats(first, first + 7)
    alone = article(SAMPLE)
    assert alone.repeats(0, 4) == ((0, 4),)


@pytest.mark.parametrize(
    ("text", "published", "publisher"),
    [
        ("新政出台了数据条例\n发布时间:2021-07-14 来源:某报\n正文在此。", "2021-07-14", "某报"),
        ("新政出台了数据条例\n2021年7月4日 10:21 来源: 某网\n正文在此。", "2021-07-04", "某网"),
        ("新政\n原创 数读财经 2023-11-06 21:14 发表于北京\n正文在此。", "2023-11-06", None),
        ("新政\n作者:综合 时间:2024年7月19日 10:05 字号:大\n正文在此。", "2024-07-19", None),
        ("新政\n据统计,截至2023年5月6日 12:00有三家。", None, None),
        ("新政出台了数据条例\n正文在此,2021年7月14日发布。", None, None),
        ("新政将于2021年7月14日正式施行", None, None),
        ("正文在此。\n发布时间:2021-02-30", None, None),
    ],
)
def test_page_date_and_publisher(text: str, published: str | None, publisher: str | None) -> None:
    read = article(text)
    assert (read.published and read.published.value, read.publisher) == (published, publisher)
    assert article(text, published="2020").published == PartialDate("2020")


def test_spin_is_the_share_of_machine_synonyms() -> None:
    plain = "推动创新发展,实施通知要求,促进融资,目前领域广泛。" * 3
    spun = "推动革新进步,推行公告要求,促进筹资,现在范围广泛。" * 3
    assert article(plain).spin < 0.2 < 0.8 < article(spun).spin
    assert article("很短的文字").spin == 0
    # what speaks of one such word alone is no spun text, however often
    assert article("海西省市场监督管理局发布公告,公告称现在的范围见附件。" * 9).spin == 0


def test_near_duplicates() -> None:
    sentences = [
        f"第{n}条规定数据企业应当在{n * 7}日内申报,并附第{n * 3}号材料。" for n in range(60)
    ]
    whole = "".join(sentences)
    copy = "转载:" + "".join(sentences[:55])
    other = "".join(f"基金{n}号投资人工智能项目{n * 11}个,位于第{n}区。" for n in range(60))
    articles = [article(text, id=name) for name, text in (("a", whole), ("b", copy), ("c", other))]
    assert near_duplicates(articles) == [("a", "b")]
    assert near_duplicates(reversed(articles)) == [("a", "b")]
    assert near_duplicates([]) == []


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = read_article(data)
    except ArticleError:
        return
    assert read.text is not None
    assert all(0 <= block.start < block.end <= len(read.text) for block in read.blocks)


@pytest.mark.parametrize(
    "unit",
    [
        "《",
        "(",
        "區(qū)",
        "## ",
        "北京",
        "\n",
        "\r",
        "<",
        "<!--",
        "区块链。",
        "\u200b",
        "a ",
        "1.",
        "!",
    ],
)
def test_long_lines_stay_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        data = ("文" + unit * (size // len(unit))).encode()
        start = time.process_time()
        read = read_article(data)
        read.repeats(0, min(4, len(read.text)))
        return time.process_time() - start

    seconds(1000)
    small = min(seconds(50_000) for _ in range(3))
    assert any(seconds(200_000) < 4 * 3 * small + 0.2 for _ in range(3))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of articles is not beside the project")
def test_the_corpus_keeps_its_positions() -> None:
    for path in sorted(CORPUS.glob("*/*.txt")):
        read = read_article(path)
        assert read.blocks
        assert read.raw == path.read_bytes().decode("utf-8")
        for block in read.blocks:
            span = read.span(block.start, block.end)
            again = normalise(read.raw[span.start : span.end]).text
            assert again == read.text[block.start : block.end], (os.fspath(path), block)


def test_prose_without_any_mark_has_lines_again() -> None:
    line = "2014年6月甲市人民政府与乙集团签约建设丙产业园那时候那里还是一片荒地谁也没有想到会有今天"
    text = (
        line
        + "的样子许多人说起这件事来都觉得不可思议而且一直津津乐道" * 7
        + "2017年12月丁公司落户丙产业园"
    )
    broken = "\n".join(text[i : i + 40] for i in range(0, len(text), 40))
    assert normalise(broken).text == normalise(text).text
    assert normalise(text).text.split("\n")[-1] == "2017年12月丁公司落户丙产业园"
