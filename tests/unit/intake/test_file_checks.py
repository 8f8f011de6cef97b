"""Attachments are what their content says they are, and nothing in them acts by itself (issue 5, 可附页)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.adapters.attachments.inspecting import kind_of
from intake.handlers.ports import FileFault

from tests.unit.intake.attachment_files import MACRO_TYPE, RELATION, docx, jpeg, packed_objects, pdf, png

LINK, TEMPLATE = RELATION.format("hyperlink", "External"), RELATION.format("attachedTemplate", "External")
ESCAPED = RELATION.format("attachedTemplate", "&#69;xternal")
ENTITIES = '<!DOCTYPE x [<!ENTITY e "External">]>' + RELATION.format("image", "&e;")
NAME = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(pdf(), "pdf"), (b"\xef\xbb\xbf" + pdf(), "pdf"), (pdf(packed_objects(b"<< /Type /Page >>")), "pdf"),
     (pdf(b"2 0 obj << /S /URI /URI (https://example.invalid) >> endobj "), "pdf"), (png(), "png"), (jpeg(), "jpeg"),
     (jpeg(end=b"\xff\xd9 and what a telephone adds"), "jpeg"), (docx(), "docx"),
     (docx(parts={NAME: LINK}), "docx")],
)  # fmt: skip
def test_sound_files_are_taken_for_what_they_are(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


ACTION = b"2 0 obj << /S /JavaScript /JS (app.alert) >> endobj "
FAULTS = {
    "a script": (pdf(ACTION), "file-unsafe"),
    "a script with an escaped name": (pdf(ACTION.replace(b"/JavaScript", b"/J#61va#53cript")), "file-unsafe"),
    "a packed script": (pdf(packed_objects(ACTION)), "file-unsafe"),
    "a script packed otherwise": (
        pdf(packed_objects(ACTION, b"/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]")), "file-unsafe",
    ),
    "a packed script under an escaped type": (
        pdf(packed_objects(ACTION, b"/Type /Obj#53tm /Filter /FlateDecode")), "file-unsafe",
    ),
    "a program to start": (pdf(b"2 0 obj << /S /Launch /F (x) >> endobj "), "file-unsafe"),
    "an embedded file": (pdf(b"2 0 obj << /EF << /F 3 0 R >> /EmbeddedFiles 4 0 R >> endobj "), "file-unsafe"),
    "a form that sends": (pdf(b"2 0 obj << /S /SubmitForm >> endobj "), "file-unsafe"),
    "a form of its own": (pdf(b"2 0 obj << /XFA [ 3 0 R ] >> endobj "), "file-unsafe"),
    "a password": (pdf(trailer=b"/Encrypt 9 0 R"), "file-encrypted"),
    "a PDF cut off": (pdf()[:-8], "file-damaged"),
    "objects that swell": (pdf(packed_objects(b" " * (40 * 1024 * 1024))), "file-expands-too-much"),
    "objects that are none": (
        pdf(b"5 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\nxx endstream "), "file-damaged",
    ),
    "a PNG with a wrong sum": (png().replace(b"IDAT", b"IDAX"), "file-damaged"),
    "a PNG with something behind it": (png(extra=b"<script>"), "file-damaged"),
    "a PNG of a wall": (png(60000, 60000), "file-expands-too-much"),
    "a JPEG of a wall": (jpeg(60000, 60000), "file-expands-too-much"),
    "a JPEG without an end": (jpeg(end=b""), "file-damaged"),
    "macros by their type": (docx(MACRO_TYPE), "file-unsafe"),
    "macros": (docx(parts={"word/vbaProject.bin": b"x"}), "file-unsafe"),
    "an embedded object": (docx(parts={"word/embeddings/oleObject1.bin": b"x"}), "file-unsafe"),
    "a control": (docx(parts={"word/activeX/activeX1.xml": b"x"}), "file-unsafe"),
    "a template from outside": (docx(parts={"word/_rels/settings.xml.rels": TEMPLATE}), "file-unsafe"),
    "the same, escaped": (docx(parts={"word/_rels/settings.xml.rels": ESCAPED}), "file-unsafe"),
    "the same through an entity": (docx(parts={"word/_rels/settings.xml.rels": ENTITIES}), "file-unsafe"),
    "the same in UTF-16": (docx(parts={"word/_rels/settings.xml.rels": TEMPLATE.encode("utf-16")}), "file-unsafe"),
    "relations that are none": (docx(parts={NAME: "<a"}), "file-damaged"),
    "a bomb": (docx(parts={"word/media/image1.png": b"\0" * (60 * 1024 * 1024)}), "file-expands-too-much"),
    "an archive": (docx()[:4] + b"nothing of the kind", "file-damaged"),
    "a page": (b"<html><script>alert(1)</script>", "file-type-unsupported"),
    "a drawing with script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "file-type-unsupported"),
    "a program": (b"MZ\x90\0", "file-type-unsupported"),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-type-unsupported"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_would_act_or_cannot_be_looked_into_is_refused(fault: str) -> None:
    content, code = FAULTS[fault]
    with pytest.raises(FileFault) as refused:
        kind_of(content)
    assert refused.value.code == code


@settings(deadline=None)
@given(st.sampled_from((pdf(), png(), jpeg(), docx())), st.integers(0, 300), st.binary(max_size=20))
def test_whatever_comes_is_taken_or_refused_and_never_anything_else(sound: bytes, place: int, noise: bytes) -> None:
    content = sound[:place] + noise + sound[place + len(noise) :]
    try:
        said: str = kind_of(content)
    except FileFault as refused:
        said = refused.code
    assert said in {"pdf", "png", "jpeg", "docx"} or said.startswith("file-")
