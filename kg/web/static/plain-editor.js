// The editor page without a bundled editor: the text area as it is.
import { start } from "/static/asking.js";

const area = document.getElementById("query");
start({
  get: () => area.value,
  set: (text) => {
    area.value = text;
  },
  mark: (line, column) => {
    const lines = area.value.split("\n");
    const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    area.focus();
    area.setSelectionRange(at + column - 1, at + column);
  },
  unmark: () => {},
});
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.form.requestSubmit();
});
