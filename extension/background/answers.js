/** What the worker does on each message. Which sender may send which stands in messages.js and is checked before anything here runs. */
import { LOOK } from "./answers/look.js";
import { PEOPLE } from "./answers/people.js";
import { PERSON } from "./answers/person.js";
import { SETTINGS } from "./answers/settings.js";

/** The worker has put the sender's own tab into what a page sends. @type {import("../types/messages").Answers} */
export const ANSWERS = { ...LOOK, ...PERSON, ...PEOPLE, ...SETTINGS };
