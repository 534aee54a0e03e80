// What a cell shows: drawn as it comes near, taken away when it is far. A sheet of a thousand keeps a few screens of
// pictures alive; the cells themselves, their links and their names stay, so that keys, hash links and screen readers
// find every one. Before its picture is here a cell shows its ThumbHash.
import { dataUrl } from "../thumbhash.js";

const NEAR = "150% 0px"; // of the room's height, above and below
const SIZES = "auto, 190px"; // as review/cells.py has it
const SLICE = 40; // placeholders drawn in one idle moment
const idle = globalThis.requestIdleCallback || ((run) => setTimeout(run, 30));

export class Faces {
  /** `why(cell)` says its reasons in words; `judge`: are there quick buttons? */
  constructor(sheet, { why, judge }) {
    this.why = why;
    this.judge = judge;
    this.template = sheet.querySelector(".face-template").content;
    this.waiting = [];
    const root = sheet.querySelector(".sheet-scroll");
    this.watch = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => (isIntersecting ? this.draw(target) : this.drop(target))), { root, rootMargin: NEAR });
  }

  /** A cell the server drew, whole or as a link alone. */
  take(cell) {
    const link = cell.querySelector("a.tile");
    if (!link) return;
    link.querySelector("noscript")?.remove();
    link.draggable = false;
    this.waiting.push(cell);
    if (this.waiting.length === 1) idle(() => this.look());
    this.watch.observe(cell);
  }

  leave(cell) {
    this.watch.unobserve(cell);
  }

  draw(cell) {
    this.placeholder(cell);
    const link = cell.querySelector("a.tile");
    if (!link || link.firstElementChild) return;
    const { rank } = cell.dataset;
    if (rank) link.title = rank[0].toUpperCase() + rank.slice(1);
    link.append(this.picture(cell), ...this.marks(cell));
    if (this.judge && !cell.querySelector(".quick")) cell.append(this.quick(cell));
  }

  /** Not while a finger or the focus is in it. */
  drop(cell) {
    const link = cell.querySelector("a.tile");
    if (!link?.firstElementChild || cell.querySelector(".quick")?.contains(document.activeElement)) return;
    link.replaceChildren();
    cell.querySelector(".quick")?.remove();
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
    const source = Object.assign(document.createElement("source"), { type: "image/avif", sizes: SIZES, srcset: sources.avif.join(", ") });
    image.sizes = SIZES;
    image.srcset = sources.webp.join(", ");
    picture.append(source, image);
    return picture;
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

  look() {
    for (const cell of this.waiting.splice(0, SLICE)) this.placeholder(cell);
    if (this.waiting.length) idle(() => this.look());
  }
}
