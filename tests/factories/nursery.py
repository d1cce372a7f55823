"""
The process from which `tests.factories.forked` forks: it imports once what takes long, and waits.

Each line that it is told is a process to be: {"argv", "env", "cwd", "out", "err"}, with a "module"
to run or "code" to execute. It answers with the number of that process, and once it has ended with
its exit code. It is run as a file.
"""

import gc
import json
import os
import runpy
import sys
import traceback
from importlib import import_module
from typing import Any

# Nothing of these reads the environment as it is imported, or starts a thread that minds a fork.
READY = (
    "django.core.management",
    "evenhand.cli.main",
    "evenhand.pipeline.amhp_report",
    "evenhand.pipeline.year",
    "scipy.optimize",
)
# What takes seconds and only one command needs: imported when that command is first asked for.
READY_FOR = {"forecast": ("evenhand.cli.say_forecast_log", "evenhand.cli.say_forecast_cover")}


def become(told: Any) -> None:
    """Be the process that was asked for, as if Python had been started for it; it ends here."""
    code = 1
    try:
        os.environ.clear()
        os.environ.update(told["env"])
        os.chdir(told["cwd"])
        for number, place in enumerate((os.devnull, told["out"], told["err"])):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY
            os.dup2(os.open(place, flags, 0o600), number)
        sys.argv = ["", *told["argv"]]
        paths = told["env"].get("PYTHONPATH", "").split(os.pathsep)
        sys.path[:] = [told["cwd"], *filter(None, paths), *sys.path]
        if told["module"]:
            runpy.run_module(told["module"], run_name="__main__", alter_sys=True)
        else:
            exec(told["code"], {"__name__": "__main__"})
        code = 0
    except SystemExit as ends:
        code = ends.code if isinstance(ends.code, int) else int(ends.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main() -> None:
    """Fork what is asked for, one after another, until nobody can ask any more."""
    # Beside this file lie modules with the names of others.
    del sys.path[0]
    for name in READY:
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        told = json.loads(line)
        for name in READY_FOR.get(told["argv"][0] if told["argv"] else "", ()):
            import_module(name)
        number = os.fork()
        if number == 0:
            become(told)
        print(number, flush=True)
        _number, status = os.waitpid(number, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    # Without tearing down what was imported, of which DuckDB's bindings warn (cli.main.run).
    os._exit(0)


if __name__ == "__main__":
    main()
