"""Names and phones as strangers may see them."""

import pytest
from notify.domain.masking import mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("示例甲", "示**"),
        ("张三", "张*"),
        ("欧阳示例", "欧**"),
        ("甲", "甲"),
        ("", ""),
        (" 示例乙 ", "示**"),
        ("𠮷田", "𠮷*"),
    ],
)
def test_a_name_keeps_its_first_character(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("15400000001", "154****0001"),
        ("+8615400000001", "154****0001"),
        ("154 0000 0001", "154****0001"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_phone_keeps_three_and_four_digits(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked
