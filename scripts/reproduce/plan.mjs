// Rows → runs: one a training, seed and method, each with a fingerprint of everything that decides its result.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { METHODS, SEEDS } from "./rows.mjs";
import { taskOf } from "./tasks.mjs";

const QUICK_SEEDS = [1];

/** A network with a clock of its own runs through the whole period, and stiffly, where others run through their phases. */
const OSCILLATOR = 30;

/** The seeds of each row. */
export function seedsOf(quick) {
  return quick ? QUICK_SEEDS : SEEDS;
}

/** Seeds of a row from which only the chemistry is trained. */
export function furtherSeeds({ wide = 0 }, quick) {
  if (quick) return [];
  return Array.from({ length: wide }, (_, index) => index + 1).filter((seed) => !SEEDS.includes(seed));
}

/** All runs of the rows; `models` is the folder that names of rows start from. */
export function plannedRuns(rows, { models, quick }) {
  return rows.flatMap((row) => {
    const parts = (row.records ?? [row.record]).flatMap((record) =>
      methodsOf(row).map(({ method, model }) => {
        const file = path.join(models, `${model}.ncrn`);
        const circuit = circuitOf(file, record);
        const epochs = quick ? row.quick.epochs : circuit.epochs;
        const start =
          row.references === undefined ? undefined : path.join(models, `${row.references.descent}.ncrn`);
        return {
          circuit,
          run: { row: row.name, file, start, record, method, epochs, threshold: row.threshold },
        };
      }),
    );
    const seeds = seedsOf(quick);
    return [...seeds, ...furtherSeeds(row, quick)].flatMap((seed) =>
      parts
        .filter(({ run }) => seeds.includes(seed) || run.method === "chemistry")
        .map(({ circuit, run }) => ({
          ...run,
          seed,
          weight: run.epochs * circuit.cost[run.method],
          fingerprint: fingerprintOf({ ...run, seed }, circuit),
        })),
    );
  });
}

/** By which methods a row is trained, and the model of each. */
function methodsOf({ name, references }) {
  if (references === undefined) return METHODS.map((method) => ({ method, model: name }));
  return [
    { method: "chemistry", model: name },
    ...Object.entries(references).map(([method, model]) => ({ method, model })),
  ];
}

/** The file of a run below the folder of runs. */
export function runFile(folder, { row, record, seed, method }) {
  const parts = [method, record, `seed-${seed}`].filter((part) => part !== undefined);
  return path.join(folder, row, `${parts.join("-")}.json`);
}

const circuits = new Map();

/** The compiled training of a file with its text and data; the same for all seeds. */
function circuitOf(file, record) {
  const key = `${file} ${record}`;
  if (!circuits.has(key)) circuits.set(key, compiledCircuit(file, record));
  return circuits.get(key);
}

function compiledCircuit(file, record) {
  const { network, source, record: training, data: rows } = taskOf(file, { record, seed: SEEDS[0] });
  const samples = rows.training.rows.length;
  const folder = path.dirname(file);
  const data = readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
  return {
    epochs: training.epochs,
    content: JSON.stringify([network, readFileSync(file, "utf8"), data], withoutPlaces),
    // The share of the work of a run that its method and network make up, for the estimate of the time left.
    cost: {
      chemistry: samples * network.reactions.length * (source.clock?.kind === "oscillator" ? OSCILLATOR : 1),
      descent: samples * 40,
      ideal: samples * 60,
    },
  };
}

function fingerprintOf({ file, record, seed, method, epochs }, { content }) {
  const network = method === "chemistry" ? content : readFileSync(file, "utf8");
  return createHash("sha256")
    .update(JSON.stringify({ record, seed, method, epochs, network }))
    .digest("hex")
    .slice(0, 16);
}

/** Comments and blank lines of a network do not count. */
function withoutPlaces(key, value) {
  return ["origin", "origins", "provenance", "documentation"].includes(key) ? undefined : value;
}
