"""A network camera on this machine that sends a clip in a loop, and can fall silent, hang up, and come back.

As a program: ``python clip_camera.py CLIP [PORT]`` prints its address and obeys words on stdin: silent, speak, off, on.
"""

from __future__ import annotations

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2


class ClipCamera:
    """Serves the clip at ``url`` while switched on, as fast as it was filmed. port: 0 for a free one."""

    def __init__(self, clip: Path, port: int = 0) -> None:
        self._pictures, self._fps = _pictures(clip)
        self._port = port
        self._began_s = time.monotonic()
        self.speaking = threading.Event()
        self.speaking.set()
        self.switch_on()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/video"

    def switch_on(self) -> None:
        self._off = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler(self._off))
        self._server.daemon_threads = True
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def switch_off(self) -> None:
        self._off.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self, off: threading.Event) -> type[BaseHTTPRequestHandler]:
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
                self.end_headers()
                last = -1
                try:
                    while not off.wait(0.4 / camera._fps):
                        number = int((time.monotonic() - camera._began_s) * camera._fps)
                        if number != last and camera.speaking.is_set():
                            last = number
                            picture = camera._pictures[number % len(camera._pictures)]
                            head = f"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
                            self.wfile.write(head.encode() + picture + b"\r\n")
                except OSError:
                    return  # the other side has hung up

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


def _pictures(clip: Path) -> tuple[list[bytes], float]:
    capture = cv2.VideoCapture(str(clip))
    fps = capture.get(cv2.CAP_PROP_FPS) or 30.0
    pictures = []
    while True:
        readable, picture = capture.read()
        if not readable:
            break
        pictures.append(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes())
    capture.release()
    return pictures, fps


if __name__ == "__main__":
    camera = ClipCamera(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(camera.url, flush=True)
    for line in sys.stdin:
        match line.strip():
            case "silent":
                camera.speaking.clear()
            case "speak":
                camera.speaking.set()
            case "off":
                camera.switch_off()
            case "on":
                camera.switch_on()
