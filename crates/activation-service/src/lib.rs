// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod card_profiles;
pub mod cli;
mod clock;
mod commands;
mod config;
mod console;
mod enrolment_code;
mod events;
mod http;
mod import;
mod jobs;
mod logging;
mod metrics;
mod random;
mod rate_limit;
mod registry;
mod routes;
mod service;
mod signatures;
mod tls;
mod trust;
