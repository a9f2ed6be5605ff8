// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Compiles the Slint files: the totem's own, and with `test-bench` the bench's beside them.

use std::env::var_os;

use slint_build::{CompileError, CompilerConfiguration};

fn main() -> Result<(), CompileError> {
    let entry = match var_os("CARGO_FEATURE_TEST_BENCH") {
        Some(_) => "ui/app_and_test_bench.slint",
        None => "ui/app.slint",
    };
    // Tests find elements by name; the totem's binary has no use for names.
    let named = var_os("PROFILE").is_some_and(|profile| profile == "debug");
    let configuration = CompilerConfiguration::new()
        .with_style("fluent-light".into())
        .with_debug_info(named);
    slint_build::compile_with_config(entry, configuration)
}
