// Taking away what is on screen: pictures, GEXF, GraphML, CSV.

/** Collects the outline that a shape draws as the `d` of an SVG path. */
class SvgPath {
  constructor() { this.text = ""; }
  moveTo(x, y) { this.#add("M", x, y); }
  lineTo(x, y) { this.#add("L", x, y); }
  quadraticCurveTo(cx, cy, x, y) { this.#add("Q", cx, cy, x, y); }
  rect(x, y, width, height) { this.text += `M${figure(x)} ${figure(y)}h${figure(width)}v${figure(height)}h${figure(-width)}z`; }
  closePath() { this.text += "z"; }
  arc(x, y, r) { // only whole circles are drawn
    this.text += `M${figure(x - r)} ${figure(y)}a${figure(r)} ${figure(r)} 0 1 0 ${figure(2 * r)} 0a${figure(r)} ${figure(r)} 0 1 0 ${figure(-2 * r)} 0z`;
  }
  #add(command, ...numbers) { this.text += command + numbers.map(figure).join(" "); }
}

function figure(number) {
  return String(Math.round(number * 10) / 10);
}

/** A pen with the canvas methods that Scene.paint uses, which writes SVG instead of pixels. */
class SvgPen {
  constructor(width, height, ruler) {
    Object.assign(this, { width, height, ruler, parts: [], globalAlpha: 1, dash: [] });
    this.beginPath();
  }
  beginPath() { this.outline = new SvgPath(); }
  moveTo(...at) { this.outline.moveTo(...at); }
  lineTo(...at) { this.outline.lineTo(...at); }
  quadraticCurveTo(...at) { this.outline.quadraticCurveTo(...at); }
  arc(...at) { this.outline.arc(...at); }
  rect(...at) { this.outline.rect(...at); }
  closePath() { this.outline.closePath(); }
  setLineDash(dash) { this.dash = dash; }
  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }
  fill() { this.#write("path", { d: this.outline.text, fill: this.fillStyle }); }
  stroke() { this.#write("path", { d: this.outline.text, ...this.#line() }); }
  fillRect(x, y, width, height) { this.#write("rect", { x: figure(x), y: figure(y), width: figure(width), height: figure(height), fill: this.fillStyle }); }
  fillText(text, x, y) { this.#text(text, x, y, { fill: this.fillStyle }); }
  strokeText(text, x, y) { this.#text(text, x, y, { ...this.#line(), "stroke-linejoin": "round" }); }
  #line() {
    return { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-dasharray": this.dash.join(" ") || null };
  }
  #text(text, x, y, look) {
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(this.font);
    const anchor = { center: "middle", right: "end" }[this.textAlign] || null;
    this.#write("text", { x: figure(x), y: figure(y), "font-size": size, "font-weight": weight, "text-anchor": anchor, "dominant-baseline": this.textBaseline === "middle" ? "central" : null, ...look }, text);
  }
  #write(tag, attributes, text = "") {
    const written = Object.entries({ ...attributes, opacity: this.globalAlpha < 1 ? figure2(this.globalAlpha) : null })
      .filter(([, value]) => value !== null).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
    this.parts.push(text ? `<${tag}${written}>${escaped(text)}</${tag}>` : `<${tag}${written}/>`);
  }
  toString() {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${this.width} ${this.height}" width="${this.width}" height="${this.height}" font-family="${escaped(FONT)}">\n${this.parts.join("\n")}\n</svg>\n`;
  }
}

function figure2(number) {
  return String(Math.round(number * 100) / 100);
}

/** Text for XML: markup escaped, characters that XML 1.0 does not have dropped. */
function escaped(text) {
  const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  // eslint-disable-next-line no-control-regex
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (mark) => marks[mark]);
}

class Exporter {
  constructor(app) {
    Object.assign(this, { app, network: app.network });
  }

  nodes() {
    const { state } = this.app;
    return [...state.nodeState.keys()].filter((node) => state.nodeState[node]).map((node) => ({
      id: this.network.iri(node), label: this.network.labels[node], english: this.network.data.nodes.english[node] || this.network.labels[node],
      class: this.network.data.classes[this.network.classes[node]][0], names: this.network.names(node).join(" | "),
      province: this.network.province(node), date: this.network.date(node),
      topics: this.network.topics(node).map((topic) => this.network.data.topics[topic]).join("、"),
    }));
  }

  edges() {
    const { network } = this;
    return this.app.state.edges.map((edge) => {
      const [predicate, chinese, english] = network.data.relations[network.relation[edge]];
      return {
        source: network.iri(network.from[edge]), target: network.iri(network.to[edge]), predicate, label: chinese, english,
        status: network.data.statuses[network.status[edge]], claims: String(network.factOf(edge).claims.length),
      };
    });
  }

  gexf() {
    const columns = ["english", "class", "names", "province", "date", "topics"];
    const links = ["predicate", "english", "status", "claims"];
    const declared = (kind, names) => `<attributes class="${kind}">${names.map((name) => `<attribute id="${name}" title="${name}" type="string"/>`).join("")}</attributes>`;
    const values = (row, names) => `<attvalues>${names.map((name) => `<attvalue for="${name}" value="${escaped(row[name])}"/>`).join("")}</attvalues>`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n<graph defaultedgetype="directed">\n${declared("node", columns)}\n${declared("edge", links)}\n<nodes>\n`
      + this.nodes().map((row) => `<node id="${escaped(row.id)}" label="${escaped(row.label)}">${values(row, columns)}</node>`).join("\n")
      + "\n</nodes>\n<edges>\n"
      + this.edges().map((row, number) => `<edge id="${number}" source="${escaped(row.source)}" target="${escaped(row.target)}" label="${escaped(row.label)}">${values(row, links)}</edge>`).join("\n")
      + "\n</edges>\n</graph>\n</gexf>\n";
  }

  graphml() {
    const columns = ["label", "english", "class", "names", "province", "date", "topics"];
    const links = ["predicate", "label", "english", "status", "claims"];
    const keys = (kind, names) => names.map((name) => `<key id="${kind[0]}_${name}" for="${kind}" attr.name="${name}" attr.type="string"/>`).join("\n");
    const data = (kind, row, names) => names.map((name) => `<data key="${kind[0]}_${name}">${escaped(row[name])}</data>`).join("");
    return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${keys("node", columns)}\n${keys("edge", links)}\n<graph edgedefault="directed">\n`
      + this.nodes().map((row) => `<node id="${escaped(row.id)}">${data("node", row, columns)}</node>`).join("\n") + "\n"
      + this.edges().map((row, number) => `<edge id="e${number}" source="${escaped(row.source)}" target="${escaped(row.target)}">${data("edge", row, links)}</edge>`).join("\n")
      + "\n</graph>\n</graphml>\n";
  }

  csv() {
    // a cell that begins like a formula would be run by a spreadsheet; the BOM tells Excel UTF-8
    const cell = (text) => {
      const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const labels = new Map(this.nodes().map((row) => [row.id, row.label]));
    const rows = this.edges().map((row) => [labels.get(row.source), row.label, labels.get(row.target), row.status, row.claims, row.source, row.predicate, row.target]);
    return `\ufeff${[["from", "relation", "to", "status", "claims", "source", "predicate", "target"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  svg() {
    const { scene } = this.app;
    const pen = new SvgPen(scene.width, scene.height, scene.over);
    scene.paint(pen, scene.width, scene.height);
    return pen.toString();
  }

  png(done) {
    const { scene } = this.app;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [scene.width * 2, scene.height * 2];
    const pen = canvas.getContext("2d");
    pen.setTransform(2, 0, 0, 2, 0, 0);
    scene.paint(pen, scene.width, scene.height);
    canvas.toBlob(done, "image/png");
  }

  save(kind) {
    const types = { svg: "image/svg+xml", gexf: "application/xml", graphml: "application/xml", csv: "text/csv" };
    if (kind === "png") this.png((blob) => this.#download(blob, kind));
    else this.#download(new Blob([this[kind]()], { type: `${types[kind]};charset=utf-8` }), kind);
  }

  #download(blob, kind) {
    const link = make("a", { href: URL.createObjectURL(blob), download: `zhengtu.${kind}` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
}
