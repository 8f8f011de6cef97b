"""Size budgets: files, functions, parameters and branches. Small pieces can be read in one look."""

import ast

from radon.complexity import cc_visit

from tests.architecture.source import FunctionNode, Source, functions

FILE_LINES = 300
FUNCTION_LINES = 50
PARAMETERS = 5
COMPLEXITY = 8


def overruns(source: Source) -> list[str]:
    """Everything in a file that is over a budget, one line each."""
    found = [f"{source.path}: {source.lines} lines"] if source.lines > FILE_LINES else []
    for node in functions(source.tree):
        length, count = _length(node), _parameters(node)
        if length > FUNCTION_LINES:
            found.append(f"{source.path}:{node.lineno} {node.name}: {length} lines")
        if count > PARAMETERS:
            found.append(f"{source.path}:{node.lineno} {node.name}: {count} parameters")
    return found + _tangles(source)


def _tangles(source: Source) -> list[str]:
    # An assertion of a test states a result, it is no branch.
    blocks = [block for block in cc_visit(source.text, no_assert=True) if block.letter in "FM"]
    return [
        f"{source.path}:{block.lineno} {block.name}: complexity {block.complexity}"
        for block in blocks
        if block.complexity > COMPLEXITY
    ]


def _length(node: FunctionNode) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _parameters(node: FunctionNode) -> int:
    arguments: list[ast.arg] = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([argument for argument in arguments if argument.arg not in ("self", "cls")])
