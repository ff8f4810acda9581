// The checkpoint of a training folder: where training stands, and a fingerprint of what is trained.

import { createHash } from "node:crypto";
import path from "node:path";
import type { TrainingState, TrainingTask } from "@ncrn/experiments";
import { CommandFailure } from "../failure.js";
import { makeFolder, writeAtomically } from "../files.js";
import { readJson } from "../json-file.js";

const FILE = "checkpoint.json";

/** A long run is saved this often; the last epoch always is. */
const SAVE_MILLISECONDS = 1000;

/** What the file holds. */
interface Checkpoint {
  readonly format: "ncrn-checkpoint";
  readonly version: 1;
  /** What `--seed` said; null if the seeds of the file were used. A resumed training uses the same. */
  readonly givenSeed: number | null;
  /** Of network, data, record and seeds: resuming something else is refused. */
  readonly fingerprint: string;
  readonly state: TrainingState;
}

/** Keeps the newest state on disk. */
export interface CheckpointWriter {
  /** Remembers a state and saves it if the last save is long enough ago. */
  offer(state: TrainingState): void;
  /** Saves a state now. */
  save(state: TrainingState): void;
  /** Saves the newest offered state if that has not happened yet. */
  flush(): void;
}

/** Writes checkpoints of a task into a folder, at most one a second. */
export function checkpointWriter(
  folder: string,
  task: TrainingTask,
  givenSeed: number | undefined,
): CheckpointWriter {
  makeFolder(folder);
  const fingerprint = fingerprintOf(task);
  let waiting: TrainingState | undefined;
  let nextSave = performance.now() + SAVE_MILLISECONDS;
  const save = (state: TrainingState): void => {
    const checkpoint: Checkpoint = {
      format: "ncrn-checkpoint",
      version: 1,
      givenSeed: givenSeed ?? null,
      fingerprint,
      state,
    };
    writeAtomically(path.join(folder, FILE), `${JSON.stringify(checkpoint)}\n`);
    waiting = undefined;
    nextSave = performance.now() + SAVE_MILLISECONDS;
  };
  // A full disk does not end a training; the files at its end say so if it is still full.
  const trySave = (state: TrainingState): void => {
    try {
      save(state);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      nextSave = performance.now() + SAVE_MILLISECONDS;
    }
  };
  return {
    offer: (state) => {
      waiting = state;
      if (performance.now() >= nextSave) trySave(state);
    },
    save,
    flush: () => {
      if (waiting !== undefined) trySave(waiting);
    },
  };
}

/** The seed that the training in a folder was given with `--seed`; fails if there is no checkpoint or if it is damaged. */
export function givenSeedOfCheckpoint(folder: string): number | undefined {
  return loadCheckpoint(folder).givenSeed ?? undefined;
}

/** The state in a folder; fails if there is none, if it is damaged, or if it belongs to another task. */
export function readCheckpoint(folder: string, task: TrainingTask): TrainingState {
  const file = path.join(folder, FILE);
  const { state, fingerprint, givenSeed } = loadCheckpoint(folder);
  if (state.seed !== task.seed) {
    throw new CommandFailure(
      "checkpoint-mismatch",
      `the checkpoint was trained with seed ${state.seed}, this run has seed ${task.seed}`,
      { file, hint: `${seedAdvice(givenSeed)}, or train anew without --resume.` },
    );
  }
  if (fingerprint !== fingerprintOf(task)) {
    throw new CommandFailure(
      "checkpoint-mismatch",
      "the checkpoint belongs to another model, data set or setting",
      {
        file,
        hint: "Resume with the same file, data, --seed and --set values, or train anew without --resume.",
      },
    );
  }
  return state;
}

function seedAdvice(givenSeed: number | null): string {
  return givenSeed === null ? "Leave out `--seed`" : `Leave out \`--seed\`, or give \`--seed ${givenSeed}\``;
}

function loadCheckpoint(folder: string): Checkpoint {
  return readJson(path.join(folder, FILE), isCheckpoint, "a checkpoint that `ncrn train --out` wrote");
}

/** The same for the same chemistry, rows, record and seeds, wherever the files lie; the number of epochs may differ. */
function fingerprintOf(task: TrainingTask): string {
  const { network, data, record, seed, sampleSeed, initialWeights } = task;
  const text = JSON.stringify(
    { network, data, record: { ...record, epochs: 0, plot: [] }, seed, sampleSeed, initialWeights },
    withoutPlaces,
  );
  return createHash("sha256").update(text).digest("hex");
}

/** Comments and blank lines may change between two runs, so places in the source do not count. */
function withoutPlaces(key: string, value: unknown): unknown {
  return ["origin", "origins", "provenance", "documentation"].includes(key) ? undefined : value;
}

function isCheckpoint(value: unknown): value is Checkpoint {
  const { format, version, fingerprint, givenSeed, state } = (value ?? {}) as Partial<Checkpoint>;
  return (
    format === "ncrn-checkpoint" &&
    version === 1 &&
    typeof fingerprint === "string" &&
    (givenSeed === null || typeof givenSeed === "number") &&
    state?.format === "ncrn-training-state" &&
    state.version === 1 &&
    Array.isArray(state.weightRails) &&
    typeof state.history === "object"
  );
}
