"""A mailbox for one's own machine: takes every mail the system sends, and shows it on a page.

Nothing leaves the machine. Mails are kept as .eml files in a folder.
"""

from __future__ import annotations

import argparse
import asyncio
import email
import email.policy
import re
import signal
import socket
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from aiosmtpd.smtp import SMTP

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

    from aiosmtpd.smtp import Envelope, Session

HOST = "127.0.0.1"
NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6}-[0-9]{4}")
ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'"
# The mail's own HTML: no script, no form, nothing fetched. Its links open in a new tab.
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self'"
)
STYLE = """
body { font: 16px/1.5 arial, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #b1b4b6; padding: .5rem; text-align: left; vertical-align: top }
pre { border: 1px solid #b1b4b6; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
iframe { border: 1px solid #b1b4b6; height: 40rem; width: 100% }
"""


@dataclass(frozen=True)
class Mails:
    """The mails in a folder, one .eml file each, named by when they came."""

    folder: Path
    lock: threading.Lock

    def add(self, content: bytes, at: datetime) -> str:
        """Keep a mail, and return its name."""
        with self.lock:
            number = 0
            while (path := self.path(f"{at:%Y%m%d-%H%M%S-%f}-{number:04}")).exists():
                number += 1
            path.write_bytes(content)
        return path.stem

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.eml"

    def names(self) -> list[str]:
        """The names of all mails, the newest first."""
        return sorted((path.stem for path in self.folder.glob("*.eml")), reverse=True)

    def read(self, name: str) -> EmailMessage | None:
        """A mail, None where there is none of that name."""
        if not NAME.fullmatch(name) or not self.path(name).exists():
            return None
        return email.message_from_bytes(self.path(name).read_bytes(), policy=email.policy.default)


class Keeper:
    """What the SMTP server does with a mail: keeps it."""

    def __init__(self, mails: Mails) -> None:
        self.mails = mails

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name and arguments
        content = envelope.original_content or b""
        print(f"mail to {', '.join(envelope.rcpt_tos)}", flush=True)
        self.mails.add(content, datetime.now())  # noqa: DTZ005 - a file name in local time
        return "250 Kept"


def page(title: str, body: str) -> str:
    """A whole page around a body that is HTML already."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}'
        f'</title><meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        f"<body>{body}</body></html>"
    )


def words_of(mail: EmailMessage, name: str) -> str:
    """A header's text, as it came where it cannot be parsed; empty where the mail has none."""
    try:
        return str(mail.get(name, ""))
    except Exception:  # noqa: BLE001 - the library's parser fails in many ways on broken headers
        raw = (value for key, value in mail.raw_items() if key.lower() == name.lower())
        return str(next(raw, ""))


def header(mail: EmailMessage, name: str) -> str:
    """A header's text as HTML."""
    return escape(words_of(mail, name))


def list_page(mails: Mails) -> str:
    """The list of all mails, the newest first."""
    rows = []
    for name in mails.names():
        if mail := mails.read(name):
            subject = header(mail, "Subject") or "(no subject)"
            rows.append(
                f"<tr><td>{header(mail, 'Date')}</td><td>{header(mail, 'To')}</td>"
                f'<td><a href="/{name}/">{subject}</a></td></tr>'
            )
    table = (
        "<table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
        if rows
        else "<p>No mail has been sent yet. Reload this page to look again.</p>"
    )
    return page("Mailbox", f"<h1>Mailbox</h1>{table}")


def linked(text: str) -> str:
    """Plain text as HTML, with its web addresses as links."""
    done, parts = 0, []
    for found in ADDRESS.finditer(text):
        address = escape(found[0])
        parts += [escape(text[done : found.start()]), f'<a href="{address}">{address}</a>']
        done = found.end()
    return "".join([*parts, escape(text[done:])])


def text_of(part: MIMEPart) -> str:
    """A part's text, whatever its character set claims to be."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except (LookupError, UnicodeError):
        return content.decode("utf-8", errors="replace")


def mail_page(name: str, mail: EmailMessage) -> str:
    """One mail: headers, text, HTML in a frame of its own, attachments."""
    subject = header(mail, "Subject") or "(no subject)"
    parts = [f'<p><a href="/">All mails</a></p><h1>{subject}</h1><table><tbody>']
    parts += [
        f"<tr><th>{label}</th><td>{header(mail, label)}</td></tr>"
        for label in ("From", "To", "Cc", "Date")
        if label in mail
    ]
    parts.append("</tbody></table>")
    if text := mail.get_body(("plain",)):
        parts.append(f"<h2>Text</h2><pre>{linked(text_of(text))}</pre>")
    if mail.get_body(("html",)):
        parts.append(
            f'<h2>HTML</h2><iframe src="/{name}/html" title="The mail as HTML" '
            'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
        )
    if attachments := list(mail.iter_attachments()):
        links = "".join(
            f'<li><a href="/{name}/attachment/{number}">{escape(title_of(part))}</a></li>'
            for number, part in enumerate(attachments)
        )
        parts.append(f"<h2>Attachments</h2><ul>{links}</ul>")
    parts.append(f'<p><a href="/{name}/source">Source</a></p>')
    return page(words_of(mail, "Subject") or "Mail", "".join(parts))


def title_of(part: MIMEPart) -> str:
    return part.get_filename() or "attachment"


class Desk(BaseHTTPRequestHandler):
    """Shows the mails. It only reads, and answers to names of this machine only."""

    mails: Mails
    port: int

    def do_GET(self) -> None:
        if self.headers.get("Host") not in {f"{HOST}:{self.port}", f"localhost:{self.port}"}:
            self.answer(HTTPStatus.FORBIDDEN, "text/plain", b"Not a name of this machine.")
            return
        name, _, what = unquote(self.path.partition("?")[0]).strip("/").partition("/")
        if not name:
            self.show(list_page(self.mails))
        elif mail := self.mails.read(name):
            self.show_mail(name, mail, what)
        else:
            self.missing()

    def show_mail(self, name: str, mail: EmailMessage, what: str) -> None:
        if not what:
            self.show(mail_page(name, mail))
        elif what == "html" and (html := mail.get_body(("html",))):
            text = '<base target="_blank">' + text_of(html)
            self.answer(HTTPStatus.OK, "text/html; charset=utf-8", text.encode(), MAIL_POLICY)
        elif what == "source":
            source = self.mails.path(name).read_bytes()
            self.answer(HTTPStatus.OK, "text/plain; charset=utf-8", source)
        else:
            self.show_attachment(mail, what)

    def show_attachment(self, mail: EmailMessage, what: str) -> None:
        """One attachment, as a download: a browser never shows it as a page of ours."""
        parts = list(mail.iter_attachments())
        number = what.removeprefix("attachment/")
        if not number.isdecimal() or int(number) >= len(parts):
            self.missing()
            return
        part = parts[int(number)]
        content = part.get_payload(decode=True)
        self.answer(
            HTTPStatus.OK,
            "application/octet-stream",
            content if isinstance(content, bytes) else part.as_bytes(),
            disposition=f"attachment; filename*=UTF-8''{quote(title_of(part), errors='replace')}",
        )

    def show(self, text: str) -> None:
        self.answer(HTTPStatus.OK, "text/html; charset=utf-8", text.encode(errors="replace"))

    def missing(self) -> None:
        text = page("Not found", "<h1>Not found</h1>")
        self.answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", text.encode())

    def answer(
        self,
        status: HTTPStatus,
        kind: str,
        content: bytes,
        policy: str = PAGE_POLICY,
        disposition: str = "",
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if disposition:
            self.send_header("Content-Disposition", disposition)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Say nothing of each page that is looked at."""


class Mailbox:
    """Takes mails at one listening socket, shows them at another, each in a thread of its own."""

    def __init__(self, folder: Path, smtp: socket.socket, web: socket.socket) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.mails = Mails(folder, threading.Lock())
        self.smtp = smtp
        self.loop = asyncio.new_event_loop()
        members = {"mails": self.mails, "port": web.getsockname()[1]}
        desk = type("DeskOfThisBox", (Desk,), members)
        self.web = ThreadingHTTPServer((HOST, 0), desk, bind_and_activate=False)
        self.web.socket.close()
        self.web.socket = web
        self.threads = [
            threading.Thread(target=self.loop.run_forever),
            threading.Thread(target=self.web.serve_forever, kwargs={"poll_interval": 0.1}),
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()
        opening = self.loop.create_server(self.greet, sock=self.smtp)
        self.taking = asyncio.run_coroutine_threadsafe(opening, self.loop).result()

    def greet(self) -> SMTP:
        """What talks to one who brings mail."""
        return SMTP(Keeper(self.mails), loop=self.loop, enable_SMTPUTF8=True)

    def stop(self) -> None:
        self.web.shutdown()
        self.loop.call_soon_threadsafe(self.taking.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        for thread in self.threads:
            thread.join()
        self.web.server_close()
        self.loop.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m scripts.mailbox", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where mails are kept")
    parser.add_argument("--smtp", type=int, required=True, help="file number of its SMTP socket")
    parser.add_argument("--web", type=int, required=True, help="file number of its web socket")
    chosen = parser.parse_args()
    box = Mailbox(
        chosen.folder, socket.socket(fileno=chosen.smtp), socket.socket(fileno=chosen.web)
    )
    box.start()
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    box.stop()
    return 0


if __name__ == "__main__":
    # Blocked in every thread, the signals wait for sigwait.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    sys.exit(main())
