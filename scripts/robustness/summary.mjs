// Results of runs → one entry a perturbation, circuit and size: mean and spread over the seeds of losses, and geometric
// mean and range of their ratios to the unperturbed ones.
import { spreadOf } from "../reproduce/summary.mjs";
import { CIRCUITS } from "./circuits.mjs";
import { shortened, UNPERTURBED } from "./perturbations.mjs";

/** Entries in the order of the plan. `results` are `{ run, result }`. */
export function summariesOf(results, { quick }) {
  const { perturbations } = shortened({ quick });
  const of = (chosen) =>
    results.filter(({ run }) =>
      ["perturbation", "circuit", "level"].every((key) => run[key] === chosen[key]),
    );
  return [UNPERTURBED, ...perturbations].flatMap(({ name, circuits, levels, neutral }) =>
    circuits.flatMap((circuit) => {
      const bases = of({ perturbation: UNPERTURBED.name, circuit, level: "none" });
      return levels.flatMap((level) => {
        const found = of({ perturbation: name, circuit, level });
        const mine = found.length === 0 && level === neutral ? bases : found;
        return mine.length === 0 ? [] : [summaryOf({ perturbation: name, circuit, level }, mine, bases)];
      });
    }),
  );
}

/** A run that failed, or whose loss is no number, makes the mean infinite: it is no result to be left out. */
function summaryOf(choice, mine, bases) {
  const lossOf = ({ result }) => finite(result.measures?.validationLoss);
  const baseOf = ({ run, result }) =>
    result.measures?.baseLoss ?? lossOf(bases.find((base) => base.run.seed === run.seed));
  const spread = (read) => {
    const values = mine.map(read);
    return values.some((value) => value === undefined) ? undefined : spreadOf(values);
  };
  return {
    ...choice,
    model: CIRCUITS[choice.circuit].model,
    seeds: mine.map(({ run }) => run.seed),
    loss: spread(lossOf),
    ratio: rangeOf(mine.map((entry) => lossOf(entry) / baseOf(entry))),
    accuracy: spread(({ result }) => result.measures?.validationAccuracy),
    outputDeviation: spread(({ result }) => result.measures?.outputDeviation),
    outputBias: spread(({ result }) => result.measures?.outputBias),
    outputBiasError: spread(({ result }) => result.measures?.outputBiasError),
    failures: mine.flatMap(({ run, result }) =>
      result.status === "completed" ? [] : [`seed ${run.seed}: ${result.failure}`],
    ),
  };
}

/** Ratios that span orders of magnitude have a geometric mean. */
function rangeOf(values) {
  const logarithms = values.map(Math.log).reduce((sum, value) => sum + value, 0);
  return {
    mean: Math.exp(logarithms / values.length),
    least: Math.min(...values),
    greatest: Math.max(...values),
    values,
  };
}

function finite(value) {
  return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
}
