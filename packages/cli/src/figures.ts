// Figure specification → SVG text or PNG bytes. The same specification gives the same bytes on every machine:
// fonts come with the package and nothing is measured on the system.

import { createRequire } from "node:module";
import path from "node:path";
import type { Figure, FigureSpecification } from "@ncrn/experiments";
import type { TopLevelSpec } from "vega-lite";
import { wrongUsage } from "./failure.js";
import { writeAtomically } from "./files.js";

/** Pixels of the PNG for one pixel of the SVG: 216 dpi, enough for print at column width. */
const PNG_ZOOM = 3;

const FONT = "DejaVu Sans";

export type PictureFormat = "svg" | "png";

/** The format that a file name asks for; fails with wrong usage for any other extension. */
export function pictureFormat(file: string): PictureFormat {
  switch (path.extname(file).toLowerCase()) {
    case ".svg":
      return "svg";
    case ".png":
      return "png";
    default:
      throw wrongUsage(
        "unknown-picture-format",
        `\`${file}\` names no picture format`,
        "End the name in .svg or .png.",
      );
  }
}

/** Draws a figure into a file. */
export async function writePicture(file: string, figure: Figure): Promise<void> {
  const format = pictureFormat(file);
  const svg = await svgFromSpecification(figure.specification);
  writeAtomically(file, format === "svg" ? svg : await pngFromSvg(svg));
}

/** Draws a figure as `<stem>.svg` and `<stem>.png`; returns the two file names. */
export async function writeBothPictures(stem: string, figure: Figure): Promise<readonly string[]> {
  const svg = await svgFromSpecification(figure.specification);
  writeAtomically(`${stem}.svg`, svg);
  writeAtomically(`${stem}.png`, await pngFromSvg(svg));
  return [`${stem}.svg`, `${stem}.png`];
}

/** A vega-lite specification as a complete SVG document. */
export async function svgFromSpecification(specification: FigureSpecification): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  vega.resetSVGDefIds(); // clip paths are numbered through the process otherwise
  const { spec } = vegaLite.compile(specification as unknown as TopLevelSpec, {
    config: { font: FONT },
    logger: vega.logger(vega.Error),
  });
  const view = new vega.View(vega.parse(spec), { renderer: "none", logLevel: vega.Error });
  try {
    return `${await view.toSVG()}\n`;
  } finally {
    view.finalize();
  }
}

/** An SVG document as PNG bytes. */
export async function pngFromSvg(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const resolve = createRequire(import.meta.url).resolve;
  const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"].map((name) =>
    resolve(`dejavu-fonts-ttf/ttf/${name}`),
  );
  return new Resvg(svg, {
    fitTo: { mode: "zoom", value: PNG_ZOOM },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: FONT },
  })
    .render()
    .asPng();
}
