// SPDX-License-Identifier: EUPL-1.2
//! The client against a real TLS 1.3 server, one file for each way a day can go.

mod authority;
mod backend;
mod calls;
mod enrolment;
mod keep_alive;
mod retries;
mod samples;
mod silence;
mod strange_answers;
mod strangers;
