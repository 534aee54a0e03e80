// The contact sheet: keys, selection and filters over cells, drawn by the server or sent as data. Each noun has a module
// in sheet/.
import { Judging, pageKey } from "./judging.js";
import { Cells } from "./sheet/cells.js";
import { density } from "./sheet/density.js";
import { Faces } from "./sheet/faces.js";
import { Filter, SHOWS } from "./sheet/filter.js";
import { KeepingUp } from "./sheet/keeping-up.js";
import { Marquee } from "./sheet/marquee.js";
import { unpack } from "./sheet/packed.js";
import { Selection } from "./sheet/selection.js";
import { Tray } from "./sheet/tray.js";

const FINGER = "(max-width: 720px), (pointer: coarse)"; // where a tap opens the loupe, as a link does

class ContactSheet extends HTMLElement {
  connectedCallback() {
    this.drawn = new Map(); // pk -> the stamp of the cell as the server drew it last, to know what has changed
    this.dataset.batch = this.querySelector(".sheet-body").dataset.batch;
    this.filter = new Filter(this);
    unpack(this, this.filter);
    this.cells = new Cells(this.querySelector(".rows"));
    this.selection = new Selection(this.cells, { name: (cell) => this.name(cell), told: (many) => this.tellChosen(many) });
    this.judging = new Judging(this, this);
    this.faces = new Faces(this, { why: (cell) => this.why(cell), judge: this.dataset.judge === "yes" });
    this.tray = new Tray(this, { why: (cell) => this.why(cell), labels: this.judging.labels });
    for (const cell of this.allCells()) this.adopt(cell);
    this.dense();
    this.listen();
    this.refresh();
    this.start();
    this.marquee = new Marquee(this.querySelector(".sheet-scroll"), this.selection);
    this.keeping = new KeepingUp(this);
  }

  // --- What the judging needs of a page ---
  current() {
    return this.at ? this.cells.pk(this.at) : null;
  }

  /** Two and more that a judgement is about together. */
  chosen() {
    return this.selection.pks();
  }

  has(pk) {
    return Boolean(this.cells.cell(pk));
  }

  number(pk) {
    return this.cells.cell(pk).dataset.number;
  }

  standing(pk) {
    return this.cells.standing(pk);
  }

  show(pk, standing) {
    const cell = this.cells.cell(pk);
    if (!cell?.querySelector("a.tile")) return;
    const { verdict, reasons, note, stars, others, hidden } = standing;
    Object.assign(cell.dataset, { verdict, reasons: reasons.join(" "), note, stars });
    if (others) cell.dataset.others = others.map(([, given]) => given).join(" ");
    if (hidden === false) delete cell.dataset.hidden;
    this.name(cell);
    this.faces.refresh(cell);
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => this.refresh());
  }

  /** On to the next undecided candidate, round the end; where there is none, stay. */
  advance() {
    const shown = this.cells.shown();
    const here = shown.indexOf(this.at);
    const next = [...shown.slice(here + 1), ...shown.slice(0, here)].find((cell) => SHOWS.undecided(cell.dataset));
    if (next) this.selection.select(next);
  }

  go(pk) {
    this.refresh(); // what was taken back may be shown again by the filter
    const cell = this.cells.cell(pk);
    if (cell && !cell.hidden) this.selection.select(cell);
  }

  // --- Cells ---
  get at() {
    return this.selection.at;
  }

  allCells() {
    return this.cells.all();
  }

  why(cell) {
    return this.judging.why(this.cells.standing(this.cells.pk(cell)));
  }

  name(cell) {
    cell.querySelector("a.tile")?.setAttribute("aria-label", this.cells.name(cell, this.why(cell)));
  }

  /** Take a cell the server drew: remember it, and lay over it what still waits to be saved. */
  adopt(cell) {
    const pk = this.cells.pk(cell);
    this.drawn.set(pk, cell.dataset.as);
    const link = cell.querySelector("a.tile");
    if (!link) return;
    link.tabIndex = -1;
    if (!link.hasAttribute("aria-label")) this.name(cell);
    for (const button of cell.querySelectorAll(".quick button")) button.tabIndex = -1;
    this.faces.take(cell);
    const server = this.standing(pk);
    const stands = this.judging.decisions.overlay(pk, server);
    if (stands !== server) this.show(pk, stands);
  }

  /** A fresh cell in the place of an old one: what was current, selected or focused stays so. */
  exchanged(old, fresh, { whole }) {
    this.faces.leave(old);
    const { at } = this;
    const focused = document.activeElement === document.body || old.contains(document.activeElement);
    this.cells.exchange(old, fresh, { whole });
    this.selection.exchanged(old, fresh);
    this.adopt(fresh);
    this.name(fresh);
    if (old === at) this.selection.select(fresh, { focus: focused, keep: true });
    if (!at && fresh.dataset.state === "done") this.selection.select(fresh, { focus: false });
  }

  /** What arriving.js hands over. */
  replace(pk, html) {
    this.keeping.replace(pk, document.createRange().createContextualFragment(html).querySelector(".cell"));
  }

  start() {
    const named = location.hash.startsWith("#c") ? this.cells.cell(Number(location.hash.slice(2))) : null;
    const shown = this.cells.shown();
    const first = shown.includes(named) ? named : shown.find((cell) => SHOWS.undecided(cell.dataset)) || shown[0];
    if (first) this.selection.select(first, { focus: false });
  }

  /** Rows as high as `value` says, else as was chosen before. */
  dense(value) {
    density(this, value);
    this.faces.fit();
  }

  // --- Keys and buttons ---
  listen() {
    const key = (combination, label, run, more) => pageKey(combination, label, run, "Look", more);
    const moves = { left: ["Previous candidate", (more) => this.selection.step(-1, more)], right: ["Next candidate", (more) => this.selection.step(1, more)], up: ["Row above", (more) => this.selection.climb(-1, more)], down: ["Row below", (more) => this.selection.climb(1, more)] };
    for (const [name, [label, move]] of Object.entries(moves)) {
      const hidden = name === "left" || name === "up";
      key(name, label, () => (this.at ? move({}) : this.start()), { hidden });
      key(`shift+${name}`, "Select on", () => this.at && move({ extend: true }), { hidden: name !== "right" });
    }
    key("mod+a", "Select all that are shown", () => this.selection.all());
    key("esc", "Select none", () => this.selection.none(), { when: () => this.selection.chosen.size > 0 && !this.judging.reasonsOpen });
    key("s", "Open or close a stack", () => this.turnStack());
    key("space", "Open in the loupe", () => this.open());
    key("c", "Compare with the champion", () => this.open("2"));
    key("n", "Four up", () => this.open("4"));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("dblclick", (event) => event.target.closest("a.tile") && this.open());
    this.addEventListener("input", (event) => event.target.closest(".density") && this.dense(event.target.value));
    addEventListener("resize", () => this.dense());
    // The focus that comes with a press is of the click that follows: it says what is meant, Shift and Ctrl with it.
    this.addEventListener("pointerdown", () => (this.pressing = true));
    addEventListener("pointerup", () => (this.pressing = false));
    addEventListener("pointercancel", () => (this.pressing = false));
    this.addEventListener("focusin", (event) => {
      const cell = event.target.closest("a.tile")?.closest(".cell");
      if (cell && cell !== this.at && !this.pressing) this.selection.select(cell, { focus: false });
    });
  }

  open(up = "") {
    if (!this.at) return;
    const address = new URL(this.at.querySelector("a.tile").href);
    for (const [name, value] of new URLSearchParams(location.search)) address.searchParams.set(name, value);
    if (up) address.searchParams.set("up", up);
    const champion = sessionStorage.getItem(`gatefold.champion.${this.dataset.batch}`);
    if (up === "2" && champion) address.searchParams.set("with", champion);
    location.assign(address);
  }

  clicked(event) {
    const { target } = event;
    const mine = (selector) => target.closest(selector) && (event.preventDefault(), target.closest(selector));
    const chip = mine("[data-part]");
    if (chip) return this.turnChip(() => this.filter.turn(chip.dataset));
    if (mine("[data-all]")) return this.turnChip(() => this.filter.everything());
    const quick = mine(".quick button");
    if (quick) return this.judging.decide({ pick: "picked", reject: "rejected", clear: "" }[quick.value], { pk: this.cells.pk(quick.closest(".cell")), advance: false });
    const out = mine(".pick button");
    if (out) return this.judging.decide("", { pk: Number(out.closest(".pick").dataset.pick), advance: false });
    const control = mine("a.stack");
    if (control) return this.turnStack(control.closest(".cell"));
    const acts = { loupe: () => this.open(), compare: () => this.open("2"), all: () => this.selection.all(), none: () => this.selection.none() };
    const act = acts[target.closest("[data-do]")?.dataset.do];
    if (act) return act();
    const tile = target.closest("a.tile");
    if (tile && !event.defaultPrevented && event.button === 0) this.pressed(tile.closest(".cell"), event);
  }

  /** A click selects, as in every sheet of pictures; two clicks, Enter, and a finger open. */
  pressed(cell, event) {
    event.preventDefault();
    if (event.shiftKey && event.detail) return this.selection.extend(cell);
    if ((event.metaKey || event.ctrlKey) && event.detail) return this.selection.toggle(cell);
    this.selection.none();
    this.selection.select(cell);
    if (!event.detail || matchMedia(FINGER).matches) this.open();
  }

  turnChip(turn) {
    turn();
    this.filter.apply(this.allCells(), null);
    if (!this.at || this.at.hidden) this.start();
    this.refresh();
  }

  turnStack(cell = this.at) {
    if (!cell) return;
    if (!this.filter.stacked) {
      const link = this.querySelector("a[data-stacked]");
      return link ? location.assign(`${link.href}#${cell.id}`) : this.judging.say("Nothing here looks alike.");
    }
    const { stack, number } = cell.dataset;
    if (!stack) return this.judging.say(`${number} is like no other.`);
    this.filter.turnStack(stack, this.allCells());
    this.filter.apply(this.allCells(), null);
    const cover = cell.hidden ? this.cells.shown().find((one) => one.dataset.stack === stack) : cell;
    if (cover) this.selection.select(cover);
    this.refresh();
  }

  // --- What follows from the cells: filter, counts, tray ---
  refresh() {
    const cells = this.allCells();
    // The last undecided one stays where the hand is, though it is decided now.
    this.filter.apply(cells, this.filter.showing === "undecided" ? this.at : null);
    this.selection.prune();
    this.querySelector(".none-shown").hidden = cells.some((cell) => !cell.hidden);
    this.tray.show(cells.filter((cell) => SHOWS.picked(cell.dataset)), cells.filter((cell) => SHOWS.rejected(cell.dataset)));
  }

  tellChosen(many) {
    this.querySelector(".chosen").textContent = many ? `${many} selected` : "";
    this.querySelector('[data-do="none"]').hidden = !many;
  }
}

customElements.define("contact-sheet", ContactSheet);
