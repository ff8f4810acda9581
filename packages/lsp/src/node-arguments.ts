// How Node is to be started for the server.

/**
 * More room for young objects than Node gives: each keystroke makes new trees of the document, and a collection costs what is
 * alive at that moment. With the usual room there are twice as many, most of them in the middle of an analysis; with still
 * more room a single one takes longer than a stretch of work may. One thread collects: what is alive is so little that
 * several cost more than they save.
 */
export const nodeArguments: readonly string[] = ["--max-semi-space-size=32", "--no-parallel-scavenge"];
