// An analysis and one network of the file → what was found in it and in everything that it reads.

import type { Analysis } from "./analyze.js";
import type { Declaration, Node } from "./ast/nodes.js";
import { descendants } from "./ast/walk.js";
import { confiningDeclaration, standsAlone } from "./confining-declaration.js";
import { catalogue } from "./diagnostics/catalogue.js";
import type { Diagnostic, Origin } from "./diagnostics/diagnostic.js";

/**
 * Leaves out what stands only in networks, models and records other than those at `places`, in records about these, and in
 * what all of them read. Mistakes of syntax stay unless they are confined to one of the others.
 */
export function diagnosticsAbout(analysis: Analysis, places: readonly Origin[]): readonly Diagnostic[] {
  const foreign = foreignDeclarations(analysis, places);
  const [root] = analysis.documents;
  return analysis.diagnostics.filter((diagnostic) => {
    const { code, origin } = diagnostic;
    if (root === undefined || origin.file !== root.source.name) return true;
    if (catalogue[code].stage !== "syntax") return !foreign.some((declaration) => holds(declaration, origin));
    const confining = confiningDeclaration(root, diagnostic);
    return confining === undefined || !foreign.includes(confining);
  });
}

/** Declarations of the root file that only other networks need. */
function foreignDeclarations(analysis: Analysis, places: readonly Origin[]): readonly Declaration[] {
  const declarations = analysis.documents[0]?.document.declarations ?? [];
  const readIn = readingsOf(analysis, declarations);
  const meant = declarations.filter((declaration) => places.some((place) => holds(declaration, place)));
  const about = declarations.filter(
    (declaration) => isRecordOfRun(declaration) && meant.some((subject) => readIn(declaration).has(subject)),
  );
  const own = withAllRead([...meant, ...about], readIn);
  const others = withAllRead(
    declarations.filter((declaration) => standsAlone(declaration) && !own.has(declaration)),
    readIn,
  );
  return [...others].filter((declaration) => !own.has(declaration));
}

type Readings = (declaration: Declaration) => ReadonlySet<Declaration>;

/** What a declaration reads directly, by the names in it. */
function readingsOf({ references, documents }: Analysis, declarations: readonly Declaration[]): Readings {
  const file = documents[0]?.source.name;
  const declaring = new Map<Node, Declaration>();
  for (const declaration of declarations)
    for (const node of descendants(declaration)) declaring.set(node, declaration);
  return (declaration) => {
    const read = new Set<Declaration>();
    for (const node of descendants(declaration)) {
      const symbol = node.kind === "Name" ? references.symbolOf.get(node) : undefined;
      const found = symbol?.file === file ? symbol && declaring.get(symbol.declaration) : undefined;
      if (found !== undefined && found !== declaration) read.add(found);
    }
    return read;
  };
}

function withAllRead(from: readonly Declaration[], readIn: Readings): ReadonlySet<Declaration> {
  const reached = new Set(from);
  // A set goes on with what is added to it under way.
  for (const declaration of reached) for (const read of readIn(declaration)) reached.add(read);
  return reached;
}

function isRecordOfRun({ kind }: Declaration): boolean {
  return kind === "TrainDeclaration" || kind === "SimulateDeclaration" || kind === "ScanDeclaration";
}

function holds({ span }: Node, { span: inner }: Origin): boolean {
  return span.start <= inner.start && inner.end <= span.end;
}
