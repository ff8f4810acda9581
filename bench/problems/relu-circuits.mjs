// The forward and feedback phases of the smoothed rectifier circuit with three states, as its authors write them.
import path from "node:path";
import { programFromReactions } from "@ncrn/compiler";
import { createRandom } from "@ncrn/simulator";
import { networkOf } from "../../scripts/reproduce/tasks.mjs";
import { statesOf } from "./program-builder.mjs";

const STATES = [1, 2, 3];
const SAMPLES = 64;
const SHIFT = 0.1;

export function reluForward() {
  const program = programOf("relu-forward", "ReluForward");
  return { program, samples: samplesOf(program, setForward) };
}

/** `annihilation` is the rate at which the rails of the states cancel; the authors take 10. */
export function reluFeedback(annihilation) {
  const program = programOf("relu-feedback", "ReluFeedback", { annihilation });
  return { program, samples: samplesOf(program, setFeedback) };
}

function programOf(file, name, overrides) {
  return programFromReactions(networkOf(path.join(import.meta.dirname, `${file}.ncrn`), name, overrides));
}

/** One set of parameters, and inputs of their own for each sample. */
function samplesOf(program, setStates) {
  const random = createRandom(1, "relu circuit");
  const signed = () => 2 * random.uniform() - 1;
  const theta = STATES.map(() => STATES.map(signed));
  const beta = STATES.map(signed);
  return statesOf(program, SAMPLES, (set) => {
    const setRails = railsSetter(set);
    const inputs = [signed(), signed(), 1];
    for (const i of STATES) {
      setRails(`X_${i}`, inputs[i - 1]);
      setRails(`H_${i}`, SHIFT);
      setRails(`Beta_${i}`, beta[i - 1]);
      for (const j of STATES) setRails(`Theta_${i}_${j}`, theta[i - 1][j - 1]);
    }
    setStates({ set, setRails, signed, random, inputs });
  });
}

function setForward({ setRails, inputs }) {
  for (const i of STATES) setRails(`Z_${i}`, inputs[i - 1]);
}

/** A state as the forward phase leaves it: a little is left on the minor rail. */
function setFeedback({ set, setRails, signed, random }) {
  for (const i of STATES) {
    set(`Z_${i}_1`, 0.8 * random.uniform());
    set(`Z_${i}_2`, 0.02);
    setRails(`A_${i}`, signed());
    for (const j of STATES) setRails(`G_${i}_${j}`, 0);
  }
}

function railsSetter(set) {
  return (name, value) => {
    set(`${name}_1`, Math.max(value, 0));
    set(`${name}_2`, Math.max(-value, 0));
  };
}
