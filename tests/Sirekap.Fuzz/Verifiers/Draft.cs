using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>A statement's text, byte for byte as Latin-1, and who signs it; <c>Damage</c> changes the signed entry.</summary>
internal sealed record Said(string Text, IReadOnlyList<SignerKey> Signers, Func<byte[], byte[]>? Damage = null)
{
    /// <summary>The statement's identity.</summary>
    public string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(Text)));

    /// <summary>The entry, signed over whatever the text is: an operator is not bound to what our writer of notes allows.</summary>
    public byte[] Entry()
    {
        byte[] entry = [.. Encoding.Latin1.GetBytes(Text), (byte)'\n', .. Encoding.UTF8.GetBytes(Lines())];
        return Damage is null ? entry : Damage(entry);
    }

    /// <summary>The signature lines.</summary>
    public string Lines() => string.Concat(Signers.Select(signer => Line(signer.Sign(Encoding.Latin1.GetBytes(Text)))));

    private static string Line(NoteSignature signature)
    {
        var id = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(id, signature.KeyId);
        return $"\u2014 {signature.KeyName} {Convert.ToBase64String([.. id, .. signature.Signature.Span])}\n";
    }
}

/// <summary>
/// A ledger before it is signed. Whoever drafts it holds every key: a text that changes is signed again, and what names it names
/// it anew, so
/// that a change reaches the rules and does not end at a hash.
/// </summary>
internal sealed class Draft(string name)
{
    private readonly Dictionary<Digest, byte[]> _blobs = [];

    public string Name => name;

    public List<Said> Entries { get; } = [];

    public IReadOnlyDictionary<Digest, byte[]> Blobs => _blobs;

    public ReadOnlyMemory<byte>? Find(BlobReference blob) =>
        _blobs.TryGetValue(blob.Sha256, out var bytes) ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);

    public BlobReference Blob(byte[] bytes)
    {
        var digest = new Digest(SHA256.HashData(bytes));
        _blobs[digest] = bytes;
        return new BlobReference(digest, bytes.Length);
    }

    public Draft Copy()
    {
        var copy = new Draft(Name);
        copy.Entries.AddRange(Entries);
        foreach (var (digest, bytes) in _blobs)
        {
            copy._blobs[digest] = bytes;
        }

        return copy;
    }

    /// <summary>
    /// Changes texts, the first first, and in all that follow the identities that they had; what seals commit to follows, too.
    /// </summary>
    public void Rewrite(Func<int, string, string> change)
    {
        var renamed = new List<(string Old, string New)>();
        var (old, changed) = (Entries.ToArray(), Entries.Select((said, i) => change(i, said.Text)).ToArray());
        for (var i = 0; i < Entries.Count; i++)
        {
            var said = Entries[i];
            var text = renamed.Aggregate(changed[i], (now, name) => now.Replace(name.Old, name.New, StringComparison.Ordinal));
            if (changed[i] == said.Text && said.Signers is [EcdsaSigner by, ..])
            {
                var opens = Array.FindIndex(
                    old,
                    i + 1,
                    later => later.Text.Contains($"\"on\":\"{said.Identity}\"", StringComparison.Ordinal)
                );
                text = Commitments.Follow(
                    text,
                    Record.Keys.NameOf(by.Verifier.PublicKey.Span).ToString(),
                    opens < 0 ? null : changed[opens]
                );
            }

            if (text != said.Text)
            {
                Entries[i] = said with { Text = text };
                renamed.Add((said.Identity, Entries[i].Identity));
            }
        }
    }

    /// <summary>Other bytes in the place of a blob, under their own name and length wherever the old ones were named.</summary>
    public void Exchange(Digest old, byte[] bytes)
    {
        var (was, now) = (Written(new BlobReference(old, _blobs[old].Length)), Written(Blob(bytes)));
        var (wasHash, nowHash) = ($"\"{old}\"", $"\"{new Digest(SHA256.HashData(bytes))}\"");
        Rewrite((_, text) => text.Replace(was, now, StringComparison.Ordinal).Replace(wasHash, nowHash, StringComparison.Ordinal));
    }

    private static string Written(BlobReference blob) => $"{{\"sha256\":\"{blob.Sha256}\",\"bytes\":{blob.Bytes}}}";
}
