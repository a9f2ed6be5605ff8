// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! x
