// The host without a disk: addresses are names, and the client reads the files. What was not at hand when it was asked
// for is requested, and its arrival announced, so that the documents that rest on it are looked at once more.

import { InternalError } from "@ncrn/language";
import { addressOf } from "./address-of.js";
import type { Host } from "./host.js";

/** What the client must be able to do for a server that sees no disk. */
export interface ClientFiles {
  /** Text of a file, undefined if it cannot be read or is too large for an editor. */
  readonly readFile: (uri: string) => Promise<string | undefined>;
  /** Addresses of the models in the open folders. */
  readonly listFiles: () => Promise<readonly string[]>;
}

/** A host over a client that reads files; `yieldControl` lets the next message in. */
export function createClientHost(files: ClientFiles, yieldControl: () => Promise<void>): Host {
  const texts = new Map<string, string | undefined>();
  const arriving = new Map<string, symbol>();
  let folders: readonly string[] = [];
  let documentation: string | undefined;
  let arrived: (names: readonly string[]) => void = () => {
    throw new InternalError("A file was read before anybody asked to be told.");
  };

  const request = async (name: string): Promise<void> => {
    const own = Symbol(name);
    arriving.set(name, own);
    const text = await files.readFile(name).catch(() => undefined);
    if (arriving.get(name) !== own) return; // it has changed meanwhile, and is asked for anew
    arriving.delete(name);
    texts.set(name, text?.replace(/^\ufeff/, ""));
    arrived([name]);
  };

  let isReady = false;
  /** References and renames look into files that nobody has opened, so these are read beforehand. */
  const readFolders = async (): Promise<void> => {
    if (!isReady) return;
    for (const name of await files.listFiles().catch(() => []))
      if (!texts.has(name) && !arriving.has(name)) await request(name);
  };

  return {
    nameOf: (uri) => uri,
    uriOf: (name) => name,
    locate: (written, importingFile, root) => {
      const address = addressOf(written, importingFile);
      const allowed = [folderOf(root), ...folders.map(withSlash)];
      return address !== undefined && allowed.some((folder) => isBelow(folder, address))
        ? address
        : undefined;
    },
    read: (name) => {
      if (!texts.has(name) && !arriving.has(name)) void request(name);
      return texts.get(name);
    },
    find: () => [...texts.keys()].filter((name) => name.endsWith(".ncrn")).sort(),
    filesBeside: (name) =>
      [...texts.keys()]
        .filter((known) => texts.get(known) !== undefined && isBelow(folderOf(name), known))
        .sort(),
    isArriving: (name) => arriving.has(name),
    whenArrived: (listener) => {
      arrived = listener;
    },
    forget: (names) => {
      for (const name of names) {
        texts.delete(name);
        arriving.delete(name);
      }
    },
    clientReady: () => {
      isReady = true;
      void readFolders();
    },
    openFolders: (uris) => {
      folders = uris;
      void readFolders();
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
