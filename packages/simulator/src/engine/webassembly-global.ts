// The part of the WebAssembly interface of JavaScript that the engine uses. It is looked up instead of declared, since
// some environments lack it or forbid to generate code.

export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
  /** By so many pages; views of the buffer before are empty from then on. Throws a RangeError if there is not so much. */
  readonly grow: (pages: number) => number;
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

/** The smallest module there is: magic number and version. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let known: { readonly found: WasmInterface; readonly compiles: boolean } | undefined;

/** The interface of this environment; undefined if there is none, or if it may not be used to generate code. */
export function webAssembly(): WasmInterface | undefined {
  const found = (globalThis as { WebAssembly?: WasmInterface }).WebAssembly;
  if (found === undefined) return undefined;
  if (known?.found !== found) known = { found, compiles: compiles(found) };
  return known.compiles ? found : undefined;
}

/** A page may have a policy that forbids it. */
function compiles({ Module }: WasmInterface): boolean {
  try {
    return new Module(EMPTY_MODULE) instanceof Module;
  } catch {
    return false;
  }
}

/** Whether networks are simulated by generated code here; otherwise the interpreter does it, many times slower. */
export function generatesCode(): boolean {
  return webAssembly() !== undefined;
}
