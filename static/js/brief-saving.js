// Saving, while others may save too. What stands in the form is the truth: a list is changed there at once (see
// brief-lists.js), and a save is made of the form as it stands when it leaves. One is under way at a time; what is done
// meanwhile leaves with the next one.
//
// `touched` are the fields changed here and not known to be saved, `bases` the save each of them was written on.
// `fresh` are those of them that were changed after the last save left: its answer is older and may not draw them anew.
export const form = document.getElementById("brief-form");
const SAVE = new URL(form.action).pathname;
const SUBMIT = SAVE.replace(/save\/$/, "submit/");
const touched = new Set();
const fresh = new Set();
const bases = new Map();

const list = document.createElement("input"); // says whether everything is saved, to whoever looks
list.type = "hidden";
list.name = "touched";
form.append(list);
const outbox = document.createElement("div");
outbox.hidden = true;
form.after(outbox);

const count = () => document.getElementById("saves").value;
const sync = () => (list.value = [...touched].join(" "));
const fieldOf = (node) => node?.closest?.("[data-field]")?.dataset.field;
const seen = () => [...document.querySelectorAll("[data-stamp]")].filter((one) => one.dataset.stamp).map((one) => `${one.id}:${one.dataset.stamp}`);

// --- What waits to be sent ---
let sending = null; // {touched, fix}
let wanted = false; // the form has something to save
let timer = 0;
let submitting = false;
let extra = {}; // of the button that was pressed
let failures = 0;
const fixes = []; // forms beside this one that change a few fields of the brief

export function saveIn(milliseconds) {
  wanted = true;
  clearTimeout(timer);
  timer = setTimeout(next, milliseconds);
}

/** Something in the field of `node` was changed. */
export function touch(node, milliseconds) {
  const name = fieldOf(node);
  if (!name || (node.form && node.form !== form)) return;
  touched.add(name);
  fresh.add(name);
  if (!bases.has(name)) bases.set(name, count());
  sync();
  saveIn(milliseconds);
}

function next() {
  clearTimeout(timer);
  timer = 0;
  if (sending) return; // its end comes back here
  if (submitting && !fixes.length) send(SUBMIT, whole());
  else if (wanted) send(SAVE, whole());
  else if (fixes.length) send(SAVE, fixes.shift(), true);
}

/** The form as it stands; what is half typed into a list is no part of it. */
function whole() {
  const data = new FormData(form);
  for (const box of form.querySelectorAll(".chip.add :is(input, select)")) {
    if (!box.name || !box.value) continue;
    const entries = data.getAll(box.name);
    entries.splice(entries.lastIndexOf(box.value), 1);
    data.delete(box.name);
    for (const entry of entries) data.append(box.name, entry);
  }
  data.set("bases", [...bases].map((pair) => pair.join(":")).join(" "));
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  return data;
}

function send(path, data, fix = false) {
  sending = { touched: fix ? [] : [...touched], fix };
  if (!fix) {
    fresh.clear();
    wanted = submitting = false;
    extra = {};
  }
  data.set("saves", count());
  data.set("seen", seen().join(" "));
  window.htmx.ajax("POST", path, { source: outbox, target: outbox, swap: "none", values: data }).catch(() => {});
}

outbox.addEventListener("htmx:afterRequest", (event) => {
  const { xhr } = event.detail;
  const sent = sending;
  if (!sent) return;
  sending = null;
  if (xhr.status >= 200 && xhr.status < 300) {
    failures = 0;
    for (const name of sent.touched) {
      if (fresh.has(name)) bases.set(name, count());
      else touched.delete(name), bases.delete(name);
    }
    if (xhr.getResponseHeader("HX-Redirect")) touched.clear();
  } else {
    for (const name of sent.touched) fresh.add(name); // still only here
    if (xhr.status === 422) form.dispatchEvent(new CustomEvent("brief:refused"));
    if ((xhr.status === 0 || xhr.status >= 500) && !sent.fix) saveIn(Math.min(60_000, 4_000 * 2 ** failures++));
  }
  sync();
  if (pending) lookSoon();
  if (sent.fix && document.activeElement === document.body) document.querySelector("#ready h3")?.focus({ preventScroll: true });
  if (!timer) next();
});

// --- What makes a save ---
const written = (event, wait) => !event.target.matches?.(".chip.add *") && touch(event.target, wait); // half a term is not
window.addEventListener("input", (event) => written(event, 800), true);
window.addEventListener("change", (event) => (event.target.closest?.("#conflict") ? saveIn(50) : written(event, 50)), true);
window.addEventListener("submit", (event) => {
  const to = new URL(event.submitter?.formAction || event.target.action, location).pathname;
  if (event.target === form) {
    event.preventDefault();
    form.dispatchEvent(new CustomEvent("brief:take"));
    if (event.submitter?.name) extra = { [event.submitter.name]: event.submitter.value };
    submitting ||= to === SUBMIT;
    saveIn(0);
  } else if (to === SAVE) {
    event.preventDefault();
    event.stopImmediatePropagation();
    fixes.push(new FormData(event.target, event.submitter));
    next();
  }
}, true);
window.addEventListener("beforeunload", (event) => {
  if (touched.size || form.querySelector(".chip.add input:not(:placeholder-shown)")) event.preventDefault();
});

// --- What an answer may draw ---
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (requestConfig.elt === outbox && xhr.status === 409) {
    event.detail.shouldSwap = true; // the page says what happened, with both ways on
    event.detail.isError = false;
  }
  // What was asked for before a save left is older than what the save brings.
  if (requestConfig.elt === theirs && (sending || requestConfig.parameters?.since !== count())) {
    event.detail.shouldSwap = false;
    pending = true;
  }
});
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  if (target.id.startsWith("field-") && fresh.has(target.dataset.field)) event.detail.shouldSwap = false;
});

// --- What others save ---
let pending = false;
let looking = 0;
const theirs = document.createElement("div");
theirs.hidden = true;
form.after(theirs);

function lookSoon() {
  clearTimeout(looking);
  looking = setTimeout(look, 250);
}
async function look() {
  pending = Boolean(sending) || document.visibilityState === "hidden";
  if (pending) return;
  const known = seen().filter((one) => !one.startsWith("share-")); // an address has an end
  const values = { since: count(), touched: [...touched].join(" "), seen: known.join(" ") };
  await window.htmx.ajax("GET", location.pathname, { source: theirs, target: theirs, swap: "none", values });
}
document.addEventListener("gatefold:brief.save", (event) => String(event.detail.pk) === form.dataset.pk && lookSoon());
document.addEventListener("gatefold:reset", lookSoon);
document.addEventListener("visibilitychange", () => pending && lookSoon());
