/** Where one person stands on this page: in its address, so that back, forward and a new tab do what they should. */

const { node } = learnlearn.ui;
const MARK = "#person=";

/** @param {string} url the person's own page */
export const hashOf = (url) => `${MARK}${encodeURIComponent(url)}`;

/** @param {string} hash @returns {string | null} the address of the person's own page */
export const addressIn = (hash) => (hash.startsWith(MARK) ? decodeURIComponent(hash.slice(MARK.length)) : null);

/** Everything on them. @param {{name?: string, url: string}} person */
export const linkTo = ({ name, url }) => node("p", { class: "who-due" }, node("a", { href: hashOf(url), dir: "auto", text: name || url }));

/** Their own page, if its address is one. @param {string} url @param {string} text */
export const linkOut = (url, text) => node("a", { href: /^https?:/.test(url) ? url : null, target: "_blank", rel: "noreferrer", text });
