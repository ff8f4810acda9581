// What is said about the picture of a network: between its page and the worker, and between the page and the editor.

import type { ReactionRole, SpeciesRole } from "@ncrn/compiler";
import type { Span } from "@ncrn/language";
import type { MadeFile } from "./panel-messages.js";
import type { ModelTexts, RunProblem } from "./run-messages.js";

/** A place in a text. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** A species of the picture. */
export interface GraphSpecies {
  readonly id: string;
  /** As in the source. */
  readonly name: string;
  readonly role: SpeciesRole;
  readonly initial: number;
  readonly place: Place;
  /** The rule that made it. */
  readonly rule: string;
}

/** A reaction of the picture. */
export interface GraphReaction {
  readonly id: string;
  /** In the notation of the language. */
  readonly text: string;
  readonly role: ReactionRole;
  /** Empty: always. */
  readonly phases: readonly string[];
  readonly order: number;
  readonly place: Place;
  readonly rule: string;
  readonly reactants: readonly GraphTerm[];
  readonly products: readonly GraphTerm[];
  /** On both sides alike. */
  readonly catalysts: readonly GraphTerm[];
}

export interface GraphTerm {
  readonly species: string;
  readonly coefficient: number;
}

/** A network to be drawn. */
export interface NetworkGraph {
  readonly name: string;
  readonly species: readonly GraphSpecies[];
  readonly reactions: readonly GraphReaction[];
  readonly phases: readonly string[];
}

/** Which network of which texts. */
export interface GraphRequest {
  readonly run: number;
  readonly model: ModelTexts;
  readonly name: string | undefined;
}

/** What the worker tells; one of the three. */
export type GraphNews =
  | { readonly kind: "files-needed"; readonly addresses: readonly string[] }
  | { readonly kind: "problems"; readonly problems: readonly RunProblem[] }
  | { readonly kind: "graph"; readonly graph: NetworkGraph };

/** What a panel with a picture is about. */
export interface NetworkSubject {
  readonly uri: string;
  readonly name: string | undefined;
}

/** From the editor to the page. */
export type NetworkOrder =
  | { readonly kind: "draw"; readonly subject: NetworkSubject; readonly model: ModelTexts }
  /** The document cannot be read; a sentence says why. */
  | { readonly kind: "unreadable"; readonly message: string };

/** From the page to the editor. */
export type NetworkNews =
  | { readonly kind: "ready" }
  | { readonly kind: "files-needed"; readonly addresses: readonly string[] }
  | ({ readonly kind: "reveal" } & Place)
  /** Which network is shown; the subject may leave that open. */
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "save"; readonly file: MadeFile };
