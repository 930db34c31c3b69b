import smtplib
import socket
import threading
import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from scripts import mailbox

PDF = b"%PDF-1.7 not really"


@pytest.fixture
def box(tmp_path):
    """A mailbox that is open: its SMTP port, and a function that reads its pages."""
    smtp, web = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
    smtp_port, web_port = (line.getsockname()[1] for line in (smtp, web))
    box = mailbox.Mailbox(tmp_path, smtp, web)
    box.start()

    def read(path, host=None):
        address = f"http://127.0.0.1:{web_port}{path}"
        asked = urllib.request.Request(address, headers={"Host": host} if host else {})
        with urllib.request.urlopen(asked, timeout=60) as page:  # noqa: S310 - ours
            return page.read(), page.headers

    yield smtp_port, read
    box.stop()


@pytest.fixture
def send(box):
    port, _ = box

    def _send(subject="Sign your response", text="Plain words", html=None, attached=None):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "from@one.example", "to@two.example", subject
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
        if attached:
            mail.add_attachment(PDF, maintype="application", subtype="pdf", filename=attached)
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.send_message(mail)

    return _send


@pytest.fixture
def read(box):
    return box[1]


def name_of_the_mail(tmp_path):
    (path,) = tmp_path.glob("*.eml")
    return path.stem


def test_an_empty_mailbox_says_so(read):
    page, _ = read("/")

    assert b"No mail has been sent yet" in page


def test_the_list_shows_every_mail_newest_first(send, read):
    send(subject="First")
    send(subject="Second")

    page = read("/")[0].decode()

    assert page.index("Second") < page.index("First")
    assert page.count("to@two.example") == 2


def test_a_mail_is_shown_with_its_links(send, read, tmp_path):
    send(text="Reset it here: http://127.0.0.1:8000/reset/?a=1&b=2.")

    page = read(f"/{name_of_the_mail(tmp_path)}/")[0].decode()

    assert "from@one.example" in page
    assert '<a href="http://127.0.0.1:8000/reset/?a=1&amp;b=2">' in page


def test_what_a_mail_says_never_becomes_markup(send, read, tmp_path):
    send(subject="<script>alert(1)</script>", text="<b>bold</b>", attached="<i>.pdf")

    pages = read("/")[0] + read(f"/{name_of_the_mail(tmp_path)}/")[0]

    assert b"<script" not in pages
    assert b"<b>" not in pages
    assert b"<i>" not in pages
    assert b"&lt;script&gt;" in pages


def test_html_of_a_mail_is_shown_in_a_frame_where_nothing_runs(send, read, tmp_path):
    send(html="<p>Hello</p><script>alert(1)</script>")
    name = name_of_the_mail(tmp_path)

    page = read(f"/{name}/")[0].decode()
    html, headers = read(f"/{name}/html")

    assert f'<iframe src="/{name}/html"' in page
    assert 'sandbox="allow-popups' in page
    assert b"<p>Hello</p>" in html
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "default-src 'none'" in policy
    for word in ("scripts", "forms", "same-origin", "top-navigation"):
        assert f"allow-{word}" not in policy + page


def test_an_attachment_is_a_download(send, read, tmp_path):
    send(attached="Letter ŵ.pdf")

    content, headers = read(f"/{name_of_the_mail(tmp_path)}/attachment/0")

    assert content == PDF
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''Letter%20%C5%B5.pdf"


BROKEN = [
    b'To: "\r\nSubject: x\r\n\r\nBody',
    b"Subject: =?no-such-charset?Q?abc?=\r\nTo: <<a@[\r\nCc: a@[\r\nDate: Mon, 99\r\n\r\nBody",
    b"Message-ID: <\r\nFrom: <<<>>\r\nCc: a@[\r\nTo: =?x?\r\n\r\nBody",
    b'To: :\xff;"\r\nSubject: \xff\xfe\r\nContent-Type: text/plain; charset=idna\r\n\r\nBody\xff',
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent[: \xff\r\n\r\nBody\r\n--x--",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_malformed_mail_is_shown_as_it_came_beside_the_others(send, box, read, tmp_path, broken):
    with smtplib.SMTP("127.0.0.1", box[0]) as smtp:
        smtp.sendmail("from@one.example", ["to@two.example"], broken)
    name = name_of_the_mail(tmp_path)
    send(subject="A sound mail")

    page, source = read(f"/{name}/")[0], read(f"/{name}/source")[0]

    listed = read("/")[0]
    assert b"A sound mail" in listed
    assert f'href="/{name}/"'.encode() in listed
    assert b'<a href="/">All mails</a>' in page
    assert source.rstrip(b"\r\n") == broken


def test_a_malformed_header_never_becomes_markup(box, read, tmp_path):
    with smtplib.SMTP("127.0.0.1", box[0]) as smtp:
        smtp.sendmail("a@one.example", ["b@two.example"], b"To: a@[<script>\r\n\r\nBody")

    pages = read("/")[0] + read(f"/{name_of_the_mail(tmp_path)}/")[0]

    assert b"<script" not in pages
    assert b"&lt;script&gt;" in pages


def test_mails_are_still_there_after_a_restart(send, tmp_path):
    send(subject="Kept")

    mails = mailbox.Mails(tmp_path, threading.Lock())

    assert [mails.read(name)["Subject"] for name in mails.names()] == ["Kept"]


@pytest.mark.parametrize(
    "path", ["/..%2f..%2fetc%2fpasswd/", "/20260101-000000-000000-0000/", "/NAME/attachment/7"]
)
def test_what_is_not_there_is_not_found(send, read, tmp_path, path):
    send()

    with pytest.raises(urllib.error.HTTPError, match="404") as raised:
        read(path.replace("NAME", name_of_the_mail(tmp_path)))

    raised.value.close()


def test_a_name_of_another_machine_is_not_answered(read):
    with pytest.raises(urllib.error.HTTPError, match="403") as raised:
        read("/", host="elsewhere.example")

    raised.value.close()
