// Pictures on a sheet: a chosen file is sent at once, and a file may be dropped on its slot.
function send(input) {
  if (input.files.length) input.form.requestSubmit();
}
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches?.("[data-upload] input[type=file]")) send(input);
});
const over = (event) => event.target.closest?.("[data-slot]");
document.addEventListener("dragover", (event) => {
  const slot = over(event);
  for (const other of document.querySelectorAll(".slot.aimed")) other.classList.toggle("aimed", other === slot);
  if (!slot) return;
  event.preventDefault();
  slot.classList.add("aimed");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.querySelector(".slot.aimed")?.classList.remove("aimed");
});
document.addEventListener("drop", (event) => {
  const slot = over(event);
  if (!slot) return;
  event.preventDefault();
  slot.classList.remove("aimed");
  const input = slot.querySelector("input[type=file]");
  const file = [...(event.dataTransfer?.files ?? [])][0];
  if (!input || !file) return;
  const one = new DataTransfer();
  one.items.add(file);
  input.files = one.files;
  send(input);
});
