"""Files: sent with an entry, freed of what pictures say beside themselves, and taken along by whoever may."""

import base64
import struct
import tempfile
from pathlib import Path

from browser import check_accessible, check_reflow, files_below, scan
from steps import accept, enter, give_consent, record_first_contact, refer, status

SAID = dict.fromkeys(
    "questions health support place contact rules name alias document account".split(), "Invented"
)
# What a phone writes into a picture, and what must not be kept.
MODEL = b"Phone of the person"


def gps_exif():
    """An Exif segment with a camera's model and a place: 42° 8' N."""
    ifd = struct.pack("<H", 2)
    ifd += struct.pack("<HHII", 0x0110, 2, len(MODEL), 38)
    ifd += struct.pack("<HHII", 0x8825, 4, 1, 38 + len(MODEL))
    ifd += struct.pack("<I", 0) + MODEL
    gps_at = 8 + len(ifd)
    gps = struct.pack("<H", 2)
    gps += struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0")
    gps += struct.pack("<HHII", 2, 5, 3, gps_at + 30)
    gps += struct.pack("<I", 0) + struct.pack("<6I", 42, 1, 8, 1, 0, 1)
    content = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + ifd + gps
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def photograph(page):
    """A real picture, drawn by the browser, with a place in it."""
    drawn = page.evaluate(
        """() => {
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = 64;
            const context = canvas.getContext("2d");
            context.fillStyle = "#336699";
            context.fillRect(8, 8, 40, 40);
            return canvas.toDataURL("image/jpeg").split(",")[1];
        }"""
    )
    picture = base64.b64decode(drawn)
    assert picture[:2] == b"\xff\xd8"
    return picture[:2] + gps_exif() + picture[2:]


def width(page, picture):
    """How wide the browser draws a picture; 0 when it can't."""
    return page.evaluate(
        """async (text) => {
            const image = new Image();
            image.src = "data:image/jpeg;base64," + text;
            try { await image.decode(); } catch { return 0; }
            return image.naturalWidth;
        }""",
        base64.b64encode(picture).decode(),
    )


def open_form(member, case):
    """The form that adds a file to the first need of the case."""
    member.go(case)
    need = member.page.locator("a[aria-label^='Add a file to this entry: Need']").first
    member.go(need.get_attribute("href"))


def send(member, name, content, kind="application/octet-stream"):
    member.page.set_input_files("[name=file]", {"name": name, "mimeType": kind, "buffer": content})
    member.page.click("main form button")


def take(member, link):
    with member.page.expect_download() as download:
        link.click()
    assert download.value.failure() is None
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_attachments(stage):
    """A photograph goes up without a script and comes back without its place; nobody else learns that it is there."""
    server = stage.tandem("--demo")
    inspector = enter(stage, server, "labour-inspectorate.3", javascript=False, width=320)
    drawing = enter(stage, server, "labour-inspectorate.3")
    case = record_first_contact(inspector, SAID)
    picture = photograph(drawing.page)
    assert MODEL in picture and width(drawing.page, picture) == 64
    open_form(inspector, case)
    check_accessible(inspector.page)
    check_reflow(inspector.page)
    send(inspector, "Anna am Flughafen.jpg", picture, "image/jpeg")
    assert inspector.page.url.endswith(case), inspector.page.locator("main").inner_text()
    check_accessible(inspector.page)
    link = inspector.page.get_by_role("link", name="Anna am Flughafen.jpg")
    address = link.first.get_attribute("href")
    name, kept = take(inspector, link.first)
    assert name == "attachment.jpg"
    assert MODEL not in kept and b"Exif" not in kept and len(kept) < len(picture)
    assert width(drawing.page, kept) == 64

    # The neighbour, and the shelter before and after it may read what the file belongs to.
    neighbour = enter(stage, server, "border-guard.1")
    shelter = enter(stage, server, "shelter-women.1")
    assert status(neighbour, address) == status(shelter, address) == 404
    give_consent(inspector, case, "support", ["shelter-women"], ["support"])
    refer(inspector, case, "women-places", ["support"])
    assert status(shelter, address) == 404
    accept(shelter)
    shelter.go(case)
    shared = shelter.page.get_by_role("link", name="Anna am Flughafen.jpg").first
    assert take(shelter, shared) == ("attachment.jpg", kept)
    assert status(neighbour, address) == 404
    assert not scan(files_below(server.folder), ["Flughafen", MODEL.decode()])


def test_refused_attachments(stage):
    """A file that is too large, or of another kind than its name says, is refused with a sentence beside the field."""
    server = stage.tandem("--demo")
    inspector = enter(stage, server, "labour-inspectorate.3")
    case = record_first_contact(inspector, SAID)
    page = inspector.page
    open_form(inspector, case)
    page.click("main form button")
    says(inspector, "Choose a file")
    send(inspector, "payslip.pdf", b"MZ\x90\0\x03\0\0\0" + bytes(5_000), "application/pdf")
    says(inspector, "of a kind that is not taken")
    send(inspector, "page.txt", b"<!doctype html><script>alert(1)</script>", "text/plain")
    says(inspector, "of a kind that is not taken")
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "scan.pdf"
        large.write_bytes(b"%PDF-1.7\n" + bytes(26_000_000))
        page.set_input_files("[name=file]", large)
        page.click("main form button")
    says(inspector, "larger than 25 MB")
    check_accessible(page)
    inspector.go(case)
    assert page.locator("a[href*='/attachments/']").count() == 0
    # What failed does not stand in the way of what is right.
    open_form(inspector, case)
    send(inspector, "payslip.pdf", b"%PDF-1.7\n" + bytes(3_000_000), "application/pdf")
    assert page.url.endswith(case)
    name, kept = take(inspector, page.get_by_role("link", name="payslip.pdf").first)
    assert name == "attachment.pdf" and kept == b"%PDF-1.7\n" + bytes(3_000_000)


def says(member, sentence):
    """The page has an error at its top and the same beside the field."""
    summary = member.page.locator("#error-summary").inner_text()
    assert sentence in summary, summary
    assert sentence in member.page.locator("#field-file-error").inner_text()
