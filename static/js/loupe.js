// The loupe: one, two or four candidates, large. This is the room and its keys; panes.js draws the pictures, beside.js what
// is said of the current one, overlays.js what lies over it, compare.js holds it against another.
import { readAddress, writeAddress } from "./loupe-address.js";
import { Annotations } from "./annotations.js";
import { Beside } from "./beside.js";
import { Compare } from "./compare.js";
import { Judging, pageKey } from "./judging.js";
import { Overlays } from "./overlays.js";
import { Panes } from "./panes.js";
import { Pictures } from "./pictures.js";
import { Tiers } from "./tiers.js";
import { Touch } from "./touch.js";
import { View } from "./view.js";

const TOOL_KEYS = { v: ["select", "Select"], b: ["box", "Box"], l: ["arrow", "Arrow"], d: ["stroke", "Draw"], t: ["pin", "Pin"], w: ["text", "Text"] };
const RECIPE_KEY = "gatefold.loupe.recipe";

class LoupeRoom extends HTMLElement {
  connectedCallback() {
    this.row = JSON.parse(this.querySelector("#row-of-candidates").textContent);
    this.canvas = this.querySelector(".canvas");
    this.at = Math.max(0, this.row.findIndex(({ pk }) => pk === Number(this.querySelector(".pane.now").dataset.candidate)));
    this.up = this.dataset.up;
    this.pictures = new Pictures();
    this.tiers = new Tiers(this);
    this.panes = new Panes(this);
    this.overlays = new Overlays(this);
    this.compare = new Compare(this);
    this.beside = new Beside(this);
    this.annotations = new Annotations(this, { applied: (html) => this.beside.said(html) });
    this.view = new View(this, { changed: (zoom) => this.zoomed(zoom), placed: (figure, pixels) => this.placed(figure, pixels) });
    this.touch = new Touch(this.view, { swiped: (by) => this.step(by), pinched: () => this.annotations.dropped() });
    this.judging = new Judging(this, this);
    for (const item of this.row) Object.assign(item, this.judging.decisions.overlay(item.pk, pick(item)));
    this.listen();
    this.recipe(localStorage.getItem(RECIPE_KEY) === "open");
    this.marks();
    readAddress(this);
    this.beside.differs();
    this.draw();
    this.panes.ahead();
  }

  // --- What the judging needs of a page ---
  current() {
    return this.row[this.at]?.pk ?? null;
  }

  has(pk) {
    return this.row.some((item) => item.pk === pk);
  }

  item(pk) {
    return this.row.find((one) => one.pk === pk) || this.tiers.item(pk);
  }

  number(pk) {
    return this.item(pk).number;
  }

  standing(pk) {
    return pick(this.item(pk));
  }

  show(pk, standing) {
    const item = this.item(pk);
    const unveiled = item.hidden && standing.hidden === false;
    Object.assign(item, pick(standing));
    if (standing.others) Object.assign(item, { others: standing.others, hidden: standing.hidden });
    // A blind round tells what others said, now that this person has judged; and which verdict counts has changed.
    if (unveiled || (standing.others && this.querySelector(".votes"))) this.beside.anew(pk);
    this.panes.standings();
  }

  advance() {
    const order = [...this.row.slice(this.at + 1), ...this.row.slice(0, this.at)];
    const next = order.find((item) => !item.verdict);
    if (next) this.go(next.pk);
  }

  /** Another becomes the current one; zoom, centre, overlay and champion stay as they are. */
  go(pk) {
    const place = this.row.findIndex((item) => item.pk === pk);
    if (place < 0 || place === this.at) return;
    this.annotations.discard();
    this.at = place;
    this.draw();
    this.address();
    this.panes.ahead();
  }

  step(by) {
    const to = Math.max(0, Math.min(this.row.length - 1, this.at + by));
    if (this.row[to]) this.go(this.row[to].pk);
  }

  draw() {
    this.panes.draw();
    this.compare.draw();
    this.panes.standings();
    this.view.place();
    this.overlays.lay();
    this.beside.follow();
  }

  /** What others of this page ask of it: a candidate's parts are fetched again. */
  anew(pk) {
    this.beside.anew(pk);
  }

  // --- Ways of looking ---
  many(up) {
    this.up = this.up === up ? "1" : up;
    for (const link of this.querySelectorAll("[data-up]:is(a)")) {
      link.removeAttribute("aria-current");
      if (link.dataset.up === this.up) link.setAttribute("aria-current", "true");
    }
    this.marks();
    this.draw();
    this.address();
  }

  placed(figure, pixels) {
    this.panes.sharpen(figure, pixels);
    if (figure.classList.contains("now")) this.compare.place(pixels);
  }

  zoomed(zoom) {
    for (const button of this.querySelectorAll("button[data-zoom]")) button.setAttribute("aria-pressed", String(zoom === "fit" ? button.dataset.zoom === "fit" : button.dataset.zoom === String(zoom)));
    this.address();
  }

  recipe(open = this.dataset.recipe !== "open") {
    this.dataset.recipe = open ? "open" : "folded";
    localStorage.setItem(RECIPE_KEY, this.dataset.recipe);
    this.querySelector('.tools [data-do="recipe"]').setAttribute("aria-pressed", String(open));
  }

  /** Beside one picture the threads are open; beside several they fold, and the pictures take the room. */
  marks(open = this.up === "1") {
    this.dataset.marks = open ? "open" : "folded";
    this.querySelector('.tools [data-do="marks"]').setAttribute("aria-pressed", String(open));
  }

  annotate() {
    this.tool(this.annotations.tool ? "" : "box");
  }

  tool(tool) {
    this.annotations.choose(tool);
    if (tool) this.marks(true);
    this.canvas.dataset.drawing = this.annotations.drawing ? "yes" : "no";
  }

  /** Out, one step at a time: the draft, the tool, what it is held against, the zoom, the page. */
  out() {
    if (this.judging.reasonsOpen) return this.judging.reasons.hidePopover();
    if (this.annotations.discard()) return;
    if (this.annotations.tool) return this.tool("");
    if (this.compare.mode) return this.compare.toggle(this.compare.mode);
    if (this.view.zoom !== "fit") return this.view.set("fit");
    this.leave();
  }

  address() {
    writeAddress(this);
  }

  leave() {
    location.assign(this.querySelector(".to-sheet").href);
  }

  // --- Keys, buttons, events ---
  listen() {
    const look = (combination, label, run, more) => pageKey(combination, label, run, "Look", more);
    look("left", "Previous candidate", () => this.step(-1));
    look("right", "Next candidate", () => this.step(1));
    look("up", "Previous candidate", () => this.step(-1), { hidden: true });
    look("down", "Next candidate", () => this.step(1), { hidden: true });
    look("space", "Back to the sheet", () => this.leave());
    look("c", "Compare with the champion", () => this.many("2"));
    look("shift+c", "Pin as champion", () => this.panes.pin(this.current()));
    look("n", "Four up", () => this.many("4"));
    look("z", "100 %, or fit", () => this.view.toggle());
    look("shift+d", "Difference", () => this.compare.toggle("difference"));
    look("shift+s", "Slider", () => this.compare.toggle("slider"));
    look("o", "Next overlay", () => this.overlays.next());
    look("shift+o", "Copy in place", () => this.overlays.copy());
    look("i", "Recipe", () => this.recipe());
    look("m", "Marks", () => this.marks(this.dataset.marks === "folded"));
    look("esc", "Out", () => this.out());
    look("[", "Previous version", () => this.tiers.step(-1));
    look("]", "Next version", () => this.tiers.step(1));
    if (this.querySelector(".annot")) {
      const mark = (combination, label, run, more) => pageKey(combination, label, run, "Annotate", more);
      mark("a", "Annotate", () => this.annotate());
      for (const [key, [tool, word]] of Object.entries(TOOL_KEYS)) mark(key, word, () => this.tool(tool), { when: () => Boolean(this.annotations.tool) });
    }
    this.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("gatefold:event", ({ detail }) => this.beside.heard(detail));
    document.addEventListener("gatefold:reset", () => this.anew(this.current()));
  }

  clicked(event) {
    const link = event.target.closest(".strip a, .steps a, [data-up]:is(a)");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (link.dataset.up) return this.up === link.dataset.up || this.many(link.dataset.up);
      return link.dataset.do ? this.step(link.dataset.do === "next" ? 1 : -1) : this.go(Number(link.dataset.candidate));
    }
    const button = event.target.closest("button");
    const pane = event.target.closest(".pane");
    if (button?.dataset.tool) return this.tool(button.dataset.tool === this.annotations.tool ? "" : button.dataset.tool);
    if (button?.dataset.zoom) return this.view.set(button.dataset.zoom === "fit" ? "fit" : 1);
    const acts = {
      compare: () => this.many("2"), four: () => this.many("4"), zoom: () => this.view.toggle(), annotate: () => this.annotate(), recipe: () => this.recipe(), copy: () => this.overlays.copy(),
      marks: () => this.marks(this.dataset.marks === "folded"), difference: () => this.compare.toggle("difference"), slider: () => this.compare.toggle("slider"), champion: () => this.panes.pin(Number(pane.dataset.candidate)),
    };
    if (button && acts[button.dataset.do]) return acts[button.dataset.do]();
    // In four up a click on another picture makes it the current one.
    if (pane && this.up === "4" && !button) this.go(Number(pane.dataset.candidate));
    if (pane && this.up === "tiers" && !button) this.tiers.open(Number(pane.dataset.candidate));
  }
}

function pick({ verdict, reasons, note, stars }) {
  return { verdict, reasons, note, stars };
}

customElements.define("loupe-room", LoupeRoom);
