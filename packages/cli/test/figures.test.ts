import { expect, test } from "vitest";
import { pictureFormat, pngFromSvg, svgFromSpecification } from "../src/figures.js";

const SPECIFICATION = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  width: 100,
  height: 60,
  background: "white",
  data: { values: [0, 1, 2].map((x) => ({ x, y: x * x })) },
  mark: { type: "line", clip: true },
  encoding: {
    x: { field: "x", type: "quantitative", title: "time (s)" },
    y: { field: "y", type: "quantitative", title: "θ₁" },
  },
} as const;

test("a specification gives a whole SVG document with its labels, the same each time", async () => {
  const first = await svgFromSpecification(SPECIFICATION);
  expect(first).toMatch(/^<svg [\s\S]*time \(s\)[\s\S]*θ₁[\s\S]*<\/svg>\n$/);
  expect(await svgFromSpecification(SPECIFICATION)).toBe(first);
});

test("text is drawn with the fonts of the package", async () => {
  const svg = await svgFromSpecification(SPECIFICATION);
  const [withText, withoutText] = [
    await pngFromSvg(svg),
    await pngFromSvg(svg.replace(/<text[\s\S]*?<\/text>/g, "")),
  ];
  expect([...withText.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(withText.length).toBeGreaterThan(withoutText.length + 1000);
  expect(await pngFromSvg(svg)).toEqual(withText);
});

test("the format is the extension", () => {
  expect([pictureFormat("a.svg"), pictureFormat("b/c.PNG")]).toEqual(["svg", "png"]);
  expect(() => pictureFormat("a.pdf")).toThrow("names no picture format");
});
