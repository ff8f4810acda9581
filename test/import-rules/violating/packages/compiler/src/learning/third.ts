export { first as third } from "./first.js"; // expect: cycle
