// Doubles taken apart and put together by their bits.

// One double seen as two words; which of them is the upper one depends on the machine.
const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
bits[0] = 1;
const HIGH_WORD = words[0] === 0 ? 1 : 0;

/** The exponent that `splitExponent` took off. */
export let splitOff = 0;

/** x·2⁻ᵏ in [√½, √2), with k left in `splitOff`; x > 0 and finite. */
export function splitExponent(x: number): number {
  const subnormal = x < 2.2250738585072014e-308;
  bits[0] = subnormal ? x * 18014398509481984 : x;
  const high = words[HIGH_WORD]!;
  const above = (high & 0xfffff) >= 0x6a09e ? 1 : 0;
  splitOff = (high >>> 20) - 1023 + above - (subnormal ? 54 : 0);
  words[HIGH_WORD] = (high & 0xfffff) | ((1023 - above) << 20);
  return bits[0]!;
}

/** x·2ᵏ for |k| up to about 2100, in steps that are each a normal number. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k > 1000) return scaleByPowerOfTwo(x * powerOfTwo(1000), k - 1000);
  if (k < -1000) return scaleByPowerOfTwo(x * powerOfTwo(-1000), k + 1000);
  return x * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  words[HIGH_WORD] = (k + 1023) << 20;
  words[1 - HIGH_WORD] = 0;
  return bits[0]!;
}
