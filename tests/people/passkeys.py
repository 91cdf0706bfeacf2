"""Makes a passkey as a browser would have registered it, for pages that show one."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

if TYPE_CHECKING:
    from people.models import User

FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
CREDENTIAL_ID = b"a credential of 32 bytes for test"


def passkey(person: User, *, name: str = "Min telefon") -> Authenticator:
    """A saved passkey of the person, which no test can sign with."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid.NONE, CREDENTIAL_ID, public_key)
    authenticator_data = AuthenticatorData.create(sha256(b"testserver").digest(), FLAGS, 0, attested)
    credential = {
        "type": "public-key",
        "id": websafe_encode(CREDENTIAL_ID),
        "rawId": websafe_encode(CREDENTIAL_ID),
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(
                CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
            ),
            "attestationObject": websafe_encode(AttestationObject.create("none", authenticator_data, {})),
        },
    }
    data = {"name": name, "credential": credential}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
