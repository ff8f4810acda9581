// Tree of a file → what it declares, nested as in the text: networks with their species and reactions, models, data, runs.

import {
  type Block,
  type DataDeclaration,
  type Declaration,
  type Document,
  type EventStatement,
  type NameNode,
  type Node,
  type QuantityDeclaration,
  type SourceText,
  type Span,
  type Statement,
  textOf,
} from "@ncrn/language";

/** What an entry is; the protocol has other words for them. */
export type OutlineKind =
  | "network"
  | "model"
  | "module"
  | "learn"
  | "data"
  | "run"
  | "function"
  | "constant"
  | "import"
  | "species"
  | "rate"
  | "input"
  | "weight"
  | "output"
  | "definition"
  | "instance"
  | "phase"
  | "column"
  | "loop"
  | "event"
  | "reaction"
  | "equation";

/** One thing in a file. */
export interface OutlineEntry {
  /** Never empty. */
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  /** What is selected when the entry is chosen; inside `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** Everything that a file declares, however broken it is, in the order of the text. */
export function outlineOf(document: Document, source: SourceText): readonly OutlineEntry[] {
  const before = known.get(document);
  if (before !== undefined) return before;
  const entries = document.declarations.flatMap((node) => declarationEntry(node, source));
  known.set(document, entries);
  return entries;
}

const known = new WeakMap<Document, readonly OutlineEntry[]>();

type Described = Pick<OutlineEntry, "name" | "detail" | "kind"> & {
  readonly nameSpan?: Span;
  readonly children?: readonly OutlineEntry[];
};

/** An entry for a node; a missing name gives way to `fallback`. */
function entry(node: Node, { nameSpan = node.span, children = [], ...rest }: Described): OutlineEntry {
  return { ...rest, span: node.span, nameSpan, children };
}

/** The name of an entry that the user may not have written yet. */
function nameOr(name: NameNode, fallback: string): { readonly name: string; readonly nameSpan?: Span } {
  return name.kind === "Name" ? { name: name.text, nameSpan: name.span } : { name: fallback };
}

function declarationEntry(node: Declaration, source: SourceText): readonly OutlineEntry[] {
  switch (node.kind) {
    case "ImportDeclaration":
      return [importEntry(node, source)];
    case "ConstDeclaration":
      return [constantEntry(node, source)];
    case "FunctionDeclaration": {
      const detail = `func(${node.parameters.map(({ text }) => text).join(", ")}) = ${oneLine(source, node.body)}`;
      return [entry(node, { ...nameOr(node.name, "func"), detail, kind: "function" })];
    }
    case "ModuleDeclaration":
      return [blockEntry(node, { detail: "module", kind: "module" }, source)];
    case "NetworkDeclaration":
      return [blockEntry(node, { detail: "crn", kind: "network" }, source)];
    case "ModelDeclaration":
      return [blockEntry(node, { detail: "model", kind: "model" }, source)];
    case "DataDeclaration":
      return [dataEntry(node, source)];
    case "LearnDeclaration":
    case "TrainDeclaration":
    case "SimulateDeclaration":
    case "ScanDeclaration":
      return [runEntry(node)];
    case "UnitsDeclaration":
    case "MissingDeclaration":
      return [];
  }
}

function importEntry(node: Declaration & { kind: "ImportDeclaration" }, source: SourceText): OutlineEntry {
  const path = oneLine(source, node.path);
  const names = node.names.map(({ text }) => text).join(", ");
  const isNamed = node.alias?.kind === "Name";
  const name = isNamed ? node.alias.text : names === "" ? path || "import" : names;
  return entry(node, { name, detail: `import ${path}`, kind: "import" });
}

function constantEntry(node: Node & { kind: "ConstDeclaration" }, source: SourceText): OutlineEntry {
  const detail = `const = ${oneLine(source, node.value)}`;
  return entry(node, { ...nameOr(node.name, "const"), detail, kind: "constant" });
}

function blockEntry(
  node: Declaration & { readonly name: NameNode; readonly body: Block },
  what: Pick<OutlineEntry, "detail" | "kind">,
  source: SourceText,
): OutlineEntry {
  return entry(node, {
    ...nameOr(node.name, what.detail),
    ...what,
    children: statementEntries(node.body, source),
  });
}

function dataEntry(node: DataDeclaration, source: SourceText): OutlineEntry {
  const columns = node.items.flatMap((item) =>
    item.kind === "SampleBlock" ? item.columns : item.kind === "ColumnDefinition" ? [item] : [],
  );
  const from = node.source === undefined ? "" : ` from ${oneLine(source, node.source)}`;
  return entry(node, {
    ...nameOr(node.name, "data"),
    detail: `data${from}`,
    kind: "data",
    children: columns.map((column) =>
      entry(column, {
        ...nameOr(column.name, "column"),
        detail: `${column.operator} ${oneLine(source, column.value)}`,
        kind: "column",
      }),
    ),
  });
}

function runEntry(
  node: Declaration & {
    kind: "LearnDeclaration" | "TrainDeclaration" | "SimulateDeclaration" | "ScanDeclaration";
  },
): OutlineEntry {
  const word = {
    LearnDeclaration: "learn",
    TrainDeclaration: "train",
    SimulateDeclaration: "simulate",
    ScanDeclaration: "scan",
  }[node.kind];
  const data = node.kind === "TrainDeclaration" ? ` on ${node.data.text}` : "";
  const named = node.alias?.kind === "Name" ? node.alias : node.subject;
  const kind = node.kind === "LearnDeclaration" ? "learn" : "run";
  return entry(node, {
    ...nameOr(named, word),
    detail: shortened(`${word} ${node.subject.text}${data}`),
    kind,
  });
}

function statementEntries(block: Block, source: SourceText): readonly OutlineEntry[] {
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
      return [entry(node, { ...nameOr(node.name, "let"), detail, kind: "definition" })];
    }
    case "LossStatement":
      return [entry(node, { name: "loss", detail: `= ${oneLine(source, node.value)}`, kind: "output" })];
    case "UseStatement": {
      const detail = `use ${node.module.map(({ text }) => text).join(".")}`;
      return [entry(node, { ...nameOr(node.name, "use"), detail, kind: "instance" })];
    }
    case "PhasesStatement":
      return node.record.entries.map((phase) => {
        const detail = `phase: ${phase.values.map((value) => oneLine(source, value)).join(", ")}`;
        return entry(phase, { ...nameOr(phase.key, "phase"), detail, kind: "phase" });
      });
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
    return entry(item, { ...nameOr(item.name, keyword), detail, kind: kindOfQuantity[keyword] });
  });
}

function nestedEntries(
  node: Statement & { kind: "PhaseStatement" | "ForStatement" | "IfStatement" },
  source: SourceText,
): readonly OutlineEntry[] {
  switch (node.kind) {
    case "PhaseStatement": {
      const children = statementEntries(node.body, source);
      return [entry(node, { ...nameOr(node.name, "phase"), detail: "phase", kind: "phase", children })];
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

/** Longer texts are cut: an outline is read at a glance. */
const LONGEST_TEXT = 100;

function oneLine(source: SourceText, node: Node): string {
  return shortened(textOf(source, node.span));
}

function shortened(text: string): string {
  const line = /[\n\r\t/;]| {2}/.test(text) ? onOneLine(text) : text.trim();
  if (line.length <= LONGEST_TEXT) return line;
  const characters = [...line];
  return characters.length <= LONGEST_TEXT ? line : `${characters.slice(0, LONGEST_TEXT - 1).join("")}…`;
}

function onOneLine(text: string): string {
  return text
    .replace(/\/\/[^\r\n]*/g, " ")
    .replace(/\s+/g, " ")
    .replace(/;\s*$/, "")
    .trim();
}
