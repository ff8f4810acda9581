// The forms in which a network can be looked at beside its text.

/** A form of a network in a read-only document. */
export interface ViewTarget {
  readonly name: ViewTargetName;
  /** As in a code lens or a title. */
  readonly title: string;
  /** Language of the document in an editor. */
  readonly languageId: string;
  /** With its dot, empty for forms that no other program knows; part of the address, by which editors colour it. */
  readonly fileExtension: string;
  /** The target of the compiler; undefined for the list of reactions, which is none. */
  readonly compilerTarget: string | undefined;
  /** What its first line, a comment, says besides. */
  readonly note?: string;
  /** How a line says that it is no part of the artefact. */
  readonly comment: (line: string) => string;
}

export type ViewTargetName = "reactions" | "sbml" | "dsd" | "ncrn" | "bytecode";

const slashes = (line: string): string => `// ${line}`.trimEnd();

/** In the order in which they are offered. */
export const viewTargets: readonly ViewTarget[] = [
  {
    name: "reactions",
    title: "reactions",
    languageId: "plaintext",
    fileExtension: "",
    compilerTarget: undefined,
    comment: (line) => line,
  },
  {
    name: "sbml",
    title: "SBML",
    languageId: "xml",
    fileExtension: ".xml",
    compilerTarget: "sbml",
    comment: (line) => `<!-- ${line.replaceAll("--", "- -")} -->`,
  },
  {
    name: "dsd",
    title: "DSD",
    languageId: "plaintext",
    fileExtension: ".crn",
    compilerTarget: "crn",
    note: "reactions as Visual DSD reads them; no strands are designed for them",
    comment: slashes,
  },
  {
    name: "ncrn",
    title: "lowered text",
    languageId: "ncrn",
    fileExtension: ".ncrn",
    compilerTarget: "ncrn",
    comment: slashes,
  },
  {
    name: "bytecode",
    title: "bytecode",
    languageId: "plaintext",
    fileExtension: "",
    compilerTarget: "bytecode",
    comment: (line) => line,
  },
];

/** The target of a name, if there is one. */
export function viewTarget(name: string): ViewTarget | undefined {
  return viewTargets.find((target) => target.name === name);
}
