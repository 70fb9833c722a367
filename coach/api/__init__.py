"""For notebooks and scripts: what ``import coach`` offers. The command line runs the very same code.

``replay`` coaches a video or a recording, ``feed`` poses from anywhere, ``read_poses`` finds or reads them; all of what came of
it is a ``Result``, as plain values, arrays and data frames. ``load_exercise`` reads and checks an exercise file,
``read_record`` what is kept over weeks. What goes wrong is a ``CoachError``, whose text is one sentence.
"""

from coach.api.exercises import describe_measures, list_exercises, load_exercise
from coach.api.poses import make_pose, read_poses
from coach.api.replays import feed, replay
from coach.api.results import Result
from coach.api.weeks import Record, read_record
from coach.coaching.session import Session
from coach.engine.spec import Exercise
from coach.errors import CoachError
from coach.values import Pose, Rep

__all__ = [
    "CoachError",
    "Exercise",
    "Pose",
    "Record",
    "Rep",
    "Result",
    "Session",
    "describe_measures",
    "feed",
    "list_exercises",
    "load_exercise",
    "make_pose",
    "read_poses",
    "read_record",
    "replay",
]
