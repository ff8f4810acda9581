// Files and what they export → offers for imports and data sets.

import { importableKinds, standardLibrary } from "@ncrn/language";
import { loadedOf } from "../cursor.js";
import type { Workspace } from "../workspace.js";
import { importAt, type Names } from "./names.js";
import type { Offer } from "./offer.js";
import { offerOf } from "./offers-of-names.js";
import type { Place } from "./place.js";

type PlaceOf<Kind extends Place["kind"]> = Place & { readonly kind: Kind };

/** Files beside the document, and the standard library; with quotes where none has been written. */
export function offersOfFiles(
  names: Names,
  { extension, written }: PlaceOf<"file">,
  workspace: Workspace,
): readonly Offer[] {
  const here = filesToName(names.snapshot.source.name, extension, workspace).map((label) =>
    fileOffer(label, extension),
  );
  const library = extension === "ncrn" ? libraryOffers : [];
  return [...here, ...library].map((offer) =>
    written === undefined ? { ...offer, text: `"${offer.label}"` } : offer,
  );
}

/** How a file names others of a kind: `.ncrn` may be left out, and mostly is. */
export function filesToName(
  own: string,
  extension: "ncrn" | "csv",
  workspace: Pick<Workspace, "filesBeside">,
): readonly string[] {
  return workspace
    .filesBeside(own)
    .filter((file) => file.endsWith(`.${extension}`) && file !== own)
    .map((file) => relativePath(own, file))
    .map((path) => (extension === "ncrn" ? path.slice(0, -".ncrn".length) : path));
}

function fileOffer(label: string, extension: "ncrn" | "csv"): Offer {
  const detail = extension === "ncrn" ? `${label}.ncrn` : label;
  return { label, kind: "file", rank: label.startsWith("../") ? 1 : 0, detail };
}

/** The way from a file to another one, with `/` between folders. */
function relativePath(from: string, to: string): string {
  const start = from.replaceAll("\\", "/").split("/").slice(0, -1);
  const end = to.replaceAll("\\", "/").split("/");
  let common = 0;
  while (common < start.length && common < end.length - 1 && start[common] === end[common]) common++;
  const way = [...start.slice(common).map(() => ".."), ...end.slice(common)].join("/");
  return /^[\w+.-]+:\/\//.test(from) ? asWritten(way) : way;
}

/** Addresses escape what paths in a model have as it is. */
function asWritten(way: string): string {
  try {
    return decodeURIComponent(way);
  } catch {
    return way;
  }
}

const libraryOffers: readonly Offer[] = [...standardLibrary.keys()].sort().map((label) => ({
  label,
  kind: "file",
  rank: 2,
  detail: "standard library",
}));

/** What the file of an import has to give, without what has been taken. */
export function offersOfImports(names: Names, { given }: PlaceOf<"importedName">): readonly Offer[] {
  const node = importAt(names);
  const imported = node && loadedOf(names.snapshot)?.imports.get(node);
  const scope = imported && names.snapshot.analysis()?.references.scopeOf.get(imported.document);
  const taken = new Set([...given, ...namesBehind(names)]);
  return [...(scope?.names.values() ?? [])]
    .filter((symbol) => importableKinds.has(symbol.kind) && !taken.has(symbol.name))
    .filter((symbol) => symbol.file === imported?.source.name)
    .map((symbol) => {
      const { snippet: _, ...offer } = offerOf(names, symbol, 0);
      return { ...offer, text: (offer.text ?? offer.label).replace(/\($/, "") };
    });
}

/** Names of the same import that do not touch the place. */
function namesBehind(names: Names): readonly string[] {
  return (importAt(names)?.names ?? [])
    .filter(({ span }) => names.offset < span.start || span.end < names.offset)
    .map(({ text }) => text);
}
