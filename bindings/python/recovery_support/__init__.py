"""Recovery-support data: a person's network, meetings, check-ins and risk, and today's picture.

A thin face of the C library of the same name: arguments are converted, results are walked, nothing
is computed here.
"""

from ._care import activities, care, goals, group_goal
from ._consent import Decision, Link, decide, linked
from ._errors import (
    ConfigError,
    ConsentError,
    DataError,
    Error,
    FileError,
    OutOfMemoryError,
    StateError,
    UnknownNameError,
)
from ._instruments import Instrument, instruments
from ._mentor_match import mentor_match
from ._network import network_measures
from ._objects import (
    Config,
    Meetings,
    Model,
    Person,
    Safety,
    agenda,
    crisis_lines,
    next_occurrence,
    today,
    version,
    worklist,
)
from ._occasions import occasions
from ._progress import group_milestones, stage
from ._questions import history, insights, safer_use, scores, series, warning_signs
from ._records import Measure, Record, Result

__version__ = version()
__all__ = [
    "Config",
    "ConfigError",
    "ConsentError",
    "DataError",
    "Decision",
    "Error",
    "FileError",
    "Instrument",
    "Link",
    "Measure",
    "Meetings",
    "Model",
    "OutOfMemoryError",
    "Person",
    "Record",
    "Result",
    "Safety",
    "StateError",
    "UnknownNameError",
    "activities",
    "agenda",
    "care",
    "crisis_lines",
    "decide",
    "goals",
    "group_goal",
    "linked",
    "group_milestones",
    "history",
    "insights",
    "instruments",
    "mentor_match",
    "network_measures",
    "next_occurrence",
    "occasions",
    "safer_use",
    "scores",
    "series",
    "stage",
    "today",
    "version",
    "warning_signs",
    "worklist",
]
