// The lists of the form. What is added stands in the form at once, what is taken out is gone at once; the server draws
// the list anew with the save. Nothing here depends on whether a save is under way.
import { form, touch } from "./brief-saving.js";

const BOXES = ".chip.add :is(input, select)";
const CROSS = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M18 6 6 18M6 6l12 12"/></svg>';

/** The server is asked to draw this field again, whatever it thinks stands there. */
function changed(field) {
  field.dataset.stamp = "";
  touch(field, 50);
}

/** An entry as a chip before `place`, with what the form sends for it. */
function entry(place, name, value, words, dot) {
  const chip = document.createElement("span");
  chip.className = "chip term";
  chip.dataset.added = value;
  const kept = document.createElement("input");
  Object.assign(kept, { type: "hidden", name, value });
  if (dot) chip.append(dot);
  const shown = document.createElement("span");
  shown.className = "words";
  shown.textContent = words;
  const cross = document.createElement("button");
  Object.assign(cross, { type: "button", className: "x", innerHTML: CROSS });
  cross.setAttribute("aria-label", `Remove ${words}`);
  chip.prepend(kept);
  chip.append(shown, cross);
  place.before(chip);
}

/** What is typed or chosen in the box of a list becomes an entry of it. */
function take(box) {
  const value = box.value.trim();
  if (!box.name || !value || box.form !== form) return;
  const field = box.closest("[data-field]");
  const words = box.selectedOptions?.[0].textContent.trim() ?? value;
  box.value = "";
  refused(box, "");
  const [name, said] = box.name === "add_locale" ? [`copy.${value}.headline`, ""] : [box.name, value];
  const there = [...field.querySelectorAll("input")].some((one) => one !== box && one.name === name && one.value === said);
  if (!there) entry(box.closest("pick-words") ?? box.closest(".chip"), name, said, words);
  changed(field);
}

/** Where the cursor goes when what it was on is taken away. */
function focusNear(field, place) {
  const left = [...field.querySelectorAll("button.x, .chip.add:is(button), .chip.add :is(input, select):not([hidden])")];
  (left[Math.min(place, left.length - 1)] ?? field.querySelector("button, input, select"))?.focus({ preventScroll: true });
}

const placeOf = (button, field) => [...field.querySelectorAll("button.x, .chip.add:is(button)")].indexOf(button);

function remove(button) {
  const field = button.closest("[data-field]");
  const place = placeOf(button, field);
  button.closest("li, .chip, tr, .hook")?.remove();
  focusNear(field, place);
  changed(field);
}

/** A colour of the style pack, which is a button of its own. */
function takeColour(button) {
  const field = button.closest("[data-field]");
  const place = placeOf(button, field);
  const first = field.querySelector(".chip.add");
  entry(first, button.name, button.value, button.textContent.trim(), button.querySelector(".dot"));
  button.remove();
  focusNear(field, place + 1);
  changed(field);
}

/** Words that have another name now. */
function replace(button) {
  const [, was, now] = JSON.parse(button.value);
  const field = button.closest("[data-field]");
  for (const one of field.querySelectorAll("input, textarea")) {
    if (one.value !== was) continue;
    one.value = now;
    const shown = one.parentElement.querySelector(".words");
    if (shown) shown.textContent = now;
  }
  button.closest(".note").remove();
  field.querySelector("input:not([type=hidden]), textarea, button.x")?.focus({ preventScroll: true });
  changed(field);
}

/** Words from the vocabulary, put behind what a text says. */
function append(select) {
  const text = document.getElementById(`f-${select.name.slice(4)}`);
  const words = text.value.trim().replace(/,$/, "");
  text.value = words ? `${words}, ${select.value}` : select.value;
  select.value = "";
  touch(text, 50);
}

window.addEventListener("change", (event) => {
  const box = event.target;
  if (box.form !== form || !box.value) return;
  if (box.matches(BOXES)) take(box);
  else if (box.name?.startsWith("add.")) append(box);
}, true);
form.addEventListener("brief:take", () => form.querySelectorAll(".chip.add input").forEach(take));
window.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button || button.form !== form) return;
  const act = button.name === "remove" || (button.matches(".x") && !button.name) ? remove
    : button.name === "replace" ? replace
    : button.name === "colourways" ? takeColour : null;
  if (!act || !button.closest("[data-field]")) return;
  event.preventDefault();
  act(button);
}, true);

// --- What was refused goes back to where it was typed; everything else stays in the list ---
function refused(box, sentence) {
  const field = box.closest("[data-field]");
  field.querySelector(":scope > .refused")?.remove();
  if (sentence) box.dataset.refused = sentence;
  else delete box.dataset.refused;
  if (!sentence) return;
  const note = document.createElement("p");
  note.className = "note fail refused";
  note.textContent = sentence;
  (document.getElementById(`note-${field.dataset.field}`) ?? field.lastElementChild).before(note);
}
form.addEventListener("brief:refused", () => {
  for (const chip of form.querySelectorAll("[data-added]")) {
    const field = chip.closest("[data-field]");
    const box = field.querySelector(".chip.add :is(input[name], select)");
    const said = document.getElementById(`note-${field.dataset.field}`)?.textContent ?? "";
    const words = [chip.dataset.added, chip.querySelector(".words").textContent];
    if (!box || box.value || !words.some((one) => said.includes(`“${one}”`))) continue;
    if (box.matches("input")) box.value = chip.dataset.added;
    chip.remove();
    refused(box, said.trim());
    changed(field);
  }
});
form.addEventListener("input", (event) => event.target.dataset.refused && refused(event.target, ""), true);

// What comes back for a field is drawn anew: half a term typed since, and what was opened, stay as they are.
const carried = new Map();
const half = (field) => field.querySelector(".chip.add input");
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  const open = [...target.querySelectorAll("details")].map((one) => one.open);
  const box = half(target);
  carried.set(target.id, { words: box?.value ?? "", sentence: box?.dataset.refused ?? "", open });
});
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const target = document.getElementById(event.detail.target?.id);
  const was = target && carried.get(target.id);
  if (!was) return;
  carried.delete(target.id);
  const box = half(target);
  if (box && was.words) {
    box.value = was.words;
    box.dispatchEvent(new Event("input")); // its suggestions open again
  }
  if (box && was.sentence) refused(box, was.sentence);
  const folds = [...target.querySelectorAll("details")];
  if (folds.length === was.open.length) folds.forEach((one, place) => (one.open ||= was.open[place]));
});
