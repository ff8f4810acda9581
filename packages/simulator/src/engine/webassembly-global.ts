// The part of the WebAssembly interface of JavaScript that the engine uses. It is looked up instead of declared, since
// some environments lack it or forbid to generate code.

export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/** A compiled module; opaque, can be sent to workers. */
export interface WasmModule {
  readonly [Symbol.toStringTag]?: string;
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, (...values: number[]) => number>>;
}

export interface WasmInterface {
  Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => WasmInstance;
}

/** The interface of this environment; undefined if there is none. */
export function webAssembly(): WasmInterface | undefined {
  return (globalThis as { WebAssembly?: WasmInterface }).WebAssembly;
}
