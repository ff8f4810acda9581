// The tokens of an unfinished declaration at the top of a file → what may stand next in it.

import { expectations, type WrittenToken } from "@ncrn/language";
import { isKeyword, isSymbol, openBrackets, splitAt } from "./frames.js";
import { nothing, type Place, words } from "./place.js";
import { constantNeeded, placeInExpression } from "./place-in-expression.js";
import { placeInDefinition } from "./place-in-statement.js";

/** What may stand behind the tokens of a declaration, of which there is at least one. */
export function placeInDeclaration([first, ...rest]: readonly WrittenToken[]): Place {
  if (first?.kind !== "keyword") return nothing;
  switch (first.text) {
    case "import":
      return placeInImport(rest);
    case "const":
      return placeInDefinition(rest, { ...constantNeeded, scope: "file" });
    case "func":
      return placeInFunction(rest);
    case "module":
      return placeInModuleHead(rest);
    case "crn":
    case "model":
      return rest.length === 0 ? nothing : words("{");
    case "units":
      return words("{");
    case "data":
      return placeInDataHead(rest);
    case "learn":
      return placeInHead(rest, { kind: "subject", expectation: expectations.model });
    case "simulate":
    case "scan":
      return placeInHead(rest, { kind: "subject", expectation: expectations.network });
    case "train":
      return placeInTrainHead(rest);
    default:
      return nothing;
  }
}

/** `import { a } from "file"`, `import "file" as alias`. */
function placeInImport(rest: readonly WrittenToken[]): Place {
  const [first, second] = rest;
  const file: Place = { kind: "file", extension: "ncrn", written: undefined };
  if (first === undefined) return file;
  if (isSymbol(first, "}")) {
    if (second === undefined) return words("from");
    return rest.length === 2 ? file : nothing;
  }
  return first.kind === "string" && second === undefined ? words("as") : nothing;
}

/** `func f(a, b) = value`. */
function placeInFunction(rest: readonly WrittenToken[]): Place {
  if (rest.length === 0) return nothing;
  if (rest.length === 1) return words("(");
  const close = rest.findIndex((token) => isSymbol(token, ")"));
  if (close < 0) return nothing;
  if (close === rest.length - 1) return words("=");
  return placeInExpression(rest.slice(close + 2), {
    ...constantNeeded,
    expectation: expectations.functionBody,
    first: "quantities",
  });
}

/** `module M(species A, B[n]; rate k = 1)`. */
function placeInModuleHead(rest: readonly WrittenToken[]): Place {
  if (rest.length === 0) return nothing;
  if (rest.length === 1) return words("(");
  const [, ...bracket] = rest;
  if (openBrackets(bracket).length === 0) return words("{");
  const parameter = splitAt(bracket.slice(1), [",", ";"]).at(-1) ?? [];
  if (parameter.length === 0) return { kind: "parameterKind" };
  const [keyword] = parameter;
  const item = keyword?.kind === "keyword" ? parameter.slice(1) : parameter;
  if (item.length === 0) return nothing;
  const value = item.findIndex((token) => isSymbol(token, "="));
  if (value >= 0)
    return placeInExpression(item.slice(value + 1), {
      ...constantNeeded,
      expectation: expectations.rateConstant,
    });
  if (openBrackets(item).length > 0) return placeInExpression(item, constantNeeded);
  return words("=");
}

/** `data D from "file.csv" {`. */
function placeInDataHead(rest: readonly WrittenToken[]): Place {
  if (rest.length === 0) return nothing;
  if (rest.length === 1) return words("from", "{");
  if (rest.length === 2 && isKeyword(rest[1], "from"))
    return { kind: "file", extension: "csv", written: undefined };
  return words("{");
}

/** `learn M as N {`. */
function placeInHead(rest: readonly WrittenToken[], subject: Place): Place {
  if (rest.length === 0) return subject;
  if (rest.length === 1) return words("as", "{");
  return rest.length === 2 ? nothing : words("{");
}

/** `train N on D as T {`. */
function placeInTrainHead(rest: readonly WrittenToken[]): Place {
  if (rest.length === 0) return { kind: "subject", expectation: expectations.network };
  if (rest.length === 1) return words("on");
  if (rest.length === 2) return { kind: "subject", expectation: expectations.data };
  return placeInHead(rest.slice(2), nothing);
}
