// Every refactoring that is offered at a place. A new one is one file and one line here.

import { extractRate } from "./extract-rate.js";
import { joinReactions } from "./join-reactions.js";
import { mergeReactions } from "./merge-reactions.js";
import { nameCatalysts } from "./name-catalysts.js";
import type { Refactoring } from "./refactoring.js";
import { reverseReaction } from "./reverse-reaction.js";
import { spellOutCatalysts } from "./spell-out-catalysts.js";
import { splitReaction } from "./split-reaction.js";

export const refactorings: readonly Refactoring[] = [
  extractRate,
  reverseReaction,
  splitReaction,
  joinReactions,
  mergeReactions,
  nameCatalysts,
  spellOutCatalysts,
];
