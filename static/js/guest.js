// A click on the picture is a pin, a drag a box; the words and the place go along as one plain form.
const SLIP = 0.01; // a drag shorter than this part of the picture is a click
const clamp = (value) => Math.min(1, Math.max(0, value));

class GuestMarks extends HTMLElement {
  connectedCallback() {
    this.form = document.querySelector(".guest-say");
    this.draft = this.querySelector("path.draft");
    this.pin = this.querySelector(".tag.draft");
    this.from = null;
    if (!this.form || !this.querySelector("img")) return;
    this.classList.add("live");
    this.form.elements.once.value = crypto.randomUUID?.() ?? "";
    this.form.querySelector(".where").textContent = "Click the picture for a place, or drag a box.";
    this.addEventListener("pointerdown", (event) => this.begin(event));
    this.addEventListener("pointermove", (event) => this.from && this.show(this.at(event)));
    this.addEventListener("pointerup", (event) => this.end(event));
    this.addEventListener("pointercancel", () => (this.from = null));
  }

  at(event) {
    const box = this.getBoundingClientRect();
    return [clamp((event.clientX - box.left) / box.width), clamp((event.clientY - box.top) / box.height)];
  }

  begin(event) {
    if (event.button || event.target.closest("a")) return;
    this.from = this.at(event);
    if (event.pointerType === "mouse") this.setPointerCapture(event.pointerId); // a finger that moves scrolls the page
  }

  /** From where it began to here: a box once it is one, else a pin. */
  show(to) {
    const [[ax, ay], [bx, by]] = [this.from, to];
    const box = Math.abs(ax - bx) > SLIP && Math.abs(ay - by) > SLIP;
    const { width, height } = this.dataset;
    const [l, t, r, b] = [Math.min(ax, bx) * width, Math.min(ay, by) * height, Math.max(ax, bx) * width, Math.max(ay, by) * height];
    this.draft.setAttribute("d", box ? `M${l} ${t}H${r}V${b}H${l}Z` : "");
    Object.assign(this.pin.style, { left: `${100 * (box ? l / width : bx)}%`, top: `${100 * (box ? t / height : by)}%` });
    this.pin.hidden = false;
    this.form.elements.kind.value = box ? "box" : "pin";
    this.form.elements.points.value = JSON.stringify(box ? [this.from, to] : [to]);
    this.form.querySelector(".where").textContent = box ? "About what is in the box." : "About this place.";
  }

  end(event) {
    if (!this.from) return;
    this.show(this.at(event));
    this.from = null;
    this.form.elements.text.focus({ preventScroll: event.pointerType === "mouse" });
  }
}

customElements.define("guest-marks", GuestMarks);
