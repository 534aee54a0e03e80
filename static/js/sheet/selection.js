// Where the keys are, and what is selected: one candidate is always current; two and more are selected together.
//   select(cell); extend(cell) from the anchor; toggle(cell); choose(pks); none(); pks() of the selected, in order
export class Selection {
  /** `cells` as in cells.js; `name(cell)` draws its name anew; `told(many)` says how many are selected. */
  constructor(cells, { name, told }) {
    this.cells = cells;
    this.name = name;
    this.told = told;
    this.at = null;
    this.anchor = null;
    this.chosen = new Set();
  }

  /** Make it the current one, where keys and the focus are. */
  select(cell, { focus = true, keep = false } = {}) {
    const link = cell.querySelector("a.tile");
    if (!link) return;
    for (const other of this.cells.list.querySelectorAll("a.tile[aria-current]")) {
      other.removeAttribute("aria-current");
      other.tabIndex = -1;
    }
    this.at = cell;
    if (!keep) this.anchor = cell;
    link.setAttribute("aria-current", "true");
    link.tabIndex = 0;
    if (focus) link.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  /** Another element stands in a cell's place. */
  exchanged(old, fresh) {
    if (this.anchor === old) this.anchor = fresh;
    if (this.chosen.has(this.cells.pk(fresh))) fresh.dataset.chosen = "yes";
  }

  pks() {
    return this.cells.all().map((cell) => this.cells.pk(cell)).filter((pk) => this.chosen.has(pk));
  }

  /** These and no others; one alone is simply the current one. */
  choose(pks) {
    const wanted = new Set(pks);
    if (wanted.size === 1) {
      const cell = this.cells.cell([...wanted][0]);
      wanted.clear();
      if (cell !== this.at) this.select(cell);
    }
    for (const pk of new Set([...this.chosen, ...wanted])) if (wanted.has(pk) !== this.chosen.has(pk)) this.mark(this.cells.cell(pk), wanted.has(pk));
    const changed = wanted.size !== this.chosen.size;
    this.chosen = wanted;
    if (changed) this.told(wanted.size);
  }

  mark(cell, chosen) {
    if (!cell) return;
    if (chosen) cell.dataset.chosen = "yes";
    else delete cell.dataset.chosen;
    this.name(cell);
  }

  none() {
    this.choose([]);
    this.anchor = this.at;
  }

  all() {
    this.choose(this.cells.shown().map((cell) => this.cells.pk(cell)));
  }

  /** From the anchor to this one, as they are shown. */
  extend(cell) {
    const shown = this.cells.shown();
    const from = Math.max(0, shown.indexOf(this.anchor || this.at));
    const to = shown.indexOf(cell);
    this.select(cell, { keep: true });
    this.choose(shown.slice(Math.min(from, to), Math.max(from, to) + 1).map((one) => this.cells.pk(one)));
  }

  /** In or out; the first one more takes the current one along. */
  toggle(cell) {
    const pk = this.cells.pk(cell);
    const chosen = new Set(this.chosen.size || !this.at ? this.chosen : [this.cells.pk(this.at)]);
    if (!chosen.delete(pk)) chosen.add(pk);
    this.select(cell);
    this.choose(chosen);
  }

  /** What a filter hides is not acted on. */
  prune() {
    if (this.chosen.size) this.choose([...this.chosen].filter((pk) => !this.cells.cell(pk)?.hidden));
  }

  step(by, { extend = false } = {}) {
    const shown = this.cells.shown();
    const next = shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(this.at) + by))];
    if (next) this.arrive(next, extend);
  }

  /** To the row above or below, where the middle is nearest. */
  climb(way, { extend = false } = {}) {
    if (!this.at) return;
    const box = (cell) => ({ cell, top: cell.offsetTop, middle: cell.offsetLeft + cell.offsetWidth / 2 });
    const here = box(this.at);
    const others = this.cells.shown().map(box).filter(({ top }) => (way < 0 ? top < here.top - 4 : top > here.top + 4));
    if (!others.length) return;
    const row = others.reduce((best, { top }) => (way < 0 ? Math.max(best, top) : Math.min(best, top)), way < 0 ? -Infinity : Infinity);
    const near = others.filter(({ top }) => Math.abs(top - row) < 5);
    this.arrive(near.reduce((best, one) => (Math.abs(one.middle - here.middle) < Math.abs(best.middle - here.middle) ? one : best)).cell, extend);
  }

  arrive(cell, extend) {
    if (extend) return this.extend(cell);
    if (this.chosen.size) this.none();
    this.select(cell);
  }
}
