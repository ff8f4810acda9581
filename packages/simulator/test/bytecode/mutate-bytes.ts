// Damage to bytecode, of kinds that a reader must withstand: what a disk or a network does, and what an attacker would.
import type { Random } from "../../src/random.js";

/** A file with its name, damaged in one of many ways that the stream of random numbers decides on. */
export function mutateBytes(original: Uint8Array, donor: Uint8Array, random: Random): Uint8Array {
  let bytes = original;
  for (let rest = 1 + random.integerBelow(3); rest > 0; rest--) {
    const mutation = mutations[random.integerBelow(mutations.length)]!;
    bytes = bytes.length === 0 ? donor : mutation(bytes, random, donor);
  }
  return random.uniform() < 0.7 ? withLengths(bytes) : bytes;
}

type Mutation = (bytes: Uint8Array, random: Random, donor: Uint8Array) => Uint8Array;

/** Numbers with which readers go wrong. */
const CURIOUS_COUNTS = [0, 1, 2, 3, 255, 256, 1000, 1001, 65_536, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
const CURIOUS_NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-300,
  5e-324,
  1e-20,
  1e9,
  1e20,
  1.7976931348623157e308,
  -1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
];

const mutations: readonly Mutation[] = [
  flipBit,
  setByte,
  setCount,
  setCount,
  setNumber,
  setNumber,
  setNumber,
  truncate,
  removePiece,
  repeatPiece,
  insertForeignPiece,
];

function flipBit(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = bytes.slice();
  const at = random.integerBelow(bytes.length);
  changed[at] = changed[at]! ^ (1 << random.integerBelow(8));
  return changed;
}

function setByte(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = bytes.slice();
  // Opcodes and kinds are small numbers.
  changed[random.integerBelow(bytes.length)] = random.integerBelow(random.uniform() < 0.5 ? 40 : 256);
  return changed;
}

function setCount(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length < 4) return bytes;
  const changed = bytes.slice();
  const value = CURIOUS_COUNTS[random.integerBelow(CURIOUS_COUNTS.length)]!;
  new DataView(changed.buffer).setUint32(random.integerBelow(bytes.length - 3), value, true);
  return changed;
}

function setNumber(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length < 8) return bytes;
  const changed = bytes.slice();
  const places = numberPlaces(bytes);
  const at =
    places.length > 0 && random.uniform() < 0.9
      ? places[random.integerBelow(places.length)]!
      : random.integerBelow(bytes.length - 7);
  const value = CURIOUS_NUMBERS[random.integerBelow(CURIOUS_NUMBERS.length)]!;
  new DataView(changed.buffer).setFloat64(at, value, true);
  return changed;
}

/** Where numbers seem to stand: doubles of ordinary size. */
function numberPlaces(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  for (let at = 12; at + 8 <= bytes.length; at++) {
    const size = Math.abs(view.getFloat64(at, true));
    if (size > 1e-12 && size < 1e12) places.push(at);
  }
  return places;
}

function truncate(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.slice(0, random.integerBelow(bytes.length));
}

function removePiece(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = piece(bytes, random);
  return joined(bytes.subarray(0, from), bytes.subarray(to));
}

function repeatPiece(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = piece(bytes, random);
  return joined(bytes.subarray(0, to), bytes.subarray(from));
}

function insertForeignPiece(bytes: Uint8Array, random: Random, donor: Uint8Array): Uint8Array {
  const [from, to] = piece(donor, random);
  const at = random.integerBelow(bytes.length);
  return joined(bytes.subarray(0, at), donor.subarray(from, to), bytes.subarray(at));
}

function piece(bytes: Uint8Array, random: Random): readonly [number, number] {
  const from = random.integerBelow(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + random.integerBelow(40))];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const TAGS = ["NAME", "PARA", "SPEC", "REAC", "EVNT", "PHAS", "OBSV"];

/** The lengths of sections and file as the tags that are found say, so that damage reaches what stands behind them. */
function withLengths(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  const starts = TAGS.map((tag) => placeOf(changed, tag));
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? bytes.length;
    if (start !== undefined && end - start >= 8) view.setUint32(start + 4, end - start - 8, true);
  });
  if (bytes.length >= 12) view.setUint32(8, bytes.length, true);
  return changed;
}

function placeOf(bytes: Uint8Array, tag: string): number | undefined {
  const at = [...bytes.keys()].find((place) =>
    [...tag].every((c, i) => bytes[place + i] === c.charCodeAt(0)),
  );
  return at;
}
