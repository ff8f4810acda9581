// Generated text → which line is about which species, rate or reaction of its network. Every target keeps the order of
// the network, so the lines are counted; a test compares them with what they name.

import { type Provenance, type ReactionNetwork, reactionsByPhase } from "@ncrn/compiler";
import type { ViewTargetName } from "./view-targets.js";

/** One line of a generated text that is about one thing of the network. */
export interface GeneratedLine {
  /** Counted from 0. */
  readonly line: number;
  readonly kind: "species" | "parameter" | "reaction" | "event";
  readonly id: string;
  readonly provenance: readonly Provenance[];
}

type Things = readonly Omit<GeneratedLine, "line">[];

/** The lines that are about something, in order. */
export function generatedLines(
  text: string,
  network: ReactionNetwork,
  target: ViewTargetName,
): readonly GeneratedLine[] {
  const lines = text.split("\n");
  switch (target) {
    case "reactions":
    case "bytecode":
      return linesOfSections(lines, network);
    case "sbml":
      return linesOfElements(lines, network);
    case "dsd":
      return linesOfDialect(lines, network);
    case "ncrn":
      return linesOfLanguage(lines, network);
  }
}

function parameters(network: ReactionNetwork): Things {
  return network.parameters.map(({ id, provenance }) => ({
    kind: "parameter",
    id,
    provenance: [provenance],
  }));
}

function species(network: ReactionNetwork): Things {
  return network.species.map(({ id, provenance }) => ({ kind: "species", id, provenance: [provenance] }));
}

function reactions(list: ReactionNetwork["reactions"]): Things {
  return list.map(({ id, provenance }) => ({ kind: "reaction", id, provenance }));
}

function events(network: ReactionNetwork): Things {
  return network.events.map(({ id, provenance }) => ({ kind: "event", id, provenance: [provenance] }));
}

/** `species`, `reactions 4`, …: a heading at the margin, and below it one indented line for each thing. */
function linesOfSections(lines: readonly string[], network: ReactionNetwork): readonly GeneratedLine[] {
  const sections: Readonly<Record<string, Things>> = {
    parameters: parameters(network),
    species: species(network),
    reactions: reactions(network.reactions),
    events: events(network),
  };
  const found: GeneratedLine[] = [];
  let things: Things = [];
  let next = 0;
  for (const [line, text] of lines.entries()) {
    if (/^\S/.test(text)) {
      things = sections[text.split(" ")[0] ?? ""] ?? [];
      next = 0;
      continue;
    }
    const thing = things[next++];
    if (thing !== undefined) found.push({ line, ...thing });
  }
  return found;
}

/** Elements of a kind in a row; SBML has further parameters and events of its own behind those of the network. */
function linesOfElements(lines: readonly string[], network: ReactionNetwork): readonly GeneratedLine[] {
  return [
    ...pairedLines(lines, /^\s*<species /, species(network)),
    ...pairedLines(lines, /^\s*<parameter /, parameters(network)),
    ...pairedLines(lines, /^\s*<reaction /, reactions(network.reactions)),
  ].sort(byLine);
}

/** Amounts come before reactions, species before phases; a reaction has one line for each phase that it runs in. */
function linesOfDialect(lines: readonly string[], network: ReactionNetwork): readonly GeneratedLine[] {
  const repeated = network.reactions.flatMap((reaction) =>
    Array.from(
      { length: reaction.rate.kind === "law" ? 1 : Math.max(1, reaction.phases.length) },
      () => reaction,
    ),
  );
  return [
    ...pairedLines(lines, /^\| (?!.*->)/, species(network)),
    ...pairedLines(lines, /^\| .*->/, reactions(repeated)),
  ].sort(byLine);
}

function linesOfLanguage(lines: readonly string[], network: ReactionNetwork): readonly GeneratedLine[] {
  const inBlocks = reactionsByPhase(network).flatMap((group) => group.reactions);
  return [
    ...pairedLines(lines, /^ {2}rate /, parameters(network)),
    ...pairedLines(lines, /^ {2}(clamped )?species /, species(network)),
    ...pairedLines(lines, /^\s+(?!\/\/).*->[{[]/, reactions(inBlocks)),
    ...pairedLines(lines, /^ {2}(at|every|when) /, events(network)),
  ].sort(byLine);
}

/** The n-th line that matches is about the n-th thing. */
function pairedLines(lines: readonly string[], pattern: RegExp, things: Things): readonly GeneratedLine[] {
  const matching = lines.flatMap((text, line) => (pattern.test(text) ? line : []));
  return things.flatMap((thing, index) => {
    const line = matching[index];
    return line === undefined ? [] : { line, ...thing };
  });
}

function byLine(first: GeneratedLine, second: GeneratedLine): number {
  return first.line - second.line;
}
