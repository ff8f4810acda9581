// What the simulator is meant to reach, and how each of these is read off the results.

/** The smallest median ratio against a code, over its tolerances; undefined if there is none. */
function leastRatio(results, problem, { peer, ratio }) {
  const ratios = (results.get(problem)?.comparisons ?? []).filter(
    (entry) => entry.peer === peer && entry[ratio] !== undefined,
  );
  return ratios.length === 0 ? undefined : Math.min(...ratios.map((entry) => entry[ratio].median));
}

function ratioTarget(problem, peer, least) {
  return {
    what: `${problem} against ${peer}`,
    least,
    unit: "×",
    measure: (results) => leastRatio(results, problem, { peer, ratio: "ratio" }),
  };
}

function batchTarget(problem, peer, least) {
  return {
    what: `${problem} in batches against ${peer}`,
    least,
    unit: "×",
    measure: (results) => leastRatio(results, problem, { peer, ratio: "batchRatio" }),
  };
}

function trainingTarget(name, peer) {
  return {
    what: `training ${name} against ${peer}`,
    least: 20,
    unit: "×",
    measure: (results) =>
      results
        .get("training")
        ?.trainings.find((training) => training.name === name)
        ?.comparisons.find((entry) => entry.peer === peer)?.ratio.median,
  };
}

const startUp = (pick) => (results) => {
  const result = results.get("start-up");
  return result === undefined ? undefined : pick(result);
};

export const TARGETS = [
  ...["relu-forward", "relu-feedback"].flatMap((problem) => [
    ratioTarget(problem, "cvode-klu-unfolded", 60),
    batchTarget(problem, "cvode-klu-unfolded", 100),
    ratioTarget(problem, "cvode-klu-folded", 25),
    batchTarget(problem, "cvode-klu-folded", 40),
  ]),
  ratioTarget("coupled-10", "cvode-klu-folded", 20),
  ratioTarget("coupled-30", "cvode-klu-folded", 10),
  ratioTarget("brusselator-512", "cvode-klu-folded", 3),
  ...["linear-regression", "linear-regression-paper", "xor-cubic"].flatMap((name) => [
    trainingTarget(name, "cvode-klu-unfolded"),
    trainingTarget(name, "cvode-klu-folded"),
  ]),
  { what: "generated code over the same algorithm in C, greatest", most: 1.15, unit: "×", measure: overC },
  { what: "slowest comparison of all", least: 1, unit: "×", measure: slowest },
  {
    what: "new network of 1000 reactions, text to first result",
    most: 20,
    unit: " ms",
    measure: startUp(({ newNetwork }) => newNetwork.laterTotal.median),
  },
  {
    what: "121 000 reactions, first result",
    most: 3000,
    unit: " ms",
    measure: startUp(({ largeNetwork }) => largeNetwork?.firstResultMilliseconds.median),
  },
  {
    what: "121 000 reactions, memory",
    most: 1000,
    unit: " MB",
    measure: startUp(({ largeNetwork }) => largeNetwork?.megabytes.median),
  },
  { what: "time for each term, d = 100 over d = 30", most: 1, unit: "", measure: growth },
  {
    what: "`ncrn simulate`, process start to exit",
    most: 250,
    unit: " ms",
    measure: startUp(({ command }) => command.milliseconds.median),
  },
];

/** Our time in units of that of the same instructions compiled by gcc, where that is greatest. */
function overC(results) {
  const times = (results.get("same-algorithm")?.comparisons ?? []).flatMap(
    ({ timesC }) => timesC?.median ?? [],
  );
  return times.length === 0 ? undefined : Math.max(...times);
}

/** The least median ratio against any code on any problem; 0 if we did not come to an end. */
function slowest(results) {
  if ([...results.values()].some(({ isOursTooSlow }) => isOursTooSlow)) return 0;
  const ratios = [...results.values()].flatMap(({ comparisons = [] }) =>
    comparisons.flatMap(({ ratio }) => ratio?.median ?? []),
  );
  return ratios.length === 0 ? undefined : Math.min(...ratios);
}

/** By how much a term costs more in the large circuit; both at the relative tolerance nearest to 1e-4. */
function growth(results) {
  const costs = ["coupled-30", "coupled-100"].map((problem) => {
    const result = results.get(problem);
    const point = result?.ours.find(({ relative }) => Math.abs(Math.log10(relative) + 4) < 0.1);
    return point === undefined ? undefined : point.time / result.sizes.terms;
  });
  return costs.includes(undefined) ? undefined : costs[1] / costs[0];
}

/** Rows of the table of targets. */
export function targetRows(results) {
  return TARGETS.map(({ what, least, most, unit, measure }) => {
    const value = measure(results);
    const isMet = value === undefined ? undefined : least === undefined ? value <= most : value >= least;
    return { what, least, most, unit, value, isMet };
  });
}
