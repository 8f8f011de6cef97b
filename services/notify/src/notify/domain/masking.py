"""Names and phones as strangers may see them."""


def mask_name(name: str) -> str:
    """示例甲 becomes 示**, 张三 becomes 张*; nothing stays nothing."""
    kept = name.strip()
    return kept[:1] + "*" * min(len(kept) - 1, 2) if kept else ""


def mask_phone(phone: str) -> str:
    """15400000001 and +8615400000001 become 154****0001; what is shorter is hidden whole."""
    digits = "".join(character for character in phone if character.isdigit())[-11:]
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) == 11 else "*" * len(digits)
