// Names on the picture: of places and years behind the nodes, of nodes, of lines; none over another.

const MOST_LABELS = 240;
const BEST_KNOWN = 24; // so many of the largest nodes are named even where it is crowded
const CELL = 96; // pixels of a cell of the grid that keeps labels apart

class Names {
  constructor(scene) {
    this.scene = scene;
    this.widths = new Map();
  }

  begin() {
    this.taken = new Map(); // boxes of names
    this.covered = new Map(); // boxes of nodes, which only the names of the best known may cover
  }

  /** Keeps the place of a node free of names. */
  cover(x, y, r) {
    this.#claim({ left: x - r, top: y - r, width: 2 * r, height: 2 * r }, this.covered);
  }

  paint(pen, width, height) {
    if (this.scene.showsGuides()) this.#guideNames(pen);
    this.#nodeNames(pen, width, height);
    this.#lineNames(pen);
  }

  #guideNames(pen) {
    const { camera, network, guides } = this.scene;
    const special = { "": say("noPlace"), 境外: say("abroad"), 中国: say("nationwide") };
    for (const guide of guides) {
      const [x, y, size] = [guide.x * camera.k + camera.x, guide.y * camera.k + camera.y, guide.size * camera.k];
      if (guide.kind === "disc") {
        const top = Math.max(y - size - 5, 17);
        if (top < y + size) this.#guideName(pen, special[guide.text] ?? network.name(guide.text), x, top, "center", size);
      } else if (guide.kind === "column") this.#guideName(pen, guide.text || say("undated"), x - UNIT * camera.k * 0.5, 18, "left", 60);
      else {
        const known = network.data.classes.find((row) => row[0] === guide.text);
        this.#guideName(pen, known ? either(known.slice(1, 3)) : guide.text, 8, y + size / 2, "left", 60);
      }
    }
  }

  #guideName(pen, text, x, y, align, room) {
    const size = Math.round(Math.min(19, Math.max(12.5, room / 5)));
    pen.font = `600 ${size}px ${FONT}`;
    pen.textAlign = align;
    const wide = this.#width(pen, text, size, true);
    const box = { left: align === "center" ? x - wide / 2 : x, top: y - size, width: wide, height: size + 3 };
    if (!this.#free(box)) return;
    this.#claim(box);
    this.#haloed(pen, text, x, y, this.scene.theme.quiet);
  }

  #haloed(pen, text, x, y, colour) {
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = this.scene.theme.paper;
    pen.fillStyle = colour;
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  }

  /** Text of an item's label, broken into lines. */
  #lines(item, full) {
    const { network, camera } = this.scene;
    if (item >= network.count) return [network.className(network.group.members[item - network.count][0])];
    const text = network.label(item);
    const [wide, most] = full ? [18, 4] : camera.k > 1.3 ? [13, 2] : [12, 1];
    return broken(text, language === "en" ? wide * 2 : wide, most);
  }

  #nodeNames(pen, width, height) {
    const { state, network } = this.scene;
    const first = [];
    if (state.selected?.node !== undefined && state.nodeState[state.selected.node]) first.push(state.selected.node);
    state.pinned.forEach((node) => { if (state.nodeState[node]) first.push(node); });
    const lit = this.scene.lit ? this.scene.ranked.filter((item) => this.scene.lit.nodes.has(item)) : this.scene.ranked;
    const known = Math.min(BEST_KNOWN, this.scene.items.length / 8);
    let placed = 0;
    let looked = 0;
    const seen = new Set();
    const named = new Set(this.scene.showsGuides() ? this.scene.guides.map((guide) => guide.text) : []);
    for (const item of [...first, ...lit]) {
      if (placed >= MOST_LABELS || looked > 6000) break;
      if (seen.has(item)) continue;
      seen.add(item);
      if (item >= network.count && this.scene.reach(item) < 9) continue;
      looked++;
      const [x, y] = this.scene.screen(item);
      if (x < -40 || y < -20 || x > width + 40 || y > height + 20) continue;
      if (!first.includes(item) && item < network.count && named.has(network.labels[item])) continue; // its disc bears the name
      if (this.#label(pen, item, x, y, first.includes(item), looked <= known)) placed++;
    }
    pen.textAlign = "left";
  }

  /** Writes an item's label beside it where nothing else is; tells whether there was room. */
  #label(pen, item, x, y, must, known) {
    const strong = item < this.scene.network.count && this.scene.isPlace(item);
    const size = strong ? 13.5 : 12.5;
    const lines = this.#lines(item, must);
    const high = size * 1.25;
    const wide = Math.max(...lines.map((line) => this.#width(pen, line, size, strong)));
    const r = this.scene.reach(item) + 3;
    const tall = lines.length * high;
    const spots = [
      [x - wide / 2, y + r, "center"], [x + r, y - tall / 2, "left"],
      [x - r - wide, y - tall / 2, "right"], [x - wide / 2, y - r - tall, "center"],
    ];
    const free = (map) => ([left, top]) => this.#free({ left, top, width: wide, height: tall }, map);
    const whole = ([left, top]) => left > 2 && top > 2 && left + wide < this.scene.width - 2 && top + tall < this.scene.height - SLIDER;
    const clear = spots.filter((at) => whole(at) && free(this.taken)(at));
    let spot = clear.find(free(this.covered)) || (known && clear[0]);
    if (!spot && must) [spot] = spots;
    if (!spot) return false;
    const [left, top] = spot;
    this.#claim({ left, top, width: wide, height: tall });
    pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
    pen.textAlign = "center";
    lines.forEach((line, row) => this.#haloed(pen, line, left + wide / 2, top + row * high + size, this.scene.theme.ink));
    return true;
  }

  #lineNames(pen) {
    let written = 0;
    for (const [line, ax, ay, bx, by] of this.scene.labelled) {
      if (written >= 60) break;
      const length = Math.hypot(bx - ax, by - ay);
      const status = this.scene.network.data.statuses[line.status];
      const text = this.scene.network.relationName(line.relation) + (status === "done" ? "" : ` (${say(status)})`);
      const wide = this.#width(pen, text, 11, false);
      if (length < wide * 0.8) continue;
      const [cx, cy] = line.bend ? this.scene.control(line, ax, ay, bx, by) : [(ax + bx) / 2, (ay + by) / 2];
      const [x, y] = [(ax + bx) / 4 + cx / 2, (ay + by) / 4 + cy / 2];
      const box = { left: x - wide / 2, top: y - 7, width: wide, height: 14 };
      if (!this.#free(box)) continue;
      this.#claim(box);
      pen.font = `400 11px ${FONT}`;
      pen.textAlign = "center";
      this.#haloed(pen, text, x, y + 4, this.scene.theme.quiet);
      written++;
    }
  }

  #width(pen, text, size, strong) {
    const key = `${size}${strong}${text}`;
    if (!this.widths.has(key)) {
      pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
      this.widths.set(key, pen.measureText(text).width);
    }
    return this.widths.get(key);
  }

  #cells({ left, top, width, height }) {
    const cells = [];
    for (let column = Math.floor(left / CELL); column <= Math.floor((left + width) / CELL); column++) {
      for (let row = Math.floor(top / CELL); row <= Math.floor((top + height) / CELL); row++) cells.push(column * 4096 + row);
    }
    return cells;
  }

  #free(box, map = this.taken) {
    return this.#cells(box).every((cell) => (map.get(cell) || []).every((other) => (
      box.left + box.width <= other.left || other.left + other.width <= box.left
      || box.top + box.height <= other.top || other.top + other.height <= box.top)));
  }

  #claim(box, map = this.taken) {
    for (const cell of this.#cells(box)) {
      if (!map.has(cell)) map.set(cell, []);
      map.get(cell).push(box);
    }
  }
}

/** Breaks a text into lines of about the same length, the last one cut with an ellipsis. */
function broken(text, wide, most) {
  const chars = Array.from(text);
  if (text.includes(" ") && chars.length > wide) return wrapped(text.split(" "), wide, most);
  const whole = chars.length <= wide * most + 1;
  const count = whole ? Math.max(1, Math.ceil((chars.length - 1) / wide)) : most;
  const each = whole ? Math.ceil(chars.length / count) : wide;
  const lines = Array.from({ length: count }, (_, line) => chars.slice(line * each, (line + 1) * each).join(""));
  if (!whole) lines[count - 1] = `${lines[count - 1].slice(0, -1)}…`;
  return lines;
}

function wrapped(words, wide, most) {
  const lines = [words[0]];
  for (const word of words.slice(1)) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= wide) lines[lines.length - 1] = line;
    else if (lines.length < most) lines.push(word);
    else {
      lines[lines.length - 1] += " …";
      break;
    }
  }
  return lines;
}
