// Two people on one brief. Only fields that were touched here are sent as changed; what others saved in the meantime is
// taken over in the fields that were not. The count in #saves says what this page has seen; it moves on only when
// everything that came with it was taken.
const form = document.getElementById("brief-form");
const touched = new Set(); // changed here, and not known to be saved
const fresh = new Set(); // of those, changed since the last save left
const list = document.createElement("input");
list.type = "hidden";
list.name = "touched";
form.append(list);

let skipped = false; // a field of the answer was not taken
let answered = null; // the request that is being answered
const count = () => document.getElementById("saves").value;
const sync = () => (list.value = [...touched].join(" "));
const fieldOf = (node) => node?.closest?.("[data-field]")?.dataset.field;

function touch(node) {
  const name = fieldOf(node);
  if (!name || (node.form && node.form !== form)) return;
  touched.add(name);
  fresh.add(name);
  sync();
}

// What is added to a list stands in the form at once, so that a second one can be added while the first is being saved.
const ADDS = ".chip.add select, .chip.add input";
function settle(node) {
  if (!node?.matches?.(ADDS) || node.form !== form || !node.value.trim()) return;
  const kept = document.createElement("input");
  kept.type = "hidden";
  kept.name = node.name;
  kept.value = node.value;
  kept.dataset.added = node.value;
  node.before(kept);
  touch(node);
  node.value = "";
}
/** What could not be saved goes back to where it was typed, so that it can be mended. */
function unsettle() {
  for (const kept of form.querySelectorAll("[data-added]")) {
    const box = kept.parentElement.querySelector(ADDS);
    if (box && !box.value) box.value = kept.dataset.added;
    kept.remove();
  }
}
window.addEventListener("change", (event) => settle(event.target), true);
window.addEventListener("submit", (event) => event.target === form && form.querySelectorAll(".chip.add input").forEach(settle), true);

// On the window and before anybody else: brief.js keeps half a term from htmx, but it is written here all the same.
for (const kind of ["input", "change"]) window.addEventListener(kind, (event) => touch(event.target), true);
window.addEventListener("submit", (event) => event.target === form && touch(event.submitter), true);

// --- Our own saves ---
let saving = 0;
const isSave = (detail) => detail.requestConfig.verb === "post" && ownPaths.has(new URL(detail.requestConfig.path, location).pathname);
const ownPaths = new Set([new URL(form.action).pathname, new URL(form.action).pathname.replace(/save\/$/, "submit/")]);

document.addEventListener("htmx:configRequest", (event) => {
  const { path, parameters, verb } = event.detail;
  // A fix from outside the form says which save it was made on, too.
  if (verb === "post" && ownPaths.has(new URL(path, location).pathname) && !parameters.saves) parameters.saves = count();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isSave(event.detail)) return;
  saving += 1;
  event.detail.xhr.sentTouched = [...touched];
  fresh.clear();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!isSave(event.detail)) return;
  saving = Math.max(0, saving - 1);
  const { xhr } = event.detail;
  if (xhr.status >= 200 && xhr.status < 300) {
    for (const name of xhr.sentTouched ?? []) if (!fresh.has(name)) touched.delete(name);
    if (xhr.getResponseHeader("HX-Redirect")) touched.clear();
    for (const kept of form.querySelectorAll("[data-added]")) if (!fresh.has(fieldOf(kept))) kept.remove();
  } else {
    if (xhr.status === 422) unsettle();
    for (const name of xhr.sentTouched ?? []) fresh.add(name); // still only here
  }
  sync();
  if (pending) lookSoon();
  if (xhr.status >= 400) submitNext = false;
  else if (submitNext) setTimeout(submitWhenIdle);
});

// --- Submit waits for the save that is under way: its answer draws the button anew, and htmx forgets a button that went ---
let submitNext = false;
function submitWhenIdle() {
  if (!submitNext || saving) return;
  submitNext = false;
  const go = document.getElementById("go");
  window.htmx.process(go); // it has just been drawn
  go.querySelector("button[formaction]")?.click();
}
document.addEventListener("click", (event) => {
  if (!saving || !event.target.closest("#go button[formaction]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  submitNext = true;
}, true);
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status === 409 && requestConfig.headers["HX-Request"]) {
    event.detail.shouldSwap = true; // the page says what happened, with both ways on
    event.detail.isError = false;
  }
  // What was asked for before a save left is older than what the save brings.
  if (requestConfig.elt?.id === "theirs" && (saving || requestConfig.parameters?.since !== count())) {
    event.detail.shouldSwap = false;
    pending = true;
  }
  skipped = false;
  answered = xhr;
});
window.addEventListener("beforeunload", (event) => {
  if (touched.size || form.querySelector(".chip.add input:not(:placeholder-shown)")) event.preventDefault();
});

// --- A field that is being written in is not taken over; then the count stays, and the next save is told ---
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  if (target.id === "saves") {
    if (skipped) event.detail.shouldSwap = false;
    return;
  }
  const name = target.id.startsWith("field-") ? target.dataset.field : "";
  if (!name || !fresh.has(name)) return;
  event.detail.shouldSwap = false;
  if (!answered?.sentTouched?.includes(name)) skipped = true; // what we sent ourselves brings nothing of theirs
});

// --- What others save ---
let pending = false;
let timer = 0;
const theirs = document.createElement("div");
theirs.id = "theirs";
theirs.hidden = true;
form.after(theirs);

function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(look, 250);
}
async function look() {
  pending = saving > 0 || document.visibilityState === "hidden";
  if (pending) return;
  const values = { since: count(), touched: [...touched].join(" ") };
  await window.htmx.ajax("GET", location.pathname, { source: theirs, target: theirs, swap: "none", values });
}
document.addEventListener("gatefold:brief.save", (event) => String(event.detail.pk) === form.dataset.pk && lookSoon());
document.addEventListener("gatefold:reset", lookSoon);
document.addEventListener("visibilitychange", () => pending && lookSoon());
