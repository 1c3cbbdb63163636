// Search with optional diacritics: words in any order; an exact number first; with diacritics typed, those count more.
let entries = null;
let options = [];
let active = -1;

function searchIndex() {
  if (entries) return entries;
  entries = G.rows.map((row, at) => ({
    at,
    number: fold(row[COL.label]),
    text: fold([row[COL.label], typeName_(at), row[COL.title], word(at, "issuer"), placeName(at), row[COL.date], row[COL.date] && day(row[COL.date])].join(" ")),
  }));
  (G.coverage ? G.coverage.rows : []).forEach((row, place) => {
    const text = fold(row[BODY.name] + " " + row[BODY.place]);
    entries.push({ at: G.count + place, number: text, text });
  });
  return entries;
}
const bodyOf = (at) => (at >= G.count ? G.coverage.rows[at - G.count] : null);
const fullText = (at) => (bodyOf(at) ? [bodyOf(at)[BODY.name]] : [raw(at, "label"), title(at), word(at, "issuer"), word(at, "type"), placeName(at)]).join(" ").toLowerCase().normalize("NFC");
const typeName_ = (at) => word(at, "type");

function search(query, most = 12) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const words = wanted.split(/\s+/);
  const exact = query.trim().toLowerCase().normalize("NFC").split(/\s+/);
  const marked = fold(query) !== query.toLowerCase().normalize("NFC");
  const found = [];
  for (const entry of searchIndex()) {
    if (!words.every((one) => entry.text.includes(one))) continue;
    let score = entry.number === wanted ? 0 : entry.number.startsWith(wanted) ? 1 : entry.number.includes(wanted) ? 2 : entry.text.includes(wanted) ? 3 : 4;
    if (marked) {
      const full = fullText(entry.at);
      if (!exact.every((one) => full.includes(one))) score += 5;
    }
    found.push([score, entry.at]);
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return found.slice(0, most).map(([, at]) => at);
}

// The closest numbers when nothing matches.
function closest(query) {
  const wanted = fold(query.trim()).slice(0, 40);
  if (wanted.length < 2) return [];
  const scored = searchIndex().slice(0, 20000).map((entry) => [distance(wanted, entry.number.slice(0, wanted.length + 3)), entry.at]);
  return scored.filter(([far]) => far <= Math.max(2, wanted.length / 3)).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 5).map(([, at]) => at);
}
function distance(a, b) {
  let line = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, line[j] + 1, line[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    line = next;
  }
  return line[b.length];
}

function suggest() {
  const query = $("search").value;
  const box = $("suggestions");
  options = search(query);
  active = -1;
  const items = [];
  if (query.trim() && !options.length) {
    options = closest(query);
    items.push(el("li", { class: "soft", role: "presentation", text: say("nothing") + (options.length ? ". " + say("near") + ":" : "") }));
  }
  options.forEach((at, place) => {
    const item = el("li", { role: "option", id: "option-" + place, "aria-selected": "false", onmousedown: (event) => {
      event.preventDefault();
      choose(place);
    } });
    const row = bodyOf(at);
    if (row) item.append(statusSign(row[BODY.status]), foreign(clip(row[BODY.name], 120), "strong"), foreign(say("status." + row[BODY.status]), "span", { class: "soft" }));
    else item.append(icon(word(at, "type"), word(at, "branch")), foreign(clip(dated(at), 120), "strong"), foreign(clip([word(at, "issuer"), title(at)].filter(Boolean).join(" · "), 140), "span", { class: "soft" }));
    items.push(item);
  });
  box.replaceChildren(...items);
  box.hidden = !items.length;
  $("search").setAttribute("aria-expanded", String(!box.hidden));
  $("search").removeAttribute("aria-activedescendant");
}

function highlight(next) {
  if (!options.length) return;
  active = (next + options.length) % options.length;
  [...$("suggestions").querySelectorAll("[role=option]")].forEach((item, place) => {
    item.setAttribute("aria-selected", String(place === active));
    if (place === active) item.scrollIntoView({ block: "nearest" });
  });
  $("search").setAttribute("aria-activedescendant", "option-" + active);
}

function closeSuggestions() {
  $("suggestions").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
}

function choose(place) {
  const at = options[place];
  if (at === undefined) return;
  closeSuggestions();
  if (!bodyOf(at)) return select(iri(at));
  selectBody(bodyOf(at));
  const tile = $("charts").querySelector(".tile[aria-current]");
  if (tile) tile.scrollIntoView({ block: "center" });
}

function listenSearch() {
  const box = $("search");
  box.addEventListener("input", suggest);
  box.addEventListener("focus", () => box.value && suggest());
  box.addEventListener("blur", closeSuggestions);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if ($("suggestions").hidden) suggest();
      highlight(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      if ($("suggestions").hidden) suggest();
      choose(Math.max(0, active));
    } else if (event.key === "Escape") {
      closeSuggestions();
      box.value = "";
      $("picture").focus();
    }
  });
}
