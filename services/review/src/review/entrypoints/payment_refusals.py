"""What a refused step of the ledger says: each code with its status and its words."""

LEDGER: dict[str, tuple[int, str, str]] = {
    "no-payments": (422, "请至少选择一笔。", "Please choose at least one payment."),
    "payment-unknown": (404, "没有这笔奖金。", "There is no such payment."),
    "payment-paid": (409, "这笔奖金已经支付。", "That payment is made already."),
    "payment-not-approved": (409, "这笔奖金尚未批准，不能支付。", "That payment is not approved yet."),
    "payer-approved-it": (409, "批准和支付须由两人办理。", "Whoever approved a payment does not make it."),
    "reference-required": (422, "请填写付款凭证号。", "A payment needs its reference."),
    "payment-not-paid": (409, "这笔奖金尚未支付，不能退回。", "That payment was not made, so it cannot come back."),
    "return-without-reason": (422, "请写明退回的原因。", "A payment that comes back needs a reason."),
}
