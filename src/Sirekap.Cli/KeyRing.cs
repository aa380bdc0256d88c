using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Cli;

/// <summary>Officers' private keys that a command was given, by files and by folders of them.</summary>
internal sealed class KeyRing : IDisposable
{
    private readonly List<(string Path, EcdsaSigner Signer)> _keys = [];

    /// <param name="paths">A key's file, or a folder whose <c>.pem</c> files are keys.</param>
    /// <exception cref="CommandFailure">One of them is no key.</exception>
    public KeyRing(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.pem").Order(StringComparer.Ordinal).ToArray() : [path];
            if (files.Length == 0)
            {
                throw new CommandFailure($"{path} has no key file (.pem)");
            }

            foreach (var file in files)
            {
                _keys.Add((file, KeyFiles.ReadOfficer(file)));
            }
        }
    }

    /// <summary>The first key that may, and who it is.</summary>
    /// <param name="find">Who is enrolled by a name.</param>
    /// <param name="may">Why a key may not, or null.</param>
    /// <param name="refusal">Why none may: the reason of the only key, or of them all.</param>
    public EcdsaSigner? Find(Func<KeyName, Key?> find, Func<Key, Rejection?> may, out Rejection? refusal)
    {
        refusal = null;
        foreach (var (path, signer) in _keys)
        {
            var rejection = MayNot(path, signer, find, may);
            if (rejection is null)
            {
                refusal = null;
                return signer;
            }

            refusal = _keys.Count == 1 ? rejection : Worse(refusal, rejection);
        }

        if (_keys.Count > 1)
        {
            refusal = refusal! with { Detail = $"none of {_keys.Count} keys may; {refusal.Detail}" };
        }

        return null;
    }

    public void Add(string path, EcdsaSigner signer) => _keys.Add((path, signer));

    /// <summary>Who is enrolled by a name in an election.</summary>
    public static Func<KeyName, Key?> In(ElectionRecord record) => name => record.Keys.TryFind(name, out var key) ? key : null;

    public void Dispose()
    {
        foreach (var (_, signer) in _keys)
        {
            signer.Dispose();
        }
    }

    private static Rejection? MayNot(string path, EcdsaSigner signer, Func<KeyName, Key?> find, Func<Key, Rejection?> may)
    {
        var name = Keys.NameOf(signer.Verifier.PublicKey.Span);
        return find(name) is not { } key ? new Rejection(RejectionCode.UnknownKey, $"key {name} of {path} is not enrolled in this election")
            : key.IsRevoked ? new Rejection(RejectionCode.RevokedKey, $"key {name} of {path} was revoked by entry {key.Revoked}")
            : may(key) is { } rejection ? rejection with { Detail = $"{rejection.Detail} ({path})" }
            : null;
    }

    /// <summary>Of the reasons of many keys the one that came nearest: a key of the right role elsewhere before a stranger's.</summary>
    private static Rejection Worse(Rejection? before, Rejection rejection) =>
        before is null || Nearness(rejection) > Nearness(before) ? rejection : before;

    private static int Nearness(Rejection rejection) =>
        rejection.Code switch
        {
            RejectionCode.UnknownKey => 0,
            RejectionCode.RoleNotAllowed => 1,
            RejectionCode.OutOfScope => 2,
            _ => 3,
        };
}
