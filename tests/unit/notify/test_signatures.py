"""Signatures against the examples that the documentation of each provider gives."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from notify.adapters.robots import dingtalk_sign, feishu_sign
from notify.adapters.sms_signatures import Keys, aliyun_authorization, aliyun_query, tencent_authorization
from notify.adapters.webhooks import webhook_signature
from notify.settings import secret_key

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_aliyun_s_own_example_of_its_third_version() -> None:
    query = aliyun_query({
        "RegionId": "cn-shanghai", "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
    })  # fmt: skip
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com", "x-acs-action": "RunInstances", "x-acs-content-sha256": EMPTY,
        "x-acs-date": "2023-10-26T10:22:32Z", "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }  # fmt: skip
    told = aliyun_authorization(Keys("YourAccessKeyId", "YourAccessKeySecret"), query, headers)
    assert told.endswith("Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")
    assert (
        "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version," in told
    )


def test_aliyun_escapes_as_rfc_3986_says() -> None:
    assert aliyun_query({"b": "验 *~/", "a": "1"}) == "a=1&b=%E9%AA%8C%20%2A~%2F"


def test_tencent_s_own_example_of_its_third_version() -> None:
    body = b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    keys = Keys("AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******", "Gu5t9xGARNpq86cd98joQYCN3*******")
    at = datetime.fromtimestamp(1551113065, UTC)
    told = tencent_authorization(keys, "cvm", "cvm.tencentcloudapi.com", body, at)
    assert told.endswith("Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c")
    assert f"Credential={keys.key_id}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host," in told


def test_the_example_of_standard_webhooks() -> None:
    key = secret_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    told = webhook_signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert told == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("secret", ["", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_short", "whsec_=+*"])
def test_a_secret_that_is_none_is_refused_at_the_start(secret: str) -> None:
    with pytest.raises(ValueError, match="whsec_"):
        secret_key(secret)


def test_the_robots_sign_the_moment_each_in_its_own_way() -> None:
    dingtalk = hmac.digest(b"SEC1", b"1700000000000\nSEC1", hashlib.sha256)
    assert dingtalk_sign("SEC1", 1_700_000_000_000) == base64.b64encode(dingtalk).decode()
    feishu = hmac.digest(b"1700000000\ndemo", b"", hashlib.sha256)
    assert feishu_sign("demo", 1_700_000_000) == base64.b64encode(feishu).decode()
    assert json.dumps(feishu_sign("demo", 1)) != json.dumps(feishu_sign("demo", 2))
