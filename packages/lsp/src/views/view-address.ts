// Addresses of views: `ncrn-view:/sbml/Dimer%20(SBML).xml?file%3A%2F%2F%2Fmodel.ncrn`. Target and network stand in the
// path, whose end is the title of a tab, and the address of the source in the query.

import { type ViewTarget, type ViewTargetName, viewTarget } from "./view-targets.js";

/** The scheme of all views. */
export const VIEW_SCHEME = "ncrn-view";

/** One network of a document in one form. */
export interface ViewAddress {
  /** The document that the network stands in. */
  readonly uri: string;
  /** Name of the crn or learn. */
  readonly name: string;
  readonly target: ViewTargetName;
}

/** The address under which editors open a view. */
export function viewUri({ uri, name, target }: ViewAddress): string {
  const ending = endingOf(viewTarget(target));
  return `${VIEW_SCHEME}:/${target}/${encodeURIComponent(`${name}${ending}`)}?${encodeURIComponent(uri)}`;
}

/** What an address shows; undefined if it is none of a view. */
export function viewAddress(address: string): ViewAddress | undefined {
  const [, targetName = "", file = "", query = ""] =
    /^ncrn-view:\/+([^/?#]+)\/([^/?#]+)\?([^#]+)/.exec(address) ?? [];
  const target = viewTarget(targetName);
  const [name, uri] = [decoded(file), decoded(query)];
  if (target === undefined || name === undefined || uri === undefined) return undefined;
  const ending = endingOf(target);
  if (!name.endsWith(ending)) return undefined;
  return { uri, name: name.slice(0, -ending.length), target: target.name };
}

/** What the title of a tab says behind the name of the network: ` (SBML).xml`. */
function endingOf(target: ViewTarget | undefined): string {
  return target === undefined ? "" : ` (${target.title})${target.fileExtension}`;
}

/** True for the address of any view. */
export function isViewUri(address: string): boolean {
  return address.startsWith(`${VIEW_SCHEME}:`);
}

function decoded(text: string): string | undefined {
  try {
    return text === "" ? undefined : decodeURIComponent(text);
  } catch {
    return undefined; // not written by `viewUri`
  }
}
