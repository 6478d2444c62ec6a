"""The words of the pages, in Chinese and English, and which of the two a reader gets."""

from __future__ import annotations

from starlette.requests import Request

from kg.messages import in_chinese
from kg.web import negotiation, requests

LANGUAGES = ("zh", "en")
COOKIE = "lang"

WORDS: dict[str, tuple[str, str]] = {
    "brand": ("政图", "Zhengtu"),
    "motto": (
        "中国产业政策知识图谱：每条事实都能回到原文",
        "Chinese industrial policy as a graph: every fact leads back to its source",
    ),
    "search": ("搜索", "Search"),
    "search hint": (
        "简体、繁體、拼音、首字母、英文、别名",
        "Chinese, pinyin, initials, English, aliases",
    ),
    "home": ("首页", "Home"),
    "queries": ("问题", "Questions"),
    "editor": ("SPARQL", "SPARQL"),
    "network": ("网络", "Network"),
    "ontology": ("术语", "Terms"),
    "language": ("English", "中文"),
    "skip": ("跳到正文", "Skip to content"),
    "what": ("是什么", "What it is"),
    "who": ("谁", "Who"),
    "where": ("何地", "Where"),
    "when": ("何时", "When"),
    "money": ("资金", "Money"),
    "partners": ("合作与依据", "Partners and basis"),
    "other": ("其他", "Other"),
    "backlinks": ("谁提到它", "What refers to it"),
    "altLabel": ("又称", "Also called"),
    "hiddenLabel": ("来源中的误写", "Met in sources as"),
    "notation": ("区划代码", "Division code"),
    "sources": ("出处", "Sources"),
    "no source": ("资料表所给，没有文章主张", "From reference data; no article claims it"),
    "characters": ("第 {start}–{end} 字", "characters {start}–{end}"),
    "planned": ("拟议", "planned"),
    "encouraged": ("鼓励", "encouraged"),
    "denied": ("否认", "denied"),
    "done": ("", ""),
    "deprecated": ("弃用", "deprecated"),
    "preferred": ("首选", "preferred"),
    "normal": ("", ""),
    "confidence": ("可信度", "confidence"),
    "unreviewed": ("未复核", "not reviewed"),
    "note": ("注", "Note"),
    "differs": ("来源有分歧", "Sources disagree"),
    "disagreements": (
        "这里有 {count} 处来源分歧",
        "{count} statements here are disputed between sources",
    ),
    "against": ("与此不同", "differs from"),
    "download": ("下载", "Download"),
    "copy": ("复制表格", "Copy table"),
    "copied": ("已复制，可粘贴到电子表格", "Copied; paste it into a spreadsheet"),
    "around": ("周围", "Around it"),
    "whole network": ("在网络图中查看", "Open in the network"),
    "all facts": ("全部事实（表格）", "All facts as a table"),
    "property": ("关系", "Relation"),
    "value": ("值", "Value"),
    "status": ("状态", "Status"),
    "source": ("来源", "Source"),
    "place in text": ("位置", "Place in the text"),
    "claims of source": ("这篇文章主张了什么", "What this article claims"),
    "results": ("结果", "Results"),
    "found": ("“{text}”：{count} 条", "“{text}”: {count} found"),
    "nothing found": (
        "没有找到“{text}”。换个写法，或用拼音、首字母试试。",
        "Nothing is called “{text}”. Try another spelling, pinyin or initials.",
    ),
    "similar": ("近似", "similar"),
    "rows": ("{count} 行", "{count} rows"),
    "more rows": (
        "只显示前 {count} 行；下载可得全部",
        "Only the first {count} rows are shown; a download has all",
    ),
    "run": ("运行", "Run"),
    "answer": ("查询", "Ask"),
    "empty": ("没有结果", "No results"),
    "why empty": ("为什么没有结果", "Why nothing was found"),
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
    "query text": ("查询原文", "The query itself"),
    "open in editor": ("在编辑器中打开", "Open in the editor"),
    "command": ("命令行", "On the command line"),
    "all queries": ("保存的问题", "Saved questions"),
    "queries intro": (
        "每个问题都是网页、命令，也是 CSV、JSON 地址。",
        "Each question is a page, a command, and an address for CSV or JSON.",
    ),
    "picture": ("图示", "Picture"),
    "number": ("数", "Number"),
    "things": ("图里有什么", "What is in the graph"),
    "try": ("试试", "Try"),
    "error": ("出错了", "Something went wrong"),
    "editor title": ("SPARQL 编辑器", "SPARQL editor"),
    "editor fallback": (
        "此安装没有打包编辑器，这里是普通文本框；查询照常可用。",
        "The editor was not bundled here; this is a plain text area, and queries work as usual.",
    ),
    "editor keys": (
        "Ctrl+Enter 运行 · Ctrl+空格 补全 · Esc 后 Tab 离开编辑框",
        "Ctrl+Enter runs · Ctrl+Space completes · Esc then Tab leaves the editor",
    ),
    "table": ("表格", "Table"),
    "graph": ("网络", "Network"),
    "raw": ("原文", "Raw"),
    "saved": ("保存的问题…", "Saved questions…"),
    "link": ("链接", "Link"),
    "link copied": ("链接已复制", "Link copied"),
    "running": ("正在查询…", "Running…"),
    "took": ("{count} 行，{ms} 毫秒", "{count} rows, {ms} ms"),
    "no js": (
        "编辑器需要 JavaScript；按“运行”仍可得到结果。",
        "The editor needs JavaScript; the Run button works without.",
    ),
    "query": ("查询语句", "Query"),
    "class": ("类", "Class"),
    "classes": ("类", "Classes"),
    "properties": ("属性", "Properties"),
    "members": ("全部{name}", "All: {name}"),
    "data": ("数据", "Data"),
    "about data": ("数据采用 CC BY 4.0。", "Data: CC BY 4.0."),
    "of": ("的网络", ": network"),
    "yes no": ("回答", "Answer"),
    "value for": ("{name}", "{name}"),
    "triples": ("条三元组", "triples"),
    "confidence of": ("可信度 {value}", "confidence {value}"),
}


def language_of(request: Request) -> str:
    """The language of a page: as the address says, as chosen before, or as the browser asks."""
    given = requests.of_url(request).all("lang")
    asked = given[0] if given else request.cookies.get(COOKIE, "")
    if asked in LANGUAGES:
        return asked
    return negotiation.language(request.headers.get("accept-language", ""))


class Speech:
    """The words in one language: ``say("rows", count=3)``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._side = LANGUAGES.index(language)

    def wrong(self, error: object) -> str:
        """Tell what is wrong, as an error or its message says it."""
        return in_chinese(str(error)) if self.language == "zh" else str(error)

    def __call__(self, key: str, **values: object) -> str:
        return WORDS[key][self._side].format(**values)
