// Draws the network on a canvas. What is slow to draw is drawn once and shifted as a bitmap while
// the view moves.

const FONT = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC","Hiragino Sans GB",sans-serif';
const COMMUNITY_COLOURS = ["#3572d6", "#de8500", "#5b9a2d", "#b04fa8", "#0e9888", "#c4553d", "#7d5bd0", "#b89500", "#2497c4", "#dd4f86", "#997650", "#4d7c8a"];
const DASHES = [[], [7, 4], [2, 4], [1, 6]]; // done, planned, encouraged, denied
const SLOW = 14; // ms for one picture; slower ones are shifted as a bitmap while moving
const MOST_LINES = 20000; // more at once are one grey mass: every n-th is drawn then
const CHUNK = 100; // lines of one path: longer paths take longer a line
const SLIDER = 44; // pixels at the bottom that the time slider covers

/** Draws the outline of a shape around a point; `r` is the radius of a circle of like weight. */
const SHAPES = {
  dot(pen, x, y, r) { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, Math.PI * 2); },
  square(pen, x, y, r) { polygon(pen, x, y, r * 1.22, 4, Math.PI / 4); },
  diamond(pen, x, y, r) { polygon(pen, x, y, r * 1.25, 4, 0); },
  triangle(pen, x, y, r) { polygon(pen, x, y + r * 0.2, r * 1.35, 3, -Math.PI / 2); },
  triangleDown(pen, x, y, r) { polygon(pen, x, y - r * 0.2, r * 1.35, 3, Math.PI / 2); },
  hexagon(pen, x, y, r) { polygon(pen, x, y, r * 1.1, 6, 0); },
  star(pen, x, y, r) {
    for (let point = 0; point < 10; point++) {
      const reach = point % 2 ? r * 0.62 : r * 1.4;
      const angle = (point * Math.PI) / 5 - Math.PI / 2;
      pen[point ? "lineTo" : "moveTo"](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    pen.closePath();
  },
};

function polygon(pen, x, y, reach, corners, turn) {
  for (let corner = 0; corner < corners; corner++) {
    const angle = turn + (corner * Math.PI * 2) / corners;
    pen[corner ? "lineTo" : "moveTo"](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  pen.closePath();
}

class Scene {
  constructor(canvas, overlay, network, state) {
    Object.assign(this, { canvas, overlay, network, state });
    this.pen = canvas.getContext("2d", { alpha: false });
    this.over = overlay.getContext("2d");
    this.camera = { k: 1, x: 0, y: 0 }; // screen = world * k + (x, y)
    this.bitmap = document.createElement("canvas");
    this.cost = 0;
    this.lit = null; // { nodes, edges } that stand out, or null
    this.hover = null;
    this.names = new Names(this);
    this.prepare();
    this.readTheme();
  }

  /** Makes room for the positions of a network. */
  prepare() {
    const { network } = this;
    const groups = network.group ? network.group.members.length : 0;
    this.x = new Float32Array(network.count + groups);
    this.y = new Float32Array(network.count + groups);
    this.placeClass = network.data.classes.findIndex(([name]) => name === "Place");
  }

  readTheme() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    this.theme = { ink: colour("--ink"), paper: colour("--canvas"), quiet: colour("--quiet"), disc: colour("--disc"), accent: colour("--accent") };
  }

  resize() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.width = Math.max(1, Math.round(box.width));
    this.height = Math.max(1, Math.round(box.height));
    this.ratio = ratio;
    for (const canvas of [this.canvas, this.overlay, this.bitmap]) {
      canvas.width = this.width * ratio;
      canvas.height = this.height * ratio;
    }
  }

  /** Takes over what the state decided to show. */
  compose() {
    const { network, state } = this;
    this.items = state.items;
    this.lines = state.lines;
    this.radius = new Float32Array(this.x.length);
    for (const item of this.items) {
      if (item >= network.count) this.radius[item] = 0.3 * UNIT * Math.sqrt(state.sizes.get(item));
      else if (state.size === "money") this.radius[item] = network.money(item) ? 4 + 2.6 * Math.max(0, Math.log10(network.money(item)) - 4.5) : 3;
      else this.radius[item] = Math.min(16, 4 + 1.5 * Math.sqrt(network.degree[item]));
    }
    this.#dress();
    this.#fanOut();
    const weight = this.radius.slice();
    for (const item of this.items) weight[item] += item >= network.count ? 1000 : this.isPlace(item) ? 3 : 0;
    this.ranked = [...this.items].sort((a, b) => weight[b] - weight[a] || a - b);
  }

  isPlace(node) {
    return this.network.classes[node] === this.placeClass;
  }

  /** Lines between the same two items bend apart. */
  #fanOut() {
    const pairs = new Map();
    for (const line of this.lines) {
      const key = Math.min(line.from, line.to) * this.x.length + Math.max(line.from, line.to);
      const known = pairs.get(key) || 0;
      line.slot = known;
      line.pair = key;
      pairs.set(key, known + 1);
    }
    for (const line of this.lines) {
      const turn = line.from < line.to ? 1 : -1;
      line.bend = (line.slot - (pairs.get(line.pair) - 1) / 2) * 0.22 * turn;
    }
  }

  /** Puts every item where a layout has it; groups stand on a ring in the disc of their place. */
  place(kind) {
    const { network, state } = this;
    const layout = network.layout(kind);
    this.guides = layout.guides;
    this.x.set(layout.x);
    this.y.set(layout.y);
    if (network.group) this.#placeGroups(layout);
    state.moved.forEach(([x, y], node) => {
      this.x[node] = x;
      this.y[node] = y;
    });
  }

  #placeGroups(layout) {
    const { members } = this.network.group;
    const rings = new Map();
    members.forEach((nodes, group) => {
      const province = this.network.provinces[nodes[0]];
      if (!rings.has(province)) rings.set(province, []);
      rings.get(province).push(group);
    });
    rings.forEach((groups) => {
      const nodes = groups.flatMap((group) => members[group]);
      const mean = (column) => nodes.reduce((sum, node) => sum + column[node], 0) / nodes.length;
      const [x, y] = [mean(layout.x), mean(layout.y)];
      const reach = groups.length > 1 ? Math.sqrt(nodes.length) * 0.62 * UNIT * 0.62 : 0;
      groups.forEach((group, order) => {
        const angle = (order / groups.length) * Math.PI * 2 - Math.PI / 2;
        this.x[this.network.count + group] = x + reach * Math.cos(angle);
        this.y[this.network.count + group] = y + reach * Math.sin(angle);
      });
    });
  }

  fit(items = this.items, most = 1.6) {
    const margin = Math.min(50, this.width / 14);
    const side = this.state.layout === "time" ? 104 : margin; // room for the names of the bands
    const [wide, high] = [this.width - side - margin, this.height - 2 * margin - SLIDER];
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const include = (x, y, r) => {
      [left, top] = [Math.min(left, x - r), Math.min(top, y - r)];
      [right, bottom] = [Math.max(right, x + r), Math.max(bottom, y + r)];
    };
    for (const item of items) include(this.x[item], this.y[item], 0);
    if (!items.length) return { k: 1, x: this.width / 2, y: this.height / 2 };
    if (items === this.items && this.showsGuides()) this.guides.filter((guide) => guide.kind === "disc").forEach((guide) => include(guide.x, guide.y, guide.size));
    const k = Math.min(most, wide / (right - left || 1), high / (bottom - top || 1));
    return { k, x: side + wide / 2 - (k * (left + right)) / 2, y: margin + high / 2 - (k * (top + bottom)) / 2 };
  }

  showsGuides() {
    return !this.state.only && this.state.total > this.network.count / 3;
  }

  screen(item) {
    return [this.x[item] * this.camera.k + this.camera.x, this.y[item] * this.camera.k + this.camera.y];
  }

  reach(item) {
    // groups keep their share of the disc; nodes grow more slowly than what is between them
    return item >= this.network.count ? Math.max(4, this.radius[item] * this.camera.k) : this.radius[item] * Math.min(2, Math.max(0.3, Math.sqrt(this.camera.k)));
  }

  /** Gives every item a number that stands for its colour and shape. */
  #dress() {
    const { network, state } = this;
    const { classes } = network.data;
    const colours = state.colour === "community" ? [...COMMUNITY_COLOURS, this.theme.quiet] : null;
    this.looks = classes.flatMap(([, , , colour, shape]) => (colours || [colour]).map((one) => [one, shape]));
    this.look = new Uint16Array(this.x.length);
    const many = colours ? colours.length : 1;
    for (const item of this.items) {
      const node = item >= network.count ? network.group.members[item - network.count][0] : item;
      this.look[item] = network.classes[node] * many + (colours ? Math.min(network.community[node], many - 1) : 0);
    }
  }

  /** Draws all of it anew, on screen. */
  draw() {
    const begun = performance.now();
    this.pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.paint(this.pen, this.width, this.height);
    this.cost = performance.now() - begun;
    this.drawn = { ...this.camera };
    if (this.cost > SLOW) this.bitmap.getContext("2d", { alpha: false }).drawImage(this.canvas, 0, 0);
    this.drawHover();
  }

  /** While the view moves, a slow picture is shifted instead of drawn; tells whether it was. */
  shift() {
    if (this.cost <= SLOW || !this.drawn) {
      this.draw();
      return false;
    }
    const scale = this.camera.k / this.drawn.k;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.fillStyle = this.theme.paper;
    this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.pen.setTransform(scale, 0, 0, scale, (this.camera.x - this.drawn.x * scale) * this.ratio, (this.camera.y - this.drawn.y * scale) * this.ratio);
    this.pen.drawImage(this.bitmap, 0, 0);
    this.over.clearRect(0, 0, this.overlay.width, this.overlay.height);
    return true;
  }

  /** Draws the picture with any pen that knows the canvas methods used here (see SvgPen). */
  paint(pen, width, height) {
    pen.globalAlpha = 1;
    pen.fillStyle = this.theme.paper;
    pen.fillRect(0, 0, width, height);
    this.names.begin();
    if (this.showsGuides()) this.#paintGuides(pen);
    this.#paintLines(pen, width, height);
    this.#paintItems(pen, width, height);
    this.names.paint(pen, width, height);
    pen.globalAlpha = 1;
  }

  #paintGuides(pen) {
    const { camera } = this;
    pen.fillStyle = this.theme.disc;
    for (const guide of this.guides) {
      const [x, y] = [guide.x * camera.k + camera.x, guide.y * camera.k + camera.y];
      if (guide.kind === "disc") {
        pen.beginPath();
        pen.arc(x, y, guide.size * camera.k, 0, Math.PI * 2);
        pen.fill();
      } else if (guide.kind === "column") pen.fillRect(x - UNIT * camera.k * 0.9, 0, 1, this.height);
      else pen.fillRect(0, y - UNIT * camera.k * 1.1, this.width, 1);
    }
  }

  #isLit(line) {
    return this.lit.edges.has(line.edge);
  }

  #paintLines(pen, width, height) {
    const { lines, network, camera, theme } = this;
    const stride = Math.max(1, Math.ceil(lines.length / MOST_LINES));
    const batches = new Map();
    let drawn = 0;
    for (let at = 0; at < lines.length; at += stride) {
      const line = lines[at];
      const ax = this.x[line.from] * camera.k + camera.x;
      const ay = this.y[line.from] * camera.k + camera.y;
      const bx = this.x[line.to] * camera.k + camera.x;
      const by = this.y[line.to] * camera.k + camera.y;
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > width && bx > width) || (ay > height && by > height)) continue;
      const lit = this.lit && this.#isLit(line);
      const thick = line.weight > 1 ? 1 + Math.min(4, Math.floor(Math.log2(line.weight) / 2)) : 1;
      const key = network.data.relations[line.relation][3] * 1000 + line.status * 100 + thick * 10 + (lit ? 1 : 0);
      if (!batches.has(key)) batches.set(key, []);
      batches.get(key).push([line, ax, ay, bx, by]);
      drawn++;
    }
    this.labelled = [];
    const crowd = Math.max(0.1, Math.min(1, 900 / drawn));
    const inBands = this.state.layout === "time" && drawn > 60; // lines across bands hide them
    const arrows = !inBands && drawn < 1800 && camera.k > 0.3;
    // what is lit comes last, on top
    [...batches].sort(([a], [b]) => (a % 10) - (b % 10) || b - a).forEach(([key, batch]) => {
      const lit = key % 10 === 1;
      const family = Math.floor(key / 1000);
      const thick = Math.floor((key % 100) / 10);
      const isPlace = network.data.families[family][0] === "place";
      pen.strokeStyle = network.data.families[family][3];
      pen.fillStyle = pen.strokeStyle;
      pen.lineWidth = lit ? thick + 1.2 : thick * (isPlace ? 0.8 : 1.3);
      pen.globalAlpha = lit ? 0.95 : crowd * (this.lit ? 0.1 : isPlace ? 0.4 : 0.75) * (inBands ? 0.25 : 1);
      pen.setLineDash(DASHES[Math.floor((key % 1000) / 100)]);
      for (let start = 0; start < batch.length; start += CHUNK) {
        pen.beginPath();
        for (const [line, ax, ay, bx, by] of batch.slice(start, start + CHUNK)) {
          pen.moveTo(ax, ay);
          if (line.bend) pen.quadraticCurveTo(...this.control(line, ax, ay, bx, by), bx, by);
          else pen.lineTo(bx, by);
        }
        pen.stroke();
      }
      pen.setLineDash([]);
      if (arrows && (lit || !this.lit)) {
        pen.beginPath();
        for (const [line, ax, ay, bx, by] of batch) this.#arrow(pen, line, ax, ay, bx, by, lit ? 9 : 6);
        pen.fill();
      }
      if (lit || (!this.lit && (drawn < 60 || (camera.k > 1.5 && drawn < 160)))) this.labelled.push(...batch);
    });
    pen.globalAlpha = 1;
    pen.strokeStyle = theme.ink;
  }

  control(line, ax, ay, bx, by) {
    return [(ax + bx) / 2 + (by - ay) * line.bend, (ay + by) / 2 - (bx - ax) * line.bend];
  }

  #arrow(pen, line, ax, ay, bx, by, size) {
    const [cx, cy] = line.bend ? this.control(line, ax, ay, bx, by) : [ax, ay];
    const length = Math.hypot(bx - cx, by - cy);
    const reach = this.reach(line.to) + 1;
    if (length < reach + size) return;
    const [ux, uy] = [(bx - cx) / length, (by - cy) / length];
    const [tx, ty] = [bx - ux * reach, by - uy * reach];
    pen.moveTo(tx, ty);
    pen.lineTo(tx - ux * size - uy * size * 0.4, ty - uy * size + ux * size * 0.4);
    pen.lineTo(tx - ux * size + uy * size * 0.4, ty - uy * size - ux * size * 0.4);
    pen.closePath();
  }

  #paintItems(pen, width, height) {
    const { network, state, camera } = this;
    const batches = new Map(); // look of the items -> x, y, r of each
    const crowded = this.items.length >= 900;
    for (const item of this.items) {
      const x = this.x[item] * camera.k + camera.x;
      const y = this.y[item] * camera.k + camera.y;
      const r = this.reach(item);
      if (x < -r || y < -r || x > width + r || y > height + r) continue;
      const perhaps = item < network.count && state.nodeState[item] === PERHAPS ? 2 : 0;
      const dim = this.lit && !this.lit.nodes.has(item) ? 1 : 0;
      const key = this.look[item] * 4 + perhaps + dim;
      if (!batches.has(key)) batches.set(key, []);
      batches.get(key).push(x, y, r);
      if (!crowded && !dim) this.names.cover(x, y, r);
    }
    // what is dim comes first, below the rest
    [...batches].sort(([a], [b]) => (b & 1) - (a & 1) || a - b).forEach(([key, batch]) => {
      const [colour, shape] = this.looks[key >> 2];
      const perhaps = key & 2;
      pen.globalAlpha = key & 1 ? 0.16 : 1;
      pen.fillStyle = perhaps ? this.theme.paper : colour;
      pen.beginPath();
      for (let at = 0; at < batch.length; at += 3) {
        const [x, y, r] = [batch[at], batch[at + 1], batch[at + 2]];
        // a path of thousands of parts takes far longer to fill than as many rectangles
        if (r < 2.5) pen.fillRect(x - r, y - r, 2 * r, 2 * r);
        else SHAPES[shape](pen, x, y, r);
      }
      pen.fill();
      if (perhaps || batch[2] > 4) {
        pen.setLineDash(perhaps ? [3, 2] : []);
        pen.strokeStyle = perhaps ? colour : this.theme.paper;
        pen.lineWidth = perhaps ? 1.8 : 1;
        pen.stroke();
        pen.setLineDash([]);
      }
    });
    pen.globalAlpha = 1;
    this.#paintMarks(pen);
  }

  /** Rings around what is selected or pinned, figures on groups. */
  #paintMarks(pen) {
    const { state, theme, network } = this;
    const ring = (item, colour, gap) => {
      const [x, y] = this.screen(item);
      pen.beginPath();
      pen.arc(x, y, this.reach(item) + gap, 0, Math.PI * 2);
      pen.strokeStyle = colour;
      pen.lineWidth = 2.5;
      pen.stroke();
    };
    state.pinned.forEach((node) => { if (state.nodeState[node]) ring(node, theme.quiet, 4); });
    const chosen = state.selected;
    if (chosen?.node !== undefined && state.nodeState[chosen.node]) ring(chosen.node, theme.accent, 5);
    if (chosen?.group !== undefined && state.sizes.has(network.count + chosen.group)) ring(network.count + chosen.group, theme.accent, 4);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = "#fff";
    pen.font = `600 12px ${FONT}`;
    state.sizes.forEach((size, item) => { if (this.reach(item) > 10) pen.fillText(String(size), ...this.screen(item)); });
    pen.textBaseline = "alphabetic";
  }

  /** What is under a point: { item } or { line }, nearest first, or null. */
  pick(x, y, slack = 4) {
    let best = null;
    let nearest = Infinity;
    for (const item of this.items) {
      const [ix, iy] = this.screen(item);
      const distance = Math.hypot(ix - x, iy - y) - this.reach(item);
      if (distance < slack && distance < nearest) [best, nearest] = [{ item }, distance];
    }
    if (best || this.lines.length > MOST_LINES) return best;
    for (const line of this.lines) {
      if (line.edge < 0 && line.weight < 1) continue;
      const distance = this.#lineDistance(line, x, y);
      if (distance < slack + 2 && distance < nearest) [best, nearest] = [{ line }, distance];
    }
    return best;
  }

  #lineDistance(line, x, y) {
    const [ax, ay] = this.screen(line.from);
    const [bx, by] = this.screen(line.to);
    if (!line.bend) return segmentDistance(x, y, ax, ay, bx, by);
    const [cx, cy] = this.control(line, ax, ay, bx, by);
    let [px, py, best] = [ax, ay, Infinity];
    for (let step = 1; step <= 8; step++) {
      const t = step / 8;
      const [qx, qy] = [
        (1 - t) * (1 - t) * ax + 2 * t * (1 - t) * cx + t * t * bx,
        (1 - t) * (1 - t) * ay + 2 * t * (1 - t) * cy + t * t * by];
      best = Math.min(best, segmentDistance(x, y, px, py, qx, qy));
      [px, py] = [qx, qy];
    }
    return best;
  }

  /** What the pointer rests on, on its own canvas so that the picture below need not be redrawn. */
  drawHover() {
    const pen = this.over;
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    const found = this.hover;
    if (!found) return;
    pen.strokeStyle = this.theme.accent;
    if (found.line) {
      const [ax, ay] = this.screen(found.line.from);
      const [bx, by] = this.screen(found.line.to);
      pen.lineWidth = 3;
      pen.beginPath();
      pen.moveTo(ax, ay);
      if (found.line.bend) pen.quadraticCurveTo(...this.control(found.line, ax, ay, bx, by), bx, by);
      else pen.lineTo(bx, by);
      pen.stroke();
    } else {
      const [x, y] = this.screen(found.item);
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, this.reach(found.item) + 3, 0, Math.PI * 2);
      pen.stroke();
    }
  }
}

function segmentDistance(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
