// What a result has to say about where it was measured.
import { cpus, loadavg, release, totalmem } from "node:os";

export function machineOf(versions) {
  const [cpu] = cpus();
  return {
    processor: cpu?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    v8: process.versions.v8,
    peers: versions,
    /** Of the last minute, when the measurement ended; far above the number of cores, times are doubtful. */
    load: Number(loadavg()[0].toFixed(2)),
  };
}
