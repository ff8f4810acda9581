// What the editor and a run panel's page say to each other. Everything is plain data that survives JSON.

import type { Span } from "@ncrn/language";
import type { ModelTexts, RunProblem, RunRequest, WrittenPlace } from "./run-messages.js";

/** What a panel is about; kept by the page, so that the panel can come back after the window was closed. */
export interface PanelSubject {
  /** Address of the document. */
  readonly uri: string;
  readonly kind: RunRequest["kind"];
  readonly name: string | undefined;
}

/** From the editor to the page. */
export type PanelOrder =
  /** Run, with these texts; values that sliders have set stay. */
  | {
      readonly kind: "run";
      readonly subject: PanelSubject;
      readonly model: ModelTexts;
      readonly liveBoundary: boolean;
      /** The request for files that this answers; undefined if the run begins. */
      readonly answers: number | undefined;
    }
  /** The document cannot be read; a sentence says why. */
  | { readonly kind: "unreadable"; readonly message: string }
  /** Stop what is running and keep what there is. */
  | { readonly kind: "cancel" };

/** A file that a page has made. */
export interface MadeFile {
  /** Suggested name, such as `course.csv`. */
  readonly name: string;
  readonly content: string;
  readonly encoding: "text" | "base64";
}

/** From the page to the editor. */
export type PanelNews =
  | { readonly kind: "ready" }
  | { readonly kind: "files-needed"; readonly addresses: readonly string[]; readonly request: number }
  | { readonly kind: "problems"; readonly problems: readonly RunProblem[] }
  | { readonly kind: "reveal"; readonly file: string; readonly span: Span }
  | { readonly kind: "save"; readonly file: MadeFile }
  /** Put a number into the document. */
  | { readonly kind: "write"; readonly place: WrittenPlace; readonly value: number };
