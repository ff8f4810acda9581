import { expect, test } from "vitest";
import { type ByteWriter, createByteWriter } from "../../src/webassembly/byte-writer.js";

function check(write: (to: ByteWriter) => void, expected: readonly number[]): void {
  for (const capacity of [1, 1024]) {
    const writer = createByteWriter(capacity);
    write(writer);
    expect([...writer.toBytes()]).toEqual(expected);
    expect(writer.length).toBe(expected.length);
  }
}

test.each([
  [0, [0]],
  [1, [1]],
  [127, [0x7f]],
  [128, [0x80, 1]],
  [300, [0xac, 2]],
  [624485, [0xe5, 0x8e, 0x26]],
  [16383, [0xff, 0x7f]],
  [16384, [0x80, 0x80, 1]],
  [0x7fffffff, [0xff, 0xff, 0xff, 0xff, 7]],
  [0x80000000, [0x80, 0x80, 0x80, 0x80, 8]],
  [0xffffffff, [0xff, 0xff, 0xff, 0xff, 15]],
])("%d as unsigned LEB128", (n, bytes) => {
  check((to) => to.u32(n), bytes);
  check((to) => to.u8u32(0x20, n), [0x20, ...bytes]);
});

test.each([
  [0, [0]],
  [63, [0x3f]],
  [64, [0xc0, 0]],
  [-1, [0x7f]],
  [-64, [0x40]],
  [-65, [0xbf, 0x7f]],
  [127, [0xff, 0]],
  [128, [0x80, 1]],
  [-128, [0x80, 0x7f]],
  [-123456, [0xc0, 0xbb, 0x78]],
  [8191, [0xff, 0x3f]],
  [8192, [0x80, 0xc0, 0]],
  [0x7fffffff, [0xff, 0xff, 0xff, 0xff, 7]],
  [-0x80000000, [0x80, 0x80, 0x80, 0x80, 0x78]],
  [0xffffffff, [0x7f]],
  [0x80000000, [0x80, 0x80, 0x80, 0x80, 0x78]],
])("%d as signed LEB128", (n, bytes) => {
  check((to) => to.s32(n), bytes);
  if (n < 0x80000000) check((to) => to.s64(BigInt(n)), bytes);
});

test.each([
  [2n ** 63n - 1n, [255, 255, 255, 255, 255, 255, 255, 255, 255, 0]],
  [-(2n ** 63n), [128, 128, 128, 128, 128, 128, 128, 128, 128, 0x7f]],
  [2n ** 63n, [128, 128, 128, 128, 128, 128, 128, 128, 128, 0x7f]],
  [2n ** 64n - 1n, [0x7f]],
])("%d as signed LEB128 of 64 bits", (n, bytes) => {
  check((to) => to.s64(n), bytes);
});

test("numbers of too many bits are no silent wrap", () => {
  const writer = createByteWriter();
  for (const n of [-1, 0.5, 2 ** 32, Number.NaN])
    expect(() => writer.u32(n)).toThrow("no unsigned 32-bit number");
  expect(() => writer.u8u32(0x20, 0.5)).toThrow("no unsigned 32-bit number");
  writer.clear();
  for (const n of [-(2 ** 31) - 1, 0.5, 2 ** 32, Number.NaN])
    expect(() => writer.s32(n)).toThrow("no 32-bit number");
  for (const n of [2n ** 64n, -(2n ** 63n) - 1n]) expect(() => writer.s64(n)).toThrow("no 64-bit number");
  expect(writer.length).toBe(0);
});

test("doubles, texts, bytes and other writers", () => {
  check((to) => to.f64(1), [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
  check((to) => to.f64(-0), [0, 0, 0, 0, 0, 0, 0, 0x80]);
  check((to) => to.text("aé"), [3, 0x61, 0xc3, 0xa9]);
  check((to) => to.u8(0x1ff), [0xff]);
  check(
    (to) => {
      const other = createByteWriter();
      other.u8(9);
      to.bytes(Uint8Array.of(1, 2, 3));
      to.append(other);
      other.clear();
      to.append(other);
    },
    [1, 2, 3, 9],
  );
});

test("what was taken out is a copy", () => {
  const writer = createByteWriter();
  writer.u8(1);
  const bytes = writer.toBytes();
  writer.clear();
  writer.u8(2);
  expect([[...bytes], [...writer.toBytes()]]).toEqual([[1], [2]]);
});
