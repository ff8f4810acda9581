// Read-only documents with what a network becomes, beside the text and always up to date: reactions, SBML, DSD, …
// The client of the language server provides their texts (`workspace/textDocumentContent`); here they are opened.

import { type ViewTargetName, viewTargets, viewUri } from "@ncrn/lsp/client";
import {
  commands,
  Disposable,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { isModel } from "../documents/is-model.js";
import { VIEW_POSITIONS_METHOD, VIEW_REASON_METHOD } from "../requests/methods.js";
import { type ProtocolRange, rangeFromProtocol } from "../requests/range-from-protocol.js";
import type { Services } from "../services.js";
import { activeModel, blockOf, type CommandArguments, cursorIn } from "../subjects/active-model.js";
import { chooseNetwork } from "../subjects/choose-network.js";

/** Commands of the palette that open one form. */
const COMMANDS: Readonly<Record<string, ViewTargetName>> = {
  "ncrn.showReactions": "reactions",
  "ncrn.showSbml": "sbml",
  "ncrn.showDsd": "dsd",
  "ncrn.showLoweredText": "ncrn",
  "ncrn.showBytecode": "bytecode",
};

/** Registers the commands that open views. */
export function showViews({ client }: Services): Disposable {
  return Disposable.from(
    ...Object.entries(COMMANDS).map(([command, target]) =>
      commands.registerCommand(command, (given: CommandArguments) => showTarget(client, given, target)),
    ),
    commands.registerCommand("ncrn.showTarget", (given: CommandArguments) =>
      showTarget(client, given, blockOf(given).target),
    ),
    commands.registerCommand("ncrn.showInReactions", () => showInReactions(client)),
  );
}

async function showTarget(
  client: BaseLanguageClient,
  given: CommandArguments,
  asked: ViewTargetName | undefined,
): Promise<void> {
  const uri = await activeModel(given);
  const name = uri && (blockOf(given).name ?? (await chooseNetwork(client, uri, cursorIn(uri))));
  const target = name && (asked ?? (await pickTarget()));
  if (uri && name && target) await openView({ uri, name, target });
}

async function pickTarget(): Promise<ViewTargetName | undefined> {
  const items = viewTargets.map(({ name, title }) => ({ label: title, name }));
  return (await window.showQuickPick(items, { title: "In which form?" }))?.name;
}

/** Opens a view where it is shown already, else beside. */
async function openView(address: Parameters<typeof viewUri>[0]): Promise<TextEditor> {
  const uri = Uri.parse(viewUri(address));
  const shown = window.tabGroups.all.find(({ tabs }) =>
    tabs.some(
      ({ input }) => (input as { readonly uri?: Uri } | undefined)?.uri?.toString() === uri.toString(),
    ),
  );
  const document = await workspace.openTextDocument(uri);
  return window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? ViewColumn.Beside,
    preserveFocus: true,
    preview: false,
  });
}

/** Selects in the list of reactions whatever comes from the place of the cursor. */
async function showInReactions(client: BaseLanguageClient): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isModel(editor.document)) {
    await activeModel(undefined); // says what is missing
    return;
  }
  const uri = editor.document.uri.toString();
  const position = editor.selection.active;
  const name = await chooseNetwork(client, uri, position);
  if (name === undefined) return;
  const request = { uri, position, name, target: "reactions" };
  const ranges = await client.sendRequest<readonly ProtocolRange[]>(VIEW_POSITIONS_METHOD, request);
  const view = await openView({ uri, name, target: "reactions" });
  const selections = ranges.map(rangeFromProtocol).map(({ start, end }) => new Selection(start, end));
  const [first] = selections;
  if (first === undefined) {
    const reason = await client.sendRequest<string | null>(VIEW_REASON_METHOD, request);
    const message = reason ?? `Nothing in ${name} comes from this place.`;
    window.setStatusBarMessage(message.replaceAll("`", ""), MESSAGE_MILLISECONDS);
    return;
  }
  view.selections = selections;
  view.revealRange(first, TextEditorRevealType.InCenterIfOutsideViewport);
}

const MESSAGE_MILLISECONDS = 4000;
