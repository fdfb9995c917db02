#!/usr/bin/env python3
"""The shared library reaches for nothing that ends, prints, or depends on the process around it."""

import re
import subprocess
import sys

FORBIDDEN = {
    "ends the process": r"_?exit|_Exit|abort|quick_exit|__assert_fail|raise|kill",
    "prints": r"(__)?(v|f|vf|d|vd)?printf(_chk)?|puts|fputs|putchar|perror",
    "changes the process": r"setenv|putenv|unsetenv|setlocale|tzset|signal|sigaction|chdir|umask",
    "differs between libms": r"(exp|log|pow|exp2|log2|log10|expm1|log1p|sin|cos|tan|tgamma)[fl]?",
    "reads a clock": r"time|clock|gettimeofday|clock_gettime|localtime(_r)?|gmtime(_r)?|mktime",
    "depends on the locale": r"strto(d|f|ld)|ato[fi]|s?scanf|isalpha|to(upper|lower)",
    "is random": r"rand|random|srand|arc4random|getrandom",
}


def main():
    command = ["nm", "-D", "--undefined-only", sys.argv[1]]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    names = sorted({line.split()[-1].split("@")[0] for line in lines})
    problems = [
        f"{name}: {why}"
        for name in names
        for why, pattern in FORBIDDEN.items()
        if re.fullmatch(pattern, name)
    ]
    print("\n".join(problems) or f"{len(names)} names wanted from outside, none forbidden")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
