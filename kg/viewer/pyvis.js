"use strict";
// Draws what pyvis gathered. Labels and tooltips are text nodes: nothing in the data is markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const ink = dark ? "#e6e9ee" : "#1c2430";
  const paper = dark ? "#14181f" : "#fbfbfa";
  const family = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';
  const hidden = new Set();
  const CLOSE = 1.7; // so many times nearer than at first, every node and relation is labelled

  function element(name, text) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function tip(lines) {
    const box = element("div");
    box.className = "tip";
    box.append(element("strong", lines[0]), element("span", lines[1]));
    lines.slice(2).forEach((line) => box.append(element("p", line)));
    return box;
  }

  function shorten(text) {
    return text.length > 16 ? text.slice(0, 15) + "…" : text;
  }

  const nodes = new vis.DataSet(data.nodes.map((node) => ({
    ...node, title: tip(node.tip), label: node.prominent ? shorten(node.label) : " ",
    font: { color: ink, face: family, size: 15, strokeWidth: 4, strokeColor: paper },
  })));
  const edges = new vis.DataSet(data.edges.map((edge, id) => ({
    id, from: edge.from, to: edge.to, dashes: edge.dashes, name: edge.label,
  })));
  const quiet = dark ? "#566070" : "#c3c9d2";
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 120, hideEdgesOnDrag: data.nodes.length > 1000,
      keyboard: { enabled: true, bindToWindow: false } },
    nodes: { borderWidth: 0 },
    edges: {
      smooth: false, color: { color: quiet, highlight: ink, hover: ink },
      arrows: { to: { enabled: true, scaleFactor: 0.45 } },
      font: { color: ink, face: family, size: 12, strokeWidth: 4, strokeColor: paper },
    },
  });

  // every label at once is a grey mass: names and relations appear where there is room for them
  let close = null;
  network.fit();
  const first = network.getScale();
  function label() {
    const now = network.getScale() >= CLOSE * first;
    if (now === close) return;
    close = now;
    nodes.update(data.nodes.map((node) => (
      { id: node.id, label: now || node.prominent ? shorten(node.label) : " " })));
    edges.update(data.edges.map((edge, id) => ({ id, label: now ? edge.label : " " })));
  }
  network.on("zoom", label);
  network.on("selectNode", ({ edges: chosen }) => {
    edges.update(chosen.map((id) => ({ id, label: data.edges[id].label })));
  });
  network.on("deselectNode", ({ previousSelection }) => {
    if (!close) edges.update(previousSelection.edges.map((edge) => ({ id: edge.id, label: " " })));
  });

  const shapes = {
    dot: "M8 1a7 7 0 1 0 .01 0z", square: "M2 2h12v12H2z", diamond: "M8 0l8 8-8 8-8-8z",
    triangle: "M8 1l7 13H1z", triangleDown: "M1 2h14L8 15z", hexagon: "M4 1h8l4 7-4 7H4L0 8z",
    star: "M8 0l2.4 5.3 5.6.6-4.2 3.8 1.2 5.7L8 12.5l-5 2.9 1.2-5.7L0 5.9l5.6-.6z",
  };
  const legend = document.getElementById("legend");
  data.legend.forEach(([kind, name, colour, shape, count]) => {
    const item = element("li");
    const button = element("button");
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    picture.setAttribute("viewBox", "0 0 16 16");
    picture.setAttribute("aria-hidden", "true");
    path.setAttribute("d", shapes[shape]);
    path.setAttribute("fill", colour);
    picture.append(path);
    button.append(picture, `${name} ${count}`);
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      if (!hidden.delete(kind)) hidden.add(kind);
      button.setAttribute("aria-pressed", String(!hidden.has(kind)));
      nodes.update(data.nodes.map((node) => ({ id: node.id, hidden: hidden.has(node.kind) })));
    });
    item.append(button);
    legend.append(item);
  });
  if (data.query) {
    const query = document.getElementById("query");
    query.hidden = false;
    query.querySelector("pre").textContent = data.query;
  }
  label();
  network.once("afterDrawing", () => { window.pictureAfter = performance.now(); });
})();
