// SPDX-License-Identifier: EUPL-1.2
//! Bad days of a journal, one file each.

mod another_program_has_the_file;
mod clock_steps_backwards;
mod disk_full;
mod killed_right_after_a_commit;
mod program_updated;
mod read_only_folder;
mod unreadable_message;
mod visit;
