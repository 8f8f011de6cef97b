"""Where an SMS provider tells whether messages have arrived. Whoever knows the token in the address may tell.

Formats: 阿里云 SmsReport (HTTP 批量推送), 腾讯云 下发状态通知. The phone in them is not looked at.
"""

import hmac
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Path
from plumbing.problems import OutcomeUnknown, Problem
from pydantic import BaseModel, Field

from notify.adapters.sms import AliyunSms, TencentSms
from notify.bootstrap import HttpParts
from notify.entrypoints.guards import Parts
from notify.handlers.ports import NotNow
from notify.handlers.sms_reports import SmsReport

router = APIRouter(prefix="/api/v1/notices/sms-reports")
MOST_AT_ONCE = 1000
Token = Annotated[str, Path(max_length=128, description="ZJ_SMS_REPORT_TOKEN")]


class AliyunReport(BaseModel):
    """A message of 阿里云; `out_id` is the id that we gave it."""

    success: bool
    err_code: Annotated[str, Field(max_length=200)] = ""
    out_id: Annotated[str, Field(max_length=200)] = ""

    def report(self) -> SmsReport:
        """As the outbox takes it."""
        return SmsReport(self.out_id, self.success, self.err_code)


class TencentReport(BaseModel):
    """A message of 腾讯云; `sid` is the serial number that it gave it."""

    report_status: Annotated[str, Field(max_length=40, description="SUCCESS or FAIL")]
    errmsg: Annotated[str, Field(max_length=200)] = ""
    sid: Annotated[str, Field(max_length=200)] = ""

    def report(self) -> SmsReport:
        """As the outbox takes it."""
        return SmsReport(self.sid, self.report_status == "SUCCESS", self.errmsg)


class AliyunAnswer(BaseModel):
    """What 阿里云 expects."""

    code: Literal[0] = 0
    msg: str = "接收成功"


class TencentAnswer(BaseModel):
    """What 腾讯云 expects."""

    result: Literal[0] = 0
    errmsg: str = "OK"


AliyunReports = Annotated[list[AliyunReport], Body(max_length=MOST_AT_ONCE)]
TencentReports = Annotated[list[TencentReport], Body(max_length=MOST_AT_ONCE)]


@router.post("/aliyun/{token}")
async def aliyun(token: Token, body: AliyunReports, parts: Parts) -> AliyunAnswer:
    """Takes 阿里云's reports. 404 for a wrong token; 503 is answered so that they are sent again."""
    await _taken(parts, token, AliyunSms.name, body)
    return AliyunAnswer()


@router.post("/tencent/{token}")
async def tencent(token: Token, body: TencentReports, parts: Parts) -> TencentAnswer:
    """Takes 腾讯云's reports. 404 for a wrong token; 503 is answered so that they are sent again."""
    await _taken(parts, token, TencentSms.name, body)
    return TencentAnswer()


async def _taken(parts: HttpParts, token: str, channel: str, told: Sequence[AliyunReport | TencentReport]) -> None:
    expected = parts.settings.sms_report_token
    if not (expected and hmac.compare_digest(token.encode(), expected.get_secret_value().encode())):
        raise Problem("not-found", 404, "没有这个地址。", "There is no such address.")
    try:
        await parts.sms_reports.take(channel, [one.report() for one in told])
    except NotNow as trouble:
        raise OutcomeUnknown from trouble
