// Puts the parts together: what a reader asks for, and what then has to change.

const NEAREST = 0.004; // limits of the zoom
const FARTHEST = 8;

class App {
  constructor(data) {
    language = data.language;
    this.network = new Network(data);
    this.state = new State(this.network);
    this.canvas = document.getElementById("picture");
    this.stage = document.getElementById("stage");
    this.tip = document.getElementById("tip");
    this.status = document.getElementById("status");
    this.dialog = document.getElementById("dialog");
    this.scene = new Scene(this.canvas, document.getElementById("overlay"), this.network, this.state);
    this.panel = new Panel(document.getElementById("panel"), this);
    this.exporter = new Exporter(this);
    this.growth = data.more ? new Growth(this) : null; // grow.js is there only on a server's page
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.tableShown = false;
    const camera = this.state.fromHash(location.hash.slice(1));
    this.controls = new Controls(this);
    this.scene.resize();
    this.scene.place(this.state.layout);
    this.state.work();
    this.scene.compose();
    this.scene.camera = readCamera(camera) || this.scene.fit();
    this.refresh();
    this.#listen();
    this.input = new Input(this);
    requestAnimationFrame(() => { window.pictureAfter = performance.now(); });
  }

  /** Does what a reader asked for in such a way that it can be undone. */
  change(action, refit = false) {
    this.state.remember();
    action();
    this.refresh();
    if (refit) this.fly(this.scene.fit());
  }

  /** Works everything out anew and shows it. */
  refresh() {
    const { state, scene } = this;
    if (state.summary && state.layout !== "place") {
      state.layout = "place";
      scene.place("place");
      this.controls.build();
    }
    state.work();
    scene.compose();
    this.#light();
    this.#showPanel();
    this.#fitStage();
    this.controls.update();
    if (this.tableShown) document.getElementById("tables").replaceChildren(...this.panel.tables());
    const perhaps = state.nodeState.reduce((sum, one) => sum + (one === PERHAPS ? 1 : 0), 0);
    this.status.textContent = state.total
      ? `${say("showing")} ${state.total} ${say("of")} ${this.network.count} ${say("entities")} · ${state.edges.length} ${say("links")}${perhaps ? ` · ? ${perhaps}` : ""}`
      : say("empty");
    this.redraw();
    this.#keepHash();
  }

  #light() {
    const { state, scene, network } = this;
    const chosen = state.selected;
    scene.lit = null;
    if (chosen?.path) scene.lit = { nodes: new Set(chosen.path.nodes), edges: new Set(chosen.path.edges) };
    else if (chosen?.edge !== undefined) scene.lit = { nodes: new Set([network.from[chosen.edge], network.to[chosen.edge]]), edges: new Set([chosen.edge]) };
    else if (chosen?.node !== undefined && state.nodeState[chosen.node]) {
      const near = state.neighbours(chosen.node);
      const items = near.map((step) => state.itemOf(step.node));
      scene.lit = { nodes: new Set([chosen.node, ...items]), edges: new Set(near.map((step) => step.edge)) };
    }
  }

  #showPanel() {
    const { state, panel } = this;
    const chosen = state.selected;
    const key = JSON.stringify([language, chosen, state.pinned.size, chosen ? 0 : [state.total, state.edges.length, state.summary], chosen?.group !== undefined && [...state.opened]]);
    document.body.classList.toggle("chosen", Boolean(chosen));
    if (key === this.shownKey) return;
    this.shownKey = key;
    if (!chosen) panel.overview();
    else if (chosen.path) panel.path(chosen.path);
    else if (chosen.edge !== undefined) panel.edge(chosen.edge);
    else if (chosen.group !== undefined) panel.group(chosen.group);
    else panel.node(chosen.node);
  }

  /** Selects a node, an edge or a group; a second node ends a search for a path. */
  select(target, fly = false) {
    const { state } = this;
    if (this.pathFrom !== undefined && target?.node !== undefined) {
      const path = state.path(this.pathFrom, target.node);
      this.pathFrom = undefined;
      document.body.classList.remove("pathing");
      if (path) target = { path };
      else {
        this.status.textContent = say("noPath");
        return;
      }
    }
    state.selected = target;
    if (this.tableShown && target) fly = true;
    this.refresh();
    if (!fly || !target) return;
    const items = target.path ? target.path.nodes : target.edge !== undefined ? [this.network.from[target.edge], this.network.to[target.edge]] : null;
    if (items) this.fly(this.scene.fit(items));
    else if (target.node !== undefined) this.centre(target.node);
  }

  /** Flies so that a node and most of its neighbours are in view. */
  centre(node) {
    const { scene } = this;
    const near = this.state.neighbours(node).map((step) => this.state.itemOf(step.node));
    const k = Math.max(0.9, Math.min(1.6, scene.fit([node, ...near]).k));
    this.fly({ k, x: scene.width / 2 - scene.x[node] * k, y: scene.height / 2 - scene.y[node] * k });
  }

  act(action, node) {
    const { state } = this;
    if (action === "expand" && this.growth) {
      this.growth.from(node);
      return;
    }
    if (action === "path") {
      this.pathFrom = node;
      document.body.classList.add("pathing");
      this.status.textContent = say("pathTo");
      return;
    }
    this.change(() => {
      if (action === "focus") {
        state.focus(node);
        state.focused = node;
      } else if (action === "expand") state.expand(node);
      else if (action === "collapse") state.collapse(node);
      else if (action === "pin") {
        if (!state.pinned.delete(node)) state.pinned.add(node);
      } else if (action === "hide") {
        state.hidden.add(node);
        state.selected = null;
      }
    }, action === "focus");
  }

  undo() {
    if (!this.state.undo()) return;
    this.scene.place(this.state.layout);
    this.refresh();
  }

  reset() {
    this.change(() => {
      this.state.clear();
      this.state.selected = null;
      this.scene.place(this.state.layout);
    }, true);
  }

  setDay(day) {
    if (!this.dayChanging) this.state.remember(); // one step of undo for one move of the slider
    this.dayChanging = true;
    clearTimeout(this.dayTimer);
    this.dayTimer = setTimeout(() => { this.dayChanging = false; }, 800);
    this.state.day = day;
    this.refresh();
  }

  restyle(values) {
    Object.assign(this.state, values);
    this.controls.build();
    this.refresh();
  }

  /** Moves every node from where one layout has it to where another has it. */
  switchLayout(kind) {
    const { scene, state } = this;
    if (state.summary && kind !== "place") state.everything = true;
    const before = [scene.x.slice(), scene.y.slice(), { ...scene.camera }];
    state.layout = kind;
    scene.place(kind);
    this.controls.build();
    this.refresh();
    const after = [scene.x.slice(), scene.y.slice(), scene.fit()];
    const guides = scene.guides;
    const mix = (from, to, t) => from + (to - from) * t;
    this.#animate(700, (t) => {
      for (const item of scene.items) {
        scene.x[item] = mix(before[0][item], after[0][item], t);
        scene.y[item] = mix(before[1][item], after[1][item], t);
      }
      scene.guides = t < 1 ? [] : guides;
      scene.camera = { k: mix(before[2].k, after[2].k, t), x: mix(before[2].x, after[2].x, t), y: mix(before[2].y, after[2].y, t) };
      scene.draw();
    });
  }

  fly(goal) {
    const from = { ...this.scene.camera };
    const ratio = goal.k / from.k;
    this.#animate(380, (t) => {
      const k = from.k * ratio ** t;
      // the point that stays fixed while both the zoom and the place change evenly
      const part = Math.abs(ratio - 1) < 1e-6 ? t : (k - from.k) / (goal.k - from.k);
      this.scene.camera = { k, x: from.x + (goal.x - from.x) * part, y: from.y + (goal.y - from.y) * part };
      if (t < 1) this.scene.shift();
      else this.scene.draw();
    });
  }

  #animate(milliseconds, step) {
    cancelAnimationFrame(this.animation);
    const finish = () => {
      step(1);
      this.#keepHash();
    };
    if (this.still.matches || this.scene.items.length > 3000) {
      finish();
      return;
    }
    const begun = performance.now();
    const tick = (now) => {
      const t = Math.min(1, Math.max(0, now - begun) / milliseconds);
      if (t >= 1) finish();
      else {
        step(t * t * (3 - 2 * t));
        this.animation = requestAnimationFrame(tick);
      }
    };
    this.animation = requestAnimationFrame(tick);
  }

  redraw() {
    this.scene.draw();
  }

  /** Draws in the next frame; a slow picture is shifted until the view has come to rest. */
  moved() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      clearTimeout(this.rest);
      if (this.scene.shift()) this.rest = setTimeout(() => this.scene.draw(), 160);
    });
    this.#keepHash();
  }

  zoom(factor, x = this.scene.width / 2, y = this.scene.height / 2) {
    const { camera } = this.scene;
    const k = Math.min(FARTHEST, Math.max(NEAREST, camera.k * factor));
    this.scene.camera = { k, x: x - ((x - camera.x) * k) / camera.k, y: y - ((y - camera.y) * k) / camera.k };
    this.moved();
  }

  pan(across, down) {
    this.scene.camera.x += across;
    this.scene.camera.y += down;
    this.moved();
  }

  /** Follows the size of the stage, which changes with the window and with the panel. */
  #fitStage() {
    const { scene } = this;
    const { width, height } = scene;
    const box = this.stage.getBoundingClientRect();
    if (Math.round(box.width) === width && Math.round(box.height) === height) return false;
    scene.resize();
    scene.camera.x += (scene.width - width) / 2;
    scene.camera.y += (scene.height - height) / 2;
    return true;
  }

  #keepHash() {
    clearTimeout(this.hashTimer);
    this.hashTimer = setTimeout(() => {
      const { k, x, y } = this.scene.camera;
      const [wx, wy] = [(this.scene.width / 2 - x) / k, (this.scene.height / 2 - y) / k];
      history.replaceState(null, "", `#${this.state.toHash([k.toFixed(3), Math.round(wx), Math.round(wy)].join(","))}`);
    }, 300);
  }

  #listen() {
    new ResizeObserver(() => { if (this.#fitStage()) this.redraw(); }).observe(this.stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#themeChanged());
    addEventListener("hashchange", () => {
      const camera = this.state.fromHash(location.hash.slice(1));
      this.scene.place(this.state.layout);
      this.controls.build();
      this.refresh();
      this.scene.camera = readCamera(camera, this.scene) || this.scene.fit();
      this.redraw();
    });
    document.querySelectorAll("#zoom button").forEach((button) => button.addEventListener("click", () => {
      if (button.value === "0") this.fly(this.scene.fit());
      else this.zoom(Number(button.value));
    }));
  }

  toggleTable() {
    this.tableShown = !this.tableShown;
    const tables = document.getElementById("tables");
    tables.hidden = !this.tableShown;
    document.body.classList.toggle("tabled", this.tableShown);
    this.controls.build();
    this.refresh();
    (this.tableShown ? tables : this.canvas).focus();
  }

  #open(title, ...children) {
    this.dialog.setAttribute("aria-label", title);
    this.dialog.replaceChildren(make("header", {}, make("h2", {}, title), make("button", { onclick: () => this.dialog.close() }, say("close"))), ...children);
    this.dialog.showModal();
  }

  openSources() {
    this.#open(say("sources"), ...this.panel.sources(), make("button", { onclick: () => print() }, say("print")));
  }

  openExport() {
    this.#open(say("export"), make("p", { class: "quiet" }, say("exportNote")),
      make("div", { class: "actions" }, ...["png", "svg", "gexf", "graphml", "csv"].map((kind) => (
        make("button", { "data-kind": kind, onclick: () => this.exporter.save(kind) }, kind.toUpperCase())))));
  }

  openQuery(query = this.network.data.query) {
    const text = make("pre", { tabindex: "0" }, query);
    const copy = () => {
      getSelection().selectAllChildren(text);
      document.execCommand("copy"); // the clipboard API does not exist on file://
    };
    this.#open(say("query"), text, make("button", { onclick: copy }, say("copy")));
  }

  openHelp() {
    this.#open(say("help"), make("p", {}, say("hint")), make("p", {}, say("timeNote")),
      make("dl", { class: "keys" }, ...HELP.flatMap(([keys, chinese, english]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, either([chinese, english]))])));
  }

  flipTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    this.#themeChanged();
  }

  #themeChanged() {
    this.scene.readTheme();
    this.redraw();
  }

  flipLanguage() {
    language = language === "zh" ? "en" : "zh";
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    this.scene.names.widths.clear();
    this.controls.build();
    this.refresh();
  }
}

/** Reads zoom and centre as they stand in the address, or null. */
function readCamera(text, scene = null) {
  const [k, x, y] = (text || "").split(",").map(Number);
  if (!(k >= NEAREST && k <= FARTHEST) || !Number.isFinite(x) || !Number.isFinite(y)) return null;
  const { width, height } = scene || document.getElementById("stage").getBoundingClientRect();
  return { k, x: width / 2 - x * k, y: height / 2 - y * k };
}

window.viewer = new App(JSON.parse(document.getElementById("data").textContent));
