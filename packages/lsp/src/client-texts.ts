// Texts of files that only the client can read. What was not at hand when it was asked for is requested, and its arrival
// announced, so that the documents that rest on it are looked at once more.

import { InternalError } from "@ncrn/language";
import { createTextStore } from "./text-store.js";

/** What the client must be able to do for a server that sees no disk. */
export interface ClientFiles {
  /** Text of a file, undefined if it cannot be read or is too large for an editor. */
  readonly readFile: (uri: string) => Promise<string | undefined>;
  /** Addresses of the models and data files in the open folders. */
  readonly listFiles: () => Promise<readonly string[]>;
}

/** Texts by address. */
export interface ClientTexts {
  /** Undefined if there is none, or if it has yet to arrive. */
  readonly read: (name: string) => string | undefined;
  readonly isArriving: (name: string) => boolean;
  readonly whenArrived: (listener: (names: readonly string[]) => void) => void;
  /** The files may have another text now. */
  readonly forget: (names: readonly string[]) => void;
  /** Files whose text, or that they have none, is known. */
  readonly arrived: () => readonly string[];
  /** Files that are there as far as anybody knows, read or only listed. */
  readonly present: () => readonly string[];
  /** Told once, when the client may be asked. */
  readonly clientReady: () => void;
  /** Told whenever the client may list other files. */
  readonly foldersOpened: () => void;
}

/** Texts that are kept, together. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Nothing has arrived yet. */
export function createClientTexts(files: ClientFiles, mostCharacters = MOST_CHARACTERS): ClientTexts {
  const texts = createTextStore(mostCharacters);
  const arriving = new Map<string, symbol>();
  let announce: (names: readonly string[]) => void = () => {
    throw new InternalError("A file was read before anybody asked to be told.");
  };
  const request = async (name: string): Promise<void> => {
    const own = Symbol(name);
    arriving.set(name, own);
    const text = await files.readFile(name).catch(() => undefined);
    if (arriving.get(name) !== own) return; // it has changed meanwhile, and is asked for anew
    arriving.delete(name);
    texts.set(name, text?.replace(/^\ufeff/, ""));
    announce([name]);
  };
  const isKnown = (name: string): boolean => arriving.has(name) || texts.knows(name);
  const listing = createListing(files, isKnown, request);
  return {
    read: (name) => {
      if (!texts.has(name) && !arriving.has(name)) void request(name);
      return texts.get(name);
    },
    isArriving: (name) => arriving.has(name),
    whenArrived: (listener) => {
      announce = listener;
    },
    forget: (names) => {
      for (const name of names) {
        texts.delete(name);
        arriving.delete(name);
      }
      if (names.some((name) => !isModel(name))) void listing.renew();
    },
    arrived: texts.names,
    present: () =>
      [...new Set([...texts.names(), ...listing.names()])].filter((name) => !texts.isMissing(name)),
    clientReady: listing.clientReady,
    foldersOpened: () => void listing.readModels(),
  };
}

interface Listing {
  readonly names: () => readonly string[];
  readonly renew: () => Promise<void>;
  readonly readModels: () => Promise<void>;
  readonly clientReady: () => void;
}

/** What the client lists. References and renames look into models that nobody has opened, so these are read beforehand. */
function createListing(
  { listFiles }: ClientFiles,
  isKnown: (name: string) => boolean,
  request: (name: string) => Promise<void>,
): Listing {
  let isReady = false;
  let listed: readonly string[] = [];
  const renew = async (): Promise<void> => {
    if (isReady) listed = await listFiles().catch(() => []);
  };
  const readModels = async (): Promise<void> => {
    await renew();
    // Data files may be large, and wait until they are needed.
    for (const name of listed) if (isModel(name) && !isKnown(name)) await request(name);
  };
  return {
    names: () => listed,
    renew,
    readModels,
    clientReady: () => {
      isReady = true;
      void readModels();
    },
  };
}

function isModel(name: string): boolean {
  return name.endsWith(".ncrn");
}
