namespace Sirekap.Ledger.Notes;

/// <summary>What the known keys say of a note.</summary>
public static class NoteVerification
{
    /// <summary>
    /// Verifies every signature that claims to be by one of the keys and ignores all others (signed-note, Signatures).
    /// A single claimed signature that does not verify makes the whole note bad: then <paramref name="bad"/> names its key
    /// and the result is empty.
    /// </summary>
    /// <returns>The keys whose signatures hold, each once, in the note's order.</returns>
    public static IReadOnlyList<VerifierKey> VerifySignatures(this Note note, IEnumerable<VerifierKey> keys, out VerifierKey? bad)
    {
        ArgumentNullException.ThrowIfNull(note);
        var known = keys as IReadOnlyCollection<VerifierKey> ?? [.. keys];
        var verified = new List<VerifierKey>();
        bad = null;
        foreach (var signature in note.Signatures)
        {
            foreach (var key in known)
            {
                if (!key.Matches(signature))
                {
                    continue;
                }

                if (!key.Verify(note.Text.Span, signature.Signature.Span))
                {
                    bad = key;
                    return [];
                }
                if (!verified.Contains(key))
                {
                    verified.Add(key);
                }
            }
        }
        return verified;
    }

    /// <inheritdoc cref="VerifySignatures(Note, IEnumerable{VerifierKey}, out VerifierKey?)"/>
    public static IReadOnlyList<VerifierKey> VerifySignatures(this Note note, params IEnumerable<VerifierKey> keys) =>
        VerifySignatures(note, keys, out _);
}
