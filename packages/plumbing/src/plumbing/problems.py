"""Problems as RFC 9457 tells them: a stable kebab-case `code` for programs, a title in the reader's language."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypedDict, Unpack

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

from plumbing.language import language_of
from plumbing.logs import logger_of

MEDIA_TYPE = "application/problem+json"
_log = logger_of(__name__)


class ProblemMembers(TypedDict, total=False):
    """What a problem may carry besides its title: response headers, and further fields of the body."""

    headers: dict[str, str] | None
    extra: dict[str, Any] | None


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """Something the reader is told: what is wrong, in both languages."""

    def __init__(self, code: str, status: int, zh: str, en: str, **more: Unpack[ProblemMembers]) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.zh = zh
        self.en = en
        self.headers: dict[str, str] = more.get("headers") or {}
        self.extra: dict[str, Any] = more.get("extra") or {}


class OutcomeUnknown(Problem):
    """The broker did not answer in time: the record may be on the log or not. Whoever repeats the request is safe."""

    def __init__(self) -> None:
        super().__init__(
            "outcome-unknown", 503,
            "暂时无法确认是否已经受理，请稍候重试；重复提交不会重复计算。",
            "We cannot tell yet whether this was accepted. Try again shortly; repeating it does no harm.",
            headers={"Retry-After": "2"},
        )  # fmt: skip


class ProblemBody(BaseModel):
    """The body of every error answer (RFC 9457). Some problems carry more fields."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    instance: str


def problem_response(request: HTTPConnection, problem: Problem) -> JSONResponse:
    """The answer to this request: problem+json in the reader's language."""
    language = language_of(request)
    body = {
        "type": f"urn:zhengji:problem:{problem.code}",
        "title": problem.en if language == "en" else problem.zh,
        "status": problem.status,
        "code": problem.code,
        "instance": request.url.path,
        **problem.extra,
    }
    headers = {**problem.headers, "Content-Language": "en" if language == "en" else "zh-CN", "Vary": "Accept-Language"}
    return JSONResponse(body, problem.status, headers, MEDIA_TYPE)


_BY_STATUS: Mapping[int, tuple[str, str, str]] = {
    400: ("bad-request", "请求无法读取。", "The request cannot be read."),
    404: ("not-found", "没有这个页面或对象。", "There is nothing here."),
    405: ("method-not-allowed", "此处不支持这种操作。", "This address does not take that method."),
    413: ("body-too-large", "提交的内容过大。", "The body is too large."),
}


async def show_problem(request: Request, error: Exception) -> JSONResponse:
    """Exception handler of Problem."""
    if not isinstance(error, Problem):
        raise error
    return problem_response(request, error)


async def show_http_error(request: Request, error: Exception) -> JSONResponse:
    """Exception handler of what the framework itself refuses: no such route, no such method, unreadable body."""
    if not isinstance(error, HTTPException):
        raise error
    phrase = HTTPStatus(error.status_code).phrase
    fallback = (phrase.lower().replace(" ", "-"), "请求未能完成。", f"{phrase}.")
    code, zh, en = _BY_STATUS.get(error.status_code, fallback)
    return problem_response(request, Problem(code, error.status_code, zh, en, headers=dict(error.headers or {})))


async def show_invalid_request(request: Request, error: Exception) -> JSONResponse:
    """Exception handler of a request that does not fit its schema. The reader's own input is not repeated."""
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [
        {"field": ".".join(map(str, fault["loc"][1:])) or str(fault["loc"][0]), "message": fault["msg"]}
        for fault in error.errors()
    ]
    detail = "; ".join(f"{fault['field']}: {fault['message']}" for fault in faults)
    problem = Problem("invalid-request", 422, "提交的内容不符合要求。", "The request does not fit its schema.")
    problem.extra = {"detail": detail, "errors": faults}
    return problem_response(request, problem)


def show_internal_error(request: HTTPConnection, error: Exception) -> JSONResponse:
    """The answer of last resort: the reader learns that it is our fault, the log learns where."""
    _log.error("request-failed", error=type(error).__name__, exc_info=error)
    problem = Problem(
        "internal-error", 500, "系统出错，我们已记录。", "Something went wrong on our side; it is recorded."
    )
    return problem_response(request, problem)


def install_problem_handlers(app: FastAPI) -> None:
    """Every error of the app becomes a problem; what nobody foresaw is caught by `plumbing.middleware.Guarded`."""
    app.add_exception_handler(Problem, show_problem)
    app.add_exception_handler(HTTPException, show_http_error)
    app.add_exception_handler(RequestValidationError, show_invalid_request)
