// Fingers on the pictures: two of them zoom, and where everything fits one of them swipes to the next.
const FAR = 60; // CSS pixels that make a swipe
const SLANT = 2; // a swipe goes so much further across than down

export class Touch {
  constructor(view, { swiped, pinched }) {
    this.view = view;
    this.swiped = swiped;
    this.pinched = pinched; // a second finger came down
    this.fingers = new Map(); // pointer id -> [x, y]
    const on = (kind, run) => view.canvas.addEventListener(kind, (event) => event.pointerType === "touch" && run(event));
    on("pointerdown", (event) => this.down(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.up(event));
    on("pointercancel", (event) => this.lift(event));
  }

  down(event) {
    if (event.target.closest("button, a, .split")) return;
    this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    // While somebody draws, one finger is the pencil; two of them zoom and pan all the same.
    if (this.fingers.size === 1 && this.view.canvas.dataset.drawing !== "yes") this.began = { x: event.clientX, y: event.clientY };
    if (this.fingers.size !== 2) return;
    this.pinched();
    this.pinch(event);
  }

  /** Two fingers are down: remember how far apart they are, and what lies between them. */
  pinch(event) {
    const pane = event.target.closest(".view");
    if (!pane) return;
    this.began = null; // no longer a swipe
    this.view.pinching = true;
    const { apart, middle } = this.spread();
    this.start = { pane, apart, scale: this.view.scale(pane.getBoundingClientRect()), at: this.view.under(pane, middle) };
  }

  spread() {
    const [[ax, ay], [bx, by]] = [...this.fingers.values()];
    return { apart: Math.hypot(ax - bx, ay - by), middle: [(ax + bx) / 2, (ay + by) / 2] };
  }

  move(event) {
    if (!this.fingers.has(event.pointerId)) return;
    this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (!this.start || this.fingers.size !== 2) return;
    const { apart, middle } = this.spread();
    this.view.about(this.start.pane, middle, this.start.at, (this.start.scale * apart) / this.start.apart);
  }

  up(event) {
    const { began } = this;
    this.lift(event);
    if (!began || this.view.zoom !== "fit") return;
    const [dx, dy] = [event.clientX - began.x, event.clientY - began.y];
    if (Math.abs(dx) > FAR && Math.abs(dx) > SLANT * Math.abs(dy)) this.swiped(dx < 0 ? 1 : -1);
  }

  lift(event) {
    this.fingers.delete(event.pointerId);
    this.began = null;
    if (this.fingers.size < 2) this.start = null;
    if (!this.fingers.size) this.view.pinching = false;
  }
}
