// What the team gave: everybody's stars on a candidate, the viewer's own among them as they stand on this page.
//   others: stars of the others, or [name, stars] of each

export function given(others, own) {
  const stars = (others || []).map((one) => (Array.isArray(one) ? one[1] : one));
  return own ? [...stars, own] : stars;
}

export function mean(stars) {
  return stars.length ? (stars.reduce((sum, one) => sum + one, 0) / stars.length).toFixed(1) : "";
}

/** The panel beside the picture: mean, how many, from least to most, and one's own line. */
export function drawTeam(panel, item) {
  const stars = given(item.others, item.stars);
  const [low, high] = [Math.min(...stars), Math.max(...stars)];
  panel.hidden = !stars.length;
  panel.querySelector("[data-mean]").textContent = mean(stars);
  panel.querySelector("[data-many]").textContent = stars.length;
  panel.querySelector("[data-spread]").textContent = low < high ? `, ${low} to ${high}` : "";
  const own = panel.querySelector(".own");
  own.hidden = !item.stars;
  const row = own.querySelector(".star-row");
  row.dataset.stars = item.stars;
  row.setAttribute("aria-label", `${item.stars} of 5 stars`);
}
