// What a network panel says about its network and about what is going on.

import type { NetworkGraph } from "../../messages/network-messages.js";
import { announcer, element } from "../shared/elements.js";
import { sizeText } from "../shared/size-text.js";

/** The head of one panel. */
export interface NetworkHead {
  readonly root: HTMLElement;
  readonly status: HTMLElement;
  readonly describe: (graph: NetworkGraph) => void;
  readonly say: (text: string) => void;
  /** Screen readers say it, too. */
  readonly announce: (text: string) => void;
  readonly fail: (text: string) => void;
}

/** A head without a title yet. */
export function createNetworkHead(): NetworkHead {
  const title = element("h1", {}, "");
  const subtitle = element("span", { class: "faint" }, "");
  const line = element("div", { class: "status" }, "");
  const { root: announcement, announce } = announcer();
  const say = (text: string, kind = "status"): void => {
    line.className = kind;
    line.textContent = text;
    line.title = text;
  };
  return {
    root: element("header", {}, title, subtitle),
    status: element("div", {}, line, announcement),
    describe: ({ name, species, reactions }) => {
      title.textContent = name;
      subtitle.textContent = sizeText(species.length, reactions.length);
    },
    say: (text) => say(text),
    announce,
    fail: (text) => {
      say(text, "status failed");
      announce(text);
    },
  };
}
