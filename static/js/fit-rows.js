// How high a row of the contact sheet stands by itself: a few candidates fill the room, many keep the style's own height.

/** The greatest row height in px with which `many` tiles of aspect `ratio` all fit into `width` x `height`, and its columns. */
export function fit(many, ratio, width, height, gap) {
  let best = { row: 0, columns: 1 };
  for (let columns = 1; columns <= many; columns += 1) {
    const rows = Math.ceil(many / columns);
    const byWidth = (width - gap * (columns - 1)) / columns / ratio;
    const byHeight = (height - gap * (rows - 1)) / rows;
    const row = Math.min(byWidth, byHeight);
    if (row > best.row) best = { row, columns };
  }
  return best;
}

/** Sets `--row` on the list and keeps its lines at that many columns; takes both away where the tiles would not grow. */
export function fitRows(list, room, most) {
  list.style.removeProperty("--row");
  list.style.removeProperty("max-width");
  const style = getComputedStyle(list);
  const pad = getComputedStyle(room);
  const many = list.querySelectorAll(".cell").length;
  const width = room.clientWidth - parseFloat(pad.paddingLeft) - parseFloat(pad.paddingRight);
  const height = room.clientHeight - parseFloat(pad.paddingTop) - parseFloat(pad.paddingBottom);
  const ratio = Number(style.getPropertyValue("--r")) || 1.5;
  const gap = parseFloat(style.columnGap) || 0;
  const own = parseFloat(style.getPropertyValue("--row"));
  const found = fit(many, ratio, width, height, gap);
  const row = Math.floor(Math.min(found.row, most));
  if (!many || row <= own) return Math.round(own);
  list.style.setProperty("--row", `${row}px`);
  if (row < most) list.style.setProperty("max-width", `${Math.ceil(found.columns * row * ratio + gap * (found.columns - 1)) + 1}px`);
  return row;
}
