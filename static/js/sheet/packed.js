// The cells that the server sent as data (review/packed.py): made here as review/cells.py draws them, in their places. A
// cell that is done is a link alone, which faces.js draws; its name is said once the reasons have their words.
const BYTES = 8; // of a digest in an address
const EMPTY = { verdict: "", stars: "0", reasons: "", note: "" }; // what a candidate that is done says at least

/** A column: one word for all, few words by number, or a word each. */
function reader(column) {
  if (typeof column === "string") return () => column;
  return Array.isArray(column) ? (row) => column[row] : (row) => column.words[column.of[row]];
}

function hexadecimal(base64) {
  return [...atob(base64)].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/** `kinds`, `digests` and `preview` -> the attributes that a drawn cell has. */
function pictures({ candidate, kinds, digests = "", preview = "" }) {
  const all = hexadecimal(digests);
  const each = all ? kinds.split(",").map((kind, at) => `${kind} ${all.slice(at * 2 * BYTES, (at + 1) * 2 * BYTES)}`) : [];
  const which = /^\d+$/.test(preview) ? each[preview].split(" ")[2] : "";
  return { sizes: each.join(","), preview: which ? `/candidates/${candidate}/preview.webp?v=${which}` : preview };
}

function made({ kinds, digests, preview, ...said }, filter) {
  const cell = document.createElement("li");
  cell.className = "cell";
  cell.id = `c${said.candidate}`;
  const done = said.state === "done";
  if (done) Object.assign(said, { ...EMPTY, ...said }, pictures({ candidate: said.candidate, kinds, digests, preview }));
  for (const [name, word] of Object.entries(said)) cell.dataset[name] = word;
  const tile = document.createElement(done ? "a" : "div");
  tile.className = done ? "tile" : "tile arriving";
  if (done) tile.href = `/candidates/${said.candidate}/`;
  else tile.append(Object.assign(document.createElement("span"), { textContent: `${said.number}, ${said.state}` }));
  cell.append(tile);
  if (said.stack) cell.append(filter.control(cell));
  return cell;
}

/** All cells of a sheet's body stand in its list, whoever made them. */
export function unpack(body, filter) {
  const data = body.querySelector("script.packed");
  if (!data) return;
  const { many, drawn, columns } = JSON.parse(data.textContent);
  data.remove();
  const readers = Object.entries(columns).map(([name, column]) => [name, reader(column)]);
  const said = (row) => Object.fromEntries(readers.map(([name, read]) => [name, read(row)]).filter(([, word]) => word));
  const there = [...body.querySelectorAll(".rows > .cell")];
  const end = body.querySelector(".rows > .fill");
  for (let at = 0, next = 0; at < many; next += 1) {
    const between = document.createDocumentFragment();
    for (; at < many && at + next !== drawn[next]; at += 1) between.append(made(said(at), filter));
    (there[next] || end).before(between);
  }
}
