// The search box that answers while one types, and tables that copy into a spreadsheet.

const box = document.getElementById("q");
const list = document.getElementById("hits");
let chosen = -1;
let asked = 0;

function close() {
  list.hidden = true;
  list.replaceChildren();
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function show(hits) {
  close();
  if (!hits.length) return;
  for (const [number, hit] of hits.entries()) {
    const item = document.createElement("li");
    item.id = `hit-${number}`;
    item.role = "option";
    item.setAttribute("aria-selected", "false");
    item.dataset.href = hit.href;
    const kind = document.createElement("span");
    kind.className = "quiet";
    kind.textContent = ` ${hit.class}${hit.matched ? ` ← ${hit.matched}` : ""}`;
    item.append(hit.label, kind);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      location.href = hit.href;
    });
    list.append(item);
  }
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
}

function choose(step) {
  const items = [...list.children];
  if (!items.length) return;
  items[chosen]?.setAttribute("aria-selected", "false");
  chosen = (chosen + step + items.length) % items.length;
  items[chosen].setAttribute("aria-selected", "true");
  items[chosen].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", items[chosen].id);
}

async function search() {
  const mine = ++asked;
  const text = box.value.trim();
  if (!text) return close();
  const answer = await fetch(`/search.json?q=${encodeURIComponent(text)}`);
  // an older answer may come later than a newer one
  if (answer.ok && mine === asked) show(await answer.json());
}

box.addEventListener("input", search);
box.addEventListener("blur", close);
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") choose(1);
  else if (event.key === "ArrowUp") choose(-1);
  else if (event.key === "Escape" && !list.hidden) close();
  else if (event.key === "Enter" && chosen >= 0) location.href = list.children[chosen].dataset.href;
  else return;
  event.preventDefault();
});

export function copyable(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const rows = document.getElementById(button.dataset.copy).rows;
      const lines = [...rows].map((row) =>
        [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()).join("\t"),
      );
      await navigator.clipboard.writeText(lines.join("\n"));
      button.textContent = button.dataset.done;
    });
  }
}

copyable(document);
