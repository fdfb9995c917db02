"""How long `import recovery_support` takes: best of 11 fresh processes, less a bare start."""

import subprocess
import sys
import time


def best(code):
    times = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return min(times)


bare, whole = best("pass"), best("import recovery_support")
print(
    f"import recovery_support\t11\t{(whole - bare) * 1e6:.0f}\t\t\tbare start\t{whole / bare:.2f}\t\t<= 5000 us"
)
