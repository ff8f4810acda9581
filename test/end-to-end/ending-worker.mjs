// Loaded into every thread of a process (`--import`): ends threads that make the runs of an ensemble or the points of a scan,
// as NCRN_TEST_FAULT says: { "first": number of the run with which the fatal block begins, or of the fatal point, "marker": file
// that exists after the first time, "hangs": whether the thread hangs instead }. Where one hangs, each thread says on standard
// error with which run or point it begins: what it began before is done.
import { existsSync, writeFileSync, writeSync } from "node:fs";
import { isMainThread, parentPort, workerData } from "node:worker_threads";

const { first, marker, hangs } = JSON.parse(process.env["NCRN_TEST_FAULT"] ?? "{}");
const makesRuns = workerData?.plan !== undefined || workerData?.scan !== undefined;

if (!isMainThread && makesRuns && first !== undefined) {
  parentPort.on("message", (job) => {
    const begun = job.first ?? job;
    if (hangs === true) writeSync(2, `a thread begins with ${begun}\n`);
    if (begun !== first || (marker !== undefined && existsSync(marker))) return;
    if (marker !== undefined) writeFileSync(marker, "");
    if (hangs === true) for (;;);
    process.exit(7);
  });
}
