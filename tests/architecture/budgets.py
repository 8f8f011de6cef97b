"""Size budgets: files, functions, parameters and branches. Small pieces can be read in one look."""

import ast

from radon.complexity import cc_visit

from tests.architecture.source import FunctionNode, Source, functions

_METHODS = {"get", "post", "put", "patch", "delete", "api_route"}
FILE_LINES = 300
FUNCTION_LINES = 50
PARAMETERS = 5
COMPLEXITY = 8
ROUTE_STATEMENTS = 8
"""A route reads its request, asks a use case and answers; a call may take several lines, a docstring is no step."""


def overruns(source: Source) -> list[str]:
    """Everything in a file that is over a budget, one line each."""
    found = [f"{source.path}: {source.lines} lines"] if source.lines > FILE_LINES else []
    for node in functions(source.tree):
        length, count = _length(node), _parameters(node)
        if length > FUNCTION_LINES:
            found.append(f"{source.path}:{node.lineno} {node.name}: {length} lines")
        if count > PARAMETERS:
            found.append(f"{source.path}:{node.lineno} {node.name}: {count} parameters")
        if _is_route(node) and (steps := _statements(node)) > ROUTE_STATEMENTS:
            found.append(f"{source.path}:{node.lineno} {node.name}: route of {steps} statements")
    return found + _tangles(source)


def _tangles(source: Source) -> list[str]:
    # An assertion of a test states a result, it is no branch.
    blocks = [block for block in cc_visit(source.text, no_assert=True) if block.letter in "FM"]
    return [
        f"{source.path}:{block.lineno} {block.name}: complexity {block.complexity}"
        for block in blocks
        if block.complexity > COMPLEXITY
    ]


def _is_route(node: FunctionNode) -> bool:
    calls = [one.func for one in node.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr in _METHODS for one in calls)


def _statements(node: FunctionNode) -> int:
    documented = ast.get_docstring(node) is not None
    return sum(isinstance(inner, ast.stmt) for step in node.body[documented:] for inner in ast.walk(step))


def _length(node: FunctionNode) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _parameters(node: FunctionNode) -> int:
    arguments: list[ast.arg] = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([argument for argument in arguments if argument.arg not in ("self", "cls")])
