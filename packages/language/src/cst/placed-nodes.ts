// Where the nodes of the tree begin and end, also those for which the text has nothing.

import { type CstNode, CstParser, EOF, type IToken, type TokenType } from "chevrotain";
import { SourceToken } from "../tokens/source-token.js";

/** Where a node without tokens begins until its place is known: no text is that long, and engines keep it as an integer. */
const BEHIND_THE_TEXT = 2 ** 30 - 1;

/** A Chevrotain parser whose nodes have half-open places; what is missing gets one behind the last token. */
export abstract class NodePlacingParser extends CstParser {
  // Parts of Chevrotain's parser that its type declarations leave out.
  declare protected readonly CST_STACK: CstNode[];
  declare protected readonly currIdx: number;
  declare protected consumeToken: () => void;
  declare protected cstPostTerminal: (key: string, token: IToken) => void;

  /**
   * Chevrotain calls this at the beginning of a rule. Its own version makes a dictionary without prototype for the
   * children and positions that are no integers: both take more memory and time than a plain object with integers, and
   * nodes of this tree are most of what parsing allocates.
   */
  protected cstInvocationStateUpdate(ruleName: string): void {
    const next = this.LA(1);
    const startOffset = next.tokenType === EOF ? BEHIND_THE_TEXT : next.startOffset;
    this.CST_STACK.push({ name: ruleName, children: {}, location: { startOffset, endOffset: -1 } });
  }

  /** Chevrotain calls this at the regular end of a rule. */
  protected cstPostRuleOnlyOffset(node: CstNode): void {
    this.endLocation(node);
  }

  /** A token that the text lacks, with an empty range behind the last token. */
  protected inventToken(type: TokenType): IToken {
    const end = this.endOfPrevious();
    this.stretchTo(end + 1);
    const token = new SourceToken(type, "", end + 1, 0, 0);
    token.isInsertedInRecovery = true;
    return token;
  }

  protected endOfPrevious(): number {
    const previous = this.LA(0);
    return previous.tokenType === EOF ? -1 : (previous.endOffset as number);
  }

  /** Sets where a node ends; a node for which nothing was consumed stands, empty, behind the last token. */
  protected endLocation(node: CstNode): void {
    const location = node.location as { startOffset: number; endOffset: number };
    const previous = this.LA(0);
    const isAtBeginning = previous.tokenType === EOF;
    location.endOffset = isAtBeginning ? -1 : (previous.endOffset as number);
    const isEmpty = isAtBeginning || location.startOffset > previous.startOffset;
    if (isEmpty) this.stretchTo(location.endOffset + 1);
  }

  /** Lets the open nodes begin at `place` at the latest: what is missing at their beginning belongs to them. */
  private stretchTo(place: number): void {
    for (let index = this.CST_STACK.length - 1; index >= 0; index--) {
      const location = (this.CST_STACK[index] as CstNode).location as { startOffset: number };
      if (location.startOffset <= place) return;
      location.startOffset = place;
    }
  }
}
