// Poisson and binomial random numbers, exact in law for any mean: by inversion where the mean is small, otherwise by
// transformed rejection with squeeze, whose cost does not grow with the mean.
//
// Sources: W. Hörmann, The transformed rejection method for generating Poisson random variables, Insurance: Mathematics
// and Economics 12 (1993) 39 (algorithm PTRS); W. Hörmann, The generation of binomial random variates, J. Statist.
// Comput. Simulation 46 (1993) 101 (algorithm BTRS); C. Loader, Fast and accurate computation of binomial probabilities
// (2000), for probabilities without cancellation.
import { exp, log } from "@ncrn/elementary-functions";
import type { Random } from "../random.js";

/** From this mean on, rejection takes over. */
const SMALL_MEAN = 10;
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** A Poisson random number; mean at least 0 and finite. */
export function poisson(random: Random, mean: number): number {
  if (mean < SMALL_MEAN) return smallPoisson(random, mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const fromEdge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / fromEdge + b) * u + mean + 0.43);
    if (fromEdge >= 0.07 && v <= squeeze) return k;
    if (k < 0 || !(fromEdge > 0) || (fromEdge < 0.013 && v > fromEdge)) continue;
    if (log((v * inverseAlpha) / (a / (fromEdge * fromEdge) + b)) <= logPoisson(k, mean)) return k;
  }
}

/** A binomial random number: how many of `count` trials succeed with the given probability (0 … 1). */
export function binomial(random: Random, count: number, probability: number): number {
  if (probability > 0.5) return count - binomial(random, count, 1 - probability);
  if (count * probability < SMALL_MEAN) return smallBinomial(random, count, probability);
  const p = probability;
  const spread = Math.sqrt(count * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = count * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mostLikely = logBinomial(Math.floor((count + 1) * p), count, p);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const fromEdge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / fromEdge + b) * u + center);
    if (fromEdge >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= count)) continue;
    if (log((v * alpha) / (a / (fromEdge * fromEdge) + b)) <= logBinomial(k, count, p) - mostLikely) return k;
  }
}

/** By inversion: the probabilities are added up until they exceed a uniform number. */
function smallPoisson(random: Random, mean: number): number {
  let probability = exp(-mean);
  let rest = random.uniform();
  let k = 0;
  while (rest >= probability && (probability > 0 || k < mean)) {
    rest -= probability;
    probability *= mean / ++k;
  }
  return k;
}

function smallBinomial(random: Random, count: number, p: number): number {
  const odds = p / (1 - p);
  let probability = exp(count * logOnePlus(-p));
  let rest = random.uniform();
  let k = 0;
  while (k < count && rest >= probability) {
    rest -= probability;
    probability *= ((count - k) / (k + 1)) * odds;
    k++;
  }
  return k;
}

/** ln of the Poisson probability of k. */
export function logPoisson(k: number, mean: number): number {
  if (k === 0) return -mean;
  return -stirlingError(k) - deviance(k, mean) - HALF_LOG_TWO_PI - 0.5 * log(k);
}

/** ln of the binomial probability of k successes in n trials. */
export function logBinomial(k: number, n: number, p: number): number {
  if (k === 0) return n * logOnePlus(-p);
  if (k === n) return n * log(p);
  const rest = n - k;
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(rest);
  const deviances = deviance(k, n * p) + deviance(rest, n * (1 - p));
  return errors - deviances + 0.5 * (log(n / rest) - log(k)) - HALF_LOG_TWO_PI;
}

/** ln k! less Stirling's formula: k! = √(2πk)·(k/e)ᵏ·e^error. */
function stirlingError(k: number): number {
  if (k < 16) {
    let factorial = 1;
    for (let i = 2; i <= k; i++) factorial *= i;
    return log(factorial) - HALF_LOG_TWO_PI - (k + 0.5) * log(k) + k;
  }
  const square = k * k;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / k;
}

/** x·ln(x/mean) + mean − x, by its series where the two nearly agree. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * log(x / mean) - difference;
  const ratio = difference / (x + mean);
  const square = ratio * ratio;
  let sum = difference * ratio;
  let power = 2 * x * ratio;
  for (let j = 1; ; j++) {
    power *= square;
    const next = sum + power / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln(1 + x) for x > −1, also where 1 + x rounds. */
function logOnePlus(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (log(sum) * x) / (sum - 1);
}
