/** Asking the worker, for what stands in the extension's own pages: what failed is said once, in one place. */

/** @typedef {import("../types/messages").AskName} AskName */
/** @typedef {import("../types/messages").Asks} Asks */
/** @typedef {(failed: {state: import("../types/messages").StateName, problem?: import("../types/api").Problem}) => void} Fail */
/** @typedef {<N extends AskName>(name: N, what: Asks[N]["ask"]) => Promise<Asks[N]["answer"] | undefined>} Asking */

/**
 * @param {Fail} fail
 * @returns {Asking} undefined when it failed
 */
export const asking = (fail) => async (name, what) => {
  const reply = await learnlearn.messages.ask(name, what);
  if (reply.ok) return reply.value;
  fail({ state: reply.state, ...(reply.problem && { problem: reply.problem }) });
  return undefined;
};
