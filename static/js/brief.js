// The brief's page: what htmx cannot say. Shows which phrases of the prompt a field makes, keeps half a term from being
// saved, opens what hides a field, and submits with Ctrl-Enter. Saving with others is in brief-saving.js.
import "./brief-saving.js";

const form = document.getElementById("brief-form");

// --- The phrases of the field that has the focus ---
function light(name) {
  for (const phrase of document.querySelectorAll(".src[data-of]")) {
    phrase.classList.toggle("now", phrase.dataset.of === name);
  }
}
let current = "";
document.addEventListener("focusin", (event) => {
  const control = event.target.closest("[name]");
  if (!control || control.form !== form) return;
  current = control.closest("[data-field]")?.dataset.field ?? control.name;
  light(current);
});
document.addEventListener("htmx:afterSettle", (event) => event.detail.elt?.id === "prompts" && light(current));

// --- A term is complete when Enter is pressed or the field is left; half of one is never saved ---
const adding = (node) => (node?.matches?.(".chip.add input") ? node : null);
for (const part of form.querySelectorAll(".part")) {
  part.addEventListener("input", (event) => adding(event.target) && event.stopPropagation()); // htmx listens on the form
}
document.addEventListener("htmx:configRequest", (event) => {
  const half = adding(document.activeElement);
  if (!half || !half.value || half.form !== form || event.detail.triggeringEvent?.type === "submit") return;
  const kept = event.detail.formData.getAll(half.name).filter((entry) => entry !== half.value);
  event.detail.formData.delete(half.name);
  for (const entry of kept) event.detail.formData.append(half.name, entry);
});

// What comes back for a field is drawn anew: half a term typed since, and what was opened, stay as they are.
const carried = new Map();
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const target = event.detail.target;
  if (!target.id) return;
  const half = adding(target.querySelector(".chip.add input"));
  const words = half?.value ?? "";
  const open = [...target.querySelectorAll("details")].map((one) => one.open);
  carried.set(target.id, { words, open });
});
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const target = document.getElementById(event.detail.target?.id);
  const was = target && carried.get(target.id);
  if (!was) return;
  carried.delete(target.id);
  const half = target.querySelector(".chip.add input");
  if (half && was.words) half.value = was.words;
  const folds = [...target.querySelectorAll("details")];
  if (folds.length === was.open.length) folds.forEach((one, place) => (one.open ||= was.open[place]));
});

// --- A link to a field opens what hides it and puts the cursor there ---
const CONTROLS = "textarea, select, input:not([type=hidden]), button:not(.x)";
export function show(name) {
  const wrap = document.getElementById(`field-${name}`);
  if (!wrap) return false;
  const folded = wrap.closest("details") ?? wrap.querySelector("details:not(.help, .share details)");
  if (folded) folded.open = true;
  const control = document.getElementById(`f-${name}`) ?? wrap.querySelector(CONTROLS);
  wrap.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
  return true;
}
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#f-"], a[href^="#field-"]');
  if (link && show(link.hash.replace(/^#(f|field)-/, ""))) event.preventDefault();
});

// --- The lengths in every placement lie over the form, and go when somebody turns elsewhere ---
function closeRooms(event) {
  for (const one of form.querySelectorAll(".share details[open]")) if (!one.contains(event.target)) one.open = false;
}
document.addEventListener("pointerdown", closeRooms);
document.addEventListener("focusin", closeRooms);
form.addEventListener("keydown", (event) => {
  const rooms = event.key === "Escape" && event.target.closest(".share details[open]");
  if (rooms) rooms.open = false;
});

// --- Ctrl-Enter submits ---
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.form !== form) return;
  event.preventDefault();
  document.querySelector("#go button[formaction]")?.click();
});
