// What is said about marks: sending it without leaving the page, keeping it while the line is away, what somebody is
// typing while others speak, and which thread belongs to which mark.
import { KeptMarks, sentence } from "./kept-marks.js";
import { mentionMenu } from "./mention-menu.js";
import { toast } from "./toast.js";

const TOGETHER_MS = 120; // ten people at once are ten events: one question for all that come so soon after each other

export class Threads {
  constructor(room, annotations, applied) {
    this.room = room;
    this.annotations = annotations;
    this.applied = applied; // called with the new parts after something was said
    this.unseen = []; // saved, and not in the threads of this page yet
    this.kept = new KeptMarks({ me: room.dataset.me });
    this.kept.addEventListener("change", () => this.waiting());
    this.kept.addEventListener("sent", ({ detail }) => this.sent(detail));
    this.kept.addEventListener("refused", ({ detail }) => this.refused(detail));
    room.addEventListener("submit", (event) => this.submit(event));
    room.addEventListener("click", (event) => this.clicked(event));
    room.addEventListener("keydown", (event) => this.keyed(event));
    for (const kind of ["pointerover", "pointerout", "focusin", "focusout"]) room.addEventListener(kind, (event) => this.hover(event));
    const people = () => [...room.querySelectorAll("[data-people] li")].map((one) => [one.dataset.at, one.textContent]);
    mentionMenu({ id: "mark-people", className: "people-menu", people, writes: (node) => node.matches?.("[data-keep] textarea") });
    this.waiting();
  }

  get form() {
    return this.room.querySelector("[data-compose]");
  }

  emptied() {
    const { form } = this;
    if (!form) return;
    form.elements.kind.value = form.elements.points.value = form.elements.once.value = "";
    form.querySelector(".where").textContent = "In the middle, unless you draw.";
    form.querySelector('[data-do="discard"]').hidden = true;
  }

  keyed(event) {
    if (!event.target.closest("[data-marks] textarea")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    if (event.key === "Escape") {
      event.target.blur();
      event.stopPropagation();
    }
  }

  // --- Saying ---
  async submit(event) {
    const form = event.target.closest("[data-marks]");
    if (!form) return;
    event.preventDefault();
    if (form.matches("[data-keep]")) return this.keep(form);
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form), headers: { "HX-Request": "true", Accept: "text/html, application/problem+json" } });
      const text = await answer.text();
      if (answer.redirected) throw new Error("You are signed out. Sign in again in another tab, then send this once more.");
      if (!answer.ok) throw new Error(sentence(text, answer.status));
      form.remove(); // what it says is said: it is not kept as something that is being typed
      this.applied(text);
    } catch (problem) {
      toast(problem instanceof TypeError ? "No connection. Try again when it is back." : problem.message, { level: "fail" });
    } finally {
      button.disabled = false;
    }
  }

  /** A mark or an answer: kept here first, then sent. The form is free for the next at once. */
  keep(form) {
    const { candidate } = this.room.querySelector(".marks-side").dataset;
    const { draft } = this.annotations;
    const compose = form.matches("[data-compose]");
    this.kept.add(form, { candidate: Number(candidate), number: this.room.number(Number(candidate)), ...(compose && draft ? { draft } : {}) });
    form.reset();
    if (form.elements.once) form.elements.once.value = "";
    if (compose) this.annotations.discard();
    else form.closest("details").open = false;
  }

  /** It is saved: it stays as it was drawn until the threads come that have it. */
  sent({ item }) {
    this.unseen.push(item);
    this.waiting();
    if (this.room.panes.shown().includes(item.candidate)) this.heard(item.candidate);
    else if (this.room.has(item.candidate)) this.room.beside.forget(item.candidate);
  }

  /** The server will never take it: the words go back to where they were written. */
  refused({ item, sentence: words }) {
    toast(`${item.number}: ${words}`, { level: "fail" });
    const area = this.form?.querySelector("textarea");
    if (area && !area.value && this.form.getAttribute("action") === item.url) {
      area.value = item.fields.text;
      if (item.draft && !this.annotations.draft) {
        this.annotations.stage = this.room.querySelector(".pane.now .stage");
        this.annotations.draft = item.draft;
        this.annotations.draw();
        this.annotations.fill();
      }
    }
  }

  /** What is not sent yet, in words, and how to be rid of it. */
  waiting() {
    const list = this.room.querySelector(".waiting-marks");
    if (!list) return;
    this.annotations.drawWaiting([...this.unseen, ...this.kept.waiting]);
    const items = this.kept.trouble ? this.kept.waiting : [];
    list.hidden = !items.length;
    list.replaceChildren(
      ...items.map((item) => {
        const row = document.createElement("li");
        const drop = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Discard" });
        drop.dataset.drop = item.fields.once;
        row.append(Object.assign(document.createElement("span"), { textContent: `${item.number}: “${item.fields.text}” is kept here and sent later. ${this.kept.trouble}` }), drop);
        return row;
      }),
    );
  }

  // --- What somebody is typing while the threads are drawn anew ---
  typed() {
    const active = document.activeElement;
    const open = [...this.room.querySelectorAll(".thread details[open]")].map((one) => [one.closest(".thread").id, [...one.parentNode.children].indexOf(one)]);
    const fields = [...this.room.querySelectorAll(".marks-side :is(textarea, input[type=date])")].filter((one) => one.id).map((one) => ({ id: one.id, value: one.value, was: one.defaultValue }));
    const painting = [...this.room.querySelectorAll(".paint-here > form")].map((form) => [form.closest(".thread").id, form]);
    const at = active?.closest?.(".marks-side") && active.id ? { id: active.id, from: active.selectionStart, to: active.selectionEnd } : null;
    return { open, fields, painting, at };
  }

  retype({ open, fields, painting, at }) {
    for (const [id, place] of open) {
      const found = this.room.querySelector(`#${id} .acts`)?.children[place];
      if (found?.matches("details")) found.open = true;
    }
    for (const [id, form] of painting) this.room.querySelector(`#${id} .paint-here`)?.replaceChildren(form);
    for (const { id, value, was } of fields) {
      const field = document.getElementById(id);
      if (field && value !== was) field.value = value;
    }
    const field = at && document.getElementById(at.id);
    if (field) {
      field.focus({ preventScroll: true });
      if (field.matches("textarea")) field.setSelectionRange(at.from, at.to);
    }
    this.unseen = [];
    this.waiting();
  }

  /** Somebody said something about a picture that is shown: asked for soon, once for all that come together. */
  heard(pk) {
    clearTimeout(this.later);
    this.asked = (this.asked || new Set()).add(pk);
    this.later = setTimeout(() => {
      for (const one of this.asked) this.room.beside.anew(one);
      this.asked.clear();
    }, TOGETHER_MS);
  }

  // --- Painting anew ---
  async paint(link) {
    const { id } = link.closest(".thread");
    const place = () => this.room.querySelector(`#${id} .paint-here`); // the threads may be drawn anew before the form comes
    if (place().firstElementChild) return place().replaceChildren();
    try {
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected) return location.assign(link.href);
      const form = document.createRange().createContextualFragment(await answer.text());
      place()?.replaceChildren(form);
      place()?.querySelector("textarea")?.focus();
    } catch {
      toast("No connection. Try again when it is back.", { level: "fail" });
    }
  }

  clicked(event) {
    if (event.target.closest('[data-do="discard"]')) this.annotations.discard();
    const drop = event.target.closest("[data-drop]");
    if (drop) this.kept.drop([drop.dataset.drop]);
    const paint = event.target.closest("a[data-paint]");
    if (paint && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      return this.paint(paint);
    }
    const tag = event.target.closest("a.tag");
    if (!tag) return;
    event.preventDefault();
    this.room.querySelector(`.thread[data-mark="${tag.dataset.mark}"]`)?.scrollIntoView({ block: "nearest" });
    this.light(tag.dataset.mark);
  }

  hover(event) {
    const mark = event.target.closest?.("[data-mark]")?.dataset.mark;
    if (event.type === "pointerover" || event.type === "focusin") mark && this.light(mark);
    else if (mark) this.light("");
  }

  light(mark) {
    for (const one of this.room.querySelectorAll(".thread[data-mark]")) one.toggleAttribute("data-lit", one.dataset.mark === mark);
    for (const one of this.room.querySelectorAll(".layer [data-mark]")) one.classList.toggle("now", one.dataset.mark === mark);
  }
}
