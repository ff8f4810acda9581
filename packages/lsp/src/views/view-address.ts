// Addresses of views: `ncrn-view:/reactions/Dimer.txt?file%3A%2F%2F%2Fmodel.ncrn`. Target and network stand in the path,
// so that tabs have a readable name, and the address of the source in the query.

import { type ViewTargetName, viewTarget } from "./view-targets.js";

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
  const extension = viewTarget(target)?.fileExtension ?? "";
  return `${VIEW_SCHEME}:/${target}/${encodeURIComponent(name)}${extension}?${encodeURIComponent(uri)}`;
}

/** What an address shows; undefined if it is none of a view. */
export function viewAddress(address: string): ViewAddress | undefined {
  const [, targetName = "", file = "", query = ""] =
    /^ncrn-view:\/+([^/?#]+)\/([^/?#]+)\?([^#]+)/.exec(address) ?? [];
  const target = viewTarget(targetName);
  const [name, uri] = [decoded(file), decoded(query)];
  if (target === undefined || name === undefined || uri === undefined) return undefined;
  if (!name.endsWith(target.fileExtension)) return undefined;
  return { uri, name: name.slice(0, -target.fileExtension.length), target: target.name };
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
