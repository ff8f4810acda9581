// A process of its own: the coupled circuit with d states, from bytecode to its first result. Printed as JSON:
// milliseconds, and the most memory that the process ever held, in megabytes.
import { performance } from "node:perf_hooks";
import { createPhaseRunner, decodeBytecode, encodeBytecode } from "@ncrn/simulator";
import { coupledCircuit } from "../problems/coupled-circuits.mjs";

const { program: built, samples } = coupledCircuit(Number(process.argv[2]), 2);
const bytes = encodeBytecode(built);
const memoryBefore = process.memoryUsage().rss;

const start = performance.now();
const { program } = decodeBytecode(bytes);
const decoded = performance.now();
const runner = createPhaseRunner(program, { relativeTolerance: 1e-4, absoluteTolerance: 1e-7 });
solve(0);
const first = performance.now();
solve(1);
const second = performance.now();

console.log(
  JSON.stringify({
    decodeMilliseconds: decoded - start,
    firstResultMilliseconds: first - start,
    secondSolveMilliseconds: second - first,
    megabytesBefore: memoryBefore / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1e3,
  }),
);

function solve(sample) {
  runner.state.set(samples[sample]);
  const failure = runner.runPhase(undefined, 1);
  if (failure !== undefined) throw new Error(failure.message);
}
