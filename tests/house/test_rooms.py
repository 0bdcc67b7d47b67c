"""The house stays livable: no crowded module, no long function, no forbidden name, nothing unfinished, no hidden host."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_MODULE, MOST_FUNCTION, MOST_HANDLER = 350, 50, 15
CODE = {".py", ".js", ".mjs", ".css"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc", "stuff"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|pytest\.mark\.(skip|xfail)|pytest\.skip\(|pytest\.xfail\(")
REGISTRY_HOSTS = re.compile(
    r"\b(?:registry\.npm" + r"js\.org|files\.python" + r"hosted\.org|pypi" + r"\.org|deb\.deb" + r"ian\.org|registry\.yarn" + r"pkg\.com)",
    re.IGNORECASE,
)


def tracked() -> list[Path]:
    """Every file git knows or would take."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


FILES = tracked()
SOURCES = [path for path in FILES if path.suffix in CODE and "types" not in path.parts]
PYTHON = [path for path in SOURCES if path.suffix == ".py"]


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length in lines of every function, its docstring not counted."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            found.append((node.name, (node.end_lineno or 0) - first.lineno + 1))
    return found


def test_no_module_is_crowded() -> None:
    """A module over 350 lines is a room to be redesigned."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    print(f"{len(lengths)} modules, longest {max(lengths.values())} lines")
    assert {name: length for name, length in lengths.items() if length > MOST_MODULE} == {}


def test_no_function_is_long() -> None:
    """A function over 50 lines does more than one thing."""
    lengths = {f"{path.relative_to(ROOT)}:{name}": length for path in PYTHON for name, length in functions(path)}
    print(f"{len(lengths)} functions, longest {max(lengths.values())} lines")
    assert {name: length for name, length in lengths.items() if length > MOST_FUNCTION} == {}


def test_handlers_only_hand_on() -> None:
    """A route's handler authenticates by the guard, parses, calls one function and answers: under 15 lines."""
    routes = ROOT / "agent/learnlearn/api/routes"
    lengths = {f"{path.name}:{name}": length for path in routes.glob("*.py") for name, length in functions(path)}
    assert lengths, "there are no routes"
    assert {name: length for name, length in lengths.items() if length >= MOST_HANDLER} == {}


def test_no_room_is_a_junk_drawer() -> None:
    """Names say what is inside; `utils` and its cousins say nothing."""
    assert [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.stem.casefold() in FORBIDDEN_NAMES or FORBIDDEN_NAMES & {part.casefold() for part in path.relative_to(ROOT).parts[:-1]}
    ] == []


def test_nothing_is_left_unfinished() -> None:
    """No mark of work left over, and no test that is passed over."""
    here = Path(__file__)
    left = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in SOURCES
        if path != here
        for match in UNFINISHED.finditer(path.read_text(encoding="utf-8"))
    ]
    assert left == []


def test_the_top_level_is_the_owners() -> None:
    """pyproject.toml, agent/, extension/, schemas/, tests/, README.md; beside them dotfiles, the licence and locks."""
    tops = {path.relative_to(ROOT).parts[0] for path in FILES}
    assert {top for top in tops if not top.startswith(".")} <= {"pyproject.toml", "agent", "extension", "schemas", "tests", "README.md", "LICENSE"}


def test_no_file_names_a_package_registry() -> None:
    """Locks pin by hash, not by host: any index or mirror serves."""
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in FILES if path.suffix not in {".png", ".ico", ".woff2"}}
    print(f"{len(texts)} files searched")
    assert [str(path.relative_to(ROOT)) for path, text in texts.items() if path != Path(__file__) and REGISTRY_HOSTS.search(text)] == []
    assert REGISTRY_HOSTS.search("https://registry.npm" + "js.org/x"), "the control: a host would be found"


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".md"], ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_name_only_files_that_exist(path: Path) -> None:
    """A page that names a file of the project names one that is there."""
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:agent|extension|schemas|tests)/[\w./-]+\w/?)`", text)) | set(re.findall(r"\]\(([^)#:\s]+)\)", text))
    missing = [name for name in named if not (ROOT / name).exists() and not (path.parent / name).exists()]
    assert missing == []
