// A stand-in for the editor, for contributions that are tested without one: it keeps what it is given, and a test plays
// the user. `vi.mock("vscode", () => import("./editor.js"))` puts it in the place of the editor's own module.

interface Place {
  readonly line: number;
  readonly character: number;
}

export class Position implements Place {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Place | number, end: Place | number, endLine?: number, endCharacter?: number) {
    const isNumbers = typeof start === "number";
    const from = isNumbers ? { line: start, character: end as number } : start;
    const to = isNumbers ? { line: endLine ?? 0, character: endCharacter ?? 0 } : (end as Place);
    this.start = new Position(from.line, from.character);
    this.end = new Position(to.line, to.character);
  }

  contains(place: Place): boolean {
    return !isBefore(place, this.start) && !isBefore(this.end, place);
  }

  isEqual({ start, end }: Range): boolean {
    return [start, end].every((place, index) => {
      const own = index === 0 ? this.start : this.end;
      return place.line === own.line && place.character === own.character;
    });
  }
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

export class Uri {
  constructor(readonly address: string) {}
  get scheme(): string {
    return this.address.slice(0, this.address.indexOf(":"));
  }
  get path(): string {
    return this.address.replace(/^\w+:(?:\/\/)?/, "");
  }
  toString(): string {
    return this.address;
  }
  static parse(address: string, isStrict?: boolean): Uri {
    if (isStrict && !address.includes(":")) throw new Error("no scheme");
    return new Uri(address);
  }
  static joinPath(base: Uri, ...parts: string[]): Uri {
    return new Uri([base.address, ...parts].join("/"));
  }
}

export class Diagnostic {
  code: unknown;
  source: string | undefined;
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const ViewColumn = { Beside: -2 };
export const Disposable = { from: (...all: { dispose: () => void }[]) => ({ dispose: () => all }) };

/** A document of the stand-in. */
export interface StandInDocument {
  readonly uri: Uri;
  readonly languageId: string;
  readonly getText: () => string;
  readonly positionAt: (offset: number) => Position;
}

/** A text that the editor has or can read. */
export function documentOf(address: string, text: string): StandInDocument {
  return {
    uri: new Uri(address),
    languageId: "ncrn",
    getText: () => text,
    positionAt: (offset) => {
      const lines = text.slice(0, offset).split("\n");
      return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
    },
  };
}

/** Everything that was registered, shown and published; tests read it, and set what the user has before them. */
export const state = {
  documents: new Map<string, StandInDocument>(),
  commands: new Map<string, (given?: unknown) => Promise<void>>(),
  /** Messages to pages, in order. */
  sent: [] as {
    readonly view: string;
    readonly message: { readonly kind: string; readonly subject: unknown };
  }[],
  saveListeners: [] as ((document: StandInDocument) => void)[],
  diagnosticListeners: [] as (() => void)[],
  /** Items of lists from which the user had to pick, and what is picked: an index, or nothing. */
  asked: [] as (readonly string[])[],
  pick: undefined as number | undefined,
  told: [] as string[],
  /** Below `ncrn`; what is not here has its default. */
  settings: new Map<string, unknown>(),
  published: new Map<string, readonly Diagnostic[]>(),
  /** What others, such as the language server, show. */
  foreign: new Map<string, readonly Diagnostic[]>(),
};

const nothing = { dispose: () => {} };

export const commands = {
  registerCommand: (name: string, run: (given?: unknown) => Promise<void>) => {
    state.commands.set(name, run);
    return nothing;
  },
};

export const window = {
  activeTextEditor: undefined as
    | { readonly document: StandInDocument; readonly selection: { readonly active: Position } }
    | undefined,
  visibleTextEditors: [],
  showInformationMessage: async (message: string) => void state.told.push(message),
  showQuickPick: async (items: readonly { readonly label: string }[]) => {
    state.asked.push(items.map(({ label }) => label));
    return state.pick === undefined ? undefined : items[state.pick];
  },
  registerWebviewPanelSerializer: () => nothing,
  createWebviewPanel: (view: string) => {
    const receivers: ((news: object) => void)[] = [];
    return {
      reveal: () => {},
      onDidDispose: () => nothing,
      webview: {
        cspSource: "",
        asWebviewUri: (uri: Uri) => uri,
        postMessage: async (message: (typeof state.sent)[number]["message"]) =>
          void state.sent.push({ view, message }),
        onDidReceiveMessage: (receive: (news: object) => void) => {
          receivers.push(receive);
          queueMicrotask(() => receive({ kind: "ready" }));
        },
      },
    };
  },
};

export const workspace = {
  textDocuments: [],
  openTextDocument: async (uri: Uri) => {
    const document = state.documents.get(uri.toString());
    if (document === undefined) throw new Error("not found");
    return document;
  },
  getConfiguration: () => ({
    get: (name: string, fallback: unknown) => state.settings.get(name) ?? fallback,
  }),
  getWorkspaceFolder: () => undefined,
  onDidSaveTextDocument: (listener: (document: StandInDocument) => void) => {
    state.saveListeners.push(listener);
    return nothing;
  },
  /** Patterns of the form `**\/*.ending`. */
  findFiles: async (pattern: string) =>
    [...state.documents.values()]
      .map(({ uri }) => uri)
      .filter((uri) => uri.toString().endsWith(pattern.slice(pattern.lastIndexOf(".")))),
};

export const languages = {
  onDidChangeDiagnostics: (listener: () => void) => {
    state.diagnosticListeners.push(listener);
    return nothing;
  },
  createDiagnosticCollection: () => ({
    clear: () => state.published.clear(),
    set: (uri: Uri, list: readonly Diagnostic[]) => state.published.set(uri.toString(), list),
    dispose: () => {},
  }),
  getDiagnostics: (uri: Uri) => [
    ...(state.foreign.get(uri.toString()) ?? []),
    ...(state.published.get(uri.toString()) ?? []),
  ],
};

/** Empties everything. */
export function forgetAll(): void {
  for (const map of [state.documents, state.commands, state.settings, state.published, state.foreign])
    map.clear();
  const { sent, saveListeners, diagnosticListeners, asked, told } = state;
  for (const list of [sent, saveListeners, diagnosticListeners, asked, told]) list.length = 0;
  state.pick = undefined;
  window.activeTextEditor = undefined;
}
