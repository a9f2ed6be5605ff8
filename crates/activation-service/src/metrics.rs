// SPDX-License-Identifier: EUPL-1.2
//! Counters for Prometheus. Labels name routes, statuses and codes, never people, cards or kiosks.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use activation_protocol::ProblemCode;

/// All counters.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    problems: Mutex<BTreeMap<&'static str, u64>>,
}

impl Metrics {
    /// A request was answered.
    pub(crate) fn request(&self, route: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), status)).or_default() += 1;
    }

    /// A request was answered with a problem.
    pub(crate) fn problem(&self, code: ProblemCode) {
        let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        *problems.entry(code.slug()).or_default() += 1;
    }

    /// Prometheus text format 0.0.4; `crl_ages` in seconds, in the order of the authorities.
    pub(crate) fn page(&self, crl_ages: &[Option<i64>]) -> String {
        let mut page = String::from("# TYPE puntosi_requests_total counter\n");
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((route, status), count) in requests.iter() {
            let labels = format!("route=\"{route}\",status=\"{status}\"");
            line(&mut page, "puntosi_requests_total", &labels, count);
        }
        page.push_str("# TYPE puntosi_problems_total counter\n");
        let problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        for (code, count) in problems.iter() {
            let labels = format!("code=\"{code}\"");
            line(&mut page, "puntosi_problems_total", &labels, count);
        }
        page.push_str("# TYPE puntosi_crl_age_seconds gauge\n");
        for (index, age) in crl_ages.iter().enumerate() {
            let labels = format!("authority=\"{}\"", index + 1);
            let value = age.map_or_else(|| "+Inf".to_owned(), |age| age.to_string());
            line(&mut page, "puntosi_crl_age_seconds", &labels, value);
        }
        page
    }
}

fn line(page: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    writeln!(page, "{name}{{{labels}}} {value}").expect("a String takes any text");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_a_line_for_each_series() {
        let metrics = Metrics::default();
        metrics.request("/v1/readiness", 200);
        metrics.request("/v1/readiness", 200);
        metrics.problem(ProblemCode::OldExpired);
        let page = metrics.page(&[Some(60), None]);
        for line in [
            "puntosi_requests_total{route=\"/v1/readiness\",status=\"200\"} 2\n",
            "puntosi_problems_total{code=\"old-expired\"} 1\n",
            "puntosi_crl_age_seconds{authority=\"1\"} 60\n",
            "puntosi_crl_age_seconds{authority=\"2\"} +Inf\n",
        ] {
            assert!(page.contains(line), "{page}");
        }
    }
}
