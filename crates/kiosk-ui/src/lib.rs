// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
#![doc = include_str!("../README.md")]

mod adapters;
mod appearance;
mod backend;
mod error;
pub mod fonts;
mod glass_handle;
mod page;
mod report;
mod targets;
#[cfg(feature = "test-bench")]
mod test_bench;
#[cfg(test)]
mod tests;
mod touch;
mod window;

pub use backend::Backend;
pub use error::UiError;
pub use glass_handle::GlassHandle;
pub use page::Page;
pub use targets::{LaidOut, Target};
#[cfg(feature = "test-bench")]
pub use test_bench::{BenchCommand, TestBench, TestBenchHandle};
pub use touch::UiTouch;
pub use window::KioskWindow;

/// What the Slint compiler makes of `ui/`.
mod ui {
    #![expect(
        unreachable_pub,
        clippy::todo,
        clippy::unwrap_used,
        reason = "generated code"
    )]
    slint::include_modules!();
}
