// What encoder and decoder must agree on beside the instruction set; described in docs/bytecode.md.

/** The first four bytes of a file: "NCRN". */
export const MAGIC: readonly number[] = [0x4e, 0x43, 0x52, 0x4e];

/** Tags of the sections in the order in which they stand in a file. */
export const SECTION_TAGS = ["NAME", "PARA", "SPEC", "REAC", "EVNT", "PHAS", "OBSV"] as const;

export type SectionTag = (typeof SECTION_TAGS)[number];

export const RateKind = { massAction: 0, law: 1 } as const;
export const TriggerKind = { at: 0, every: 1, when: 2, everyFrom: 3 } as const;
export const TargetKind = { species: 0, parameter: 1 } as const;
