// Makes an editor of the field for the query, and lets the rows of an answer be sorted and sifted.
// The page works without any of this.
"use strict";

const form = document.getElementById("ask");
const field = document.getElementById("query");

function makeEditor(known) {
  const Yasqe = window.Yasqe;
  const words = known.terms.filter((term) => term.name.includes(":"));
  // Its own completers for classes and properties would ask a server elsewhere.
  for (const name of ["class", "property", "prefixes"]) delete Yasqe.Autocompleters[name];
  Yasqe.defaults.autocompleters = ["variables"];
  Yasqe.registerAutocompleter({
    name: "mithaq",
    bulk: false,
    isValidCompletionPosition: () => true,
    preProcessToken: (editor, token) => token,
    get: (editor, token) => proposed(words, token ? token.string : ""),
    postProcessSuggestion: (editor, token, suggestion) => suggestion,
    postprocessHints: (editor, hints) => hints.map((hint) => shown(words, hint)),
  });
  const place = document.createElement("div");
  place.lang = "zxx";
  field.after(place);
  const editor = new Yasqe(place, {
    value: field.value,
    autocompleters: ["variables", "mithaq"],
    persistenceId: null,
    showQueryButton: false,
    createShareableLink: null,
    resizeable: false,
    editorHeight: "auto",
    collapsePrefixesOnLoad: false,
    syntaxErrorCheck: false,
    prefixCcApi: null,
    consumeShareLink: null,
    lineWrapping: true,
    extraKeys: {
      "Ctrl-Enter": submit,
      "Cmd-Enter": submit,
      "Ctrl-Space": () => editor.autocomplete(),
      // The way out for the keyboard: Tab leaves the editor, as it leaves every other field.
      Tab: false,
      "Shift-Tab": false,
    },
  });
  field.hidden = true;
  field.required = false;
  const label = document.querySelector('label[for="query"]');
  label.addEventListener("click", () => editor.focus());
  editor.getInputField().setAttribute("aria-label", label.textContent);
  document.getElementById("keys").hidden = false;
  form.addEventListener("submit", () => {
    field.value = editor.getValue();
    form.method = field.value.length > 4000 ? "post" : "get";
  });
  mark(editor);
}

function submit() {
  form.requestSubmit();
}

// Words that begin like what is written, by name or by what they are called.
function proposed(words, written) {
  const sought = written.trim().toLowerCase();
  const begins = (text) => text.toLowerCase().startsWith(sought);
  return words
    .filter((word) => begins(word.name) || begins(word.name.split(":")[1]) || begins(word.label))
    .slice(0, 60)
    .map((word) => word.name);
}

function shown(words, hint) {
  const word = words.find((candidate) => candidate.name === hint.text);
  if (word && word.label) {
    hint.render = (element) => {
      const label = document.createElement("small");
      label.textContent = word.label;
      label.dir = "auto";
      element.append(word.name, label);
    };
  }
  return hint;
}

// Shows where the fault is that the server found.
function mark(editor) {
  if (!field.dataset.place) return;
  const [line, column] = field.dataset.place.split(":").map(Number);
  const start = { line: line - 1, ch: column - 1 };
  const end = { line: line - 1, ch: column };
  editor.markText(start, end, { className: "fault" });
  editor.setCursor(start);
}

function makeSortable(table) {
  const body = table.tBodies[0];
  table.querySelectorAll("thead th").forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
      const text = (row) => row.cells[index].textContent;
      const rows = [...body.rows].sort((a, b) => compare(text(a), text(b)) * (up ? 1 : -1));
      body.append(...rows);
    });
  });
}

// The same folding as for search, in short: no marks, no tatweel, one alef, one ya.
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/ٱ/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}

function makeSiftable(table) {
  const sift = document.getElementById("sift");
  sift.closest(".sift").hidden = false;
  sift.addEventListener("input", () => {
    const sought = folded(sift.value);
    for (const row of table.tBodies[0].rows) {
      row.hidden = !folded(row.textContent).includes(sought);
    }
  });
}

const rows = document.getElementById("rows");
if (rows) {
  makeSortable(rows);
  makeSiftable(rows);
}

fetch(form.dataset.terms)
  .then((answer) => (answer.ok ? answer.json() : { prefixes: {}, terms: [] }))
  .then(makeEditor);
