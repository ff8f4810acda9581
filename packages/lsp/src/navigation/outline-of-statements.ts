// Statements of a block → the entries that they make in an outline.

import {
  type Block,
  type EventStatement,
  type Node,
  type QuantityDeclaration,
  type SourceText,
  type Statement,
  textOf,
} from "@ncrn/language";
import { entry, nameOr, type OutlineEntry, type OutlineKind, oneLine, shortened } from "./outline-entry.js";

/** What the statements of a block declare and do, in their order; settings and unfinished ones have no entry. */
export function statementEntries(block: Block, source: SourceText): readonly OutlineEntry[] {
  return block.statements.flatMap((node) => statementEntry(node, source));
}

function statementEntry(node: Statement, source: SourceText): readonly OutlineEntry[] {
  switch (node.kind) {
    case "QuantityDeclaration":
      return quantityEntries(node, source);
    case "ConstDeclaration":
      return [constantEntry(node, source)];
    case "LetStatement": {
      const detail = `let = ${oneLine(source, node.value)}`;
      return [entry(node, { detail, kind: "definition", ...nameOr(node.name, "let") })];
    }
    case "LossStatement":
      return [entry(node, { name: "loss", detail: `= ${oneLine(source, node.value)}`, kind: "output" })];
    case "UseStatement": {
      const detail = `use ${node.module.map(({ text }) => text).join(".")}`;
      return [entry(node, { detail, kind: "instance", ...nameOr(node.name, "use") })];
    }
    case "PhasesStatement":
      return phaseEntries(node, source);
    case "PhaseStatement":
    case "ForStatement":
    case "IfStatement":
      return nestedEntries(node, source);
    case "EventStatement":
      return [eventEntry(node, source)];
    case "ReactionStatement":
      return [reactionEntry(node, source)];
    case "EquationStatement": {
      const name = `${oneLine(source, node.target)}'`;
      const detail = `= ${oneLine(source, node.value)}`;
      return [entry(node, { name, detail, kind: "equation", nameSpan: node.target.span })];
    }
    case "InitStatement":
    case "LowerStatement":
    case "KineticsStatement":
    case "AssertStatement":
    case "MissingStatement":
      return [];
  }
}

const kindOfQuantity: Readonly<Record<QuantityDeclaration["keyword"], OutlineKind>> = {
  species: "species",
  "clamped species": "species",
  rate: "rate",
  signal: "species",
  input: "input",
  target: "input",
  weight: "weight",
  fixed: "constant",
  state: "species",
  output: "output",
};

function quantityEntries(
  { keyword, items }: QuantityDeclaration,
  source: SourceText,
): readonly OutlineEntry[] {
  return items.map((item) => {
    const rest =
      item.name.kind === "Name" ? textOf(source, { start: item.name.span.end, end: item.span.end }) : "";
    const detail = `${keyword} ${shortened(rest)}`.trim();
    return entry(item, { detail, kind: kindOfQuantity[keyword], ...nameOr(item.name, keyword) });
  });
}

function phaseEntries(
  { record }: Statement & { kind: "PhasesStatement" },
  source: SourceText,
): readonly OutlineEntry[] {
  return record.entries.map((phase) => {
    const detail = `phase: ${phase.values.map((value) => oneLine(source, value)).join(", ")}`;
    return entry(phase, { detail, kind: "phase", ...nameOr(phase.key, "phase") });
  });
}

function nestedEntries(
  node: Statement & { kind: "PhaseStatement" | "ForStatement" | "IfStatement" },
  source: SourceText,
): readonly OutlineEntry[] {
  switch (node.kind) {
    case "PhaseStatement": {
      const children = statementEntries(node.body, source);
      return [entry(node, { detail: "phase", kind: "phase", children, ...nameOr(node.name, "phase") })];
    }
    case "ForStatement": {
      const children = statementEntries(node.body, source);
      const name = shortened(textOf(source, { start: node.span.start, end: node.body.span.start })) || "for";
      return children.length === 0 ? [] : [entry(node, { name, detail: "", kind: "loop", children })];
    }
    case "IfStatement": {
      const children = [node.thenBlock, node.elseBlock].flatMap((block) =>
        block === undefined ? [] : statementEntries(block, source),
      );
      const name =
        shortened(textOf(source, { start: node.span.start, end: node.thenBlock.span.start })) || "if";
      return children.length === 0 ? [] : [entry(node, { name, detail: "", kind: "loop", children })];
    }
  }
}

function eventEntry(node: EventStatement, source: SourceText): OutlineEntry {
  const name = `${node.trigger} ${oneLine(source, node.condition)}`.trim();
  const detail = node.assignments.map((assignment) => oneLine(source, assignment)).join(", ");
  return entry(node, { name, detail, kind: "event" });
}

function reactionEntry(node: Statement & { kind: "ReactionStatement" }, source: SourceText): OutlineEntry {
  const { label } = node;
  if (label?.kind !== "Name")
    return entry(node, { name: oneLine(source, node) || "reaction", detail: "", kind: "reaction" });
  const detail = shortened(
    textOf(source, { start: label.span.end, end: node.span.end }).replace(/^\s*:/, ""),
  );
  return entry(node, { name: label.text, detail, kind: "reaction", nameSpan: label.span });
}

/** A constant, in a block or outside. */
export function constantEntry(node: Node & { kind: "ConstDeclaration" }, source: SourceText): OutlineEntry {
  const detail = `const = ${oneLine(source, node.value)}`;
  return entry(node, { detail, kind: "constant", ...nameOr(node.name, "const") });
}
