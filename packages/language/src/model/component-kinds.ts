// Which components an elaborated expression may read. Names were checked in the text; definitions (`let`) and functions
// can bring in others.

import type { Evaluation } from "./evaluation.js";
import type { ScalarExpression } from "./model.js";
import type { BlockContext, ComponentEntry } from "./network-builder.js";
import { visitExpression } from "./scalar-expressions.js";

/** What an expression may read, and how that is called in messages. */
export interface Readable {
  readonly expected: string;
  readonly kinds: ReadonlySet<ComponentEntry["kind"]>;
  /** Named in messages if the simulated time may not be read. */
  readonly timelessAs: string | undefined;
  /** What to write instead. */
  readonly hint?: string;
}

export const readable = {
  rateConstant: { expected: "a rate or a number", kinds: new Set(["rate"]), timelessAs: "a rate constant" },
  networkStart: {
    expected: "a rate, constant or number",
    kinds: new Set(["rate"]),
    timelessAs: "an initial value",
  },
  modelStart: {
    expected: "an input, weight or fixed quantity",
    kinds: new Set(["rate", "input", "weight", "fixed"]),
    timelessAs: "an initial value",
  },
  modelEquation: {
    expected: "an input, weight, fixed quantity or state",
    kinds: new Set(["rate", "input", "weight", "fixed", "state"]),
    timelessAs: undefined,
  },
  eventTime: {
    expected: "a time that is known before the run",
    kinds: new Set(["rate"]),
    timelessAs: "the time of an event",
    hint: "Write `when` and a condition, such as `when A > 1 { … }`, if the event depends on the run.",
  },
  loss: {
    expected: "an output or target",
    kinds: new Set(["rate", "input", "weight", "fixed", "output", "target"]),
    timelessAs: undefined,
  },
} as const satisfies Readonly<Record<string, Readable>>;

/** Reports components that the expression may not read; true if there are none. */
export function readsOnly(context: BlockContext, expression: ScalarExpression, allowed: Readable): boolean {
  const { evaluation, builder } = context;
  let fits = true;
  visitExpression(expression, (part) => {
    if (part.kind === "Time" && allowed.timelessAs !== undefined) {
      evaluation.emit({ kind: "NotConstant", what: allowed.timelessAs, name: "time", origin: part.origin });
      fits = false;
    }
    if (part.kind !== "Component") return;
    const entry = builder.components.get(part.name);
    if (entry !== undefined && allowed.kinds.has(entry.kind)) return;
    fits = false;
    reportComponent(evaluation, part, entry, allowed);
  });
  return fits;
}

function reportComponent(
  evaluation: Evaluation,
  part: ScalarExpression & { kind: "Component" },
  entry: ComponentEntry | undefined,
  allowed: Readable,
): void {
  const found = entry === undefined ? `\`${part.name}\`` : `the ${entry.kind} \`${part.name}\``;
  evaluation.emit({
    kind: "ValueType",
    expected: allowed.expected,
    found,
    fits: false,
    origin: part.origin,
    expectedAt: undefined,
    hint: allowed.hint,
  });
}
