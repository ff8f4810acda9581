// Names of our own requests to the language server, besides those that it names itself.

/** The networks of an open document. */
export const NETWORKS_METHOD = "ncrn/networks";
/** What of an open document can be simulated, scanned or trained. */
export const RUNS_METHOD = "ncrn/runs";
/** The conditions that a text asserts. */
export const ASSERTIONS_METHOD = "ncrn/assertions";
/** Whether the conditions hold that an open document asserts. */
export const CHECK_ASSERTIONS_METHOD = "ncrn/checkAssertions";
/** What came from a place of a document, in a view of it. */
export const VIEW_POSITIONS_METHOD = "ncrn/viewPositions";
/** Why nothing in a view comes from a place. */
export const VIEW_REASON_METHOD = "ncrn/viewReason";
