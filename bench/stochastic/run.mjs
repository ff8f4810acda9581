// Exact stochastic simulation against C: `node bench/stochastic/run.mjs [rounds]`. Needs gcc.
// All run in one go, in turns, on the same networks; printed are medians over the rounds, in nanoseconds per event.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const rounds = Number(process.argv[2] ?? 7);
const here = import.meta.dirname;
const root = path.resolve(here, "../..");
const folder = mkdtempSync(path.join(os.tmpdir(), "stochastic-"));
const NETWORKS = [
  { name: "4 reactions", reactions: 4, species: 3, events: 2_000_000 },
  { name: "200 reactions", reactions: 200, species: 100, events: 300_000 },
  { name: "2000 reactions", reactions: 2000, species: 1000, events: 200_000 },
  { name: "20000 reactions", reactions: 20_000, species: 10_000, events: 100_000 },
];
/** Share of the events that the slower peers simulate, so that a round stays short. */
const SHARE = { direct: (n) => Math.min(1, 200 / n) * 0.3, dependency: (n) => Math.min(1, 2000 / n) };
const PEERS = ["direct", "dependency", "next", "blocks", "running"];

try {
  await measure();
} finally {
  rmSync(folder, { recursive: true });
}

async function measure() {
  const { createRandom, createExactEngine, preparePropensities } = await loadSimulator();
  const peers = path.join(folder, "peers");
  execFileSync("gcc", ["-O3", "-march=native", "-o", peers, path.join(here, "peers.c"), "-lm"]);
  const results = NETWORKS.map(({ name, reactions, species, events }) => {
    const program = reversibleNetwork(createRandom(7, "network"), reactions, species);
    const file = path.join(folder, `${reactions}.bin`);
    writeFileSync(file, binaryNetwork(program));
    const system = preparePropensities(program, undefined);
    const own = { program, engine: createExactEngine(system, program.species.length, [1e301]) };
    const times = { ours: [] };
    for (const peer of PEERS) times[peer] = [];
    for (let round = -1; round < rounds; round++) {
      const ours = ownTime(own, events);
      if (round < 0) continue; // code that is still being optimised
      times.ours.push(ours);
      for (const peer of PEERS) {
        const count = Math.round(events * (SHARE[peer]?.(reactions) ?? 1));
        times[peer].push(
          Number(execFileSync(peers, [file, peer, String(count)], { encoding: "utf8" }).split(" ")[0]),
        );
      }
    }
    return {
      name,
      reactions,
      nanoseconds: mapValues(times, median),
      fastest: mapValues(times, (list) => Math.min(...list)),
    };
  });
  print(results);
  mkdirSync(path.join(root, "bench/results"), { recursive: true });
  const about = { node: process.version, cpu: os.cpus()[0]?.model, rounds };
  writeFileSync(
    path.join(root, "bench/results/stochastic.json"),
    `${JSON.stringify({ about, results }, null, 2)}\n`,
  );

  /** The simulator's inner part, so that no preparation is counted. */
  function ownTime({ engine, program }, events) {
    const state = {
      volume: 1,
      counts: initialCounts(program),
      concentrations: initialCounts(program),
      parameters: new Float64Array(0),
    };
    const run = (most) => {
      let left = most;
      engine.run({
        state,
        random: createRandom(1, "ssa"),
        from: 0,
        end: 1e300,
        lastSample: 1e300,
        nextSample: 0,
        allowedEvents: () => left,
        countEvents: (count) => {
          left -= count;
          return left <= 0;
        },
        takeSample: () => {},
      });
    };
    run(events / 8);
    const start = performance.now();
    run(events);
    return ((performance.now() - start) * 1e6) / events;
  }
}

function initialCounts({ species }) {
  return Float64Array.from(species, ({ initial }) => initial);
}

async function loadSimulator() {
  const outfile = path.join(folder, "simulator.mjs");
  const contents = `
    export { createRandom } from "./random.js";
    export { createExactEngine } from "./stochastic/exact-engine.js";
    export { preparePropensities } from "./stochastic/propensity-system.js";`;
  const resolveDir = path.join(root, "packages/simulator/src");
  const stdin = { contents, resolveDir, loader: "ts" };
  await build({ stdin, bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  return import(pathToFileURL(outfile).href);
}

/** Pairs of reactions to and fro between random species; about 14 reactions depend on each event. */
function reversibleNetwork(random, reactionCount, speciesCount) {
  const reactions = [];
  const add = (reactants, products, constant) =>
    reactions.push({
      name: `r${reactions.length}`,
      reactants: terms(reactants),
      products: terms(products),
      rate: { kind: "mass-action", code: [{ opcode: 0, operand: constant }] },
      phases: [],
    });
  const any = () => random.integerBelow(speciesCount);
  for (let pair = 0; pair < reactionCount / 2; pair++) {
    const left = [any(), any()];
    const right = random.uniform() < 0.5 ? [any(), any()] : [any()];
    const scale = 10 ** (-2 + 2 * random.uniform());
    add(left, right, 0.01 * scale);
    add(right, left, right.length === 2 ? 0.01 * scale : scale);
  }
  const species = Array.from({ length: speciesCount }, (_, i) => ({
    name: `S${i}`,
    initial: 100,
    clamped: false,
  }));
  return { name: "reversible", parameters: [], species, reactions, events: [], phases: [], observables: [] };
}

function terms(list) {
  return list.map((species) => ({ species, coefficient: 1 }));
}

/** What peers.c reads: sizes, constants, reactants (−1 for none), changes, dependents, initial counts. */
function binaryNetwork({ species, reactions }) {
  const changes = reactions.map(({ reactants, products }) => {
    const sums = new Map();
    for (const { species: s } of reactants) sums.set(s, (sums.get(s) ?? 0) - 1);
    for (const { species: s } of products) sums.set(s, (sums.get(s) ?? 0) + 1);
    return [...sums].filter(([, amount]) => amount !== 0);
  });
  const readers = species.map(() => []);
  reactions.forEach(({ reactants }, r) => {
    for (const s of new Set(reactants.map((term) => term.species))) readers[s].push(r);
  });
  const dependents = changes.map((list) =>
    [...new Set(list.flatMap(([s]) => readers[s]))].sort((a, b) => a - b),
  );
  const starts = (lists) => {
    let sum = 0;
    return [0, ...lists.map((list) => (sum += list.length))];
  };
  const integers = (list) => Buffer.from(Int32Array.from(list).buffer);
  return Buffer.concat([
    integers([species.length, reactions.length, changes.flat().length, dependents.flat().length]),
    Buffer.from(Float64Array.from(reactions, ({ rate }) => rate.code[0].operand).buffer),
    integers(reactions.map(({ reactants }) => reactants[0]?.species ?? -1)),
    integers(reactions.map(({ reactants }) => reactants[1]?.species ?? -1)),
    integers(starts(changes)),
    integers(changes.flat().map(([s]) => s)),
    integers(changes.flat().map(([, amount]) => amount)),
    integers(starts(dependents)),
    integers(dependents.flat()),
    integers(species.map(({ initial }) => initial)),
  ]);
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}

function mapValues(record, change) {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, Number(change(value).toPrecision(4))]),
  );
}

function print(results) {
  for (const { name, nanoseconds, fastest } of results) {
    console.log(`\n${name}: ours ${nanoseconds.ours} ns per event (fastest round ${fastest.ours})`);
    for (const peer of PEERS) {
      const ratio = nanoseconds[peer] / nanoseconds.ours;
      const best = fastest[peer] / fastest.ours;
      console.log(
        `  ${peer.padEnd(11)}${String(nanoseconds[peer]).padStart(8)} ns${ratio.toFixed(2).padStart(9)}× ours${best.toFixed(2).padStart(9)}× by fastest rounds`,
      );
    }
  }
}
