// A hint beside the text, before it becomes one of the protocol.

/** Short text at an offset. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
  /** Plain words, shown on hover. */
  readonly tooltip: string;
  /** What may be written into the text instead; undefined if the hint cannot become text. */
  readonly insertion: string | undefined;
}
