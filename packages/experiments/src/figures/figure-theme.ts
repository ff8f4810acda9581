// Colours, fonts and sizes that all figures share.

import type { FigureOptions, FigureSpecification, Json } from "./figure-types.js";

/** Colours that stay apart for the colour-blind (Okabe and Ito). */
export const PALETTE: readonly string[] = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#E69F00",
  "#56B4E9",
  "#8C6D1F",
  "#666666",
];

/** The frame of a figure: schema, size, title and looks; the caller adds data and layers. */
export function figureFrame(
  title: string,
  subtitle: string | undefined,
  options: FigureOptions,
): FigureSpecification {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: subtitle === undefined ? title : { text: title, subtitle },
    width: options.width ?? 480,
    height: options.height ?? 300,
    padding: 12,
    background: options.theme === "dark" ? "#1E1E1E" : "#FFFFFF",
    config: configOf(options),
  };
}

/** A legend whose symbols are lines, also over bands. */
function lineLegend(title: string | null): Json {
  return { title, symbolType: "stroke", symbolOpacity: 1, symbolStrokeWidth: 2.5, symbolSize: 260 };
}

/** Colours by name in the given order, repeated with other dashes where there are more names than colours. */
export function colourEncoding(field: string, names: readonly string[], title: string | null = null): Json {
  const range = names.map((_, index) => PALETTE[index % PALETTE.length]!);
  return {
    field,
    type: "nominal",
    sort: null,
    scale: { domain: [...names], range },
    legend: lineLegend(title),
  };
}

/** Dashes that tell apart names of one colour; undefined if there are enough colours. */
export function dashEncoding(field: string, names: readonly string[]): Json | undefined {
  if (names.length <= PALETTE.length) return undefined;
  const dashes = [
    [1, 0],
    [6, 3],
    [2, 2],
    [8, 3, 2, 3],
  ];
  const range = names.map((_, index) => dashes[Math.floor(index / PALETTE.length) % dashes.length]!);
  return {
    field,
    type: "nominal",
    sort: null,
    scale: { domain: [...names], range },
    legend: lineLegend(null),
  };
}

/** The axis of epochs: whole numbers from the first to the last one. */
export function epochAxis(last: number): Json {
  return {
    field: "epoch",
    type: "quantitative",
    title: "epoch",
    // One epoch is a point and needs room on both sides.
    scale: last > 1 ? { domainMax: last, nice: false } : {},
    axis: { tickMinStep: 1, format: "d" },
  };
}

/** `time (s)`, or `time` without a unit. */
export function withUnit(quantity: string, unit: string | undefined): string {
  return unit === undefined ? quantity : `${quantity} (${unit})`;
}

function configOf({ theme }: FigureOptions): Json {
  const [ink, faint] = theme === "dark" ? ["#DDDDDD", "#444444"] : ["#222222", "#E3E3E3"];
  return {
    font: "DejaVu Sans",
    view: { stroke: faint },
    title: {
      color: ink,
      subtitleColor: ink,
      anchor: "start",
      fontSize: 14,
      subtitleFontSize: 11,
      offset: 10,
    },
    axis: {
      labelColor: ink,
      titleColor: ink,
      domainColor: ink,
      tickColor: ink,
      gridColor: faint,
      labelFontSize: 11,
      labelFlush: false, // the labels at both ends stand below their ticks like all others
      titleFontSize: 12,
      titleFontWeight: "normal",
    },
    legend: {
      labelColor: ink,
      titleColor: ink,
      labelLimit: 320,
      labelFontSize: 11,
      titleFontSize: 11,
      titleFontWeight: "normal",
    },
    range: { category: [...PALETTE] },
  };
}
