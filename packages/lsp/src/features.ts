// Everything that the server can be asked. A new request is one file in features/ and one line here; what the server
// announces follows from these lists.

import type { ServerCapabilities } from "vscode-languageserver";
import type { Feature, WorkspaceFeature } from "./feature.js";
import { codeAction } from "./features/code-action.js";
import { formatting } from "./features/formatting.js";

// biome-ignore lint/suspicious/noExplicitAny: parameters and results differ from request to request
export type AnyFeature = Feature<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: parameters and results differ from request to request
export type AnyWorkspaceFeature = WorkspaceFeature<any, any>;

/** All requests about a document. */
export const features: readonly AnyFeature[] = [codeAction, formatting];

/** All other requests. */
export const workspaceFeatures: readonly AnyWorkspaceFeature[] = [];

/** What all of them announce together. */
export function announcedCapabilities(): ServerCapabilities {
  const all = [...features, ...workspaceFeatures].map((feature) => feature.capabilities);
  const workspace = Object.assign({}, ...all.map((capabilities) => capabilities.workspace));
  return { ...Object.assign({}, ...all), workspace };
}
