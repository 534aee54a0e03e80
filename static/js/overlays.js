// What is laid over the pictures: a placement's crop and safe area, thirds, and the brief's copy as it would be set there.
import { toast } from "./toast.js";

export class Overlays {
  constructor(room) {
    this.room = room;
    this.select = room.querySelector(".overlay select");
    this.copying = new URLSearchParams(location.search).get("copy") === "on";
    this.copies = new Map(); // address -> promise of the fragment
    this.select.addEventListener("change", () => this.choose(this.select.value));
  }

  get chosen() {
    return this.select.value;
  }

  choose(name) {
    this.select.value = name;
    this.lay();
    this.room.address();
  }

  /** Through the list, and round to none. */
  next() {
    const names = [...this.select.options].map(({ value }) => value);
    this.choose(names[(names.indexOf(this.chosen) + 1) % names.length]);
    this.room.judging.say(this.select.selectedOptions[0].textContent);
  }

  /** Copy stands in a placement: with none chosen, in the first. */
  copy(on = !this.copying) {
    this.copying = on;
    const first = [...this.select.options].find(({ dataset }) => "placement" in dataset);
    if (on && !this.placement && first) this.select.value = first.value;
    this.lay();
    this.room.address();
  }

  get placement() {
    const option = this.select.selectedOptions[0];
    return option && "placement" in option.dataset ? option.value : "";
  }

  lay() {
    const { room, chosen } = this;
    for (const group of room.querySelectorAll(".frames [data-placement]")) group.toggleAttribute("hidden", group.dataset.placement !== chosen);
    for (const stage of room.canvas.querySelectorAll(".stage")) stage.dataset.overlay = chosen;
    room.querySelector('[data-do="copy"]')?.setAttribute("aria-pressed", String(this.copying));
    for (const figure of room.canvas.querySelectorAll(".pane")) this.set(figure);
  }

  /** The copy of one pane. */
  async set(figure) {
    const item = this.room.item(Number(figure.dataset.candidate));
    const wanted = this.copying && this.placement && item ? `${item.page}copy/${this.placement}/` : "";
    const there = figure.querySelector(".copy-block");
    if (there?.dataset.address === wanted) return;
    there?.remove();
    figure.dataset.copy = wanted;
    if (!wanted) return;
    const html = await this.fetch(wanted);
    if (!html || figure.dataset.copy !== wanted) return;
    const block = document.createRange().createContextualFragment(html).querySelector(".copy-block");
    block.dataset.address = wanted;
    figure.querySelector(".copy-block")?.remove();
    figure.querySelector(".stage").append(block);
    if (figure.classList.contains("now")) this.room.judging.say(block.dataset.words);
    for (const { dataset } of block.querySelectorAll("[data-font]")) this.font(dataset.font, dataset.family);
  }

  fetch(address) {
    if (!this.copies.has(address)) {
      const answer = fetch(address, { headers: { "HX-Request": "true" } }).then((got) => (got.ok && !got.redirected ? got.text() : null), () => null);
      this.copies.set(address, answer);
      answer.then((html) => html || (this.copies.delete(address), toast("The copy could not be set. Try again.", { level: "fail" })));
    }
    return this.copies.get(address);
  }

  /** A font of the style pack, once. */
  font(address, family) {
    if ([...document.fonts].some((face) => face.family.replaceAll('"', "") === family)) return;
    const face = new FontFace(family, `url(${address})`);
    document.fonts.add(face);
    face.load().catch(() => toast("A font of the style pack did not load; the copy is shown in another.", { level: "fail" }));
  }
}
