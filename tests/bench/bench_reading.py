"""What reading a page of 300 posts costs: `python tests/bench/bench_reading.py [--posts N] [--runs N]`.

Beside each reader stands one `querySelectorAll('*')` walk that takes the `textContent` of every element, on the same page in the same
run. The aim is at most 5 times that walk (about 50 ms of the main thread), in slices that never hold up a scroll. Both are processor
time of that thread, so that other work on the machine does not count; the longest slice, by the clock, is the longest time between two
turns of the page's own event loop while the reader works.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "extension"))

from reader import Reader, cases, chromium

# A page, and the element of it that is one post.
PAGES = {
    "x": ("x/typical", '[data-testid="cellInnerDiv"]:has(article)'),
    "bluesky": ("bluesky/typical", '[data-testid="postsFeed"] > div'),
    "mastodon": ("mastodon/web-app", '[role="feed"] > article, .item-list > article'),
    "linkedin 2022": ("linkedin/recent-activity", "main li"),
    "linkedin 2026": ("linkedin/member-2026-typical", '[componentkey^="feed-"]'),
    "web (h-feed)": ("web/h-card-home", "article.h-entry"),
    "web (stream)": ("web/indieweb-stream", "article.h-entry"),
}

SCRIPTS = (Path(__file__).parent / "reading.js").read_text()
MULTIPLY = f"told => {{ {SCRIPTS} readingBench.multiply(told); }}"

WALKS = 5


def cpu_ms(reader: Reader) -> float:
    """The processor time the page's main thread has used: other work on the machine does not count."""
    metrics = {metric["name"]: metric["value"] for metric in reader.session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ThreadTime"]) * 1_000


def measure(reader: Reader, name: str, posts: int, runs: int) -> dict[str, float]:
    """The best of several fresh readings of one page."""
    case_name, selector = PAGES[name]
    case = next(case for case in cases() if str(case) == case_name)
    reader.session.send("Performance.enable", {"timeDomain": "threadTicks"})
    told = []
    for _ in range(runs):
        reader.open(case.url, case.html)
        reader.page.evaluate(MULTIPLY, [selector, posts])
        world = reader.world()
        reader.evaluate(world, SCRIPTS)
        reader.evaluate(world, "readingBench.walk()")
        start = cpu_ms(reader)
        reader.evaluate(world, f"for (let n = 0; n < {WALKS}; n += 1) readingBench.walk()")
        walked = cpu_ms(reader)
        one = reader.evaluate(world, "readingBench.read()")
        told.append({**one, "walk": (walked - start) / WALKS, "read": cpu_ms(reader) - walked})
    return {key: min(one[key] for one in told) for key in told[0]}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print(f"{'page':15} {'posts':>6} {'elements':>9} {'walk ms':>9} {'read ms':>9} {'ratio':>7} {'slices':>7} {'longest ms':>11}")
    with chromium() as browser:
        for name in PAGES:
            reader = Reader.of(browser)
            one = measure(reader, name, options.posts, options.runs)
            figures = f"{one['walk']:9.1f} {one['read']:9.1f} {one['read'] / one['walk']:7.2f} {one['slices']:7.0f} {one['longest']:11.1f}"
            print(f"{name:15} {one['posts']:6.0f} {one['elements']:9.0f} {figures}")
            reader.page.close()


if __name__ == "__main__":
    main()
