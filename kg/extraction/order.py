"""The rules that read one sentence at a time, in order, each with what it does not fire without.

To add a rule, write ``add_…(facts, scene, …)`` in the module of its family and give it a line here,
where it has its turn. Its ``words`` are those of which one stands in every sentence that the rule
can say something of; they are looked for once for all rules, so that most rules never see most
sentences. Its ``kinds`` are the classes of which one has to be among the things of the sentence.
What it has to know of the sentences before is in the thread. Who widens a pattern sees to it that
the words here still cover it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.facts import Facts
from kg.extraction.money.backers import add_backers, add_shares
from kg.extraction.money.funds import add_listed_parts, add_managers, add_parts, add_running
from kg.extraction.money.holdings import add_holdings
from kg.extraction.money.investments import add_transfers
from kg.extraction.money.payers import add_purposes, telling
from kg.extraction.money.rounds import add_rounds
from kg.extraction.money.sizes import add_sizes
from kg.extraction.money.subsidies import add_payments
from kg.extraction.papers.composition import add_composition
from kg.extraction.papers.heralds import add_heralded, add_learned
from kg.extraction.papers.imprints import add_grounds, add_imprints
from kg.extraction.papers.provisions import add_provisions, add_uses, is_budgeted
from kg.extraction.papers.replies import add_refusals
from kg.extraction.papers.works import add_advanced, add_one_each
from kg.extraction.scene import Scene
from kg.extraction.sentences.figures import add_statistics, add_targets
from kg.extraction.sentences.makers import add_ceremonies, add_products, add_technology
from kg.extraction.sentences.partners import add_joined, add_partners
from kg.extraction.sentences.people import add_posts
from kg.extraction.sentences.relations import apply_frames
from kg.extraction.sentences.roles import apply_links, apply_roles
from kg.extraction.thread import Thread
from kg.extraction.whereabouts.gatherings import add_event_days
from kg.extraction.whereabouts.natives import (
    add_leading,
    add_moved,
    add_natives,
    add_openings,
    add_routes,
)
from kg.extraction.whereabouts.settled import (
    add_deployed,
    add_examples,
    add_launched,
    add_local_firms,
    add_of_section,
    add_residents,
    add_settled,
    add_under_label,
)

Condition = Callable[[Scene, Thread], object]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what it says nothing without.

    Parameters
    ----------
    apply : adds its facts.
    words : of which one has to stand in the sentence; without any it may read every sentence.
    kinds : of which one has to be the class of something in the sentence.
    when : what else has to be.
    bare : it also reads sentences that name nothing.
    """

    apply: Callable[[Facts, Scene, Thread], None]
    words: str = ""
    kinds: str = ""
    when: Condition | None = None
    bare: bool = False


_SITTERS = "Company Institute Association Project Fund"

RULES = (
    Rule(
        lambda f, s, t: apply_frames(f, s, t.verbs, t.content, t.current),
        when=lambda s, t: t.verbs and (s.args or s.about),
        bare=True,
    ),
    Rule(lambda f, s, t: apply_links(f, s)),
    Rule(
        lambda f, s, t: add_imprints(f, s, t.topic or t.own),
        words="( 时间 日期 单位 机构 机关 部门 征求",
    ),
    Rule(lambda f, s, t: add_grounds(f, s, t.former), kinds="Policy"),
    Rule(lambda f, s, t: add_heralded(f, s, t.said), kinds="Policy", when=lambda s, t: t.said),
    Rule(lambda f, s, t: add_learned(f, s), words="获悉 了解到 得知 中 里", kinds="Policy"),
    Rule(lambda f, s, t: apply_roles(f, s, t.nouns)),
    Rule(
        lambda f, s, t: add_partners(f, s),
        words="合作 合办 协议 签订 签署 续签 签了 互为 备忘录 合同 伙伴 联盟 结盟 共识 签约 签下"
        " 合资 联手 携手 牵手 共同 联合 共建 合建 关系 机制 一起 单子 结对 缔结 结为",
    ),
    Rule(lambda f, s, t: add_joined(f, s), words="联合 携手 联手 牵手"),
    Rule(lambda f, s, t: add_ceremonies(f, s), words="仪式 典礼 大会"),
    Rule(lambda f, s, t: add_products(f, s), kinds="Project"),
    Rule(
        lambda f, s, t: add_technology(f, s),
        words="技术 提供 承担 负责 承建 代建 建造 研制 施工 由",
        kinds="Company Institute",
    ),
    Rule(lambda f, s, t: add_event_days(f, s), words="上 期间 中", kinds="Event"),
    Rule(lambda f, s, t: add_posts(f, s), kinds="Person"),
    Rule(
        lambda f, s, t: add_local_firms(f, s, t.here),
        words="当地 本地 本土 辖区内 境内 国内",
        kinds="Company Institute",
    ),
    Rule(
        lambda f, s, t: add_settled(f, s, t.here, t.park),
        words="落地 开工 动工 投产 竣工 签约 封顶 投用"
        " 设在 坐落 入驻 进驻 落户 扎根 安家 落子 集聚 聚集 齐聚 云集 汇聚 扎堆 建厂"
        " 设厂 入园 落址 落脚 入区 建成 建有 量产 投运 开业 落成"
        " 其列 有名 其中 园 区内 基地 那里 这里 此 当地 内, 里, 中, 上, 这座 这片 该"
        " 全市 全县 全区 全省 全州 全镇",
        kinds=_SITTERS + " IndustrialPark",
    ),
    Rule(
        lambda f, s, t: add_residents(f, s, t.zone or t.park),
        words="驻区 驻园 在区 在园 区内 园内 入区 入园 等",
        kinds="Company Institute IndustrialPark",
    ),
    Rule(
        lambda f, s, t: add_leading(f, s, t.here),
        words="依托 为代表 为龙头 为引领 为牵引 为核心 为链主 为主 为骨干 为载体 为支撑 为重点",
        kinds="Place IndustrialPark Company Institute",
    ),
    Rule(lambda f, s, t: add_running(f, s), words="运营 管理 运作 运行"),
    Rule(
        lambda f, s, t: add_launched(f, s),
        words="上线 推出 启用 开通 投用 建成 打造 搭建 建设 开发 研发 建起 定制 构建 部署 设计"
        " 实施 出台",
        kinds="Project",
    ),
    Rule(
        lambda f, s, t: add_deployed(f, s),
        words="部署 推进 实施 开展 启动 推行 试行 铺开 试点 先行先试 试运行 投入 应用 落地 运营"
        " 启用 投用",
        kinds="Place",
    ),
    Rule(
        lambda f, s, t: add_examples(f, s),
        words="其中 包括 既有 不仅有 企业有 企业为 企业主要 企业分别 企业是"
        " 公司有 公司为 公司是 如 像 涵盖",
        kinds="Company",
    ),
    Rule(
        lambda f, s, t: add_natives(f, s),
        words="( 是 系 为 在 于 从 来自 出自 走进 来到 步入 踏入 探访 一家 上市"
        " 建厂 设厂 办厂 开厂 兴业 置业 落户 落脚 安家 扎根 等"
        " 办公室 办事处 代表处 联络处 研发中心",
        kinds="Place IndustrialPark",
    ),
    Rule(
        lambda f, s, t: add_openings(f, s),
        words="中心 基地 厂 线"
        " 设立 开设 设有 建有 拥有 建立 建设 兴建 新建 组建 成立 布局 打造 启用 投建 建成 建造"
        " 修建 建起 搭建 建了 开了 设了 注册 登记 落户 扎根 安家 建厂 设厂 办厂 投产 办公 经营",
        kinds="Place IndustrialPark",
    ),
    Rule(lambda f, s, t: add_moved(f, s), words="把 将", kinds="Place IndustrialPark"),
    Rule(
        lambda f, s, t: add_routes(f, s),
        words="起 始于 始自 止于 终点 至 到 接 达 抵 连通",
        kinds="Place",
        when=lambda s, t: "Project" in s.kinds or s.about,
    ),
    Rule(
        lambda f, s, t: add_rounds(f, s),
        words="轮 融资 领投 跟投 参投方 资方 投资机构 投资人 投资者 参与者 参与方 参与机构"
        " 认购方 股东 来自 背后 身后",
    ),
    Rule(
        lambda f, s, t: add_transfers(f, s, t.sums, t.fund),
        words="其中 下拨 兑现 投建 加码 加注 押注 吸引 投给 增持 批了 批出"
        " 注入 直投 已投 投1 投2 投3 投4 投5 投6 投7 投8 投9 投约 投近 投超"
        " 投资 注资 入股 增资 参股 控股 收购 并购 领投 参投 跟投 资助 捐"
        " 斥资 豪掷 拿出"
        " 补助 投向 出资 给予 授予 拨付 下达 划拨 拨款 提供 发放 奖励 补贴 投入 安排 支付 授信 贷款"
        " 参与 取得 获 受让 投出 布局 分配 切块 预拨 拨出 追加 全资"
        " 兼并 买下 持股 认购 认缴 持有 购买 拿下 成为 接受 得到 拿到 收到 引入 引进",
    ),
    Rule(
        lambda f, s, t: add_holdings(f, s),
        words="股 出资 子公司 母公司 子企业 附属公司 投资方 投资人 投资的 投资者 领投方 跟投方"
        " 合伙人 LP",
    ),
    Rule(
        lambda f, s, t: add_backers(f, s),
        words="在管 注资 注册 发起 出资 被投 已投 直投 投资 管理 代表 案例 合伙人 股东 LP",
    ),
    Rule(
        lambda f, s, t: add_shares(f, s, t.sums, t.fund),
        words="认缴 出资 实缴 各出 股东",
        kinds="Company Agency Institute Fund",
    ),
    Rule(lambda f, s, t: add_sizes(f, s, t.sums, t.fund), bare=True, when=lambda s, t: t.sums),
    Rule(lambda f, s, t: add_managers(f, s, t.fund), words="管理 运营 运作 打理 合伙人 GP"),
    Rule(
        lambda f, s, t: add_parts(f, s, t.mother or t.fund),
        words="子基金 实体基金",
        kinds="Fund",
    ),
    Rule(
        lambda f, s, t: add_listed_parts(f, s, t.mother),
        words="1 2 3 4 5 6 7 8 9 一 二 三 四 五 六 七 八 九 十",
        kinds="Fund",
        when=lambda s, t: t.mother,
    ),
    Rule(
        lambda f, s, t: add_purposes(f, s),
        words="投向 投资 用于 支持 扶持 资助 补助 奖励"
        " 专投 主投 只投 直投 投出 投中 专注 聚焦 瞄准 关注 提供",
        bare=True,
    ),
    Rule(
        lambda f, s, t: add_composition(f, s),
        words="统称 合称 并称 组成 构成 分为 分设 分成 包括 包含 涵盖 下设 下辖 设有 含"
        " 城市群 城市圈 都市圈 经济圈 经济带 经济区",
        kinds="IndustrialPark Place",
    ),
    Rule(
        lambda f, s, t: add_one_each(f, s, t.content or t.current),
        words="分别 各",
        kinds="Place",
    ),
    Rule(lambda f, s, t: add_provisions(f, s, t.content or t.own, t.zone)),
    Rule(
        lambda f, s, t: add_advanced(f, s, telling(s, t.policies, None)),
        words="建设",
        when=lambda s, t: t.own is None and t.current,
    ),
    Rule(
        lambda f, s, t: add_of_section(f, s, t.region),
        words="成立 揭牌 设立 启用 发布 印发 出台 下发",
        kinds="Association Institute IndustrialPark Policy",
        when=lambda s, t: t.region,
    ),
    Rule(
        lambda f, s, t: add_under_label(f, s),
        words=":",
        kinds=_SITTERS,
        when=lambda s, t: t.region and s.args[0].name == t.region.name,
    ),
    Rule(lambda f, s, t: t.take_up(s)),  # from here on these are the fund and park spoken of
    Rule(
        lambda f, s, t: add_uses(f, s, t.fund),
        words="补助 捐助 奖助 奖励 补贴 资助 投资 贷放",
        bare=True,
        when=lambda s, t: t.own,
    ),
    Rule(lambda f, s, t: add_targets(f, s, t.aiming(s), t.own is not None), bare=True),
    Rule(
        lambda f, s, t: add_statistics(f, s, t.here), bare=True, when=lambda s, t: t.here or s.args
    ),
    Rule(
        lambda f, s, t: add_payments(f, s, t.sums, t.payer(s)),
        words="奖励 补贴 补助 资助 贷款 扶持 支持 配套 资金 奖金 贴息 经费 奖补 返还 补偿"
        " 减免 拨款",
        when=lambda s, t: not (t.own and is_budgeted(s)),
        bare=True,
    ),
    Rule(
        lambda f, s, t: add_refusals(f, s, t.speaker(s)),
        words="不予 不再 不得 不能 不宜 暂不 不享受 不在",
        bare=True,
    ),
    Rule(lambda f, s, t: t.matters.read(f, s, t.sums), when=lambda s, t: t.own),
)


def apply_rules(facts: Facts, scene: Scene, thread: Thread) -> None:
    """Let every rule that may have something to say read a sentence, in their order."""
    for rule in _prepared().opened_by(scene):
        if rule.when is None or rule.when(scene, thread):
            rule.apply(facts, scene, thread)


class _Prepared:
    """The rules made ready: a bit for each, and one automaton for the words of all."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        self._rules = {1 << number: rule for number, rule in enumerate(rules)}
        self._always = sum(bit for bit, rule in self._rules.items() if not rule.words)
        self._bare = sum(bit for bit, rule in self._rules.items() if rule.bare)
        self._of_any = sum(bit for bit, rule in self._rules.items() if not rule.kinds)
        self._of_kind: dict[str, int] = defaultdict(int)
        opens: dict[str, int] = defaultdict(int)
        for bit, rule in self._rules.items():
            for word in rule.words.split():
                opens[word] |= bit
            for kind in rule.kinds.split():
                self._of_kind[kind] |= bit
        self._opens = list(opens.values())
        self._automaton = AhoCorasick(list(opens), implementation=Implementation.ContiguousNFA)

    def opened_by(self, scene: Scene) -> Iterator[Rule]:
        """The rules for whose words and kinds a sentence has one, in their order."""
        allowed = self._of_any if scene.args else self._of_any & self._bare
        for kind in scene.kinds:
            allowed |= self._of_kind.get(kind, 0)
        opened, sentence = self._always, scene.text[scene.start : scene.end]
        for index, _, _ in self._automaton.find_matches_as_indexes(sentence, overlapping=True):
            opened |= self._opens[index]
        opened &= allowed
        while opened:
            lowest = opened & -opened
            opened ^= lowest
            yield self._rules[lowest]


@cache
def _prepared() -> _Prepared:
    return _Prepared(RULES)
