// SPDX-License-Identifier: EUPL-1.2
//! The program, started in a folder of its own.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use activation_protocol::messages::{EnrolmentRequest, EnrolmentStatus, TrustBundle, paths};
use activation_protocol::{Bytes, KioskId};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use serde_json::Value;
use tempfile::TempDir;

use crate::cards::Deck;
use crate::https::{Client, Identity};

/// A running backend that knows a deck of cards.
pub(crate) struct Backend {
    pub(crate) folder: TempDir,
    pub(crate) deck: Deck,
    child: Child,
    ready: Value,
}

/// An enrolled kiosk.
pub(crate) struct Kiosk {
    pub(crate) id: KioskId,
    pub(crate) trust: TrustBundle,
    pub(crate) client: Client,
}

impl Backend {
    /// A fresh folder, the authority pinned, its list there, the deck imported; then started.
    pub(crate) fn start() -> Self {
        Self::start_with(Deck::new())
    }

    pub(crate) fn start_with(deck: Deck) -> Self {
        let folder = prepare(&deck);
        let (child, ready) = serve(folder.path());
        Self {
            folder,
            deck,
            child,
            ready,
        }
    }

    /// Another command of the program beside the server.
    pub(crate) fn command(&self, arguments: &[&str]) -> Output {
        command(self.folder.path(), arguments)
    }

    pub(crate) fn at(&self, listener: &str) -> SocketAddr {
        self.ready[listener].as_str().unwrap().parse().unwrap()
    }

    pub(crate) fn root(&self) -> CertificateDer<'static> {
        CertificateDer::from_pem_file(self.folder.path().join("tls/root.pem")).unwrap()
    }

    /// For the enrolment listener.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.at("enrolment"), self.root(), None)
    }

    /// Invites and enrols a kiosk whose code is enough.
    pub(crate) async fn enrol(&self, asset_tag: &str) -> Kiosk {
        let invited = self.command(&[
            "kiosk",
            "add",
            "--asset-tag",
            asset_tag,
            "--place",
            "Prato",
            "--auto-approve",
        ]);
        let code = String::from_utf8(invited.stdout).unwrap().trim().to_owned();
        let request = KioskRequest::new(&code, asset_tag);
        let answer = self.stranger().post(paths::ENROLMENTS, &request.body).await;
        let EnrolmentStatus::Approved {
            kiosk_id,
            certificate,
            trust,
        } = answer.json()
        else {
            panic!("not approved: {answer:?}");
        };
        Kiosk {
            id: kiosk_id,
            trust,
            client: self.client(&certificate, request.key),
        }
    }

    /// For the API listener, with a certificate.
    pub(crate) fn client(&self, certificate: &Bytes, key: PrivateKeyDer<'static>) -> Client {
        let certificate = CertificateDer::from(certificate.0.clone());
        let identity = Identity { certificate, key };
        Client::new(self.at("api"), self.root(), Some(identity))
    }

    /// Asks it to stop, and waits.
    pub(crate) fn stop(mut self) -> (TempDir, Deck, Option<i32>) {
        let pid = self.child.id().to_string();
        Command::new("kill").arg(&pid).status().unwrap();
        let code = self.child.wait().unwrap().code();
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        (folder, self.deck.clone(), code)
    }

    /// Starts again in the same folder.
    pub(crate) fn start_in(folder: TempDir, deck: Deck) -> Self {
        let (child, ready) = serve(folder.path());
        Self {
            folder,
            deck,
            child,
            ready,
        }
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        // It may have been stopped already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a kiosk sends to be enrolled, and the key it keeps.
pub(crate) struct KioskRequest {
    pub(crate) body: EnrolmentRequest,
    pub(crate) key: PrivateKeyDer<'static>,
}

impl KioskRequest {
    pub(crate) fn new(code: &str, asset_tag: &str) -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let csr = CertificateParams::default()
            .serialize_request(&key)
            .unwrap();
        let body = EnrolmentRequest {
            code: code.to_owned(),
            csr: Bytes(csr.der().to_vec()),
            asset_tag: asset_tag.to_owned(),
        };
        let key = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
        Self { body, key }
    }
}

/// A folder with configuration, authority, list and deck, not started.
pub(crate) fn prepare(deck: &Deck) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "."]);
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_string_lossy().into_owned()
    };
    let authority = file("ca.der", &deck.authority.der);
    succeed(&command(folder.path(), &["trust", "add-ca", &authority]));
    file("trust/crls/ca.crl", &deck.authority.list(1, &[]));
    let cards = file("cards.jsonl", deck.lines().as_bytes());
    succeed(&command(folder.path(), &["import-cards", &cards]));
    folder
}

/// Adds a line to the section `[policy]`, which is the last one that `init` writes.
pub(crate) fn set_policy(folder: &Path, line: &str) {
    let mut text = std::fs::read_to_string(config(folder)).unwrap();
    assert!(text.contains("[policy]"), "{text}");
    text.push_str(line);
    text.push('\n');
    std::fs::write(config(folder), text).unwrap();
}

/// The program with the configuration of a folder.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Output {
    program()
        .args(arguments)
        .arg("--config")
        .arg(config(folder))
        .output()
        .unwrap()
}

pub(crate) fn run_in(folder: &Path, arguments: &[&str]) {
    let output = program().args(arguments).current_dir(folder).output();
    succeed(&output.unwrap());
}

pub(crate) fn succeed(output: &Output) {
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
}

pub(crate) fn config(folder: &Path) -> PathBuf {
    folder.join("puntosi-backend.toml")
}

fn serve(folder: &Path) -> (Child, Value) {
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let mut child = program()
        .args(["serve", "--log-format", "json", "--config"])
        .arg(config(folder))
        .env("PUNTOSI__LISTEN__API", "127.0.0.1:0")
        .env("PUNTOSI__LISTEN__ENROLMENT", "127.0.0.1:0")
        .env("PUNTOSI__LISTEN__MANAGEMENT", "127.0.0.1:0")
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    let Ok(ready) = serde_json::from_str(&line) else {
        let _ = stdout.read_to_string(&mut line);
        let log = std::fs::read_to_string(folder.join("log")).unwrap();
        panic!("not ready: {line}{log}");
    };
    (child, ready)
}

pub(crate) fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_puntosi-backend"))
}
