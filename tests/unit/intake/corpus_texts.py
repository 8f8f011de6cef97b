"""The corpus: 汇总表 that were saved as text, in every encoding and with everything that a text can carry."""

import codecs

from tests.unit.intake.corpus import FIRST, SECOND, Nasty
from tests.unit.intake.sheet_files import HEAD, OTHER, ROW, SHEET, TITLE, UNIT, csv_text

TEXT = csv_text(*SHEET)


def rows(*lines: tuple[object, ...]) -> bytes:
    """UTF-8 with the headings above."""
    return csv_text(HEAD, *lines).encode()


def row(phrase: str = ROW[1], phone: str = ROW[4], name: str = ROW[2], explanation: str = "") -> tuple[str, ...]:
    return ("1", phrase, name, "示例单位", phone, explanation)


def one(text: str, phone: str = FIRST[1]) -> tuple[tuple[str, str], ...]:
    return ((text, phone),)


WAYS_OF_WRITING = {
    "csv in UTF-8": Nasty(TEXT.encode()),
    "csv in UTF-8 with its mark, called .xls": Nasty(TEXT.encode("utf-8-sig"), called="汇总表.xls"),
    "csv in GB18030": Nasty(TEXT.encode("gb18030")),
    "text in UTF-16 with tabs": Nasty(codecs.BOM_UTF16_LE + csv_text(*SHEET, delimiter="\t").encode("utf-16-le")),
    "text in big-endian UTF-16": Nasty(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")),
    "csv with semicolons": Nasty(csv_text(*SHEET, delimiter=";").encode("gb18030")),
    "csv that names its semicolon": Nasty(b"sep=;\r\n" + csv_text(*SHEET, delimiter=";").encode()),
    "csv with tabs": Nasty(csv_text(*SHEET, delimiter="\t").encode()),
    "csv with Unix lines and no last one": Nasty(TEXT.replace("\r\n", "\n").rstrip().encode()),
    "csv with the lines of an old Macintosh": Nasty(TEXT.replace("\r\n", "\r").encode()),
    "csv with blank lines between": Nasty(TEXT.replace("\r\n", "\r\n\r\n,,,,,\r\n").encode()),
    "csv with lines of its own inside a cell": Nasty(
        csv_text(*SHEET[:3], (*ROW[:5], '"第一行\n第二行\x0b第三行\u2028第四行"'), OTHER).encode()
    ),
    "csv with quotes in quotes": Nasty(rows(row('"山海""同歌"""'), OTHER), (('山海"同歌"', FIRST[1]), SECOND)),
    "csv with noughts in it": Nasty(TEXT.replace("歌", "歌\0").encode() + b"\0\0"),
    "csv with its headings in traditional characters": Nasty(
        csv_text(("序號", "表述語", "姓名", "工作單位", "手機號碼", "簡要闡釋說明"), ROW, OTHER).encode()
    ),
    "csv with unseen characters in its headings": Nasty(
        csv_text(("序号", "表\u200b述语", "姓\u00a0名", "工作单位", "\ufeff手\u200d机"), ROW, OTHER).encode()
    ),
}  # fmt: skip

WHAT_IS_WRITTEN = {
    "phones with +86, 0086, spaces and dashes": Nasty(
        rows(row("示例一", "+86 154 0000 0001"), row("示例二", "008615400000002"), row("示例三", "154-0000-0003"),
             row("示例四", "(86) 15400000004"), row("示例五", "'15400000005"), row("示例六", "１５４０００００００６"),
             row("示例七", "\t15400000007"), row("示例八", "\u202d15400000008\u202c")),
        tuple((f"示例{n}", f"+861540000000{place}") for place, n in enumerate("一二三四五六七八", start=1)),
    ),
    "phones that became numbers on their way to text": Nasty(
        rows(row(phone="1.5400000001E+10"), row("港城新韵", "15400000002.0"), row("示例三", "1.54E+10")),
        bad=((4, "phone-lost-digits"),),
    ),
    "phones that are none": Nasty(
        rows(row("示例一", "0518-12345"), row("示例二", "15400000001/15400000002"), row("示例三", "无"), ROW),
        (FIRST,), ((2, "phone-invalid"), (3, "phone-invalid"), (4, "phone-invalid")),
    ),
    "what would compute": Nasty(
        rows(row("=1+1"), row("=cmd|' /C calc'!A0"), row(explanation="=HYPERLINK(1)"), row("+cmd|' /C calc'!A0"),
             row("@SUM(1+1)*山海"), row("-2+3城")),
        (("+cmd|' /C calc'!A0", FIRST[1]), ("@SUM(1+1)*山海", FIRST[1]), ("-2+3城", FIRST[1])),
        ((2, "formula"), (3, "formula"), (4, "formula")),
    ),
    "characters that turn a text around, or are not seen": Nasty(
        rows(row("\u202e山海\u200b同\ufeff歌\u2066"), row("港\u200d城\u00ad新韵", OTHER[4]), row("\u200b\u200e")),
        bad=((4, "phrase-missing"),),
    ),
    "emoji": Nasty(rows(row("山海🌊同歌🎵"), row("🌊🎵", OTHER[4])), one("山海🌊同歌🎵"), ((3, "phrase-missing"),)),
    "full width letters and punctuation": Nasty(rows(row("Ｌ山海，同歌！１")), one("L山海，同歌！1")),
    "traditional characters beside simplified": Nasty(
        rows(row("山海同歌"), row("山海同歌！"), row("港城新韻", OTHER[4])), (FIRST, ("港城新韻", SECOND[1])),
        notes=((3, "row-repeated"),),
    ),
    "phrases over the limit, and one without end": Nasty(
        rows(row("港" * 17), row("港" * 101), row("港" * 5000)), one("港" * 17),
        ((3, "text-too-long"), (4, "text-too-long")), ((2, "phrase-over-limit"),),
    ),
    "an explanation without end": Nasty(
        rows(row(explanation="说" * 3000), row("港城新韵", OTHER[4], explanation="说" * 3001)), (FIRST,),
        ((3, "text-too-long"),),
    ),
    "rows that something is missing from": Nasty(
        rows(row(phrase=""), row(name=""), row(phone=""), row("", "", ""), ("5", "", "", "", "", ""), ROW), (FIRST,),
        ((2, "phrase-missing"), (3, "name-missing"), (4, "phone-missing"), (5, "phrase-missing"), (5, "phone-missing"),
         (5, "name-missing")),
    ),
    "the same row three times": Nasty(
        rows(ROW, ROW, OTHER, ROW), notes=((3, "row-repeated"), (5, "row-repeated"))
    ),
    "one text from two authors": Nasty(
        rows(ROW, row("山海同歌", OTHER[4])), (FIRST, ("山海同歌", SECOND[1])), notes=((3, "phrase-duplicate"),)
    ),
    "notes, sums and signatures below": Nasty(
        rows(ROW, OTHER, ("注：请按时报送",), ("合计", "", "2"), ("小计", "", "2"), ("总计：2件",),
             ("填表人：示例丙", "", "", "", "15400000009"), ("负责人", "", "示例丁"), ("（盖章）",))
    ),
    "ten times the same headings": Nasty(
        csv_text(HEAD * 10, ROW * 10, (*ROW[:1], "", *ROW[2:]) + ROW * 9, OTHER).encode(),
        bad=((3, "phrase-missing"),),
    ),
    "headings again on every printed page": Nasty(csv_text(*SHEET[:4], (), TITLE, UNIT, HEAD, OTHER).encode()),
    "a second table below with its columns in another order": Nasty(
        csv_text(*SHEET[:4], TITLE, HEAD[::-1], OTHER[::-1], ("", "", "示例单位", "示例丙", "示例三", "3")).encode(),
        bad=((8, "phone-missing"),),
    ),
    "characters that no workbook holds": Nasty(
        rows(row("山\x0b海同歌\uffff", name="示例\ufffe甲"), row("", explanation="\uffff\x1b说明")), one("山 海同歌"),
        ((3, "phrase-missing"),),
    ),
    "another unit's name above": Nasty(
        csv_text(TITLE, ("单位名称：连云区",), HEAD, ROW, OTHER).encode(), notes=((2, "unit-differs"),)
    ),
    "headings and nothing else": Nasty(csv_text(*SHEET[:3]).encode(), (), notes=((0, "sheet-empty"),)),
}  # fmt: skip
