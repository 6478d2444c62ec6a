// What is known of the thing that is selected: facts, the claims behind them, the sources; and the
// table twin of the picture. All text goes through textContent.

const INVERSE = { issuedBy: "issued", locatedIn: "contains", funds: "fundedBy", managedBy: "manages", subFundOf: "hasSubFund", basedOn: "basisOf" };
const FIRST_ROWS = 300;

/** Makes an element: attributes, then children; strings become text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function picture(colour, shape) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const pen = new SvgPath();
  SHAPES[shape](pen, 8, 8, 5.2);
  path.setAttribute("d", pen.text);
  path.setAttribute("fill", colour);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

class Panel {
  constructor(element, app) {
    Object.assign(this, { element, app, network: app.network });
  }

  show(...children) {
    this.element.replaceChildren(...children.filter((child) => child !== null));
    this.element.scrollTop = 0;
  }

  nodeName(node) {
    const row = this.network.data.classes[this.network.classes[node]];
    return make("button", { class: "name", onclick: () => this.app.select({ node }, true) }, picture(row[3], row[4]), this.network.label(node));
  }

  factText(fact) {
    const value = typeof fact.object === "number" ? this.network.label(fact.object) : either(fact.object);
    return `${this.network.label(fact.subject)} · ${this.network.term(fact.predicate)} · ${value}`;
  }

  overview() {
    const { network, app } = this;
    const top = [...network.degree.keys()].filter((node) => app.state.nodeState[node])
      .sort((a, b) => network.degree[b] - network.degree[a] || a - b).slice(0, 12);
    this.show(
      make("h2", {}, say("start")), make("p", { class: "quiet" }, say("hint")),
      app.state.summary ? make("p", { class: "quiet" }, say("summary")) : null,
      app.state.summary ? make("button", { class: "wide", onclick: () => app.change(() => { app.state.everything = true; }, true) }, `${say("showAll")} (${network.count})`) : null,
      network.large && !app.state.summary && !app.state.only ? make("button", { class: "wide", onclick: () => app.change(() => { app.state.everything = false; }, true) }, say("summarise")) : null,
      this.#relations(),
      make("h3", {}, say("largest")),
      make("ul", { class: "plain" }, ...top.map((node) => make("li", {}, this.nodeName(node), make("span", { class: "quiet" }, String(network.degree[node]))))),
    );
  }

  /** Where filters leave few relations, they are told one by one, with their sums of money. */
  #relations() {
    const { network, app } = this;
    const { edges, off } = app.state;
    if (!(off.relation.size || off.status.size) || !edges.length || edges.length > 80) return null;
    return make("div", {}, make("h3", {}, say("relations")), make("ul", { class: "plain" }, ...edges.map((edge) => {
      const claims = network.factOf(edge).claims.map((claim) => network.claims[claim]);
      const sums = new Set(claims.flatMap((claim) => claim.with.filter(([name]) => name === "amount").map(([, value]) => either(value))));
      const status = network.data.statuses[network.status[edge]];
      return make("li", {}, make("button", { class: "name edge", onclick: () => app.select({ edge }, true) },
        make("span", {}, network.label(network.from[edge]), make("span", { class: "quiet" }, ` — ${network.relationName(network.relation[edge])} → `), network.label(network.to[edge]),
          sums.size ? make("strong", {}, ` ${[...sums].join("、")}`) : "",
          status === "done" ? "" : make("span", { class: `badge ${status}` }, say(status)))));
    })));
  }

  node(node) {
    const { network, app } = this;
    const { data } = network;
    const about = [
      [say("home"), network.name(data.places[network.places[node] - 1])].map((text) => (text === network.label(node) ? "" : text)), [say("date"), network.date(node)],
      [say("type"), network.name(data.nodes.type[node])], [say("level"), network.name(data.nodes.level[node])], [say("code"), data.nodes.code[node]],
      [say("topic"), network.topicNames(node)], [say("names"), network.names(node).join("、")], [say("garbled"), network.names(node, "garbled").join("、")],
    ].filter(([, value]) => value);
    const row = data.classes[network.classes[node]];
    this.show(
      make("p", { class: "kind" }, picture(row[3], row[4]), network.className(node), make("code", {}, network.id(node))),
      make("h2", {}, network.labels[node]),
      data.nodes.english[node] ? make("p", { class: "quiet", lang: "en" }, data.nodes.english[node]) : null,
      this.#actions(node),
      about.length ? make("dl", {}, ...about.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])) : null,
      this.#facts(node),
    );
  }

  #actions(node) {
    const { app } = this;
    const pinned = app.state.pinned.has(node);
    const actions = [["focus", "focus"], ["expand", "expand"], ["collapse", "collapse"], [pinned ? "unpin" : "pin", "pin"], ["hide", "hide"], ["path", "path"]];
    return make("div", { class: "actions" }, ...actions.map(([word, action]) => (
      make("button", { onclick: () => app.act(action, node) }, say(word)))), this.#asked(`<${this.network.iri(node)}>`, "?property", "?value"));
  }

  /** A button that shows the SPARQL behind what the panel tells. */
  #asked(subject, property, value) {
    const unknown = [property, value].filter((term) => term.startsWith("?")).join(" ");
    const text = [
      "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>",
      "PREFIX prov: <http://www.w3.org/ns/prov#>",
      "PREFIX zt: <https://w3id.org/zhengtu/ontology#>",
      `SELECT ?claim ${unknown} ?status ?source WHERE {`,
      `  ?claim rdf:subject ${subject} ; rdf:predicate ${property} ; rdf:object ${value} ;`,
      "    zt:status ?status ; prov:wasQuotedFrom ?source .",
      "}",
    ].join("\n");
    return make("button", { onclick: () => this.app.openQuery(text) }, say("query"));
  }

  #facts(node) {
    const { network } = this;
    const box = make("div", { class: "facts" });
    const told = network.factsOf(node).slice(0, FIRST_ROWS);
    const groups = new Map();
    for (const one of told) {
      const key = `${one.fact.predicate}${one.back}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(one);
    }
    // what sources state comes before what only the graph adds, such as genre and topic
    const weight = (group) => (group.some(({ fact }) => fact.claims.length) ? 0 : 1) + (group[0].back ? 0.5 : 0);
    [...groups.values()].sort((a, b) => weight(a) - weight(b)).forEach((group) => {
      const { fact, back } = group[0];
      const inverse = INVERSE[fact.predicate];
      const title = !back ? network.term(fact.predicate) : inverse ? network.term(inverse) : `← ${network.term(fact.predicate)}`;
      box.append(make("h3", {}, title), make("ul", { class: "plain" }, ...group.map((one) => this.#fact(one.fact, one.back))));
    });
    return box;
  }

  /** One fact: its other end, and a button that opens the claims behind it. */
  #fact(fact, back) {
    const other = back ? fact.subject : fact.object;
    const claims = fact.claims.map((claim) => this.network.claims[claim]);
    const open = make("div", { class: "claims", hidden: true });
    const status = claims.length && !claims.some((claim) => claim.status === "done") ? claims[0].status : null;
    const doubt = claims.some((claim) => claim.differs.length);
    const toggle = make("button", {
      class: "evidence", "aria-expanded": "false", title: this.factText(fact),
      onclick: () => {
        open.hidden = !open.hidden;
        toggle.setAttribute("aria-expanded", String(!open.hidden));
        if (!open.childElementCount) open.append(...this.#claims(fact));
      },
    }, typeof other === "number" ? say("sources") : either(other), ` · ${claims.length}`, doubt ? " ⚠" : "");
    return make("li", { class: "fact" },
      typeof other === "number" ? this.nodeName(other) : null,
      status ? make("span", { class: `badge ${status}` }, say(status)) : null,
      toggle, open);
  }

  #claims(fact) {
    if (!fact.claims.length) return [make("p", { class: "quiet" }, say("noClaims"))];
    return fact.claims.map((number) => this.#claim(this.network.claims[number]));
  }

  #claim(claim) {
    const { network } = this;
    const [id, title, publisher, date] = network.sources[claim.source] || ["", say("unknown"), "", ""];
    const percent = `${Math.round(claim.confidence * 100)}%`;
    const details = claim.with.flatMap(([name, value]) => [make("dt", {}, network.term(name)), make("dd", {}, either(value))]);
    return make("article", { class: "claim" },
      make("h4", {}, title),
      make("p", { class: "quiet" }, [id, publisher, date].filter(Boolean).join(" · ")),
      ...this.#passages(claim.passages),
      details.length ? make("dl", {}, ...details) : null,
      make("p", { class: "marks" },
        make("span", { class: `badge ${claim.status}` }, say(claim.status)),
        claim.rank === "normal" ? null : make("span", { class: "badge" }, say(claim.rank)),
        make("span", {}, `${say("confidence")} ${percent}`), make("span", {}, say(claim.reviewed ? "reviewed" : "unreviewed"))),
      claim.note ? make("p", { class: "note" }, `${say("note")}：${claim.note}`) : null,
      ...claim.differs.map(([kind, other]) => this.#difference(kind, network.claims[other])),
    );
  }

  /** Quotes with their positions; what a source says twice in the same words is shown once. */
  #passages(passages) {
    const places = new Map();
    for (const [start, end, quote, before, after] of passages) {
      const key = quote || "";
      if (!places.has(key)) places.set(key, { before, after, at: [] });
      places.get(key).at.push(`${start}–${end}`);
    }
    return [...places].map(([quote, { before, after, at }]) => make("div", {},
      quote ? make("blockquote", {}, before, make("mark", {}, quote), after) : null,
      make("p", { class: "place" }, `${say("position")} ${at.join("，")}`)));
  }

  #difference(kind, other) {
    const source = this.network.sources[other.source];
    return make("div", { class: "differs" },
      make("strong", {}, `${this.network.term(kind)}：`),
      other.fact ? make("button", { class: "name", onclick: (event) => event.target.closest(".differs").append(this.#claim({ ...other, differs: [] })) }, this.factText(other.fact)) : "",
      make("span", { class: "quiet" }, ` ${source ? source[1] : ""}`));
  }

  edge(edge) {
    const { network } = this;
    const fact = network.factOf(edge);
    const status = network.data.statuses[network.status[edge]];
    this.show(
      make("p", { class: "kind" }, say("relation"), make("span", { class: `badge ${status}` }, say(status))),
      make("h2", { class: "relation" }, this.nodeName(network.from[edge]),
        make("span", { class: "arrow" }, `↓ ${network.relationName(network.relation[edge])}`), this.nodeName(network.to[edge])),
      make("div", { class: "actions" }, this.#asked(`<${network.iri(fact.subject)}>`, `zt:${fact.predicate}`, `<${network.iri(fact.object)}>`)),
      make("div", { class: "claims" }, ...this.#claims(fact)),
    );
  }

  group(group) {
    const { network, app } = this;
    const members = network.group.members[group].filter((node) => app.state.nodeState[node])
      .sort((a, b) => network.degree[b] - network.degree[a] || a - b);
    const opened = app.state.opened.has(group);
    const flip = () => app.change(() => { if (!app.state.opened.delete(group)) app.state.opened.add(group); });
    this.show(
      make("h2", {}, network.groupLabel(group)), make("p", { class: "quiet" }, `${members.length} ${say("entities")}`),
      make("button", { class: "wide", onclick: flip }, say(opened ? "shut" : "open")),
      make("ul", { class: "plain" }, ...members.slice(0, 100).map((node) => make("li", {}, this.nodeName(node), make("span", { class: "quiet" }, String(network.degree[node]))))),
      members.length > 100 ? make("p", { class: "quiet" }, `… ${members.length - 100} ${say("more")}`) : null,
    );
  }

  path(path) {
    const { network } = this;
    this.show(
      make("h2", {}, `${say("pathFound")}：${path.edges.length} ${say("steps")}`),
      make("ol", { class: "path" }, ...path.nodes.flatMap((node, step) => [
        make("li", {}, this.nodeName(node)),
        step < path.edges.length ? make("li", {}, make("button", { class: "evidence", onclick: () => this.app.select({ edge: path.edges[step] }) },
          `${network.from[path.edges[step]] === node ? "↓" : "↑"} ${network.relationName(network.relation[path.edges[step]])}`)) : null,
      ].filter(Boolean))),
    );
  }

  /** The sources of all that is on screen, to be read or printed. */
  sources() {
    const { network, app } = this;
    const counts = new Map();
    for (const fact of network.factList) {
      const seen = app.state.nodeState[fact.subject] && (typeof fact.object !== "number" || app.state.nodeState[fact.object]);
      if (seen) new Set(fact.claims.map((claim) => network.claims[claim].source)).forEach((source) => counts.set(source, (counts.get(source) || 0) + 1));
    }
    const rows = [...counts].filter(([source]) => source >= 0).sort(([a], [b]) => a - b);
    return [
      make("p", { class: "quiet" }, rows.length ? say("sourceNote") : say("noSources")),
      make("ol", {}, ...rows.map(([source, count]) => {
        const [id, title, publisher, date] = network.sources[source];
        return make("li", {}, make("strong", {}, title), make("br"), [publisher, date, id].filter(Boolean).join(" · "), ` — ${count} ${say("facts")}`);
      })),
    ];
  }

  /** The picture as two tables: the same entities, the same relations. */
  tables() {
    const { network, app } = this;
    const nodes = [...app.state.nodeState.keys()].filter((node) => app.state.nodeState[node]);
    const link = (node) => make("td", {}, make("button", { class: "name", onclick: () => app.select({ node }, true) }, network.label(node)));
    const cell = (text) => make("td", {}, text || "");
    const more = (body, all, row) => {
      const add = (from) => {
        body.append(...all.slice(from, from + FIRST_ROWS).map(row));
        if (all.length > from + FIRST_ROWS) {
          const rest = make("tr", {}, make("td", { colspan: "6" }, make("button", { onclick: () => { rest.remove(); add(from + FIRST_ROWS); } }, `${say("more")} (${all.length - from - FIRST_ROWS})`)));
          body.append(rest);
        }
      };
      add(0);
      return body;
    };
    const table = (id, caption, heads, all, row) => make("table", { id },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, say(head))))),
      more(make("tbody"), all, row));
    return [
      table("nodes", `${say("entities")} (${nodes.length})`, ["name", "class", "province", "date", "topic", "degree"], nodes, (node) => make("tr", {},
        link(node), cell(network.className(node)), cell(network.province(node)), cell(network.date(node)),
        cell(network.topicNames(node)), cell(String(network.degree[node])))),
      table("edges", `${say("relations")} (${app.state.edges.length})`, ["from", "relation", "to", "status", "sources"], app.state.edges, (edge) => make("tr", {},
        link(network.from[edge]), cell(network.relationName(network.relation[edge])), link(network.to[edge]), cell(say(network.data.statuses[network.status[edge]])),
        make("td", {}, make("button", { class: "evidence", onclick: () => app.select({ edge }) }, `${network.factOf(edge).claims.length} ${say("claims")}`)))),
    ];
  }
}
