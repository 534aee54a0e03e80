// <focal-frame>: a frame over a picture, 0-1 of it, dragged by pointer or moved by keys; its value is a hidden input.
const STEP = 0.01;
const LEAST = 0.05;

class FocalFrame extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[name=focal]");
    this.value = JSON.parse(this.dataset.focal);
    this.box = document.createElement("div");
    this.box.className = "focal-box";
    this.box.tabIndex = 0;
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-roledescription", "focal frame");
    this.corner = document.createElement("span");
    this.corner.className = "focal-corner";
    this.box.append(this.corner);
    this.append(this.box);
    this.box.addEventListener("pointerdown", (event) => this.drag(event));
    this.box.addEventListener("keydown", (event) => this.nudge(event));
    this.show();
  }

  set(x, y, w, h) {
    w = Math.min(Math.max(w, LEAST), 1);
    h = Math.min(Math.max(h, LEAST), 1);
    x = Math.min(Math.max(x, 0), 1 - w);
    y = Math.min(Math.max(y, 0), 1 - h);
    this.value = { x, y, w, h };
    this.show();
  }

  show() {
    const { x, y, w, h } = this.value;
    const per = (n) => `${(n * 100).toFixed(2)}%`;
    Object.assign(this.box.style, { left: per(x), top: per(y), width: per(w), height: per(h) });
    const round = Object.fromEntries(Object.entries(this.value).map(([key, n]) => [key, Math.round(n * 1e5) / 1e5]));
    this.input.value = JSON.stringify(round);
    const words = `Focal frame: from ${per(x)} left, ${per(y)} top, ${per(w)} wide, ${per(h)} high`;
    this.box.setAttribute("aria-label", words);
  }

  drag(event) {
    event.preventDefault();
    this.box.focus();
    const sizing = event.target === this.corner;
    const start = { ...this.value };
    const area = this.getBoundingClientRect();
    const move = (to) => {
      const dx = (to.clientX - event.clientX) / area.width;
      const dy = (to.clientY - event.clientY) / area.height;
      if (sizing) this.set(start.x, start.y, start.w + dx, start.h + dy);
      else this.set(start.x + dx, start.y + dy, start.w, start.h);
    };
    this.box.setPointerCapture(event.pointerId);
    this.box.addEventListener("pointermove", move);
    this.box.addEventListener("lostpointercapture", () => this.box.removeEventListener("pointermove", move), { once: true });
  }

  nudge(event) {
    const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const { x, y, w, h } = this.value;
    if (event.shiftKey) this.set(x, y, w + way[0], h + way[1]);
    else this.set(x + way[0], y + way[1], w, h);
  }
}

customElements.define("focal-frame", FocalFrame);
