/** Dates without knowing the page's language: from ids, from `datetime`, from the shape of a line. */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const TWITTER_EPOCH_MS = 1288834974657n;
  const TID_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";

  /** A day as YYYY-MM-DD in UTC, or "" when the time is no plausible time of a post. @param {number} ms since 1970 */
  const day = (ms) => {
    const soon = Date.now() + 2 * 86_400_000;
    return Number.isFinite(ms) && ms > Date.UTC(1995, 0, 1) && ms < soon ? new Date(ms).toISOString().slice(0, 10) : "";
  };

  /** @param {string} id decimal digits @param {(id: bigint) => bigint} toMs */
  const fromDigits = (id, toMs) => (/^\d{10,20}$/.test(id) ? day(Number(toMs(BigInt(id)))) : "");

  /** LinkedIn's activity, share and ugcPost ids carry milliseconds since 1970 above their low 22 bits. @param {string} id */
  const fromLinkedIn = (id) => fromDigits(id, (n) => n >> 22n);

  /** X's status ids: milliseconds since X's own epoch above the low 22 bits (snowflake, 2010). @param {string} id */
  const fromX = (id) => fromDigits(id, (n) => (n >> 22n) + TWITTER_EPOCH_MS);

  /** Mastodon's status ids: milliseconds since 1970 above the low 16 bits. @param {string} id */
  const fromMastodon = (id) => fromDigits(id, (n) => n >> 16n);

  /** Bluesky's record keys (TID): base32-sortable, microseconds since 1970 above the low 10 bits. @param {string} key */
  const fromTid = (key) => {
    if (!/^[2-7a-z]{13}$/.test(key)) return "";
    let bits = 0n;
    for (const letter of key) bits = (bits << 5n) | BigInt(TID_ALPHABET.indexOf(letter));
    return day(Number((bits >> 10n) / 1000n));
  };

  /** A machine-readable date, such as a `datetime` attribute; "" for one that is not. @param {string | null | undefined} raw */
  const fromIso = (raw) => {
    const value = (raw ?? "").trim();
    if (!/^\d{4}-\d{2}-\d{2}/.test(value)) return "";
    const zoned = /[Zz]|[+-]\d{2}:?\d{2}$/.test(value.slice(10));
    return zoned ? day(Date.parse(value)) : day(Date.parse(`${value.slice(0, 10)}T12:00:00Z`));
  };

  // "Mar", "March", "märz", "avril": the months in English and in the page's language, by number; the dot of a short form is no part of it.
  const months = new Map();
  const monthsOf = (language) => {
    if (!months.has(language)) months.set(language, namesOf(language));
    return months.get(language);
  };

  const namesOf = (language) => {
    const named = new Map();
    const tags = language ? Intl.DateTimeFormat.supportedLocalesOf([language]) : [];
    for (const tag of ["en", "en-GB", ...tags])
      for (const form of [{ month: "long" }, { month: "short" }, { month: "long", day: "numeric" }, { month: "short", day: "numeric" }]) {
        const format = new Intl.DateTimeFormat(tag, { ...form, timeZone: "UTC" });
        for (let month = 0; month < 12; month += 1) {
          const parts = format.formatToParts(Date.UTC(2024, month, 1));
          const name = parts.find(({ type }) => type === "month")?.value ?? "";
          if (/\p{L}/u.test(name)) named.set(name.toLowerCase().replace(/\.$/, ""), month + 1);
        }
      }
    return named;
  };

  const NUMERIC =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T,].{0,20})?$|^(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日$|^(\d{4})년\s?(\d{1,2})월\s?(\d{1,2})일$/;

  /**
   * The day that a line is, and nothing but a day: "Mar 3, 2026", "3. april 2026", "2026年3月3日", "2026-03-03".
   * @param {string} line @param {string} [language] of the page
   * @returns {string | null} the day; "" for one whose year is not told; null for a line that is no day, and for one of digits whose order is not known
   */
  const fromWords = (line, language = "") => {
    const numbers = NUMERIC.exec(line)?.slice(1).filter(Boolean);
    if (numbers) return whole(...numbers.map(Number));
    const told = line
      .toLowerCase()
      .split(/[\s,.:·]+|(?<=\d)(?:st|nd|rd|th|º|er)\b/u)
      .filter((part) => part && !/^(?:de|del|of|the)$/.test(part));
    const from = told.findIndex((part) => monthsOf(language).has(part) || /^\d{1,2}$/.test(part)); // "Monday, …", "last updated on …"
    const parts = told.slice(Math.max(0, from));
    if (parts.length < 2 || parts.length > 3 || from > 3 || line.length > 48) return null;
    const month = parts.map((part) => monthsOf(language).get(part)).find(Boolean);
    const day = parts.find((part) => /^\d{1,2}$/.test(part));
    const year = parts.find((part) => /^\d{4}$/.test(part));
    if (!month || !day || parts.length !== (year ? 3 : 2)) return null;
    return year ? whole(Number(year), month, Number(day)) : "";
  };

  const whole = (year, month, date) => {
    const at = new Date(Date.UTC(year, month - 1, date, 12));
    return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? day(at.getTime()) : "";
  };

  // A year in any script's digits: 2019, ２０１９, ٢٠١٩, २०१९.
  const YEAR = /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})/u;
  const DASH = /\s+(?:-|–|—|−|~|〜|～|to|bis|à|a|al|до|から)\s+|\s*[–—〜～]\s*/u;
  const DOT = /\s*[·•⋅∙]\s*/;

  /**
   * Reads "Jul 2021 - Present · 3 yrs 1 mo" and its like in any language: years, a dash, and an end without a digit is still now.
   * @param {string} text one line
   * @returns {{start: string, end: string} | null} null when the line is not a span of time; the dates stand as the page says them
   */
  const range = (text) => {
    const dates = text.split(DOT)[0].trim();
    if (dates.length > 60 || !YEAR.test(dates)) return null;
    const words = dates
      .replace(/\p{Nd}+/gu, " ")
      .split(/[\s.,/–—〜～-]+/u)
      .filter(Boolean);
    if (words.length > 6) return null;
    const parts = dates
      .split(DASH)
      .map((part) => part.trim())
      .filter(Boolean);
    const [start, end] = parts;
    if (parts.length > 2 || !YEAR.test(start)) return null;
    if (parts.length === 1)
      return /^\D{0,20}\p{Nd}{4}\D{0,3}(?:\p{Nd}{1,2}\D{0,3})?$/u.test(start) || isMonthAndYear(start) ? { start, end: start } : null;
    return { start, end: /\p{Nd}/u.test(end) ? end : "" };
  };

  /** @param {string} text "Feb 2014", "février 2014", "2014年2月" */
  const isMonthAndYear = (text) => text.length <= 24 && text.replace(YEAR, "").trim().split(/\s+/).length <= 3;

  /** A length of time without a date, such as "14 yrs 2 mos" or "5 años 3 meses". @param {string} text */
  const isDuration = (text) => /^\p{Nd}{1,2}\s?\p{L}/u.test(text) && !YEAR.test(text) && text.length <= 40;

  learnlearn.dates = { fromLinkedIn, fromX, fromMastodon, fromTid, fromIso, fromWords, range, isDuration, day };
})();
