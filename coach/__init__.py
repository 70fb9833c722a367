"""Coach: a webcam form coach for upper-back pain."""

__version__ = "0.1.0"
