// Writes the tables of docs/language.md from the tables that the checker reads: `node scripts/generate-reference.mjs`.
// A table stands between `<!-- generated: name -->` and `<!-- end: name -->`; the text around it is written by hand.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { importSource } from "./import-source.mjs";

const folder = path.dirname(import.meta.dirname);
const file = path.join(folder, "../../docs/language.md");
const { builtinFunctions, recordDescription, tokenTable } = await importSource(
  path.join(folder, "src/index.ts"),
);

const text = readFileSync(file, "utf8");
const region = /(<!-- generated: (.+?) -->\n)[\s\S]*?(<!-- end: \2 -->)/g;
const written = text.replace(region, (_, open, name, close) => `${open}\n${tableOf(name)}\n\n${close}`);
writeFileSync(file, written);

function tableOf(name) {
  const [kind, ...rest] = name.split(" ");
  if (kind === "settings") return settingsTable(recordDescription(rest.join(" ")));
  if (kind === "functions") return functionsTable(rest);
  if (kind === "keywords") return keywords(rest);
  if (kind === "symbols") return symbolsTable();
  throw new Error(`docs/language.md asks for an unknown table: ${name}`);
}

// ── Settings of records ─────────────────────────────────────────────────────────────────────────────────

function settingsTable({ settings }) {
  const rows = settings.map(({ key, type, required, default: fallback, meaning }) => [
    code(key),
    typeInWords(type),
    required ? "needed" : fallback === undefined ? "–" : defaultInWords(fallback),
    [meaning, ...variantsInWords(type)].join("<br>"),
  ]);
  return table(["key", "value", "default", "meaning"], rows);
}

/** Defaults are written as in the language, except those that name another setting. */
function defaultInWords(fallback) {
  return /^[a-z]+ of /.test(fallback) ? fallback : code(fallback);
}

function typeInWords(type) {
  switch (type.kind) {
    case "number":
      return numberInWords(type);
    case "boolean":
      return "`true` or `false`";
    case "variants":
      return type.variants.map((variant) => code(variant.name)).join(", ");
    case "words":
      return type.words.map(code).join(", ");
    case "file":
      return "file name in quotes";
    case "expression":
      return type.over === "columns" ? "expression over columns" : "expression over quantities";
    case "quantities":
      return "names";
    case "readouts":
      return type.place === "course" ? "read-outs over time" : "read-outs over samples";
    case "grid":
      return "`grid(a: 0..1, b: 0..1, 40)`";
    case "scale":
      return "`none`, `minmax`, `minmax(columns)`";
    case "unit":
      return `unit of ${type.dimension}`;
    case "record":
      return `[\`${type.record.split(" ").at(-1)} { … }\`](#${anchorOf(type.record)})`;
    default:
      throw new Error(`No words for a setting of kind ${type.kind}`);
  }
}

/** The section that explains a nested record. */
function anchorOf(record) {
  const sections = { "learn phases": "learn", feed: "train", lower: "lower", vary: "scan" };
  return sections[record] ?? record;
}

function numberInWords({ minimum, exclusive, integer, dimension }) {
  const noun = dimension === "none" ? (integer ? "whole number" : "number") : dimension;
  return `${noun} ${exclusive ? `above ${minimum}` : `from ${minimum}`}`;
}

function variantsInWords(type) {
  if (type.kind !== "variants") return [];
  return type.variants.map((variant) => {
    const options = variant.arguments.map((option) => {
      const meaning = option.meaning.replace(/\.$/, "");
      return `${code(option.name)} = ${option.default}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`;
    });
    return `${code(variant.name)}: ${variant.meaning}${options.length > 0 ? ` (${options.join("; ")})` : ""}`;
  });
}

// ── Functions and words ─────────────────────────────────────────────────────────────────────────────────

/** Functions that may stand at one of the places. */
function functionsTable(places) {
  const entries = builtinFunctions.filter((entry) => entry.places.some((place) => places.includes(place)));
  const rows = entries.map((entry) => [code(callOf(entry)), entry.meaning]);
  return table(["function", "value"], rows);
}

function callOf({ name, parameters, minimum, maximum }) {
  if (minimum === 0 && parameters.length === 0) return name;
  const shown = parameters.map((parameter) => parameter.replaceAll(" ", "_"));
  return `${name}(${shown.join(", ")}${maximum === undefined && !shown.some((word) => word.endsWith("…")) ? ", …" : ""})`;
}

function keywords(categories) {
  const tokens = tokenTable.filter(({ category }) => categories.includes(category));
  const words = tokens.flatMap(({ spellings }) => spellings).filter((word) => /^[a-z]+$/.test(word));
  return words.map(code).join(" ");
}

function symbolsTable() {
  const rows = tokenTable
    .filter(({ category, spellings }) => category !== "punctuation" && spellings.length > 1)
    .map(({ spellings: [first, ...others] }) => [code(first), others.map(code).join(" ")]);
  return table(["written", "also read"], rows);
}

// ── Markdown ────────────────────────────────────────────────────────────────────────────────────────────

function code(content) {
  return `\`${content}\``;
}

function table(header, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
