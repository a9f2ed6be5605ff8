// SPDX-License-Identifier: EUPL-1.2
//! `init`: a ready embedded configuration in a folder of its own.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use cns_pki::AnchorList;
use code_vault::Vault;

use super::Done;
use crate::config::Config;
use crate::registry::{self, Registry};
use crate::tls::Authority;
use crate::{clock, console};

/// Makes a ready embedded configuration.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to make; it must not hold a configuration yet.
    dir: PathBuf,
    /// A name or address kiosks reach the backend by, besides 127.0.0.1 and localhost.
    #[arg(long = "name", value_name = "NAME")]
    names: Vec<String>,
}

impl Init {
    pub(crate) async fn run(self) -> Done {
        Ok(self.make().await?)
    }

    async fn make(self) -> Result<()> {
        let config = self.dir.join(CONFIG);
        ensure!(!config.exists(), "{} is there already", config.display());
        self.make_files(&config)?;
        let config_read = Config::load(&config)?;
        let database = &config_read.registry.database;
        registry::create(database).with_context(|| database.display().to_string())?;
        Registry::open(&config_read).await?;
        console::say(format!("configuration: {}", config.display()))?;
        console::complain(BANNER);
        Ok(())
    }

    fn make_files(&self, config: &Path) -> Result<()> {
        let now = clock::instant(clock::now());
        for folder in ["tls", "kiosks", "trust/crls"] {
            let folder = self.dir.join(folder);
            fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        Vault::create(&self.dir.join("vault"))?;
        let (root, files) = Authority::generate("PuntoSì TLS root", now)?;
        self.write("tls/root.pem", &files.certificate, PUBLIC)?;
        self.write("tls/root.key", &files.key, SECRET)?;
        let server = root.issue_server(&self.server_names(), now)?;
        self.write("tls/server.pem", &server.certificate, PUBLIC)?;
        self.write("tls/server.key", &server.key, SECRET)?;
        let (_, kiosks) = Authority::generate("PuntoSì kiosks", now)?;
        self.write("kiosks/authority.pem", &kiosks.certificate, PUBLIC)?;
        self.write("kiosks/authority.key", &kiosks.key, SECRET)?;
        self.write(
            "trust/anchors.toml",
            &AnchorList::default().to_toml()?,
            PUBLIC,
        )?;
        let folder = config.parent().unwrap_or(Path::new("."));
        debug_assert_eq!(folder, self.dir, "the configuration is in its folder");
        self.write(CONFIG, TEMPLATE, PUBLIC)
    }

    fn server_names(&self) -> Vec<String> {
        let mut names = vec!["127.0.0.1".to_owned(), "localhost".to_owned()];
        for name in &self.names {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    fn write(&self, file: &str, text: &str, mode: u32) -> Result<()> {
        let path = self.dir.join(file);
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .with_context(|| path.display().to_string())
    }
}

const CONFIG: &str = "puntosi-backend.toml";
const PUBLIC: u32 = 0o644;
const SECRET: u32 = 0o400;

const BANNER: &str = "\
********************************************************************************
*  The vault's key is a FILE (vault/kek). Whoever copies it has every code.    *
*  For trials and development only: never import codes of real cards.          *
********************************************************************************";

const TEMPLATE: &str = include_str!("../../data/puntosi-backend.toml");
