// <pick-words>: a combobox whose list shows what each word means (ARIA 1.2, editable combobox with list autocomplete).
// Around an <input list> and its <datalist>: words may be typed freely too. Around a <select>: one of its options is
// found by typing, in the groups it has. Without this, the browser's own.
let serial = 0;

class PickWords extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector("datalist");
    this.select = this.querySelector("select");
    const input = this.select ? this.finder() : this.querySelector("input[list]");
    if (!input || (!words && !this.select) || input.readOnly || this.list) return;
    this.input = input;
    this.options = this.select ? this.chosen() : [...words.options].map((one) => ({ words: one.value, hint: one.textContent.trim(), was: one.dataset.was ?? "" }));
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

  /** The box that stands for the <select>, which goes on holding what is chosen. */
  finder() {
    const input = document.createElement("input");
    const { select } = this;
    const name = select.getAttribute("aria-label");
    Object.assign(input, { id: select.id, type: "text", placeholder: name, autocomplete: "off" });
    input.setAttribute("aria-label", name);
    select.removeAttribute("id");
    select.removeAttribute("aria-label");
    select.hidden = true;
    select.parentElement.querySelector(":scope > span")?.remove(); // the placeholder says it
    select.parentElement.classList.remove("pick");
    select.before(input);
    input.addEventListener("blur", () => (input.value = "")); // half a name is no choice
    return input;
  }

  chosen() {
    return [...this.select.options].filter((one) => one.value).map((one) => {
      const group = one.closest("optgroup")?.label ?? "";
      const [words, hint = ""] = one.text.split(/, (?=[^,]*$)/);
      return { words, hint, was: "", group, value: one.value };
    });
  }

  open(typed) {
    const wanted = typed.trim().toLowerCase().split(/\s+/);
    const found = this.options.filter((one) => {
      const said = `${one.group ?? ""} ${one.words} ${one.was} ${one.hint}`.toLowerCase();
      return wanted.every((word) => said.includes(word));
    });
    const same = (one) => one.words.toLowerCase() === typed.trim().toLowerCase();
    found.sort((a, b) => same(b) - same(a)); // what is named in full is meant
    const rows = [];
    found.forEach((one, place) => {
      if (one.group && one.group !== found[place - 1]?.group) rows.push(this.heading(one.group));
      rows.push(this.draw(one, place));
    });
    this.list.replaceChildren(...rows);
    const only = !this.select && found.length === 1 && same(found[0]);
    this.show(found.length > 0 && !only);
  }

  heading(group) {
    const row = document.createElement("li");
    row.className = "pick-group";
    row.setAttribute("role", "presentation");
    row.textContent = group;
    return row;
  }

  draw(one, place) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${place}`;
    row.setAttribute("role", "option");
    row.dataset.words = one.value ?? one.words;
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
    const rows = [...this.list.querySelectorAll("[role=option]")];
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
    } else if (event.key === "Enter" && (this.select || !this.list.hidden) && !event.ctrlKey && !event.metaKey) {
      if (this.list.hidden) this.open(this.input.value);
      // Of a <select> the first that fits is meant; what is typed freely is meant as it is.
      const meant = this.active ?? (this.select && this.input.value.trim() ? this.list.querySelector("[role=option]") : null);
      if (!meant) return;
      event.preventDefault();
      this.pick(meant.dataset.words);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  pick(words) {
    const holder = this.select ?? this.input;
    holder.value = words;
    if (this.select) this.input.value = "";
    else this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
    holder.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
customElements.define("pick-words", PickWords);
