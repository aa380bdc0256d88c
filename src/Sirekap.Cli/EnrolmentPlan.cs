using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;

namespace Sirekap.Cli;

/// <summary>A key that is going to be enrolled, or is already.</summary>
/// <param name="Enrol">The statement.</param>
/// <param name="Name">The key's name.</param>
/// <param name="File">Where its private part lies; null for a public key.</param>
/// <param name="IsNew">Whether nobody has enrolled it yet.</param>
internal sealed record PlannedKey(Enrol Enrol, KeyName Name, string? File, bool IsNew);

/// <summary>
/// Enrolments thought through to the end before the first is written: a key of one row may enrol those of later rows. What the record would
/// refuse is refused here by the same rules.
/// </summary>
/// <param name="record">The election.</param>
/// <param name="keys">The keys that may sign; those that are made join them.</param>
internal sealed class EnrolmentPlan(ElectionRecord record, KeyRing keys)
{
    private readonly List<ReadOnlyMemory<byte>> _entries = [];
    private readonly List<PlannedKey> _planned = [];
    private readonly List<(string Path, string Pem)> _files = [];
    private readonly Dictionary<KeyName, Key> _later = [];
    private readonly Dictionary<(Role Role, RegionCode Station), int> _counted = [];
    private readonly Dictionary<string, Holder> _holders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is to be appended, in this order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries => _entries;

    public IReadOnlyList<PlannedKey> Planned => _planned;

    /// <summary>How many were refused; each has been said.</summary>
    public int Refused { get; private set; }

    /// <summary>Plans one.</summary>
    /// <param name="officer">Who, what and where.</param>
    /// <param name="file">Of its private key, which is made unless it is there; null where the officer brings a public key.</param>
    public void Add(WrittenOfficer officer, string? file)
    {
        var (made, isMade) = file is null ? (null, false) : KeyIn(file);
        var spki = made?.Verifier.PublicKey.ToArray() ?? officer.Key!;
        var name = Keys.NameOf(spki);
        if (
            record.Keys.TryFind(name, out var there)
            && there is { IsRevoked: false }
            && (there.Role, there.Scope) == (officer.Role, officer.Scope)
        )
        {
            // The same command goes on after it was cut off, or with a longer table.
            _holders.TryAdd(officer.Holder, there.Holder);
            _planned.Add(new PlannedKey(new Enrol(there.Role, there.Scope, spki, there.Holder), name, file, IsNew: false));
            Join(file, made);
            return;
        }

        var enrol = new Enrol(officer.Role, officer.Scope, spki, HolderOf(officer.Holder));
        if (Refusal(enrol, name, out var watcher) is { } refusal)
        {
            Refused++;
            var where = officer.Line > 0 ? $"line {officer.Line}, " : "";
            LedgerByHand.Refuse(refusal with { Detail = $"{where}{Words.Roles.Of(enrol.Role)} of {enrol.Scope}: {refusal.Detail}" });
            return;
        }

        _later[name] = new Key(record.Keys.Count + _later.Count, name, enrol.Role, watcher, enrol.Scope, enrol.Holder, record.Count, -1);
        _planned.Add(new PlannedKey(enrol, name, file, IsNew: true));
        Join(file, made);
        if (isMade)
        {
            _files.Add((file!, made!.ExportPem()));
        }
    }

    /// <summary>
    /// Refuses rows for which a key was made though another is enrolled for their place whose file is not here: a table that is given again
    /// after keys were handed over would else enrol everybody a second time. Who wants a second key says so by itself.
    /// </summary>
    public void RefuseSeconds()
    {
        var known = _planned.Where(planned => !planned.IsNew).Select(planned => planned.Name).ToHashSet();
        var others = Enumerable
            .Range(0, record.Keys.Count)
            .Select(ordinal => record.Keys[ordinal])
            .Where(key => !key.IsRevoked && !known.Contains(key.Name))
            .ToLookup(key => (key.Role, key.Scope));
        foreach (var planned in _planned.Where(planned => planned is { IsNew: true, File: not null }))
        {
            var (role, scope) = (planned.Enrol.Role, planned.Enrol.Scope);
            if (others[(role, scope)].Select(key => key.Name.ToString()).FirstOrDefault() is { } there)
            {
                Refused++;
                Console.Error.WriteLine(
                    $"sirekap: {Words.Roles.Of(role)} of {scope} has key {there} already, which is not {planned.File}: leave the row out; "
                        + "a second key for the same place is enrolled by --role, --scope and --out"
                );
            }
        }
    }

    /// <summary>Puts the new private keys into their files, before anything is signed by them.</summary>
    public void WriteKeys()
    {
        foreach (var (path, pem) in _files)
        {
            KeyFiles.Write(path, pem);
        }
    }

    private void Join(string? file, EcdsaSigner? made)
    {
        if (made is not null)
        {
            keys.Add(file!, made);
        }
    }

    private Rejection? Refusal(Enrol enrol, KeyName name, out int watcher)
    {
        watcher = Key.NoWatcher;
        if (!IsPlace(enrol.Scope))
        {
            return new Rejection(RejectionCode.UnknownRegion, $"{enrol.Scope} is not in this election");
        }

        if (Find(name) is { } earlier)
        {
            return new Rejection(
                RejectionCode.KeyAlreadyEnrolled,
                $"key {name} is a {Words.Roles.Of(earlier.Role)} of {earlier.Scope}{(earlier.IsRevoked ? ", revoked" : "")}"
            );
        }

        var place = (enrol.Role, enrol.Scope);
        var planned = _counted.GetValueOrDefault(place);
        var signer = Enroller(enrol, planned, out var refusal);
        if (signer is null)
        {
            return refusal;
        }

        var by = Find(Keys.NameOf(signer.Verifier.PublicKey.Span))!.Value;
        watcher = Authority.Watches(enrol.Role) ? by.Watcher : watcher;
        var entry = Signing.Entry(record.Head, enrol, signer);
        if (record.Read(entry, out refusal) is null)
        {
            return refusal;
        }

        _entries.Add(entry);
        _counted[place] = planned + (StationKeys.Counts(enrol.Role, by.Role) ? 1 : 0);
        return null;
    }

    /// <summary>
    /// The first key that may. A phone that a regency enrols is not counted among the station's: so its key is taken only where no nearer
    /// one is at hand, and what a nearer one is refused is not done by the regency's in its stead.
    /// </summary>
    private EcdsaSigner? Enroller(Enrol enrol, int planned, out Rejection? refusal)
    {
        var signer = keys.Find(Find, key => May(key, isNear: true), out refusal);
        return signer is null && refusal is { Code: RejectionCode.UnknownKey or RejectionCode.RoleNotAllowed or RejectionCode.OutOfScope }
            ? keys.Find(Find, key => May(key, isNear: false), out refusal)
            : signer;

        Rejection? May(Key key, bool isNear) =>
            isNear && enrol.Role == Role.Station && key.Role == Role.Regency
                ? new Rejection(RejectionCode.RoleNotAllowed, "a regency enrols a phone by its own word alone")
                : Authority.ToEnrol(key, record.Definition.Kind, enrol) ?? record.StationKeys.Refusal(record, key, enrol, planned);
    }

    private Key? Find(KeyName name) => record.Keys.TryFind(name, out var key) || _later.TryGetValue(name, out key) ? key : null;

    private bool IsPlace(RegionCode scope) =>
        scope.Level == Level.Station ? record.Tree.FindStation(scope) >= 0 : record.Tree.FindRegion(scope) >= 0;

    private static (EcdsaSigner Key, bool IsMade) KeyIn(string path) =>
        File.Exists(path) ? (KeyFiles.ReadOfficer(path), false) : (EcdsaSigner.Generate(), true);

    /// <summary>The pseudonym that is written, or the one of whoever is written so.</summary>
    private Holder HolderOf(string who)
    {
        if (who.Length == 0)
        {
            return Holders.New();
        }

        if (Holder.TryParse(who, out var given) || _holders.TryGetValue(who, out given))
        {
            return given;
        }

        return _holders[who] = Holders.New();
    }
}
