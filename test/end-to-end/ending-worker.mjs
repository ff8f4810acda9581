// Loaded into every thread of a process (`--import`): ends threads that make the runs of an ensemble, as NCRN_TEST_FAULT
// says: { "first": number of the run with which the fatal block begins, "marker": file that exists after the first time }.
import { existsSync, writeFileSync } from "node:fs";
import { isMainThread, parentPort, workerData } from "node:worker_threads";

const { first, marker, hangs } = JSON.parse(process.env["NCRN_TEST_FAULT"] ?? "{}");

if (!isMainThread && workerData?.plan !== undefined && first !== undefined) {
  parentPort.on("message", (block) => {
    if (block.first !== first || (marker !== undefined && existsSync(marker))) return;
    if (marker !== undefined) writeFileSync(marker, "");
    if (hangs === true) for (;;);
    process.exit(7);
  });
}
