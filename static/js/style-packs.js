// The swatch beside a colour's code becomes a colour well: what is picked is written, what is written is shown.
const well = (swatch) => {
  const code = swatch.parentElement.querySelector("[data-hex]");
  if (!code || code.matches(":disabled")) return;
  const pick = Object.assign(document.createElement("input"), { type: "color", className: "swatch", tabIndex: -1 });
  pick.setAttribute("aria-hidden", "true");
  const show = () => { if (/^#[0-9a-f]{6}$/i.test(code.value.trim())) pick.value = code.value.trim(); };
  show();
  pick.addEventListener("input", () => { code.value = pick.value.toUpperCase(); });
  code.addEventListener("input", show);
  swatch.replaceWith(pick);
};
const wells = (root) => root.querySelectorAll(".rows.of-palette i.swatch").forEach(well);
wells(document);
document.addEventListener("htmx:load", (event) => wells(event.detail.elt));
