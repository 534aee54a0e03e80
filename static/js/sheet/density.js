// How high the rows stand: as somebody chose with the slider; until then few tiles fill the room (a phone keeps its own
// two columns).
import { fitRows } from "../fit-rows.js";

const KEY = "gatefold.sheet.row";

export function density(sheet, value = localStorage.getItem(KEY)) {
  const slider = sheet.querySelector(".density input");
  const list = sheet.querySelector(".rows");
  if (!value) {
    if (matchMedia("(min-width: 721px)").matches) slider.value = fitRows(list, sheet.querySelector(".sheet-scroll"), Number(slider.max));
    return;
  }
  slider.value = value;
  list.style.removeProperty("max-width");
  list.style.setProperty("--row", `${slider.value}px`);
  localStorage.setItem(KEY, slider.value);
}
