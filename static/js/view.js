// How the panes of the loupe are looked at: one zoom and one centre for all of them.
//   zoom "fit", or screen pixels for each picture pixel; the centre is 0-1 of the picture.
const MOST = 8;

export class View {
  constructor(room, { changed }) {
    this.room = room;
    this.canvas = room.querySelector(".canvas");
    this.width = Number(room.dataset.width);
    this.height = Number(room.dataset.height);
    this.zoom = "fit";
    this.centre = [0.5, 0.5];
    this.changed = changed;
    new ResizeObserver(() => this.place()).observe(this.canvas);
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.canvas.addEventListener("pointerdown", (event) => this.grab(event));
    this.canvas.addEventListener("dblclick", (event) => this.canvas.dataset.drawing !== "yes" && this.toggle(this.under(event)));
  }

  /** CSS pixels for each picture pixel. 100 % is one pixel of the screen for one of the picture. */
  scale(box) {
    const fit = Math.min(box.width / this.width, box.height / this.height);
    return this.zoom === "fit" ? fit : this.zoom / devicePixelRatio;
  }

  toggle(at = null) {
    this.set(this.zoom === "fit" ? 1 : "fit", at);
  }

  set(zoom, at = null) {
    this.zoom = zoom;
    if (at) this.centre = at;
    if (zoom === "fit") this.centre = [0.5, 0.5];
    this.place();
    this.changed(zoom);
  }

  /** Where in the picture the pointer is, 0-1. */
  under(event) {
    const stage = event.target.closest(".pane")?.querySelector(".stage")?.getBoundingClientRect();
    if (!stage) return [0.5, 0.5];
    return [(event.clientX - stage.left) / stage.width, (event.clientY - stage.top) / stage.height];
  }

  wheel(event) {
    const pane = event.target.closest(".view");
    if (!pane) return;
    event.preventDefault();
    const box = pane.getBoundingClientRect();
    const [before, at] = [this.scale(box), this.under(event)];
    const fit = Math.min(box.width / this.width, box.height / this.height);
    const after = Math.min(MOST / devicePixelRatio, before * Math.exp(-event.deltaY * 0.0015));
    if (after <= fit) return this.set("fit");
    // What is under the pointer stays under the pointer.
    const from = [(event.clientX - box.left - box.width / 2) / (after * this.width), (event.clientY - box.top - box.height / 2) / (after * this.height)];
    this.set(after * devicePixelRatio, [at[0] - from[0], at[1] - from[1]]);
  }

  grab(event) {
    const pane = event.target.closest(".view");
    if (!pane || this.zoom === "fit" || this.canvas.dataset.drawing === "yes" || event.button !== 0 || event.target.closest("a, button")) return;
    event.preventDefault();
    const scale = this.scale(pane.getBoundingClientRect());
    const start = [event.clientX, event.clientY, ...this.centre];
    this.canvas.setPointerCapture(event.pointerId);
    const move = (more) => {
      this.centre = [start[2] - (more.clientX - start[0]) / (scale * this.width), start[3] - (more.clientY - start[1]) / (scale * this.height)];
      this.place();
    };
    this.canvas.addEventListener("pointermove", move);
    this.canvas.addEventListener("pointerup", () => this.canvas.removeEventListener("pointermove", move), { once: true });
    this.canvas.addEventListener("pointercancel", () => this.canvas.removeEventListener("pointermove", move), { once: true });
  }

  place() {
    this.flow();
    const panes = [...this.canvas.querySelectorAll(".view")];
    for (const pane of panes) pane.classList.toggle("zoomed", this.zoom !== "fit"); // before they are measured: it is larger
    for (const pane of panes) {
      const stage = pane.querySelector(".stage");
      const box = { width: pane.clientWidth, height: pane.clientHeight };
      if (!box.width || !box.height) continue;
      const scale = this.scale(box);
      const size = [scale * this.width, scale * this.height];
      this.centre = this.centre.map((at, axis) => this.held(at, [box.width, box.height][axis] / size[axis]));
      const offset = (axis) => Math.round([box.width, box.height][axis] / 2 - this.centre[axis] * size[axis]);
      Object.assign(stage.style, { left: `${offset(0)}px`, top: `${offset(1)}px`, width: `${size[0]}px`, height: `${size[1]}px` });
      stage.classList.add("placed");
      stage.classList.toggle("pixels", scale * devicePixelRatio >= 2);
    }
  }

  /** The centre, kept where the pane stays full; a side that fits is centred. `seen`: share of the side in view. */
  held(at, seen) {
    return seen >= 1 ? 0.5 : Math.min(1 - seen / 2, Math.max(seen / 2, at));
  }

  /** Two up, and tiers: side by side or one over the other, whichever shows the pictures larger. */
  flow() {
    const [w, h, r, caption] = [this.canvas.clientWidth - 32, this.canvas.clientHeight - 16, this.width / this.height, 36];
    const many = this.canvas.dataset.up === "tiers" ? this.canvas.querySelectorAll(".pane").length : 2;
    const column = (w - 16 * (many - 1)) / many;
    const beside = Math.min(column, (h - caption) * r);
    const over = Math.min(w, ((h - 12 * (many - 1)) / many - caption) * r);
    // The columns are as wide as the pictures, so that these stand together and not in the corners.
    const high = this.canvas.dataset.up === "4" ? (h - 12) / 2 : h;
    const zoomed = this.zoom !== "fit"; // a zoomed picture takes all there is
    this.canvas.style.setProperty("--column", `${Math.max(80, zoomed ? column : Math.min(column, (high - caption) * r))}px`);
    this.canvas.dataset.flow = over > beside * 1.06 ? "rows" : "columns";
  }
}
