// A statement in a block that has no use for it.

import type { Statement } from "../../ast/nodes.js";
import type { Origin } from "../../diagnostics/diagnostic.js";
import { defineRule } from "../rule.js";

export const misplacedStatement = defineRule("misplaced-statement", {
  StatementPlace: ({ statement, container, inPhase, inLoop, origin }, report) => {
    const allowed = placesOf(statement);
    if (allowed === undefined) return;
    const place = inLoop ? "loop" : inPhase ? "phase" : container;
    const fits =
      allowed.includes(container) &&
      (!inPhase || allowed.includes("phase")) &&
      (!inLoop || allowed.includes("loop"));
    if (fits) return;
    const outer = allowed.includes(container) ? place : container;
    report(headOf(origin), {
      statement: nameOf(statement),
      place: placeNames[outer],
      allowed: inWords(allowed),
    });
  },
});

type StatementPlace = "network" | "module" | "model" | "phase" | "loop";

const placeNames: Readonly<Record<StatementPlace, string>> = {
  network: "`crn`",
  module: "`module`",
  model: "`model`",
  phase: "`phase`",
  loop: "loop",
};

const chemistry: readonly StatementPlace[] = ["network", "module", "phase", "loop"];

/** Where a statement may stand; undefined: anywhere. */
function placesOf(statement: Statement): readonly StatementPlace[] | undefined {
  switch (statement.kind) {
    case "QuantityDeclaration":
      return quantityPlaces(statement.keyword);
    case "LossStatement":
      return ["model"];
    case "InitStatement":
    case "UseStatement":
    case "ReactionStatement":
      return chemistry;
    case "EventStatement":
      return ["network", "module", "loop"];
    case "PhasesStatement":
    case "PhaseStatement":
    case "KineticsStatement":
      return ["network"];
    case "LowerStatement":
      return ["network", "model"];
    case "AssertStatement":
      return ["network", "module", "model", "loop"];
    default:
      return undefined;
  }
}

function quantityPlaces(
  keyword: (Statement & { kind: "QuantityDeclaration" })["keyword"],
): readonly StatementPlace[] {
  switch (keyword) {
    case "species":
    case "clamped species":
    case "signal":
      return ["network", "module", "phase"];
    case "rate":
      return ["network", "module", "model"];
    default:
      return ["model"];
  }
}

function nameOf(statement: Statement): string {
  switch (statement.kind) {
    case "QuantityDeclaration":
      return `a \`${statement.keyword}\` declaration`;
    case "ReactionStatement":
      return "a reaction";
    case "EventStatement":
      return "an event";
    default:
      return `a \`${statement.kind.replace(/Statement$/, "").toLowerCase()}\` statement`;
  }
}

function inWords(places: readonly StatementPlace[]): string {
  const names = places.filter((place) => place !== "loop").map((place) => placeNames[place]);
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} or ${last}`;
}

/** The first line of a statement: a whole block underlined tells nothing. */
function headOf({ file, span }: Origin): Origin {
  return { file, span: { start: span.start, end: Math.min(span.end, span.start + 1) } };
}
