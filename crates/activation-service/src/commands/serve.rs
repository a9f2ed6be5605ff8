// SPDX-License-Identifier: EUPL-1.2
//! `serve`: three listeners, the jobs, and an orderly end.

use std::future::IntoFuture;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{Done, Failure, load};
use crate::config::Config;
use crate::service::Service;
use crate::tls::{self, Peer, ServerIdentity, TlsListener};
use crate::{console, events, jobs, routes};

/// Serves until SIGTERM or SIGINT. When everything listens, one JSON line on standard output
/// says where.
pub(crate) async fn serve(config: &Path) -> Done {
    let config = load(config)?;
    let service = Service::open(&config)
        .await
        .map(Arc::new)
        .map_err(Failure::Configuration)?;
    let listeners = Listeners::bind(&config, &service)
        .await
        .map_err(Failure::Configuration)?;
    let stop = stop_signal()?;
    events::backend_start();
    events::key_in_file();
    jobs::start(&service);
    console::say(listeners.ready_line())?;
    listeners.serve(service, stop).await;
    events::backend_stop();
    Ok(())
}

struct Listeners {
    api: TlsListener,
    enrolment: TlsListener,
    management: TcpListener,
    management_at: SocketAddr,
}

impl Listeners {
    async fn bind(config: &Config, service: &Service) -> Result<Self> {
        let identity = ServerIdentity::load(&config.tls.certificate, &config.tls.key)?;
        let at = config.listen;
        let doing = |what: &'static str, at: SocketAddr| move || format!("listen.{what} = {at}");
        let mutual = tls::mutual(&identity, service.kiosk_authority.certificate())?;
        let management = TcpListener::bind(at.management)
            .await
            .with_context(doing("management", at.management))?;
        Ok(Self {
            api: TlsListener::bind(at.api, mutual, KIOSKS_MAX)
                .await
                .with_context(doing("api", at.api))?,
            enrolment: TlsListener::bind(at.enrolment, tls::enrolment(&identity)?, STRANGERS_MAX)
                .await
                .with_context(doing("enrolment", at.enrolment))?,
            management_at: management.local_addr()?,
            management,
        })
    }

    fn ready_line(&self) -> String {
        serde_json::json!({
            "ready": true,
            "api": self.api.address(),
            "enrolment": self.enrolment.address(),
            "management": self.management_at,
        })
        .to_string()
    }

    /// Requests that are being answered may end; idle connections do not hold the program up.
    async fn serve(self, service: Arc<Service>, stop: watch::Receiver<bool>) {
        let api = routes::api(Arc::clone(&service));
        let enrolment = routes::enrolment(Arc::clone(&service));
        let management = axum::serve(self.management, routes::management(service))
            .with_graceful_shutdown(stopped(stop.clone()));
        let all = async {
            tokio::join!(
                serve_tls(self.api, api, stop.clone()),
                serve_tls(self.enrolment, enrolment, stop.clone()),
                async { drop(management.await) },
            )
        };
        let too_long = async {
            stopped(stop.clone()).await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            _ = all => {}
            () = too_long => {}
        }
    }
}

async fn serve_tls(listener: TlsListener, routes: Router, stop: watch::Receiver<bool>) {
    let routes = routes.into_make_service_with_connect_info::<Peer>();
    let served = axum::serve(listener, routes).with_graceful_shutdown(stopped(stop));
    // axum::serve ends only by the shutdown above and then without an error.
    drop(served.into_future().await);
}

/// Becomes true at SIGTERM or SIGINT.
fn stop_signal() -> Result<watch::Receiver<bool>> {
    let mut term = signal(SignalKind::terminate()).context("SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT")?;
    let (tell, stop) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
        // Nobody listens any more when the program is ending already.
        let _ = tell.send(true);
    });
    Ok(stop)
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // The sender lives until it has sent.
    drop(stop.wait_for(|stop| *stop).await);
}

/// Connections at a time: a fleet, and a few technicians.
const KIOSKS_MAX: usize = 10_000;
const STRANGERS_MAX: usize = 256;
const GRACE: Duration = Duration::from_secs(3);
