// A chart as it is shown → a drawing for a paper: black on white, every line with its own colour and, from the second
// round of colours on, its own dashes.

import { numberLabel } from "../shared/number-label.js";
import { numberOfSvg, textOfSvg } from "../shared/svg-text.js";
import { PAPER_THEME } from "../shared/theme.js";
import { axisTicks, type Tick } from "./axis-ticks.js";
import { changeText } from "./change-text.js";
import type { Chart, ChartBand, ChartSeries } from "./chart-data.js";
import { ticksOf } from "./colour-scale.js";
import { strokeOf } from "./series-stroke.js";

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
  const named = chart.hasManyLines ? [] : lines;
  const { legendTitle } = chart;
  const samples = named.map(({ series: { name, inLegend }, index }) => ({
    name: legendTitle === undefined ? name : (inLegend ?? name),
    ...strokeIn(chart, index),
  }));
  const legend = legendOf(samples, legendTitle);
  const colours = colourBar(chart, SIZE.height + legend.height);
  const keys = legend.height + colours.height;
  const notes = notesOf(chart, SIZE.height + keys);
  const height = SIZE.height + keys + notes.length * LEGEND_ROW;
  const across = scaleOf(shown.horizontal, FRAME.left, SIZE.width - FRAME.right);
  const up = scaleOf(shown.vertical, SIZE.height - FRAME.bottom, FRAME.top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" width="${SIZE.width}" height="${height}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<clipPath id="frame"><rect x="${FRAME.left}" y="${FRAME.top}" width="${SIZE.width - FRAME.left - FRAME.right}" height="${SIZE.height - FRAME.top - FRAME.bottom}"/></clipPath>`,
    text(chart.title, SIZE.width / 2, 20, 'text-anchor="middle" font-weight="bold"'),
    ...axes(chart, shown, { across, up }),
    `<g clip-path="url(#frame)" fill="none" stroke-width="1.8" stroke-linejoin="round">`,
    ...lines.flatMap(({ series, index }) => lineOf(chart, series, strokeIn(chart, index), { across, up })),
    `</g>`,
    ...legend.parts,
    ...colours.parts,
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

interface Stroke {
  readonly colour: string;
  /** As an attribute. */
  readonly dash: string;
}

function strokeIn(chart: Chart, index: number): Stroke {
  const { colour, dash } = strokeOf(chart, index, PAPER_THEME);
  return { colour, dash: dash.length === 0 ? "" : ` stroke-dasharray="${dash.join(" ")}"` };
}

function lineOf(
  { places, hasPoints }: Chart,
  { values, band }: ChartSeries,
  { colour, dash }: Stroke,
  scales: Scales,
): readonly string[] {
  const { across, up } = scales;
  const [points, pieces]: [string[], string[]] = [[], []];
  let isOpen = false;
  for (const [at, value] of values.entries()) {
    const [x, y] = [across(places[at] ?? 0), value === null ? Number.NaN : up(value)];
    const isDrawn = Number.isFinite(x) && Number.isFinite(y);
    if (isDrawn) {
      pieces.push(`${isOpen ? "L" : "M"}${numberOfSvg(x)} ${numberOfSvg(y)}`);
      if (hasPoints)
        points.push(`<circle cx="${numberOfSvg(x)}" cy="${numberOfSvg(y)}" r="3" fill="${colour}"/>`);
    }
    isOpen = isDrawn;
  }
  const spread =
    band === undefined
      ? []
      : hasPoints
        ? barsOf(places, band, colour, scales)
        : areaOf(places, band, colour, scales);
  return [...spread, `<path d="${pieces.join("")}" stroke="${colour}"${dash}/>`, ...points];
}

/** One area for each piece without gaps. */
function areaOf(
  places: readonly number[],
  { low, high }: ChartBand,
  colour: string,
  { across, up }: Scales,
): readonly string[] {
  const pieces: number[][] = [[]];
  for (const at of places.keys()) {
    if ((low[at] ?? null) === null || (high[at] ?? null) === null) pieces.push([]);
    else pieces.at(-1)?.push(at);
  }
  const edge = (values: ChartBand["low"], piece: readonly number[]): readonly string[] =>
    piece.map((at) => `${numberOfSvg(across(places[at] ?? 0))} ${numberOfSvg(up(values[at] ?? 0))}`);
  return pieces
    .filter(({ length }) => length > 0)
    .map((piece) => {
      const outline = [...edge(high, piece), ...[...edge(low, piece)].reverse()].join("L");
      return `<path d="M${outline}Z" fill="${colour}" fill-opacity="0.18" stroke="none"/>`;
    });
}

/** A bar whose lower end a logarithmic axis cannot show goes down to the frame. */
function barsOf(
  places: readonly number[],
  { low, high }: ChartBand,
  colour: string,
  { across, up }: Scales,
): readonly string[] {
  const bars = places.flatMap((place, at) => {
    const [from, to] = [low[at] ?? null, high[at] ?? null];
    const x = across(place);
    if (from === null || to === null || !Number.isFinite(x) || !Number.isFinite(up(to))) return [];
    const bottom = Number.isFinite(up(from)) ? up(from) : SIZE.height - FRAME.bottom;
    const end = (y: number): string =>
      `M${numberOfSvg(x - 3)} ${numberOfSvg(y)}L${numberOfSvg(x + 3)} ${numberOfSvg(y)}`;
    return [
      `M${numberOfSvg(x)} ${numberOfSvg(bottom)}L${numberOfSvg(x)} ${numberOfSvg(up(to))}${end(bottom)}${end(up(to))}`,
    ];
  });
  return bars.length === 0 ? [] : [`<path d="${bars.join("")}" stroke="${colour}" stroke-width="1.2"/>`];
}

/** What explains a drawing, below it. */
interface Key {
  readonly parts: readonly string[];
  readonly height: number;
}

/** A title and samples of the lines with their names, in as many rows as the names need. */
function legendOf(lines: readonly ({ readonly name: string } & Stroke)[], title = ""): Key {
  let [x, y] = [FRAME.left + (title === "" ? 0 : title.length * CHARACTER + LEGEND_GAP), SIZE.height];
  const heading = title === "" || lines.length === 0 ? [] : [text(title, FRAME.left, y + 4, "")];
  const samples = lines.map(({ name, colour, dash }) => {
    const width = LEGEND_SAMPLE + 6 + name.length * CHARACTER + LEGEND_GAP;
    if (x > FRAME.left && x + width > SIZE.width) [x, y] = [FRAME.left, y + LEGEND_ROW];
    const path = `M${numberOfSvg(x)} ${y}L${numberOfSvg(x + LEGEND_SAMPLE)} ${y}`;
    const sample = `<path d="${path}" stroke="${colour}" stroke-width="2.5"${dash}/>`;
    const part = sample + text(name, x + LEGEND_SAMPLE + 6, y + 4, "");
    x += width;
    return part;
  });
  return { parts: [...heading, ...samples], height: lines.length === 0 ? 0 : y - SIZE.height + LEGEND_ROW };
}

/** What sliders have changed. */
function notesOf({ changed }: Chart, top: number): readonly string[] {
  return changed.map((change, index) =>
    text(changeText(change, numberLabel), FRAME.left, top + 4 + index * LEGEND_ROW, 'font-style="italic"'),
  );
}

const COLOUR_BAR = { width: 200, height: 10 };

/** A bar of all colours with what they stand for. */
function colourBar({ colours }: Chart, top: number): Key {
  if (colours === undefined) return { parts: [], height: 0 };
  const left = FRAME.left + colours.label.length * CHARACTER + LEGEND_GAP;
  const stops = PAPER_THEME.ramp.map(
    (colour, index, { length }) =>
      `<stop offset="${numberOfSvg(index / (length - 1))}" stop-color="${colour}"/>`,
  );
  const { width, height } = COLOUR_BAR;
  const parts = [
    `<linearGradient id="colours">${stops.join("")}</linearGradient>`,
    text(colours.label, FRAME.left, top + 8, ""),
    `<rect x="${numberOfSvg(left)}" y="${numberOfSvg(top - 1)}" width="${width}" height="${height}" fill="url(#colours)"/>`,
    ...ticksOf(colours).map(({ label, share }) =>
      text(label, left + share * width, top + height + 14, 'text-anchor="middle"'),
    ),
  ];
  return { parts, height: 2 * LEGEND_ROW };
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<path d="M${numberOfSvg(x1)} ${numberOfSvg(y1)}L${numberOfSvg(x2)} ${numberOfSvg(y2)}" stroke="${colour}"/>`;
}

function text(content: string, x: number, y: number, attributes: string): string {
  return `<text x="${numberOfSvg(x)}" y="${numberOfSvg(y)}" ${FONT} ${attributes}>${textOfSvg(content)}</text>`;
}
