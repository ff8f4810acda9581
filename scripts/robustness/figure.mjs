// Summaries → one picture: a panel a perturbation, the loss against its size.
import { writePicture } from "../../packages/cli/dist/figures.js";
import { CIRCUITS } from "./circuits.mjs";
import { failuresOf, pointsOf } from "./figure-points.mjs";
import { PERTURBATIONS } from "./perturbations.mjs";

const COLUMNS = 3;
const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7"];

/** Every panel shows at least this range of relative losses. */
const LEAST_RANGE = [0.8, 1.6];
const SIZE_TEXT = "datum.value > 0 && datum.value < 0.01 ? format(datum.value, '~e') : '' + datum.value";
const RATIO_TEXT = "datum.value < 1e4 ? '' + datum.value : replace(format(datum.value, '~e'), '+', '')";
const FINE = [0.6, 0.8, 1, 1.2, 1.5, 2];

/** Draws mean, least and greatest ratio over the seeds. */
export async function writeFigure(file, summaries) {
  const panels = PERTURBATIONS.filter(({ axis }) => axis !== undefined);
  const specification = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: {
      text: "Validation loss of perturbed circuits, relative to the unperturbed one",
      subtitle:
        "geometric mean over the seeds; bars: least and greatest; ×: some training does not come to its end",
      anchor: "start",
      offset: 14,
    },
    background: "#FFFFFF",
    padding: 12,
    config: { axis: { titleFontWeight: "normal", gridColor: "#E9E9E9" }, view: { stroke: "#E9E9E9" } },
    columns: COLUMNS,
    spacing: { row: 26, column: 26 },
    concat: panels.map((panel) => panelOf(panel, summaries)),
  };
  await writePicture(file, { name: "robustness", title: "Robustness", specification });
}

const LEGEND = {
  orient: "top",
  title: null,
  labelLimit: 0,
  labelFontSize: 12,
  symbolType: "circle",
  symbolSize: 90,
  symbolOpacity: 1,
};
const COLOUR = {
  field: "circuit",
  type: "nominal",
  legend: LEGEND,
  scale: { domain: Object.values(CIRCUITS).map(({ title }) => title), range: COLOURS },
};
const SOLID = [1, 0];
const DASHED = [4, 3];
const DASH = {
  field: "isDashed",
  type: "nominal",
  legend: null,
  scale: { domain: [false, true], range: [SOLID, DASHED] },
};

function panelOf(panel, summaries) {
  const dashed = PERTURBATIONS.filter(({ dashedIn }) => dashedIn === panel.name);
  const values = [panel, ...dashed].flatMap((entry) => pointsOf(entry, summaries));
  const failures = failuresOf(panel, summaries);
  const subtitle = dashed.length > 0 ? "dashed: rails of the error cancel" : "";
  return {
    title: { text: panel.title, subtitle, anchor: "start", fontSize: 12 },
    width: 240,
    height: 170,
    data: { values },
    layer: layersOf(failures, { x: sizeAxis(panel, [...values, ...failures]), domain: domainOf(values) }),
  };
}

function layersOf(failures, { x, domain }) {
  const y = (field) => ratioAxis(field, domain);
  return [
    {
      data: { values: [{}] },
      mark: { type: "rule", strokeDash: DASHED, color: "#777777" },
      encoding: { y: { datum: 1 } },
    },
    {
      mark: { type: "rule", strokeWidth: 1.5 },
      encoding: { x, y: y("least"), y2: { field: "greatest" }, color: COLOUR },
    },
    {
      data: { values: failures },
      mark: { type: "point", shape: "cross", angle: 45, filled: true, size: 70, opacity: 1 },
      encoding: { x, y: { datum: domain[1] }, color: COLOUR },
    },
    {
      mark: { type: "line", strokeWidth: 2, point: { size: 30, opacity: 1 } },
      encoding: { x, y: y("mean"), color: COLOUR, strokeDash: DASH },
    },
  ];
}

function sizeAxis({ axis, scale = "linear" }, values) {
  const sizes = [...new Set(values.map(({ size }) => size))];
  return {
    field: "at",
    type: "quantitative",
    title: axis,
    scale: { type: scale, nice: false, zero: scale === "linear", padding: 14 },
    axis: { values: sizes, labelExpr: SIZE_TEXT, grid: false },
  };
}

function ratioAxis(field, domain) {
  return {
    field,
    type: "quantitative",
    title: "relative loss",
    scale: { type: "log", nice: false, domain },
    axis: { values: ticksWithin(domain), labelExpr: RATIO_TEXT },
  };
}

function domainOf(values) {
  return [
    Math.min(LEAST_RANGE[0], ...values.map(({ least }) => 0.9 * least)),
    Math.max(LEAST_RANGE[1], ...values.map(({ greatest }) => 1.1 * greatest)),
  ];
}

function ticksWithin([least, greatest]) {
  const decades = Math.log10(greatest / least);
  const powers = Array.from({ length: 12 }, (_, index) => index - 2);
  const digits = decades > 2.5 ? [1] : [1, 2, 5];
  const every = decades > 6 ? 2 : 1;
  const coarse = powers
    .filter((power) => power % every === 0)
    .flatMap((power) => digits.map((digit) => +`${digit}e${power}`));
  return (decades < 0.7 ? FINE : coarse).filter((tick) => tick >= least && tick <= greatest);
}
