"""A page that covers, moves, takes out, restyles, copies or searches the sidebar inside it."""

from __future__ import annotations

import json

from tests.agent.running import Running
from tests.browser.driver import AS_TEXT, SIDEBAR, Browser, Page, press_in, sees, until
from tests.browser.people import ADA, linkedin_url

HOST = f"document.querySelector({SIDEBAR!r})"
NOTE = "quokka at the weir"
_KEEP, _LINES = ".keep > .second", "(root) => root.querySelector('.lines') !== null"
_TEXTS = """(root) => { for (const one of root.querySelectorAll('details')) one.open = true;
  return [...root.querySelectorAll('[data-words]')].map((one) => one.dataset.words.trim()).filter(Boolean) }"""
_WARNING = "(root) => read(root?.querySelector('[role=alert]'))"
_BADGES = "chrome.tabs.query({}).then((tabs) => Promise.all(tabs.map(({id}) => chrome.action.getBadgeText({tabId: id}))))"
# Nothing of it lies under the pointer and its own box is empty: what it paints is a shadow. It stands in a closed root, where no selector finds it.
_SHADE = """{ const outer = document.createElement('div'); outer.id = 'shade'; document.body.append(outer); const root = outer.attachShadow({mode: 'closed'});
  const shade = document.createElement('p'); shade.popover = 'manual'; shade.style.cssText = 'inset:0 0 auto auto;width:0;height:0;border:0;padding:0;' +
  'pointer-events:none;box-shadow:0 0 0 3000px white'; root.append(shade); shade.showPopover() }"""
_CURTAIN = """{ const curtain = document.createElement('div'); curtain.id = 'curtain'; curtain.popover = 'manual'; document.body.append(curtain);
  curtain.style.cssText = 'inset:0;width:100%;height:100%;margin:0;border:0'; curtain.showPopover() }"""
# By the four ways in which a page's style reaches a shadow root: what stands before it, custom properties, their registration, the font of a name.
_RESTYLED = """{0}::before {{ content: 'read this'; position: absolute; inset: 0; background: red; z-index: 9 }} @property --ink {{ syntax: '*'; inherits: false;
  initial-value: red }} {0} {{ --paper: red; --card: red; --ink: red; color: red !important; font: 90px fantasy !important; translate: -200px !important }}"""
_FAMILIES = [
    "serif",
    "sans-serif",
    "system-ui",
    "ui-serif",
    "Georgia",
    "Palatino",
    "Iowan Old Style",
    "Segoe UI",
    "Times New Roman",
    "Liberation Serif",
]


async def shown(browser: Browser) -> Page:
    """Ada's page with the sidebar in it."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    return page


async def run(page: Page, script: str) -> None:
    """In the page's own world, for its effect."""
    await page.js(f"(() => {{ {script}; return null }})()")


async def test_what_is_pressed_under_a_cover_does_nothing(browser: Browser, agent: Running) -> None:
    """A `z-index` reaches nobody in the top layer. What lies there above the sidebar is noticed at the press though no pointer would find it, and soon
    without one, and said in the sidebar and by the button. The control: with the cover gone, the same press does what it says."""
    page, own = await shown(browser), await browser.extension_page("options/choice.html")
    await run(page, "const d = document.createElement('div'); d.style.cssText = 'position:fixed;inset:0;z-index:2147483647'; document.body.append(d)")
    top = "document.elementFromPoint(innerWidth - 99, 99).localName"
    assert [await page.js(top), await page.js(top.replace("innerWidth - 99", "99"))] == [SIDEBAR, "div"], "the control: it covers all the rest"
    await run(page, _SHADE)
    await press_in(page, _KEEP)
    await until(lambda: page.inside(_WARNING), "it says so")
    assert not await page.inside(_LINES)
    await run(page, f"document.getElementById('shade').remove(); {_CURTAIN}")
    await until(lambda: own.js(f"{_BADGES}.then((texts) => texts.includes('!'))"), "the button says so, without a press")
    assert "read it in the panel" in await page.inside(_WARNING)
    await run(page, "document.getElementById('curtain').remove()")
    await until(lambda: _is_well(page), "the warning goes")
    await until(lambda: own.js(f"{_BADGES}.then((texts) => !texts.includes('!'))"), "the button's mark goes")
    await press_in(page, _KEEP)
    await until(lambda: page.inside(_LINES), "the control: what would be kept")
    await page.close()
    await own.close()


async def _is_well(page: Page) -> bool:
    return await page.inside(_WARNING) == ""


async def test_what_was_moved_is_put_back_and_a_page_that_goes_on_is_told_of(browser: Browser, agent: Running) -> None:
    """By its own style, an attribute, another parent, out of the page. The control: each was seen to be gone."""
    page = await shown(browser)
    where = (
        f"(() => {{ const {{x, y, width}} = {HOST}?.getBoundingClientRect() ?? {{}}; return {HOST}?.matches(':popover-open') && [x, y, width] }})()"
    )
    before = await page.js(where)
    for change in ("host.style.setProperty('translate', '-400px', 'important')", "host.inert = true; document.body.append(host)", "host.remove()"):
        await run(page, f"const host = {HOST}; window.held = host; {change}")
        assert await page.js(f"({where})?.[0]") != before[0], f"the control: {change}"
        await until(lambda: _is_at(page, where, before), f"back after {change}")
    await run(page, f"setInterval(() => {HOST}?.remove(), 20)")
    own = await browser.extension_page("options/choice.html")
    await until(lambda: own.js(f"{_BADGES.replace('BadgeText', 'Title')}.then((texts) => /does not let/.test(texts))"), "the button says so")
    assert await page.js(f"{HOST} === null")
    await page.close()
    await own.close()


async def _is_at(page: Page, where: str, before: list[float]) -> bool:
    return bool(await page.js(where) == before and not await page.js("held.inert"))


async def test_a_pages_style_and_fonts_do_not_reach_in(browser: Browser, agent: Running) -> None:
    """Pixel for pixel; and no font of the page is asked for, by which it would learn what letters stand there. The control: the same rules change a
    closed root of the page's own, and a line of the page asks for one of the fonts."""
    page = await browser.open(linkedin_url(ADA))
    faces = (
        f"window.faces = {json.dumps(_FAMILIES)}.map((name) => new FontFace(name, 'url(/letters)')); for (const one of faces) document.fonts.add(one)"
    )
    style = "const s = document.createElement('style'); s.id = 'style'; s.textContent = %s; document.head.append(s)"
    await run(page, f"document.body.style.fontFamily = 'monospace'; {faces}")
    await page.picture()  # it is painted
    asked = "faces.filter(({status}) => status !== 'unloaded').map(({family}) => family.replaceAll('\"', ''))"
    before = await page.js(asked)
    await browser.press_button(page)
    await sees(page, "ready")
    clean = await page.picture()
    await run(page, style % json.dumps(_RESTYLED.format(SIDEBAR)))
    assert await page.picture() == clean
    assert await page.js(asked) == before
    mine = "const d = document.createElement('x-mine'); d.attachShadow({mode: 'closed'}).innerHTML = '<b style=\"color:var(--ink)\">'; document.body.append(d)"
    await run(page, f"{mine.replace('.innerHTML = ', '.textContent = ')}; {style % json.dumps(_RESTYLED.format('x-mine'))}")
    assert await page.picture() != clean, "the control: the same rules on a root of the page's own"
    await run(page, "document.body.style.fontFamily = 'Georgia'")
    await until(lambda: page.js(f"{asked}.includes('Georgia')"), "the control: a font is asked for")
    await page.close()


async def test_a_copy_is_empty_and_nothing_is_selected(browser: Browser, agent: Running) -> None:
    """A clone, an import, what serialises, what is selected, what is copied hold nothing of the sidebar. The control: of the page's own text the same
    ways give everything."""
    page = await shown(browser)
    copies = f"""[{HOST}.cloneNode(true), document.importNode({HOST}, true)].map((one) => [one.shadowRoot, one.textContent, one.childNodes.length])
      .concat([[{HOST}.getHTML?.({{serializableShadowRoots: true}}) ?? '', new XMLSerializer().serializeToString({HOST}).includes('Why you'), 0]])"""
    assert await page.js(copies) == [[None, "", 0], [None, "", 0], ["", False, 0]]
    await run(
        page, "window.copied = []; addEventListener('copy', (event) => copied.push(event.clipboardData.getData('text/plain') + getSelection()), true)"
    )
    await press_in(page, ".card button", "Copy")
    everything = "(document.execCommand('selectAll'), String(getSelection()))"
    selected = await page.js(everything)
    assert ADA["about"] in selected, "the control"
    assert "Why you ask" not in selected + str(await page.js("document.documentElement.innerText")) + str(await page.js("copied"))
    await page.close()


async def test_a_search_of_the_page_finds_no_word_of_the_sidebar(browser: Browser, agent: Running) -> None:
    """Prompts, my quotes, labels, notes, buttons: everything there is, unfolded, with the lines to keep; a page learns of none by `window.find`. The
    control: the same texts in the same places, as text."""
    control = {"Authorization": f"Bearer {json.loads((agent.home / 'learnlearn/state/control.json').read_text())['token']}"}
    person = {"site": "linkedin", "url": linkedin_url(ADA), "name": ADA["name"]}
    assert agent.post("/v1/notes/add", {"person": person, "text": NOTE, "kind": "answered"}, control).status == 200
    page = await shown(browser)
    await press_in(page, _KEEP)
    await until(lambda: page.inside(_LINES), "what would be kept")
    texts = set(await page.inside(_TEXTS))
    for what, said in (
        ("a prompt", ".words"),
        ("my quote", ".mine blockquote"),
        ("a label", ".found h4"),
        ("a reason", ".found .reason"),
        ("a note", ".last li"),
    ):
        assert texts & set(
            await page.inside(f"(root) => [...root.querySelectorAll('{said} [data-words]')].map((one) => one.dataset.words.trim())")
        ), what
    page_says = await page.js("document.body.innerText")
    asked = sorted(text for text in texts if text not in page_says)
    assert NOTE in asked
    assert await page.inside("(root) => root.textContent.trim()") == "", "a text that can be found"
    found = f"{json.dumps(asked)}.filter((text) => (getSelection().removeAllRanges(), window.find(text, true, false, true)))"
    assert await page.js(found) == []
    assert await page.js(found.replace(json.dumps(asked), json.dumps([ADA["about"][:20]]))), "the control: it searches"
    await page.inside(AS_TEXT)
    told = await page.js(found)
    print(f"{browser.name}: {len(asked)} texts that are not the page's own, none found; as text {len(told)} of them")
    assert told == asked, "the control"
    assert agent.post("/v1/people/forget", {"person": person, "confirmed": True}, control).status == 200
    await page.close()
