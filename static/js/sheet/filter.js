// Which cells are shown: the chips, and stacks of near-duplicates. All of it stands in the address, where the server
// reads it too (review/wanted.py, and review/tiles.py for what each part means).
export const SHOWS = {
  all: () => true,
  undecided: (cell) => cell.state === "done" && !cell.verdict,
  picked: (cell) => cell.verdict === "picked",
  rejected: (cell) => cell.verdict === "rejected",
  passed: (cell) => ["yes", "look"].includes(cell.tested),
  failed: (cell) => ["failed", "cancelled"].includes(cell.state),
};
const among = (words, one) => Boolean(words) && words.split(" ").includes(one);
const PARTS = {
  show: (cell, key) => SHOWS[key](cell),
  test: (cell, key) => cell.tested === key,
  tier: (cell, key) => among(cell.tiers, key),
  because: (cell, key) => (key === "none" ? cell.verdict === "rejected" && !cell.reasons : among(cell.reasons, key)),
};

export class Filter {
  constructor(sheet) {
    this.sheet = sheet;
    this.read();
  }

  read() {
    const said = new URLSearchParams(location.search);
    this.parts = Object.fromEntries(Object.keys(PARTS).map((part) => [part, said.get(part) || ""]));
    if (!SHOWS[this.parts.show]) this.parts.show = "all";
    this.stacked = said.get("stacked") === "on";
    this.open = new Set((said.get("open") || "").split(".").filter(Boolean));
  }

  get showing() {
    return this.parts.show;
  }

  /** The address with these parts, and whatever else stands in it. */
  query(parts = this.parts, open = this.open) {
    const said = new URLSearchParams(location.search);
    const all = { ...parts, open: this.stacked ? [...open].sort((a, b) => a - b).join(".") : "" };
    for (const [name, value] of Object.entries(all)) {
      if (value) said.set(name, value);
      else said.delete(name);
    }
    return `?${said}`;
  }

  /** A chip was pressed: a state takes the place of the other, anything else goes on or off. */
  turn({ part, key }) {
    this.parts[part] = part !== "show" && this.parts[part] === key ? "" : key;
    this.said();
  }

  everything() {
    for (const part of Object.keys(this.parts)) this.parts[part] = part === "show" ? "all" : "";
    this.said();
  }

  said() {
    history.replaceState(history.state, "", this.query() + location.hash);
    for (const chip of this.chips()) {
      const { part, key } = chip.dataset;
      const on = this.parts[part] === key;
      if (on) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
      chip.search = this.query({ ...this.parts, [part]: on && part !== "show" ? "" : key });
    }
    for (const link of this.sheet.querySelectorAll("[data-sort], [data-team], [data-stacked]")) {
      const own = new URLSearchParams(link.search);
      const there = new URLSearchParams(this.query());
      for (const name of ["sort", "team", "stacked"]) {
        if (own.get(name)) there.set(name, own.get(name));
        else there.delete(name);
      }
      link.search = there;
    }
  }

  chips() {
    return [...this.sheet.querySelectorAll("[data-part]")];
  }

  /** Hide and show; `stays` is in sight whatever the filter says. Counts what each chip would show. */
  apply(cells, stays) {
    const parts = Object.entries(this.parts).filter(([, key]) => key);
    const chips = this.chips().map((chip) => ({ chip, part: PARTS[chip.dataset.part], key: chip.dataset.key, many: 0 }));
    const covers = new Map();
    const wanted = new Set();
    for (const cell of cells) {
      const said = cell.dataset; // no copy: there are a thousand, and this runs for every key
      for (const one of chips) one.many += one.part(said, one.key);
      if (cell !== stays && !parts.every(([part, key]) => PARTS[part](said, key))) continue;
      wanted.add(cell);
      const cover = said.stack && covers.get(said.stack);
      if (said.stack && (!cover || Number(said.place) < Number(cover.dataset.place))) covers.set(said.stack, cell);
    }
    for (const cell of cells) {
      const { stack } = cell.dataset;
      const covered = stack && !this.open.has(stack) && covers.get(stack) !== cell && cell !== stays;
      const hidden = !wanted.has(cell) || Boolean(covered);
      if (cell.hidden !== hidden) cell.hidden = hidden;
    }
    for (const { chip, many } of chips) {
      const place = chip.querySelector(".count");
      if (place.textContent !== String(many)) place.textContent = many;
    }
  }

  /** Open or close a stack; its controls follow. */
  turnStack(stack, cells) {
    if (!this.open.delete(stack)) this.open.add(stack);
    for (const cell of cells) {
      const control = cell.dataset.stack === stack && cell.querySelector(":scope > .stack");
      if (control) this.tell(control, cell);
    }
    this.said();
  }

  /** The control of a cell's stack, as review/cells.py draws it. */
  control(cell) {
    const { stack, many } = cell.dataset;
    const control = Object.assign(document.createElement("a"), { className: "stack", textContent: many });
    const there = new Set(this.open);
    if (!there.delete(stack)) there.add(stack);
    control.href = `${this.query(this.parts, there)}#${cell.id}`;
    this.tell(control, cell);
    return control;
  }

  tell(control, { dataset: { stack, many } }) {
    const opened = this.open.has(stack);
    const said = `${opened ? "Close" : "Open"} the stack of ${many} alike`;
    control.setAttribute("aria-expanded", String(opened));
    control.setAttribute("aria-label", said);
    control.title = `${said}, S`;
  }
}
