// What the thread of a command and those that make points of a scan for it tell each other.

import type { ScanOverrides, ScanPoint, ScanTask } from "@ncrn/experiments";
import type { RecordedTexts } from "../recorded-texts.js";
import type { ThreadReply } from "./thread-crew.js";

/** What a worker is started with. */
export interface ScanWorkerData {
  readonly scan: Omit<ScanTask, "readText">;
  readonly texts: RecordedTexts;
  readonly overrides: ScanOverrides;
  /** One 32-bit number: 1 asks to stop. */
  readonly stop: SharedArrayBuffer;
}

/** From a worker; a point that was stopped is undefined. */
export type ScanReply = ThreadReply<ScanPoint | undefined>;

/** To a worker: the index of a point. */
export type ScanRequest = number;
