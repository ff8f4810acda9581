// What a panel is about → a word that tells it from all others.

/** A record or network of a document, and what is done with it. */
export interface KeyedSubject {
  readonly uri: string;
  readonly kind: "simulate" | "scan" | "train" | "network";
  readonly name: string | undefined;
}

/** Names have no spaces, so that no two subjects share a key. */
export function subjectKey({ uri, kind, name }: KeyedSubject): string {
  return `${kind} ${name ?? ""} ${uri}`;
}
