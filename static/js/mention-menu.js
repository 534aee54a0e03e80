// @mentions: who is meant, while the name is typed. A list below the field, walked with the arrows, taken with Enter,
// Tab or a finger; Escape closes it. A name that nobody has stays text.
//   mentionMenu({ id, className, writes: (node) => bool, people: (field) => [[user, name], …] })
export function mentionMenu({ id, className, writes, people }) {
  const box = Object.assign(document.createElement("ul"), { id, className, hidden: true });
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "People to mention");
  let field = null;
  let from = 0;

  function suggest(node) {
    const before = node.value.slice(0, node.selectionEnd);
    const typed = /(?:^|[^\w@.+-])@([\w.@+-]*)$/.exec(before);
    const wanted = typed?.[1].toLowerCase();
    const fits = ([user, name]) => user.toLowerCase().startsWith(wanted) || name.toLowerCase().split(" ").some((part) => part.startsWith(wanted));
    const byUser = ([user]) => Number(!user.toLowerCase().startsWith(wanted)); // what was typed is a user name first
    const found = typed ? people(node).filter(fits).sort((a, b) => byUser(a) - byUser(b)).slice(0, 6) : [];
    if (!found.length) return fold();
    field = node;
    from = before.length - typed[1].length;
    box.replaceChildren(...found.map(row));
    field.after(box);
    box.hidden = false;
    field.setAttribute("aria-controls", id);
    choose(0);
  }

  function row([user, name], at) {
    const item = Object.assign(document.createElement("li"), { id: `${id}-${at}` });
    item.setAttribute("role", "option");
    item.dataset.user = user;
    item.append(Object.assign(document.createElement("b"), { textContent: name }), Object.assign(document.createElement("span"), { className: "quiet", textContent: `@${user}` }));
    return item;
  }

  function choose(at) {
    const rows = [...box.children];
    const to = (at + rows.length) % rows.length;
    rows.forEach((item, place) => item.setAttribute("aria-selected", String(place === to)));
    field.setAttribute("aria-activedescendant", rows[to].id);
  }

  function fold() {
    field?.removeAttribute("aria-activedescendant");
    field?.removeAttribute("aria-controls");
    box.hidden = true;
    field = null;
  }

  function take(item) {
    const into = field;
    into.setRangeText(`${item.dataset.user} `, from, into.selectionEnd, "end");
    fold();
    into.focus();
  }

  document.addEventListener("input", (event) => writes(event.target) && suggest(event.target));
  document.addEventListener("focusout", (event) => event.target === field && fold());
  box.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the text keeps the focus
    const item = event.target.closest("[role=option]");
    if (item) take(item);
  });
  document.addEventListener("keydown", (event) => {
    if (!field || event.target !== field) return;
    const rows = [...box.children];
    const at = rows.findIndex((item) => item.getAttribute("aria-selected") === "true");
    const acts = { ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at - 1), Enter: () => take(rows[at]), Tab: () => take(rows[at]), Escape: fold };
    if (!acts[event.key] || event.ctrlKey || event.metaKey) return;
    acts[event.key]();
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
