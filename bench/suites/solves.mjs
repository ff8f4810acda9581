// One problem: references, errors of every code at every tolerance, then interleaved rounds of timing.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { bestPoints, errorOf, timeAtError } from "../measure/error.mjs";
import { createOurBatch, createOurs } from "../measure/ours.mjs";
import { median, summaryOf } from "../measure/statistics.mjs";
import { codesFor, createPeerProcesses } from "../peers/codes.mjs";

/** Relative tolerances of our runs: half a decade apart. */
const LADDER = Array.from({ length: 17 }, (_, step) => 10 ** (-1.5 - step / 2));
const REFERENCE = 1e-11;
const LARGE_LADDER = LADDER.filter((_, step) => step % 2 === 1);
/** A large problem whose first sample takes us longer than this, in milliseconds, is not measured further. */
const PATIENCE = 180_000;
/** A peer whose first pass takes longer than this is not timed again and again. */
const LONGEST_PASS = 30;
/** So many samples make a batch. */
const LEAST_BATCH = 8;
/** Codes that check our reference; the first one that suits a problem does. */
const CHECKERS = ["cvode-klu-folded", "scipy-radau", "cvode-gmres-folded"];
/** References must agree this much better than the least error that is compared. */
const REFERENCE_PART = 0.1;

/**
 * @param {object} problem as `problemOf` makes it
 * @param {{ found: object, rounds: number, seconds: number, tolerances: number[], say: (text: string) => void }} settings
 */
export async function measureProblem(problem, settings) {
  const refused = problem.isLarge ? tryFirst(problem, settings) : undefined;
  if (refused !== undefined)
    return { ...descriptionOf(problem), ours: [], comparisons: [], notes: [refused], isOursTooSlow: true };
  const peers = createPeerProcesses(problem);
  try {
    const reference = await referenceOf(problem, { ...settings, peers });
    const notes = [...reference.notes];
    const candidates = await peerPoints(problem, { ...settings, peers, reference, notes });
    const curve = { ...settings, reference, least: leastError(candidates) };
    const ours = ourCurve(problem, { ...curve, create: createOurs });
    const hasBatch = !problem.isLarge && problem.samples.length >= LEAST_BATCH;
    const batch = hasBatch ? ourCurve(problem, { ...curve, create: createOurBatch }) : [];
    const comparisons = candidates.map((point) => ({
      ...point,
      bracket: bracketOf(ours, point.error),
      batchBracket: bracketOf(batch, point.error),
      rounds: [],
    }));
    for (let round = 0; round < settings.rounds; round++) {
      settings.say(`${problem.name}: round ${round + 1} of ${settings.rounds}`);
      for (const comparison of comparisons)
        comparison.rounds.push(await measureOnce(problem, { ...settings, peers, comparison }));
    }
    if (reference.disagreement > REFERENCE_PART * leastError(candidates))
      notes.push(`The references differ by ${reference.disagreement.toExponential(1)}.`);
    return {
      ...descriptionOf(problem),
      references: { by: reference.by, disagreement: reference.disagreement },
      ours: ours.map(({ runner, ...point }) => point),
      ...(hasBatch ? { batch: batch.map(({ runner, ...point }) => point) } : {}),
      comparisons: comparisons.map(resultOf),
      notes,
    };
  } finally {
    await peers.stop();
  }
}

function descriptionOf({ name, title, sizes, samples, duration }) {
  return { problem: name, title, sizes, samples: samples.length, duration };
}

/** One sample in a process of its own, which can be ended; what is wrong, if anything. */
function tryFirst({ name }, { say }) {
  say(`${name}: first sample`);
  const script = path.join(import.meta.dirname, "first-sample.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, name], {
    timeout: PATIENCE,
    encoding: "utf8",
  });
  if (status === 0) return undefined;
  return status === null
    ? `We need more than ${PATIENCE / 1000} s for the first sample.`
    : `We fail: ${stderr.trim().split("\n").at(-1)}`;
}

/** Our own tightest solution, compared with that of the first peer that gives one. */
async function referenceOf(problem, { peers, found, say }) {
  say(`${problem.name}: reference`);
  const own = createOurs(problem, tolerancesOf(problem, REFERENCE)).states();
  const notes = own.failures.map((failure) => `Reference: ${failure}`);
  const checker = codesFor(problem, found).find(({ name }) => CHECKERS.includes(name));
  if (checker === undefined)
    return {
      states: own.states,
      by: ["ours"],
      notes: [...notes, "The reference is not checked by another code."],
    };
  try {
    const relative = checker.family === "cvode" ? 1e-10 : 1e-9;
    const other = await peers.run(checker, {
      ...tolerancesOf(problem, relative),
      seconds: 0,
      wantsStates: true,
    });
    const states = own.failures.length > 0 ? other.states : own.states;
    return {
      states,
      by: ["ours", checker.name],
      disagreement: errorOf(other.states, own.states, problem),
      notes,
    };
  } catch (error) {
    return {
      states: own.states,
      by: ["ours"],
      notes: [...notes, `${checker.name} gives no reference: ${error.message}`],
    };
  }
}

function tolerancesOf({ absolutePart }, relative) {
  return { relative, absolute: relative * absolutePart };
}

/** Error and first time of every code at every tolerance; what a code does better at another tolerance is left out. */
async function peerPoints(problem, { found, peers, reference, tolerances, notes, say }) {
  const points = [];
  for (const code of codesFor(problem, found)) {
    say(`${problem.name}: ${code.name}`);
    try {
      const own = [];
      for (const relative of tolerances) {
        const answer = await peers.run(code, {
          ...tolerancesOf(problem, relative),
          seconds: 0,
          wantsStates: true,
        });
        const { microseconds: time, steps, failures, message } = answer;
        if (failures > 0)
          notes.push(
            `${code.name} at ${relative}: fails for ${failures} of ${problem.samples.length} samples. ${message ?? ""}`.trim(),
          );
        const error = failures > 0 ? Number.NaN : errorOf(answer.states, reference.states, problem);
        const isLong = time * problem.samples.length > LONGEST_PASS * 1e6;
        own.push({ code, relative, error, time, steps, isLong });
        if (isLong) break;
      }
      points.push(...bestPoints(own));
    } catch (error) {
      notes.push(`${code.name}: ${error.message}`);
    }
  }
  return points;
}

function leastError(points) {
  return Math.min(...points.map(({ error }) => error));
}

/** Our errors and times, down to the least error that a peer reached. */
function ourCurve(problem, { create, reference, least, seconds, say }) {
  say(`${problem.name}: ours${create === createOurBatch ? ", in batches" : ""}`);
  const points = [];
  for (const relative of problem.isLarge ? LARGE_LADDER : LADDER) {
    const runner = create(problem, tolerancesOf(problem, relative));
    const { states, failures } = runner.states();
    const error = failures.length > 0 ? Number.NaN : errorOf(states, reference.states, problem);
    points.push({
      relative,
      error,
      time: runner.time(seconds / 5),
      steps: runner.steps(),
      failures: failures.length,
      runner,
    });
    if (error < least) break;
  }
  return points;
}

/** The points between which ours lies at this error. */
function bracketOf(ours, error) {
  const best = bestPoints(ours);
  const after = best.findIndex((point) => point.error <= error);
  if (after === -1) return [];
  return after === 0 ? [best[0]] : [best[after - 1], best[after]];
}

/** Ours, the peer, ours again, next to each other in time. */
async function measureOnce(problem, { comparison, peers, seconds }) {
  const { code, relative, bracket, batchBracket, isLong, error, time } = comparison;
  const half = (points) => points.map((point) => point.runner.time(seconds / 2));
  const before = [half(bracket), half(batchBracket)];
  const peer = isLong
    ? time
    : (await peers.run(code, { ...tolerancesOf(problem, relative), seconds, wantsStates: false }))
        .microseconds;
  const after = [half(bracket), half(batchBracket)];
  const atError = (points, kind) =>
    timeAtError(
      points.map((point, index) => ({
        error: point.error,
        time: Math.min(before[kind][index], after[kind][index]),
      })),
      error,
    );
  return { peer, ours: atError(bracket, 0), batch: atError(batchBracket, 1) };
}

function resultOf({ code, relative, error, steps, rounds, isLong }) {
  return {
    peer: code.name,
    label: code.label,
    equations: code.equations,
    relativeTolerance: relative,
    error,
    steps,
    timedOnce: isLong,
    peerMicroseconds: summaryOf(rounds.map((round) => round.peer)),
    ...timesOf(rounds, "ours", { time: "oursMicroseconds", ratio: "ratio" }),
    ...timesOf(rounds, "batch", { time: "batchMicroseconds", ratio: "batchRatio" }),
  };
}

function timesOf(rounds, kind, names) {
  const measured = rounds.filter((round) => round[kind] !== undefined);
  if (measured.length === 0) return {};
  return {
    [names.time]: median(measured.map((round) => round[kind])),
    [names.ratio]: summaryOf(measured.map((round) => round.peer / round[kind])),
  };
}
