// Exact simulation against the discrete stochastic models test suite.
//
// The suite (T. W. Evans, C. S. Gillespie and D. J. Wilkinson, Bioinformatics 24 (2008) 285; part of the SBML test suite
// as cases stochastic/00001 to 00039) gives exact means μ and standard deviations σ at the times 0 … 50. Its rule for n
// runs: √n·(mean − μ)/σ lies between −3 and 3, and √(n/2)·(sd²/σ² − 1) between −5 and 5, at each time. Models are written
// by hand, moments are in conformance-stochastic/expected-moments.json. The seed is fixed, since a correct
// simulation, too, leaves a range now and then.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { scriptArguments, wholeNumber } from "./script-arguments.mjs";

const root = path.dirname(import.meta.dirname);

const USAGE = `Usage: pnpm conformance:stochastic [RUNS]

Compares exact simulation with the stochastic test suite, RUNS runs a case (10000).

  -h, --help  prints this text`;

const runs = scriptArguments(USAGE, {
  mostPositionals: 1,
  read: ({ positionals: [runs = "10000"] }) => wholeNumber(runs, "RUNS", 2),
});
const SEED = 20;

const BIRTH_DEATH = { species: ["X = 100"], reactions: ["X ->{0.1} 2 X", "X ->{0.11} 0"] };
const IMMIGRATION = { species: ["X"], reactions: ["0 ->{10} X", "X ->{0.1} 0"] };
const DIMERS = { species: ["P = 100", "P2"], reactions: ["2 P ->{0.0005} P2", "P2 ->{0.01} 2 P"] };
const DIMERS_BY_LAW = {
  species: ["P2"],
  reactions: ["0 -> P2: 0.001 100 2 P2 * - * 100 2 P2 * - 1 - * 2 /", "P2 ->{0.01} 0"],
};
/** By case: the model in the notation of packages/simulator/test/program-from-lines.ts. */
const MODELS = {
  "00001": BIRTH_DEATH,
  // The parameters belong to the reactions.
  "00002": BIRTH_DEATH,
  "00005": { ...BIRTH_DEATH, species: ["X = 10000"] },
  "00006": { species: ["X = 100", "[Sink]"], reactions: ["X ->{0.1} 2 X", "X ->{0.11} Sink"] },
  "00007": { species: ["X = 100", "Sink"], reactions: ["X ->{0.1} 2 X", "X ->{0.11} Sink"] },
  // Symbols are concentrations, in compartments of size 1 and 2.
  "00010": BIRTH_DEATH,
  "00011": { species: ["X = 100"], reactions: ["X -> 2 X: 0.1 X 2 / *", "X -> 0: 0.11 X 2 / *"] },
  "00012": { species: ["X = 100"], reactions: ["X -> 2 X: 0.1 X * 0.5 * 2 *", "X ->{0.11} 0"] },
  "00015": { species: ["X = 100"], reactions: ["X -> 2 X: 0.1 X 2 / * 0.5 /", "X ->{0.11} 0"] },
  "00016": { species: ["X = 100"], reactions: ["X -> 2 X: 0.1 X * 2 2 / /", "X ->{0.11} 0"] },
  "00017": {
    parameters: { Cell: 1 },
    species: ["X = 100"],
    reactions: ["X -> 2 X: Cell 0.1 * X *", "X -> 0: Cell 0.11 * X *"],
  },
  "00020": { species: ["X"], reactions: ["0 ->{1} X", "X ->{0.1} 0"] },
  "00021": IMMIGRATION,
  "00022": { species: ["X"], reactions: ["0 ->{5} X", "X ->{0.1} 0"] },
  // The source is not used up: its amount is a boundary condition, and 0.
  "00025": { species: ["X", "[Source]", "Sink"], reactions: ["Source -> X: 10", "X ->{0.1} Sink"] },
  "00026": { species: ["X", "[Source]", "[Sink]"], reactions: ["Source -> X: 10", "X ->{0.1} Sink"] },
  "00027": { species: ["X"], reactions: ["0 ->{1} X", "X ->{0.1} 0"] },
  "00030": DIMERS,
  "00031": { species: ["P = 1000", "P2"], reactions: ["2 P ->{0.0001} P2", "P2 ->{0.004} 2 P"] },
  "00032": { ...DIMERS, events: ["when time 25 >=: P = 100; P2 = 0"] },
  "00035": DIMERS_BY_LAW,
  "00036": DIMERS_BY_LAW,
  "00037": { species: ["X"], reactions: ["0 ->{1} 5 X", "X ->{0.2} 0"] },
};

const folder = mkdtempSync(path.join(os.tmpdir(), "conformance-"));
try {
  process.exitCode = (await compareAll()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function compareAll() {
  const { programFromLines, simulateStochastic } = await loadSimulator();
  const expected = JSON.parse(
    readFileSync(path.join(import.meta.dirname, "conformance-stochastic/expected-moments.json"), "utf8"),
  );
  let isGood = true;
  for (const [name, moments] of Object.entries(expected)) {
    const program = programFromLines(MODELS[name]);
    const outside = leavesRanges(moments, simulate(program));
    const told = outside.map(({ quantity, time, score }) => `${quantity} at ${time}: ${score.toFixed(2)}`);
    console.log(`${name} ${outside.length === 0 ? "passed" : `FAILED: ${told.join(", ")}`}`);
    if (outside.length > 0) isGood = false;
  }
  console.log(
    `${Object.keys(expected).length} cases, ${runs} runs each: ${isGood ? "all passed" : "some FAILED"}`,
  );
  return isGood;

  function simulate(program) {
    const times = Array.from({ length: 51 }, (_, time) => time);
    const options = { until: 50, volume: 1, seed: SEED, runs, times, keepRuns: false, maxEvents: 1e12 };
    const { ensemble, failure } = simulateStochastic(program, options);
    if (failure !== undefined) throw new Error(failure.message);
    return ensemble;
  }
}

/** The quantities that are not in their range, with the time and by how much. */
function leavesRanges(moments, { mean, standardDeviation }) {
  const found = [];
  for (const [species, { mean: means, sd: deviations }] of Object.entries(moments)) {
    const valuesOf = (trajectory) => trajectory.species.find(({ name }) => name === species).values;
    means.forEach((exact, time) => {
      const sd = deviations[time];
      const distance = valuesOf(mean)[time] - exact;
      const ratio = (valuesOf(standardDeviation)[time] / sd) ** 2;
      const check = (quantity, score, limit) => {
        if (!(Math.abs(score) < limit)) found.push({ quantity, time, score });
      };
      if (sd === 0)
        check(
          `mean of ${species}`,
          distance === 0 && valuesOf(standardDeviation)[time] === 0 ? 0 : Infinity,
          3,
        );
      else {
        check(`mean of ${species}`, (Math.sqrt(runs) * distance) / sd, 3);
        check(`sd of ${species}`, Math.sqrt(runs / 2) * (ratio - 1), 5);
      }
    });
  }
  return found;
}

async function loadSimulator() {
  const outfile = path.join(folder, "simulator.mjs");
  const contents = `
    export { simulateStochastic } from "./src/index.js";
    export { programFromLines } from "./test/program-from-lines.js";`;
  const stdin = { contents, resolveDir: path.join(root, "packages/simulator"), loader: "ts" };
  await build({ stdin, bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  return import(pathToFileURL(outfile).href);
}
