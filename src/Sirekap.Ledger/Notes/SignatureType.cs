namespace Sirekap.Ledger.Notes;

/// <summary>The signature types of C2SP signed-note that this ledger uses; the byte stands before the key in a vkey.</summary>
public enum SignatureType : byte
{
    /// <summary>Plain Ed25519 over the note text: checkpoints, manifests.</summary>
    Ed25519 = 0x01,

    /// <summary>ECDSA P-256 with SHA-256 over the note text: statements of officers and their devices.</summary>
    EcdsaP256 = 0x02,

    /// <summary>Timestamped Ed25519 cosignature of a checkpoint by a log witness (C2SP tlog-cosignature).</summary>
    Cosignature = 0x04,
}
