// What is on screen and why: filters, time, what a reader hid, pinned or opened, undo, URL hash.

const FACETS = ["class", "relation", "province", "topic", "status"];
const SURE = 1;
const PERHAPS = 2; // the date is known to the year or month only, and the day lies inside it
const BIT = { class: 1, province: 2, topic: 4, time: 8, focus: 16, relation: 1, status: 2, ends: 4 };

class State {
  constructor(network) {
    this.network = network;
    this.layout = "place";
    this.colour = "class";
    this.size = "degree";
    this.selected = null; // { node } or { edge } or { group } or { path }
    this.past = [];
    this.clear();
  }

  clear() {
    this.off = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
    this.day = 0; // as of, like 20180531; 0 is any time
    this.only = null; // nodes of a focus, or null
    this.hidden = new Set();
    this.shown = new Set(); // shown whatever the filters say: found by search or expanded
    this.pinned = new Set();
    this.moved = new Map(); // where a reader dragged a node to
    this.opened = new Set(); // groups of the summary
    this.everything = false;
  }

  /** Remembers how things are, so that the next change can be undone. */
  remember() {
    const copy = (set) => new Set(set);
    this.past.push({
      off: Object.fromEntries(FACETS.map((facet) => [facet, copy(this.off[facet])])),
      day: this.day, only: this.only && copy(this.only), hidden: copy(this.hidden),
      shown: copy(this.shown), pinned: copy(this.pinned), moved: new Map(this.moved),
      opened: copy(this.opened), everything: this.everything, selected: this.selected,
    });
    if (this.past.length > 60) this.past.shift();
  }

  undo() {
    const before = this.past.pop();
    if (before) Object.assign(this, before);
    return Boolean(before);
  }

  get summary() {
    return this.network.large && !this.everything && !this.only;
  }

  /** Works out which nodes and edges pass, how many would pass each filter, and what to draw. */
  work() {
    const { network } = this;
    this.counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
    this.nodeState = this.#passingNodes();
    const edges = this.#passingEdges();
    const choosing = this.off.relation.size || this.off.status.size;
    if (choosing) this.#dropUnconnected(edges);
    this.edges = edges.filter((edge) => this.nodeState[network.from[edge]] && this.nodeState[network.to[edge]]);
    this.total = this.nodeState.reduce((sum, state) => sum + (state ? 1 : 0), 0);
    this.#compose();
  }

  #count(facet, value) {
    const counts = this.counts[facet];
    counts.set(value, (counts.get(value) || 0) + 1);
  }

  #passingNodes() {
    const { network, off, day } = this;
    const states = new Uint8Array(network.count);
    for (let node = 0; node < network.count; node++) {
      const topics = network.topics(node);
      const onTopics = topics.length ? topics.some((topic) => !off.topic.has(topic)) : !off.topic.has(-1);
      const late = day && network.earliest[node] > day;
      const fails = (off.class.has(network.classes[node]) ? BIT.class : 0)
        | (off.province.has(network.provinces[node]) ? BIT.province : 0)
        | (onTopics ? 0 : BIT.topic)
        | (late ? BIT.time : 0)
        | (this.only && !this.only.has(node) ? BIT.focus : 0);
      const passes = (but) => (fails & ~but) === 0 && !this.hidden.has(node);
      if (passes(BIT.class)) this.#count("class", network.classes[node]);
      if (passes(BIT.province)) this.#count("province", network.provinces[node]);
      if (passes(BIT.topic)) (topics.length ? topics : [-1]).forEach((topic) => this.#count("topic", topic));
      if (passes(0) || (this.#kept(node) && !this.hidden.has(node))) {
        states[node] = day && network.latest[node] > day ? PERHAPS : SURE;
      }
    }
    return states;
  }

  #kept(node) {
    return this.shown.has(node) || this.pinned.has(node) || (this.selected && this.selected.node === node);
  }

  #passingEdges() {
    const { network, off, day, nodeState } = this;
    const passing = [];
    for (let edge = 0; edge < network.links; edge++) {
      if (!nodeState[network.from[edge]] || !nodeState[network.to[edge]]) continue;
      const when = network.edgeDays.get(edge);
      if (day && when && when[0] > day) continue;
      const badRelation = off.relation.has(network.relation[edge]);
      const badStatus = off.status.has(network.status[edge]);
      if (!badStatus) this.#count("relation", network.relation[edge]);
      if (!badRelation) this.#count("status", network.status[edge]);
      if (!badRelation && !badStatus) passing.push(edge);
    }
    return passing;
  }

  /** A reader who asks for some relations wants to see who takes part in them. */
  #dropUnconnected(edges) {
    const taking = new Set();
    edges.forEach((edge) => taking.add(this.network.from[edge]).add(this.network.to[edge]));
    for (let node = 0; node < this.network.count; node++) {
      if (!taking.has(node) && !this.#kept(node)) this.nodeState[node] = 0;
    }
  }

  /** Items are nodes, then groups; lines are edges, or bundles of them between groups. */
  #compose() {
    const { network } = this;
    const grouped = this.summary;
    const item = (node) => (
      !grouped || this.opened.has(network.group.of[node]) || this.#kept(node) ? node : network.count + network.group.of[node]);
    this.itemOf = item;
    this.sizes = new Map(); // how many nodes a group stands for
    const items = [];
    for (let node = 0; node < network.count; node++) {
      if (!this.nodeState[node]) continue;
      const at = item(node);
      if (at === node) items.push(node);
      else this.sizes.set(at, (this.sizes.get(at) || 0) + 1);
    }
    this.items = items.concat([...this.sizes.keys()]);
    this.lines = grouped ? this.#bundled(item) : this.edges.map((edge) => (
      { from: network.from[edge], to: network.to[edge], edge, relation: network.relation[edge], status: network.status[edge], weight: 1 }));
  }

  #bundled(item) {
    const { network } = this;
    const bundles = new Map();
    const lines = [];
    this.edges.forEach((edge) => {
      const from = item(network.from[edge]);
      const to = item(network.to[edge]);
      const relation = network.relation[edge];
      if (from < network.count && to < network.count) {
        lines.push({ from, to, edge, relation, status: network.status[edge], weight: 1 });
      } else if (from !== to) {
        const key = (from * (network.count + network.group.members.length) + to) * 64 + relation;
        const bundle = bundles.get(key);
        if (bundle) bundle.weight++;
        else bundles.set(key, { from, to, edge: -1, relation, status: 0, weight: 1 });
      }
    });
    return lines.concat([...bundles.values()]);
  }

  /** Nodes on screen that an edge on screen joins to a node. */
  neighbours(node) {
    if (this.near?.of !== this.edges) {
      this.near = { of: this.edges, map: new Map() };
      const put = (one, two, edge) => {
        if (!this.near.map.has(one)) this.near.map.set(one, []);
        this.near.map.get(one).push({ node: two, edge });
      };
      this.edges.forEach((edge) => {
        put(this.network.from[edge], this.network.to[edge], edge);
        put(this.network.to[edge], this.network.from[edge], edge);
      });
    }
    return this.near.map.get(node) || [];
  }

  /** The fewest steps from one node to another over what is on screen: nodes and edges, or null. */
  path(start, goal) {
    const came = new Map([[start, null]]);
    let frontier = [start];
    while (frontier.length && !came.has(goal)) {
      const next = [];
      for (const node of frontier) {
        for (const step of this.neighbours(node)) {
          if (!came.has(step.node)) {
            came.set(step.node, { node, edge: step.edge });
            next.push(step.node);
          }
        }
      }
      frontier = next;
    }
    if (!came.has(goal)) return null;
    const nodes = [goal];
    const edges = [];
    for (let step = came.get(goal); step; step = came.get(step.node)) {
      nodes.unshift(step.node);
      edges.unshift(step.edge);
    }
    return { nodes, edges };
  }

  focus(node, hops = 1) {
    let reached = new Set([node]);
    for (let hop = 0; hop < hops; hop++) {
      const wider = new Set(reached);
      reached.forEach((at) => this.network.edgesOf(at).forEach((edge) => wider.add(this.network.other(edge, at))));
      reached = wider;
    }
    this.only = reached;
  }

  expand(node) {
    this.network.edgesOf(node).forEach((edge) => {
      const other = this.network.other(edge, node);
      this.hidden.delete(other);
      this.shown.add(other);
      if (this.only) this.only.add(other);
    });
  }

  /** Hides the neighbours that nothing else on screen holds. */
  collapse(node) {
    this.neighbours(node).forEach((step) => {
      const others = this.neighbours(step.node).filter((far) => far.node !== node && far.node !== step.node);
      if (!others.length) {
        this.hidden.add(step.node);
        this.shown.delete(step.node);
      }
    });
  }

  /** What the address says after the #: enough to see the same again. */
  toHash(camera) {
    const { network } = this;
    const words = new URLSearchParams();
    const ids = (set) => [...set].slice(0, 40).map((node) => network.id(node)).join("|");
    if (this.layout !== "place") words.set("layout", this.layout);
    if (this.colour !== "class") words.set("colour", this.colour);
    if (this.size !== "degree") words.set("size", this.size);
    if (this.day) words.set("day", this.day);
    if (this.everything) words.set("everything", "1");
    FACETS.forEach((facet) => {
      if (this.off[facet].size) words.set(`no-${facet}`, [...this.off[facet]].map((value) => this.#key(facet, value)).join("|"));
    });
    if (this.hidden.size) words.set("hidden", ids(this.hidden));
    if (this.pinned.size) words.set("pinned", ids(this.pinned));
    if (this.focused !== undefined && this.only) words.set("focus", network.id(this.focused));
    const chosen = this.selected;
    if (chosen?.node !== undefined) words.set("node", network.id(chosen.node));
    if (chosen?.edge !== undefined) {
      words.set("edge", [network.id(network.from[chosen.edge]), network.data.relations[network.relation[chosen.edge]][0], network.id(network.to[chosen.edge])].join("|"));
    }
    if (camera) words.set("at", camera);
    return words.toString();
  }

  /** Reads a hash; whatever it names that is not there is passed over. */
  fromHash(text) {
    const { network } = this;
    const words = new URLSearchParams(text);
    const oneOf = (key, known, fallback) => (known.includes(words.get(key)) ? words.get(key) : fallback);
    this.clear();
    this.layout = oneOf("layout", Object.keys(network.data.layouts), "place");
    this.colour = oneOf("colour", ["class", "community"], "class");
    this.size = oneOf("size", ["degree", "money"], "degree");
    this.day = /^\d{8}$/.test(words.get("day") || "") ? Number(words.get("day")) : 0;
    this.everything = words.get("everything") === "1";
    FACETS.forEach((facet) => {
      const named = (words.get(`no-${facet}`) || "").split("|");
      this.off[facet] = new Set(this.values(facet).filter((value) => named.includes(this.#key(facet, value))));
    });
    const nodes = (key) => (words.get(key) || "").split("|").map((id) => network.find(id)).filter((node) => node !== undefined);
    this.hidden = new Set(nodes("hidden"));
    this.pinned = new Set(nodes("pinned"));
    const [focused] = nodes("focus");
    if (focused !== undefined) {
      this.focus(focused);
      this.focused = focused;
    }
    const [node] = nodes("node");
    this.selected = node === undefined ? null : { node };
    const [from, relation, to] = (words.get("edge") || "").split("|");
    if (to) {
      const edge = network.edgeNamed(network.find(from), relation, network.find(to));
      if (edge !== undefined) this.selected = { edge };
    }
    return words.get("at");
  }

  /** All values of a facet, in the order of the data. */
  values(facet) {
    const { data } = this.network;
    const upTo = (list) => list.map((_, number) => number);
    if (facet === "class") return upTo(data.classes);
    if (facet === "relation") return upTo(data.relations);
    if (facet === "status") return upTo(data.statuses);
    if (facet === "topic") return [...upTo(data.topics), -1];
    return [...upTo(data.provinces).map((number) => number + 1), 0];
  }

  #key(facet, value) {
    const { data } = this.network;
    if (facet === "class") return data.classes[value][0];
    if (facet === "relation") return data.relations[value][0];
    if (facet === "status") return data.statuses[value];
    if (facet === "topic") return value < 0 ? "-" : data.topics[value];
    return value ? data.provinces[value - 1] : "-";
  }

  /** What a value of a facet is called. */
  valueName(facet, value) {
    const { data } = this.network;
    if (facet === "class") return either(data.classes[value].slice(1, 3));
    if (facet === "relation") return this.network.relationName(value);
    if (facet === "status") return say(data.statuses[value]);
    if (facet === "topic") return value < 0 ? say("noTopic") : this.network.name(data.topics[value]);
    return value ? this.network.name(data.provinces[value - 1]) : say("noPlace");
  }
}
