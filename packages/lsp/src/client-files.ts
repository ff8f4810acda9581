// The requests of ours to the client by which a server without a disk gets at files.

/** The address of a file → its text; null if it cannot be read or is too large for an editor. */
export const READ_FILE_METHOD = "ncrn/readFile";

/** Nothing → the addresses of the `.ncrn` files in the open folders, as many as are sensible in an editor. */
export const LIST_FILES_METHOD = "ncrn/listFiles";
