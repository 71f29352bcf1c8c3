"""The pm4py side of `npm run bench`. Prints one JSON line a measurement to stdout; anything else goes to stderr.

    peers.py csv <file.csv>          read, format, discover the DFG
    peers.py xes <file.xes.gz> <reader>  read with that reader, discover the DFG
    peers.py dfg <file.csv> <share>  discover the DFG of a random selection of cases, log resident and formatted: one a line of input

Times are milliseconds, wall and CPU (user + system of this process, all its threads).
"""

import contextlib
import json
import sys
import time

_out = sys.stdout

with contextlib.redirect_stdout(sys.stderr):
    import numpy
    import pandas
    import pm4py


def clock():
    return time.perf_counter(), time.process_time()


def since(start):
    wall, cpu = clock()
    return {"wallMs": (wall - start[0]) * 1000, "cpuMs": (cpu - start[1]) * 1000}


def report(**facts):
    print(json.dumps(facts), file=_out, flush=True)


def formatted(frame):
    return pm4py.format_dataframe(frame, case_id="case_id", activity_key="activity", timestamp_key="timestamp")


def csv(path):
    start = clock()
    frame = formatted(pandas.read_csv(path))
    dfg, _, _ = pm4py.discover_dfg(frame)
    report(**since(start), events=len(frame), pairs=int(sum(dfg.values())))


def xes(path, reader):
    start = clock()
    frame = pm4py.read_xes(path, variant=reader)
    dfg, _, _ = pm4py.discover_dfg(frame)
    report(**since(start), reader=reader, events=len(frame), pairs=int(sum(dfg.values())))


def dfg(path, share):
    frame = formatted(pandas.read_csv(path, usecols=["case_id", "activity", "timestamp"]))
    case = frame["@@case_index"].to_numpy()
    random = numpy.random.default_rng(1)
    report(ready=True)
    for _ in sys.stdin:
        kept = frame[(random.random(case.max() + 1) < share)[case]]
        start = clock()
        found, _, _ = pm4py.discover_dfg(kept)
        report(**since(start), events=len(kept), pairs=int(sum(found.values())))


with contextlib.redirect_stdout(sys.stderr):
    match sys.argv[1:]:
        case ["csv", path]:
            csv(path)
        case ["xes", path, reader]:
            xes(path, reader)
        case ["dfg", path, share]:
            dfg(path, float(share))
        case _:
            sys.exit(__doc__)
