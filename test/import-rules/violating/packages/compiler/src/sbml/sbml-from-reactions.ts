import { create } from "xmlbuilder2";

export const sbml = create;
