"""What pm4py counts in a log that the app exported: one JSON line. pm4py runs apart, as an outside oracle; nothing of it is shipped.

    pm4py-counts.py <file.xes.gz>
    pm4py-counts.py <file.csv> <case column> <activity column> <time column>
"""

import contextlib
import json
import sys

out = sys.stdout
with contextlib.redirect_stdout(sys.stderr):
    import pandas
    import pm4py

    path, *columns = sys.argv[1:]
    if columns:
        case, activity, time = columns
        frame = pandas.read_csv(path, dtype={case: str, activity: str}, encoding="utf-8-sig")
        log = pm4py.format_dataframe(frame, case_id=case, activity_key=activity, timestamp_key=time)
    else:
        log = pm4py.read_xes(path)
        if not isinstance(log, pandas.DataFrame):
            log = pm4py.convert_to_dataframe(log)
    # stable: ties keep their place in the file
    log = log.sort_values(["case:concept:name", "time:timestamp"], kind="stable").reset_index(drop=True)
    dfg, _, _ = pm4py.discover_dfg(log)
    counts = {
        "cases": int(log["case:concept:name"].nunique()),
        "events": len(log),
        "activities": int(log["concept:name"].nunique()),
        "variants": len(pm4py.get_variants(log)),
        "edges": len(dfg),
        "pairs": int(sum(dfg.values())),
    }
print(json.dumps(counts), file=out)
