"""A network camera on this machine: sends motion JPEG over HTTP, and can fall silent, hang up, and come back."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import films

_PERIOD_S = 0.02


class NetworkCamera:
    """Serves one endless stream at ``url`` while switched on; every connection begins with the darkest picture."""

    def __init__(self) -> None:
        self._port = 0
        self._sending = threading.Event()
        self._sending.set()
        self.switch_on()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/video"

    def fall_silent(self) -> None:
        """Keep the connection and send nothing."""
        self._sending.clear()

    def speak_again(self) -> None:
        self._sending.set()

    def switch_on(self) -> None:
        self._off = threading.Event()
        self._server = _Server(("127.0.0.1", self._port), _handler(self._sending, self._off))
        self._port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def switch_off(self) -> None:
        """Hang up on everybody and answer no more; a second call does nothing."""
        if not self._off.is_set():
            self._off.set()
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True


def _handler(sending: threading.Event, off: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
            self.end_headers()
            count = 0
            try:
                while not off.wait(_PERIOD_S):
                    if sending.is_set():
                        self._send(cv2.imencode(".jpg", films.shaded(count % 20))[1].tobytes())
                        count += 1
            except OSError:
                return  # the other side has hung up

        def _send(self, picture: bytes) -> None:
            head = f"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
            self.wfile.write(head.encode() + picture + b"\r\n")

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
