// A built-in function → its signature, its meaning where it stands, and where it may stand.

import {
  type BuiltinFunction,
  builtinFunctions,
  type CallExpression,
  type Entry,
  type FunctionPlace,
  type Node,
  placesInWords,
  takes,
} from "@ncrn/language";
import { settingAround } from "./hover-setting.js";
import { sourceBlock } from "./scene.js";

/** The function of that name that is meant: `max(a, b, …)` and `max(x)` of a time course are two. */
export function functionHover(name: string, around: readonly Node[]): readonly string[] {
  return meant(name, around).flatMap((entry) => {
    const parameters = entry.parameters.map((parameter) => parameter.replaceAll(" ", "_"));
    const more = entry.maximum === undefined && !parameters.at(-1)?.endsWith("…") ? [", …"] : [];
    const signature = `${entry.name}(${parameters.join(", ")}${more.join("")})`;
    return [sourceBlock(signature), `${entry.meaning} Stands ${placesInWords(entry)}.`];
  });
}

/** All of that name if none may stand there: then each is as likely. */
function meant(name: string, around: readonly Node[]): readonly BuiltinFunction[] {
  const named = builtinFunctions.filter((entry) => entry.name === name);
  const call = around.filter((node): node is CallExpression => node.kind === "CallExpression").at(-1);
  if (named.length < 2 || call === undefined) return named;
  const places = placesAround(call, around);
  const standing = places.flatMap((place) => named.filter((entry) => entry.places.includes(place)));
  const one = standing.find((entry) => takes(entry, call.arguments.items.length)) ?? standing[0];
  return one === undefined ? named : [one];
}

/** Which functions may stand at a call, those that stand nowhere else first. */
function placesAround(call: CallExpression, around: readonly Node[]): readonly FunctionPlace[] {
  const entry = around.filter((node): node is Entry => node.kind === "Entry").at(-1);
  const setting = settingAround(around)?.type;
  // What speaks of a whole time course stands alone, not inside of a calculation.
  if (setting?.kind === "readouts" && entry?.values.includes(call) === true)
    return [setting.place, "expression"];
  return around.some(({ kind }) => kind === "DataDeclaration") ? ["column", "draw"] : ["expression"];
}
