using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Effects;

namespace Sirekap.Record;

/// <summary>How a record begins: the definition and the files it stands on.</summary>
internal static class Beginning
{
    /// <summary>See <see cref="ElectionRecord.Begin"/>.</summary>
    public static ElectionRecord? Begin(
        ReadOnlyMemory<byte> entry,
        BlobSource blobs,
        IReadOnlyList<AppliedRules> known,
        out Rejection? rejection
    )
    {
        if (!Note.TryParse(entry, out var note, out var flaw))
        {
            return Refuse(RejectionCode.NotANote, flaw, out rejection);
        }

        if (!StatementCodec.TryReadHead(note.Text.Span[..^1], out var written, out var error))
        {
            return Refuse(RejectionCode.NotAStatement, error!, out rejection);
        }

        if (known.FirstOrDefault(applied => applied.Rules.Version == written.Rules) is not { } rules)
        {
            var versions = string.Join(", ", known.Select(applied => applied.Rules.Version));
            return Refuse(RejectionCode.OtherElection, $"rules {written.Rules}; this program knows rules {versions}", out rejection);
        }

        if (!IdRules.IsOrigin(written.Ledger) || !IdRules.IsId(written.Election))
        {
            return Refuse(
                RejectionCode.BadDefinition,
                $"the ledger's origin is {IdRules.OriginRule}; the election's id is {IdRules.Rule}",
                out rejection
            );
        }

        var codec = new StatementCodec(new StatementHead(written.Ledger, written.Election, rules.Rules));
        if (Entry.Read(entry, codec, out rejection) is not { } first)
        {
            return null;
        }

        if (first.Statement is not Definition definition)
        {
            return Refuse(RejectionCode.OutOfPlace, "a ledger begins with a definition", out rejection);
        }

        return Begin(first, codec, rules, definition, blobs, out rejection);
    }

    /// <summary>Reads a blob that replay needs, whose hash and length it checks.</summary>
    public static bool Load(
        BlobSource blobs,
        BlobReference reference,
        string what,
        out ReadOnlyMemory<byte> bytes,
        out Rejection? rejection
    )
    {
        bytes = default;
        rejection = null;
        if (blobs(reference) is not { } found)
        {
            rejection = new Rejection(RejectionCode.BlobMissing, $"the {what}, blob {reference.Sha256}, are not to be had");
            return false;
        }

        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(found.Span, hash);
        if (found.Length != reference.Bytes || new Digest(hash) != reference.Sha256)
        {
            rejection = new Rejection(
                RejectionCode.BlobMissing,
                $"the {what}, blob {reference.Sha256}, are other bytes than its hash says"
            );
            return false;
        }

        bytes = found;
        return true;
    }

    private static ElectionRecord? Begin(
        Entry first,
        StatementCodec codec,
        AppliedRules rules,
        Definition definition,
        BlobSource blobs,
        out Rejection? rejection
    )
    {
        if (definition.Quorum < 1 || !AreKeys(definition.Roots))
        {
            return Refuse(
                RejectionCode.BadDefinition,
                "roots are distinct P-256 keys in canonical SPKI, the quorum at least one of them",
                out rejection
            );
        }

        // Of an empty index: two names of the definition itself may give one blob two lengths.
        rejection = new BlobIndex().Flaw(definition.Blobs);
        if (
            rejection is null
            && Load(blobs, definition.Contests, "contests", out var contests, out rejection)
            && Load(blobs, definition.Regions, "regions", out var regions, out rejection)
        )
        {
            if (
                !ElectionStructure.TryParse(contests.Span, out var structure, out var error)
                || !RegionTree.TryParse(regions.Span, out var tree, out error)
            )
            {
                return Refuse(RejectionCode.BadDefinition, error!, out rejection);
            }

            if (Flaw(definition, structure!, tree!, rules.Rules) is { } flaw)
            {
                return Refuse(RejectionCode.BadDefinition, flaw, out rejection);
            }

            return Begin(first, new ElectionRecord(codec, rules, definition, structure!, tree!, blobs), out rejection);
        }

        return null;
    }

    /// <summary>What is wrong with what the definition names, or null; before there is a place for each figure: a stranger's definition
    /// must not fill a verifier's memory.</summary>
    private static string? Flaw(Definition definition, ElectionStructure structure, RegionTree tree, RuleSet rules)
    {
        IReadOnlyList<byte[]> keys = [.. definition.Roots, .. structure.Watchers.Select(watcher => watcher.Key)];
        if (structure.Watchers.Count > 0 && (definition.Kind == ElectionKind.Copy || !AreKeys(keys)))
        {
            return "those who watch have P-256 keys in canonical SPKI, each another and no root's; nobody watches a copy";
        }

        foreach (var contest in structure.Contests)
        {
            if (contest.Form.Rows.Except(rules.Rows).FirstOrDefault() is { } row)
            {
                var known = string.Join(", ", rules.Rows.Select(has => has.Name));
                return $"{contest.Code}: the form has the row {row.Name}; {rules} have {known}";
            }
        }

        var most = rules.Limits.Figures;
        return structure.Contests.Sum(contest => ContestTally.FiguresOf(tree, contest)) is var figures && figures > most
            ? $"{tree.StationCount} stations with their ballots of all contests are {figures} figures, more than {most}"
            : null;
    }

    /// <summary>The record with its roots, if they have signed its definition.</summary>
    private static ElectionRecord? Begin(Entry first, ElectionRecord record, out Rejection? rejection)
    {
        foreach (var root in record.Definition.Roots)
        {
            var name = Keys.NameOf(root);
            record.Keys.Add(name, Role.Root, Key.NoWatcher, RegionCode.Nation, Holder.OfRoot(name), root, 0);
        }

        for (var i = 0; i < record.Structure.Watchers.Count; i++)
        {
            var watcher = record.Structure.Watchers[i];
            var name = Keys.NameOf(watcher.Key);
            var role = watcher.Supervises ? Role.Supervisor : Role.Witness;
            record.Keys.Add(name, role, i, RegionCode.Nation, Holder.OfRoot(name), watcher.Key, 0);
        }

        rejection = record.Claims(first, out var claims) ?? Founders(record, claims) ?? Signatures.Verify(record, claims);
        if (rejection is not null)
        {
            return null;
        }

        record.Found(first, claims);
        return record;
    }

    private static bool AreKeys(IReadOnlyList<byte[]> keys) =>
        keys.All(key => EcdsaP256.IsCanonicalKey(key)) && keys.Select(key => Keys.NameOf(key)).Distinct().Count() == keys.Count;

    private static ElectionRecord? Refuse(RejectionCode code, string detail, out Rejection? rejection)
    {
        rejection = new Rejection(code, detail);
        return null;
    }

    /// <summary>
    /// Entry 0 bears the signatures of as many of its roots as its quorum: there is nobody yet to whom it could be proposed.
    /// </summary>
    private static Rejection? Founders(ElectionRecord record, ReadOnlySpan<SignatureClaim> claims)
    {
        var signers = new HashSet<int>();
        foreach (var claim in claims)
        {
            if (claim.Key == SignatureClaim.Log)
            {
                return new Rejection(RejectionCode.RoleNotAllowed, "only roots sign this");
            }

            if (!signers.Add(claim.Key))
            {
                return new Rejection(RejectionCode.WrongSigners, $"root {record.Keys[claim.Key].Name} signs twice");
            }
        }

        return signers.Count >= record.Definition.Quorum
            ? null
            : new Rejection(RejectionCode.WrongSigners, $"{signers.Count} roots sign where {record.Definition.Quorum} must");
    }
}
