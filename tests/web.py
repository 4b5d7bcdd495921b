"""A small web of invented sites, on this machine alone."""

import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from runtut.intake.fetch.fetcher import Fetcher

CERTIFICATE = Path(__file__).parent / "tls" / "kabar.example.pem"


class Site:
    """Answers by `pages`: path to bytes, to (status, headers, body), or to a function of the request's handler."""

    def __init__(self, *, tls=False):
        self.pages = {}
        self.asked = []  # path and headers of each request
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append((self.path, self.headers))
                page = site.pages.get(self.path, (404, {}, b"nothing here"))
                if callable(page):
                    page(self)
                    self.close_connection = True
                    return
                status, headers, body = page if isinstance(page, tuple) else (200, {"Content-Type": "text/html"}, page)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                """Clients go away in the midst of an answer; some tests are of that."""

        self._server = Server(("127.0.0.1", 0), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.base = f"{'https' if tls else 'http'}://kabar.example:{self.port}"
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def paths(self):
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def fetcher(**options):
    """Return what fetches from such sites; every host's name leads to this machine."""
    given = {"interval": 0, "seconds": 5, "allow_private": True, "resolver": lambda _host, _port: ["127.0.0.1"]}
    return Fetcher(**{**given, **options})
