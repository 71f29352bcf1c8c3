//! The rust4pm side of `npm run bench`. Prints one JSON line a measurement to stdout.
//!
//!     rust4pm-harness xes <file.xes.gz>       import, then discover_dfg
//!     rust4pm-harness dfg <file.csv> <share>  discover_dfg on a random selection of cases, log resident: one a line of input
//!
//! Times are wall and CPU (user + system of this process) in milliseconds.

use std::collections::HashMap;
use std::fs;
use std::io::{stdin, BufRead, BufReader};
use std::time::Instant;

use process_mining::core::event_data::case_centric::utils::activity_projection::{
    ActivityProjectionDFG, EventLogActivityProjection,
};
use process_mining::core::event_data::case_centric::xes::{
    import_xes_path, XESImportOptions,
};
use process_mining::core::event_data::case_centric::{Attribute, AttributeValue, Event, Trace};
use process_mining::core::process_models::case_centric::dfg::DirectlyFollowsGraph;
use process_mining::core::EventLog;
use process_mining::discovery::case_centric::dfg::discover_dfg;

/// User and system time of this process; Linux counts in hundredths of a second.
fn cpu_ms() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("");
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |i: usize| fields.get(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) * 10.0
}

fn pairs(dfg: &DirectlyFollowsGraph<'_>) -> u64 {
    dfg.directly_follows_relations.values().map(|&n| u64::from(n)).sum()
}

fn xes(path: &str) {
    let (wall, cpu) = (Instant::now(), cpu_ms());
    let options = XESImportOptions { verbose: false, ..Default::default() };
    let log = import_xes_path(path, options).expect("the log can be read");
    let import_ms = wall.elapsed().as_secs_f64() * 1000.0;
    let dfg = discover_dfg(&log);
    let wall_ms = wall.elapsed().as_secs_f64() * 1000.0;
    let events: usize = log.traces.iter().map(|t| t.events.len()).sum();
    println!(
        "{{\"wallMs\":{wall_ms:.1},\"cpuMs\":{:.1},\"importWallMs\":{import_ms:.1},\"events\":{events},\"pairs\":{}}}",
        cpu_ms() - cpu,
        pairs(&dfg)
    );
}

/// The log with only what a DFG needs: less to walk over than after an import, so in favour of this peer.
/// Relies on the bench's own CSV: case and activity come first and are never quoted, rows are in time order.
fn read_csv(path: &str) -> Vec<Trace> {
    let mut trace_of: HashMap<String, usize> = HashMap::new();
    let mut traces: Vec<Trace> = Vec::new();
    let reader = BufReader::with_capacity(1 << 20, fs::File::open(path).expect("the CSV exists"));
    for line in reader.lines().skip(1) {
        let line = line.expect("the CSV is UTF-8");
        let mut fields = line.splitn(3, ',');
        let case = fields.next().unwrap_or("");
        let activity = fields.next().unwrap_or("");
        let index = match trace_of.get(case) {
            Some(&index) => index,
            None => {
                trace_of.insert(case.to_string(), traces.len());
                traces.push(Trace { attributes: Vec::new(), events: Vec::new() });
                traces.len() - 1
            }
        };
        let name = Attribute::new("concept:name".to_string(), AttributeValue::String(activity.to_string()));
        traces[index].events.push(Event { attributes: vec![name] });
    }
    traces
}

fn log_of(traces: Vec<Trace>) -> EventLog {
    EventLog {
        attributes: Vec::new(),
        traces,
        extensions: None,
        classifiers: None,
        global_trace_attrs: None,
        global_event_attrs: None,
    }
}

fn dfg(path: &str, share: f64) {
    let mut traces = read_csv(path);
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    println!("{{\"ready\":true}}");
    for _ in stdin().lines() {
        let (mut kept, mut left) = (Vec::new(), Vec::new());
        for trace in traces.drain(..) {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let unit = (state >> 40) as f64 / (1u64 << 24) as f64;
            if unit < share { kept.push(trace) } else { left.push(trace) }
        }
        let log = log_of(kept);
        let (wall, cpu) = (Instant::now(), cpu_ms());
        let whole = discover_dfg(&log);
        let (wall_ms, cpu_time) = (wall.elapsed().as_secs_f64() * 1000.0, cpu_ms() - cpu);
        let (wall, cpu) = (Instant::now(), cpu_ms());
        let projection: EventLogActivityProjection = (&log).into();
        let projected = ActivityProjectionDFG::from_event_log_projection(&projection);
        let (projected_ms, projected_cpu) = (wall.elapsed().as_secs_f64() * 1000.0, cpu_ms() - cpu);
        println!(
            "{{\"wallMs\":{wall_ms:.1},\"cpuMs\":{cpu_time:.1},\"projectedWallMs\":{projected_ms:.1},\"projectedCpuMs\":{projected_cpu:.1},\"cases\":{},\"pairs\":{},\"edges\":{}}}",
            log.traces.len(),
            pairs(&whole),
            projected.edges.len()
        );
        traces = log.traces;
        traces.append(&mut left);
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [_, "xes", path] => xes(path),
        [_, "dfg", path, share] => dfg(
            path,
            share.parse().expect("share is a number"),
        ),
        _ => {
            eprintln!("usage: rust4pm-harness xes <file> | dfg <file.csv> <share>");
            std::process::exit(2);
        }
    }
}
