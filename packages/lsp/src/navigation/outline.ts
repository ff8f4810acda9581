// Tree of a file → what it declares, nested as in the text: networks with their species and reactions, models, data, runs.

import type { Block, DataDeclaration, Declaration, Document, NameNode, SourceText } from "@ncrn/language";
import { createAttached } from "../attached.js";
import { entry, nameOr, type OutlineEntry, oneLine, shortened } from "./outline-entry.js";
import { constantEntry, statementEntries } from "./outline-of-statements.js";

/** Everything that a file declares, however broken it is, in the order of the text. */
export function outlineOf(document: Document, source: SourceText): readonly OutlineEntry[] {
  const before = known.get(document);
  if (before !== undefined) return before;
  const entries = document.declarations.flatMap((node) => declarationEntry(node, source));
  known.set(document, entries);
  return entries;
}

const known = createAttached<Document, readonly OutlineEntry[]>("outline");

function declarationEntry(node: Declaration, source: SourceText): readonly OutlineEntry[] {
  switch (node.kind) {
    case "ImportDeclaration":
      return [importEntry(node, source)];
    case "ConstDeclaration":
      return [constantEntry(node, source)];
    case "FunctionDeclaration": {
      const detail = `func(${node.parameters.map(({ text }) => text).join(", ")}) = ${oneLine(source, node.body)}`;
      return [entry(node, { detail, kind: "function", ...nameOr(node.name, "func") })];
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

function blockEntry(
  node: Declaration & { readonly name: NameNode; readonly body: Block },
  what: Pick<OutlineEntry, "detail" | "kind">,
  source: SourceText,
): OutlineEntry {
  return entry(node, {
    children: statementEntries(node.body, source),
    ...what,
    ...nameOr(node.name, what.detail),
  });
}

function dataEntry(node: DataDeclaration, source: SourceText): OutlineEntry {
  const columns = node.items.flatMap((item) =>
    item.kind === "SampleBlock" ? item.columns : item.kind === "ColumnDefinition" ? [item] : [],
  );
  const from = node.source === undefined ? "" : ` from ${oneLine(source, node.source)}`;
  return entry(node, {
    detail: `data${from}`,
    kind: "data",
    ...nameOr(node.name, "data"),
    children: columns.map((column) =>
      entry(column, {
        detail: `${column.operator} ${oneLine(source, column.value)}`,
        kind: "column",
        ...nameOr(column.name, "column"),
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
    detail: shortened(`${word} ${node.subject.text}${data}`),
    kind,
    ...nameOr(named, word),
  });
}
