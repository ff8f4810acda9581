// A network → its runs for all combinations of the varied values, told while they are made.

import {
  combinationInWords,
  type Progress,
  type ScanControl,
  type ScanResult,
  scanNetwork,
} from "@ncrn/experiments";
import { type CheckedScan, InternalError } from "@ncrn/language";
import type { RunProblem, RunRequest, ScanCourse } from "../messages/run-messages.js";
import type { OpenModel } from "./open-model.js";
import { problemFrom } from "./problem-from-diagnostic.js";
import { scanCourse } from "./scan-course.js";
import { controlBy, type Ending, sayFailure, type Telling } from "./telling.js";

/** A point that fails ends nothing; the first failure is told at the end. */
export async function runScan(
  { analysis, readText, subject }: OpenModel,
  request: Pick<RunRequest, "overrides">,
  telling: Telling,
): Promise<Ending> {
  const record = subject.scan;
  const root = analysis.documents[0]?.source;
  if (record === undefined || root === undefined) throw new InternalError("a scan without its record");
  const overrides = new Map(Object.entries(request.overrides));
  const control: ScanControl = { ...controlBy(telling, runInWords), onPoint: followPoints(telling) };
  const result = await scanNetwork({ root, readText, overrides, record }, {}, control);
  telling.tell({ kind: "scanned", course: scanCourse(result, "whole") });
  const { status, failure } = result;
  const said =
    failure === undefined ? sayRefusal(result, record, telling) : sayFailure(failure, record.origin, telling);
  return { status, ...said, weights: undefined };
}

/** Charts need not be drawn more often, and those of more values take the page longer. */
const COURSE_MILLISECONDS = 100;
const VALUES_OF_COURSE = 5000;
/** At most this share of the time goes into messages about what there is so far. */
const LARGEST_SHARE = 0.1;

function followPoints({ tell, now }: Telling): NonNullable<ScanControl["onPoint"]> {
  let next = Number.NEGATIVE_INFINITY;
  return (_, soFar) => {
    const start = now();
    if (start < next) return;
    const course = scanCourse(soFar(), "thinned");
    tell({ kind: "scanned", course });
    const end = now();
    next = end + pauseAfter(course, end - start);
  };
}

/** Milliseconds until the next message, after one that took so long to make. */
export function pauseAfter(
  { points, measures }: Pick<ScanCourse, "points" | "measures">,
  milliseconds: number,
): number {
  const size = (points.length * measures.length) / VALUES_OF_COURSE;
  return Math.max(COURSE_MILLISECONDS * Math.max(1, size), milliseconds * (1 / LARGEST_SHARE - 1));
}

/** `run 3 of 9, death = 0.6`. */
function runInWords({ done, total, detail }: Progress): string {
  const run = `run ${Math.min(Math.floor(done) + 1, total)} of ${total}`;
  return detail === undefined ? run : `${run}, ${detail}`;
}

/** Errors that the text has with some of the values. */
function sayRefusal(
  { points, axes }: ScanResult,
  { origin }: CheckedScan,
  { tell, isOfSliders }: Telling,
): Pick<Ending, "failure" | "problem"> {
  const refused = points.filter(({ diagnostics }) => diagnostics.length > 0);
  const [first] = refused;
  const diagnostic = first?.diagnostics.find(({ severity }) => severity === "error");
  if (first === undefined || diagnostic === undefined) return { failure: undefined };
  const found = problemFrom(diagnostic);
  const others =
    refused.length === 1 ? "" : ` ${refused.length} of ${points.length} runs failed; this is the first one.`;
  const problem: RunProblem = {
    ...found,
    ...(found.file.startsWith("std/") ? origin : {}),
    message: `With ${combinationInWords(axes, first.values)}: ${found.message}${others}`,
  };
  tell({ kind: "problems", problems: [problem], isFatal: false, isOfSliders, isFailure: true });
  return { failure: problem.message, problem };
}
