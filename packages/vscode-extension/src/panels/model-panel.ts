// What panels have in common: a page beside the text that is fed with the texts of a model, as long as it is open.

import { Uri, type ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { ModelTexts } from "../messages/run-messages.js";
import type { FileJudge } from "../requests/file-judge.js";
import { textsOfDocument, withFiles } from "./model-texts.js";
import { surroundingsOf } from "./page-surroundings.js";
import { htmlOfPage, type PanelPage } from "./panel-page.js";

/** An empty panel in a column. */
export function createModelPanel(
  { type, title }: { readonly type: string; readonly title: string },
  viewColumn: ViewColumn,
  extension: Uri,
): WebviewPanel {
  const options = { ...webviewOptions(extension), retainContextWhenHidden: true };
  return window.createWebviewPanel(type, title, { viewColumn, preserveFocus: true }, options);
}

/** Pages run scripts, and load nothing but what the extension brings along. */
export function webviewOptions(extension: Uri) {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, "dist")] };
}

/** The page of a panel and the texts that it has been sent. */
export interface ModelPage<Order> {
  /** Does nothing once the panel is closed. */
  readonly send: (order: Order) => void;
  /** Reads the document and begins anew. */
  readonly begin: () => Promise<void>;
  /** Adds files that the page has asked for; `request` tells its questions apart. */
  readonly addFiles: (addresses: readonly string[], request?: number) => Promise<void>;
  /** True if a text with this address was sent last. */
  readonly isMadeFrom: (address: string) => boolean;
}

/** What a page is fed with, and what it says. */
export interface ModelPageOptions<Order, News> {
  /** Address of the document. */
  readonly uri: string;
  readonly page: PanelPage;
  readonly extension: Uri;
  /** Of files that the page asks for. */
  readonly judge: FileJudge;
  /** `answers`: the question that the texts answer, if the page has asked. */
  readonly orderOf: (model: ModelTexts, answers: number | undefined) => Order;
  readonly receive: (news: News) => Promise<void> | void;
}

/** Puts the page into a panel. */
export function startModelPage<Order, News>(
  panel: WebviewPanel,
  { uri, page, extension, judge, orderOf, receive }: ModelPageOptions<Order | Unreadable, News>,
): ModelPage<Order | Unreadable> {
  let isOpen = true;
  let model: ModelTexts | undefined;
  const send = (order: Order | Unreadable): void => {
    if (isOpen) void panel.webview.postMessage(order);
  };
  const begin = async (): Promise<void> => {
    const texts = await textsAt(uri);
    model = texts;
    if (texts === undefined) send({ kind: "unreadable", message: `${nameOf(uri)} is not there any more.` });
    else send(orderOf(texts, undefined));
  };
  const addFiles = async (addresses: readonly string[], request?: number): Promise<void> => {
    const asking = model;
    if (asking === undefined) return;
    const complete = await withFiles(asking, addresses, judge);
    if (model !== asking) return; // the model was saved meanwhile, and asks anew
    model = complete;
    send(orderOf(complete, request));
  };
  panel.webview.onDidReceiveMessage(async (news: News) => {
    try {
      await receive(news);
    } catch (error) {
      // Files that cannot be written, places in files that were deleted.
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  });
  panel.onDidDispose(() => {
    isOpen = false;
  });
  panel.iconPath = Uri.joinPath(extension, "icons", "ncrn.svg");
  panel.webview.html = htmlOfPage(page, surroundingsOf(panel.webview, extension));
  return { send, begin, addFiles, isMadeFrom: (address) => model !== undefined && address in model.texts };
}

/** Every page understands it. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly message: string;
}

/** Undefined if the document was deleted, or closed without having been saved. */
async function textsAt(uri: string): Promise<ModelTexts | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open !== undefined) return textsOfDocument(open);
  const address = Uri.parse(uri);
  if (address.scheme === "untitled") return undefined; // the editor would make a new one
  try {
    return textsOfDocument(await workspace.openTextDocument(address));
  } catch {
    return undefined;
  }
}

function nameOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri), false);
}
