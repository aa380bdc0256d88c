using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Proofs;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>The ledger itself: entries, receipts, keys.</summary>
internal static class LedgerEndpoints
{
    /// <summary>A note is UTF-8 text.</summary>
    public const string Text = "text/plain; charset=utf-8";

    /// <summary>Checkpoints come about this often, in seconds; a receipt is worth asking for again after it.</summary>
    private const int UntilNextCheckpoint = 5;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/ledger", Ledger).Produces<LedgerJson>().Problems();
        api.MapGet("/entries/{index}", Entry).Produces<string>(contentType: "text/plain").Problems(400, 404);
        api.MapGet("/entries", Find).Produces<EntryPlaceJson>().Problems(400, 404);
        api.MapGet("/proofs/{index}", Proof).Produces<string>(contentType: "text/plain").Problems(400, 404, 503);
        api.MapGet("/proofs/consistency", Consistency).Produces<ConsistencyJson>().Problems(400, 404);
        api.MapGet("/keys/{name}", Key).Produces<KeyJson>().Problems(400, 404);
    }

    /// <summary>The ledger's size and root, and its newest published checkpoint.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    internal static IResult Ledger(SiteViews site, HttpContext context)
    {
        var checkpoint = site.Node.Checkpoint;
        return Replies.Now(
            context,
            site,
            ApiJson.Default.LedgerJson,
            asOf => Stamp(asOf, checkpoint),
            asOf => new LedgerJson(
                MomentJson.Of(asOf.Moment),
                asOf.Record.LogKey.ToString(),
                checkpoint?.Checkpoint.Size,
                checkpoint?.Checkpoint.Root.ToString(),
                TextOf(checkpoint)
            )
        );
    }

    /// <summary>An entry: the signed note as it was taken in. It never changes.</summary>
    /// <param name="site"></param>
    /// <param name="election"></param>
    /// <param name="index">Its index, from 0.</param>
    internal static IResult Entry(SiteViews site, ElectionFacts election, string index)
    {
        if (Parameters.Number("index", index, out long at) is { } bad)
        {
            return new ProblemResult(bad);
        }

        if (at >= site.Node.Size)
        {
            return new ProblemResult(UnknownEntry("index", site));
        }

        var entry = site.Node.Store.Read(at);
        return new Bytes(entry, Text, $"\"{TreeHash.Leaf(entry).ToHex()[..16]}\"", Replies.Kept(Replies.Forever, election.Kind));
    }

    /// <summary>Where the statement of an identity stands.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="id">SHA-256 of the note's text, 64 lowercase hexadecimal digits.</param>
    internal static IResult Find(SiteViews site, HttpContext context, string? id) =>
        Parameters.Identity("id", id, out var identity) is { } bad
            ? new ProblemResult(bad)
            : Replies.Now(
                context,
                site,
                ApiJson.Default.EntryPlaceJson,
                asOf => Replies.Stamp(asOf.IndexOf(identity)),
                asOf =>
                    asOf.IndexOf(identity) is >= 0 and var index
                        ? new EntryPlaceJson(
                            MomentJson.Of(asOf.Moment),
                            index,
                            identity.ToString(),
                            asOf.Record.Times.At(index)?.ToString(),
                            $"{ApiHost.Root}/entries/{index}",
                            ProofOf(index)
                        )
                        : UnknownEntry("id", site)
            );

    /// <summary>
    /// The receipt of an entry: a C2SP tlog-proof against the newest published checkpoint, which anybody can check without asking again.
    /// </summary>
    /// <remarks>An entry that no published checkpoint reaches yet has none: 503 says when to come again.</remarks>
    /// <param name="site"></param>
    /// <param name="index">The entry's index, from 0.</param>
    internal static IResult Proof(SiteViews site, string index)
    {
        if (Parameters.Number("index", index, out long at) is { } bad)
        {
            return new ProblemResult(bad);
        }

        if (at >= site.Node.Size)
        {
            return new ProblemResult(UnknownEntry("index", site));
        }

        if (site.Node.Checkpoint is not { } checkpoint || checkpoint.Checkpoint.Size <= at)
        {
            var size = site.Node.Checkpoint?.Checkpoint.Size ?? 0;
            return new ProblemResult(
                new Problem(ProblemCode.NotYetSigned)
                {
                    Field = "index",
                    Words = [size],
                    RetryAfter = UntilNextCheckpoint,
                }
            );
        }

        var path = site.View(asOf => asOf.Merkle.Inclusion(at, checkpoint.Checkpoint.Size));
        return new Bytes(
            new TlogProof(at, path, checkpoint).Encode(),
            Text,
            $"\"{at}-{checkpoint.Checkpoint.Root.ToHex()[..16]}-{checkpoint.Note.Signatures.Count}\"",
            Replies.Live
        );
    }

    /// <summary>That the ledger of one size is the beginning of the ledger of another.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="from">The smaller size.</param>
    /// <param name="to">The larger size; all entries when left out.</param>
    internal static IResult Consistency(SiteViews site, HttpContext context, string? from, string? to)
    {
        if (Parameters.First(Parameters.Number("from", from, out long first), Parameters.Number("to", to, out long? larger)) is { } bad)
        {
            return new ProblemResult(bad);
        }

        if (larger is { } given && first > given)
        {
            return new ProblemResult(Problem.Parameter("from", "expected.range"));
        }

        return Replies.Now(
            context,
            site,
            ApiJson.Default.ConsistencyJson,
            asOf => Replies.Stamp(asOf.Size),
            asOf =>
            {
                var second = larger ?? asOf.Size;
                return Math.Max(first, second) > asOf.Size
                    ? new Problem(ProblemCode.UnknownSize) { Field = first > asOf.Size ? "from" : "to", Words = [asOf.Size] }
                    : new ConsistencyJson(
                        MomentJson.Of(asOf.Moment),
                        first,
                        asOf.Merkle.Root(first).ToString(),
                        second,
                        asOf.Merkle.Root(second).ToString(),
                        [.. asOf.Merkle.Consistency(first, second).Select(hash => hash.ToString())]
                    );
            }
        );
    }

    /// <summary>What a key may do, and whether it stands. Whose hand holds it is private.</summary>
    /// <param name="site"></param>
    /// <param name="context"></param>
    /// <param name="name">The key's name, 32 lowercase hexadecimal digits.</param>
    internal static IResult Key(SiteViews site, HttpContext context, string name) =>
        Parameters.Key("name", name, out var asked) is { } bad
            ? new ProblemResult(bad)
            : Replies.Now(
                context,
                site,
                ApiJson.Default.KeyJson,
                asOf => asOf.Record.Keys.TryFind(asked, out var key) ? Replies.Stamp(key.Revoked) : "",
                asOf =>
                {
                    if (!asOf.Record.Keys.TryFind(asked, out var key))
                    {
                        return new Problem(ProblemCode.UnknownKey) { Field = "name" };
                    }

                    return new KeyJson(
                        MomentJson.Of(asOf.Moment),
                        asked.ToString(),
                        Convert.ToBase64String(asOf.Record.Keys.Spki(key.Ordinal)),
                        key.Role,
                        PlaceJson.Of(asOf.Place(key.Scope)),
                        key.Enrolled,
                        asOf.Record.Times.At(key.Enrolled)?.ToString(),
                        key.IsRevoked ? key.Revoked : null,
                        key.IsRevoked ? asOf.Record.Times.At(key.Revoked)?.ToString() : null
                    );
                }
            );

    internal static string ProofOf(long index) => $"{ApiHost.Root}/proofs/{index}";

    /// <summary>Changes with the ledger, the checkpoint, and its cosignatures.</summary>
    internal static string Stamp(RecordAsOf asOf, SignedCheckpoint? checkpoint) =>
        $"{asOf.Size}-{checkpoint?.Checkpoint.Size}-{checkpoint?.Note.Signatures.Count}";

    internal static string? TextOf(SignedCheckpoint? checkpoint) =>
        checkpoint is null ? null : Encoding.UTF8.GetString(checkpoint.Bytes.Span);

    private static Problem UnknownEntry(string field, SiteViews site) =>
        new(ProblemCode.UnknownEntry) { Field = field, Words = [site.Node.Size] };
}
