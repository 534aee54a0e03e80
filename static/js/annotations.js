// Marks on the picture that is looked at: drawing them, and the threads beside. Points are 0-1 of the picture.
// Everything is a plain form underneath: this fills in where, and sends it without leaving the page.
import { toast } from "./toast.js";

const SVG = "http://www.w3.org/2000/svg";
const NAMES = { pin: "A pin", box: "A box", arrow: "An arrow", stroke: "A stroke" };
const STEP = 0.003; // a stroke keeps a point for every 0.3 % of the way: hands shake, and rows are small
const MOST = 2000;

export class Annotations {
  constructor(room, { applied }) {
    this.room = room;
    this.applied = applied; // called with the new parts after something was said
    this.tool = "";
    this.draft = null;
    this.canvas = room.querySelector(".canvas");
    this.canvas.addEventListener("pointerdown", (event) => this.down(event));
    room.addEventListener("submit", (event) => this.submit(event));
    room.addEventListener("click", (event) => this.clicked(event));
    room.addEventListener("keydown", (event) => this.sendByKey(event));
    for (const kind of ["pointerover", "pointerout", "focusin", "focusout"]) room.addEventListener(kind, (event) => this.hover(event));
  }

  get drawing() {
    return Boolean(this.tool) && this.tool !== "select";
  }

  choose(tool) {
    this.tool = this.room.querySelector(".annot") ? tool : "";
    this.room.dataset.tool = this.tool;
    for (const button of this.room.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset.tool === this.tool));
  }

  // --- Drawing ---
  spot(event) {
    const box = this.stage.getBoundingClientRect();
    const share = (value, size) => Math.round(Math.min(1, Math.max(0, value / size)) * 1e5) / 1e5;
    return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
  }

  down(event) {
    const stage = event.target.closest(".pane.now .stage");
    if (!this.drawing || !stage || event.button !== 0 || event.target.closest(".tag")) return;
    event.preventDefault();
    this.discard();
    this.stage = stage;
    this.draft = { kind: this.tool, points: [this.spot(event)] };
    this.draw();
    if (this.tool === "pin") return this.finish();
    this.canvas.setPointerCapture(event.pointerId);
    const move = (more) => this.follow(more);
    const up = () => {
      this.canvas.removeEventListener("pointermove", move);
      this.finish();
    };
    this.canvas.addEventListener("pointermove", move);
    this.canvas.addEventListener("pointerup", up, { once: true });
    this.canvas.addEventListener("pointercancel", up, { once: true });
  }

  follow(event) {
    const { kind, points } = this.draft;
    // A pen tells more points than frames: take them all.
    for (const more of event.getCoalescedEvents?.() || [event]) {
      const spot = this.spot(more);
      const last = points.at(-1);
      if (kind !== "stroke") points[1] = spot;
      else if (points.length < MOST && Math.hypot(spot[0] - last[0], spot[1] - last[1]) > STEP) points.push(spot);
    }
    this.draw();
  }

  finish() {
    const { kind, points } = this.draft;
    const [a, b = a] = [points[0], points.at(-1)];
    const small = Math.abs(a[0] - b[0]) < 0.004 && Math.abs(a[1] - b[1]) < 0.004;
    if (kind !== "pin" && (points.length < 2 || (small && kind !== "stroke"))) return this.discard();
    this.fill();
    this.room.querySelector("[data-compose] textarea")?.focus();
  }

  /** Put the draft into the form beside the picture, also after the form was drawn anew. */
  fill() {
    const form = this.room.querySelector("[data-compose]");
    if (!form || !this.draft) return;
    form.elements.kind.value = this.draft.kind;
    form.elements.points.value = JSON.stringify(this.draft.points);
    form.querySelector(".where").textContent = `${NAMES[this.draft.kind]} on the picture.`;
    form.querySelector('[data-do="discard"]').hidden = false;
  }

  draw() {
    const layer = this.stage.querySelector(".layer");
    layer?.querySelectorAll("[data-draft]").forEach((old) => old.remove());
    if (!layer || !this.draft) return;
    const { kind, points } = this.draft;
    const [x, y] = points[0];
    const tag = document.createElement("span");
    tag.className = `tag ${kind}`;
    tag.dataset.draft = "";
    tag.style.left = `${x * 100}%`;
    tag.style.top = `${y * 100}%`;
    tag.innerHTML = "<span>+</span>";
    layer.append(tag);
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("class", "mk now");
    line.setAttribute("data-draft", "");
    line.setAttribute("d", this.path(kind, points));
    layer.querySelector(".marks").append(line);
  }

  path(kind, points) {
    const [W, H] = [Number(this.room.dataset.width), Number(this.room.dataset.height)];
    const spots = points.map(([x, y]) => [x * W, y * H]);
    if (kind === "pin" || spots.length < 2) return "";
    const line = (some) => `M${some.map((spot) => spot.join(" ")).join("L")}`;
    const [[x0, y0], [x1, y1]] = [spots[0], spots.at(-1)];
    if (kind === "box") return `M${x0} ${y0}H${x1}V${y1}H${x0}Z`;
    if (kind === "stroke") return line(spots);
    const way = Math.atan2(y1 - y0, x1 - x0);
    const barb = (turn) => [x1 - 0.028 * W * Math.cos(way + turn), y1 - 0.028 * W * Math.sin(way + turn)];
    return line(spots) + line([barb(-Math.PI / 6), [x1, y1], barb(Math.PI / 6)]);
  }

  discard() {
    const had = Boolean(this.draft);
    this.draft = null;
    this.room.querySelectorAll("[data-draft]").forEach((old) => old.remove());
    const form = this.room.querySelector("[data-compose]");
    if (form) {
      form.elements.kind.value = form.elements.points.value = form.elements.once.value = "";
      form.querySelector(".where").textContent = "In the middle, unless you draw.";
      form.querySelector('[data-do="discard"]').hidden = true;
    }
    return had;
  }

  // --- Saying ---
  sendByKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("[data-marks] textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    if (event.key === "Escape" && event.target.closest("[data-marks] textarea")) {
      event.target.blur();
      event.stopPropagation();
    }
  }

  async submit(event) {
    const form = event.target.closest("[data-marks]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button:not([type=button])");
    const once = form.elements.once;
    if (once && !once.value && crypto.randomUUID) once.value = crypto.randomUUID(); // the same on a second try: one mark
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true", Accept: "text/html, application/problem+json" } });
      const text = await answer.text();
      if (!answer.ok || answer.redirected) throw new Error(this.sentence(answer, text));
      if (form.matches("[data-compose]")) this.discard();
      form.reset();
      this.applied(text);
    } catch (problem) {
      const words = problem instanceof TypeError ? "No connection. Your words are still here: send them again when it is back." : problem.message;
      toast(words, { level: "fail" });
    } finally {
      button.disabled = false;
    }
  }

  sentence(answer, text) {
    try {
      return JSON.parse(text).detail;
    } catch {
      return answer.redirected ? "You are signed out. Sign in again in another tab, then send this once more." : `That was not saved (${answer.status}). Your words are still here.`;
    }
  }

  clicked(event) {
    if (event.target.closest('[data-do="discard"]')) this.discard();
    const tag = event.target.closest("a.tag");
    if (!tag) return;
    event.preventDefault();
    const thread = this.room.querySelector(`.thread[data-mark="${tag.dataset.mark}"]`);
    thread?.scrollIntoView({ block: "nearest" });
    this.light(tag.dataset.mark);
  }

  hover(event) {
    const mark = event.target.closest?.("[data-mark]")?.dataset.mark;
    if (event.type === "pointerover" || event.type === "focusin") mark && this.light(mark);
    else if (mark) this.light("");
  }

  light(mark) {
    for (const one of this.room.querySelectorAll(".thread[data-mark]")) one.toggleAttribute("data-lit", one.dataset.mark === mark);
    for (const one of this.room.querySelectorAll(".layer [data-mark]")) one.classList.toggle("now", one.dataset.mark === mark);
  }
}
