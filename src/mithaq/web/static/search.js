// Search in pages that no server answers for: over the index in index.js, in any language.

const SAME = new Map("ٱا ىي یي ةه ھه کك گك ڤف ڨق پب".split(" ").map(([from, to]) => [from, to]));
const SHOWN = 40;

/** The form in which words are compared: without case, accents, vowel marks and letter variants. */
function fold(text) {
  const bare = text.normalize("NFKD").replace(/[\p{Mn}\p{Me}\p{Cf}\u0640]/gu, "").toLowerCase();
  return [...bare.replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("ß", "ss")]
    .map((letter) => SAME.get(letter) ?? letter)
    .join("");
}

function words(text) {
  const found = fold(text).match(/[\p{L}\p{N}_]+/gu) ?? [];
  return found.map((word) => word.replace(/^(?:[وفبك]?ال|لل)(?=.{3})/u, ""));
}

/** How well a thing matches: names count more than other words; 0 where a word is not found. */
function score(entry, wanted) {
  let sum = 0;
  for (const word of wanted) {
    const name = ` ${entry.name}`.includes(` ${word}`);
    if (!name && !` ${entry.words}`.includes(word.length < 3 ? ` ${word} ` : word)) return 0;
    sum += name ? 4 : 1;
  }
  return sum * entry.weight;
}

function show(place, query) {
  const lang = document.documentElement.lang;
  const wanted = words(query);
  const hits = mithaqIndex
    .map((entry) => ({ entry, score: wanted.length ? score(entry, wanted) : 0 }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN);
  place.replaceChildren();
  if (!hits.length) {
    const none = document.createElement("p");
    none.textContent = place.dataset.none;
    place.append(none);
    return;
  }
  const list = document.createElement("ol");
  list.className = "hits";
  for (const { entry } of hits) {
    const link = document.createElement("a");
    const [tag, text] = entry.label[lang];
    link.href = entry.href;
    link.textContent = text;
    link.lang = tag;
    link.dir = "auto";
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  place.append(list);
}

const place = document.getElementById("results");
const field = document.getElementById("q");
const asked = new URLSearchParams(location.search).get("q") ?? "";
field.value = asked;
if (asked) show(place, asked);
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(place, field.value);
});
