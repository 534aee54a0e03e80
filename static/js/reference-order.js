// References: put in order by dragging or with the arrow keys, uploaded with progress, dropped anywhere on the list.
// The server keeps the order; a plain button says “earlier” or “later” where this script does not run.
const uploads = document.getElementById("refs-form");
const box = () => document.getElementById("references");
const rows = () => [...box().querySelectorAll(".ref")];
const told = Object.assign(document.createElement("p"), { className: "sr" });
told.setAttribute("role", "status");
document.body.append(told);
let held = null; // the row under the finger, and what the order was

// --- Order ---
const order = () => rows().map((row) => row.dataset.id);

function keep(focus) {
  window.htmx.ajax("POST", box().dataset.order, { values: { id: order() }, swap: "none" }).then(() => {
    if (focus) document.getElementById(focus)?.focus();
  });
}

function say(row) {
  const name = row.querySelector(".ref-name, .fail-text")?.textContent ?? "";
  told.textContent = `${name}: number ${rows().indexOf(row) + 1} of ${rows().length}.`;
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.(".ref .grip");
  if (!grip || event.button) return;
  const row = grip.closest(".ref");
  held = { row, grip, before: order().join(), pointer: event.pointerId };
  grip.setPointerCapture(event.pointerId);
  row.classList.add("held");
});
document.addEventListener("pointermove", (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  const others = rows().filter((row) => row !== held.row);
  const next = others.find((row) => {
    const at = row.getBoundingClientRect();
    return event.clientY < at.top + at.height / 2;
  });
  if (next ? next !== held.row.nextElementSibling : held.row.nextElementSibling) {
    held.row.parentElement.insertBefore(held.row, next ?? null);
    held.grip.setPointerCapture(held.pointer); // moving the row lets go of it
  }
  if (event.clientY < 96) window.scrollBy(0, -12);
  else if (event.clientY > window.innerHeight - 96) window.scrollBy(0, 12);
});
function release(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { row, before } = held;
  held = null;
  row.classList.remove("held");
  if (order().join() !== before) {
    say(row);
    keep();
  }
}
document.addEventListener("pointerup", release);
document.addEventListener("pointercancel", release);

let later = 0;
document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.(".ref .grip");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!grip || !step) return;
  event.preventDefault();
  const row = grip.closest(".ref");
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  grip.focus();
  say(row);
  clearTimeout(later); // several presses, one order
  later = setTimeout(() => keep(grip.id), 250);
});

// --- The list is drawn anew when a picture was read; what is open, written or held stays ---
let open = [];
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target?.id !== "references") return;
  const writing = document.activeElement?.matches?.("#references :is(input, textarea)");
  const looked = (event.detail.requestConfig ?? asked)?.verb === "get";
  if (held || (looked && writing)) event.detail.shouldSwap = false;
  else open = [...box().querySelectorAll("details[open]")].map((one) => one.id);
});
let asked = null;
document.addEventListener("htmx:beforeSwap", (event) => (asked = event.detail.requestConfig));
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target?.id !== "references") return;
  const sent = asked?.elt?.closest?.("details")?.id; // recorded: it folds, unless the server says what is wrong
  for (const id of open) if (id !== sent) document.getElementById(id)?.setAttribute("open", "");
  if (box().dataset.said) told.textContent = box().dataset.said;
});

// --- Uploads ---
function progress() {
  const place = box().querySelector(".drop-progress");
  return { place, bar: place?.querySelector("progress"), words: place?.querySelector("[role=status]") };
}
document.addEventListener("change", (event) => {
  if (event.target.type === "file" && event.target.form === uploads && event.target.files.length) uploads.requestSubmit();
});
uploads.addEventListener("htmx:beforeRequest", () => {
  const { place, words } = progress();
  const files = box().querySelector("input[type=file]")?.files.length ?? 0;
  if (!place) return;
  place.hidden = false;
  box().querySelector(".drop-words").hidden = true;
  words.textContent = `Uploading ${files} ${files === 1 ? "picture" : "pictures"}`;
});
uploads.addEventListener("htmx:xhr:progress", (event) => {
  const { bar } = progress();
  if (bar && event.detail.lengthComputable) bar.value = Math.round((100 * event.detail.loaded) / event.detail.total);
});
uploads.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt !== uploads) return;
  const { place } = progress();
  if (place) place.hidden = true;
  const words = box().querySelector(".drop-words");
  if (words) words.hidden = false;
  const input = box().querySelector("input[type=file]");
  if (input) input.value = "";
});
const over = (event) => event.dataTransfer?.types.includes("Files") && event.target.closest?.("#refs");
document.addEventListener("dragover", (event) => {
  if (!over(event) || !box().querySelector("input[type=file]")) return;
  event.preventDefault();
  box().classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget?.closest?.("#refs")) box().classList.remove("over");
});
document.addEventListener("drop", (event) => {
  const input = over(event) && box().querySelector("input[type=file]");
  box().classList.remove("over");
  if (!input) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  if (input.files.length) uploads.requestSubmit();
});
