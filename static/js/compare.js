// The current picture against another: their difference, or one beside the other at a line that is dragged.
// The line stands in the part of the picture that is in sight, so that no zoom loses it.
const STEP = 0.02;

export class Compare {
  constructor(room) {
    this.room = room;
    this.mode = ""; // "", "difference", "slider"
    this.share = 0.5; // where the line stands, 0-1 of what is in sight
  }

  toggle(mode) {
    this.mode = this.mode === mode ? "" : mode;
    this.draw();
    this.room.view.place();
    this.room.address();
    const rival = this.rival();
    const [now, other] = [this.room.number(this.room.current()), rival?.number];
    if (this.mode && !rival) this.room.judging.say(`There is nothing to hold ${now} against.`);
    else if (this.mode === "difference") this.room.judging.say(`Difference between ${now} and ${other}: black is the same.`);
    else if (this.mode === "slider") this.room.judging.say(`${other} left of the line, ${now} right of it. Drag it, or focus it and use the arrows.`);
  }

  /** Among versions the one below. Else the pinned champion, then the version below, then the best of the others. */
  rival() {
    const { room } = this;
    const version = room.tiers.against(room.current());
    const pk = room.up === "tiers" ? version : room.panes.pinned() || version || room.panes.rival();
    return pk ? room.item(pk) : null;
  }

  draw() {
    for (const old of this.room.canvas.querySelectorAll(".under, .split")) old.remove();
    for (const stage of this.room.canvas.querySelectorAll(".stage")) {
      stage.classList.remove("difference", "slider");
      stage.querySelector(".pic")?.style.removeProperty("clip-path");
    }
    for (const mode of ["difference", "slider"]) this.room.querySelector(`[data-do="${mode}"]`)?.setAttribute("aria-pressed", String(this.mode === mode));
    const rival = this.mode && this.rival();
    const stage = this.room.querySelector(".pane.now .stage");
    if (!rival || !stage?.querySelector(".pic")) return;
    this.under = Object.assign(new Image(), { className: "under", alt: "" });
    stage.prepend(this.under);
    stage.classList.add(this.mode);
    this.other = rival;
    if (this.mode === "slider") stage.parentElement.append(this.line(rival));
  }

  line(rival) {
    const split = document.createElement("div");
    split.className = "split";
    split.tabIndex = 0;
    for (const [name, value] of [["role", "slider"], ["aria-label", `Line between ${rival.number} and ${this.room.number(this.room.current())}`], ["aria-valuemin", "0"], ["aria-valuemax", "100"]]) split.setAttribute(name, value);
    for (const [side, words] of [["left", rival.number], ["right", this.room.number(this.room.current())]]) split.append(Object.assign(document.createElement("span"), { className: side, textContent: words }));
    split.addEventListener("keydown", (event) => this.keyed(event));
    split.addEventListener("pointerdown", (event) => this.drag(event));
    return split;
  }

  keyed(event) {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowUp: STEP, PageDown: -5 * STEP, PageUp: 5 * STEP, Home: -1, End: 1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the arrows are the line's while it is focused
    this.move(this.share + by);
  }

  drag(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation(); // it is not the picture that is moved
    const split = event.currentTarget;
    const { left, width } = this.sight();
    split.focus();
    split.setPointerCapture(event.pointerId);
    const move = (more) => this.move((more.clientX - left) / width);
    split.addEventListener("pointermove", move);
    for (const over of ["pointerup", "pointercancel"]) split.addEventListener(over, () => split.removeEventListener("pointermove", move), { once: true });
  }

  /** The part of the picture that the pane shows, in pixels of the window. */
  sight() {
    const stage = this.under.parentElement.getBoundingClientRect();
    const view = this.under.parentElement.parentElement.getBoundingClientRect();
    const [left, right] = [Math.max(view.left, stage.left), Math.min(view.right, stage.right)];
    return { view, stage, left, width: right - left };
  }

  move(share) {
    this.share = Math.min(1, Math.max(0, share));
    this.place();
  }

  /** After the pane was laid out anew, or the line moved. `pixels`: how wide the picture stands on the screen. */
  place(pixels = null) {
    if (!this.under?.isConnected) return;
    if (pixels) this.room.pictures.show(this.under, this.other, pixels);
    if (this.mode !== "slider") return;
    const { view, stage, left, width } = this.sight();
    const at = left + this.share * width;
    const figure = this.under.closest(".pane");
    figure.querySelector(".pic").style.clipPath = `inset(0 0 0 ${(((at - stage.left) / stage.width) * 100).toFixed(3)}%)`;
    const split = figure.querySelector(".split");
    split.style.left = `${at - view.left}px`;
    split.setAttribute("aria-valuenow", String(Math.round(this.share * 100)));
    split.setAttribute("aria-valuetext", `${Math.round(this.share * 100)} % ${this.other.number}`);
  }
}
