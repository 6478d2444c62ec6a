"""Dates, amounts and document numbers: tables of cases written for these tests."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.article import normalise
from kg.model import PartialDate
from kg.values import (
    find_amounts,
    find_dates,
    find_document_numbers,
    home_currency,
    number,
    read_dates,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("1,000", "1000"),
        ("12,345,678.9", "12345678.9"),
        ("0.5", "0.5"),
        ("一", "1"),
        ("两", "2"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("廿三", "23"),
        ("一百", "100"),
        ("一百零三", "103"),
        ("一百十一", "111"),
        ("三百五", "350"),
        ("三千五百", "3500"),
        ("一万二", "12000"),
        ("三千五百万", "35000000"),
        ("一亿二千万", "120000000"),
        ("1.2亿", "120000000"),
        ("两千亿", "200000000000"),
        ("三万亿", "3000000000000"),
        ("二〇二〇", "2020"),
        ("一九九九", "1999"),
        ("伍佰万", "5000000"),
        ("壹拾贰", "12"),
        ("1亿3000万", "130000000"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "万", "元", "a1", "1.2.3", ".", "年"])
def test_what_is_no_numeral(text: str) -> None:
    assert number(text) is None


@given(st.integers(0, 10**13))
def test_every_integer_reads_back(value: int) -> None:
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_read_back(value: int) -> None:
    import cn2an

    assert number(cn2an.an2cn(value)) == value


# one date alone: what it says, and of which kind it is
@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("2020年6月30日印发", "2020-06-30", "explicit"),
        ("2020年6月30号印发", "2020-06-30", "explicit"),
        ("2020 年 6 月 30 日印发", "2020-06-30", "explicit"),
        ("2020年06月印发", "2020-06", "explicit"),
        ("2020年印发", "2020", "explicit"),
        ("2020年度计划", "2020", "explicit"),
        ("2020年底印发", "2020", "explicit"),
        ("2020年第三季度", "2020", "explicit"),
        ("2020年上半年", "2020", "explicit"),
        ("2020年初步建成", "2020", "explicit"),
        ("2017年中国车市", "2017", "explicit"),
        ("二〇二〇年六月三十日", "2020-06-30", "explicit"),
        ("二○二○年十二月", "2020-12", "explicit"),
        ("二零一八年", "2018", "explicit"),
        ("二0一八年四月", "2018-04", "explicit"),
        ("二О一八年", "2018", "explicit"),
        ("一九九九年十月三十一日", "1999-10-31", "explicit"),
        ("2020-06-30 10:21", "2020-06-30", "explicit"),
        ("2020.6.30发布", "2020-06-30", "explicit"),
        ("2020/06/30", "2020-06-30", "explicit"),
        ("2016年十月", "2016-10", "explicit"),
        ("民国一百零三年二月十三日", "2014-02-13", "explicit"),
        ("中华民国105年3月", "2016-03", "explicit"),
        ("民国九十年", "2001", "explicit"),
        ("3月印发", None, "partial"),
        ("3月份印发", None, "partial"),
        ("12日印发", None, "partial"),
        ("公告。2.4月3日印发", None, "partial"),
        ("十二月二十日", None, "partial"),
        ("今年5月", None, "relative"),
        ("去年10月24日", None, "relative"),
        ("同年12月", None, "relative"),
        ("昨日", None, "relative"),
        ("上周五", None, "relative"),
        ("21年3月", "2021-03", "explicit"),
        ("08年8月8日", "2008-08-08", "explicit"),
        ("2018—2020年", "2018", "range"),
        ("2018-2020年", "2018", "range"),
        ("2018年至2020年", "2018", "range"),
        ("2018年6月至2020年7月", "2018-06", "range"),
        ("2019年10月19日至20日", "2019-10-19", "range"),
        ("上世纪90年代", None, "period"),
        ("20世纪80年代末", None, "period"),
    ],
)
def test_a_date_alone(text: str, value: str | None, kind: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.value and mention.value.value, mention.kind) == (value, kind)


@pytest.mark.parametrize(
    "text",
    [
        "建设3个月",
        "第3日",
        "版本2020.6.30.1",
        "IP为192.168.1.1",
        "日均20日元",
        "每日30日元",
        "1300亿元",
        "13月饼",
        "一百年来",
        "十年来",
        "三五年",
        "比例为3.12",
        "30日内答复",
        "一周三次",
        "每周五开放",
        "上周一直在下雨",
        "已有21年3个月",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("value", ["2019年2月30日", "2020年13月", "2021年4月31日"])
def test_impossible_days_never_become_dates(value: str) -> None:
    assert all(m.value is None or len(m.value.value) < 10 for m in find_dates(value))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("到2025年,产业规模翻番", "target"),
        ("力争到2025年形成集群", "target"),
        ("预计2025年投产", "target"),
        ("将于2025年投产", "target"),
        ("2025年底前完成", "deadline"),
        ("于2025年6月前完成", "deadline"),
        ("截至2019年5月底,共有企业", "asOf"),
        ("截止到2019年5月", "asOf"),
        ("自2019年1月1日起施行", "since"),
        ("本办法2019年1月1日起施行", "since"),
        ("2019年以来,园区快速发展", "since"),
        ("2019年起草办法", "event"),
        ("2019年前三季度增长", "event"),
        ("《行动方案(2021—2025年)》", "title"),
        ("《2021年工作要点》", "title"),
        ("发布时间:2019-05-01", "page"),
        ("2019年5月揭牌", "event"),
        ("由2015年的第22位上升到2018年的首位", "event"),
        ("可以追溯到2016年", "event"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert find_dates(text)[-1].role == role


# a text, the date of its page, and all its dates in order
@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        ("2017年7月挂牌,同年10月扩建,12月验收。", None, "2017-07 2017-10 2017-12"),
        (
            "2016年2月出台。在此后的3月、6月和7月,又有三份文件。",
            None,
            "2016-02 2016-03 2016-06 2016-07",
        ),
        ("2016年11月出台。在此后的1月,有了细则。", None, "2016-11 2017-01"),
        ("2018年5月8日,园区开工。次日,首批企业签约。", None, "2018-05-08 2018-05-09"),
        ("2018年12月31日签约,次日投产。", None, "2018-12-31 2019-01-01"),
        ("2018年9月获批,次年3月开工。", None, "2018-09 2019-03"),
        ("2018年9月3日获批,同月20日开工。", None, "2018-09-03 2018-09-20"),
        ("2018年9月3日获批,当日开工。", None, "2018-09-03 2018-09-03"),
        ("去年10月立项,今年5月开工。", "2020-07-01", "2019-10 2020-05"),
        ("昨日,市政府发布新政。", "2020-03-01", "2020-02-29"),
        ("上周五,市政府发布新政。", "2022-06-08", "2022-06-03"),
        ("上个星期五,市政府发布新政。", "2022-06-08", "2022-06-03"),
        ("本周三,市政府发布新政。", "2022-06-08", "2022-06-08"),
        ("市政府周五发布新政,下周一施行。", "2022-06-08", "2022-06-03 2022-06-13"),
        ("本月8日,园区揭牌;上月,基金设立。", "2020-01-15", "2020-01-08 2019-12"),
        ("6月30日晚间,新政出台。", "2020-07-01", "2020-06-30"),
        ("12月20日,新政出台。", "2020-01-05", "2019-12-20"),
        ("20日,新政出台。", "2020-01-25", "2020-01-20"),
        ("2017年9月设立基金。今年11月,基金扩容。", "2021-07-14", "2017-09 2017-11"),
        ("2019年9月设立基金。今年11月,基金扩容。", "2020-12-14", "2019-09 2020-11"),
        ("2018年3月发布《行动方案(2020—2022年)》,6月实施。", None, "2018-03 2020 2018-06"),
        ("2018年3月发布,力争到2020年建成10个园区,6月实施。", None, "2018-03 2020 2018-06"),
        ("2018年3月设立,2025年将达到百亿,8月扩容。", "2019-01-02", "2018-03 2025 2018-08"),
        ("截至2019年5月底有55家。2018年3月设立,4月扩容。", None, "2019-05 2018-03 2018-04"),
        (
            "2017年11月20日改名,与今年3月的争执相似。4月3日发布公告。",
            None,
            "2017-11-20 2018-03 2018-04-03",
        ),
        ("2017年4月设立基金,今年9月扩容。", None, "2017-04 2017-09"),
        ("2017年11月设立基金。\n今年9月园区扩容。", None, "2017-11 2017-09"),
        (
            "今年3月5日发布提示。4月2日发出通知。此前的2021年12月印发办法。",
            None,
            "2022-03-05 2022-04-02 2021-12",
        ),
        ("2020年12月31日揭牌。\n今年2月,两家法院将挂牌。", None, "2020-12-31 2021-02"),
        ("在2019年新办的药企中,甲公司居首。去年10月,它获得批件。", None, "2019 2019-10"),
        ("2019年以来,药企增多。去年10月,甲公司获得批件。", None, "2019 2018-10"),
        ("5月8日,甲港开航。两港往来可追溯至2003年。", None, "2003"),
        ("起步于2006年的这家药厂,9月迁入新园。", None, "2006 2006-09"),
        ("订单紧张的2021年,船厂忙了起来。今年7月,甲船下水。", None, "2021 2021-07"),
        (
            "2023年,各地提速。5月,甲基金揭牌。去年8月,乙基金备案。今年6月,丙基金落地。",
            None,
            "2023 2023-05 2022-08 2023-06",
        ),
        (
            "2022年6月16日,甲基地投产,它在2021年2月签约。\n乙园区17日动工。\n丙公司20日回应。",
            None,
            "2022-06-16 2021-02 2022-06-17 2022-06-20",
        ),
        (
            "2019年3月2日,甲展开幕。\n乙院8日揭牌,前身在2001年9月设立。\n11日,丙厂开工。",
            None,
            "2019-03-02 2019-03-08 2001-09 2019-03-11",
        ),
        ("2018年秋季,甲校招生。今年4月,乙校揭牌。", None, "2018 2018-04"),
        ("2023年第一季度,甲园开工。今年底,乙园将投用。", None, "2023 2023"),
        ("2019年上半年,甲基金备案。今年9月,它投出首单。", None, "2019 2019-09"),
        (
            "2024年4月10日,甲中心签约,它在2020年11月获批。同一天,乙中心启用。",
            None,
            "2024-04-10 2020-11 2024-04-10",
        ),
        ("2022年5月6日,甲展开幕。近日,乙院揭牌。同日,丙院成立。", None, "2022-05-06"),
        ("去年8月,2023广州时装展开幕。", None, "2022-08 2023"),
        ("从2016年至今出台多项政策。2018年设立园区,11月开园。", None, "2016 2018 2018-11"),
        ("市政发〔2019〕8号提出,今年6月完成。", None, "2019-06"),
        ("民国103年3月设立,同年5月开办。", None, "2014-03 2014-05"),
        ("大会于2019年10月19日至20日举行。", None, "2019-10-19"),
        ("大会于10月19日至11月2日举行。", "2019-11-05", "2019-10-19"),
        ("2018年1月1日至2020年12月31日实施,6月检查。", None, "2018-01-01 2018-06"),
        ("2019年10月,获批。\n\n11月,开工。", None, "2019-10 2019-11"),
        (
            "2024年1月,甲投产。乙始建于1958年,1996年改制。2月,丙投产。",
            None,
            "2024-01 1958 1996 2024-02",
        ),
        ("2021年3月,甲上市。它创立于1998年。5月扩产。", None, "2021-03 1998 2021-05"),
        ("甲成立于2016年7月,9月开业。10月获奖。", None, "2016-07 2016-09 2016-10"),
        # a figure of a year, a look back and a run of years are no thread to go on with
        (
            "2023年12月6日,甲发布公告。甲2022年营业收入6亿元。5月,乙揭牌。",
            None,
            "2023-12-06 2022 2023-05",
        ),
        ("2023年11月,甲揭牌。早在2016年,甲就来了。5月,乙揭牌。", None, "2023-11 2016 2023-05"),
        ("2023年11月,甲揭牌。2018年至2022年增长9%。5月,乙揭牌。", None, "2023-11 2018 2023-05"),
        ("2023年11月,甲揭牌。2022年,乙投产。5月,乙扩建。", None, "2023-11 2022 2022-05"),
        ("2023年12月6日,甲公告。今年以来动作频频:3月,乙揭牌。", None, "2023-12-06 2023 2023-03"),
        ("2023年11月,甲揭牌。甲2020年8月上市。5月,乙揭牌。", None, "2023-11 2020-08 2023-05"),
        # the text is of no year that it aims at, nor of the games' or of what is figured ahead
        (
            "2018年4月,甲揭牌。占比到2025年、2035年分别达到5%和9%。6月8日,乙揭牌。",
            None,
            "2018-04 2025 2035 2018-06-08",
        ),
        ("2018年4月,甲揭牌。2024年奥运会组委会来访。9月8日签约。", None, "2018-04 2024 2018-09-08"),
        ("2017年11月至2018年3月发射,今年将发射2颗。", None, "2017-11 2018"),
        ("2018年高考今日开考,今年,考生有所增加。", None, "2018 2018"),
        # 两个“一百年”奋斗目标 is no date
        ("2018年4月,学习两个“一百年”奋斗目标。", None, "2018-04"),
        # words of a later time: the last year told is of a story
        ("一九八一年作出决议。去年6月,为落实乡村振兴战略发文。", None, "1981"),
        # 今天 counts from the dateline above
        (
            "甲社乙市3月12日电,丙今天启动。2018年4月9日,丁开业。",
            None,
            "2019-03-12 2019-03-12 2018-04-09",
        ),
        # the day that news are of does not make 今年 a later year, the end of a year does
        ("2023年12月6日,甲举办大会。今年5月,乙揭牌。", None, "2023-12-06 2023-05"),
        ("2021年底,甲封顶。今年4月,乙入驻。", None, "2021 2022-04"),
        ("甲社乙市2023年12月6日电 昨日,中心揭牌。", None, "2023-12-06 2023-12-05"),
        ("第三届(2023)算力大会开幕。5月,甲揭牌。", None, "2023-05"),
        (
            "大会5月6日开幕。2021年产值50亿元。下届定于2024年5月举行。",
            None,
            "2022-05-06 2021 2024-05",
        ),
    ],
)
def test_dates_lean_on_others(text: str, published: str | None, values: str) -> None:
    dates = read_dates(text, PartialDate(published) if published else None)
    assert " ".join(date.value.value for date in dates if date.value) == values


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("大会于12月28-29日举行", "2019-12-28", "2019-12-29"),
        ("大会于2019年12月28日—29日举行", "2019-12-28", "2019-12-29"),
        ("大会于2019年12月28至29日举行", "2019-12-28", "2019-12-29"),
        ("2019年1-6月,产值增长", "2019-01", "2019-06"),
        ("2019年1月至6月,产值增长", "2019-01", "2019-06"),
        ("2018年6月至2019年7月实施", "2018-06", "2019-07"),
    ],
)
def test_ranges_of_dates(text: str, first: str, last: str) -> None:
    (date,) = read_dates(text, PartialDate("2019-12-31"))
    assert (date.value, date.until) == (PartialDate(first), PartialDate(last))


def test_a_range_without_year_ends_with_one() -> None:
    (date,) = read_dates("大会于10月30日至11月2日举行。", PartialDate("2019-11-05"))
    assert date.until == PartialDate("2019-11-02")


def test_years_of_taiwan_in_digits() -> None:
    (date,) = read_dates("行政院於112年3月6日核定方案,该公司有110年历史。".replace("於", "于"))
    assert date.value == PartialDate("2023-03-06")
    assert [date.value for date in read_dates("全长112年3月6日")] == [None]


def test_a_day_with_its_weekday_signs() -> None:
    text = "某局今日(六月七日)公布文件。\n完\n2023年6月7日(星期三)\n香港时间12时05分"
    assert [date.value for date in read_dates(text)][-2:] == [PartialDate("2023-06-07")] * 2


def test_nothing_is_guessed_without_any_year() -> None:
    assert [date.value for date in read_dates("7月13日,中心成立。今年8月,扩建。")] == [None, None]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4月8日,银保监会发文。7月,农业农村部跟进。", "2018-04-08 2018-07"),
        ("1月5日,银保监会发文。", "2019-01-05"),  # it was not there in January 2018
        ("去年8月,甲园用上了大模型,今年3月扩建。", "2022-08 2023-03"),
        ("甲公司成立于2016年。今年9月,银保监会放行。", "2016 2018-09"),
        ("2021年5月,甲公司成立。今年9月,银保监会放行。", "2021-05 2021-09"),
        ("9月9日,银保监会揭牌,继去年乙会之后。9月7日,丙成立。", "2018-09-09 2017 2018-09-07"),
        ("甲报武汉5月17日电 5月16日,中心揭牌,2022年11月获批。", "2023-05-17 2023-05-16 2022-11"),
        ("甲网成都10月28日讯 今天,论坛开幕。2021年5月,甲成立。", "2021-10-28 2021-10-28 2021-05"),
        ("2016年起步。今年3月,市里印发《甲产业计划(2019—2025年)》。", "2016 2019-03 2019"),
        ("9月8日,甲馆开馆。法案获通过,从2020年起实施。", "2019-09-08 2020"),
        ("11月8日,甲馆开馆,并宣布从2019年9月起收费。", "2018-11-08 2019-09"),
        ("8月8日,乙局公布2019年甲类名单。今年1月,丙开馆。", "2019-08-08 2019 2019-01"),
        (
            "近日,甲省印发《乙产业方案(2024—2026年)》。丙市:2025年突破百家。去年5月,丁开馆。",
            "2024 2025 2023-05",
        ),
        ("2021年11月25日,甲所揭牌,条例也在那天通过。", "2021-11-25 2021-11-25"),
        ("早在2015年10月,甲馆已开馆。今年4月,银保监会批复。", "2015-10 2018-04"),
        ("一周速览(2023年6月12日—18日)\n6月14日,甲局印发办法。", "2023-06-12 2023-06-14"),
    ],
)
def test_what_a_text_speaks_of_gives_its_year_if_no_date_does(text: str, values: str) -> None:
    assert " ".join(date.value.value for date in read_dates(text) if date.value) == values


def test_a_year_that_is_surmised_is_less_sure() -> None:
    (date,) = read_dates("4月8日,银保监会发文。")
    assert (date.how, date.confidence) == ("surmised", 0.6)


def test_the_almanac_tells_the_newest_first() -> None:
    months = list(tomllib.loads(files("kg.values").joinpath("almanac.toml").read_text())["since"])
    assert months == sorted(months, reverse=True)


def test_how_and_confidence_tell_what_was_read_and_what_was_derived() -> None:
    text = "2017年7月设立,同年10月扩建,12月验收。\n某市人民政府\n2018年1月5日"
    dates = read_dates(text)
    assert [date.how for date in dates] == ["explicit", "relative", "inherited", "signature"]
    explicit, relative, inherited, _ = (date.confidence for date in dates)
    assert explicit == 1 > relative >= inherited


@pytest.mark.parametrize(
    "text",
    [
        "3月8日,研究院揭牌。2021年全省医药产业营业收入达到4200亿元。",
        "3月8日,研究院揭牌。截至2021年底,全市有专利8000件。",
        "3月8日,研究院揭牌,当日发布《全省医药产业发展报告(2022)》。",
    ],
)
def test_year_that_a_text_looks_back_on_is_the_one_before(text: str) -> None:
    assert read_dates(text)[0].value == PartialDate("2022-03-08")


def test_year_with_months_of_its_own_is_the_present_one() -> None:
    text = "3月8日,研究院揭牌。2021年5月动工,2021年全省医药产业营业收入达到4200亿元。"
    assert read_dates(text)[0].value == PartialDate("2021-03-08")


def test_the_number_of_a_document_gives_the_year_if_nothing_else_does() -> None:
    (date,) = read_dates("根据市政发〔2019〕8号,今年6月完成验收。")
    assert (date.value, date.how) == (PartialDate("2019-06"), "number")
    assert read_dates("市政发〔2019〕8号。2019年5月发文,今年6月验收。")[1].how == "relative"


def test_the_signature_anchors_this_year() -> None:
    text = "今年以来,各区落实有力。2016年的经验表明可行。\n某市人民政府办公厅\n2018年4月22日"
    assert read_dates(text)[0].value == PartialDate("2018")


@given(st.text(alphabet="年月日0123456789一二十〇至到-—《》()今去同民国、。\n 底前", max_size=60))
def test_any_text_gives_dates_inside_it_in_order(text: str) -> None:
    text = normalise(text).text
    position = 0
    for date in read_dates(text, PartialDate("2020-02-29")):
        assert position <= date.start < date.end <= len(text)
        assert text[date.start : date.end].strip()
        position = date.end


YUAN = {"500万元": 5_000_000, "1.5亿元": 150_000_000, "三千万元": 30_000_000, "800元": 800}
CAPS = (
    "不超过{}",
    "最高{}",
    "最高可达{}",
    "最高不超过{}",
    "不高于{}",
    "至多{}",
    "最多{}",
    "上限为{}",
    "低于{}",
    "{}以内",
    "{}以下",
    "{}封顶",
    "{}为限",
    "不得超过{}",
    "原则上不超过{}",
    "控制在{}以内",
    "最高给予{}",
    "最高奖励{}",
    "给予最高{}",
    "不多于{}",
    "不足{}",
    "{}(含)以下",
    "最高可获得{}",
    "不能超过{}",
    "未超过{}",
    "最高额度不超过{}",
    "最高不超过人民币{}",
    "不超过人民币{}",
)
FLOORS = (
    "不低于{}",
    "不少于{}",
    "至少{}",
    "最低{}",
    "超过{}",
    "逾{}",
    "突破{}",
    "超{}",
    "高于{}",
    "{}以上",
    "{}起",
    "不得低于{}",
    "不得少于{}",
    "{}(含)以上",
    "{}及以上",
    "起码{}",
    "最低不少于{}",
    "多于{}",
)
ABOUT = ("约{}", "近{}", "大约{}", "{}左右", "{}上下", "约为{}", "将近{}")
EXACT = ("{}", "安排{}", "共{}", "总投资{}", "达{}", "达到{}", "为{}", "每年{}")


@pytest.mark.parametrize(("form", "sum_"), list(product(CAPS, YUAN)))
def test_a_cap_is_never_a_floor(form: str, sum_: str) -> None:
    for before, after in product(("", "对入园企业给予", "补助"), ("", "的资助。", ",连续三年")):
        (found,) = find_amounts(before + form.format(sum_) + after)
        assert found.bound == "cap", (before, after)
        assert found.amount is not None
        assert found.amount.maximum == YUAN[sum_]
        assert found.amount.minimum is None
        assert found.amount.value is None


@pytest.mark.parametrize(("form", "sum_"), list(product(FLOORS, YUAN)))
def test_a_floor_is_never_a_cap(form: str, sum_: str) -> None:
    for before, after in product(("", "项目投资", "规模"), ("", "的企业。", ",方可申报")):
        (found,) = find_amounts(before + form.format(sum_) + after)
        assert found.bound == "floor", (before, after)
        assert found.amount is not None
        assert found.amount.minimum == YUAN[sum_]
        assert found.amount.maximum is None


@pytest.mark.parametrize(("form", "sum_"), list(product((*ABOUT, *EXACT), YUAN)))
def test_a_plain_sum_has_no_bound(form: str, sum_: str) -> None:
    (found,) = find_amounts(f"总投资{form.format(sum_)},用于建设")
    assert found.bound == ("about" if form in ABOUT else "exact")
    assert found.amount is not None
    assert found.amount.value == YUAN[sum_]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("给予500万至1000万元奖励", 5_000_000, 10_000_000),
        ("给予500万元至1000万元奖励", 5_000_000, 10_000_000),
        ("给予500-1000万元奖励", 5_000_000, 10_000_000),
        ("给予500—1000万元奖励", 5_000_000, 10_000_000),
        ("首期2~2.5亿元", 200_000_000, 250_000_000),
        ("投资五百万元到一千万元", 5_000_000, 10_000_000),
        ("投资5000万元到1亿元", 50_000_000, 100_000_000),
        ("投资5000万元以上1亿元以下的项目", 50_000_000, 100_000_000),
        ("投资不低于5000万元、不超过1亿元的项目", 50_000_000, 100_000_000),
    ],
)
def test_ranges(text: str, low: int, high: int) -> None:
    (found,) = find_amounts(text)
    assert found.amount is not None
    assert (found.bound, found.amount.minimum, found.amount.maximum) == ("range", low, high)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2000亿人民币", "CNY200000000000"),
        ("人民币2000万元", "CNY20000000"),
        ("3亿元人民币", "CNY300000000"),
        ("¥300万", "CNY3000000"),
        ("1.2亿美元", "USD120000000"),
        ("$5000万", "USD50000000"),
        ("US$ 5000万", "USD50000000"),
        ("300万欧元", "EUR3000000"),
        ("港币500万元", "HKD5000000"),
        ("500万港元", "HKD5000000"),
        ("新台币四百亿元", "TWD40000000000"),
        ("10亿日元", "JPY1000000000"),
        ("200亿韩元", "KRW20000000000"),
        ("5亿新加坡元", "SGD500000000"),
        ("300万澳门元", "MOP3000000"),
        ("10亿泰铢", "THB1000000000"),
        ("注册资本5000万", "CNY50000000"),
        ("基金规模10亿,首期到位", "CNY1000000000"),
    ],
)
def test_currencies(text: str, name: str) -> None:
    (found,) = find_amounts(text)
    assert found.amount is not None
    assert found.amount.name == name


@pytest.mark.parametrize(
    "text",
    [
        "引进人才500万人",
        "用户1.2亿户",
        "第5000万个",
        "面积5万平方米",
        "元宇宙",
        "一元化",
        "多元发展",
        "投资者500万人次",
        "资金链2条",
        "增长3个百分点",
        "公元2000年",
        "单元3",
        "2020年",
        "500家企业",
        "算力规模达10亿次",
        "规模100万吨",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "traditional", "currency"),
    [
        ("港府预留200亿元", 0.4, "HKD"),
        ("行政院核定100亿元", 0.4, "TWD"),
        ("澳门特区政府拨款10亿元", 0.4, "MOP"),
        ("本港邻近澳门,特区政府预留200亿元", 0.4, "HKD"),
        ("特区政府投资100亿元(人民币,下同)", 0.4, "CNY"),
        ("国务院与广东省政府支持,特区政府参与,投资100亿元", 0.4, "CNY"),
        ("南京市投资100亿元", 0.4, "CNY"),
        ("港府预留200亿元", 0.0, "CNY"),
    ],
)
def test_the_money_of_who_writes(text: str, traditional: float, currency: str) -> None:
    home = home_currency(text, traditional)
    assert home == currency
    (found,) = find_amounts(text, home)
    assert found.amount is not None
    assert found.amount.currency == currency
    (told,) = find_amounts("1亿美元", home)
    assert told.amount is not None
    assert told.amount.currency == "USD"


@pytest.mark.parametrize(
    ("text", "rate", "bound"),
    [
        ("按合同额的30%给予补助", "30", "exact"),
        ("不超过合同额的30%", "30", "cap"),
        ("不超过30%", "30", "cap"),
        ("30%以内", "30", "cap"),
        ("30%以上", "30", "floor"),
        ("超过50%", "50", "floor"),
        ("约占50%", "50", "about"),
        ("百分之三十", "30", "exact"),
        ("12.5%", "12.5", "exact"),
        ("不低于百分之二十", "20", "floor"),
        ("20%至30%", "20", "range"),
        ("20%-30%", "20", "range"),
    ],
)
def test_rates(text: str, rate: str, bound: str) -> None:
    (found,) = find_amounts(text)
    assert (found.rate, found.bound, found.amount) == (Decimal(rate), bound, None)


@pytest.mark.parametrize(
    ("text", "per", "period"),
    [
        ("单个项目不超过300万元", "单个项目", None),
        ("每家企业给予50万元", "每家企业", None),
        ("每年安排1亿元", "每年", None),
        ("连续五年每年安排1亿元", "每年", "连续五年"),
        ("给予一次性50万元奖励", "一次性", None),
        ("年度奖励额度控制在600万元以内", "年度", None),
        ("给予100万元/年的补贴", "年", None),
        ("补贴租金30元/平方米", "平方米", None),
        ("给予50万元补助,为期3年", None, "为期3年"),
        ("3年内给予500万元", None, "3年内"),
        ("上年度营收5000万元", None, None),
        ("年度营收大幅增长的企业,给予50万元奖励", None, None),
        ("对单个企业,给予50万元奖励", "单个企业", None),
        ("每家企业每年奖励50万元", "每年", None),
    ],
)
def test_per_and_period(text: str, per: str | None, period: str | None) -> None:
    (found,) = find_amounts(text)
    assert (found.per, found.period) == (per, period)


@pytest.mark.parametrize(
    ("text", "name", "bound"),
    [
        ("累计投入500多亿元", "CNY最少50000000000", "floor"),
        ("投入1000余万元", "CNY最少10000000", "floor"),
        ("获得过亿元融资", "CNY最少100000000", "floor"),
        ("总投资上亿元", "CNY最少100000000", "floor"),
        ("引进亿元以上项目", "CNY最少100000000", "floor"),
        ("产值突破万亿元", "CNY最少1000000000000", "floor"),
        ("总投资近百亿元", "CNY10000000000", "about"),
        ("打造千亿元级产业", "CNY100000000000", "about"),
        ("获得12.5亿投资", "CNY1250000000", "exact"),
    ],
)
def test_loose_figures(text: str, name: str, bound: str) -> None:
    (found,) = find_amounts(text)
    assert found.amount is not None
    assert (found.amount.name, found.bound) == (name, bound)


@pytest.mark.parametrize("text", ["数十亿元投资", "几百万元补贴"])
def test_what_has_no_figure_is_no_sum(text: str) -> None:
    assert find_amounts(text) == []


def test_a_year_in_the_name_of_an_event_dates_the_text_if_nothing_else_does() -> None:
    (date, name) = read_dates("9月3日,2019全球数据大会开幕。")
    assert (date.value, name.role) == (PartialDate("2019-09-03"), "name")


def test_two_currencies_of_one_sum() -> None:
    first, second = find_amounts("节省1亿欧元(约1.2亿美元)")
    assert (first.equals, second.equals) == (None, first.start)


def test_sums_in_a_list_share_the_bound_in_front() -> None:
    found = find_amounts("分别给予最高不超过100万元、200万元和300万元的奖励")
    assert [one.amount.maximum for one in found if one.amount] == [1_000_000, 2_000_000, 3_000_000]
    found = find_amounts("分别给予100万元、200万元以内的奖励")
    assert [one.bound for one in found] == ["exact", "cap"]


def test_the_range_of_a_mention_holds_the_words_of_its_bound() -> None:
    text = "单个项目不超过500万元,总额1亿元以内。"
    assert [text[m.start : m.end] for m in find_amounts(text)] == ["不超过500万元", "1亿元以内"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国发〔2017〕35号", ["国发〔2017〕35号"]),
        ("国发[2017]35号", ["国发〔2017〕35号"]),
        ("国发【2017】35号", ["国发〔2017〕35号"]),
        ("国发(2017)35号", ["国发〔2017〕35号"]),
        ("根据国办发〔2019〕6号和京政发〔2020〕12号", ["国办发〔2019〕6号", "京政发〔2020〕12号"]),
        ("现转发工信部联规〔2018〕127号文件", ["工信部联规〔2018〕127号"]),
        ("国务院令第588号", ["国务院令第588号"]),
        ("2020年第5号公告", []),
        ("(见粤府办〔2021〕3号)", ["粤府办〔2021〕3号"]),
        ("总统华总一义字第10000136201号令", ["总统华总一义字第10000136201号"]),
        ("(2020)最高法民终12号", []),
    ],
)
def test_document_numbers(text: str, names: list[str]) -> None:
    assert [found.name for found in find_document_numbers(text)] == names


@given(st.text(alphabet="不超过最高低于以上内至0123456789.,万亿元美%百分之(),。约年", max_size=50))
def test_any_text_gives_amounts_inside_it(text: str) -> None:
    for found in find_amounts(text):
        assert 0 <= found.start < found.end <= len(text)
        assert (found.amount is None) != (found.rate is None)


@pytest.mark.parametrize(
    "unit",
    [
        "《",
        "1",
        "1,",
        "年",
        "不超过",
        "〔2017〕",
        "一",
        "%",
        "至1",
        "民国一",
        "2017年",
        "3月。",
        "2018年1月2日",
    ],
)
def test_hostile_lines_stay_linear(unit: str) -> None:
    import time

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        read_dates(text)
        find_amounts(text)
        find_document_numbers(text)
        return time.process_time() - start

    seconds(1000)
    small = min(seconds(20_000) for _ in range(3))
    assert any(seconds(80_000) < 4 * 3 * small + 0.2 for _ in range(3))
