/**
 * One look at this page, for the worker. The last script of an injection: what it ends with, the first look itself, is the worker's answer,
 * so that a page never seen before costs one journey less.
 */
{
  const { messages } = learnlearn;

  /**
   * @param {import("../types/messages").How} how
   * @returns {Promise<import("../types/messages").PageReply>}
   */
  learnlearn.look = async (how) => {
    const open = how.toggle ? learnlearn.sidebar?.showing() : null;
    if (open?.settled && (messages?.samePage(open.url, location.href) ?? true)) {
      learnlearn.sidebar?.close();
      return { closed: true };
    }
    const url = location.href;
    try {
      return {
        url,
        outcome: await /** @type {NonNullable<typeof learnlearn.capture>} */ (learnlearn.capture)(how),
      };
    } catch (error) {
      return { url, outcome: { outcome: "unsupported", report: { problem: error instanceof Error ? error.name : "error" } } };
    }
  };

  learnlearn.look(/** @type {import("../types/messages").How} */ (learnlearn.wanted));
}
