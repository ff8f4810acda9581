// An event → when it happens and what it changes; and for what it changes or reads, links to it.

import type { NetworkEvent, ReactionNetwork } from "@ncrn/compiler";
import type { EventStatement } from "@ncrn/language";
import { liesIn } from "../lowered/places.js";
import { readsQuantity } from "../lowered/reads-quantity.js";
import { notationOf } from "./flux.js";
import { statementHover } from "./hover-statement.js";
import {
  code,
  counted,
  linkTo,
  listed,
  MOST_LINKS,
  mathematicsBlock,
  type Scene,
  shortened,
  textAt,
} from "./scene.js";
import { unicodeExpression, unicodeNumber } from "./unicode-expression.js";

/** A statement in a loop or module stands for many events; the first ones show what they are like. */
const MOST_EVENTS = 3;
/** Assignments of one event that are shown. */
const MOST_ASSIGNMENTS = 8;
/** Characters of one assignment. */
const LONGEST_LINE = 110;

/** What an event of the text does, in the first network that it became part of. */
export function eventHover(scene: Scene, statement: EventStatement): Promise<readonly string[]> {
  return statementHover(scene, statement, {
    inNetwork: (network, place) => {
      const events = network.events.filter(({ provenance }) => liesIn(provenance.origin, place));
      return eventsText(events, network);
    },
    withoutNetwork: (reason) => reason,
    otherwise: "What it changes is shown as soon as the network around it has no errors.",
  });
}

function eventsText(events: readonly NetworkEvent[], network: ReactionNetwork): readonly string[] {
  if (events.length === 0) return [];
  const shown = events.slice(0, MOST_EVENTS);
  const more = shown.length < events.length ? "; the first are" : "";
  return [
    ...(events.length === 1 ? [] : [`Stands for ${counted(events.length, "event")}${more}:`]),
    ...shown.flatMap((event) => [triggerText(event, network), assignmentsText(event, network)]),
  ];
}

function triggerText({ trigger }: NetworkEvent, network: ReactionNetwork): string {
  const time = (value: number): string =>
    `${unicodeNumber(value)}${network.units.time === undefined ? "" : ` ${network.units.time}`}`;
  switch (trigger.kind) {
    case "at":
      return `Happens once, at time ${time(trigger.time)}:`;
    case "every":
      return `Happens every ${time(trigger.period)}, first at time ${time(trigger.first ?? trigger.period)}:`;
    case "when": {
      const condition = unicodeExpression(trigger.condition, notationOf(network));
      return `Happens each time that ${code(shortened(condition, LONGEST_LINE))} becomes true, not if it is true from the start:`;
    }
  }
}

/** Values are read before the event, all at once. */
function assignmentsText({ assignments }: NetworkEvent, network: ReactionNetwork): string {
  const notation = notationOf(network);
  const lines = assignments.map(({ target: { kind, id }, value }) => {
    const left = kind === "species" ? notation.species(id) : notation.parameter(id);
    return shortened(`${left} ← ${unicodeExpression(value, notation)}`, LONGEST_LINE);
  });
  return mathematicsBlock([listed(lines, MOST_ASSIGNMENTS, "\n").replace(/\nand (\d+ more)$/, "\n… and $1")]);
}

/** Lines that lead to the events that set some species or parameters, and to those that read them. */
export function eventsAbout(
  scene: Scene,
  ids: ReadonlySet<string>,
  { events }: ReactionNetwork,
): readonly string[] {
  const setting = events.filter(({ assignments }) => assignments.some(({ target }) => ids.has(target.id)));
  const reading = events.filter(
    (event) => !setting.includes(event) && expressionsOf(event).some((one) => readsQuantity(one, ids)),
  );
  const line = (what: string, found: readonly NetworkEvent[]): readonly string[] =>
    found.length === 0 ? [] : [`${what} ${eventLinks(scene, found)}`];
  return [...line("Set by", setting), ...line("Read by", reading)];
}

function expressionsOf({ trigger, assignments }: NetworkEvent) {
  const values = assignments.map(({ value }) => value);
  return trigger.kind === "when" ? [trigger.condition, ...values] : values;
}

function eventLinks(scene: Scene, events: readonly NetworkEvent[]): string {
  const places = new Map(
    events.map(({ provenance: { origin } }) => [`${origin.file} ${origin.span.start}`, origin]),
  );
  return listed(
    [...places.values()].map((origin) => linkTo(scene, origin, textAt(scene, origin))),
    MOST_LINKS,
  );
}
