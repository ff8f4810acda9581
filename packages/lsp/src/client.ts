// What a client of the server may import without loading the server: our own requests.

export { ReadFileRequest } from "./client-files.js";
