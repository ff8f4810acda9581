// Bytes written one after the other into a growing buffer; the encodings are those of the WebAssembly binary format.

import { InternalError } from "../internal-error.js";
import { utf8FromText } from "../utf8.js";

/** A growing sequence of bytes; made by `createByteWriter`. */
export class ByteWriter {
  /** Number of bytes written so far. */
  length = 0;
  private buffer: Uint8Array;
  private view: DataView;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity);
    this.view = new DataView(this.buffer.buffer);
  }

  /** One byte: the lowest eight bits of n. */
  u8(n: number): void {
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = n;
  }

  /** Unsigned LEB128 of a whole number 0 … 2³² − 1. */
  u32(n: number): void {
    if (n >>> 0 !== n) throw new InternalError(`${n} is no unsigned 32-bit number`);
    if (this.length + 5 > this.buffer.length) this.grow(5);
    const buffer = this.buffer;
    let at = this.length;
    let rest = n;
    for (; rest >= 0x80; rest >>>= 7) buffer[at++] = rest | 0x80;
    buffer[at++] = rest;
    this.length = at;
  }

  /** A byte and an unsigned LEB128 number, as most instructions are written. */
  u8u32(byte: number, n: number): void {
    if (this.length + 6 > this.buffer.length) this.grow(6);
    this.buffer[this.length++] = byte;
    if (n >= 0 && n < 0x80 && n >>> 0 === n) this.buffer[this.length++] = n;
    else this.u32(n);
  }

  /** Signed LEB128 of a whole number −2³¹ … 2³² − 1; numbers from 2³¹ on stand for the same 32 bits. */
  s32(n: number): void {
    let rest = n | 0;
    if (rest !== n && n >>> 0 !== n) throw new InternalError(`${n} is no 32-bit number`);
    if (this.length + 5 > this.buffer.length) this.grow(5);
    const buffer = this.buffer;
    let at = this.length;
    for (; rest < -64 || rest > 63; rest >>= 7) buffer[at++] = rest | 0x80;
    buffer[at++] = rest & 0x7f;
    this.length = at;
  }

  /** Signed LEB128 of −2⁶³ … 2⁶⁴ − 1; numbers from 2⁶³ on stand for the same 64 bits. */
  s64(n: bigint): void {
    let rest = BigInt.asIntN(64, n);
    if (rest !== n && BigInt.asUintN(64, n) !== n) throw new InternalError(`${n} is no 64-bit number`);
    for (; rest < -64n || rest > 63n; rest >>= 7n) this.u8(Number(rest & 0x7fn) | 0x80);
    this.u8(Number(rest & 0x7fn));
  }

  /** Eight bytes of a double, least significant first. */
  f64(x: number): void {
    if (this.length + 8 > this.buffer.length) this.grow(8);
    this.view.setFloat64(this.length, x, true);
    this.length += 8;
  }

  /** The bytes as they are. */
  bytes(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.buffer.length) this.grow(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** UTF-8 preceded by its number of bytes. */
  text(text: string): void {
    const bytes = utf8FromText(text);
    this.u32(bytes.length);
    for (const byte of bytes) this.u8(byte);
  }

  /** What another writer holds. */
  append(content: ByteWriter): void {
    this.bytes(content.buffer.subarray(0, content.length));
  }

  /** Forgets what was written but keeps the memory. */
  clear(): void {
    this.length = 0;
  }

  /** A copy of what was written. */
  toBytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private grow(more: number): void {
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.length + more));
    larger.set(this.buffer);
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** An empty writer; it grows on demand, `capacity` bytes only save the first copies. */
export function createByteWriter(capacity = 1024): ByteWriter {
  return new ByteWriter(capacity);
}
