// What a cell shows: drawn once, in idle moments from the top, and at once where it is near the sight. Then it stays: a
// frame of a scroll draws nothing. A browser keeps what is far neither loaded nor decoded. Before its picture is here a
// cell shows its ThumbHash.
import { dataUrl } from "../thumbhash.js";

const NEAR = "100% 0px"; // of the room's height, above and below
const USUAL = 190; // px, how wide a tile is said to be, as review/cells.py has it, until tiles are wider
const SLICE_MS = 6; // of one idle moment
const idle = globalThis.requestIdleCallback || ((run) => setTimeout(run, 30));

export class Faces {
  /** `why(cell)` says its reasons in words; `judge`: are there quick buttons? */
  constructor(sheet, { why, judge }) {
    this.why = why;
    this.judge = judge;
    this.template = sheet.querySelector(".face-template").content;
    this.list = sheet.querySelector(".rows");
    this.waiting = new Set();
    this.wide = USUAL;
    const root = sheet.querySelector(".sheet-scroll");
    this.watch = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => isIntersecting && this.draw(target)), { root, rootMargin: NEAR });
    for (const reached of ["pointerover", "focusin"]) this.list.addEventListener(reached, (event) => this.reached(event.target.closest(".cell")));
  }

  /** A cell the server drew, whole, or one that is a link alone. */
  take(cell) {
    const link = cell.querySelector("a.tile");
    if (!link) return;
    link.draggable = false;
    if (this.wide > USUAL) this.sized(cell);
    if (!this.waiting.size) idle(() => this.work());
    this.waiting.add(cell);
    if (!link.firstElementChild) this.watch.observe(cell);
  }

  leave(cell) {
    this.waiting.delete(cell);
    this.watch.unobserve(cell);
  }

  work() {
    const end = performance.now() + SLICE_MS;
    for (const cell of this.waiting) {
      if (performance.now() > end) return idle(() => this.work());
      this.draw(cell);
    }
  }

  draw(cell) {
    this.leave(cell);
    this.placeholder(cell);
    const link = cell.querySelector("a.tile");
    if (!link || link.firstElementChild) return;
    const { rank } = cell.dataset;
    if (rank) link.title = rank[0].toUpperCase() + rank.slice(1);
    link.append(this.picture(cell), ...this.marks(cell));
  }

  /** Its buttons are made when a pointer or the focus comes to it. */
  reached(cell) {
    if (this.judge && cell?.querySelector("a.tile") && !cell.querySelector(".quick")) cell.append(this.quick(cell));
  }

  picture(cell) {
    const image = this.template.querySelector("img").cloneNode();
    image.src = cell.dataset.preview;
    const sources = { avif: [], webp: [] };
    for (const size of (cell.dataset.sizes || "").split(",").filter(Boolean)) {
      const [wide, kind, digest] = size.split(" ");
      sources[kind]?.push(`/candidates/${cell.dataset.candidate}/sizes/${digest}.${kind} ${wide}w`);
    }
    if (!sources.avif.length || !sources.webp.length) return image;
    const picture = document.createElement("picture");
    const sizes = `${this.wide}px`;
    const source = Object.assign(document.createElement("source"), { type: "image/avif", sizes, srcset: sources.avif.join(", ") });
    image.sizes = sizes;
    image.srcset = sources.webp.join(", ");
    picture.append(source, image);
    return picture;
  }

  /** Tiles have another height now: wider ones may need a larger copy. `sizes="auto"` would have every picture measured
   * in every frame. */
  fit() {
    const cell = this.list.querySelector(".cell:not([hidden])");
    if (!cell || cell.offsetWidth <= this.wide) return;
    this.wide = cell.offsetWidth;
    this.sized(this.list);
  }

  sized(part) {
    for (const one of part.querySelectorAll("[sizes]")) one.sizes = `${this.wide}px`;
  }

  marks(cell) {
    const { number, words, tested, rank = "" } = cell.dataset;
    const marks = this.template.querySelector(".marks").cloneNode(true);
    marks.querySelector(".reason").textContent = this.why(cell);
    marks.querySelector(".ranked").textContent = rank;
    marks.querySelector(".id").textContent = number;
    if (tested) marks.querySelector(".tested").title = words;
    else marks.querySelector(".tested").remove();
    const made = [...marks.children];
    const mean = marks.querySelector(".mean");
    this.mean(cell, mean);
    return mean.hidden ? made.filter((part) => part !== mean) : made;
  }

  /** The mean of everybody's stars, and how many gave some. */
  mean(cell, place) {
    const others = (cell.dataset.others || "").split(" ").filter(Boolean).map(Number);
    const given = [...others, ...(Number(cell.dataset.stars) ? [Number(cell.dataset.stars)] : [])];
    place.hidden = !others.length;
    place.firstChild.data = given.length ? (given.reduce((sum, one) => sum + one, 0) / given.length).toFixed(1) : "";
    place.querySelector("small").textContent = given.length;
  }

  quick(cell) {
    const quick = this.template.querySelector(".quick").cloneNode(true);
    for (const button of quick.children) {
      button.setAttribute("formaction", `/candidates/${cell.dataset.candidate}/judge/`);
      button.setAttribute("aria-label", `${button.title.split(",")[0]} ${cell.dataset.number}`);
      button.tabIndex = -1;
    }
    return quick;
  }

  /** What stands over the picture follows the cell's attributes. */
  refresh(cell) {
    const link = cell.querySelector("a.tile");
    if (!link?.firstElementChild) return;
    const stale = [...link.children].filter((part) => part.localName === "span");
    for (const part of stale) part.remove();
    link.append(...this.marks(cell));
  }

  placeholder(cell) {
    const link = cell.querySelector("a.tile");
    if (!link || !cell.dataset.hash || link.style.getPropertyValue("--look")) return;
    link.style.setProperty("--look", `url(${dataUrl(cell.dataset.hash)})`);
  }
}
