// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Cards of every generation, whatever happens to them.

mod matrix;
mod new_generation;
mod whole_visits;
