// Asking a query from the editor page and showing the answer: table, network, raw.
import { copyable } from "/static/site.js";

const form = document.getElementById("ask");
const words = form.dataset;
const views = ["table", "graph", "raw"];
const panel = (name) => document.getElementById(`view-${name}`);
const tab = (name) => document.getElementById(`tab-${name}`);
const message = document.getElementById("message");
const ID = "https://w3id.org/zhengtu/id/";

function select(name) {
  for (const view of views) {
    const on = view === name;
    tab(view).setAttribute("aria-selected", String(on));
    tab(view).tabIndex = on ? 0 : -1;
    panel(view).hidden = !on;
  }
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function cell(term) {
  if (!term) return element("td");
  if (term.type !== "uri") {
    const shown = element("td", {}, term.value);
    if (/#(integer|decimal|double)$/.test(term.datatype ?? "")) shown.className = "number";
    return shown;
  }
  const ours = term.value.startsWith(ID);
  const href = ours
    ? `/page/${term.value.slice(ID.length).split("/").map(encodeURIComponent).join("/")}`
    : term.value;
  const text = ours ? term.value.slice(ID.length).replace("/", ":") : term.value;
  // an IRI of any other kind is text, not a link: it may be javascript:
  if (!ours && !/^https?:/.test(href)) return element("td", {}, text);
  return element("td", {}, element("a", { href, rel: ours ? "" : "external nofollow" }, text));
}

function table(columns, rows) {
  const head = element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)));
  const body = rows.map((row) => element("tr", {}, ...columns.map((name) => cell(row[name]))));
  return element(
    "div",
    { className: "scroll" },
    element("table", { id: "answer" }, element("thead", {}, head), element("tbody", {}, ...body)),
  );
}

function triples(text) {
  // N-Triples, one a line
  const term = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/g;
  return text.split("\n").filter(Boolean).map((line) => {
    const [subject, predicate, object] = [...line.matchAll(term)].map(([, iri, blank, value, , type]) =>
      iri !== undefined
        ? { type: "uri", value: unescaped(iri) }
        : blank !== undefined
          ? { type: "bnode", value: `_:${blank}` }
          : { type: "literal", value: unescaped(value), datatype: type },
    );
    return { subject, predicate, object };
  });
}

function unescaped(text) {
  const signs = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, sign) =>
    four || eight ? String.fromCodePoint(parseInt(four ?? eight, 16)) : (signs[sign] ?? sign),
  );
}

// A picture of the links in the answer: names around a circle.
function network(rows, columns) {
  const links = [];
  for (const row of rows) {
    const iris = columns.map((name) => row[name]).filter((term) => term?.type === "uri");
    if (iris.length > 1) links.push([iris[0].value, iris.at(-1).value]);
  }
  const names = [...new Set(links.flat())].slice(0, 60);
  if (!names.length) return element("p", { className: "quiet" }, "—");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const make = (name, attributes, text) => {
    const node = document.createElementNS(svg.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text) node.textContent = text;
    svg.append(node);
  };
  const height = Math.max(320, names.length * 14);
  svg.setAttribute("viewBox", `0 0 760 ${height}`);
  svg.setAttribute("class", "around");
  const at = (name) => {
    const angle = (2 * Math.PI * (names.indexOf(name) + 0.5)) / names.length - Math.PI / 2;
    return [380 + 170 * Math.cos(angle), height / 2 + (height / 2 - 16) * Math.sin(angle)];
  };
  for (const [from, to] of links) {
    if (!names.includes(from) || !names.includes(to)) continue;
    const [[x1, y1], [x2, y2]] = [at(from), at(to)];
    make("line", { x1, y1, x2, y2 });
  }
  for (const name of names) {
    const [x, y] = at(name);
    const right = x >= 380;
    const short = decodeURIComponent(name.split(/[/#]/).pop()).slice(0, 18);
    make("circle", { cx: x, cy: y, r: 4, class: "it" });
    make("text", { x: x + (right ? 8 : -8), y: y + 4, "text-anchor": right ? "start" : "end" }, short);
  }
  return svg;
}

async function explain(text) {
  const answer = await fetch("/doctor", {
    method: "POST",
    body: new URLSearchParams({ query: text }),
  });
  if (!answer.ok) return [];
  const reasons = (await answer.json()).reasons;
  return reasons.map((reason) =>
    element("li", {}, ...(reason.pattern ? [element("code", {}, reason.pattern), " "] : []), reason[words.lang]),
  );
}

export function start(editor) {
  const address = (extra = "") => `/sparql?query=${encodeURIComponent(editor.get())}${extra}`;

  async function ask() {
    const text = editor.get();
    editor.unmark();
    message.className = "";
    message.textContent = words.running;
    panel("table").replaceChildren();
    history.replaceState(null, "", `/editor?query=${encodeURIComponent(text)}`);
    const started = performance.now();
    let answer;
    try {
      answer = await fetch("/sparql", {
        method: "POST",
        headers: { Accept: "application/sparql-results+json, application/n-triples;q=0.9, application/problem+json;q=0.5" },
        body: new URLSearchParams({ query: text }),
      });
    } catch (error) {
      return wrong(String(error));
    }
    const raw = await answer.text();
    if (!answer.ok) {
      const problem = JSON.parse(raw);
      if (problem.line) editor.mark(problem.line, problem.column, problem.title);
      return wrong(problem.title);
    }
    await show(answer.headers.get("content-type"), raw, performance.now() - started, text);
  }

  function wrong(text) {
    message.textContent = text;
    message.className = "warning";
  }

  async function show(type, raw, time, text) {
    const isGraph = type.startsWith("application/n-triples");
    const found = isGraph ? null : JSON.parse(raw);
    const rows = isGraph ? triples(raw) : (found.results?.bindings ?? []);
    const columns = isGraph ? ["subject", "predicate", "object"] : (found.head.vars ?? []);
    message.textContent = words.took.replace("{count}", rows.length).replace("{ms}", Math.round(time));
    panel("raw").querySelector("code").textContent = isGraph ? raw : JSON.stringify(found, null, 2);
    panel("graph").replaceChildren(network(rows, columns));
    if (found && "boolean" in found) {
      message.textContent = "";
      panel("table").replaceChildren(element("p", { className: "boolean" }, found.boolean ? words.yes : words.no));
    } else if (rows.length) {
      panel("table").replaceChildren(table(columns, rows.slice(0, 2000)));
    } else {
      const reasons = await explain(text);
      panel("table").replaceChildren(
        element("p", {}, element("strong", {}, words.empty)),
        ...(reasons.length ? [element("h2", {}, words.why), element("ul", { className: "reasons" }, ...reasons)] : []),
      );
    }
    document.getElementById("views").hidden = false;
    document.getElementById("formats").hidden = false;
    for (const link of document.querySelectorAll("#formats a")) {
      link.hidden = (link.dataset.kind === "graph") !== isGraph;
      link.href = address(`&format=${link.dataset.format}&download=1`);
    }
    select(isGraph && rows.length < 200 ? "graph" : "table");
    copyable(panel("table"));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  for (const name of views) tab(name).addEventListener("click", () => select(name));
  document.getElementById("views").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const now = views.findIndex((name) => tab(name).getAttribute("aria-selected") === "true");
    const next = views[(now + step + views.length) % views.length];
    select(next);
    tab(next).focus();
  });
  const saved = document.getElementById("saved");
  saved.hidden = false;
  saved.addEventListener("change", async () => {
    if (!saved.value) return;
    const answer = await fetch(`/queries/${saved.value}.rq`);
    if (answer.ok) {
      editor.set(await answer.text());
      ask();
    }
  });
  const link = document.getElementById("link");
  link.hidden = !navigator.clipboard;
  link.addEventListener("click", async () => {
    const url = new URL(`/editor?query=${encodeURIComponent(editor.get())}`, location.href);
    await navigator.clipboard.writeText(url.href);
    message.textContent = words.copied;
  });
  if (editor.get().trim() && new URLSearchParams(location.search).has("query")) ask();
}
