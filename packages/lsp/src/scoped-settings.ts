// What the client is asked for: settings in general, and those of each open folder, which may differ.

import type { Connection } from "vscode-languageserver";
import { defaultSettings, type Settings, settingsFrom } from "./settings.js";

/** The settings that hold for a document. */
export type SettingsOf = (uri: string) => Settings;

/** Without a client that has anything to say. */
export const defaultSettingsOf: SettingsOf = () => defaultSettings;

/** Asks for everything at once; undefined if the client does not answer. */
export async function askForSettings(
  { workspace }: Pick<Connection, "workspace">,
  folders: readonly string[],
): Promise<SettingsOf | undefined> {
  const section = "ncrn";
  const items = [{ section }, ...folders.map((scopeUri) => ({ scopeUri, section }))];
  try {
    const [general, ...ofFolders] = (await workspace.getConfiguration(items)).map(settingsFrom);
    return settingsByFolder(
      general ?? defaultSettings,
      new Map(folders.map((uri, at) => [uri, ofFolders[at]])),
    );
  } catch {
    return undefined; // gone, or not able to after all
  }
}

/** Of folders in folders the innermost counts. */
function settingsByFolder(
  general: Settings,
  ofFolders: ReadonlyMap<string, Settings | undefined>,
): SettingsOf {
  const innermostFirst = [...ofFolders].sort(([a], [b]) => b.length - a.length);
  return (uri) => {
    const [, found] = innermostFirst.find(([folder]) => isIn(folder, uri)) ?? [];
    return found ?? general;
  };
}

function isIn(folder: string, uri: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
