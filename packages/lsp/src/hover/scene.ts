// What is needed to say something about a place in a document: the text around it, the networks, and links.

import { type Declaration, type LoadedDocument, lineColumnAt, type Origin, textOf } from "@ncrn/language";
import type { Cursor } from "../cursor.js";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import type { Snapshot } from "../snapshot.js";
import type { Places } from "../to-lsp.js";

/** A cursor in a document with everything that texts about it are made from. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly cursor: Cursor;
  readonly places: Places;
}

/** A file that the document knows, with its tree. */
export function loadedFile({ snapshot }: Scene, file: string): LoadedDocument | undefined {
  return snapshot.analysis()?.documents.find(({ source }) => source.name === file);
}

/** The declaration at the top of a file that a place lies in. */
export function declarationAround(scene: Scene, { file, span }: Origin): Declaration | undefined {
  return loadedFile(scene, file)?.document.declarations.find(
    (declaration) => declaration.span.start <= span.start && span.end <= declaration.span.end,
  );
}

/** The networks and learners in which something declared in this declaration may have become species or reactions. */
export async function networksOf(
  { snapshot }: Scene,
  declaration: Declaration | undefined,
): Promise<readonly LoweredNetwork[]> {
  const program = snapshot.analysis()?.program;
  if (program === undefined || declaration === undefined) return [];
  const names = namesOfNetworks(declaration, program);
  const lowered = await Promise.all(names.map((name) => snapshot.lowered(name)));
  return lowered.flatMap((one) => one ?? []);
}

/** Why nothing is known of a place: the networks around it are too large to be lowered here, or else `otherwise`. */
export function reasonForNothing(networks: readonly LoweredNetwork[], otherwise: string): string {
  const all = networks.flatMap(({ diagnostics }) => diagnostics);
  return all.find(({ code: slug }) => slug === "network-too-large")?.message ?? otherwise;
}

function namesOfNetworks(
  declaration: Declaration,
  program: { readonly networks: readonly { name: string }[]; readonly learns: readonly LearnOfModel[] },
): readonly string[] {
  switch (declaration.kind) {
    case "NetworkDeclaration":
      return [declaration.name.text];
    case "ModelDeclaration":
      return program.learns
        .filter(({ model }) => model.name === declaration.name.text)
        .map(({ name }) => name);
    case "LearnDeclaration":
      return [(declaration.alias ?? declaration.subject).text];
    case "ModuleDeclaration":
      return program.networks.map(({ name }) => name);
    default:
      return [];
  }
}

interface LearnOfModel {
  readonly name: string;
  readonly model: { readonly name: string };
}

/** What stands at a place, on one line and not longer than `longest` characters. */
export function textAt({ snapshot }: Scene, { file, span }: Origin, longest = 48): string {
  const source = snapshot.sourceOf(file);
  const text =
    source === undefined
      ? ""
      : textOf(source, span)
          .replace(/\s+/g, " ")
          .replace(/[;\s]+$/, "");
  return shortened(text, longest);
}

/** Text that leads to a place; plain where an editor could not open the file. */
export function linkTo({ places }: Scene, { file, span }: Origin, text: string): string {
  const source = places.sourceOf(file);
  const shown = code(text);
  if (source === undefined) return shown;
  const { line, column } = lineColumnAt(source, span.start);
  return `[${shown}](${places.uriOf(file)}#L${line},${column})`;
}

/** Text as code inside a sentence, whatever backticks it has. */
export function code(text: string): string {
  const runs = text.match(/`+/g)?.map((run) => run.length);
  if (runs === undefined) return `\`${text}\``;
  const fence = "`".repeat(Math.max(...runs) + 1);
  return `${fence} ${text} ${fence}`;
}

/** The beginning of a text that is longer than anybody reads. */
export function shortened(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
}

/** Lines of the language as they are in the file. */
export function sourceBlock(text: string): string {
  return `\`\`\`ncrn\n${text}\n\`\`\``;
}

/** Lines of mathematics. */
export function mathematicsBlock(lines: readonly string[]): string {
  return `\`\`\`text\n${lines.join("\n")}\n\`\`\``;
}

/** More links in one line would make a list that nobody reads. */
export const MOST_LINKS = 6;

/** `1 reaction`, `3 reactions`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** The first few of a list, and how many more there are. */
export function listed(items: readonly string[], longest: number, separator = ", "): string {
  const rest = items.length - longest;
  const shown = items.slice(0, rest === 1 ? longest + 1 : longest).join(separator);
  return rest > 1 ? `${shown}${separator}and ${rest} more` : shown;
}
