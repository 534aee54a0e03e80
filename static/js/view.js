// How the panes of the loupe are looked at: one zoom and one centre for all of them.
//   zoom "fit", or screen pixels for each picture pixel; the centre is 0-1 of the picture.
const MOST = 8;

export class View {
  constructor(room, { changed, placed }) {
    this.room = room;
    this.canvas = room.querySelector(".canvas");
    this.width = Number(room.dataset.width);
    this.height = Number(room.dataset.height);
    this.zoom = "fit";
    this.centre = [0.5, 0.5];
    this.changed = changed;
    this.placed = placed; // a pane was laid out: (figure, pixels of the screen that its picture is wide)
    this.pinching = false;
    new ResizeObserver(() => this.place()).observe(this.canvas);
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.canvas.addEventListener("pointerdown", (event) => this.grab(event));
    this.canvas.addEventListener("dblclick", (event) => this.canvas.dataset.drawing !== "yes" && !event.target.closest("button, .split") && this.toggle(this.under(event.target.closest(".view"), [event.clientX, event.clientY])));
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

  /** Where in the pane's picture a point of the window is, 0-1. */
  under(pane, [x, y]) {
    const stage = pane?.querySelector(".stage")?.getBoundingClientRect();
    return stage ? [(x - stage.left) / stage.width, (y - stage.top) / stage.height] : [0.5, 0.5];
  }

  wheel(event) {
    const pane = event.target.closest(".view");
    if (!pane) return;
    event.preventDefault();
    const point = [event.clientX, event.clientY];
    this.about(pane, point, this.under(pane, point), this.scale(pane.getBoundingClientRect()) * Math.exp(-event.deltaY * 0.0015));
  }

  /** Zoom to `scale`, so that `at`, 0-1 of the picture, lies under this point of the window. */
  about(pane, [x, y], at, scale) {
    const box = pane.getBoundingClientRect();
    const fit = Math.min(box.width / this.width, box.height / this.height);
    const after = Math.min(MOST / devicePixelRatio, scale);
    if (after <= fit) return this.set("fit");
    const from = [(x - box.left - box.width / 2) / (after * this.width), (y - box.top - box.height / 2) / (after * this.height)];
    this.set(after * devicePixelRatio, [at[0] - from[0], at[1] - from[1]]);
  }

  grab(event) {
    const pane = event.target.closest(".view");
    if (!pane || this.zoom === "fit" || this.canvas.dataset.drawing === "yes" || event.button !== 0 || event.target.closest("a, button, .split")) return;
    event.preventDefault();
    const scale = this.scale(pane.getBoundingClientRect());
    let last = [event.clientX, event.clientY];
    this.canvas.setPointerCapture(event.pointerId);
    const move = (more) => {
      if (more.pointerId !== event.pointerId) return;
      const by = [more.clientX - last[0], more.clientY - last[1]];
      last = [more.clientX, more.clientY];
      if (this.pinching) return; // two fingers say where the picture goes
      this.centre = [this.centre[0] - by[0] / (scale * this.width), this.centre[1] - by[1] / (scale * this.height)];
      this.place();
    };
    this.canvas.addEventListener("pointermove", move);
    for (const over of ["pointerup", "pointercancel"]) this.canvas.addEventListener(over, () => this.canvas.removeEventListener("pointermove", move), { once: true });
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
      this.placed(pane.closest(".pane"), size[0] * devicePixelRatio);
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
