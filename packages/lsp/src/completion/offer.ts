// One thing that may be written at a place, before it becomes an item of the protocol.

import type { RecordName } from "@ncrn/language";

/** What is offered, for the symbol beside it in the list. */
export type OfferKind =
  | "species"
  | "quantity"
  | "constant"
  | "function"
  | "module"
  | "network"
  | "data"
  | "column"
  | "key"
  | "word"
  | "keyword"
  | "symbol"
  | "template"
  | "unit"
  | "file"
  | "folder";

/** Where the documentation of an offer comes from, looked up when it is asked for. */
export type About =
  | { readonly of: "symbol"; readonly file: string; readonly start: number }
  | { readonly of: "function"; readonly index: number }
  | { readonly of: "setting"; readonly record: RecordName; readonly key: string }
  | {
      readonly of: "variant";
      readonly record: RecordName;
      readonly key: string;
      readonly name: string;
    }
  | { readonly of: "keyword"; readonly word: string };

/** One offer. */
export interface Offer {
  readonly label: string;
  readonly kind: OfferKind;
  /** The lower, the likelier; offers of one rank stand in the order in which they were made. */
  readonly rank: number;
  readonly detail?: string;
  /** What is written; the label if it is not given. */
  readonly text?: string;
  /** The same with placeholders, for editors that can go through them. */
  readonly snippet?: string;
  readonly about?: About;
  /** Characters that accept the offer when typed. */
  readonly commit?: readonly string[];
}

/** Text for a snippet, in which `$`, `}` and `\` have a meaning. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A snippet whose placeholders are written «1:name». */
export function placeholders(text: string): string {
  return text.replace(/«(\d+):([^»]*)»/g, (_, number, name) => `\${${number}:${name}}`);
}
