// The brief's page: what htmx cannot say. Shows which phrases of the prompt a field makes, opens what hides a field, and
// submits with Ctrl-Enter. Saving, with others, is in brief-saving.js, the lists of the form in brief-lists.js.
import "./brief-lists.js";
import { form } from "./brief-saving.js";

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
