"""Where frames and poses come from: camera, video file, recording, landmarker."""
