// The SPARQL editor: highlighting, completion from the data, errors at their place.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { start } from "/static/asking.js";

const KEYWORDS = (
  "SELECT DISTINCT REDUCED ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES " +
  "EXISTS NOT IN AS GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET PREFIX BASE COUNT SUM MIN MAX AVG SAMPLE " +
  "GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI STRDT STRLANG REGEX CONTAINS STRSTARTS STRENDS STRLEN " +
  "SUBSTR REPLACE UCASE LCASE CONCAT COALESCE IF ISIRI ISLITERAL YEAR MONTH DAY NOW ABS ROUND"
).split(" ");
// segments of the IRIs of things, which are also their prefixes
const CLASSES = {
  policy: "Policy", agency: "Agency", company: "Company", park: "IndustrialPark", fund: "Fund", place: "Place",
  association: "Association", institute: "Institute", person: "Person", event: "Event", project: "Project",
  beneficiary: "Beneficiary", source: "SourceDocument",
};
const ID = "https://w3id.org/zhengtu/id/";

const area = document.getElementById("query");
const language = document.getElementById("ask").dataset.lang;
let vocabulary = null;

async function known() {
  if (!vocabulary) {
    const answer = await fetch("/complete.json");
    const { prefixes, terms } = await answer.json();
    vocabulary = [
      ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 })),
      ...Object.keys(prefixes).map((prefix) => ({ label: `${prefix}:`, type: "namespace", detail: prefixes[prefix] })),
      ...terms.map((term) => ({
        label: `zt:${term.name}`,
        displayLabel: `zt:${term.name}`,
        type: term.type === "Class" ? "class" : "property",
        detail: term[language],
        info: term[`about_${language}`] || undefined,
      })),
    ];
  }
  return vocabulary;
}

async function complete(context) {
  const word = context.matchBefore(/[\p{L}\p{N}_:]+/u);
  if (!word || (word.from === word.to && !context.explicit)) {
    return context.explicit ? { from: context.pos, options: await known() } : null;
  }
  const before = context.state.sliceDoc(Math.max(0, word.from - 1), word.from);
  if (/[?$"'@<]/.test(before)) return null;
  const [prefix, name] = word.text.includes(":") ? word.text.split(":", 2) : ["", word.text];
  const ofThings = prefix in CLASSES || (!prefix && /[^\x00-\x7f]/.test(name));
  if (!ofThings) return { from: word.from, options: await known(), validFor: /^[\w:]*$/ };
  if (!name) return null;
  const query = new URLSearchParams({ q: name, class: CLASSES[prefix] ?? "" });
  const answer = await fetch(`/search.json?${query}`);
  if (!answer.ok) return null;
  const options = (await answer.json()).map((hit) => ({
    label: hit.iri.slice(ID.length).replace("/", ":"),
    detail: hit.class,
    type: "constant",
  }));
  // the server has matched already, by pinyin or alias; what it found need not contain the text
  return { from: word.from, options, filter: false };
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, class: "keyword" },
  { tag: tags.variableName, class: "variable" },
  { tag: tags.string, class: "string" },
  { tag: tags.number, class: "number" },
  { tag: tags.comment, class: "comment" },
  { tag: tags.atom, class: "atom" },
  { tag: tags.meta, class: "atom" },
]);
const look = EditorView.theme({
  "&": { fontSize: "15px", color: "var(--ink)", backgroundColor: "var(--paper)" },
  "&.cm-focused": { outline: "2px solid var(--link)" },
  ".cm-scroller": { fontFamily: "ui-monospace, Consolas, monospace", minHeight: "16rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--soft)", border: "none" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--quiet)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--paper)", backgroundColor: "var(--link)" },
  ".keyword": { color: "var(--accent)", fontWeight: "600" },
  ".variable": { color: "var(--variable)" },
  ".string": { color: "var(--string)" },
  ".number": { color: "var(--number)" },
  ".atom": { color: "var(--link)" },
  ".comment": { color: "var(--quiet)", fontStyle: "italic" },
});

// in a shadow tree the editor's styles are constructed, not written into the page, so that the
// content security policy need not allow inline styles
const host = document.createElement("div");
host.id = "code";
area.before(host);
const shadow = host.attachShadow({ mode: "open" });
const leave = {
  key: "Escape",
  run: (view) => {
    view.setTabFocusMode(2000);
    return false;
  },
};
// Chromium keeps the look of text that is typed over by writing inline styles, which the policy
// forbids and the editor would remove again; so such typing is done by the editor itself
const typeOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const plain = event.inputType === "insertText" && /^[^()[\]{}'"]$/u.test(event.data ?? "");
    if (!plain || event.isComposing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type" }));
    return true;
  },
});
const view = new EditorView({
  root: shadow,
  parent: shadow,
  state: EditorState.create({
    doc: area.value,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      lintGutter(),
      autocompletion({ override: [complete], icons: false }),
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      look,
      typeOver,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": area.labels[0]?.textContent ?? "SPARQL", "aria-describedby": "keys" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) area.value = update.state.doc.toString();
      }),
      Prec.highest(
        keymap.of([{ key: "Mod-Enter", run: () => (area.form.requestSubmit(), true) }, leave]),
      ),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    ],
  }),
});
area.hidden = true;

start({
  get: () => view.state.doc.toString(),
  set: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
  mark: (line, column, message) => {
    const row = view.state.doc.line(Math.min(line, view.state.doc.lines));
    // columns count characters, the editor counts UTF-16 units
    const units = [...row.text].slice(0, column - 1).join("").length;
    const from = Math.min(row.from + units, view.state.doc.length);
    const to = Math.min(from + 1, view.state.doc.length);
    const diagnostic = { from: from === to ? Math.max(0, from - 1) : from, to, severity: "error", message };
    view.dispatch(setDiagnostics(view.state, [diagnostic]), { selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  },
  unmark: () => view.dispatch(setDiagnostics(view.state, [])),
});
