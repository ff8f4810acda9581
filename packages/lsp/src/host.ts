// What the server needs from the machine that it runs on. Each transport supplies one; tests supply their own.

import type { DiagnosticCode } from "@ncrn/language";

/** The machine, as far as the server sees it. */
export interface Host {
  /** The name under which the language package knows a document: the path of a file, else the address itself. */
  readonly nameOf: (uri: string) => string;
  /** The address of a file that is not open, by the name that `nameOf` would give it. */
  readonly uriOf: (name: string) => string;
  /**
   * The name of what `written` means in `importingFile`, or undefined if it may not be read: it lies neither in a
   * workspace folder nor in the folder of `root`, the document that is being checked.
   */
  readonly locate: (written: string, importingFile: string, root: string) => string | undefined;
  /** Whether `locate` could lead from a document, `root`, to a file, symbolic links on the way considered. */
  readonly mayRead: (file: string, root: string) => boolean;
  /** Text of a file on disk, undefined if it cannot be read or has not arrived yet. */
  readonly read: (name: string) => string | undefined;
  /** Names of the `.ncrn` files in the open folders, in order and not without end. */
  readonly find: () => readonly string[];
  /** Names of the `.ncrn` and `.csv` files in the folder of a file and in folders of it, in order and not without end. */
  readonly filesBeside: (name: string) => readonly string[];
  /** True if the text of a file was asked for and is on its way. */
  readonly isArriving: (name: string) => boolean;
  /** Has `listener` told of files that have arrived, or turned out to be missing, after they were asked for. */
  readonly whenArrived: (listener: (names: readonly string[]) => void) => void;
  /** The files may have another text now. */
  readonly forget: (names: readonly string[]) => void;
  /** Told once, before anything else: what the client passed as `initializationOptions`. */
  readonly configure: (initializationOptions: unknown) => void;
  /** Told once, when the client may be asked. */
  readonly clientReady: () => void;
  /** Told at the start and whenever the open folders change. */
  readonly openFolders: (uris: readonly string[]) => void;
  /** Address of the page that explains a code, undefined if there is none. */
  readonly documentationOf: (code: DiagnosticCode) => string | undefined;
  /** Lets everything that has arrived in the meantime be handled first. */
  readonly yieldControl: () => Promise<void>;
}
