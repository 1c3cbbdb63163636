// Words, dates and elements. Every text of a document enters the page through textContent, never as markup.
const read = (id) => JSON.parse(document.getElementById("data-" + id).textContent);
const TEXTS = read("texts");
let lang = "vi";
const say = (key) => (TEXTS[key] ? TEXTS[key][lang === "en" ? 1 : 0] : key);
const both = (pair) => pair[lang === "en" ? 1 : 0];
const $ = (id) => document.getElementById(id);

const fold = (text) =>
  text.toLowerCase().replace(/[đð]/g, "d").normalize("NFD").replace(/[\u0300-\u036f\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "");
const plain = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, " ");
const clip = (text, length) => (text.length > length ? text.slice(0, length - 1).trimEnd() + "…" : text);
const count = (number) => number.toLocaleString(lang === "en" ? "en" : "vi");

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  if (!month) return iso;
  if (lang === "en") return (date ? date + " " : "") + MONTHS[month - 1] + " " + year;
  const number = (value, upTo) => (value <= upTo ? "0" : "") + value;
  return (date ? number(date, 9) + "/" : "") + number(month, 2) + "/" + year;
}

function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "text") made.textContent = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) made.append(child);
  return made;
}
const button = (text, act, attributes = {}) => el("button", { type: "button", text, onclick: act, ...attributes });
const foreign = (text, tag = "bdi", attributes = {}) => el(tag, { dir: "auto", text, ...attributes });
