// SPDX-License-Identifier: EUPL-1.2
//! The vault's side: X25519, HKDF-SHA256, AES-256-GCM, and its P-256 signature.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce as AeadNonce, UnboundKey};
use ring::agreement::{self, EphemeralPrivateKey, UnparsedPublicKey};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::SecureRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
};
use ring::{digest, signature};
use zeroize::Zeroizing;

use super::header::ReleaseHeader;
use super::{ALGORITHM, PLAINTEXT_LEN, ReleasedSecret, SealedRelease};
use crate::statement::DOMAIN;
use crate::{Bytes, Nonce, ProtocolError};

/// The vault's P-256 signing key.
pub struct VaultSigningKey(EcdsaKeyPair);

impl VaultSigningKey {
    /// From an unencrypted PKCS#8 document (RFC 5958).
    ///
    /// # Errors
    /// [`ProtocolError::SigningKey`].
    pub fn from_pkcs8(der: &[u8], random: &dyn SecureRandom) -> Result<Self, ProtocolError> {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, random)
            .map(Self)
            .map_err(|_| ProtocolError::SigningKey)
    }

    /// A new key as a PKCS#8 document.
    ///
    /// # Errors
    /// [`ProtocolError::Random`].
    pub fn generate_pkcs8(random: &dyn SecureRandom) -> Result<Zeroizing<Vec<u8>>, ProtocolError> {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, random)
            .map(|document| Zeroizing::new(document.as_ref().to_vec()))
            .map_err(|_| ProtocolError::Random)
    }

    /// The public half, for the kiosks' trust bundle.
    #[must_use]
    pub fn public(&self) -> VaultPublicKey {
        VaultPublicKey(Bytes(self.0.public_key().as_ref().to_vec()))
    }
}

/// A vault key a kiosk trusts: an uncompressed P-256 point, 65 bytes.
#[derive(Clone, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(transparent)]
pub struct VaultPublicKey(pub Bytes);

impl VaultPublicKey {
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.0.0)
            .verify(message, signature)
            .is_ok()
    }
}

/// Seals a secret to the kiosk key that T1 names.
///
/// `header` builds the header once the vault's ephemeral key is known. The salt binds the
/// ciphertext to T1 and its signature; the derived key and nonce are used once.
///
/// # Errors
/// [`ProtocolError::Random`], or [`ProtocolError::ReleaseSealed`] for an unusable kiosk key.
pub fn seal(
    random: &dyn SecureRandom,
    signing: &VaultSigningKey,
    (statement, signature): (&[u8], &[u8]),
    kiosk_key: Nonce,
    header: impl FnOnce(Nonce) -> ReleaseHeader,
    secret: &ReleasedSecret,
    ttl_s: u32,
) -> Result<SealedRelease, ProtocolError> {
    let ephemeral = EphemeralPrivateKey::generate(&agreement::X25519, random)
        .map_err(|_| ProtocolError::Random)?;
    let epk = public_of(&ephemeral)?;
    let header = header(epk);
    let associated = header.encode();
    let (key, nonce) = agreed_key(ephemeral, kiosk_key, statement, signature)?;
    let mut ct = secret.encode().to_vec();
    key.seal_in_place_append_tag(nonce, Aad::from(&associated), &mut ct)
        .map_err(|_| ProtocolError::ReleaseSealed)?;
    let vault_sig = signing
        .0
        .sign(random, &signed_bytes(&associated, &ct))
        .map_err(|_| ProtocolError::Random)?;
    Ok(SealedRelease {
        release_no: header.release_no,
        proof_nonce: header.proof_nonce,
        alg: ALGORITHM.to_owned(),
        epk,
        header: Bytes(associated),
        ct: Bytes(ct),
        vault_sig: Bytes(vault_sig.as_ref().to_vec()),
        ttl_s,
    })
}

/// Decrypts with the kiosk's private key; the caller has checked signature and header.
pub(super) fn open_with(
    private: EphemeralPrivateKey,
    statement: &[u8],
    signature: &[u8],
    release: &SealedRelease,
) -> Result<ReleasedSecret, ProtocolError> {
    let (key, nonce) = agreed_key(private, release.epk, statement, signature)?;
    let mut sealed = Zeroizing::new(release.ct.0.clone());
    let plain = key
        .open_in_place(nonce, Aad::from(&release.header.0), &mut sealed)
        .map_err(|_| ProtocolError::ReleaseSealed)?;
    if plain.len() != PLAINTEXT_LEN {
        return Err(ProtocolError::ReleaseContent);
    }
    ReleasedSecret::decode(plain)
}

/// What `vault_sig` is over.
pub(super) fn signed_bytes(header: &[u8], ct: &[u8]) -> Vec<u8> {
    let mut bytes = DOMAIN.to_vec();
    bytes.extend(b" vault\0");
    bytes.extend(digest::digest(&digest::SHA256, header).as_ref());
    bytes.extend(digest::digest(&digest::SHA256, ct).as_ref());
    bytes
}

fn public_of(private: &EphemeralPrivateKey) -> Result<Nonce, ProtocolError> {
    private
        .compute_public_key()
        .ok()
        .and_then(|key| key.as_ref().try_into().ok())
        .map(Nonce)
        .ok_or(ProtocolError::Random)
}

/// HKDF-SHA256(salt = SHA-256(T1 ‖ sig1), Z, "PUNTOSI-ACT/1 release", 44): key and nonce.
fn agreed_key(
    private: EphemeralPrivateKey,
    peer: Nonce,
    statement: &[u8],
    signature: &[u8],
) -> Result<(LessSafeKey, AeadNonce), ProtocolError> {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(statement);
    context.update(signature);
    let salt = Salt::new(HKDF_SHA256, context.finish().as_ref());
    let peer = UnparsedPublicKey::new(&agreement::X25519, peer.0);
    let mut okm = Zeroizing::new([0; OKM_LEN]);
    agreement::agree_ephemeral(private, &peer, |z| {
        let info = [DOMAIN, b" release"];
        salt.extract(z).expand(&info, OkmLen)?.fill(okm.as_mut())
    })
    .and_then(|expanded| expanded)
    .map_err(|_| ProtocolError::ReleaseSealed)?;
    let (key, nonce) = okm.split_at(AES_256_GCM.key_len());
    let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| ProtocolError::ReleaseSealed)?;
    let nonce =
        AeadNonce::try_assume_unique_for_key(nonce).map_err(|_| ProtocolError::ReleaseSealed)?;
    Ok((LessSafeKey::new(key), nonce))
}

struct OkmLen;

impl KeyType for OkmLen {
    fn len(&self) -> usize {
        OKM_LEN
    }
}

const OKM_LEN: usize = 44;
