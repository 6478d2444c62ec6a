// More of the network from a server: what is asked for joins what is there, and nothing that is
// there moves. A page that was written as a file never comes here.

const ROOM = 1.6; // of a node that joins, against the usual room

class Growth {
  constructor(app) {
    this.app = app;
  }

  /** Asks for the neighbours of a node that are not on screen; the server decides how many. */
  async from(node) {
    const { app } = this;
    const { network } = app;
    const shown = network.labels.map((_, one) => network.iri(one));
    const reply = await fetch(network.data.more, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ shown, grow: network.iri(node), language }),
    });
    if (!reply.ok) {
      app.status.textContent = `${reply.status} ${await reply.text()}`;
      return;
    }
    this.adopt(await reply.json(), network.id(node));
  }

  /** Takes over a larger network; every node that was there stays where it is. */
  adopt(data, from) {
    const { app } = this;
    const { state, scene, network: old } = app;
    const known = new Map(old.labels.map((_, node) => [old.id(node), [scene.x[node], scene.y[node]]]));
    const hash = state.toHash();
    const network = new Network({ ...data, more: old.data.more, query: old.data.query });
    for (const part of [app, state, scene, app.panel, app.exporter, app.controls]) part.network = network;
    state.fromHash(hash);
    state.past = [];
    scene.prepare();
    scene.place(state.layout);
    for (let node = 0; node < network.count; node++) {
      const place = known.get(network.id(node));
      if (place) this.#put(node, place);
    }
    this.#seat(network.find(from), [...network.labels.keys()].filter((node) => !known.has(network.id(node))));
    app.controls.build();
    app.refresh();
    const left = data.left ? ` · ${data.left} ${say("more")}` : "";
    app.status.textContent += left;
  }

  #put(node, place) {
    const { state, scene } = this.app;
    [scene.x[node], scene.y[node]] = place;
    state.moved.set(node, place);
  }

  /** Seats new nodes on a spiral around the one they came with, where nobody sits yet. */
  #seat(centre, fresh) {
    const { scene, state } = this.app;
    const room = UNIT * ROOM;
    const cell = (x, y) => `${Math.round(x / room)} ${Math.round(y / room)}`;
    const taken = new Set([...state.moved.values()].map(([x, y]) => cell(x, y)));
    let step = 1;
    for (const node of fresh) {
      let place;
      do {
        const reach = room * Math.sqrt(step);
        const angle = step * 2.399963; // the golden angle, so that no two directions repeat
        place = [scene.x[centre] + reach * Math.cos(angle), scene.y[centre] + reach * Math.sin(angle)];
        step++;
      } while (taken.has(cell(...place)));
      taken.add(cell(...place));
      this.#put(node, place);
    }
  }
}
