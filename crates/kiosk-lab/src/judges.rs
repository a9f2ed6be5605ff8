// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Those who had no part in a visit say whether it did what its last page says.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::journey::Judgement;
use crate::story::{CHOSEN_PIN, Story};
use crate::world::{World, wait_until};

/// The state of an activation with both signatures.
pub(crate) const CONFIRMED: &str = "confirmed";
const PATIENCE: Duration = Duration::from_secs(20);

/// Generations whose PIN OpenSC 0.23 can verify.
pub(crate) const KNOWN_TO_OPENSC: [&str; 5] =
    ["athena10", "incard10", "oberthur10", "cardos10", "st11"];

/// Asks whether the new card has the chosen PIN and not the one it was shipped with: OpenSC, or the
/// card's own memory where OpenSC cannot ask the card.
pub(crate) fn ask_card(story: &mut Story) -> Result<()> {
    let generation = story.world.cards.new.generation.as_str();
    if KNOWN_TO_OPENSC.contains(&generation) {
        ask_opensc(story)
    } else {
        ask_memory(story)
    }
}

/// Looks into the file in which the emulator keeps the card's codes.
fn ask_memory(story: &mut Story) -> Result<()> {
    let card = &story.world.cards.new;
    let state = fs::read(story.world.card_files(card).join("state.json"))?;
    let memory: Value = serde_json::from_slice(&state).context("state.json")?;
    let issued = card.pin.as_deref().context("the new card had no PIN")?;
    let answers = [
        (
            "the new card has the chosen PIN",
            memory["pin"] == CHOSEN_PIN,
        ),
        (
            "the new card has not the issued PIN",
            memory["pin"] != issued,
        ),
        (
            "the new card has all its tries",
            memory["pin_tries"] == ALL_TRIES,
        ),
    ];
    for (question, right) in answers {
        judged(story, "the card's memory", question, right);
    }
    all_right(story)
}

/// Of every generation there is.
const ALL_TRIES: u8 = 3;

/// Asks OpenSC whether the new card takes the chosen PIN and refuses the one it was shipped with.
fn ask_opensc(story: &mut Story) -> Result<()> {
    if let Some(totem) = story.world.totem.take() {
        totem.stop();
    }
    let issued = story
        .world
        .cards
        .new
        .pin
        .clone()
        .context("the new card had no PIN")?;
    story.world.slot.hurry()?;
    story.insert_new_card()?;
    let world = &story.world;
    let seen = || opensc(world, "opensc-tool", &["--atr"]);
    wait_until("OpenSC sees the card", PATIENCE, seen)?;
    let accepts = |pin| {
        opensc(
            world,
            "pkcs15-tool",
            &["--verify-pin", "--auth-id", "01", "--pin", pin],
        )
    };
    // The last question gives back the try that the one before it took.
    let answers = [
        ("the new card takes the chosen PIN", accepts(CHOSEN_PIN)),
        ("the new card refuses the issued PIN", !accepts(&issued)),
        (
            "the new card still takes the chosen PIN",
            accepts(CHOSEN_PIN),
        ),
    ];
    for (question, right) in answers {
        judged(story, "OpenSC pkcs15-tool", question, right);
    }
    story.remove_card()?;
    all_right(story)
}

/// Asks the backend, by the code of the case alone, for both cards' signatures. The proof may
/// still be on its way: nobody is there to wait for it.
pub(crate) fn ask_backend(story: &mut Story) -> Result<()> {
    let code = story.code.context("no code was given")?.to_string();
    let deadline = Instant::now() + PATIENCE;
    let mut shown = story.world.backend.show_activation(&code)?;
    while state(&shown) != CONFIRMED && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(100));
        shown = story.world.backend.show_activation(&code)?;
    }
    let judge = "puntosi-backend show activation";
    judged(
        story,
        judge,
        "the activation is confirmed",
        state(&shown) == CONFIRMED,
    );
    for (question, statement) in [
        ("the old card's signature verifies", "old-auth"),
        ("the new card's signature verifies", "new-proof"),
    ] {
        judged(story, judge, question, verifies(&shown, statement));
    }
    all_right(story)
}

fn judged(story: &mut Story, judge: &str, question: &str, right: bool) {
    story.judgements.push(Judgement {
        judge: judge.to_owned(),
        question: question.to_owned(),
        right,
    });
}

fn all_right(story: &Story) -> Result<()> {
    let wrong = story.judgements.iter().find(|judgement| !judgement.right);
    let wrong =
        wrong.map(|judgement| format!("{}: not so: {}", judgement.judge, judgement.question));
    ensure!(wrong.is_none(), wrong.unwrap_or_default());
    Ok(())
}

pub(crate) fn verifies(shown: &Value, statement: &str) -> bool {
    let evidence = shown["evidence"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut of_the_card = evidence.iter().filter(|row| row["statement"] == statement);
    of_the_card.any(|row| row["signature_valid"] == Value::Bool(true))
}

pub(crate) fn state(shown: &Value) -> &str {
    shown["state"].as_str().unwrap_or_default()
}

/// Whether a tool of OpenSC succeeds with the card in the reader.
fn opensc(world: &World, tool: &str, arguments: &[&str]) -> bool {
    run_opensc(world, tool, arguments).is_ok_and(|output| output.status.success())
}

/// Whether another program is kept from the card because somebody has it for himself.
pub(crate) fn is_kept_from_card(world: &World) -> Result<bool> {
    let select_mf = ["--send-apdu", "00:A4:00:0C:02:3F:00"];
    let output = run_opensc(world, "opensc-tool", &select_mf)?;
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(!output.status.success() && complaint.contains("in use by another application"))
}

fn run_opensc(world: &World, tool: &str, arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new(tool);
    command.args(["--reader", "0"]).args(arguments);
    // OpenSC keeps caches under HOME.
    command.env("HOME", world.dir()).stdin(Stdio::null());
    command.output().context(tool.to_owned())
}
