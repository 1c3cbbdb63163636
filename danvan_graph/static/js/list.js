// The same picture as a nested list: what is shown, under what it hangs from, with the relation that joins them.
const EAGER = 600;
let listTurn = 0;

function showList() {
  const mine = ++listTurn;
  const fill = S.mode === "grid" ? listGrid : fillList;
  if ((S.mode === "grid" ? G.coverage.rows.length : V.shown.length) <= EAGER) return fill();
  const later = window.requestIdleCallback || ((act) => setTimeout(act, 50));
  later(() => mine === listTurn && fill());
}

function fillList() {
  const lists = new Map([[-1, el("ul", {})]]);
  for (const at of V.shown) {
    const up = V.parent[at];
    if (!lists.has(up)) {
      lists.set(up, el("ul", {}));
    }
    const item = el("li", { "data-iri": iri(at) }, entry(at));
    if (V.below[at].length && V.show[at]) {
      lists.set(at, el("ul", {}));
      item.append(lists.get(at));
    }
    lists.get(up).append(item);
  }
  const rest = V.hidden[G.count];
  if (rest) lists.get(-1).append(el("li", {}, button("+" + count(rest) + " " + say("hidden"), () => expand(-1), { class: "link" })));
  $("list").replaceChildren(V.shown.length ? lists.get(-1) : el("p", { class: "soft", text: say("empty") }));
}

function entry(at) {
  const main = button("", () => select(iri(at)), { class: "goto", "aria-current": at === S.sel ? "true" : null });
  main.append(icon(word(at, "type"), word(at, "branch")), foreign(clip(dated(at), 300)));
  const marksOf = [superseded(at) && "superseded", unresolved(at) && "unresolved", raw(at, "contradictions") && "contradictions"].filter(Boolean);
  const parts = [joins(at), word(at, "issuer"), clip(title(at), 160)].filter(Boolean).join(" · ");
  const row = el("span", { class: "entry" }, main, ...marksOf.map((name) => el("span", { class: "mark " + name, text: say(name) })), foreign(parts, "span", { class: "soft" }));
  if (V.hidden[at]) row.append(button("+" + count(V.hidden[at]), () => expand(at), { class: "count", "aria-label": say("expand") + " " + raw(at, "label") }));
  return row;
}

// The relation that joins a directive to the one above it in the list.
function joins(at) {
  const up = V.parent[at];
  if (up < 0) return "";
  for (const link of linksOut(at)) if (G.links[link][2] === up) return both(relationOf(G.links[link]).name);
  for (const link of linksIn(at)) if (G.links[link][0] === up) return both(relationOf(G.links[link]).back);
  return "";
}
