// Perturbations → runs: one a circuit, size and seed, each with a fingerprint of everything that decides its result.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { CIRCUITS } from "./circuits.mjs";
import { concerns, perturbedNetwork } from "./perturb-network.mjs";
import { shortened, UNPERTURBED } from "./perturbations.mjs";
import { compiledTask } from "./perturbed-task.mjs";

/** All runs, those without a perturbation first, which stand for neutral sizes too unless the study is shortened; `models` is the folder that names of models start from. */
export function plannedRuns({ models, quick }) {
  const { perturbations, seeds, limits } = shortened({ quick });
  return [UNPERTURBED, ...perturbations]
    .flatMap(({ name, circuits, levels, neutral, tooCostly }) =>
      circuits.flatMap((circuit) =>
        levels
          .filter((level) => quick || level !== neutral)
          .filter((level) => !tooCostly?.[circuit]?.includes(level))
          .flatMap((level) => seeds.map((seed) => ({ perturbation: name, circuit, level, seed }))),
      ),
    )
    .flatMap((choice) => runsOf(choice, { models, limits }));
}

/** None if there is nothing in the circuit that the perturbation could change. */
function runsOf(choice, { models, limits }) {
  const { circuit, perturbation, level, seed } = choice;
  const { model, epochs, stepCost } = CIRCUITS[circuit];
  const file = path.join(models, `${model}.ncrn`);
  const { network, record, data } = compiled({ ...choice, file });
  if (!concerns(choice, network)) return [];
  const run = {
    ...choice,
    ...limits,
    file,
    epochs: limits.epochs ?? epochs ?? record.epochs,
    row: path.join(perturbation, circuit),
    method: String(level),
    seed,
  };
  const steps = run.epochs * (limits.samples ?? data.training.rows.length);
  return [{ ...run, weight: weightOf(run, steps * stepCost), fingerprint: fingerprintOf(run, network) }];
}

/** Roughly milliseconds, for the estimate of the time left. */
function weightOf({ perturbation, level, samples }, training) {
  if (perturbation === "volume") return (samples ?? 20) * level * 0.08;
  return perturbation === "volume-training" ? training * level * 0.1 : training;
}

const tasks = new Map();

/** The compiled training of a choice; the same for all seeds and for most perturbations. */
function compiled(choice) {
  const isOfSettings = ["annihilation", "clock-seed"].includes(choice.perturbation);
  const key = isOfSettings ? `${choice.file} ${choice.perturbation} ${choice.level}` : choice.file;
  if (!tasks.has(key)) tasks.set(key, compiledTask(choice));
  return tasks.get(key);
}

function fingerprintOf(run, network) {
  const { file, circuit, perturbation, level, seed, epochs, samples } = run;
  const { measured } = CIRCUITS[circuit];
  const content = [perturbedNetwork(network, run), readFileSync(file, "utf8")];
  return createHash("sha256")
    .update(JSON.stringify({ perturbation, level, seed, epochs, samples, measured, content }, withoutPlaces))
    .digest("hex")
    .slice(0, 16);
}

/** Comments and blank lines of a network do not count. */
function withoutPlaces(key, value) {
  return ["origin", "origins", "provenance", "documentation"].includes(key) ? undefined : value;
}
