// A frame drawn with the mouse or a pen over the tiles: what it touches is selected. Ctrl or Shift adds to what is.
// A finger scrolls. The room scrolls along when the frame leaves it.
const SLACK = 6; // px that a click may tremble
const EDGE = 24; // px from the edge where it begins to scroll

export class Marquee {
  /** `selection` as in selection.js; `room` is what scrolls. */
  constructor(room, selection) {
    this.room = room;
    this.selection = selection;
    this.frame = null;
    room.addEventListener("pointerdown", (event) => this.begin(event));
    room.addEventListener("dragstart", (event) => event.preventDefault());
  }

  begin(event) {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("button, a.stack, input")) return;
    const from = this.point(event);
    if (from.x > this.room.clientWidth) return; // the scroll bar
    const end = new AbortController();
    const on = (name, run) => addEventListener(name, run, { signal: end.signal });
    on("pointermove", (moved) => this.moved(moved, from, event.ctrlKey || event.metaKey || event.shiftKey));
    on("pointerup", () => this.end(end));
    on("pointercancel", () => this.end(end));
    on("blur", () => this.end(end));
  }

  /** In the coordinates of what is scrolled. */
  point({ clientX, clientY }) {
    const box = this.room.getBoundingClientRect();
    return { x: clientX - box.left + this.room.scrollLeft, y: clientY - box.top + this.room.scrollTop };
  }

  moved(event, from, adds) {
    this.last = event;
    const to = this.point(event);
    if (!this.frame) {
      if (Math.hypot(to.x - from.x, to.y - from.y) < SLACK) return;
      this.start(from, adds);
    }
    this.draw(to);
  }

  start(from, adds) {
    const { cells, chosen } = this.selection;
    const base = this.room.getBoundingClientRect();
    this.from = from;
    this.kept = adds ? [...chosen] : [];
    this.boxes = cells.shown().map((cell) => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      const [x, y] = [left - base.left + this.room.scrollLeft, top - base.top + this.room.scrollTop];
      return { pk: cells.pk(cell), x, y, right: x + width, bottom: y + height };
    });
    this.frame = Object.assign(document.createElement("div"), { className: "marquee" });
    this.room.append(this.frame);
    this.follow();
  }

  draw(to) {
    const [left, right] = [Math.min(this.from.x, to.x), Math.max(this.from.x, to.x)];
    const [top, bottom] = [Math.min(this.from.y, to.y), Math.max(this.from.y, to.y)];
    Object.assign(this.frame.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    const inside = this.boxes.filter((box) => box.x < right && box.right > left && box.y < bottom && box.bottom > top).map((box) => box.pk);
    this.selection.choose([...this.kept, ...inside]);
  }

  /** Scrolls while the pointer stands at an edge. */
  follow() {
    if (!this.frame) return;
    const box = this.room.getBoundingClientRect();
    const { clientY } = this.last;
    const over = clientY > box.bottom - EDGE ? clientY - (box.bottom - EDGE) : Math.min(0, clientY - (box.top + EDGE));
    if (over) {
      this.room.scrollTop += over / 2;
      this.draw(this.point(this.last));
    }
    requestAnimationFrame(() => this.follow());
  }

  end(listeners) {
    listeners.abort();
    if (!this.frame) return;
    this.frame.remove();
    this.frame = null;
    // The click that ends it is not one on a tile.
    const swallow = (event) => (event.preventDefault(), event.stopPropagation());
    this.room.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => this.room.removeEventListener("click", swallow, { capture: true }));
  }
}
