// What stands where a picture will be, from its 25 bytes: https://github.com/evanw/thumbhash (MIT), opaque pictures.
// The encoder is generation/engine/thumbhash.py. Its few cosines need no more pixels than these; the browser smooths.
const WIDE = 16;

/** Base64 of a hash -> { width, height, rgb }: rows from the top, three bytes a pixel. */
export function pixels(hash) {
  const bytes = Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0));
  const head24 = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const head16 = bytes[3] | (bytes[4] << 8);
  const landscape = head16 >> 15;
  const short = Math.max(3, head16 & 7);
  const [across, down] = landscape ? [7, short] : [short, 7];
  let place = 0;
  const terms = (nx, ny, scale) => {
    const found = [];
    for (let cy = 0; cy < ny; cy += 1)
      for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx += 1, place += 1) found.push([cx, cy, (((bytes[5 + (place >> 1)] >> ((place & 1) << 2)) & 15) / 7.5 - 1) * scale * 2]);
    return found;
  };
  const light = terms(across, down, ((head24 >> 18) & 31) / 31);
  const yellow = terms(3, 3, (((head16 >> 3) & 63) / 63) * 1.25);
  const warm = terms(3, 3, (((head16 >> 9) & 63) / 63) * 1.25);
  const means = [(head24 & 63) / 63, ((head24 >> 6) & 63) / 31.5 - 1, ((head24 >> 12) & 63) / 31.5 - 1];
  const ratio = (head16 & 7) / 7;
  const [width, height] = landscape ? [WIDE, Math.max(1, Math.round(WIDE * ratio))] : [Math.max(1, Math.round(WIDE * ratio)), WIDE];
  return { width, height, rgb: drawn(width, height, means, [light, yellow, warm]) };
}

function drawn(width, height, means, channels) {
  const cosines = (side) => Array.from({ length: 7 }, (_, wave) => Float32Array.from({ length: side }, (_, at) => Math.cos((Math.PI / side) * (at + 0.5) * wave)));
  const [fx, fy] = [cosines(width), cosines(height)];
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 3) {
      const [l, p, q] = channels.map((terms, channel) => terms.reduce((sum, [cx, cy, term]) => sum + term * fx[cx][x] * fy[cy][y], means[channel]));
      const blue = l - (2 / 3) * p;
      const red = (3 * l - blue + q) / 2;
      rgb.set([red, red - q, blue].map((value) => Math.max(0, Math.min(255, Math.round(value * 255)))), at);
    }
  return rgb;
}

/** As an address of a small BMP: the one format that is a header and the pixels. */
export function dataUrl(hash) {
  const { width, height, rgb } = pixels(hash);
  const line = Math.ceil((width * 3) / 4) * 4;
  const file = new Uint8Array(54 + line * height);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  for (const [at, value] of [[2, file.length], [10, 54], [14, 40], [18, width], [22, height], [34, line * height]]) view.setUint32(at, value, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 3;
      file.set([rgb[from + 2], rgb[from + 1], rgb[from]], 54 + (height - 1 - y) * line + x * 3); // from the bottom, blue first
    }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...file))}`;
}
