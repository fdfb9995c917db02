#!/usr/bin/env python3
"""Prints what today looks like for one person: the day picture of recovery-support.

python3 today.py --person FILE [--now TIME] [options]
"""

import argparse
import sys
import time

import recovery_support as rs
from today_text import picture_text


def main(arguments):
    given = options(arguments)
    try:
        print_day(given)
    except rs.Error as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def options(arguments):
    parser = argparse.ArgumentParser(allow_abbrev=False, description="What today looks like.")
    parser.add_argument("--config", metavar="FILE", help="settings laid over the built-in ones")
    parser.add_argument("--person", metavar="FILE", required=True, help="the person's record")
    parser.add_argument("--meetings", metavar="FILE", help="a Meeting Guide list")
    parser.add_argument("--model", metavar="FILE", help="a risk model; else the built-in one")
    parser.add_argument("--now", metavar="TIME", help='such as "2026-03-06T18:40-05:00"')
    parser.add_argument("--known-at", metavar="TIME", help="only what was known by then")
    parser.add_argument("--region", metavar="CODE", help='for crisis lines, such as "US-NY"')
    parser.add_argument("--near", metavar="LAT,LON", type=place, help="where the person is")
    parser.add_argument("--locale", metavar="TAG", help='words and plurals, such as "en"')
    parser.add_argument("--json", action="store_true", help="the whole picture as JSON")
    parser.add_argument(
        "--report", action="store_true", help="what could not be used, line by line"
    )
    return parser.parse_args(arguments)


def place(text):
    latitude, longitude = text.split(",")
    return float(latitude), float(longitude)


def print_day(given):
    config = rs.Config.load(given.config) if given.config else rs.Config.default()
    person = rs.Person.load(given.person, config)
    meetings = rs.Meetings.read(given.meetings, config) if given.meetings else None
    model = rs.Model.load(given.model, config) if given.model else rs.Model.default(config)
    now = given.now or int(time.time() * 1000)
    latitude, longitude = given.near or (None, None)
    day = rs.today(
        person,
        now,
        meetings=meetings,
        model=model,
        region=given.region,
        known_at=given.known_at,
        latitude=latitude,
        longitude=longitude,
        locale=given.locale,
    )
    tell(person.report, "all" if given.report else "problems")
    if meetings:
        tell(meetings.report, "all" if given.report else "count")
    locale = given.locale or "en"
    text = day.to_json() + "\n" if given.json else picture_text(config, person, day, locale)
    sys.stdout.buffer.write(text.encode())


def tell(report, lines):
    """What of a document could not be used, on stderr: a line each, or their number."""
    if lines != "count":
        for problem in report.problems:
            if lines == "all" or problem.severity != "note":
                print(problem_line(problem), file=sys.stderr)
    elif report.left_out:
        print(
            f"{report.source}: {report.used} used, {report.left_out} left out (see --report)",
            file=sys.stderr,
        )


def problem_line(problem):
    where = problem.source + (f":{problem.line}:{problem.column}" if problem.line else "")
    row = f"row {problem.row}" if problem.row else None
    kind = None if problem.severity == "error" else problem.severity
    parts = (where, kind, row, problem.path, problem.message)
    return ": ".join(part for part in parts if part)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
