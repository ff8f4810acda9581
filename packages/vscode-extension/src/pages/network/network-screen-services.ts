// What the screen of a network asks of the page around it.

import type { Place } from "../../messages/network-messages.js";
import type { MadeFile } from "../../messages/panel-messages.js";
import type { GraphLayout } from "./layout-graph.js";

/** What the screen is made with. */
export interface NetworkScreenServices {
  readonly layout: GraphLayout;
  readonly reveal: (place: Place) => void;
  readonly save: (file: MadeFile) => void;
  /** Which network is shown. */
  readonly named: (name: string) => void;
}
