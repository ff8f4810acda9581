// Seeded random numbers: xoshiro256++ (Blackman and Vigna, 2019) seeded by splitmix64, in 32-bit integer arithmetic.
// One seed gives any number of named streams, so that drawing more in one place never changes another.
import { log } from "@ncrn/elementary-functions";

/** A stream of random numbers; every draw advances it. Same seed and name, same numbers, on every engine. */
export interface Random {
  /** Evenly distributed on [0, 1), 53 bits. */
  uniform(): number;
  /** Evenly distributed on [from, to). */
  uniformBetween(from: number, to: number): number;
  /** Whole number evenly distributed on 0 … count − 1; count at most 2³². */
  integerBelow(count: number): number;
  /** Normally distributed with the given mean and standard deviation. */
  normal(mean?: number, standardDeviation?: number): number;
  /** Exponentially distributed with the given rate (mean 1/rate). */
  exponential(rate?: number): number;
  /** A new array with the same elements in random order (Fisher and Yates). */
  shuffle<T>(elements: readonly T[]): T[];
  /** Moves on by 2¹²⁸ draws: streams that are jumps apart never overlap. */
  jump(): void;
  /** An independent copy that continues with the same numbers. */
  copy(): Random;
  /** The state: four numbers of 64 bits, each as its low and its high half; may be set to continue elsewhere. */
  readonly words: Int32Array;
}

/** The stream `name` of a seed; the seed is any finite number (whole numbers differ in all 64 bits of their state). */
export function createRandom(seed: number, name: string): Random {
  return randomFromState(stateFromSeed(seed, name));
}

const TWO_TO_21 = 2097152;
const TWO_TO_MINUS_53 = 1 / 9007199254740992;
/** The polynomial of the 2¹²⁸-step jump, least significant word first. */
const JUMP = [0x3cfd0aba, 0x180ec6d3, 0xf0c9392c, 0xd5a61266, 0xe03fc9aa, 0xa9582618, 0x29b1661c, 0x39abdc45];

function randomFromState(s: Int32Array): Random {
  const uniform = (): number => {
    advance(s);
    return ((outputHigh >>> 0) * TWO_TO_21 + (outputLow >>> 11)) * TWO_TO_MINUS_53;
  };
  const random: Random = {
    uniform,
    uniformBetween: (from, to) => from + (to - from) * uniform(),
    integerBelow: (count) => Math.floor(uniform() * count),
    normal: (mean = 0, standardDeviation = 1) => mean + standardDeviation * standardNormal(uniform),
    exponential: (rate = 1) => -log(1 - uniform()) / rate,
    shuffle: (elements) => shuffle(elements, uniform),
    jump: () => jump(s),
    copy: () => randomFromState(Int32Array.from(s)),
    words: s,
  };
  return random;
}

let outputHigh = 0;
let outputLow = 0;

/** One step: leaves rotl(s0 + s3, 23) + s0 in the output words; state words are stored low half first. */
function advance(s: Int32Array): void {
  const s0Low = s[0]!;
  const s0High = s[1]!;
  const s1Low = s[2]!;
  const s1High = s[3]!;
  const sumLow = (s0Low + s[6]!) | 0;
  const sumHigh = (s0High + s[7]! + (sumLow >>> 0 < s0Low >>> 0 ? 1 : 0)) | 0;
  const rotatedLow = (sumLow << 23) | (sumHigh >>> 9);
  const rotatedHigh = (sumHigh << 23) | (sumLow >>> 9);
  outputLow = (rotatedLow + s0Low) | 0;
  outputHigh = (rotatedHigh + s0High + (outputLow >>> 0 < s0Low >>> 0 ? 1 : 0)) | 0;
  const s2Low = s[4]! ^ s0Low;
  const s2High = s[5]! ^ s0High;
  const s3Low = s[6]! ^ s1Low;
  const s3High = s[7]! ^ s1High;
  s[2] = s1Low ^ s2Low;
  s[3] = s1High ^ s2High;
  s[0] = s0Low ^ s3Low;
  s[1] = s0High ^ s3High;
  s[4] = s2Low ^ (s1Low << 17);
  s[5] = s2High ^ ((s1High << 17) | (s1Low >>> 15));
  s[6] = (s3High << 13) | (s3Low >>> 19);
  s[7] = (s3Low << 13) | (s3High >>> 19);
}

function jump(s: Int32Array): void {
  const sum = new Int32Array(8);
  for (const word of JUMP) {
    for (let bit = 0; bit < 32; bit++) {
      if ((word >>> bit) & 1) for (let i = 0; i < 8; i++) sum[i] = sum[i]! ^ s[i]!;
      advance(s);
    }
  }
  s.set(sum);
}

/** Marsaglia's polar method; the second value of each pair is dropped so that the state is the generator's alone. */
function standardNormal(uniform: () => number): number {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square < 1 && square > 0) return x * Math.sqrt((-2 * log(square)) / square);
  }
}

function shuffle<T>(elements: readonly T[], uniform: () => number): T[] {
  const shuffled = [...elements];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}

/** splitmix64 started at seed ⊕ hash of the name. */
function stateFromSeed(seed: number, name: string): Int32Array {
  let z = seedBits(seed) ^ hashOfName(name);
  const words = new Int32Array(8);
  for (let i = 0; i < 4; i++) {
    z = BigInt.asUintN(64, z + 0x9e3779b97f4a7c15n);
    let x = z;
    x = BigInt.asUintN(64, (x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
    x = BigInt.asUintN(64, (x ^ (x >> 27n)) * 0x94d049bb133111ebn);
    x ^= x >> 31n;
    words[2 * i] = Number(x & 0xffffffffn);
    words[2 * i + 1] = Number(x >> 32n);
  }
  return words;
}

/** Whole numbers as 64-bit integers, others by the bits of the double. */
function seedBits(seed: number): bigint {
  if (Number.isSafeInteger(seed)) return BigInt.asUintN(64, BigInt(seed));
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, seed);
  return view.getBigUint64(0);
}

/** FNV-1a over UTF-16 code units; the empty name hashes to 0, which leaves plain splitmix64 seeding. */
function hashOfName(name: string): bigint {
  if (name === "") return 0n;
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < name.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(name.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash;
}
