// What the interface says, in Chinese and English.

const WORDS = {
  search: ["搜索：简体、繁體、拼音、别名", "Search: Chinese, pinyin, English"],
  nothingFound: ["没有找到", "Nothing found"],
  layout: ["布局", "Layout"], place: ["地域", "Map"], time: ["年份", "Years"], free: ["关系", "Free"],
  colour: ["颜色", "Colour"], byClass: ["类型", "Class"], byCommunity: ["社群", "Community"],
  size: ["大小", "Size"], byDegree: ["关系数", "Degree"], byMoney: ["金额", "Money"],
  filters: ["筛选", "Filters"], class: ["类型", "Class"], relation: ["关系", "Relation"],
  province: ["地方", "Place"], topic: ["主题", "Topic"], status: ["状态", "Status"],
  all: ["全部", "All"], only: ["仅", "only"], unknown: ["未知", "Unknown"],
  noTopic: ["无主题", "No topic"], nationwide: ["全国", "Nationwide"], abroad: ["境外", "Abroad"],
  noPlace: ["地点未述", "Place not stated"], undated: ["无日期", "Undated"],
  asOf: ["截至", "As of"], anyTime: ["不限时间", "Any time"],
  timeNote: ["虚框：当时可能已有（日期只到年月）；无日期的一直显示",
    "Dashed: perhaps by then (date known to the year or month only); undated ones always show"],
  table: ["表格", "Table"], picture: ["图", "Picture"], sources: ["来源", "Sources"],
  export: ["导出", "Export"], undo: ["撤销", "Undo"], reset: ["复位", "Reset"],
  theme: ["明暗", "Theme"], language: ["English", "中文"], help: ["操作说明", "Help"],
  close: ["关闭", "Close"], print: ["打印", "Print"], copy: ["复制", "Copy"], query: ["SPARQL", "SPARQL"],
  menu: ["筛选与时间", "Filters and time"],
  entities: ["实体", "Entities"], relations: ["关系", "Relations"],
  names: ["又名", "Also known as"], garbled: ["文中误写", "Misspelt as"], code: ["区划代码", "Division code"], home: ["所在", "At home in"],
  facts: ["所述", "States"],
  claims: ["条主张", "claims"], claim: ["条主张", "claim"], noClaims: ["图谱自带的描述，不出自文章", "Stated by the graph itself, not by an article"],
  position: ["原文位置", "Position in the text"],
  confidence: ["可信度", "Confidence"], reviewed: ["已复核", "Reviewed"],
  unreviewed: ["未复核", "Not reviewed"], note: ["注", "Note"],
  done: ["已成", "done"], planned: ["计划", "planned"],
  encouraged: ["鼓励", "encouraged"], denied: ["否定", "denied"], deprecated: ["已弃用", "deprecated"],
  preferred: ["优先", "preferred"],
  focus: ["只看周围", "Focus"], expand: ["展开相邻", "Expand"], collapse: ["收起相邻", "Collapse"],
  hide: ["隐藏", "Hide"], pin: ["固定", "Pin"], unpin: ["取消固定", "Unpin"], path: ["最短路径…", "Shortest path…"],
  pathTo: ["再选一个终点：点图或搜索（Esc 取消）", "Now choose the other end: click or search (Esc cancels)"],
  noPath: ["当前显示的关系中没有路径", "No path among what is shown"], pathFound: ["最短路径", "Shortest path"],
  steps: ["步", "steps"], showing: ["显示", "Showing"], of: ["共", "of"],
  summary: ["概览：按地方与类型归并，点开可展开", "Summary by place and class; click to open"],
  open: ["展开这一组", "Open this group"], shut: ["收回成组", "Close the group"],
  showAll: ["显示全部节点", "Show every node"], summarise: ["回到概览", "Back to the summary"],
  more: ["更多", "more"], links: ["条关系", "relations"],
  png: ["图片 PNG", "Picture PNG"], svg: ["矢量图 SVG", "Vector SVG"],
  exportNote: ["导出当前显示的部分", "Exports what is on screen"],
  sourceNote: ["当前画面中的关系与事实出自以下来源", "The facts on screen come from these sources"],
  noSources: ["画面中没有出自文章的事实", "Nothing on screen comes from an article"],
  empty: ["筛选后没有可显示的实体", "Nothing passes the filters"], start: ["从这里开始", "Start here"],
  hint: ["点节点看事实，点线看出处；滚轮缩放，拖动平移", "Click a node for its facts, a line for its sources; scroll to zoom"],
  largest: ["关系最多的实体", "Best connected"], from: ["从", "From"], to: ["到", "To"],
  name: ["名称", "Name"], english: ["英文名", "English name"], date: ["日期", "Date"],
  degree: ["关系数", "Degree"], money: ["金额", "Money"], level: ["层级", "Level"], type: ["文种", "Genre"],
};

const HELP = [
  ["/", "搜索", "search"],
  ["↑ ↓ ← →", "走到那个方向的相邻实体", "walk to the neighbour in that direction"],
  ["Enter", "进入事实列表，再按看出处", "into the facts, once more for the evidence"],
  ["Esc", "返回、取消选择", "back, deselect"],
  ["+ − 0", "放大、缩小、全貌", "zoom in, out, fit"],
  ["Shift ↑ ↓ ← →", "平移画面", "pan"],
  ["F · E · C", "只看周围、展开相邻、收起相邻", "focus, expand, collapse"],
  ["H · P", "隐藏、固定", "hide, pin"],
  ["Ctrl Z", "撤销", "undo"],
  ["T", "表格与图切换", "table or picture"],
];

let language = "zh";

/** Says a word of the interface in the language in force. */
function say(key) {
  const pair = WORDS[key];
  return pair ? pair[language === "en" ? 1 : 0] : key;
}

/** Chooses from a [Chinese, English] pair; a plain string needs no choice. */
function either(pair) {
  return typeof pair === "string" ? pair : pair[language === "en" ? 1 : 0];
}
