"""What is secret is compared in constant time, everywhere, and stands in no address."""

from __future__ import annotations

import ast
import re
from pathlib import Path

AGENT = Path(__file__).parents[2] / "agent/learnlearn"
# Where secrets are handled at all. In text/ and interests/ a token is a word, and a hash is a place in a table.
ROOMS = ("acts", "api", "cli", "contract", "custody", "demo", "service", "store", "vault")
SECRET = re.compile(r"(?:^|_)(?:token|secret|digits|digest|hexdigest|hash|hashed|mac|signature|password|proof_key|data_key|private_key|check_value)$")


def named(node: ast.AST) -> set[str]:
    """The last word of everything read in an expression: names, attributes, what is called. A length or a kind tells nothing of the value."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("len", "type"):
        return set()
    found = {node.id} if isinstance(node, ast.Name) else {node.attr} if isinstance(node, ast.Attribute) else set()
    return found.union(*(named(child) for child in ast.iter_child_nodes(node)))


def plain_comparisons(source: str) -> tuple[list[int], int]:
    """Lines that compare something secret by `==`, `!=`, `in` or `match`, and how many calls of compare_digest there are."""
    lines, proper = [], 0
    for node in ast.walk(ast.parse(source)):
        proper += isinstance(node, ast.Call) and "compare_digest" in named(node.func)
        subjects: list[ast.expr] = []
        if isinstance(node, ast.Compare) and any(isinstance(how, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for how in node.ops):
            is_empty_text = any(isinstance(one, ast.Constant) and one.value in ("", b"", None) for one in node.comparators)
            subjects = [] if is_empty_text else [node.left, *node.comparators]
        elif isinstance(node, ast.Match):
            subjects = [node.subject]
        if any(SECRET.search(name) for subject in subjects for name in named(subject)):
            lines.append(node.lineno)
    return lines, proper


def test_secrets_are_compared_by_compare_digest_only() -> None:
    """A comparison that ends at the first difference tells by its time how much was right. The control: each plain way of comparing is noticed."""
    found, proper, read = {}, 0, 0
    for path in sorted(path for room in ROOMS for path in (AGENT / room).rglob("*.py")):
        lines, count = plain_comparisons(path.read_text(encoding="utf-8"))
        proper, read = proper + count, read + 1
        if lines:
            found[str(path.relative_to(AGENT))] = lines
    print(f"{read} modules, {proper} calls of compare_digest")
    assert found == {}
    assert proper >= 5
    for plain in ("row.token_hash == hashed", "token != x", "token in known", "sha256(content).hexdigest() == found.digest", "self._secret == given"):
        assert plain_comparisons(plain)[0] == [1], plain
    for other in ("len(token) == 64", "code == 'busy'", "hmac.compare_digest(row.token_hash, hashed)", "token == ''"):
        assert plain_comparisons(other)[0] == [], other
