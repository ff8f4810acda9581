// The open panels of one kind: one for each subject, made anew when their model is saved, and brought back by the editor.

import { type Disposable, type Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import { webviewOptions } from "./model-panel.js";

/** A panel that can show its subject anew. */
export interface RepeatablePanel {
  readonly show: () => void;
  readonly again: () => Promise<void>;
  readonly isMadeFrom: (address: string) => boolean;
}

/** How panels of one kind are made. */
export interface PanelKind<Subject, Panel extends RepeatablePanel> {
  /** Under this name the editor remembers them. */
  readonly type: string;
  readonly keyOf: (subject: Subject) => string;
  readonly create: (subject: Subject, column: ViewColumn) => WebviewPanel;
  readonly start: (panel: WebviewPanel, subject: Subject) => Panel;
}

/** Panels by subject. */
export interface OpenPanels<Subject, Panel> extends Disposable {
  /** Opens a panel, or shows an open one and makes it begin anew. */
  readonly open: (subject: Subject) => Promise<void>;
  readonly all: () => Iterable<Panel>;
}

/** No panels yet; `extension` is the folder of the extension. */
export function createOpenPanels<Subject, Panel extends RepeatablePanel>(
  { type, keyOf, create, start }: PanelKind<Subject, Panel>,
  extension: Uri,
): OpenPanels<Subject, Panel> {
  const panels = new Map<string, Panel>();
  const put = (panel: WebviewPanel, subject: Subject): void => {
    const key = keyOf(subject);
    const started = start(panel, subject);
    panels.set(key, started);
    panel.onDidDispose(() => {
      if (panels.get(key) === started) panels.delete(key);
    });
  };
  const following = workspace.onDidSaveTextDocument(({ uri }) => {
    if (!workspace.getConfiguration("ncrn", uri).get<boolean>("run.onSave", true)) return;
    for (const panel of panels.values()) if (panel.isMadeFrom(uri.toString())) void panel.again();
  });
  const bringingBack = window.registerWebviewPanelSerializer(type, {
    deserializeWebviewPanel: async (panel: WebviewPanel, kept: Subject | undefined) => {
      // What pages have asked the editor to keep.
      if (kept === undefined) return panel.dispose();
      panel.webview.options = webviewOptions(extension);
      put(panel, kept);
    },
  });
  return {
    dispose: () => {
      for (const disposable of [following, bringingBack]) disposable.dispose();
    },
    all: () => panels.values(),
    open: async (subject) => {
      const open = panels.get(keyOf(subject));
      if (open === undefined) return put(create(subject, ViewColumn.Beside), subject);
      open.show();
      await open.again();
    },
  };
}
