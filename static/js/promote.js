// "Promote" opens its panel over the page. Without this module the same link goes to a page of its own.
import { open } from "./dialog.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-promote]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const place = document.querySelector("#promotion");
  place.replaceChildren(Object.assign(document.createElement("p"), { className: "quiet", textContent: "Looking what can be kept." }));
  open("promote");
  window.htmx.ajax("GET", link.href, { target: "#promotion", swap: "outerHTML" }).catch(() => location.assign(link.href));
});
