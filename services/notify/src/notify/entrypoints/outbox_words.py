"""What people call the states of a notice, and the reasons of its troubles."""

from notify.domain.notices import State

STATES: dict[State, tuple[str, str]] = {
    "held": ("待处理", "Waits for the office"),
    "queued": ("待发送", "Waits for its channel"),
    "sending": ("发送中", "On its way"),
    "sent": ("已发送", "Sent"),
    "delivered": ("已送达", "Delivered"),
    "failed": ("无法送达", "Failed for good"),
    "refused": ("不予发送", "Dropped by the office"),
}
REASONS: dict[str, tuple[str, str]] = {
    "approval": ("按活动规则须审核后发送", "The rules of the campaign ask for your approval"),
    "outcome-unknown": (
        "发送途中进程中断，是否送达不明；为避免重复收费，请核对后决定是否重发",
        "The process ended on the way, so nobody knows whether it arrived; send it again only if it did not",
    ),
    "contact-erased": ("作者信息已删除", "The author's contact was erased"),
    "mail-refused": ("邮件服务器拒收", "The mail server refuses it"),
    "sms-refused": ("短信服务商拒发", "The SMS provider refuses it"),
    "outlet-refused": ("对方拒收", "The other side refuses it"),
    "outlet-removed": ("该渠道已停用", "This outlet is no longer in use"),
}
WITH_CODE: dict[str, tuple[str, str]] = {
    "undelivered": ("短信服务商报告未送达", "The SMS provider reports that it did not arrive"),
    "given-up": ("多次发送未成，不再重试", "It was tried too often in vain"),
}
"""Reasons that end in the code of somebody else."""


def reason_words(reason: str | None) -> tuple[str, str]:
    """A reason in both languages; where another's code belongs to it, with the code."""
    if not reason:
        return "", ""
    for name, (zh, en) in WITH_CODE.items():
        if reason.startswith(f"{name}-"):
            code = reason.removeprefix(f"{name}-")
            return f"{zh}（{code}）", f"{en} ({code})"
    return REASONS.get(reason, (reason, reason))
