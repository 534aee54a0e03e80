// `/` or Ctrl-K: go to a brief, a batch or an asset by name, or run a command. The server finds; this moves and opens.
import { open } from "./dialog.js";
import { keys } from "./keys.js";

const dialog = document.getElementById("palette");

if (dialog) {
  const input = dialog.querySelector("input");
  const found = dialog.querySelector(".found");
  let asked = null;
  let current = -1;

  const options = () => [...found.querySelectorAll("[role=option]")];

  function point(to) {
    const all = options();
    current = all.length ? (to + all.length) % all.length : -1;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
    if (current < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const address = `${dialog.dataset.search}?${new URLSearchParams({ q: input.value, from: location.pathname })}`;
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { "HX-Request": "true" } });
      if (answer.headers.has("HX-Redirect")) return location.assign(answer.headers.get("HX-Redirect")); // signed out meanwhile
      if (!answer.ok) throw new Error(answer.status);
      found.innerHTML = await answer.text(); // our own fragment: the template escapes what people typed
      point(0);
    } catch (error) {
      if (error.name === "AbortError") return;
      found.innerHTML = '<p class="none">Search is not answering. Try again in a moment.</p>';
    }
  }

  function go(option) {
    const form = option.querySelector("form");
    const opener = option.dataset.palette;
    dialog.close();
    if (form) form.requestSubmit();
    else if (opener) open(opener);
    else location.assign(option.dataset.href);
  }

  let pause = 0;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      point(current + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = options()[current];
      if (option) go(option);
    }
  });
  found.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  dialog.addEventListener("gatefold:open", () => {
    input.select();
    ask();
  });

  keys.add("mod+k", "Search or run a command", () => open("palette"), { always: true });
  keys.add("/", "Search or run a command", () => open("palette"));
}
