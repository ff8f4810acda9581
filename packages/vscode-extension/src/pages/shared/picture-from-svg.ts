// A drawing → its picture, twice as fine, as base64 of a PNG.

import { element } from "./elements.js";

const FINENESS = 2;
/** Browsers make no larger pictures, or refuse to. */
const MOST_PIXELS = 8000;

/** The SVG must say its width and height. */
export async function pictureFromSvg(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth, naturalHeight } = image;
  const fineness = Math.min(FINENESS, MOST_PIXELS / Math.max(naturalWidth, naturalHeight));
  const [width, height] = [naturalWidth, naturalHeight].map((side) => Math.round(side * fineness));
  const canvas = element("canvas", { width: String(width), height: String(height) });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [, content = ""] = canvas.toDataURL("image/png").split(",");
  return content;
}
