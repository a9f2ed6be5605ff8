// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Cards of every generation, whatever happens to them.

mod card_checks;
mod matrix;
mod new_generation;
mod side_by_side;
mod whole_visits;
