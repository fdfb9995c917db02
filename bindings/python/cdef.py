"""Public headers, as cffi reads them: preprocessed with RSUP_CDEF, otherwise as they are.

cdef.py COMPILER INCLUDE_DIR OUTPUT   write the C source of the extension
"""

import subprocess
import sys


def header_text(compiler, include_dir, header="recovery-support.h"):
    """What is left of a header after the preprocessor."""
    command = [compiler, "-E", "-P", "-DRSUP_CDEF", f"-I{include_dir}", "-x", "c", "-"]
    run = subprocess.run(
        command, input=f'#include "{header}"\n', check=True, capture_output=True, text=True
    )
    return run.stdout


def main():
    from cffi import FFI

    compiler, include_dir, output = sys.argv[1:]
    ffi = FFI()
    ffi.cdef(header_text(compiler, include_dir))
    ffi.set_source("recovery_support._rsup", '#include "recovery-support.h"\n')
    ffi.emit_c_code(output)


if __name__ == "__main__":
    main()
