// The host without a disk: addresses are names, and the client reads the files.

import { addressOf } from "./address-of.js";
import { type ClientFiles, createClientTexts } from "./client-texts.js";
import type { Host } from "./host.js";

/** A host over a client that reads files; `yieldControl` lets the next message in. */
export function createClientHost(
  files: ClientFiles,
  yieldControl: () => Promise<void>,
  mostCharacters?: number,
): Host {
  const texts = createClientTexts(files, mostCharacters);
  let folders: readonly string[] = [];
  let documentation: string | undefined;
  const mayRead = (address: string, root: string): boolean =>
    [folderOf(root), ...folders.map(withSlash)].some((folder) => isBelow(folder, address));
  return {
    nameOf: (uri) => uri,
    uriOf: (name) => name,
    locate: (written, importingFile, root) => {
      const address = addressOf(written, importingFile);
      return address !== undefined && mayRead(address, root) ? address : undefined;
    },
    mayRead,
    read: texts.read,
    find: () =>
      texts
        .arrived()
        .filter((name) => name.endsWith(".ncrn"))
        .sort(),
    filesBeside: (name) =>
      texts
        .present()
        .filter((known) => isBelow(folderOf(name), known))
        .sort(),
    isArriving: texts.isArriving,
    whenArrived: texts.whenArrived,
    forget: texts.forget,
    clientReady: texts.clientReady,
    openFolders: (uris) => {
      folders = uris;
      texts.foldersOpened();
    },
    configure: (options) => {
      documentation = documentationIn(options);
    },
    documentationOf: (code) => documentation && `${withSlash(documentation)}${code}.md`,
    yieldControl,
  };
}

/** The address of the folder with the pages about diagnostics: the client may give it as `documentation`. */
function documentationIn(options: unknown): string | undefined {
  const { documentation } = (options ?? {}) as { readonly documentation?: unknown };
  return typeof documentation === "string" ? documentation : undefined;
}

function folderOf(address: string): string {
  return address.slice(0, address.lastIndexOf("/") + 1);
}

function withSlash(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}

function isBelow(folder: string, address: string): boolean {
  return folder !== "" && address.startsWith(folder);
}
