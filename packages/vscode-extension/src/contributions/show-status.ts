// The item in the language status: whether the server runs, and a way to start it anew.

import { commands, type Disposable, LanguageStatusSeverity, languages } from "vscode";
import { State } from "vscode-languageclient";
import type { Services } from "../services.js";

const RESTART = "ncrn.restartServer";

/** Shows the state of the language server and registers the command that restarts it. */
export function showStatus({ client }: Services): Disposable {
  const item = languages.createLanguageStatusItem("ncrn.server", { language: "ncrn" });
  item.name = "ncrn";
  const show = (state: State): void => {
    item.busy = state === State.Starting;
    item.severity =
      state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.text = textOf(state);
    item.command = { command: RESTART, title: "Restart" };
  };
  show(client.state);
  const following = client.onDidChangeState(({ newState }) => show(newState));
  const restarting = commands.registerCommand(RESTART, async () => {
    if (client.isRunning()) await client.stop(); // one that did not start cannot be stopped
    await client.start();
  });
  return {
    dispose: () => {
      for (const disposable of [item, following, restarting]) disposable.dispose();
    },
  };
}

function textOf(state: State): string {
  switch (state) {
    case State.Running:
      return "Language server: running";
    case State.Stopped:
      return "Language server: stopped";
    default:
      return "Language server: starting";
  }
}
