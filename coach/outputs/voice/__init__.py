"""The voice: cues spoken by the platform's own speech engine in processes of its own, or sounded as tones."""
