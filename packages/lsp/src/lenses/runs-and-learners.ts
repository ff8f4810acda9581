// A crn, learn or model of a document → the records that run it and the learners that learn it, here and in open files
// that import it.

import type { Declaration, Document, NameNode } from "@ncrn/language";
import { documentOf } from "../cursor.js";
import { checkedScan, runsOfScan } from "../lowered/checked-scan.js";
import type { Snapshot } from "../snapshot.js";
import type { Workspace } from "../workspace.js";

/** A record or learner by the address of its document and its name. */
export interface NamedBlock {
  readonly uri: string;
  readonly name: string;
}

/** Records that run something. */
export type RunRecordKind = "SimulateDeclaration" | "ScanDeclaration" | "TrainDeclaration";

/** What is found about the blocks of one document. */
export interface RunsAndLearners {
  /** The records of a kind that run a crn or learn. */
  readonly recordsOf: (kind: RunRecordKind, subject: NamedBlock) => readonly NamedBlock[];
  /** The number of runs of a scan; undefined for one with errors. */
  readonly runsOf: (scan: NamedBlock) => number | undefined;
  /** The learn records of a model of the document. */
  readonly learnersOf: (model: string) => readonly NamedBlock[];
}

/** Looks at the document first and then at open files that import it, in the order of the workspace. */
export function runsAndLearners(
  snapshot: Snapshot,
  workspace: Pick<Workspace, "openSnapshots" | "fileOf">,
): RunsAndLearners {
  const file = workspace.fileOf(snapshot.source.name);
  const importing = workspace.openSnapshots().filter(
    (other) =>
      other.uri !== snapshot.uri &&
      other.source.content.includes("import") && // most import nothing and need no analysis for this
      other.analysis()?.documents.some(({ source }) => workspace.fileOf(source.name) === file),
  );
  const all = [snapshot, ...importing].flatMap((one) => {
    const document = documentOf(one);
    return document === undefined ? [] : [{ snapshot: one, document }];
  });
  /** A name of this or another document that means the block of this document. */
  const isAbout = (from: Snapshot, subject: NameNode, block: NamedBlock): boolean => {
    if (from.uri === block.uri) return subject.kind === "Name" && subject.text === block.name;
    const symbol = subject.kind === "Name" ? from.analysis()?.references.symbolOf.get(subject) : undefined;
    return (
      block.uri === snapshot.uri && symbol?.name === block.name && workspace.fileOf(symbol.file) === file
    );
  };
  const blocks = <Kind extends Declaration["kind"]>(kind: Kind): readonly Found<Kind>[] =>
    all.flatMap((one) => declarationsOf(one, kind));
  return {
    recordsOf: (kind, subject) =>
      blocks(kind).flatMap(({ from, declaration }) =>
        isAbout(from, declaration.subject, subject)
          ? named(from, declaration.alias ?? declaration.subject)
          : [],
      ),
    runsOf: ({ uri, name }) => {
      const from = all.find((one) => one.snapshot.uri === uri)?.snapshot;
      const scan = from && checkedScan(from, name);
      return scan && runsOfScan(scan);
    },
    learnersOf: (model) =>
      blocks("LearnDeclaration").flatMap(({ from, declaration }) =>
        isAbout(from, declaration.subject, { uri: snapshot.uri, name: model })
          ? named(from, declaration.alias ?? declaration.subject)
          : [],
      ),
  };
}

interface Found<Kind extends Declaration["kind"]> {
  readonly from: Snapshot;
  readonly declaration: Extract<Declaration, { kind: Kind }>;
}

function declarationsOf<Kind extends Declaration["kind"]>(
  { snapshot, document }: { readonly snapshot: Snapshot; readonly document: Document },
  kind: Kind,
): readonly Found<Kind>[] {
  return document.declarations
    .filter((one): one is Extract<Declaration, { kind: Kind }> => one.kind === kind)
    .map((declaration) => ({ from: snapshot, declaration }));
}

function named({ uri }: Snapshot, name: NameNode): readonly NamedBlock[] {
  return name.kind === "Name" ? [{ uri, name: name.text }] : [];
}
