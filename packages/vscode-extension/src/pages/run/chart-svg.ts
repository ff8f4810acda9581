// A chart as it is shown → a drawing for a paper: black on white, every line with its own colour and, from the second
// round of colours on, its own dashes.

import { DASHES, LIGHT_COLOURS } from "../shared/colours.js";
import { numberLabel } from "../shared/number-label.js";
import { axisTicks, type Tick } from "./axis-ticks.js";
import { changeText } from "./change-text.js";
import type { Chart, ChartSeries } from "./chart-data.js";

/** What of a chart is shown. */
export interface ChartWindow {
  readonly horizontal: { readonly low: number; readonly high: number; readonly isLogarithmic: boolean };
  readonly vertical: { readonly low: number; readonly high: number; readonly isLogarithmic: boolean };
  /** Names of lines that are left out. */
  readonly hidden: ReadonlySet<string>;
}

const SIZE = { width: 640, height: 400 };
const FRAME = { left: 76, right: 16, top: 34, bottom: 48 };
const LEGEND_ROW = 18;
const LEGEND_SAMPLE = 24;
const LEGEND_GAP = 18;
/** The mean width of a letter at the size of the font. */
const CHARACTER = 7;
const FONT = 'font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222222"';

/** A complete SVG document. */
export function svgOfChart(chart: Chart, shown: ChartWindow): string {
  const lines = chart.series
    .map((series, index) => ({ series, index }))
    .filter(({ series }) => !shown.hidden.has(series.name));
  const legend = legendOf(lines.map(({ series: { name }, index }) => ({ name, index })));
  const notes = notesOf(chart, SIZE.height + legend.height);
  const height = SIZE.height + legend.height + notes.length * LEGEND_ROW;
  const across = scaleOf(shown.horizontal, FRAME.left, SIZE.width - FRAME.right);
  const up = scaleOf(shown.vertical, SIZE.height - FRAME.bottom, FRAME.top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" width="${SIZE.width}" height="${height}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<clipPath id="frame"><rect x="${FRAME.left}" y="${FRAME.top}" width="${SIZE.width - FRAME.left - FRAME.right}" height="${SIZE.height - FRAME.top - FRAME.bottom}"/></clipPath>`,
    text(chart.title, SIZE.width / 2, 20, 'text-anchor="middle" font-weight="bold"'),
    ...axes(chart, shown, { across, up }),
    `<g clip-path="url(#frame)" fill="none" stroke-width="1.8" stroke-linejoin="round">`,
    ...lines.flatMap(({ series, index }) => lineOf(chart.places, series, index, { across, up })),
    `</g>`,
    ...legend.parts,
    ...notes,
    `</svg>`,
    "",
  ].join("\n");
}

/** From values to pixels. */
type Scale = (value: number) => number;

interface Scales {
  readonly across: Scale;
  readonly up: Scale;
}

function scaleOf(range: ChartWindow["horizontal"], from: number, to: number): Scale {
  const place = range.isLogarithmic ? Math.log10 : (value: number) => value;
  const [low, high] = [place(range.low), place(range.high)];
  return (value) => from + ((place(value) - low) / (high - low || 1)) * (to - from);
}

function axes(chart: Chart, shown: ChartWindow, { across, up }: Scales): readonly string[] {
  const { horizontal, vertical } = shown;
  const bottom = SIZE.height - FRAME.bottom;
  const right = SIZE.width - FRAME.right;
  const ticksOf = ({ low, high, isLogarithmic }: ChartWindow["horizontal"]): readonly Tick[] =>
    axisTicks(low, high, isLogarithmic);
  const middle = (FRAME.top + bottom) / 2;
  return [
    ...ticksOf(horizontal).flatMap(({ value, label }) => [
      line(across(value), FRAME.top, across(value), bottom, "#e3e3e3"),
      text(label, across(value), bottom + 16, 'text-anchor="middle"'),
    ]),
    ...ticksOf(vertical).flatMap(({ value, label }) => [
      line(FRAME.left, up(value), right, up(value), "#e3e3e3"),
      text(label, FRAME.left - 6, up(value) + 4, 'text-anchor="end"'),
    ]),
    line(FRAME.left, bottom, right, bottom, "#222222"),
    line(FRAME.left, FRAME.top, FRAME.left, bottom, "#222222"),
    text(chart.horizontal, (FRAME.left + right) / 2, bottom + 36, 'text-anchor="middle"'),
    text(chart.vertical, 0, 0, `text-anchor="middle" transform="translate(16 ${middle}) rotate(-90)"`),
  ];
}

function lineOf(
  places: readonly number[],
  { values, band }: ChartSeries,
  index: number,
  { across, up }: Scales,
): readonly string[] {
  const colour = colourOf(index);
  const point = (value: number, at: number): string =>
    `${short(across(places[at] ?? 0))} ${short(up(value))}`;
  const edges = band && [...band.high.map(point), ...[...band.low].map(point).reverse()];
  const area = edges && `<path d="M${edges.join("L")}Z" fill="${colour}" fill-opacity="0.18" stroke="none"/>`;
  let isOpen = false;
  let path = "";
  values.forEach((value, at) => {
    const isDrawn = value !== null && Number.isFinite(up(value)) && Number.isFinite(across(places[at] ?? 0));
    if (isDrawn) path += `${isOpen ? "L" : "M"}${point(value, at)}`;
    isOpen = isDrawn;
  });
  return [...(area === undefined ? [] : [area]), `<path d="${path}" stroke="${colour}"${dashOf(index)}/>`];
}

/** Samples of the lines with their names, in as many rows as the names need. */
function legendOf(lines: readonly { readonly name: string; readonly index: number }[]): {
  readonly parts: readonly string[];
  readonly height: number;
} {
  let [x, y] = [FRAME.left, SIZE.height];
  const parts = lines.map(({ name, index }) => {
    const width = LEGEND_SAMPLE + 6 + name.length * CHARACTER + LEGEND_GAP;
    if (x > FRAME.left && x + width > SIZE.width) [x, y] = [FRAME.left, y + LEGEND_ROW];
    const path = `M${short(x)} ${y}L${short(x + LEGEND_SAMPLE)} ${y}`;
    const sample = `<path d="${path}" stroke="${colourOf(index)}" stroke-width="2.5"${dashOf(index)}/>`;
    const part = sample + text(name, x + LEGEND_SAMPLE + 6, y + 4, "");
    x += width;
    return part;
  });
  return { parts, height: lines.length === 0 ? 0 : y - SIZE.height + LEGEND_ROW };
}

/** What sliders have changed. */
function notesOf({ changed }: Chart, top: number): readonly string[] {
  return changed.map((change, index) =>
    text(changeText(change, numberLabel), FRAME.left, top + 4 + index * LEGEND_ROW, 'font-style="italic"'),
  );
}

function colourOf(index: number): string {
  return LIGHT_COLOURS[index % LIGHT_COLOURS.length] ?? "#000000";
}

function dashOf(index: number): string {
  const dash = DASHES[Math.floor(index / LIGHT_COLOURS.length) % DASHES.length] ?? [];
  return dash.length === 0 ? "" : ` stroke-dasharray="${dash.join(" ")}"`;
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<path d="M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}" stroke="${colour}"/>`;
}

function text(content: string, x: number, y: number, attributes: string): string {
  const escaped = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<text x="${short(x)}" y="${short(y)}" ${FONT} ${attributes}>${escaped}</text>`;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
