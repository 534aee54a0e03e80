// Where the others are: a ring round the candidate that each looks at and what they selected, a cursor where they point.
// Drawn over the page from the boxes of its pictures, so neither sheet nor loupe has to know of it.
const place = (pk) => document.querySelector(`contact-sheet .cell[data-candidate="${pk}"], loupe-room .pane[data-candidate="${pk}"]`);

export class LiveLayer {
  constructor(root) {
    this.root = Object.assign(document.createElement("div"), { className: "live-layer" });
    this.root.setAttribute("aria-hidden", "true"); // who is here is said in the bar
    this.people = [];
    this.drawn = new Map(); // key -> element
    root.append(this.root);
    const soon = () => this.people.length && this.soon();
    addEventListener("scroll", soon, { capture: true, passive: true });
    addEventListener("resize", soon);
  }

  /** The picture of a cell or a pane. */
  picture(element) {
    return element.querySelector("img.pic, .tile img, img");
  }

  show(people) {
    this.people = people;
    this.soon();
  }

  clear() {
    this.show([]);
  }

  soon() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    const old = new Set(this.drawn.keys());
    for (const one of this.people) {
      this.ring(one, one.at, "at", old);
      for (const pk of one.chosen || []) if (pk !== one.at) this.ring(one, pk, "chosen", old);
      this.cursor(one, old);
    }
    for (const key of old) {
      this.drawn.get(key).remove();
      this.drawn.delete(key);
    }
  }

  element(key, kind, colour, old) {
    old.delete(key);
    let made = this.drawn.get(key);
    if (!made) {
      made = Object.assign(document.createElement("div"), { className: `${kind} live-${colour}` });
      this.drawn.set(key, made);
      this.root.append(made);
    }
    return made;
  }

  /** The box of a candidate's picture, where any of it is to be seen. */
  box(pk) {
    const element = pk && place(pk);
    const box = element && !element.hidden && this.picture(element)?.getBoundingClientRect();
    const room = element?.closest(".sheet-scroll, .canvas")?.getBoundingClientRect();
    return box?.width && room && box.bottom > room.top && box.top < room.bottom ? { box, room } : null;
  }

  ring(one, pk, kind, old) {
    const found = this.box(pk);
    if (!found) return;
    const ring = this.element(`${kind}.${one.who}.${pk}`, kind, one.colour, old);
    const top = Math.max(found.box.top, found.room.top);
    const bottom = Math.min(found.box.bottom, found.room.bottom);
    Object.assign(ring.style, { transform: `translate(${found.box.left}px, ${top}px)`, width: `${found.box.width}px`, height: `${bottom - top}px` });
  }

  cursor(one, old) {
    const found = one.x === null ? null : this.box(one.over);
    if (!found) return;
    const { box, room } = found;
    const [left, top] = [box.left + one.x * box.width, box.top + one.y * box.height];
    if (top < room.top || top > room.bottom || left < room.left || left > room.right) return;
    const cursor = this.element(`cursor.${one.who}`, "cursor", one.colour, old);
    if (!cursor.firstChild) cursor.append(Object.assign(document.createElement("span"), { textContent: one.name }));
    cursor.style.transform = `translate(${left}px, ${top}px)`;
  }
}
