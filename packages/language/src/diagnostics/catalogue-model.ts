// Codes of the checked model: names, kinds, values, shapes, units.

import type { Span } from "../text/span.js";
import { alternatives, counted, didYouMean, entryOfStage } from "./catalogue-entry.js";

const entry = entryOfStage("model");

export const modelCatalogue = {
  // ── Names ──────────────────────────────────────────────────────────────────────────────────────────
  "unknown-name": entry<{
    name: string;
    what: string;
    suggestion: string | undefined;
    /** What it could be. */
    kinds: readonly string[];
    /** A name of another kind that is spelt nearly like it. */
    similar: { readonly name: string; readonly kind: string } | undefined;
    declare: readonly string[];
    /** Offset just inside the block, where a declaration could be inserted. */
    declareAt: number | undefined;
    /** The shape that the uses need; undefined if they do not tell. */
    shape: readonly number[] | undefined;
    /** All uses of the name. */
    places: readonly Span[];
  }>(
    "error",
    ({ name, what }) => `No ${what} named \`${name}\` is visible here.`,
    ({ suggestion, similar, declare }) => {
      const other = similar && `\`${similar.name}\` is ${withArticle(similar.kind)}`;
      const advice = declare.length === 0 ? [] : [`Declare it with ${alternatives(declare)}`];
      const sentence = [...advice, ...(other === undefined ? [] : [other])].join("; ");
      return didYouMean(suggestion) ?? (sentence === "" ? undefined : `${sentence}.`);
    },
  ),
  "unknown-key": entry<{
    record: string;
    key: string;
    /** A setting that is not there yet. */
    suggestion: string | undefined;
    /** The setting that was probably meant, if it is there already. */
    present: string | undefined;
    allowed: readonly string[];
  }>(
    "error",
    ({ record, key }) => `\`${record}\` has no setting \`${key}\`.`,
    ({ suggestion, present, allowed }) =>
      didYouMean(suggestion) ??
      (present === undefined
        ? `Its settings are ${alternatives(allowed)}.`
        : `\`${present}\` is set already. The other settings are ${alternatives(allowed.filter((other) => other !== present))}.`),
  ),
  "duplicate-key": entry<{ key: string }>(
    "error",
    ({ key }) => `\`${key}\` is set twice.`,
    () => "Keep one of them.",
  ),
  "missing-key": entry<{
    record: string;
    key: string;
    example: string;
    /** The setting as it can be inserted; undefined if the example names what is not there. */
    insert: string | undefined;
  }>(
    "error",
    ({ record, key }) => `\`${record}\` needs the setting \`${key}\`.`,
    ({ example }) => `Add \`${example}\`.`,
  ),
  "invalid-value": entry<{ key: string; expected: string; found: string }>(
    "error",
    ({ key, expected, found }) => `\`${key}\` must be ${expected}, this is ${found}.`,
  ),
  "wrong-kind": entry<{
    name: string;
    kind: string;
    expected: string;
    fixKeyword: string | undefined;
    /** The declaring name, if it stands in the same file. */
    declaration: Span | undefined;
  }>(
    "error",
    ({ name, kind, expected }) =>
      `\`${name}\` is ${withArticle(kind)}, but ${withArticle(expected)} is needed here.`,
    ({ name, fixKeyword }) =>
      fixKeyword === undefined ? undefined : `Declare it as \`${fixKeyword} ${name}\`.`,
  ),
  "duplicate-declaration": entry<{ name: string }>(
    "error",
    ({ name }) => `\`${name}\` is already declared.`,
    () => "Rename or remove one of the two.",
  ),
  "shadowed-name": entry<{ name: string; kind: string }>(
    "warning",
    ({ name, kind }) => `\`${name}\` hides ${withArticle(kind)} of the same name declared outside.`,
    () => "Rename one of the two.",
  ),
  "unresolved-import": entry<{ path: string; reason: string; suggestion: string | undefined }>(
    "error",
    ({ path, reason }) => `Cannot import \`${path}\`: ${reason}.`,
    ({ suggestion }) =>
      didYouMean(suggestion) ?? "Paths are relative to the importing file; `.ncrn` may be left out.",
  ),
  "import-cycle": entry<{ path: string }>(
    "error",
    ({ path }) => `\`${path}\` imports itself, directly or through other files.`,
    () => "Move what both files need into a third one.",
  ),
  "circular-definition": entry<{ name: string }>(
    "error",
    ({ name }) => `\`${name}\` is defined by itself.`,
    () => "Break the circle: no definition may lead back to itself.",
  ),
  "misplaced-statement": entry<{ statement: string; place: string; allowed: string }>(
    "error",
    ({ statement, place }) => `${capitalised(statement)} cannot stand in ${withArticle(place)}.`,
    ({ allowed }) => `It may stand in ${allowed}.`,
  ),
  "unused-declaration": entry<{ name: string; kind: string }>(
    "hint",
    ({ name, kind }) => `The ${kind} \`${name}\` is never used.`,
    () => "Remove it.",
    "unnecessary",
  ),

  // ── Values, types and shapes ───────────────────────────────────────────────────────────────────────
  "wrong-argument-count": entry<{ name: string; expected: string; found: number }>(
    "error",
    ({ name, expected, found }) => `\`${name}\` takes ${expected}, ${counted(found, "argument")} given.`,
  ),
  "misplaced-function": entry<{ name: string; allowed: string }>(
    "error",
    ({ name }) => `\`${name}\` cannot be used here.`,
    ({ allowed }) => `It may be used ${allowed}.`,
  ),
  "type-mismatch": entry<{ expected: string; found: string }>(
    "error",
    ({ expected, found }) => `Expected ${expected}, found ${found}.`,
  ),
  "not-constant": entry<{ what: string; name: string }>(
    "error",
    ({ what, name }) => `${capitalised(what)} must be known before the run, but \`${name}\` is not.`,
    () => "Use numbers and `const` values.",
  ),
  "missing-value": entry<{ kind: string; name: string }>(
    "error",
    ({ kind, name }) => `The ${kind} \`${name}\` has no value.`,
    ({ kind, name }) => `Write \`${kind} ${name} = 1\`.`,
  ),
  "shape-mismatch": entry<{
    left: string;
    operator: string;
    right: string;
    transposable: boolean;
    /** The operand that would fit if it were transposed. */
    transpose: Span | undefined;
  }>(
    "error",
    ({ left, operator, right }) =>
      operator === "="
        ? `${left === ONE_NUMBER ? capitalised(left) : `The shape ${left}`} is needed here, this is ${right}.`
        : `The shapes ${left} and ${right} do not fit \`${operator}\`.`,
    ({ transposable }) => (transposable ? "With `transpose(…)` around the matrix they fit." : undefined),
  ),
  "ambiguous-product": entry<{ length: number; left: Span; right: Span; whole: Span }>(
    "error",
    () => "`*` of two vectors can mean two things.",
    () => "Write `.*` for the product of each pair, `dot(a, b)` for their sum.",
  ),
  "index-out-of-range": entry<{ name: string; index: number; length: number }>(
    "error",
    ({ name, index, length }) =>
      length === 0
        ? `\`${name}\` has no components, the index is ${index}.`
        : `Indices of \`${name}\` are 1 to ${length}, this is ${index}.`,
  ),
  "too-many-components": entry<{ limit: number }>(
    "error",
    ({ limit }) => `This makes more than ${limit.toLocaleString("en")} components or statements.`,
    () => "Use smaller shapes and loops.",
  ),
  "division-by-zero": entry("error", () => "This divides by zero."),
  "constant-not-finite": entry<{
    isUndefined: boolean;
    /** The calculation that is infinite by its nature, in words. */
    pole: string | undefined;
  }>("error", ({ isUndefined, pole }) => {
    if (isUndefined) return "This calculation has no result.";
    return pole === undefined ? "This number is too large." : `${capitalised(pole)} is infinite.`;
  }),

  // ── Units ──────────────────────────────────────────────────────────────────────────────────────────
  "unknown-unit": entry<{ unit: string; suggestion: string | undefined }>(
    "error",
    ({ unit }) => `\`${unit}\` is not a unit.`,
    ({ suggestion }) =>
      didYouMean(suggestion) ??
      "Units are s, min, h, d for time, M and mol/L for concentration, L for volume, mol for amounts, with SI prefixes such as n and u.",
  ),
  "dimension-mismatch": entry<{ left: string; right: string }>(
    "error",
    ({ left, right }) => `The units ${left} and ${right} do not fit together.`,
    () => "Bring both to one unit; a number takes the unit that is written after it, as in `2 [nM]`.",
  ),
  "rate-dimension": entry<{ order: number; expected: string; found: string; written: string | undefined }>(
    "error",
    ({ order, expected, found }) =>
      `The rate constant of a reaction of order ${order} has the unit ${expected}, this is ${found}.`,
    ({ written }) =>
      written === undefined ? undefined : `Write \`[${written}]\` if the number is meant in that unit.`,
  ),

  // ── Species and reactions ──────────────────────────────────────────────────────────────────────────
  "negative-rate": entry<{ value: string; inReaction: boolean }>(
    "error",
    ({ value }) => `A rate constant cannot be negative, this is ${value}.`,
    ({ inReaction }) =>
      `Use a positive value. If ${inReaction ? "the reaction" : "its reactions"} should run the other way, swap the sides; the flux then depends on what stands on the left.`,
  ),
  "negative-initial-amount": entry<{
    name: string;
    value: string;
    /** True if the species takes part in reactions, where signals cannot stand. */
    reacts: boolean;
    /** A signal needs an equation. */
    hasEquation: boolean;
  }>(
    "error",
    ({ name, value }) => `A species cannot start at ${value}, but \`${name}\` does.`,
    ({ name, reacts, hasEquation }) => {
      if (reacts)
        return `\`${name}\` takes part in reactions, so it is an amount: let it start at 0 or above.`;
      const equation = hasEquation ? "" : ` with an equation \`${name}' = …\``;
      return `If \`${name}\` may be negative, declare it as a \`signal\`${equation}.`;
    },
  ),
  "stoichiometry-not-integer": entry<{
    coefficient: string;
    /** The largest one that can stand here, if it is larger. */
    limit: number | undefined;
  }>(
    "error",
    ({ coefficient, limit }) =>
      limit === undefined
        ? `The coefficient \`${coefficient}\` is not a positive whole number.`
        : `The coefficient \`${coefficient}\` is too large: at most ${limit} molecules can stand here.`,
    ({ limit }) =>
      limit === undefined
        ? undefined
        : "Write the reaction for fewer molecules, or count the species in larger units.",
  ),
  "empty-reaction": entry(
    "error",
    () => "This reaction has nothing on either side.",
    () => "Remove it.",
  ),
  "reaction-without-effect": entry(
    "warning",
    () => "This reaction changes nothing: both sides are equal.",
    () => "Remove it.",
    "unnecessary",
  ),
  "duplicate-reaction": entry<{ reaction: string; firstRate: Span; rate: Span }>(
    "warning",
    ({ reaction }) => `The reaction \`${reaction}\` appears twice, and the two rates add up.`,
    () => "Keep one, with the sum of the rates.",
  ),
  "high-order": entry<{ order: number }>(
    "warning",
    ({ order }) =>
      `${order} molecules rarely meet at once: this reaction of order ${order} is hardly one elementary step.`,
    () => "Write it as two steps with an intermediate, or let `lower { order: 2 }` do that.",
  ),
  "rate-law-convention": entry<{ flux: string; combinatoric: string }>(
    "hint",
    ({ flux, combinatoric }) =>
      `The flux is ${flux} here; tools that count combinations use ${combinatoric}.`,
    () => "`kinetics combinatoric` chooses the other convention.",
  ),
  "negative-flux": entry<{ law: string }>(
    "warning",
    ({ law }) => `The flux \`${law}\` can become negative.`,
    () => "Split it into two reactions, one for each direction.",
  ),
  "uninitialised-species": entry<{ name: string }>(
    "hint",
    ({ name }) => `\`${name}\` has no initial value and starts at 0.`,
    ({ name }) => `Write \`${name} = 0\` to say so.`,
  ),
  "species-never-produced": entry<{ name: string }>(
    "warning",
    ({ name }) => `\`${name}\` is consumed but never produced, and it starts at 0.`,
    () => "Give it an initial value or a reaction that makes it.",
  ),
  "reaction-never-fires": entry<{ species: string }>(
    "warning",
    ({ species }) => `This reaction never fires: there is never any \`${species}\`.`,
    ({ species }) => `Give \`${species}\` an initial value or a reaction that makes it.`,
    "unnecessary",
  ),
  "unbounded-species": entry<{ name: string }>(
    "hint",
    ({ name }) => `\`${name}\` grows without bound: it is produced, never removed and not conserved.`,
    () => "Add a reaction that removes it if it should settle.",
  ),
  "sign-assumption": entry<{ name: string; part: string; expression: string }>(
    "error",
    ({ name, part, expression }) =>
      `\`${name}\` is declared \`>= 0\`, but ${part} \`${expression}\` can be negative.`,
    () => "Remove `>= 0`, or declare the quantities it depends on `>= 0`.",
  ),
  "missing-equation": entry<{ name: string; components: readonly string[] }>(
    "error",
    ({ name, components }) =>
      components.length === 1 && components[0] === name
        ? `\`${name}\` has no equation \`${name}' = …\`.`
        : `${components
            .slice(0, 3)
            .map((component) => `\`${component}\``)
            .join(
              ", ",
            )}${components.length > 3 ? " and others" : ""} of \`${name}\` ${components.length === 1 ? "has" : "have"} no equation.`,
    ({ name, components }) => {
      const missing = components.length === 1 ? components[0]! : name;
      return `Write \`${missing}' = …\`, or \`${missing}' = 0\` if it does not change.`;
    },
  ),
  "duplicate-equation": entry<{ name: string }>(
    "error",
    ({ name }) => `\`${name}\` has two equations.`,
    ({ name }) => `Write one \`${name}' = …\` with the sum of both right-hand sides.`,
  ),

  // ── Models, phases and experiments ─────────────────────────────────────────────────────────────────
  "loss-missing": entry<{ name: string }>(
    "error",
    ({ name }) => `The model \`${name}\` has no loss, so it cannot learn.`,
    () => "Add `loss = (yhat - y)^2 / 2` with your output and target.",
  ),
  "duplicate-loss": entry(
    "error",
    () => "The loss is given twice.",
    () => "Keep one, or add the two up.",
  ),
  "output-missing": entry<{ name: string }>(
    "error",
    ({ name }) => `The model \`${name}\` has no output.`,
    () => "Add `output yhat = …`.",
  ),
  "output-unread": entry<{ name: string }>(
    "error",
    ({ name }) => `The loss does not read the output \`${name}\`.`,
    () => "Use it in the loss, or make it a `let`.",
  ),
  "target-unused": entry<{ name: string }>(
    "error",
    ({ name }) => `The loss does not use the target \`${name}\`.`,
    () => "Compare an output with it in the loss, or remove it.",
  ),
  "state-outside-phase": entry<{ name: string; phase: string }>(
    "error",
    ({ name, phase }) => `\`${name}\` exists only in the phase \`${phase}\` and cannot be read here.`,
    () => "Declare it outside the phase to keep it in all phases.",
  ),
  "phase-length-not-positive": entry<{ phase: string; value: string }>(
    "error",
    ({ phase, value }) => `The phase \`${phase}\` must take some time, its length is ${value}.`,
    ({ phase }) => `Give it a length above 0, such as \`${phase}: 1\`.`,
  ),
  "contradicting-settings": entry<{ setting: string; other: string; reason: string }>(
    "warning",
    ({ setting, other, reason }) => `\`${setting}\` has no effect with \`${other}\`: ${reason}.`,
    ({ setting }) => `Remove \`${setting}\`.`,
  ),
  "statistic-without-runs": entry<{
    readout: string;
    statistic: "mean" | "sd" | "var" | "fano";
    quantity: string;
    isCourse: boolean;
    method: string;
  }>(
    "warning",
    ({ readout, statistic, isCourse, method }) => {
      const value = isCourse ? "the value itself" : "the value at the end";
      const result =
        statistic === "mean" ? `it is ${value}` : method === "ode" ? "it is 0" : "it has no value";
      return `\`${readout}\` is ${statisticNames[statistic]} over the runs, not over time: \`${method}\` makes one run here, so ${result}.`;
    },
    ({ statistic, quantity, isCourse, method }) => {
      const plain = isCourse ? `\`${quantity}\`` : `\`final(${quantity})\``;
      const several = `\`${method === "ode" ? "ssa" : method}(runs: 100)\``;
      const runs = `a stochastic method with several runs, such as ${several}`;
      return statistic === "mean" ? `Write ${plain}, or take ${runs}.` : `Take ${runs}, or leave it out.`;
    },
  ),
  "feedback-length-differs": entry<{ forward: string; feedback: string }>(
    "warning",
    ({ forward, feedback }) =>
      `The feedback phase (${feedback}) is not as long as the forward phase (${forward}), so the adjoint gradient is not exact.`,
    () => "Give both the same length.",
  ),
  "unfed-input": entry<{
    name: string;
    kind: string;
    /** The column that is probably meant. */
    column: string | undefined;
  }>(
    "error",
    ({ name, kind }) => `The ${kind} \`${name}\` is fed by no column of the data.`,
    ({ name, column }) => `Add \`${name}: ${column ?? "column"}\` to \`feed\`.`,
  ),
  "unknown-column": entry<{
    column: string;
    data: string;
    suggestion: string | undefined;
    columns: readonly string[];
  }>(
    "error",
    ({ column, data }) => `\`${data}\` has no column \`${column}\`.`,
    ({ suggestion, columns }) =>
      didYouMean(suggestion) ??
      (columns.length === 0 ? undefined : `Its columns are ${alternatives(columns.slice(0, 12))}.`),
  ),
  "unknown-label": entry<{
    label: string;
    column: string;
    suggestion: string | undefined;
    labels: readonly string[];
  }>(
    "warning",
    ({ label, column }) => `The column \`${column}\` never has the value \`${label}\`.`,
    ({ suggestion, labels }) =>
      didYouMean(suggestion) ??
      (labels.length === 0
        ? undefined
        : `It has ${alternatives(labels.slice(0, 12))}${labels.length > 12 ? ", among others" : ""}.`),
  ),
} as const;

const statisticNames = {
  mean: "the mean",
  sd: "the standard deviation",
  var: "the variance",
  fano: "the Fano factor",
} as const;

const ONE_NUMBER = "one number";

function withArticle(noun: string): string {
  return /^(a|an|the|one|some|something|no) /.test(noun)
    ? noun
    : `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
