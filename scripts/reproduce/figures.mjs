// Results of runs → pictures beside the models: loss curves of a folder, decision boundaries, reactions against dimension.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { trainingFigures } from "@ncrn/experiments";
import { writePicture } from "../../packages/cli/dist/figures.js";
import { reactionCounts } from "./reaction-counts.mjs";
import { SEEDS } from "./rows.mjs";
import { storedResults } from "./run-all.mjs";
import { taskOf } from "./tasks.mjs";

const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#555555"];
const METHOD_NAMES = { chemistry: "chemistry", descent: "gradient descent" };

/** Draws what the stored results allow into the folder of each model. */
export async function writeFigures(rows, { models, out, folder }) {
  for (const group of new Set(rows.map(({ name }) => path.dirname(name)))) {
    const members = rows.filter(({ name }) => path.dirname(name) === group);
    mkdirSync(path.join(out, group), { recursive: true });
    const curves = members.flatMap((row) => curvesOf(row, { models, folder }));
    const picture = (name) => path.join(out, group, `${name}.png`);
    if (curves.length > 0) await writePicture(picture("losses"), lossesFigure(curves));
    for (const row of members) {
      const boundary = await boundaryOf(row, { models, folder });
      if (boundary !== undefined)
        await writePicture(picture(`${path.basename(row.name)}-boundary`), boundary);
    }
  }
  await writePicture(path.join(out, "scaling", "reactions.png"), scalingFigure(models));
}

/** One point an epoch: mean, least and greatest validation loss over seeds and records. */
function curvesOf(row, { models, folder }) {
  const results = storedResults(folder, row, { models, quick: false });
  return Object.entries(METHOD_NAMES).flatMap(([method, label]) => {
    const losses = results
      .filter(
        (result) => SEEDS.includes(result.seed) && result.method === method && result.status === "completed",
      )
      .map(({ history }) => history.validationLoss);
    const [first = []] = losses;
    return first.map((_, index) => {
      const values = losses.map((loss) => loss[index]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const [least, greatest] = [Math.min(...values), Math.max(...values)];
      return {
        training: [path.basename(row.name), row.record].filter(Boolean).join(" "),
        method: label,
        epoch: index + 1,
        mean,
        least,
        greatest,
      };
    });
  });
}

function lossesFigure(curves) {
  const trainings = [...new Set(curves.map(({ training }) => training))];
  const colour = {
    field: "training",
    type: "nominal",
    scale: { domain: trainings, range: COLOURS.slice(0, trainings.length) },
    title: null,
    // The symbols of lines; those of the bands would be as pale as these.
    legend: { symbolType: "stroke", symbolOpacity: 1, symbolStrokeWidth: 3 },
  };
  const x = { field: "epoch", type: "quantitative", title: "epoch", scale: { nice: false } };
  const y = (field) => ({
    field,
    type: "quantitative",
    title: "validation loss",
    scale: { type: "log" },
    axis: { format: "~g", tickCount: 5 },
  });
  const dash = { field: "method", type: "nominal", title: null, sort: Object.values(METHOD_NAMES) };
  return {
    name: "losses",
    title: "Validation loss",
    specification: {
      ...frame("Validation loss", "mean over the seeds; band: least and greatest, of the chemistry"),
      data: { values: curves },
      layer: [
        {
          transform: [{ filter: "datum.method == 'chemistry'" }],
          mark: { type: "area", opacity: 0.15 },
          encoding: { x, y: y("least"), y2: { field: "greatest" }, color: colour },
        },
        {
          mark: { type: "line", strokeWidth: 2 },
          encoding: { x, y: y("mean"), color: colour, strokeDash: dash },
        },
      ],
    },
  };
}

function frame(title, subtitle) {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: { text: title, subtitle, anchor: "start" },
    background: "#FFFFFF",
    config: { legend: { labelLimit: 0 } },
    width: 460,
    height: 280,
  };
}

/** What the circuit of the first seed decides; undefined if the record plots no boundary. */
async function boundaryOf(row, { models, folder }) {
  const results = storedResults(folder, row, { models, quick: false });
  const result = results.find(({ method, seed }) => method === "chemistry" && seed === 1);
  if (result?.status !== "completed") return undefined;
  const task = taskOf(path.join(models, `${row.name}.ncrn`), result);
  if (task.source.kind !== "learn") return undefined;
  const history = { ...result.history, initialValidationLoss: undefined, metrics: {}, weights: [] };
  const figures = await trainingFigures(task, { ...result, history, initialWeights: task.initialWeights });
  return figures.find(({ name }) => name === "boundary");
}

function scalingFigure(models) {
  const counts = reactionCounts(models);
  const specification = {
    ...frame("Reactions by dimension", "states that are coupled by nothing but their sum"),
    data: { values: counts },
    mark: { type: "line", strokeWidth: 2, point: { size: 40 } },
    encoding: {
      x: { field: "d", type: "ordinal", title: "dimension", axis: { labelAngle: 0 } },
      y: { field: "reactions", type: "quantitative", title: "reactions" },
      color: { field: "gradient", type: "nominal", title: null, scale: { range: COLOURS.slice(0, 2) } },
    },
  };
  return { name: "reactions", title: "Reactions by dimension", specification };
}
