// The panes of the loupe: who stands in them, their pictures, and how each candidate stands under its picture.
import { drawTeam } from "./team.js";

const AHEAD = [1, 2, -1, 3];

export class Panes {
  constructor(room) {
    this.room = room;
    this.canvas = room.canvas;
    this.key = `gatefold.champion.${room.dataset.batch}`;
    const beside = this.canvas.querySelector(".pane:not(.now)");
    this.champion = Number(sessionStorage.getItem(this.key)) || (room.up === "2" ? Number(beside?.dataset.candidate) : 0) || null;
    this.wide = 0; // pixels of the screen that the current picture is wide
  }

  /** The champion that somebody pinned, where it is in this row. */
  pinned() {
    return this.champion && this.room.has(this.champion) ? this.champion : null;
  }

  /** Who stands beside the current one: the champion; where that is the current one itself, the best other. */
  rival() {
    const now = this.room.current();
    if (this.pinned() && this.champion !== now) return this.champion;
    const others = this.room.row.filter(({ pk }) => pk !== now);
    const picks = others.filter(({ verdict }) => verdict === "picked");
    return (picks.length ? picks : others).reduce((best, one) => (!best || one.stars > best.stars ? one : best), null)?.pk || null;
  }

  pin(pk) {
    const { room } = this;
    this.champion = this.champion === pk ? null : pk;
    if (this.champion) sessionStorage.setItem(this.key, pk);
    else sessionStorage.removeItem(this.key);
    room.draw();
    room.address();
    room.judging.say(this.champion ? `${room.number(pk)} is the champion: it stays while you move on, and C compares with it.` : `${room.number(pk)} is no longer the champion.`);
  }

  shown() {
    const { room } = this;
    const now = room.current();
    if (room.up === "4") return this.four(now);
    if (room.up === "2") return this.rival() ? [this.rival(), now] : [now];
    if (room.up === "tiers") return room.tiers.line(now);
    return [now];
  }

  /** Four of the row, leaf by leaf; with a champion, it and three others. */
  four(now) {
    const champion = this.pinned();
    const others = this.room.row.map(({ pk }) => pk).filter((pk) => pk !== champion);
    const size = champion ? 3 : 4;
    const at = Math.max(0, others.indexOf(now));
    const leaf = others.slice(at - (at % size), at - (at % size) + size);
    return champion ? [champion, ...leaf] : leaf;
  }

  draw() {
    const { room, canvas } = this;
    const wanted = this.shown();
    canvas.dataset.up = room.up === "2" && wanted.length < 2 ? "1" : room.up;
    const figures = [...canvas.querySelectorAll(".pane")];
    while (figures.length < wanted.length) figures.push(canvas.appendChild(this.another(figures[0])));
    figures.splice(wanted.length).forEach((figure) => figure.remove());
    wanted.forEach((pk, place) => {
      const figure = figures[place];
      if (canvas.children[place] !== figure) canvas.insertBefore(figure, canvas.children[place] || null);
      figure.classList.toggle("now", pk === room.current());
      if (Number(figure.dataset.candidate) !== pk || !figure.dataset.ready) this.fill(figure, pk);
    });
  }

  another(figure) {
    const made = figure.cloneNode(true);
    delete made.dataset.ready;
    const image = made.querySelector(".pic");
    if (image) for (const name of ["src", "data-wants"]) image.removeAttribute(name);
    if (image) image.dataset.of = "0"; // nobody's yet
    return made;
  }

  fill(figure, pk) {
    const { room } = this;
    const item = room.item(pk);
    if (!item) return;
    const fresh = Number(figure.dataset.candidate) !== pk;
    figure.dataset.candidate = pk;
    figure.dataset.ready = "yes";
    const image = figure.querySelector(".pic");
    if (image) image.alt = `Candidate ${item.number}`;
    if (fresh) figure.querySelector(".layer").replaceChildren();
    if (fresh || !figure.querySelector(".frames")) room.beside.fetch(pk).then((html) => Number(figure.dataset.candidate) === pk && html && room.beside.layer(figure, html));
  }

  /** A pane was laid out: its picture in the size that is sharp there. */
  sharpen(figure, pixels) {
    const item = this.room.item(Number(figure.dataset.candidate));
    const image = figure.querySelector(".pic");
    if (!item || !image) return;
    this.room.pictures.show(image, item, pixels);
    if (item.pk === this.room.current()) this.wide = pixels;
  }

  ahead() {
    const { row, at, pictures } = this.room;
    pictures.ahead(AHEAD.map((by) => row[at + by]).filter(Boolean), this.wide || 1280);
  }

  standings() {
    const { room } = this;
    for (const figure of this.canvas.querySelectorAll(".pane")) this.caption(figure);
    for (const link of room.querySelectorAll(".strip a")) {
      const pk = Number(link.dataset.candidate);
      link.dataset.verdict = room.item(pk)?.verdict || "";
      link.toggleAttribute("data-champion", pk === this.champion);
    }
    const item = room.row[room.at];
    if (item) this.decide(item);
  }

  caption(figure) {
    const { room } = this;
    const item = room.item(Number(figure.dataset.candidate));
    if (!item) return;
    figure.querySelector(".verdict-mark").dataset.verdict = item.verdict;
    figure.querySelector(".number").textContent = item.number;
    figure.querySelector(".caption").textContent = room.tiers.item(item.pk)?.caption || "";
    const why = room.judging.why(item);
    figure.querySelector(".standing").textContent = `${capital(item.verdict || "undecided")}${why ? `: ${why}` : ""}`;
    const stars = figure.querySelector(".star-row");
    stars.dataset.stars = item.stars;
    stars.setAttribute("aria-label", `${item.stars} of 5 stars`);
    const pic = figure.querySelector(".pic");
    if (pic) pic.alt = `Candidate ${item.number}, ${[item.verdict || "undecided", ...(item.stars ? [`${item.stars} of 5 stars`] : [])].join(", ")}`;
    const champion = this.champion === item.pk;
    figure.classList.toggle("champion", champion);
    figure.querySelector(".pin-champion").setAttribute("aria-pressed", String(champion));
  }

  /** The buttons beside the picture say what stands. */
  decide(item) {
    const { room } = this;
    room.querySelector(".decide .stars")?.setAttribute("data-stars", item.stars);
    for (const button of room.querySelectorAll(".verdicts [data-do]")) button.setAttribute("aria-pressed", String(item.verdict === (button.dataset.do === "pick" ? "picked" : "rejected")));
    const words = room.querySelector('.verdicts [data-do="pick"] span');
    if (words) words.textContent = `Pick ${item.number}`;
    const finish = room.querySelector(".finish-it");
    if (finish) finish.hidden = item.verdict !== "picked";
    const team = room.querySelector(".team");
    if (team && Number(team.dataset.teamOf) === item.pk) drawTeam(team, item);
  }
}

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}
