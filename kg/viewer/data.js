// The network as columns, what can be computed from them, and search. The other half of this file
// is kg/columns.py.

const WIDTHS = { B: Uint8Array, H: Uint16Array, I: Uint32Array };
const ID = "https://w3id.org/zhengtu/id/";
const PREFIX = {
  Policy: "policy", Agency: "agency", Company: "company", IndustrialPark: "park", Fund: "fund",
  Place: "place", Association: "association", Institute: "institute", Person: "person",
  Event: "event", Project: "project", Beneficiary: "beneficiary",
};
const SUMMARY_FROM = 5000; // above so many nodes the page opens on a summary
const UNIT = 40; // world pixels that a node's room takes at zoom 1

function unpack(text) {
  const raw = atob(text.slice(1));
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  return new WIDTHS[text[0]](bytes.buffer); // little-endian, as every browser's machine is
}

class Network {
  constructor(data) {
    this.data = data;
    const { nodes, edges } = data;
    this.count = nodes.label.length;
    this.labels = nodes.label;
    this.classes = unpack(nodes.class);
    this.provinces = unpack(nodes.province);
    this.places = unpack(nodes.place);
    this.community = unpack(nodes.community);
    const day = (number) => (number ? data.days[number - 1] : 0);
    this.earliest = Uint32Array.from(unpack(nodes.earliest), day); // like 20180531; 0 is not known
    this.latest = Uint32Array.from(unpack(nodes.latest), day);
    this.mix = unpack(nodes.topics);
    this.from = unpack(edges.from);
    this.to = unpack(edges.to);
    this.relation = unpack(edges.relation);
    this.status = unpack(edges.status);
    this.links = this.from.length;
    this.#connect();
    this.#readDossier(data.dossier);
    this.#dateEdges();
    this.large = this.count > SUMMARY_FROM;
    this.group = this.large ? this.#grouped() : null;
    this.layouts = {};
  }

  label(node) {
    return language === "en" ? this.data.nodes.english[node] || this.labels[node] : this.labels[node];
  }

  /** The prefixed name of a node, such as place:杭州市. */
  id(node) {
    const known = this.data.nodes.id[node];
    return known || `${PREFIX[this.data.classes[this.classes[node]][0]]}:${this.labels[node]}`;
  }

  iri(node) {
    const id = this.id(node);
    return /^https?:/.test(id) ? id : ID + id.replace(":", "/");
  }

  find(id) {
    if (!this.byId) this.byId = new Map(this.labels.map((_, node) => [this.id(node), node]));
    return this.byId.get(id);
  }

  className(node) {
    return either(this.data.classes[this.classes[node]].slice(1, 3));
  }

  relationName(relation) {
    return either(this.data.relations[relation].slice(1, 3));
  }

  term(name) {
    return either(this.data.dossier.terms[name] || name);
  }

  /** Other names of a node, or with "garbled" the noisy forms met in sources. */
  names(node, kind = "names") {
    return (this.data.nodes[kind][node] || "").split(" | ").filter(Boolean);
  }

  province(node) {
    return this.provinces[node] ? this.name(this.data.provinces[this.provinces[node] - 1]) : "";
  }

  /** The name of a place, topic, genre or level in the language in force. */
  name(chinese) {
    return language === "en" ? this.data.dossier.english[chinese] || chinese : chinese;
  }

  topicNames(node) {
    return this.topics(node).map((topic) => this.name(this.data.topics[topic])).join(language === "en" ? ", " : "、");
  }

  topics(node) {
    return this.mix[node] ? this.data.mixes[this.mix[node] - 1] : [];
  }

  /** The date of a node as precisely as it is known; two dates where sources disagree. */
  date(node) {
    return this.earliest[node] ? spanText(this.earliest[node], this.latest[node]) : "";
  }

  money(node) {
    return this.data.nodes.money[node] || 0;
  }

  /** Edges of a node as numbers: out of it and into it. */
  edgesOf(node) {
    return this.incident.subarray(this.starts[node], this.starts[node + 1]);
  }

  other(edge, node) {
    return this.from[edge] === node ? this.to[edge] : this.from[edge];
  }

  /** World positions of a layout, each node's x and y. */
  layout(kind) {
    if (!this.layouts[kind]) {
      const { x, y, box: [left, top, wide, high], guides } = this.data.layouts[kind];
      const scale = (column, start, extent) =>
        Float32Array.from(unpack(column), (step) => (start + (step / 65535) * extent) * UNIT);
      this.layouts[kind] = {
        x: scale(x, left, wide), y: scale(y, top, high),
        guides: guides.map(([kindOf, text, gx, gy, size]) => (
          { kind: kindOf, text, x: gx * UNIT, y: gy * UNIT, size: size * UNIT })),
      };
    }
    return this.layouts[kind];
  }

  /** The fact behind an edge; one without claims where no source states it. */
  factOf(edge) {
    const [subject, predicate, object] = [this.from[edge], this.data.relations[this.relation[edge]][0], this.to[edge]];
    return this.facts.byEdge.get(`${subject} ${predicate} ${object}`) || { subject, predicate, object, claims: [] };
  }

  /** Every fact that a node takes part in; `back` where it is the object. */
  factsOf(node) {
    const told = [
      ...(this.facts.out.get(node) || []).map((fact) => ({ fact, back: false })),
      ...(this.facts.into.get(node) || []).filter((fact) => fact.subject !== node).map((fact) => ({ fact, back: true })),
    ];
    const known = new Set(told.map(({ fact }) => fact));
    for (const edge of this.edgesOf(node)) {
      const fact = this.factOf(edge);
      if (!known.has(fact)) told.push({ fact, back: fact.subject !== node });
    }
    return told;
  }

  edgeNamed(from, relation, to) {
    if (from === undefined || to === undefined) return undefined;
    return Array.from(this.edgesOf(from)).find((edge) => (
      this.from[edge] === from && this.to[edge] === to && this.data.relations[this.relation[edge]][0] === relation));
  }

  /** First and last day that a dated edge may mean: those of which every claim tells a date. */
  #dateEdges() {
    this.edgeDays = new Map();
    for (let edge = 0; edge < this.links && this.claims.length; edge++) {
      const dates = this.factOf(edge).claims.map(
        (claim) => this.claims[claim].with.find(([name]) => name === "date")?.[1]);
      if (!dates.length || !dates.every((date) => /^\d{4}(-\d\d){0,2}$/.test(date))) continue;
      const days = (ends) => dates.map((date) => Number((date + ends.slice(date.length)).replaceAll("-", "")));
      this.edgeDays.set(edge, [Math.min(...days("0000-01-01")), Math.max(...days("0000-12-31"))]);
    }
  }

  #connect() {
    const { count, links, from, to } = this;
    this.degree = new Uint32Array(count);
    for (let edge = 0; edge < links; edge++) {
      this.degree[from[edge]]++;
      if (to[edge] !== from[edge]) this.degree[to[edge]]++;
    }
    this.starts = new Uint32Array(count + 1);
    for (let node = 0; node < count; node++) this.starts[node + 1] = this.starts[node] + this.degree[node];
    const next = this.starts.slice();
    this.incident = new Uint32Array(this.starts[count]);
    for (let edge = 0; edge < links; edge++) {
      this.incident[next[from[edge]]++] = edge;
      if (to[edge] !== from[edge]) this.incident[next[to[edge]]++] = edge;
    }
  }

  #readDossier(dossier) {
    this.sources = dossier.sources;
    this.claims = dossier.claims;
    this.facts = { out: new Map(), into: new Map(), byEdge: new Map() };
    const put = (map, key, fact) => {
      if (!map.has(key)) map.set(key, []);
      map.get(key).push(fact);
    };
    this.factList = dossier.facts.map(([subject, relation, object, claims]) => {
      const fact = { subject, predicate: dossier.relations[relation], object, claims };
      claims.forEach((claim) => { this.claims[claim].fact = fact; });
      put(this.facts.out, subject, fact);
      if (typeof object === "number") {
        put(this.facts.into, object, fact);
        this.facts.byEdge.set(`${subject} ${fact.predicate} ${object}`, fact);
      }
      return fact;
    });
  }

  /** Groups of a large network: one for each place and class that has members. */
  #grouped() {
    const numbers = new Map();
    const of = new Uint32Array(this.count);
    const members = [];
    for (let node = 0; node < this.count; node++) {
      const key = this.provinces[node] * 64 + this.classes[node];
      if (!numbers.has(key)) {
        numbers.set(key, members.length);
        members.push([]);
      }
      of[node] = numbers.get(key);
      members[of[node]].push(node);
    }
    return { of, members };
  }

  groupLabel(group) {
    const node = this.group.members[group][0];
    return `${this.province(node) || say("noPlace")} · ${this.className(node)}`;
  }

  /** Nodes whose name answers a text, the best first. */
  search(text, limit = 30) {
    const wanted = fold(text, this.data.spelling.simplified);
    if (!wanted) return [];
    const hits = this.#matching((name) => nameRank(name, wanted));
    const latin = /^[a-z0-9]+$/.test(wanted);
    if (latin && hits.length < limit) {
      const found = new Set(hits.map((hit) => hit.node));
      const readings = this.#readings();
      hits.push(...this.#matching((name) => spelledRank(name, wanted, readings), found));
    }
    const better = (a, b) => a.rank - b.rank || a.length - b.length || this.degree[b.node] - this.degree[a.node];
    return hits.sort(better).slice(0, limit);
  }

  #matching(rankOf, skip = new Set()) {
    const hits = [];
    const { english, id } = this.data.nodes;
    for (let node = 0; node < this.count; node++) {
      if (skip.has(node)) continue;
      let best = null;
      const consider = (name, isLabel) => {
        const rank = rankOf(isLabel ? name : name.toLowerCase());
        if (rank !== null && (!best || rank < best.rank)) {
          best = { node, rank, length: name.length, matched: isLabel ? "" : name };
        }
      };
      consider(this.folded(node), true);
      if (english[node]) consider(english[node], false);
      for (const kind of ["names", "garbled"]) {
        if (this.data.nodes[kind][node]) this.names(node, kind).forEach((name) => consider(name, false));
      }
      if (best) hits.push(best);
    }
    return hits;
  }

  folded(node) {
    if (!this.foldedLabels) this.foldedLabels = this.labels.map((label) => label.toLowerCase());
    return this.foldedLabels[node];
  }

  #readings() {
    if (!this.readings) {
      this.readings = new Map(Object.entries(this.data.spelling.pinyin).map(
        ([char, sounds]) => [char, sounds.split(" ")]));
    }
    return this.readings;
  }
}

/** Lower case, half width, simplified, without spaces: so names and what is typed compare. */
function fold(text, simplified) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/[\s'·]/g, "");
  return Array.from(plain, (char) => simplified[char] || char).join("");
}

function nameRank(name, wanted) {
  const at = name.indexOf(wanted);
  if (at < 0) {
    // English names keep their spaces, what is typed does not
    return name.includes(" ") && name.replaceAll(" ", "").includes(wanted) ? 3 : null;
  }
  if (at > 0) return 2;
  return name.length === wanted.length ? 0 : 1;
}

/** Matches pinyin in full, by initials, or mixed (hangzhou, hz, hangz), from any character on. */
function spelledRank(name, wanted, readings) {
  const chars = Array.from(name);
  const from = (at, rest) => {
    if (!rest) return true;
    const sounds = readings.get(chars[at]);
    if (!sounds) return at < chars.length && chars[at] === rest[0] && from(at + 1, rest.slice(1));
    return sounds.some((sound) => (
      (rest.startsWith(sound) && from(at + 1, rest.slice(sound.length)))
      || (rest[0] === sound[0] && from(at + 1, rest.slice(1)))
      || sound.startsWith(rest)));
  };
  for (let start = 0; start < chars.length; start++) {
    const sounds = readings.get(chars[start]);
    if (sounds && sounds.some((sound) => sound[0] === wanted[0]) && from(start, wanted)) {
      return start === 0 ? 4 : 5;
    }
  }
  return null;
}

function dayText(day) {
  const text = String(day);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

/** A first and a last day as the day, month or year that they span, else as both. */
function spanText(first, last) {
  const [one, two] = [dayText(first), dayText(last)];
  if (first === last) return one;
  if (one.slice(0, 7) === two.slice(0, 7)) return one.slice(0, 7);
  if (one.slice(0, 4) === two.slice(0, 4) && one.endsWith("01-01") && two.endsWith("12-31")) return one.slice(0, 4);
  return `${one} – ${two}`;
}
