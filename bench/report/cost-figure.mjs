// Time of one solve against network size: every code at the error that CVODE with KLU reaches at 1e-4.
import { writeBothPictures } from "../../packages/cli/dist/figures.js";
import { timeAtError } from "../measure/error.mjs";

const CODES = [
  ["ours", "ncrn", "#0072B2"],
  ["cvode-klu-folded", "CVODE KLU, folded", "#D55E00"],
  ["cvode-klu-unfolded", "CVODE KLU, network as it stands", "#E69F00"],
  ["cvode-dense-unfolded", "CVODE dense, network as it stands", "#CC79A7"],
  ["cvode-adams-folded", "CVODE Adams, folded", "#009E73"],
  ["roadrunner", "libRoadRunner", "#56B4E9"],
  ["copasi", "COPASI", "#777777"],
  ["scipy-lsoda", "scipy LSODA, folded", "#000000"],
];
const ANCHOR = "cvode-klu-folded";
const PANELS = [
  ["coupled learning circuits (d = 3, 10, 30, 100)", (name) => /^coupled-/.test(name)],
  ["random networks", (name) => /^random-/.test(name)],
  ["Brusselator with diffusion", (name) => /^brusselator-/.test(name)],
];

/** Writes `<stem>.svg` and `<stem>.png`; nothing if there is nothing to draw. */
export async function writeCostFigure(stem, results) {
  const points = [...results.values()].filter(({ kind }) => kind === "solves").flatMap(pointsOf);
  const panels = PANELS.map(([title, belongs]) => ({
    title,
    points: points.filter(({ problem }) => belongs(problem)),
  }));
  const filled = panels.filter((panel) => panel.points.length > 0);
  if (filled.length === 0) return;
  await writeBothPictures(stem, {
    name: "cost",
    title: "Cost against network size",
    specification: specificationOf(filled),
  });
}

/** All codes that have a run at least as good as the anchor's. */
function pointsOf({ problem, sizes, ours, comparisons }) {
  const ofPeer = (peer) => comparisons.filter((entry) => entry.peer === peer);
  const anchor = ofPeer(ANCHOR)[0];
  if (anchor === undefined) return [];
  const curves = CODES.map(([code, label]) => ({
    label,
    curve:
      code === "ours"
        ? ours.map(({ error, time }) => ({ error: error ?? Number.NaN, time }))
        : ofPeer(code).map(({ error, peerMicroseconds }) => ({ error, time: peerMicroseconds.median })),
  }));
  return curves.flatMap(({ label, curve }) => {
    const time = timeAtError(curve, anchor.error) ?? curve.at(-1)?.time;
    return time === undefined
      ? []
      : [{ problem, reactions: sizes.reactions, code: label, milliseconds: time / 1000 }];
  });
}

function specificationOf(panels) {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: {
      text: "Time of one solve against network size",
      subtitle:
        "CPU time at the error that CVODE with KLU reaches at a relative tolerance of 1e-4; one thread",
      anchor: "start",
      offset: 14,
    },
    background: "#FFFFFF",
    padding: 12,
    config: { axis: { titleFontWeight: "normal", gridColor: "#E9E9E9" }, view: { stroke: "#E9E9E9" } },
    columns: 3,
    concat: panels.map(panelOf),
  };
}

function panelOf({ title, points }) {
  return {
    title: { text: title, fontSize: 12, anchor: "start" },
    width: 240,
    height: 260,
    data: { values: points },
    mark: { type: "line", strokeWidth: 2, point: { size: 45, filled: true } },
    encoding: {
      x: axis("reactions", "reactions"),
      y: axis("milliseconds", "milliseconds a solve"),
      color: {
        field: "code",
        type: "nominal",
        title: null,
        legend: { orient: "bottom", columns: 4, labelLimit: 0 },
        scale: { domain: CODES.map(([, label]) => label), range: CODES.map(([, , colour]) => colour) },
      },
    },
  };
}

function axis(field, title) {
  return { field, type: "quantitative", title, scale: { type: "log" }, axis: { format: "~g", tickCount: 5 } };
}
