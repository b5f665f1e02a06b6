"""Mail goes in by SMTP and comes out as page and JSON, attachments and all."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import httpx
import pytest

from devstack.mailbox.app import create_app
from devstack.mailbox.letters import LetterBox
from devstack.mailbox.smtp import smtp_server
from devstack.network import any_free_port
from tests.hosting import running

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Bella, Grüße\r\nEND:VCALENDAR\r\n"


def invitation() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Bella's visit – Dienstag"
    message["From"] = "Clinic <clinic@example.com>"
    message["To"] = "olivia@example.com"
    message.set_content("Plain <words> für Bella")
    message.add_alternative("<p>Bella <script>alert(1)</script></p>", subtype="html")
    message.add_attachment(CALENDAR.encode(), "text", "calendar", filename="visit.ics", params={"method": "REQUEST"})
    return message


@pytest.fixture
def mailbox(tmp_path) -> Iterator[tuple[httpx.Client, int]]:
    box = LetterBox(tmp_path / "mails")
    smtp_port = any_free_port()
    port = any_free_port(avoid=[smtp_port])
    smtp = smtp_server(box, smtp_port)
    smtp.start()
    with running(create_app(box), port), httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        yield http, smtp_port
    smtp.stop()


def send(port: int, message: EmailMessage, to: list[str] | None = None) -> None:
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.send_message(message, to_addrs=to or ["olivia@example.com"])


def test_mail_is_readable_with_its_calendar_attachment(mailbox):
    http, smtp_port = mailbox
    send(smtp_port, invitation(), ["olivia@example.com", "hidden@example.com"])
    [item] = http.get("/api/messages").json()["items"]
    assert (item["subject"], item["attachment_count"]) == ("Bella's visit – Dienstag", 1)
    assert item["to"] == ["olivia@example.com", "hidden@example.com"]
    mail = http.get(f"/api/messages/{item['id']}").json()
    assert mail["text"].strip() == "Plain <words> für Bella"
    assert mail["html"].strip() == "<p>Bella <script>alert(1)</script></p>"
    [attachment] = mail["attachments"]
    assert (attachment["filename"], attachment["content_type"]) == ("visit.ics", "text/calendar")
    assert (attachment["method"], attachment["text"]) == ("REQUEST", CALENDAR)
    download = http.get(f"/messages/{item['id']}/attachments/0")
    assert download.content == CALENDAR.encode()
    assert download.headers["content-disposition"].startswith("attachment;")


def test_page_shows_the_mail_and_keeps_its_html_in_a_cage(mailbox):
    http, smtp_port = mailbox
    send(smtp_port, invitation())
    letter_id = http.get("/api/messages").json()["items"][0]["id"]
    assert "Bella&#39;s visit" in http.get("/").text
    page = http.get(f"/messages/{letter_id}").text
    assert 'sandbox="allow-popups"' in page
    assert "<script>alert" not in page
    assert "Plain &lt;words&gt;" in http.get(f"/messages/{letter_id}?view=text").text
    html = http.get(f"/messages/{letter_id}/html")
    assert "sandbox" in html.headers["content-security-policy"]
    assert "default-src 'none'" in html.headers["content-security-policy"]


def test_filters_and_order(mailbox):
    http, smtp_port = mailbox
    for name in ("first", "second"):
        message = invitation()
        message.replace_header("Subject", name)
        send(smtp_port, message, [f"{name}@example.com"])
    assert [item["subject"] for item in http.get("/api/messages").json()["items"]] == ["second", "first"]
    assert [item["subject"] for item in http.get("/api/messages?to=FIRST@example.com").json()["items"]] == ["first"]
    assert http.get("/api/messages?subject=seco").json()["total"] == 1
    assert http.delete("/api/messages").status_code == 204
    assert http.get("/api/messages").json() == {"total": 0, "items": []}


def test_mail_survives_a_restart_and_strange_ids_find_nothing(mailbox, tmp_path):
    http, smtp_port = mailbox
    send(smtp_port, invitation())
    [letter] = LetterBox(tmp_path / "mails").newest()
    assert letter.subject == "Bella's visit – Dienstag"
    for path in ("/messages/nothing", "/api/messages/..%2F..%2Fetc%2Fpasswd", f"/messages/{letter.id}/attachments/7"):
        assert http.get(path).status_code == 404
