// The brief's page: what htmx cannot say. Shows which phrases of the prompt a field makes, puts a conflict on the page
// instead of losing it, and keeps words that are not saved yet from being left behind.
const form = document.getElementById("brief-form");
let unsaved = false;

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
  current = control.name;
  light(current);
});
document.addEventListener("htmx:afterSettle", () => light(current));

// --- Not saved yet ---
form.addEventListener("input", () => (unsaved = true));
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status === 409 && requestConfig.headers["HX-Request"]) {
    event.detail.shouldSwap = true; // the page says what happened, with both ways on
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt === form) unsaved = false;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const ours = event.detail.elt === form || event.detail.elt.form === form;
  if (ours && !event.detail.successful) unsaved = true;
  if (ours && event.detail.xhr.getResponseHeader("HX-Redirect")) unsaved = false;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// --- A term is complete when Enter is pressed or the field is left; half of one is never saved ---
const adding = (node) => (node?.matches?.(".chip.add input") ? node : null);
document.addEventListener("input", (event) => adding(event.target) && event.stopPropagation(), true); // before htmx hears of it
document.addEventListener("htmx:configRequest", (event) => {
  const half = adding(document.activeElement);
  if (!half || !half.value || half.form !== form || event.detail.triggeringEvent?.type === "submit") return;
  const kept = event.detail.formData.getAll(half.name).filter((entry) => entry !== half.value);
  event.detail.formData.delete(half.name);
  for (const entry of kept) event.detail.formData.append(half.name, entry);
});

// A link to a field opens what hides it and puts the cursor there.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#f-"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});
