// Results of runs → one entry a row: mean and spread over the seeds by method, and whether the limits are met.
import { METHODS } from "./rows.mjs";

const MEASURES = {
  "validation loss": "validationLoss",
  "validation accuracy": "validationAccuracy",
  "grid accuracy": "gridAccuracy",
};
/** Ratios of validation losses, by the key of what they divide by. */
const RATIOS = { "ratio to least squares": "leastSquares", "ratio to external clock": "externalLoss" };

/**
 * The entry of a row. `all` are the results of its runs; `bases` are the losses that ratios divide by, as functions of
 * the seed; `seeds` are those of every row, and `further` those from which only the chemistry was trained. A measure is
 * the mean over the records of a seed first, then over the seeds.
 */
export function summaryOf(row, all, { quick, bases, seeds, further }) {
  const limits = quick ? row.quick.limits : row.limits;
  const results = all.filter(({ seed }) => seeds.includes(seed));
  const chemistry = results.filter(({ method }) => method === "chemistry");
  const [first] = chemistry;
  return {
    name: row.name,
    record: row.record,
    title: row.title,
    epochs: first?.epochs,
    seeds: [...new Set(chemistry.map(({ seed }) => seed))].sort((a, b) => a - b),
    reactions: first?.reactions,
    species: first?.species,
    order: first?.order,
    failures: results.flatMap(({ method, seed, failure }) =>
      failure ? [`${method}, seed ${seed}: ${failure}`] : [],
    ),
    measures: limits.flatMap((limit) => [
      measureOf(row, results, { limit, methods: METHODS, seeds, bases }),
      ...(further.length === 0
        ? []
        : [wideMeasureOf(row, all, { limit, seeds: [...seeds, ...further], bases })]),
    ]),
  };
}

function measureOf(row, results, { limit: { measure, ...limit }, methods, seeds, bases }) {
  const by = Object.fromEntries(
    methods.map((method) => [
      method,
      spreadOf(valuesOf(completeOf(results, { method, row, seeds }), { measure, bases })),
    ]),
  );
  return { measure, limit, authors: row.authors?.[measure], ...by, met: isMet(by.chemistry, limit) };
}

/** The same measure over many seeds; it does not decide whether a row counts as met. */
function wideMeasureOf(row, results, options) {
  const { authors: _, ...measured } = measureOf(row, results, { ...options, methods: ["chemistry"] });
  return { ...measured, over: options.seeds.length };
}

/** The results of a method, or none while some seed or record is missing: a mean of part of them is no result. */
function completeOf(results, { method, row, seeds }) {
  const chosen = results.filter((result) => result.method === method);
  return chosen.length === seeds.length * (row.records?.length ?? 1) ? chosen : [];
}

/** One value a seed. */
function valuesOf(chosen, { measure, bases }) {
  const seeds = [...new Set(chosen.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.map((seed) => {
    const values = chosen.filter((result) => result.seed === seed).map(({ measures }) => measures);
    const base = bases[RATIOS[measure]];
    if (base !== undefined) return mean(values.map((value) => value?.validationLoss)) / base(seed);
    return mean(values.map((value) => value?.[MEASURES[measure]]));
  });
}

function mean(values) {
  return values.reduce((sum, value) => sum + (value ?? Number.NaN), 0) / values.length;
}

/** Mean and sample standard deviation; undefined without values. */
export function spreadOf(values) {
  if (values.length === 0) return undefined;
  const average = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
  return { mean: average, deviation: values.length > 1 ? Math.sqrt(variance) : undefined, values };
}

/** Undefined while there is nothing to judge. A mean that is no number meets nothing. */
function isMet(spread, { atMost, atLeast }) {
  if (spread === undefined || (atMost === undefined && atLeast === undefined)) return undefined;
  return atMost === undefined ? spread.mean >= atLeast : spread.mean <= atMost;
}
