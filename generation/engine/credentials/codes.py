"""Validation codes of C2PA in plain words (specification 2.2, 15.2)."""

from __future__ import annotations

# Failures that leave a manifest store valid: the signature holds, and nobody here knows whose it is.
UNKNOWN_HERE = frozenset({"signingCredential.untrusted", "timeStamp.untrusted"})
EXPIRED = "signingCredential.expired"

WORDS: dict[str, str] = {
    "assertion.dataHash.match": "The picture is byte for byte what was signed.",
    "assertion.bmffHash.match": "The picture is byte for byte what was signed.",
    "assertion.boxesHash.match": "The picture is byte for byte what was signed.",
    "assertion.hashedURI.match": "Each statement is as it was signed.",
    "claimSignature.validated": "The signature holds.",
    "claimSignature.insideValidity": "It was signed while the certificate was valid.",
    "signingCredential.trusted": "The signer is one that is trusted here.",
    "signingCredential.ocsp.notRevoked": "The certificate was not revoked.",
    "signingCredential.ocsp.skipped": "Whether the certificate was revoked since was not asked: nothing is called.",
    "timeStamp.validated": "A timestamp service confirms when it was signed.",
    "timeStamp.trusted": "The timestamp service is one that is trusted here.",
    "timeOfSigning.insideValidity": "The stated time of signing fits the certificate.",
    "ingredient.unknownProvenance": "An ingredient has no Content Credentials of its own.",
    "ingredient.manifest.validated": "The history of an ingredient holds.",
    "ingredient.claimSignature.validated": "The signature of an ingredient holds.",
    "assertion.accessible": "A statement kept elsewhere could be reached.",
    "signingCredential.untrusted": "The signer is not known here: nobody vouches for who signed it.",
    "signingCredential.expired": "The signer's certificate has expired, and no timestamp shows that it was valid then.",
    "signingCredential.invalid": "The signer's certificate is not one that may sign Content Credentials.",
    "signingCredential.ocsp.revoked": "The signer's certificate was revoked.",
    "signingCredential.ocsp.inaccessible": "Whether the certificate was revoked could not be found out.",
    "claimSignature.mismatch": "The signature does not fit: what it covers was changed after signing.",
    "claimSignature.missing": "The signature is missing.",
    "claimSignature.outsideValidity": "It was signed while the certificate was not valid.",
    "assertion.dataHash.mismatch": "The file is not what was signed: it was changed since, or was never tied to it.",
    "assertion.bmffHash.mismatch": "The file is not what was signed: it was changed since, or was never tied to it.",
    "assertion.boxesHash.mismatch": "The file is not what was signed: it was changed since, or was never tied to it.",
    "assertion.dataHash.malformed": "What ties the credentials to the picture is malformed.",
    "assertion.bmffHash.malformed": "What ties the credentials to the picture is malformed.",
    "assertion.hashedURI.mismatch": "A statement was changed after it was signed.",
    "assertion.missing": "A statement that was signed is missing.",
    "assertion.undeclared": "There is a statement that was not signed.",
    "assertion.inaccessible": "A statement is kept elsewhere and was not fetched.",
    "assertion.action.malformed": "What was done to the picture is not stated as the standard asks.",
    "assertion.action.ingredientMismatch": "An action names an ingredient that is not there.",
    "assertion.multipleHardBindings": "The credentials are tied to the picture twice, which leaves it open to which.",
    "assertion.cbor.invalid": "A statement cannot be read.",
    "assertion.json.invalid": "A statement cannot be read.",
    "claim.missing": "The list of what was signed is missing.",
    "claim.malformed": "The list of what was signed cannot be read.",
    "claim.multiple": "There is more than one list of what was signed.",
    "claim.cbor.invalid": "The list of what was signed cannot be read.",
    "claim.hardBindings.missing": "The credentials are not tied to any picture: they could be another file's.",
    "claim.required.missing": "The list of what was signed lacks something that it must have.",
    "ingredient.hashedURI.mismatch": "The history of an ingredient was changed after signing.",
    "ingredient.manifest.missing": "The history of an ingredient is missing.",
    "ingredient.manifest.mismatch": "The history of an ingredient was changed after signing.",
    "ingredient.claimSignature.mismatch": "The signature of an ingredient was changed after signing.",
    "manifest.inaccessible": "The credentials are kept elsewhere and were not fetched: nothing is called from here.",
    "manifest.multipleParents": "It names more than one parent.",
    "manifest.unreferenced": "It carries a history that nothing refers to.",
    "timeStamp.mismatch": "The timestamp is of something else.",
    "timeStamp.malformed": "The timestamp cannot be read.",
    "timeStamp.outsideValidity": "The timestamp was made while its certificate was not valid.",
    "timeStamp.untrusted": "The timestamp service is not known here.",
    "algorithm.unsupported": "It was signed in a way that is not supported.",
    "algorithm.deprecated": "It was signed in a way that is no longer recommended.",
    "general.error": "It could not be checked.",
}  # fmt: skip


def sentence(code: str) -> str:
    """The code in plain words; the code itself where none are known."""
    return WORDS.get(code, f"The check says {code}.")


def broken(code: str) -> bool:
    """Whether a failure of this code is of what was signed, and not only of by whom and when."""
    return code not in UNKNOWN_HERE and code != EXPIRED
