// Shows the chosen picture beside what was found. It is drawn from the person's own disk; the server never decodes it.
let address = "";
document.addEventListener("htmx:afterSwap", () => {
  const shown = document.querySelector("[data-shown]");
  const file = document.querySelector("#f-file")?.files[0];
  if (!shown || !file) return;
  URL.revokeObjectURL(address);
  address = URL.createObjectURL(file);
  shown.addEventListener("load", () => { shown.hidden = false; }, { once: true });
  shown.src = address;
});
