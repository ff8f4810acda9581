// A process of its own: the first sample of a large problem, to see whether it comes to an end in a reasonable time.
import { createPhaseRunner } from "@ncrn/simulator";
import { chosenProblems, problemOf } from "../problems/problems.mjs";

const [description] = chosenProblems({ only: [process.argv[2]], quick: false });
const { program, samples, duration } = problemOf(description);
const runner = createPhaseRunner(program, { relativeTolerance: 1e-4, absoluteTolerance: 1e-7 });
runner.state.set(samples[0]);
const failure = runner.runPhase(undefined, duration);
if (failure !== undefined) throw new Error(failure.message);
