/** Whose page the title names: "(3) Ada Example | LinkedIn", "Skills | Ada Example | LinkedIn", "Organ Builders | Groups | LinkedIn". */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { text } = learnlearn;

  const END = / \| LinkedIn$/;

  /**
   * What the title names, bars and all: which of its parts are words of the interface is told by the form of the page's address alone.
   * @param {Document} document @param {{from?: number, to?: number}} [left] the parts that are left of several, as `slice` has them
   * @returns {string} "" where the title is none of LinkedIn's
   */
  const named = (document, { from = 0, to } = {}) => {
    const title = text.line(document.title).replace(/^\(\p{Nd}+\+?\)\s*/u, "");
    if (!END.test(title)) return "";
    const parts = title.replace(END, "").split(" | ");
    return (parts.length > 1 ? parts.slice(from, to) : parts).join(" | ");
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, title: { named } };
})();
