// The request of ours to the client by which a server without a disk gets at files.

/** The address of a file → its text; null if it cannot be read or is too large for an editor. */
export const READ_FILE_METHOD = "ncrn/readFile";
