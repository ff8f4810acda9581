// A key of a record, or a word that is a value of one → what it means, from the table of settings.

import {
  type Entry,
  type Node,
  type RecordName,
  recordDescription,
  type Setting,
  type SettingType,
  settingOf,
  type Variant,
} from "@ncrn/language";
import { code, sourceBlock } from "./scene.js";

/** What a key means; nothing for keys that are names of the user. */
export function settingHover(around: readonly Node[]): readonly string[] {
  const setting = settingAround(around);
  if (setting === undefined) return [];
  const fallback = setting.required
    ? "Needed."
    : setting.default === undefined
      ? "May be left out."
      : `Default: ${code(setting.default)}.`;
  return [
    sourceBlock(setting.example),
    [setting.meaning, fallback, setting.advice ?? ""].join(" ").trim(),
    ...variantsText(setting.type),
  ];
}

/** What a word such as `ssa` or an argument such as `runs` means as a value of the setting around it. */
export function variantHover(around: readonly Node[], word: string): readonly string[] {
  const type = settingAround(around)?.type;
  if (type?.kind !== "variants") return [];
  const named = type.variants.find(({ name }) => name === word);
  if (named !== undefined) return [sourceBlock(variantText(named)), named.meaning];
  const call = around.find((node) => node.kind === "CallExpression");
  const callee = call?.kind === "CallExpression" ? call.callee.at(-1)?.text : undefined;
  const argument = type.variants
    .find(({ name }) => name === callee)
    ?.arguments.find(({ name }) => name === word);
  return argument === undefined ? [] : [`${argument.meaning} Default: ${code(argument.default)}.`];
}

function variantsText(type: SettingType): readonly string[] {
  if (type.kind === "words") return [`One of ${type.words.map(code).join(", ")}.`];
  if (type.kind !== "variants") return [];
  return [type.variants.map((variant) => `- ${code(variantText(variant))}: ${variant.meaning}`).join("\n")];
}

function variantText({ name, arguments: all }: Variant): string {
  if (all.length === 0) return name;
  return `${name}(${all.map((argument) => `${argument.name}: ${argument.default}`).join(", ")})`;
}

/** The setting whose value is at a place. */
export function settingAround(around: readonly Node[]): Setting | undefined {
  const entries = around.filter((node): node is Entry => node.kind === "Entry");
  const entry = entries.at(-1);
  const record = recordOf(around, entries.slice(0, -1));
  return entry && record && settingOf(recordDescription(record), entry.key.text);
}

/** The record that holds the innermost of the entries around a place. */
function recordOf(around: readonly Node[], outer: readonly Entry[]): RecordName | undefined {
  const owner = around.map(ownRecord).find((name) => name !== undefined);
  const key = outer.at(-1)?.key.text;
  if (key === undefined) return owner;
  if (key === "phases" && owner === "learn") return "learn phases";
  return key === "lower" || key === "feed" || key === "vary" || key === "phases" ? key : undefined;
}

function ownRecord(node: Node): RecordName | undefined {
  switch (node.kind) {
    case "UnitsDeclaration":
      return "units";
    case "LearnDeclaration":
      return "learn";
    case "TrainDeclaration":
      return "train";
    case "SimulateDeclaration":
      return "simulate";
    case "ScanDeclaration":
      return "scan";
    case "DataDeclaration":
      return "data";
    case "LowerStatement":
      return "lower";
    case "PhasesStatement":
      return "phases";
    default:
      return undefined;
  }
}
