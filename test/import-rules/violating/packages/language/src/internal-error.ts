// Imports nothing itself, so every folder may use it.
export class InternalError extends Error {}
