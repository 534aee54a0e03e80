// <pick-words> around an <input list> and its <datalist>: a combobox whose list shows what each word means, and whose
// words may be typed freely too (ARIA 1.2, editable combobox with list autocomplete). Without this, the browser's own.
let serial = 0;

class PickWords extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[list]");
    const words = this.querySelector("datalist");
    if (!input || !words || input.readOnly || this.list) return;
    this.input = input;
    this.options = [...words.options].map((one) => ({ words: one.value, hint: one.textContent.trim(), was: one.dataset.was ?? "" }));
    input.removeAttribute("list"); // or the browser would draw a second list
    this.list = document.createElement("ul");
    this.list.id = `pick-${(serial += 1)}`;
    this.list.className = "pick-list";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.append(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.open(input.value));
    input.addEventListener("click", () => this.list.hidden && this.open(""));
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.pick(option.dataset.words);
    });
  }

  open(typed) {
    const wanted = typed.trim().toLowerCase();
    const found = this.options.filter((one) => `${one.words} ${one.was} ${one.hint}`.toLowerCase().includes(wanted));
    this.list.replaceChildren(...found.map((one, place) => this.draw(one, place)));
    const only = found.length === 1 && found[0].words.toLowerCase() === wanted;
    this.show(found.length > 0 && !only);
  }

  draw(one, place) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${place}`;
    row.setAttribute("role", "option");
    row.dataset.words = one.words;
    const words = document.createElement("b");
    words.textContent = one.was || one.words;
    if (one.was) row.classList.add("was");
    row.append(words);
    if (one.hint) {
      const hint = document.createElement("span");
      hint.textContent = one.was ? `now called ${one.words}` : one.hint;
      row.append(" ", hint);
    }
    return row;
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.show(false);
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  move(step) {
    const rows = [...this.list.children];
    if (!rows.length) return;
    const at = rows.indexOf(this.active);
    const next = rows[at < 0 && step < 0 ? rows.length - 1 : (at + step + rows.length) % rows.length];
    this.active?.removeAttribute("aria-selected");
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", next.id);
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open(event.altKey ? "" : this.input.value);
      if (!event.altKey) this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden && this.active && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.pick(this.active.dataset.words);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  pick(words) {
    this.input.value = words;
    this.close();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    if (this.classList.contains("adds")) this.input.form.requestSubmit(); // a term is complete
    else this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }
}
customElements.define("pick-words", PickWords);
