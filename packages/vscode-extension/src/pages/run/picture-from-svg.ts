// A drawing → its picture, twice as fine, as base64 of a PNG.

import { element } from "../shared/elements.js";

const FINENESS = 2;

/** The SVG must say its width and height. */
export async function pictureFromSvg(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const [width, height] = [image.naturalWidth * FINENESS, image.naturalHeight * FINENESS];
  const canvas = element("canvas", { width: String(width), height: String(height) });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  const [, content = ""] = canvas.toDataURL("image/png").split(",");
  return content;
}
