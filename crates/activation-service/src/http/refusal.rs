// SPDX-License-Identifier: EUPL-1.2
//! A problem as an answer: `application/problem+json` (RFC 9457), whatever went wrong.

use activation_protocol::{Problem, ProblemCode};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Why a request is not done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Refusal(pub(crate) ProblemCode);

impl From<ProblemCode> for Refusal {
    fn from(code: ProblemCode) -> Self {
        Self(code)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let problem = Problem::from(self.0);
        let body = serde_json::to_vec(&problem).expect("a problem is plain data");
        let status = StatusCode::from_u16(problem.status).expect("codes have statuses of HTTP");
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, PROBLEM_JSON);
        if problem.retryable {
            headers.insert(header::RETRY_AFTER, RETRY_AFTER_S);
        }
        response.extensions_mut().insert(self.0);
        response
    }
}

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
const RETRY_AFTER_S: HeaderValue = HeaderValue::from_static("5");
