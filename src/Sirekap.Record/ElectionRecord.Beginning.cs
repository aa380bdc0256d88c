using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using NameRules = Sirekap.Elections.Contests.Ids;

namespace Sirekap.Record;

/// <remarks>How a record begins: the definition and the files it stands on.</remarks>
public sealed partial class ElectionRecord
{
    private static ElectionRecord? Begin(Entry first, StatementHead head, Definition definition, BlobSource blobs, out Rejection? rejection)
    {
        if (
            definition.Quorum < 1
            || definition.Roots.Any(root => !EcdsaP256.IsCanonicalKey(root))
            || definition.Roots.Select(r => Keys.NameOf(r)).Distinct().Count() != definition.Roots.Count
        )
        {
            return Refuse(
                RejectionCode.BadDefinition,
                "roots are distinct P-256 keys in canonical SPKI, the quorum at least one of them",
                out rejection
            );
        }

        if (
            Load(blobs, definition.Contests, "contests", out var contests, out rejection)
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

            // Before there is a place for each: a stranger's definition must not fill a verifier's memory.
            if (structure!.Contests.Sum(contest => ContestTally.FiguresOf(tree!, contest)) is > MostFigures and var figures)
            {
                return Refuse(
                    RejectionCode.BadDefinition,
                    $"{tree!.StationCount} stations with their ballots of all contests are {figures} figures, more than {MostFigures}",
                    out rejection
                );
            }

            var record = new ElectionRecord(head, definition, structure, tree!, blobs);
            foreach (var root in definition.Roots)
            {
                record.Keys.Add(Keys.NameOf(root), Role.Root, RegionCode.Nation, root, 0);
            }

            rejection = record.Claims(first, out var claims) ?? record.Quorum(claims) ?? Signatures.Verify(record, claims);
            if (rejection is null)
            {
                record._needed.UnionWith([definition.Contests.Sha256, definition.Regions.Sha256]);
                record._mentioned.UnionWith([definition.Contests.Sha256, definition.Regions.Sha256, definition.Names.Sha256]);
                record.Ids.Add(first.Id);
                record.DefinedBy = [.. claims.Select(claim => record.Keys[claim.Key].Name)];
                return record;
            }
        }

        return null;
    }

    private static bool Load(
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

    private static ElectionRecord? Refuse(RejectionCode code, string detail, out Rejection? rejection)
    {
        rejection = new Rejection(code, detail);
        return null;
    }
}
