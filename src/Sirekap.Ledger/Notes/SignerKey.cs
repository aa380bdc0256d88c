namespace Sirekap.Ledger.Notes;

/// <summary>A private key that signs notes. Disposing of it frees the key.</summary>
public abstract class SignerKey : IDisposable
{
    /// <summary>The public key, with the name that stands in its signature lines.</summary>
    public abstract VerifierKey Verifier { get; }

    /// <summary>Signs a note's text.</summary>
    public NoteSignature Sign(ReadOnlySpan<byte> text) => new(Verifier.Name, Verifier.KeyId, SignText(text));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The bytes of the signature, without the key identifier.</summary>
    protected abstract byte[] SignText(ReadOnlySpan<byte> text);

    /// <summary>Frees the key.</summary>
    protected abstract void Dispose(bool disposing);
}
