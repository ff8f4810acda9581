// Rate equations as peers are given them. With x the unknowns, c the coefficients and s the whole state:
//
//   flux_r = constant_r · ∏ x[factors_r]        x_i' = Σ factor · (c[coefficient] or 1) · flux
//   c_q    = Σ constant · ∏ s[species]          constant through a solve

/**
 * @typedef {{ constant: number, factors: number[] }} Flux
 * @typedef {{ flux: number, factor: number, coefficient: number }} Term `coefficient` is −1 for none
 * @typedef {{ constant: number, species: number[] }[]} Coefficient
 * @typedef {{ species: number, unknowns: number[], fluxes: Flux[], rows: Term[][], coefficients: Coefficient[] }} Equations
 *   `species` is the number of species; `unknowns` the species index of each unknown
 */

/** Every species is an unknown, and each reaction is computed for itself: what a tool does that reads the network as it stands. */
export function unfoldedEquations(reactions, speciesCount) {
  const unknowns = Array.from({ length: speciesCount }, (_, index) => index);
  const rows = unknowns.map(() => []);
  const fluxes = reactions.map(({ rate, factors, changes }, flux) => {
    for (const [species, factor] of changes) rows[species].push({ flux, factor, coefficient: -1 });
    return { constant: rate, factors };
  });
  return { species: speciesCount, unknowns, fluxes, rows, coefficients: [] };
}

/**
 * Species that no reaction changes are folded into coefficients, and equal products of unknowns into one term: the equations
 * that this repository's simulator solves. No peer finds them by itself.
 */
export function foldedEquations(reactions, speciesCount) {
  const changed = new Set(reactions.flatMap(({ changes }) => changes.map(([species]) => species)));
  const unknowns = [...changed].sort((a, b) => a - b);
  const position = new Int32Array(speciesCount).fill(-1);
  for (const [index, species] of unknowns.entries()) position[species] = index;
  const products = createTable((factors) => ({ constant: 1, factors }));
  const cells = unknowns.map(() => new Map());
  for (const { rate, factors, changes } of reactions) {
    if (changes.length === 0) continue;
    const isUnknown = (species) => position[species] >= 0;
    const moving = factors.filter(isUnknown).map((species) => position[species]);
    const frozen = factors.filter((species) => !isUnknown(species)).sort((a, b) => a - b);
    const flux = products.indexOf(moving.sort((a, b) => a - b));
    for (const [species, amount] of changes)
      addTo(cells[position[species]], flux, { amount: amount * rate, frozen });
  }
  const coefficients = createTable((sum) => sum);
  const rows = cells.map((cell) => [...cell].flatMap(([flux, sum]) => termOf(flux, sum, coefficients)));
  return {
    species: speciesCount,
    unknowns,
    fluxes: products.entries,
    rows,
    coefficients: coefficients.entries,
  };
}

/** Entries by content, numbered in order of first use. */
function createTable(entryOf) {
  const indices = new Map();
  const entries = [];
  return {
    entries,
    indexOf: (content) => {
      const key = JSON.stringify(content);
      const known = indices.get(key);
      if (known !== undefined) return known;
      indices.set(key, entries.length);
      return entries.push(entryOf(content)) - 1;
    },
  };
}

function addTo(cell, flux, { amount, frozen }) {
  if (!cell.has(flux)) cell.set(flux, new Map());
  const sum = cell.get(flux);
  const key = frozen.join();
  const constant = (sum.get(key)?.constant ?? 0) + amount;
  sum.set(key, { constant, species: frozen });
}

/** Coefficients that differ in sign only are one. */
function termOf(flux, sum, coefficients) {
  const parts = [...sum.values()].filter(({ constant }) => constant !== 0);
  if (parts.length === 0) return [];
  if (parts.length === 1 && parts[0].species.length === 0)
    return [{ flux, factor: parts[0].constant, coefficient: -1 }];
  const sign = parts[0].constant < 0 ? -1 : 1;
  const signed = parts.map(({ constant, species }) => ({ constant: sign * constant, species }));
  return [{ flux, factor: sign, coefficient: coefficients.indexOf(signed) }];
}

/**
 * The Jacobian column by column, with every diagonal entry: entry → Σ factor · (c or 1) · constant · ∏ x[factors].
 *
 * @returns {{ starts: number[], rows: number[], entries: { factor: number, coefficient: number, partial: number }[][],
 *   partials: Flux[] }} `starts` and `rows` as in compressed sparse columns
 */
export function jacobianOf({ unknowns, fluxes, rows }) {
  const partials = [];
  const partialsOf = fluxes.map((flux) => partialDerivatives(flux, partials));
  const columns = unknowns.map((_, index) => new Map([[index, []]]));
  for (const [row, terms] of rows.entries())
    for (const { flux, factor, coefficient } of terms)
      for (const { unknown, partial } of partialsOf[flux]) {
        const column = columns[unknown];
        if (!column.has(row)) column.set(row, []);
        column.get(row).push({ factor, coefficient, partial });
      }
  const starts = [0];
  const rowIndices = [];
  const entries = [];
  for (const column of columns) {
    for (const row of [...column.keys()].sort((a, b) => a - b)) {
      rowIndices.push(row);
      entries.push(column.get(row));
    }
    starts.push(rowIndices.length);
  }
  return { starts, rows: rowIndices, entries, partials };
}

function partialDerivatives({ constant, factors }, partials) {
  return [...new Set(factors)].map((unknown) => {
    const power = factors.filter((factor) => factor === unknown).length;
    const others = [...factors];
    others.splice(others.indexOf(unknown), 1);
    return { unknown, partial: partials.push({ constant: constant * power, factors: others }) - 1 };
  });
}
