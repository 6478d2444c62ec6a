// Pointer, touch and keyboard.

class Input {
  constructor(app) {
    this.app = app;
    app.canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      app.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), event.offsetX, event.offsetY);
    }, { passive: false });
    this.#listenToPointers();
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  #listenToPointers() {
    const { app } = this;
    const { canvas, scene } = app;
    const down = new Map();
    let dragging = null;
    let travelled = 0;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      down.set(event.pointerId, [event.offsetX, event.offsetY]);
      travelled = 0;
      const found = scene.pick(event.offsetX, event.offsetY, event.pointerType === "touch" ? 12 : 4);
      dragging = found?.item < this.app.network.count && down.size === 1 ? found.item : null;
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = down.get(event.pointerId);
      const now = [event.offsetX, event.offsetY];
      if (!before) {
        this.#hover(event);
        return;
      }
      const [across, along] = [now[0] - before[0], now[1] - before[1]];
      if (down.size === 2) {
        const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
        const reach = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]) || 1;
        this.app.zoom(reach(now) / reach(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
        travelled += 10;
      } else {
        travelled += Math.hypot(across, along);
        if (dragging !== null && travelled > 5) this.#drag(dragging, across, along);
        else if (dragging === null) this.app.pan(across, along);
      }
      down.set(event.pointerId, now);
    });
    const release = (event) => {
      if (!down.delete(event.pointerId)) return;
      if (travelled <= 5 && event.type === "pointerup") this.#click(event);
      dragging = null;
      this.dragged = undefined;
    };
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("pointerleave", () => {
      this.app.tip.hidden = true;
      scene.hover = null;
      scene.drawHover();
    });
    canvas.addEventListener("dblclick", (event) => {
      const found = scene.pick(event.offsetX, event.offsetY);
      if (found?.item < this.app.network.count) this.app.act("expand", found.item);
      else if (found?.item !== undefined) this.app.change(() => this.app.state.opened.add(found.item - this.app.network.count));
    });
  }

  /** A node that a reader moved stays where it was put. */
  #drag(node, across, along) {
    const { scene, state } = this.app;
    if (this.dragged !== node) {
      state.remember();
      state.pinned.add(node);
      this.dragged = node;
    }
    scene.x[node] += across / scene.camera.k;
    scene.y[node] += along / scene.camera.k;
    state.moved.set(node, [scene.x[node], scene.y[node]]);
    this.app.moved();
  }

  #click(event) {
    const found = this.app.scene.pick(event.offsetX, event.offsetY, event.pointerType === "touch" ? 12 : 4);
    if (!found) this.app.select(null);
    else if (found.item >= this.app.network.count) this.app.select({ group: found.item - this.app.network.count });
    else if (found.item !== undefined) this.app.select({ node: found.item });
    else if (found.line.edge >= 0) this.app.select({ edge: found.line.edge });
  }

  #hover(event) {
    const { scene, network, tip } = this.app;
    const found = scene.pick(event.offsetX, event.offsetY);
    const same = found?.item === scene.hover?.item && found?.line === scene.hover?.line;
    if (!same) {
      scene.hover = found;
      scene.drawHover();
      this.app.canvas.style.cursor = found ? "pointer" : "grab";
      tip.hidden = !found;
      if (found?.line) {
        const { from, to, relation, weight, edge } = found.line;
        const name = (item) => (item < network.count ? network.label(item) : network.groupLabel(item - network.count));
        const count = edge >= 0 ? network.factOf(edge).claims.length : 0;
        tip.replaceChildren(make("strong", {}, `${name(from)} → ${network.relationName(relation)} → ${name(to)}`),
          make("span", {}, edge < 0 ? `${weight} ${say("links")}` : `${say(network.data.statuses[found.line.status])}${count ? ` · ${count} ${say("claims")}` : ""}`));
      } else if (found) {
        const node = found.item;
        const group = node >= network.count;
        tip.replaceChildren(make("strong", {}, group ? network.groupLabel(node - network.count) : network.label(node)),
          make("span", {}, group ? `${this.app.state.sizes.get(node)} ${say("entities")}` : `${network.className(node)} · ${network.degree[node]} ${say("links")}${network.date(node) ? ` · ${network.date(node)}` : ""}`));
      }
    }
    if (found) {
      tip.style.left = `${Math.min(event.offsetX + 14, scene.width - tip.offsetWidth - 8)}px`;
      tip.style.top = `${Math.min(event.offsetY + 14, scene.height - tip.offsetHeight - 8)}px`;
    }
  }

  #key(event) {
    if (this.app.dialog.open || event.target.matches("input[type=text], input[type=search], textarea")) return;
    const { state, canvas } = this.app;
    const onPicture = event.target === canvas || event.target === document.body;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const node = state.selected?.node;
    const letters = { f: "focus", e: "expand", c: "collapse", h: "hide", p: "pin" };
    if (event.key === "/") document.getElementById("search").focus();
    else if ((event.ctrlKey || event.metaKey) && event.key === "z") this.app.undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "Escape") this.#escape(event);
    else if (event.key === "t") this.app.toggleTable();
    else if (event.key in letters && node !== undefined) this.app.act(letters[event.key], node);
    else if (!onPicture) return;
    else if (event.key in arrows) {
      if (event.shiftKey) this.app.pan(...arrows[event.key].map((way) => way * -80));
      else this.#walk(...arrows[event.key]);
    } else if (event.key === "+" || event.key === "=") this.app.zoom(1.3);
    else if (event.key === "-") this.app.zoom(1 / 1.3);
    else if (event.key === "0") this.app.fly(this.app.scene.fit());
    else if (event.key === "Enter") ["evidence", "name", "wide"].map((kind) => document.querySelector(`#panel .${kind}`)).find(Boolean)?.focus();
    else return;
    event.preventDefault();
  }

  #escape(event) {
    if (this.app.pathFrom !== undefined) {
      this.app.pathFrom = undefined;
      document.body.classList.remove("pathing");
    } else if (document.body.classList.contains("menu")) document.body.classList.remove("menu");
    else if (event.target !== this.app.canvas && this.app.state.selected) this.app.canvas.focus();
    else if (this.app.state.only) this.app.change(() => { this.app.state.only = null; }, true);
    else this.app.select(null);
  }

  /** Goes to the nearest thing in a direction: a neighbour of the selected node before any other. */
  #walk(across, down) {
    const { state, scene } = this.app;
    const at = state.selected?.node;
    if (at === undefined || !state.nodeState[at]) {
      const [first] = scene.ranked.filter((item) => item < this.app.network.count);
      if (first !== undefined) this.app.select({ node: first }, true);
      return;
    }
    const nearest = (items) => {
      let [best, least] = [undefined, Infinity];
      for (const item of items) {
        if (item === at || item >= this.app.network.count) continue;
        const [dx, dy] = [scene.x[item] - scene.x[at], scene.y[item] - scene.y[at]];
        const ahead = dx * across + dy * down;
        const aside = Math.abs(dx * down + dy * across);
        if (ahead > 0 && aside < ahead * 1.2 && ahead + aside < least) [best, least] = [item, ahead + aside];
      }
      return best;
    };
    const next = nearest(state.neighbours(at).map((step) => step.node)) ?? nearest(scene.items);
    if (next !== undefined) this.app.select({ node: next }, true);
  }
}
