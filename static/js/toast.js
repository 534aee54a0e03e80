// What just happened, for six seconds, with a way back. Text is set as text: it may hold anything people typed.
//   toast("Rejected 005: person cut at the edge.", { undo: () => … })
//   The server says it with HX-Trigger: {"toast": {"text": "…", "level": "fail"}} or django.contrib.messages.
const SHAPES = {
  pass: '<circle cx="7" cy="7" r="6.5"/><path class="cut" d="m4 7.2 2.1 2.1L10 5.2"/>',
  warn: '<path d="M7 .9 13.6 12.9H.4z"/><path class="cut" d="M7 5v3.6M7 10.8v.05"/>',
  fail: '<path d="M4.2.5h5.6l3.7 3.7v5.6l-3.7 3.7H4.2L.5 9.8V4.2z"/><path class="cut" d="m4.8 4.8 4.4 4.4M9.2 4.8 4.8 9.2"/>',
};
const STAYS = { fail: 0, error: 0 }; // what went wrong waits for a hand
const tray = document.getElementById("toasts");

function leave(item, after) {
  if (!after) return;
  let timer = setTimeout(() => item.remove(), after);
  item.addEventListener("pointerenter", () => clearTimeout(timer));
  item.addEventListener("focusin", () => clearTimeout(timer));
  item.addEventListener("pointerleave", () => (timer = setTimeout(() => item.remove(), 2000)));
}

export function toast(text, { level = "", undo = null, after = STAYS[level] ?? 6000 } = {}) {
  const item = document.createElement("div");
  item.className = "toast";
  const shape = SHAPES[level === "error" ? "fail" : level];
  if (shape) item.insertAdjacentHTML("beforeend", `<svg class="verdict ${level === "error" ? "fail" : level}" viewBox="0 0 14 14" aria-hidden="true">${shape}</svg>`);
  const words = document.createElement("span");
  words.textContent = text;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = undo ? "Undo" : "Close";
  button.addEventListener("click", () => {
    item.remove();
    if (undo) undo();
  });
  item.append(words, button);
  while (tray.children.length > 2) tray.firstElementChild.remove();
  tray.append(item);
  leave(item, after);
  return item;
}

// Drawn by the server with the page.
for (const item of tray.querySelectorAll("[data-toast]")) {
  item.querySelector("[data-close]").addEventListener("click", () => item.remove());
  leave(item, item.classList.contains("error") ? 0 : 6000);
}

document.addEventListener("toast", (event) => toast(event.detail.text, { level: event.detail.level }));
document.addEventListener("htmx:responseError", (event) => {
  const answer = event.detail.xhr;
  if ((answer.getResponseHeader("HX-Trigger") || "").includes('"toast"')) return; // it has said so itself
  toast(`The server refused that (${answer.status}). Nothing was changed: reload the page and try again.`, { level: "fail" });
});
document.addEventListener("htmx:sendError", () =>
  toast("No connection to Gatefold. Nothing was sent: try again when it is back.", { level: "fail" }),
);
