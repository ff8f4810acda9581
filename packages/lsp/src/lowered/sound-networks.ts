// Networks in which lowering has found nothing to say, remembered over the versions of a document by all the text that they
// are made of: after most edits only the network that was edited has to be lowered again.

import type { Analysis, CheckedLearn, CheckedNetwork, CheckedProgram, Declaration } from "@ncrn/language";

/** What is known about the networks of the open documents. */
export interface SoundNetworks {
  /** The networks and learners of a version that have yet to be lowered, with what to call when one is found sound. */
  readonly unknownIn: (uri: string, analysis: Analysis, program: CheckedProgram) => UnknownNetworks;
  readonly forget: (uri: string) => void;
}

/** What is left to be looked at. */
export interface UnknownNetworks {
  readonly program: CheckedProgram;
  readonly isSound: (source: CheckedNetwork | CheckedLearn) => void;
}

/** Nothing is known yet. */
export function createSoundNetworks(): SoundNetworks {
  const byDocument = new Map<string, ReadonlySet<string>>();
  return {
    unknownIn: (uri, analysis, program) => {
      const known = byDocument.get(uri) ?? new Set<string>();
      const keyOf = keysIn(analysis);
      const sound = new Set<string>();
      const isUnknown = (source: CheckedNetwork | CheckedLearn): boolean => {
        const key = keyOf(source);
        if (key === undefined || !known.has(key)) return true;
        sound.add(key);
        return false;
      };
      const networks = program.networks.filter(isUnknown);
      const learns = program.learns.filter(isUnknown);
      byDocument.set(uri, sound); // what the document no longer has is forgotten
      return {
        program: { ...program, networks, learns },
        isSound: (source) => {
          const key = keyOf(source);
          if (key !== undefined) sound.add(key);
        },
      };
    },
    forget: (uri) => void byDocument.delete(uri),
  };
}

/** Networks depend on no declaration of these kinds but their own; learners on models, too. */
const apart: ReadonlySet<Declaration["kind"]> = new Set([
  "NetworkDeclaration",
  "ModelDeclaration",
  "LearnDeclaration",
  "DataDeclaration",
  "SimulateDeclaration",
  "ScanDeclaration",
]);

/** All the text that a network or learner is made of; undefined for one that is declared in another file. */
function keysIn({ documents }: Analysis): (source: CheckedNetwork | CheckedLearn) => string | undefined {
  const [root, ...imported] = documents;
  if (root === undefined) return () => undefined;
  const { source, document } = root;
  const textOf = ({ span }: Declaration): string => source.content.slice(span.start, span.end);
  const textsOf = (isMeant: (declaration: Declaration) => boolean): string =>
    document.declarations.filter(isMeant).map(textOf).join("\n");
  const shared = [
    textsOf(({ kind }) => !apart.has(kind)),
    ...imported.map((one) => `${one.source.name}\n${one.source.content}`),
  ].join("\n");
  const models = textsOf(({ kind }) => kind === "ModelDeclaration");
  return ({ kind, origin: { file, span } }) => {
    if (file !== source.name) return undefined;
    const own = document.declarations.find((one) => one.span.start <= span.start && span.end <= one.span.end);
    return own && [textOf(own), shared, ...(kind === "learn" ? [models] : [])].join("\0");
  };
}
