// A scan record, or a quantity that one varies → the values, and how many runs they make.

import type { CheckedVariation, Entry, Node, ScanDeclaration } from "@ncrn/language";
import { checkedScan, runsOfScan } from "../lowered/checked-scan.js";
import { code, counted, type Scene } from "./scene.js";
import { unicodeNumber } from "./unicode-expression.js";

/** More values are told by the first and the last one. */
const MOST_LISTED = 4;

/** What is varied, and the number of runs; nothing for a record with errors. */
export function scanText({ snapshot }: Scene, { alias, subject }: ScanDeclaration): readonly string[] {
  const scan = checkedScan(snapshot, (alias ?? subject).text);
  if (scan === undefined) return [];
  const { vary } = scan;
  const count = runsOfScan(scan);
  const each = vary.length > 1 ? ", one for each combination" : "";
  const lines = vary.map((variation) => `- ${code(variation.name)}: ${valuesText(variation)}`);
  return [`${counted(count, "run")}${each}:\n${lines.join("\n")}`];
}

/** What stands at the key of an entry of a scan: the values of a quantity, or all of them at `vary`. */
export function scanEntryText(scene: Scene, nodes: readonly Node[]): readonly string[] {
  const declaration = nodes.find((node): node is ScanDeclaration => node.kind === "ScanDeclaration");
  const entries = nodes.filter((node): node is Entry => node.kind === "Entry");
  const [outer, entry] = entries;
  if (declaration === undefined || outer?.key.text !== "vary") return [];
  if (entry === undefined) return scanText(scene, declaration);
  const scan = checkedScan(scene.snapshot, (declaration.alias ?? declaration.subject).text);
  const variation = scan?.vary.find(({ origin }) => origin.span.start === entry.span.start);
  return variation === undefined ? [] : [`Varied here: ${valuesText(variation)}.`];
}

/** Numbers are in the units of the file. */
function valuesText({ values, spacing }: CheckedVariation): string {
  const written = values.map((value) => unicodeNumber(Number(value.toPrecision(6))));
  if (values.length <= MOST_LISTED) return written.join(", ");
  const spaced = spacing === "logarithmic" ? ", evenly spaced on a logarithmic axis" : "";
  return `${values.length} values from ${written[0]} to ${written.at(-1)}${spaced}`;
}
