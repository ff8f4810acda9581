// Equations → C: straight-line functions for what a compiler takes in a reasonable time, tables for what is larger.
// From some thousand terms on, memory decides, and loops over tables are as fast as straight-line code.
import { jacobianOf } from "../equations/equations.mjs";

const MOST_STATEMENTS = 4000;
const STATEMENTS_PER_FUNCTION = 400;

/** `problem.h` for the driver: one system for each of the equations, as the array `systems`. */
export function cSourceOf(equationsList) {
  const isStraight = (equations) => statementCount(equations) <= MOST_STATEMENTS;
  const parts = equationsList.map((equations, index) =>
    isStraight(equations) ? straightSystem(equations, index) : tableSystem(equations, index),
  );
  return [
    `#define SPECIES ${equationsList[0].species}`,
    ...parts.map(({ text }) => text),
    `static const System systems[] = {\n${parts.map(({ entry }) => entry).join(",\n")}\n};`,
    `#define SYSTEMS ${parts.length}`,
    "",
  ].join("\n");
}

function statementCount({ fluxes, rows, coefficients }) {
  const terms = rows.reduce((sum, row) => sum + row.length, 0);
  return fluxes.length + terms + coefficients.length;
}

function commonParts(equations, index) {
  const jacobian = jacobianOf(equations);
  const arrays = [
    intArray(`unknowns_${index}`, equations.unknowns),
    intArray(`columns_${index}`, jacobian.starts),
    intArray(`rows_${index}`, jacobian.rows),
  ];
  const entry = `  {${equations.unknowns.length}, ${jacobian.rows.length}, ${equations.coefficients.length}, unknowns_${index}, columns_${index}, rows_${index}, coefficients_${index}, rates_${index}, jacobian_${index}}`;
  return { jacobian, arrays, entry };
}

function straightSystem(equations, index) {
  const { jacobian, arrays, entry } = commonParts(equations, index);
  const coefficients = equations.coefficients.map(
    (sum, q) => `c[${q}] = ${sumOf(sum.map(coefficientPart))};`,
  );
  const fluxes = equations.fluxes.map(
    (flux, r) => `v[${r}] = ${productText(flux.constant, flux.factors, "x")};`,
  );
  const rates = equations.rows.map(
    (terms, i) => `f[${i}] = ${sumOf(terms.map((term) => termText(term, `v[${term.flux}]`)))};`,
  );
  const entries = jacobian.entries.map(
    (terms, p) =>
      `w[${p}] = ${sumOf(terms.map((term) => partialText(term, jacobian.partials[term.partial])))};`,
  );
  const text = [
    ...arrays,
    functionText(`coefficients_${index}`, "const double *restrict s, double *restrict c", {
      arguments: "s, c",
      statements: coefficients,
    }),
    `static double fluxes_${index}[${equations.fluxes.length + 1}];`,
    functionText(`products_${index}`, "const double *restrict x, double *restrict v", {
      arguments: "x, v",
      statements: fluxes,
    }),
    functionText(`sums_${index}`, "const double *restrict v, const double *restrict c, double *restrict f", {
      arguments: "v, c, f",
      statements: rates,
    }),
    `static void rates_${index}(const double *x, const double *c, double *f) { products_${index}(x, fluxes_${index}); sums_${index}(fluxes_${index}, c, f); }`,
    functionText(
      `jacobian_${index}`,
      "const double *restrict x, const double *restrict c, double *restrict w",
      { arguments: "x, c, w", statements: entries },
    ),
  ].join("\n");
  return { text, entry };
}

function functionText(name, parameters, { arguments: passed, statements }) {
  const chunks = [];
  for (let start = 0; start < statements.length; start += STATEMENTS_PER_FUNCTION)
    chunks.push(statements.slice(start, start + STATEMENTS_PER_FUNCTION).join("\n"));
  const define = (suffix, body) => `static void ${name}${suffix}(${parameters}) {\n${body}\n}`;
  if (chunks.length <= 1) return define("", chunks[0] ?? "");
  const parts = chunks.map((body, part) => define(`_part_${part}`, body));
  return [...parts, define("", chunks.map((_, part) => `${name}_part_${part}(${passed});`).join("\n"))].join(
    "\n",
  );
}

function coefficientPart({ constant, species }) {
  return productText(constant, species, "s");
}

function termText({ factor, coefficient }, flux) {
  const scaled = coefficient < 0 ? flux : `c[${coefficient}] * ${flux}`;
  if (factor === 1) return `+ ${scaled}`;
  return factor === -1 ? `- ${scaled}` : `+ ${number(factor)} * ${scaled}`;
}

function partialText(term, { constant, factors }) {
  return termText(term, productText(constant, factors, "x"));
}

function productText(constant, factors, array) {
  const products = factors.map((index) => `${array}[${index}]`);
  const all = constant === 1 && products.length > 0 ? products : [number(constant), ...products];
  return all.join(" * ");
}

function sumOf(parts) {
  if (parts.length === 0) return "0";
  const [first, ...rest] = parts.map((part) => (/^[+-] /.test(part) ? part : `+ ${part}`));
  return [first.startsWith("+ ") ? first.slice(2) : `-(${first.slice(2)})`, ...rest].join(" ");
}

/** Tables: `at` points into x with a last element 1, so that all products have three factors. */
function tableSystem(equations, index) {
  const { jacobian, arrays, entry } = commonParts(equations, index);
  const size = equations.unknowns.length;
  const text = [
    ...arrays,
    listTable(
      `coefficient_${index}`,
      equations.coefficients.map((sum) =>
        sum.map(({ constant, species }) => ({ weight: constant, at: species })),
      ),
      equations.species,
    ),
    productTable(`flux_${index}`, equations.fluxes, size),
    productTable(`partial_${index}`, jacobian.partials, size),
    termTable(
      `row_${index}`,
      equations.rows.map((terms) =>
        terms.map(({ factor, coefficient, flux }) => ({ factor, coefficient, source: flux })),
      ),
    ),
    termTable(
      `entry_${index}`,
      jacobian.entries.map((terms) =>
        terms.map(({ factor, coefficient, partial }) => ({ factor, coefficient, source: partial })),
      ),
    ),
    `TABLE_SYSTEM(${index}, ${size}, ${equations.coefficients.length}, ${equations.species}, ${equations.fluxes.length}, ${jacobian.partials.length}, ${jacobian.rows.length})`,
  ].join("\n");
  return { text, entry };
}

/** Products of up to three factors, with the sums they stand in. */
function listTable(name, sums, one) {
  const parts = sums.flat();
  return [
    startsArray(name, sums),
    doubleArray(
      `${name}_weight`,
      parts.map(({ weight }) => weight),
    ),
    intArray(
      `${name}_at`,
      parts.flatMap(({ at }) => padded(at, one)),
    ),
  ].join("\n");
}

function productTable(name, products, one) {
  return [
    doubleArray(
      `${name}_constant`,
      products.map(({ constant }) => constant),
    ),
    intArray(
      `${name}_at`,
      products.flatMap(({ factors }) => padded(factors, one)),
    ),
  ].join("\n");
}

function termTable(name, sums) {
  const terms = sums.flat();
  return [
    startsArray(name, sums),
    doubleArray(
      `${name}_factor`,
      terms.map(({ factor }) => factor),
    ),
    intArray(
      `${name}_coefficient`,
      terms.map(({ coefficient }) => coefficient + 1),
    ),
    intArray(
      `${name}_source`,
      terms.map(({ source }) => source),
    ),
  ].join("\n");
}

function padded(factors, one) {
  if (factors.length > 3) throw new Error("Tables hold products of at most three factors");
  return [...factors, one, one, one].slice(0, 3);
}

function startsArray(name, sums) {
  const starts = [0];
  for (const sum of sums) starts.push(starts.at(-1) + sum.length);
  return intArray(`${name}_start`, starts);
}

function intArray(name, values) {
  return `static const int ${name}[] = {${values.length === 0 ? "0" : values.join(",")}};`;
}

function doubleArray(name, values) {
  return `static const double ${name}[] = {${values.length === 0 ? "0" : values.map(number).join(",")}};`;
}

function number(value) {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
}
