"""Keeps OpenCV and its FFmpeg from writing to the terminal: what goes wrong is said once, in our own words."""

from __future__ import annotations

import os

import cv2


def quiet_opencv() -> None:
    """Switch off the log of OpenCV and of the FFmpeg inside it, unless the user has set a level."""
    # FFmpeg's own scale, where -8 is nothing at all; read when a file or stream is opened.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    if "OPENCV_LOG_LEVEL" not in os.environ:
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
