// The cells of the sheet: items of its list, found by candidate. What each says of itself stands in its attributes.
//   all() in the order they stand in; shown() those with a picture that no filter hides; cell(pk); name(cell)
const OF_THE_BATCH = ["rank", "tiers", "stack", "many", "place"]; // said by the whole sheet alone, kept by a cell drawn anew

export class Cells {
  constructor(list) {
    this.list = list;
    this.byPk = new Map([...list.querySelectorAll(":scope > .cell")].map((cell) => [this.pk(cell), cell]));
  }

  pk(cell) {
    return Number(cell.dataset.candidate);
  }

  all() {
    return [...this.byPk.values()];
  }

  shown() {
    return this.all().filter((cell) => !cell.hidden && cell.dataset.state === "done");
  }

  cell(pk) {
    return this.byPk.get(pk) || null;
  }

  standing(pk) {
    const { verdict = "", reasons = "", note = "", stars = "0" } = this.cell(pk).dataset;
    return { verdict, reasons: reasons ? reasons.split(" ") : [], note, stars: Number(stars) };
  }

  /** What a screen reader says; review/tiles.py says the same. */
  name(cell, why) {
    const { number, verdict, stars, words, rank, chosen } = cell.dataset;
    const said = [verdict || "undecided", ...(stars !== "0" ? [`${stars} of 5 stars`] : []), ...(chosen ? ["selected"] : [])].join(", ");
    const ranked = rank ? rank[0].toUpperCase() + rank.slice(1) : "";
    return [`Candidate ${number}, ${said}${why ? `: ${why}` : ""}`, words, ranked].filter(Boolean).join(". ");
  }

  /** A cell drawn anew by itself keeps what only the whole sheet says; one drawn with the sheet brings it. */
  exchange(old, fresh, { whole = false } = {}) {
    for (const name of OF_THE_BATCH) if (!whole && name in old.dataset) fresh.dataset[name] = old.dataset[name];
    const stack = old.querySelector(":scope > .stack");
    if (!whole && stack) fresh.append(stack);
    old.replaceWith(fresh);
    this.byPk.set(this.pk(fresh), fresh); // in the place of the old one: a Map keeps its order
  }

  /** The same picture, as before: only what the sheet says of it is taken over. */
  told(old, fresh) {
    for (const name of OF_THE_BATCH) {
      if (name in fresh.dataset) old.dataset[name] = fresh.dataset[name];
      else delete old.dataset[name];
    }
    const [was, is] = [old, fresh].map((cell) => cell.querySelector(":scope > .stack"));
    if (was && !is) was.remove();
    else if (!was && is) old.append(document.adoptNode(is));
  }

  grow(cell) {
    this.list.insertBefore(document.adoptNode(cell), this.list.querySelector(".fill"));
    this.byPk.set(this.pk(cell), cell);
  }
}
