"""Every word that the site says to a reader can be translated: in Python, in templates, in lists."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from jinja2 import Environment, nodes

from evenhand.web.submissions.states import MOVES, SAID, WORDS, State

WEB = Path(__file__).resolve().parents[2] / "src" / "evenhand" / "web"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
# What is said through these is read on a page. The sentence is their first argument, or the second.
SAID_BY = {"Refused": 0, "WrongUse": 0, "ValidationError": 0, "tell": 0, "add_error": 1, "tried": 2}
MESSAGES = {"debug", "info", "success", "warning", "error"}
NAMED = {"label", "help_text", "hint", "error_messages", "problem", "caption"}
# Read in a terminal or by programs, in English: commands, what they raise, the API.
NOT_ON_PAGES = {
    "config",
    "amhp/demo.py",
    "forecasts/demo.py",
    "forecasts/representation/demo.py",
    "core/audit.py",
    "core/copies.py",
    "core/design_system.py",
    "releases/api.py",
    "releases/answers.py",
    "releases/demo.py",
    # Words that made-up people wrote.
    "releases/demo_years.py",
}
SENTENCE = re.compile(r"^[A-Z%].* .*[.?!]$", re.DOTALL)
# Also "95% interval": what reads catalogues takes it for a place where something is put in.
NAMELESS = re.compile(r"(?<!%)(?:%%)*%(?![%(])")
# Our own name is the same in every language.
SAME = {"Evenhand"}
TEXTS = {"text", "titleText", "html", "label"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
TAG = re.compile(r"<!--.*?-->|<(code|pre|script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(WEB.rglob("*.py")):
        name = path.relative_to(WEB).as_posix()
        if not {"migrations", "management"} & set(path.parts):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def unmarked(node: ast.AST | None, named: dict[str, ast.AST]) -> Iterator[str]:
    """Words in an expression that no call marks. Keys of dicts and what is subscripted say nothing."""
    if isinstance(node, ast.Call) and called(node) in MARKS:
        return
    if isinstance(node, ast.Call) and called(node) == "join":
        inside: list[ast.AST | None] = list(node.args)
    elif isinstance(node, ast.Dict):
        inside = list(node.values)
    elif isinstance(node, ast.Subscript):
        inside = []
    elif isinstance(node, ast.Name) and node.id in named:
        inside = [named[node.id]]
    else:
        inside = list(ast.iter_child_nodes(node)) if node is not None else []
    if isinstance(node, ast.Constant) and LETTERS.search(str(node.value)):
        yield str(node.value)
    for each in inside:
        yield from unmarked(each, named)


def constants(module: ast.Module) -> dict[str, ast.AST]:
    """What names of the module itself stand for."""
    return {
        target.id: each.value
        for each in module.body
        if isinstance(each, ast.Assign)
        for target in each.targets
        if isinstance(target, ast.Name)
    }


def said(node: ast.Call) -> Iterator[ast.AST]:
    """The arguments of a call that a reader gets to see."""
    name = called(node)
    of = getattr(getattr(node.func, "value", None), "id", "")
    place = 1 if of == "messages" and name in MESSAGES else SAID_BY.get(name)
    if place is not None and len(node.args) > place:
        yield node.args[place]
    yield from (each.value for each in node.keywords if each.arg in NAMED)


def unmarked_in(module: ast.Module) -> list[str]:
    named = constants(module)
    return [
        f"{node.lineno}: {words}"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        for each in said(node)
        for words in unmarked(each, named)
    ]


def docstrings(module: ast.Module) -> set[int]:
    places = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(each.body[0].value)
        for each in ast.walk(module)
        if isinstance(each, places) and each.body and isinstance(each.body[0], ast.Expr)
    }


def sentences_in(module: ast.Module) -> list[str]:
    """Whole sentences that stand outside of every mark."""
    left_out = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) in MARKS:
            left_out |= {id(inside) for inside in ast.walk(node)}
    return [
        f"{node.lineno}: {written(node)}"
        for node in ast.walk(module)
        if id(node) not in left_out
        if SENTENCE.search(written(node)) and LETTERS.search(written(node))
    ]


def written(node: ast.AST) -> str:
    """A text as it stands in the code, with N for what is put into it; "" for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(written(each) or "N" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def badly_marked_in(module: ast.Module) -> list[str]:
    """Marked words that no translator gets to see whole, or cannot put into another order."""
    found = []
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and called(node) in MARKS):
            continue
        words = node.args[:2] if called(node).startswith("ngettext") else node.args[:1]
        for each in words:
            if not (isinstance(each, ast.Constant) and isinstance(each.value, str)):
                found.append(f"{node.lineno}: not a plain text")
            elif NAMELESS.search(each.value):
                found.append(f"{node.lineno}: {each.value}")
    return found


def visible(page: str) -> list[str]:
    """Words of a page between its tags, and those that are read aloud from them."""
    bare = [*READ_ALOUD.findall(page), TAG.sub("\n", page)]
    lines = (line.strip() for text in bare for line in re.sub(r"&\w+;", " ", text).splitlines())
    return [line for line in lines if LETTERS.search(line) and set(LETTERS.findall(line)) - SAME]


def without_expressions(template: str) -> str:
    """A template of Jinja with nothing in place of what it works out."""
    kept = []
    for _line, kind, text in Environment(autoescape=True).lex(template):
        if kind == "data":
            kept.append(text)
    return "".join(kept)


def without_tags(template: str) -> str:
    """A template of Django with nothing in place of what it works out, and of what is marked."""
    kept, marked = [], False
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            marked = token.contents.startswith("blocktrans") or (
                marked and not token.contents.startswith("endblocktrans")
            )
        elif token.token_type == TokenType.TEXT and not marked:
            kept.append(token.contents)
    return "".join(kept)


def texts_given(template: str) -> list[str]:
    """Bare words given to macros to be shown: {"text": "Back"}."""
    parsed = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(template)
    return [
        pair.value.value
        for pair in parsed.find_all(nodes.Pair)
        if isinstance(pair.key, nodes.Const) and pair.key.value in TEXTS
        if isinstance(pair.value, nodes.Const) and LETTERS.search(str(pair.value.value))
    ]


def everywhere(look: Callable[[ast.Module], list[str]]) -> list[str]:
    """What a look finds in every module whose words stand on pages."""
    return [
        f"{name}:{found}"
        for name, module in modules()
        if not name.startswith(tuple(NOT_ON_PAGES))
        for found in look(module)
    ]


def test_what_is_said_to_a_reader_is_marked() -> None:
    assert everywhere(unmarked_in) == []


def test_no_sentence_stands_outside_of_a_mark() -> None:
    assert everywhere(sentences_in) == []


@pytest.mark.parametrize("place", sorted(NOT_ON_PAGES))
def test_what_is_left_out_has_sentences(place: str) -> None:
    mine = [module for name, module in modules() if name.startswith(place)]
    assert any(sentences_in(module) + unmarked_in(module) for module in mine)


def test_what_is_marked_is_a_plain_text_with_named_places() -> None:
    assert everywhere(badly_marked_in) == []


def test_templates_say_nothing_that_is_not_marked() -> None:
    found = []
    for path in sorted(WEB.rglob("*")):
        if path.suffix not in {".jinja", ".html"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        jinja = path.suffix == ".jinja"
        words = visible(without_expressions(text) if jinja else without_tags(text))
        words += texts_given(text) if jinja else []
        found += [f"{path.name}: {each}" for each in words]
    assert found == []


def test_every_state_and_step_of_a_year_has_words() -> None:
    assert set(WORDS) == set(State)
    assert {str(each) for each in SAID} == set(MOVES)


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (unmarked_in, 'raise Refused("Not now.")'),
        (unmarked_in, 'raise Refused(f"{name} is empty.")'),
        (unmarked_in, 'WHY = "Not now."\nraise Refused(WHY)'),
        (unmarked_in, 'messages.error(request, "Not now.")'),
        (unmarked_in, 'messages.info(request, _("Saved.") if done else "Not saved.")'),
        (unmarked_in, 'forms.CharField(label="Your name")'),
        (unmarked_in, 'forms.CharField(error_messages={"required": "Enter a name"})'),
        (unmarked_in, '_("%(who)s is %(how)s.") % {"who": who}; form.add_error("name", "Bad")'),
        (sentences_in, 'said = "Nothing was changed."'),
        (sentences_in, 'said = f"{name} was not changed."'),
        (badly_marked_in, '_(f"{name} is empty.")'),
        (badly_marked_in, '_("%s is empty.") % name'),
        (badly_marked_in, '_("95% interval")'),
        (badly_marked_in, 'ngettext("%(num)d day", "%d days", days)'),
    ],
)
def test_the_look_finds(look: Callable[[ast.Module], list[str]], code: str) -> None:
    assert look(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        'raise Refused(_("%(name)s is empty.") % {"name": parts["first"]})',
        "messages.error(request, str(why))",
        'forms.CharField(label=_("Your name"), error_messages={"required": _("Enter it")})',
    ],
)
def test_the_look_passes_what_is_marked(code: str) -> None:
    module = ast.parse(code)
    assert not unmarked_in(module) + sentences_in(module) + badly_marked_in(module)


@pytest.mark.parametrize(
    "template",
    [
        "<p>Nothing yet</p>",
        "<p>{{ _('Year') }} beginning</p>",
        '<nav aria-label="Account"></nav>',
        '{{ backLink({"text": "Back"}) }}',
    ],
)
def test_the_look_at_templates_finds(template: str) -> None:
    assert visible(without_expressions(template)) + texts_given(template)
