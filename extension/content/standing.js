/**
 * Whether the sidebar stands as it was put, on top of the page: only then is what the user sees what the user presses.
 *
 * The page can take hold of the sidebar's host as of any of its elements. So the host is a popover: it lies in the browser's top layer, where no
 * `z-index` of the page reaches and no style of an ancestor counts, and there is one thing left to look for, another piece of the page in that layer.
 * It is looked at some times a second and again at every press; a watcher of changes would see less, and a page could keep it busy without end.
 * What was moved is put back, what was taken out is brought back; a page that goes on with it is told of, not fought.
 */
{
  /** @type {any} */ (globalThis).learnlearn ??= {};

  const EVERY_MS = 250; // whatever deceives somebody must stand longer than this
  const TRUST_MS = 400; // so long it must have stood well before a press counts
  const GAP_MS = 3_000; // a page that kept us from looking so long may have shown anything
  const RETURNS = 4; // so often it is put back, until it has stood for a while
  const WHILE_MS = 10_000;
  const OVERLAYS = ":popover-open, :modal, :fullscreen";
  const MOVING = CSS.supports("selector(:active-view-transition)") ? ":active-view-transition" : null; // its pictures lie above the top layer
  const PLACES = [0.02, 0.5, 0.98]; // of its width and height

  /** A closed root as browsers give it to extensions. @param {Element} element @returns {ShadowRoot | null} */
  const rootOf = (element) =>
    /** @type {any} */ (chrome).dom?.openOrClosedShadowRoot(element) ?? /** @type {any} */ (element).openOrClosedShadowRoot ?? null;

  /** What else is in the top layer. `deep`: closed roots too, which takes milliseconds. @param {Document | ShadowRoot} root @param {Element} but @param {boolean} deep @returns {Element[]} */
  const overlays = (root, but, deep) => {
    const found = [...root.querySelectorAll(OVERLAYS)].filter((one) => one !== but);
    if (!deep) return found;
    for (const element of root.querySelectorAll("*")) {
      const inner = element === but ? null : rootOf(element);
      if (inner) found.push(...overlays(inner, but, deep));
    }
    return found;
  };

  /** @param {DOMRect} one @param {DOMRect} other */
  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  /**
   * @param {HTMLElement} host as it is to stand, its style set, in no document yet
   * @param {(how: import("../types/globals").Standing) => void} tell every change; `lost`: the page does not let it stand
   */
  learnlearn.standing = (host, tell) => {
    const pinned = host.style.cssText;
    let cleanSince = -Infinity;
    let last = performance.now();
    let bad = 0; // looks in a row
    let returns = 0;
    /** @type {import("../types/globals").Standing} */ let told = "well";

    /** @param {import("../types/globals").Standing} how */
    const report = (how) => {
      if (how !== told) tell((told = how));
    };

    const put = () => {
      if (host.style.cssText !== pinned) host.style.cssText = pinned;
      for (const { name } of [...host.attributes]) if (name !== "style" && name !== "popover") host.removeAttribute(name);
      if (host.popover !== "manual") host.popover = "manual";
      if (host.parentNode !== document.documentElement) document.documentElement.append(host);
      if (host.matches(":popover-open")) host.hidePopover(); // shown again, it lies above whatever came meanwhile
      host.showPopover();
    };

    const isMoved = () => {
      const named = host.getAttributeNames().every((name) => name === "style" || name === "popover");
      if (!named || host.parentNode !== document.documentElement || !host.matches(":popover-open") || host.style.cssText !== pinned) return true;
      const { left, right, width, height } = host.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1 || width < Math.min(360, innerWidth * 0.94) / 2 || height < innerHeight / 2;
    };

    /** @param {boolean} isPressed then anything else in that layer is too much: what it paints need not stay within its box */
    const isCovered = (isPressed) => {
      const box = host.getBoundingClientRect();
      if (overlays(document, host, isPressed).some((one) => isPressed || meet(one.getBoundingClientRect(), box))) return true;
      if (MOVING && document.documentElement.matches(MOVING)) return true;
      const at = (/** @type {number} */ x, /** @type {number} */ y) =>
        document.elementFromPoint(Math.min(box.left + box.width * x, innerWidth - 1), Math.min(box.top + box.height * y, innerHeight - 1));
      return PLACES.some((x) => PLACES.some((y) => at(x, y) !== host));
    };

    const look = () => {
      if (learnlearn.ui.isOrphan()) return end(); // the next sidebar is another one's
      const now = performance.now();
      if (now - last > GAP_MS) cleanSince = now;
      last = now;
      const moved = isMoved();
      if (!moved && !isCovered(false)) {
        if (cleanSince === Infinity) cleanSince = now;
        bad = 0;
        if (now - cleanSince >= TRUST_MS) report("well");
        if (now - cleanSince >= WHILE_MS) returns = 0;
        return;
      }
      cleanSince = Infinity;
      bad += 1;
      const mayRaise = !document.fullscreenElement && !document.querySelector(":modal"); // a film, a question of the page's own: both make way by themselves
      if ((moved || (bad === 1 && mayRaise)) && returns < RETURNS) {
        returns += 1;
        put();
      } else if (moved) {
        end();
        return report("lost");
      }
      if (bad > 1) report("covered");
    };

    const seen = () => {
      last = performance.now(); // while nobody looked at this tab, nobody was shown anything
      if (!document.hidden) look();
    };

    const end = () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };

    put();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", seen);
    return {
      end: () => {
        end();
        if (told !== "lost") report("well");
      },
      /** Whether a press may count: it stands well now, has for a moment, and was looked at all the while. */
      isTrusted: () => {
        const now = performance.now();
        if (isMoved() || isCovered(true)) cleanSince = Infinity;
        const well = now - last <= GAP_MS && now - cleanSince >= TRUST_MS;
        if (!well) report("covered");
        return well;
      },
    };
  };
}
