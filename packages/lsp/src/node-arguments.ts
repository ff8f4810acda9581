// How Node is to be started for the server.

/**
 * More room for young objects than Node gives: each keystroke makes new trees of the document, and a collection costs what is
 * alive at that moment. With the usual room there are four times as many, most of them in the middle of an analysis.
 */
export const nodeArguments: readonly string[] = ["--max-semi-space-size=64"];
