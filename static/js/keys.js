// The registry of keys. Keys never fire while typing; `?` shows them all.
//   keys.add("p", "Pick", pick, { group: "Judge" });   keys.add("mod+k", …);   keys.add("shift+x", …)
//   add() returns a function that takes the key away again. `mod` is Ctrl, or Cmd on a Mac.
import { open } from "./dialog.js";

const NAMES = { " ": "space", escape: "esc", arrowleft: "left", arrowright: "right", arrowup: "up", arrowdown: "down" };
const SHOWN = { mod: /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl", shift: "Shift", alt: "Alt", left: "←", right: "→", up: "↑", down: "↓", space: "Space", esc: "Esc", enter: "Enter" };
const table = [];

/** Nobody types into what is not shown: a popover that closes keeps the focus until the next frame, and with it the
 * key that was pressed right after Escape. */
export function typing(target) {
  const field = target?.closest?.("input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])");
  return Boolean(field?.checkVisibility?.() ?? field);
}

function pressed(event) {
  const raw = event.key.toLowerCase();
  const name = NAMES[raw] || raw;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  // "?" and "{" already say Shift; letters and named keys do not.
  if (event.shiftKey && (name.length > 1 || /[a-z0-9]/.test(name))) parts.push("shift");
  return [...parts, name].join("+");
}

export const keys = {
  add(combination, label, run, { group = "Everywhere", always = false, when = null, hidden = false } = {}) {
    const entry = { combination, label, run, group, always, when, hidden };
    table.push(entry);
    return () => table.splice(table.indexOf(entry), 1);
  },
  list() {
    return table.filter((entry) => !entry.hidden);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const combination = pressed(event);
  const busy = typing(event.target) || Boolean(document.querySelector("dialog:modal"));
  // The page's own keys win over the shell's: they were added later.
  for (const entry of [...table].reverse()) {
    if (entry.combination !== combination || (busy && !entry.always) || (entry.when && !entry.when(event))) continue;
    // A focused button or link keeps its own Space and Enter.
    if ((combination === "space" || combination === "enter") && event.target.closest("button, a[href], summary, [role=button]") && !entry.always) continue;
    event.preventDefault();
    entry.run(event);
    return;
  }
});

function keycaps(combination) {
  return combination.split(/(?<=.)\+/).map((part) => {
    const cap = document.createElement("kbd");
    cap.className = "kbd";
    cap.textContent = SHOWN[part] || (part.length === 1 ? part.toUpperCase() : part);
    return cap;
  });
}

function draw() {
  const groups = Map.groupBy ? Map.groupBy(keys.list(), (entry) => entry.group) : grouped(keys.list());
  const sections = [...groups].reverse().map(([group, entries]) => {
    const section = document.createElement("section");
    const title = document.createElement("h3");
    title.textContent = group;
    const list = document.createElement("ul");
    const rows = new Map(); // two keys for the same thing share a line
    for (const { label, combination } of entries) {
      const row = rows.get(label) || document.createElement("li");
      if (!row.firstChild) row.append(Object.assign(document.createElement("span"), { textContent: label }));
      row.append(...keycaps(combination));
      rows.set(label, row);
    }
    list.append(...rows.values());
    section.append(title, list);
    return section;
  });
  document.getElementById("keys-list").replaceChildren(...sections);
}

function grouped(entries) {
  const groups = new Map();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) || []), entry]);
  return groups;
}

document.getElementById("keys")?.addEventListener("gatefold:open", draw);
keys.add("?", "Show all keys", () => open("keys"));
