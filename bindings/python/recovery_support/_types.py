"""Names for the annotations; only type checkers read them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Union

Path = Union[str, "os.PathLike[str]"]
Document = Union[str, bytes, Mapping[str, Any], Sequence[Any]]
Instant = Union[int, str, datetime]
Day = Union[int, str, date]

__all__ = ["Any", "Day", "Document", "Instant", "Path"]
