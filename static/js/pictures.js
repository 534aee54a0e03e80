// A candidate's picture in its sizes. What is looked at is filled by the smallest copy that is sharp there; the whole file
// is fetched for who looks closer, once, and then shown in every pane. What was fetched is held, so that it stays decoded.
//   item.copies: [{ width, address }], narrow to wide;   item.picture: the whole file
const SHARP = 0.95; // a copy may be enlarged by a twentieth before anybody sees it
const HELD = 24; // copies
const WHOLE = 6; // whole files: tens of megabytes each, once decoded

export class Pictures {
  constructor() {
    this.copies = new Map(); // address -> Image
    this.wholes = new Map();
  }

  /** The address that is sharp on so many pixels of the screen across. A whole file that is here already is best. */
  right(item, pixels) {
    if (this.wholes.get(item.picture)?.complete) return item.picture;
    return item.copies?.find(({ width }) => width >= pixels * SHARP)?.address || item.picture;
  }

  /** Fetch and hold. Asking again for what is held fetches nothing. */
  load(item, address) {
    const [held, most] = address === item.picture ? [this.wholes, WHOLE] : [this.copies, HELD];
    const image = held.get(address) || Object.assign(new Image(), { decoding: "async", src: address });
    held.delete(address);
    held.set(address, image); // the latest last: the first is given up
    if (held.size > most) held.delete(held.keys().next().value);
    return image;
  }

  /** Show the candidate in this <img>: at once what is here of it, then what is sharp, as soon as it is decoded. */
  show(image, item, pixels) {
    const wanted = this.right(item, pixels);
    if (image.dataset.wants === wanted) return;
    image.dataset.wants = wanted;
    const whole = this.load(item, wanted);
    if (whole.complete && whole.naturalWidth) image.src = wanted;
    else {
      if (image.dataset.of && Number(image.dataset.of) !== item.pk) image.src = this.here(item); // not what the server put there
      whole.decode().then(() => image.dataset.wants === wanted && (image.src = wanted), () => image.dataset.wants === wanted && delete image.dataset.wants);
    }
    image.dataset.of = item.pk;
  }

  /** The widest copy that is here; else the preview, which the strip below has. */
  here(item) {
    const copy = item.copies?.findLast(({ address }) => this.copies.get(address)?.complete);
    return copy?.address || item.preview;
  }

  /** Neighbours, before anybody goes there; the first of them also decoded. `pixels`: how large they will stand. */
  ahead(items, pixels) {
    items.forEach((item, place) => {
      const image = this.load(item, place ? this.right(item, Math.min(pixels, item.copies?.at(-1)?.width ?? pixels)) : this.right(item, pixels));
      if (!place) image.decode().catch(() => {});
    });
  }
}
