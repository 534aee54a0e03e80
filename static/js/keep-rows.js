// Rows of keep-clear shapes: another one is added, one is taken out. Without this there is always one empty row.
const rows = document.getElementById("keep-rows");

function tell() {
  rows.dispatchEvent(new CustomEvent("keeprows", { bubbles: true })); // the drawing follows
}

if (rows) {
  for (const button of rows.querySelectorAll("[hidden]")) button.hidden = false;
  rows.addEventListener("click", (event) => {
    if (event.target.closest(".keep-add")) {
      const all = rows.querySelectorAll(".keep-row");
      const fresh = all[all.length - 1].cloneNode(true);
      for (const input of fresh.querySelectorAll("input")) input.value = "";
      all[all.length - 1].after(fresh);
      fresh.querySelector("input").focus();
    }
    const remove = event.target.closest(".keep-row .x");
    if (!remove) return;
    const row = remove.closest(".keep-row");
    const near = row.nextElementSibling?.matches(".keep-row") ? row.nextElementSibling : row.previousElementSibling;
    if (rows.querySelectorAll(".keep-row").length > 1) row.remove();
    else for (const input of row.querySelectorAll("input")) input.value = "";
    (near?.querySelector("input") ?? rows.querySelector(".keep-row input")).focus();
    tell();
  });
}
