// Beside the sheet: what is picked, and why the rest was rejected.
export class Tray {
  /** `why(cell)` says its reasons in words; `labels`: slug -> label of a reason. */
  constructor(sheet, { why, labels }) {
    this.sheet = sheet;
    this.why = why;
    this.labels = labels;
  }

  show(picked, rejected) {
    const list = this.sheet.querySelector(".picks");
    const old = new Map([...list.children].map((item) => [item.dataset.pick, item]));
    picked.forEach((cell, place) => {
      const { candidate } = cell.dataset;
      const item = this.pick(cell, old.get(candidate));
      old.delete(candidate);
      if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null);
    });
    for (const item of old.values()) item.remove();
    this.sheet.querySelector(".picked-count").textContent = picked.length === 1 ? "1 pick" : `${picked.length || "no"} picks`;
    this.sheet.querySelector(".no-picks").hidden = picked.length > 0;
    const finish = this.sheet.querySelector(".tray footer .button");
    if (finish) finish.hidden = !picked.length;
    this.reasons(rejected);
  }

  pick(cell, item = this.sheet.querySelector(".pick-template").content.firstElementChild.cloneNode(true)) {
    const { candidate, number, stars, reasons, note, preview, sizes = "" } = cell.dataset;
    const stands = [number, stars, reasons, note].join();
    if (item.dataset.stands === stands) return item;
    item.dataset.stands = stands;
    item.dataset.pick = candidate;
    item.querySelector("a").href = cell.querySelector("a.tile").href;
    const image = item.querySelector("img");
    const digest = / webp (\w+)/.exec(` ${sizes}`)?.[1]; // the narrowest: they stand from narrow to wide
    const source = digest ? `/candidates/${candidate}/sizes/${digest}.webp` : preview;
    if (image.getAttribute("src") !== source) image.src = source;
    image.alt = `Pick ${number}`;
    item.querySelector("b").textContent = number;
    item.querySelector(".star-row").dataset.stars = stars;
    item.querySelector(".star-row").setAttribute("aria-label", `${stars} of 5 stars`);
    item.querySelector(".why-picked").textContent = this.why(cell);
    const onward = item.querySelector(".onward");
    if (onward) onward.href = `/candidates/${candidate}/promote/`;
    item.querySelector("button")?.setAttribute("aria-label", `Take ${number} out of the picks`);
    return item;
  }

  reasons(rejected) {
    const counts = new Map();
    for (const cell of rejected) {
      const labels = cell.dataset.reasons ? cell.dataset.reasons.split(" ").map((slug) => this.labels.get(slug) || slug) : ["No reason given"];
      for (const label of labels) counts.set(label, (counts.get(label) || 0) + 1);
    }
    const rows = [...counts].sort(([a, m], [b, n]) => (a === "No reason given") - (b === "No reason given") || n - m || a.localeCompare(b));
    const part = (name, text) => Object.assign(document.createElement(name), { textContent: text });
    this.sheet.querySelector(".why").hidden = !rows.length;
    this.sheet.querySelector(".why dl").replaceChildren(...rows.flatMap(([label, many]) => [part("dt", label), part("dd", many)]));
  }
}
