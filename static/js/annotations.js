// Marks on the picture that is looked at: drawing them with mouse, pen or finger. Points are 0-1 of the picture.
// What is said about them is threads.js. Everything is a plain form underneath: this fills in where.
import { Threads } from "./threads.js";

const SVG = "http://www.w3.org/2000/svg";
const NAMES = { pin: "A pin", box: "A box", arrow: "An arrow", stroke: "A stroke", text: "A label" };
const POINT = ["pin", "text"]; // a touch is all there is to them
const STEP = 0.003; // a stroke keeps a point for every 0.3 % of the way: hands shake, and rows are small
const MOST = 2000;
const PALM_MS = 800; // a hand rests on the glass for so long after the pen was there

export class Annotations {
  constructor(room, { applied }) {
    this.room = room;
    this.tool = "";
    this.draft = null;
    this.pointer = null; // the one that draws
    this.canvas = room.querySelector(".canvas");
    this.threads = new Threads(room, this, applied);
    this.canvas.addEventListener("pointerdown", (event) => this.down(event));
    this.canvas.addEventListener("pointermove", (event) => event.pointerId === this.pointer && this.follow(event));
    for (const kind of ["pointerup", "pointercancel"]) this.canvas.addEventListener(kind, (event) => event.pointerId === this.pointer && this.finish());
  }

  get drawing() {
    return Boolean(this.tool) && this.tool !== "select";
  }

  choose(tool) {
    this.tool = this.room.querySelector(".annot") ? tool : "";
    this.room.dataset.tool = this.tool;
    for (const button of this.room.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset.tool === this.tool));
  }

  spot(event) {
    const box = this.stage.getBoundingClientRect();
    const share = (value, size) => Math.round(Math.min(1, Math.max(0, value / size)) * 1e5) / 1e5;
    return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
  }

  down(event) {
    const stage = event.target.closest(".pane.now .stage");
    if (event.pointerType === "pen") this.pen = event.timeStamp;
    const palm = event.pointerType === "touch" && this.pen && event.timeStamp - this.pen < PALM_MS;
    if (!this.drawing || !stage || !event.isPrimary || palm || event.button !== 0 || event.target.closest(".tag")) return;
    event.preventDefault();
    this.discard();
    this.stage = stage;
    this.draft = { kind: this.tool, points: [this.spot(event)] };
    this.pointer = event.pointerId;
    this.draw();
    this.canvas.setPointerCapture(event.pointerId);
  }

  follow(event) {
    const { kind, points } = this.draft;
    if (event.pointerType === "pen") this.pen = event.timeStamp;
    // A pen tells more points than frames: take them all.
    const every = event.getCoalescedEvents?.() || [];
    for (const more of every.length ? every : [event]) {
      const spot = this.spot(more);
      const last = points.at(-1);
      if (POINT.includes(kind)) points[0] = spot; // it goes where the finger leaves it
      else if (kind !== "stroke") points[1] = spot;
      else if (points.length < MOST && Math.hypot(spot[0] - last[0], spot[1] - last[1]) > STEP) points.push(spot);
    }
    this.draw();
  }

  finish() {
    this.pointer = null;
    const { kind, points } = this.draft;
    const [a, b = a] = [points[0], points.at(-1)];
    const small = Math.abs(a[0] - b[0]) < 0.004 && Math.abs(a[1] - b[1]) < 0.004;
    if (!POINT.includes(kind) && (points.length < 2 || (small && kind !== "stroke"))) return this.discard();
    this.fill();
    this.room.querySelector("[data-compose] textarea")?.focus({ preventScroll: true });
  }

  /** A second finger came down: the first was no stroke, both of them move the picture. */
  dropped() {
    if (this.pointer === null) return;
    this.pointer = null;
    this.discard();
  }

  /** Put the draft into the form beside the picture, also after the form was drawn anew. */
  fill() {
    const form = this.room.querySelector("[data-compose]");
    if (!form || !this.draft || this.pointer !== null) return;
    form.elements.kind.value = this.draft.kind;
    form.elements.points.value = JSON.stringify(this.draft.points);
    form.querySelector(".where").textContent = `${NAMES[this.draft.kind]} on the picture.`;
    form.querySelector('[data-do="discard"]').hidden = false;
  }

  draw() {
    const layer = this.stage?.querySelector(".layer");
    layer?.querySelectorAll("[data-draft]").forEach((old) => old.remove());
    if (!layer || !this.draft) return;
    layer.append(this.tag(this.draft, "+"));
    layer.querySelector(".marks").append(...this.lines(this.draft));
  }

  /** What was said of this picture and is not on the server yet stays on the picture. */
  drawWaiting(items) {
    const layer = this.canvas.querySelector(".pane.now .layer");
    layer?.querySelectorAll("[data-waiting]").forEach((old) => old.remove());
    for (const { draft, candidate } of items) {
      if (!layer || !draft || candidate !== Number(layer.closest(".pane").dataset.candidate)) continue;
      const parts = [this.tag(draft, "…"), ...this.lines(draft)];
      for (const part of parts) {
        part.removeAttribute("data-draft");
        part.setAttribute("data-waiting", "");
      }
      layer.append(parts.shift());
      layer.querySelector(".marks").append(...parts);
    }
  }

  tag({ kind, points }, sign) {
    const tag = document.createElement("span");
    tag.className = `tag ${kind}`;
    tag.dataset.draft = "";
    tag.style.left = `${points[0][0] * 100}%`;
    tag.style.top = `${points[0][1] * 100}%`;
    tag.append(Object.assign(document.createElement("span"), { textContent: sign }));
    return tag;
  }

  lines({ kind, points }) {
    return ["edge", "mk now"].map((name) => {
      const line = document.createElementNS(SVG, "path");
      line.setAttribute("class", name);
      line.setAttribute("data-draft", "");
      line.setAttribute("d", this.path(kind, points));
      return line;
    });
  }

  path(kind, points) {
    const [W, H] = [Number(this.room.dataset.width), Number(this.room.dataset.height)];
    const spots = points.map(([x, y]) => [x * W, y * H]);
    if (POINT.includes(kind) || spots.length < 2) return "";
    const line = (some) => `M${some.map((spot) => spot.join(" ")).join("L")}`;
    const [[x0, y0], [x1, y1]] = [spots[0], spots.at(-1)];
    if (kind === "box") return `M${x0} ${y0}H${x1}V${y1}H${x0}Z`;
    if (kind === "stroke") return line(spots);
    const way = Math.atan2(y1 - y0, x1 - x0);
    const barb = (turn) => [x1 - 0.028 * W * Math.cos(way + turn), y1 - 0.028 * W * Math.sin(way + turn)];
    return line(spots) + line([barb(-Math.PI / 6), [x1, y1], barb(Math.PI / 6)]);
  }

  /** What is drawn and not said: taken away. True where there was something. */
  discard() {
    const had = Boolean(this.draft);
    this.draft = null;
    this.room.querySelectorAll(".layer [data-draft]").forEach((old) => old.remove());
    this.threads.emptied();
    return had;
  }
}
