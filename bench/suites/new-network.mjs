// A process of its own: a network of N reactions as text, from its first character to its first result, with the parts
// of the way. Printed as JSON: milliseconds for the first network of the process (`first…`), for the fifth (`later…`),
// and the median of the forty-first to the fiftieth (`warm…`), when the engine has compiled what is run often.
import { performance } from "node:perf_hooks";
import { programFromReactions } from "@ncrn/compiler";
import { compiledSubject } from "@ncrn/experiments";
import { analyze, createSourceText, hasErrors } from "@ncrn/language";
import { createPhaseRunner, createRandom } from "@ncrn/simulator";
import { median } from "../measure/statistics.mjs";

const NETWORKS = 50;
const FIFTH = 4;
const WARM = 40;
const TOLERANCES = { relativeTolerance: 1e-4, absoluteTolerance: 1e-8 };

const texts = Array.from({ length: NETWORKS }, (_, seed) => textOf(Number(process.argv[2]), seed));
const times = texts.map(timesOf);
const first = Object.entries(times[0]).map(([key, value]) => [`first${key}`, value]);
const later = Object.entries(times[FIFTH]).map(([key, value]) => [`later${key}`, value]);
const warm = Object.keys(times[0]).map((key) => [
  `warm${key}`,
  median(times.slice(WARM).map((one) => one[key])),
]);
console.log(JSON.stringify(Object.fromEntries([...first, ...later, ...warm])));

function timesOf(text) {
  const start = performance.now();
  const { program: checked, diagnostics } = analyze(createSourceText("network.ncrn", text));
  if (hasErrors(diagnostics)) throw new Error(diagnostics[0].message);
  const parsed = performance.now();
  const { subject } = compiledSubject(checked, "Network", "network");
  const program = programFromReactions(subject.network);
  const compiled = performance.now();
  const runner = createPhaseRunner(program, TOLERANCES);
  const failure = runner.runPhase(undefined, 1);
  if (failure !== undefined) throw new Error(failure.message);
  const solved = performance.now();
  return {
    Parse: parsed - start,
    Compile: compiled - parsed,
    Solve: solved - compiled,
    Total: solved - start,
  };
}

function textOf(reactions, seed) {
  const random = createRandom(seed, "new network");
  const species = reactions / 2;
  const name = () => `S${random.integerBelow(species)}`;
  const lines = Array.from({ length: reactions }, () => {
    const rate = (0.1 + random.uniform()).toFixed(4);
    return `  ${name()} + ${name()} ->{${rate}} ${name()}`;
  });
  const declared = Array.from(
    { length: species },
    (_, i) => `S${i} = ${(0.1 + random.uniform()).toFixed(4)}`,
  );
  return `crn Network {\n  species ${declared.join(", ")}\n${lines.join("\n")}\n}\n`;
}
