// Processor time of one thread, to the microsecond. Node itself has it from version 23.9 on (`process.threadCpuUsage`), and
// where a system counts whole ticks it is as coarse as those; the system interface for WebAssembly reads the exact clock.

import { WASI } from "node:wasi";

/** `CLOCK_THREAD_CPUTIME_ID` of WASI preview 1, type `clockid`. */
const THREAD = 3;

/** An empty module that exports one page of memory, into which the time is written. */
const memoryAlone = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic number and version
  ...[0x05, 0x03, 0x01, 0x00, 0x01], // memories: one, of a page at least
  ...[0x07, 0x0a, 0x01, 0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02, 0x00], // exports: "memory"
);

/** The part of the interface of WebAssembly that is used here; the types for Node do not have it. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
  ) => { readonly exports: { readonly memory: { readonly buffer: ArrayBuffer } } };
}

/** A clock of the thread that calls this. @throws Error where the system has none. */
export function threadMilliseconds(): () => number {
  const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal })
    .WebAssembly;
  const wasi = new WASI({ version: "preview1" });
  const instance = new Instance(new Module(memoryAlone));
  wasi.initialize(instance);
  const written = new DataView(instance.exports.memory.buffer);
  const clockTimeGet = wasi.wasiImport.clock_time_get as (
    clock: number,
    precision: bigint,
    at: number,
  ) => number;
  return () => {
    const failure = clockTimeGet(THREAD, 0n, 0);
    if (failure !== 0)
      throw new Error(`This system does not tell the processor time of a thread (WASI error ${failure}).`);
    return Number(written.getBigUint64(0, true)) / 1e6;
  };
}
