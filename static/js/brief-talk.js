// What is said about a brief: a count beside each field that opens its thread, the panel, and @mentions.
// The server draws the threads (#talk-list) and says with them how many are open where, and who can be mentioned.
import { mentionMenu } from "./mention-menu.js";

const panel = document.getElementById("talk"); // only on the brief's own page
const form = document.getElementById("talk-say");
const text = document.getElementById("talk-text");
const about = document.getElementById("talk-field");
const list = () => document.getElementById("talk-list");
const said = (name) => JSON.parse(list()?.dataset[name] || "null");
let opener = null;

// --- The count beside each field ---
const BUBBLE =
  '<svg class="icon" width="14" height="14" viewBox="0 0 24 24" aria-hidden="true"><path d="M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z"/></svg>';

/** Where the count of a field belongs: after its label, or after the heading of the section that holds its note. */
function labelOf(name) {
  const field = document.querySelector(`[data-field="${name}"]`);
  const label = field?.querySelector(":scope > :is(label, .label, legend)");
  if (label) return label;
  return document.getElementById(`note-${name}`)?.closest(".part")?.querySelector("header h2") ?? null;
}

function countFields() {
  if (!panel || !said("counts")) return;
  const counts = said("counts");
  const total = document.querySelector(".talk-total");
  if (total) total.textContent = Number(list().dataset.total) || "";
  for (const [name, label] of Object.entries(said("labels"))) {
    const beside = name === "title" ? null : labelOf(name);
    if (!beside) continue;
    const id = `talk-count-${name}`;
    let button = document.getElementById(id);
    if (!button || !button.isConnected) {
      button = document.createElement("button");
      button.type = "button";
      button.id = id;
      button.dataset.talk = name;
    }
    const count = counts[name] || 0;
    button.className = count ? "talk-count some" : "talk-count";
    const words = count ? `${count} open ${count === 1 ? "comment" : "comments"} on ${label}` : `Comment on ${label}`;
    button.setAttribute("aria-label", words);
    button.title = words;
    button.innerHTML = BUBBLE;
    if (count) button.append(String(count));
    if (beside.parentElement.dataset.field) {
      const words = document.createRange();
      words.selectNodeContents(beside);
      button.style.setProperty("--after", `${Math.ceil(words.getBoundingClientRect().width)}px`);
    }
    let last = beside;
    while (last.nextElementSibling?.matches(".talk-count") && last.nextElementSibling !== button) last = last.nextElementSibling;
    if (last.nextElementSibling !== button) last.after(button);
  }
}

// --- The panel ---
function open(field, from) {
  opener = from ?? opener;
  panel.hidden = false;
  document.documentElement.classList.add("talking");
  about.value = field ?? "";
  for (const thread of panel.querySelectorAll(".talk-thread")) {
    thread.toggleAttribute("data-now", Boolean(field) && thread.dataset.about === field);
  }
  panel.querySelector(".talk-thread[data-now]")?.scrollIntoView({ block: "start" });
  history.replaceState(history.state, "", field ? `#talk-${field}` : "#talk");
  (field ? text : document.getElementById("talk-title")).focus();
}

function close() {
  panel.hidden = true;
  document.documentElement.classList.remove("talking");
  history.replaceState(history.state, "", location.pathname + location.search);
  const back = opener?.isConnected ? opener : document.querySelector(".talk-open");
  opener = null;
  back?.focus();
}

document.addEventListener("click", (event) => {
  if (!panel || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const button = event.target.closest("[data-talk]");
  if (button) {
    event.preventDefault();
    open(button.dataset.talk, button);
  } else if (event.target.closest("#talk-close")) {
    close();
  }
  const go = event.target.closest("[data-go]");
  const field = go && document.getElementById(`f-${go.dataset.go}`);
  if (!go) return;
  event.preventDefault();
  if (matchMedia("(max-width: 900px)").matches) close(); // it covers the form there
  const folded = field?.closest("details");
  if (folded) folded.open = true;
  const place = field ?? labelOf(go.dataset.go);
  place?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel && !panel.hidden && panel.contains(event.target)) close();
});

// --- What arrives while somebody writes: the list is drawn anew, half an answer stays ---
const half = new Map();
let folds = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "talk-list") return;
  half.clear();
  const sent = event.detail.requestConfig.elt.closest("form"); // none: somebody else said something
  for (const field of list().querySelectorAll("textarea")) {
    if (!sent?.contains(field)) half.set(field.id, { value: field.value, now: field === document.activeElement, at: field.selectionEnd });
  }
  folds = [...list().querySelectorAll("details[open]")].filter((one) => !sent || !one.contains(sent) || one.id === "talk-settled").map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "talk-list") return;
  for (const id of folds) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, was] of half) {
    const field = document.getElementById(id);
    if (!field || !was.value) continue;
    field.value = was.value;
    if (was.now) {
      field.focus();
      field.setSelectionRange(was.at, was.at);
    }
  }
});
document.addEventListener("htmx:afterSettle", () => countFields());
document.addEventListener("toggle", () => countFields(), true); // what was folded away has no width
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt === form && event.detail.successful) text.value = "";
});

let asked = 0;
function ask() {
  clearTimeout(asked); // one look for several that come together
  asked = setTimeout(() => list() && window.htmx?.ajax("GET", list().dataset.at || form.action.replace(/add\/$/, ""), { target: "#talk-list", swap: "outerHTML" }), 150);
}
const ours = (event) => String(event.detail.pk) === (panel ?? list())?.dataset.brief;
for (const kind of ["comment", "answer", "resolve_comment", "reopen_comment"]) {
  document.addEventListener(`gatefold:brief.${kind}`, (event) => ours(event) && ask());
}
document.addEventListener("gatefold:reset", ask);

// --- @mentions, and sending by Ctrl and Enter ---
const writing = (node) => node.matches?.(".talk-say textarea, .talk-respond textarea");
mentionMenu({ id: "talk-people", className: "talk-people", writes: writing, people: () => said("people") ?? [] });
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && writing(event.target)) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

countFields();
if (panel && location.hash.startsWith("#talk")) open(location.hash.slice(6));
