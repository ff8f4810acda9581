// A hint beside the text, before it becomes one of the protocol.

import type { Declaration, LoadedDocument, Node } from "@ncrn/language";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import type { Settings } from "../settings.js";

/** Short text at an offset. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
  /** Plain words, shown on hover. */
  readonly tooltip: string;
  /** What may be written into the text instead; undefined if the hint cannot become text. */
  readonly insertion: string | undefined;
}

/** What hints of a declaration are made from. */
export interface HintSurroundings {
  readonly declaration: Declaration;
  readonly loaded: LoadedDocument;
  /** The first network that the declaration is part of; undefined if there is none without errors. */
  readonly lowered: LoweredNetwork | undefined;
  readonly settings: Settings["inlayHints"];
}

export type NodeOf<Kind extends Node["kind"]> = Extract<Node, { kind: Kind }>;
