// Search, filters with live counts, time, and the buttons above the picture.

const EMPTY_OPENED = new Set(["class", "relation"]);

class Controls {
  constructor(app) {
    Object.assign(this, { app, network: app.network, state: app.state, rows: new Map() });
    this.opened = new Set(EMPTY_OPENED);
    this.#listenToSearch();
    this.build();
  }

  /** Makes everything anew, as when the language changes. */
  build() {
    const input = document.getElementById("search");
    input.placeholder = say("search");
    input.setAttribute("aria-label", say("search"));
    this.#buildToolbar();
    this.#buildFilters();
    this.#buildTime();
  }

  #buildToolbar() {
    const { app, state } = this;
    const choice = (name, options, current, choose) => make("fieldset", { class: "choice" },
      make("legend", {}, say(name)),
      ...options.map(([value, word]) => make("button", { "aria-pressed": String(value === current), onclick: () => choose(value) }, say(word))));
    const button = (word, action) => make("button", { onclick: action, "data-word": word }, say(word));
    document.getElementById("toolbar").replaceChildren(
      make("button", { class: "narrow", onclick: () => document.body.classList.toggle("menu") }, say("menu")),
      choice("layout", [["place", "place"], ["time", "time"], ["free", "free"]], state.layout, (kind) => app.switchLayout(kind)),
      choice("colour", [["class", "byClass"], ["community", "byCommunity"]], state.colour, (value) => app.restyle({ colour: value })),
      choice("size", [["degree", "byDegree"], ["money", "byMoney"]], state.size, (value) => app.restyle({ size: value })),
      make("span", { class: "buttons" },
        button("undo", () => app.undo()), button("reset", () => app.reset()), button(app.tableShown ? "picture" : "table", () => app.toggleTable()),
        button("sources", () => app.openSources()), button("export", () => app.openExport()),
        app.network.data.query ? button("query", () => app.openQuery()) : "",
        button("help", () => app.openHelp()), button("theme", () => app.flipTheme()), button("language", () => app.flipLanguage())),
    );
  }

  #buildFilters() {
    const { state } = this;
    this.rows.clear();
    const facets = FACETS.filter((facet) => state.values(facet).length > 1);
    document.getElementById("filters").replaceChildren(
      make("h2", {}, say("filters")),
      ...facets.map((facet) => {
        const details = make("details", { open: this.opened.has(facet) },
          make("summary", {}, say(facet)),
          make("button", { class: "only", "aria-label": `${say("all")} ${say(facet)}`, onclick: () => this.#choose(facet, null) }, say("all")),
          facet === "relation" ? this.#families() : make("ul", {}, ...state.values(facet).map((value) => this.#row(facet, value))));
        details.addEventListener("toggle", () => (details.open ? this.opened.add(facet) : this.opened.delete(facet)));
        return details;
      }));
  }

  #families() {
    const { data } = this.network;
    const used = data.families.map((family, number) => [family, number, this.state.values("relation").filter((value) => data.relations[value][3] === number)]);
    return make("div", {}, ...used.filter(([, , values]) => values.length).map(([family, , values]) => make("div", {},
      make("h3", {}, this.#swatch(family[3]), either(family.slice(1, 3)), make("button", { class: "only", onclick: () => this.#choose("relation", values) }, say("only"))),
      make("ul", {}, ...values.map((value) => this.#row("relation", value))))));
  }

  #swatch(colour) {
    const svg = picture(colour, "square");
    svg.firstChild.setAttribute("d", "M0 6.5h16v3H0z");
    return svg;
  }

  /** The line of a status: whole, dashed or dotted, as it is drawn. */
  #stroke(status) {
    const svg = picture("none", "dot");
    svg.firstChild.setAttribute("d", "M0 8h28");
    svg.firstChild.setAttribute("stroke", "currentColor");
    svg.firstChild.setAttribute("stroke-width", "2");
    svg.firstChild.setAttribute("stroke-dasharray", DASHES[status].join(" "));
    svg.setAttribute("viewBox", "0 0 28 16");
    return svg;
  }

  #row(facet, value) {
    const { state, network } = this;
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => this.app.change(() => {
      if (!state.off[facet].delete(value)) state.off[facet].add(value);
    }));
    const count = make("span", { class: "count" });
    const icon = facet === "class" ? picture(network.data.classes[value][3], network.data.classes[value][4]) : facet === "status" ? this.#stroke(value) : "";
    const row = make("li", {}, make("label", {}, box, icon, make("span", { class: "text" }, state.valueName(facet, value))), count,
      make("button", { class: "only", "aria-label": `${say("only")} ${state.valueName(facet, value)}`, onclick: () => this.#choose(facet, [value]) }, say("only")));
    this.rows.set(`${facet} ${value}`, { facet, value, row, box, count });
    return row;
  }

  /** Leaves only some values of a facet on, or all of them. */
  #choose(facet, values) {
    const { state } = this;
    this.app.change(() => {
      state.off[facet] = new Set(values ? state.values(facet).filter((value) => !values.includes(value)) : []);
    }, true);
  }

  #buildTime() {
    const months = this.#months();
    const strip = document.getElementById("time");
    strip.hidden = months.length < 2;
    if (strip.hidden) return;
    this.months = months;
    const counts = new Map();
    this.network.earliest.forEach((day) => { if (day) counts.set(Math.floor(day / 100), (counts.get(Math.floor(day / 100)) || 0) + 1); });
    const most = Math.max(1, ...counts.values());
    const bars = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    bars.setAttribute("viewBox", `0 0 ${months.length} 10`);
    bars.setAttribute("preserveAspectRatio", "none");
    bars.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", months.map((month, at) => `M${at} 10v${-10 * Math.sqrt((counts.get(month) || 0) / most)}h.8V10z`).join(""));
    bars.append(path);
    this.slider = make("input", { type: "range", min: "0", max: String(months.length), "aria-label": say("asOf") });
    this.slider.addEventListener("input", () => this.app.setDay(this.#dayAt(Number(this.slider.value))));
    this.when = make("output", {});
    strip.title = say("timeNote");
    strip.replaceChildren(make("span", {}, say("asOf")), make("span", { class: "track" }, bars, this.slider), this.when);
  }

  #months() {
    const days = [...this.network.earliest, ...this.network.latest].filter(Boolean);
    this.network.edgeDays.forEach(([first]) => days.push(first));
    if (!days.length) return [];
    const [first, last] = days.reduce(([low, high], day) => [Math.min(low, day), Math.max(high, day)], [Infinity, 0]);
    const months = [];
    for (let month = Math.floor(first / 100); month <= Math.floor(last / 100); month += month % 100 === 12 ? 89 : 1) months.push(month);
    return months;
  }

  #dayAt(position) {
    return position >= this.months.length ? 0 : this.months[position] * 100 + 31;
  }

  /** Shows how things stand: counts, checks, the time. */
  update() {
    const { state } = this;
    for (const { facet, value, row, box, count } of this.rows.values()) {
      const many = state.counts[facet].get(value) || 0;
      box.checked = !state.off[facet].has(value);
      count.textContent = String(many);
      row.classList.toggle("none", many === 0);
    }
    if (this.slider) {
      const at = this.months ? this.months.indexOf(Math.floor(state.day / 100)) : -1;
      this.slider.value = String(at < 0 ? this.months.length : at);
      this.when.textContent = state.day ? dayText(state.day).slice(0, 7) : say("anyTime");
      this.slider.setAttribute("aria-valuetext", this.when.textContent);
    }
    document.querySelector('[data-word="undo"]').disabled = !state.past.length;
  }

  #listenToSearch() {
    const input = document.getElementById("search");
    const list = document.getElementById("hits");
    let hits = [];
    let active = -1;
    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (node) => {
      close();
      input.value = "";
      this.app.select({ node }, true);
      this.app.canvas.focus();
    };
    const mark = (at) => {
      active = at;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
      list.children[active]?.scrollIntoView({ block: "nearest" });
      if (hits.length) input.setAttribute("aria-activedescendant", `hit${active}`);
    };
    input.addEventListener("input", () => {
      const text = input.value.trim();
      hits = text ? this.network.search(text) : [];
      list.replaceChildren(...hits.map(({ node, matched }, at) => {
        const row = this.network.data.classes[this.network.classes[node]];
        const option = make("li", { role: "option", id: `hit${at}`, "aria-selected": "false" }, picture(row[3], row[4]),
          make("span", { class: "text" }, this.network.label(node), matched ? make("small", {}, ` ${matched}`) : ""), make("small", {}, this.network.className(node)));
        option.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(node); });
        return option;
      }));
      if (text && !hits.length) list.append(make("li", { class: "none", role: "option", "aria-selected": "false" }, say("nothingFound")));
      list.hidden = !text;
      input.setAttribute("aria-expanded", String(Boolean(text)));
      mark(hits.length ? 0 : -1);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (hits.length) mark((active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
      } else if (event.key === "Enter" && hits[active]) {
        choose(hits[active].node);
      } else if (event.key === "Escape") {
        if (list.hidden) this.app.canvas.focus();
        input.value = "";
        close();
      }
      event.stopPropagation();
    });
    input.addEventListener("blur", close);
  }
}
