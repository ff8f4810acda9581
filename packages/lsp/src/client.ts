// What a client of the server may import without loading the server: our own requests. Imports nothing heavy.

export { READ_FILE_METHOD } from "./client-files.js";
