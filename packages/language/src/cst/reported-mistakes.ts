// Which mistakes are reported: the first of each item, and nothing twice at the same token.

import { EOF } from "chevrotain";
import { NodePlacingParser } from "./placed-nodes.js";
import type { Lookahead } from "./resume-points.js";
import type { Place, SyntaxProblem } from "./syntax-messages.js";

/** A parser that collects the mistakes of a text. */
export abstract class ReportingParser extends NodePlacingParser {
  /** The mistakes found since the input was set. */
  problems: SyntaxProblem[] = [];

  /** Offsets of what the lexer has reported, ascending: an item that holds one reports nothing more. */
  lexicalMistakes: readonly number[] = [];

  /** Whether the current item has already reported a mistake. */
  protected itemIsBroken = false;
  /** Where the part of the current item begins that belongs to no inner item. */
  protected itemStart = 0;
  /** Index of the token before the last mistake; Chevrotain counts from −1, hence −2 for none. */
  protected lastProblemIndex = -2;

  /** The tokens around the parser, for decisions. */
  protected readonly ahead: Lookahead = (distance) => this.LA(distance);

  override reset(): void {
    super.reset();
    this.problems = [];
    this.lexicalMistakes = [];
    this.itemIsBroken = false;
    this.itemStart = 0;
    this.lastProblemIndex = -2;
  }

  /** Reports a mistake unless this item, or this very token, has reported one before. */
  protected report(found: SyntaxProblem): void {
    const isRepeated =
      this.itemIsBroken || this.lastProblemIndex === this.currIdx || this.isLexicallyBroken();
    this.itemIsBroken = true;
    this.lastProblemIndex = this.currIdx;
    if (!isRepeated) this.problems.push(found);
  }

  protected place(): Place {
    const previous = this.LA(0);
    return { found: this.LA(1), previous: previous.tokenType === EOF ? undefined : previous };
  }

  private isLexicallyBroken(): boolean {
    const end = this.LA(1).tokenType === EOF ? Number.POSITIVE_INFINITY : this.LA(1).startOffset;
    return this.lexicalMistakes.some((offset) => this.itemStart <= offset && offset <= end);
  }
}
