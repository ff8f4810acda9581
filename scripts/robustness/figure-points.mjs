// Summaries → what a panel of the figure shows.
import { CIRCUITS } from "./circuits.mjs";

/** Bars of one size stand this part of the axis apart. */
const APART = 0.02;

function rounded(size) {
  return +size.toPrecision(6);
}

/** Sizes at which some training does not come to its end. */
export function failuresOf({ name, factor = 1 }, summaries) {
  return summaries
    .filter(({ perturbation, ratio }) => perturbation === name && !Number.isFinite(ratio.mean))
    .map(({ circuit, level }) => {
      const size = rounded(factor * level);
      return { circuit: CIRCUITS[circuit].title, size, at: size };
    });
}

/** What can be drawn: a ratio that is infinite, or a size 0 on a logarithmic axis, cannot. */
export function pointsOf({ name, factor = 1, scale, dashedIn }, summaries) {
  const drawn = summaries.filter(
    ({ perturbation, level, ratio }) =>
      perturbation === name && Number.isFinite(ratio?.mean) && (scale !== "log" || level > 0),
  );
  const sizes = drawn.map(({ level }) => factor * level);
  const present = Object.keys(CIRCUITS).filter((key) => drawn.some(({ circuit }) => circuit === key));
  const length = scale === "log" ? Math.log(Math.max(...sizes) / Math.min(...sizes)) : Math.max(...sizes);
  return drawn.map(({ circuit, level, ratio }) => {
    const size = rounded(factor * level);
    const shift = APART * length * (present.indexOf(circuit) - (present.length - 1) / 2);
    return {
      circuit: CIRCUITS[circuit].title,
      isDashed: dashedIn !== undefined,
      size,
      at: scale === "log" ? size * Math.exp(shift) : size + shift,
      mean: ratio.mean,
      least: ratio.least,
      greatest: ratio.greatest,
    };
  });
}
