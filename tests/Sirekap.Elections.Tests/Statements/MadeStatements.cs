using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Tests.Statements;

/// <summary>Statements of every kind.</summary>
internal static class MadeStatements
{
    private static readonly Gen<string> Contest = Gen.Elements("ppwp", "pdpr", "ketua-osis", "x");
    private static readonly Gen<Timestamp> Time = Gen.Choose(0, int.MaxValue).Select(s => new Timestamp(s));
    private static readonly Gen<Digest> Digest = Bytes(Elections.Digest.Size).Select(b => new Digest(b));
    private static readonly Gen<byte[]> Key = Bytes(91);

    private static readonly Gen<BlobReference> Blob =
        from digest in Digest
        from bytes in Gen.Choose(0, (int)BlobReference.Longest)
        select new BlobReference(digest, bytes);

    private static readonly Gen<Exemption> Exemption =
        from ground in Gen.Elements(Enum.GetValues<ExemptionGround>())
        from until in Time
        select new Exemption(ground, until);

    public static IReadOnlyDictionary<string, Gen<Statement>> ByKind { get; } =
        new Dictionary<string, Gen<Statement>>
        {
            ["definition"] =
                from kind in Gen.Elements(Enum.GetValues<ElectionKind>())
                from log in Bytes(32)
                from roots in Key.ListOf(3)
                from quorum in Gen.Choose(0, 3)
                from blobs in Blob.ArrayOf(3)
                select (Statement)new Definition(kind, log, roots, quorum, blobs[0], blobs[1], blobs[2]),
            ["time"] = Time.Select(at => (Statement)new Time(at)),
            ["enrol"] =
                from role in Gen.Elements(Enum.GetValues<Role>())
                from scope in Made.Region
                from key in Key
                from holder in Bytes(16)
                select (Statement)new Enrol(role, scope, key, new Holder(BitConverter.ToUInt128(holder))),
            ["revoke"] =
                from name in Bytes(16)
                from reason in Gen.Elements(Enum.GetValues<RevocationReason>())
                select (Statement)new Revoke(new KeyName(new UInt128(BitConverter.ToUInt64(name), BitConverter.ToUInt64(name, 8))), reason),
            ["form"] =
                from contest in Contest
                from station in Made.Station
                from taken in Time
                from choices in Gen.Elements(1, 3, 16, 17, 40)
                from fields in Made.Form(choices)
                from photos in Gen.Choose(0, 3).SelectMany(n => Digest.ListOf(n))
                from places in Places(photos.Count)
                from paper in Places(60)
                from refused in Gen.Choose(0, paper.Count)
                select (Statement)
                    new Form(contest, station, taken, fields, photos)
                    {
                        Gallery = places,
                        Paper = refused == 0 ? null : new PaperSignatures([.. paper.Skip(refused)], [.. paper.Take(refused)]),
                    },
            ["review"] =
                from contest in Contest
                from station in Made.Station
                from decided in Digest
                from act in Gen.Elements(Enum.GetValues<ReviewAct>())
                from reason in Gen.Elements(Enum.GetValues<ReviewReason>())
                from checks in Gen.Choose(0, 3).SelectMany(n => Gen.Elements(Catalogue.First.Select(c => c.Code).ToArray()).ListOf(n))
                from fields in Made.Form(3)
                from text in Blob.OrNull()
                select (Statement)
                    new Review(contest, station, decided, act, reason, checks, act == ReviewAct.Correct ? fields : null, text),
            ["transcribe"] =
                from contest in Contest
                from station in Made.Station
                from shown in Gen.OneOf(Gen.Constant<Digest?>(null), Digest.Select(d => (Digest?)d))
                from source in Gen.Elements(Enum.GetValues<PaperSource>())
                from village in Gen.Elements(true, false)
                from watchers in Places(4096)
                from reason in Gen.Elements<DifferenceReason?>([null, .. Enum.GetValues<DifferenceReason>()])
                from checks in Gen.Choose(0, 3).SelectMany(n => Gen.Elements(Catalogue.First.Select(c => c.Code).ToArray()).ListOf(n))
                from fields in Made.Form(3)
                from photos in Gen.Choose(0, 3).SelectMany(n => Digest.ListOf(n))
                from text in Blob.OrNull()
                select (Statement)
                    new Transcription(
                        contest,
                        station,
                        shown,
                        source,
                        source == PaperSource.Copy ? new Recipients(village || watchers.Count == 0, watchers) : null,
                        reason,
                        checks,
                        fields,
                        photos,
                        text
                    ),
            ["snapshot"] =
                from contest in Contest
                from taken in Time
                from source in Blob
                from stations in Blob
                select (Statement)new Snapshot(contest, taken, source, stations),
            ["withdraw"] =
                from contest in Contest
                from station in Made.Station
                from taken in Time
                select (Statement)new Withdraw(contest, station, taken),
            ["agree"] = from to in Digest from name in Bytes(16) select (Statement)new Agree(to, NameOf(name)),
            ["withhold"] =
                from blob in Digest
                from ground in Gen.Elements(Enum.GetValues<WithholdGround>())
                from authority in Gen.Elements(Enum.GetValues<WithholdAuthority>())
                select (Statement)new Withhold(blob, ground, authority),
            ["extend"] =
                from ground in Gen.Elements(Enum.GetValues<AdditionGround>())
                from stations in Blob
                from names in Blob.OrNull()
                select (Statement)new Extend(ground, stations, names),
            ["candidate"] =
                from contest in Contest
                from district in Gen.Elements("0", "3171", "JABAR-1")
                from number in Gen.Choose(1, Choice.Largest)
                from candidate in Gen.Choose(0, Choice.Largest)
                from status in Gen.Elements(Enum.GetValues<CandidateStatus>())
                from ground in Gen.Elements(Enum.GetValues<CandidateGround>())
                from since in Time
                from person in Blob.OrNull()
                select (Statement)new Candidate(contest, district, new Choice(number, candidate), status, ground, since, person),
            ["disclosure"] =
                from scope in Made.Region
                from category in Gen.Elements(Enum.GetValues<DisclosureCategory>())
                from document in Blob.OrNull()
                from about in Blob
                from withheld in Gen.Choose(0, 3).SelectMany(n => Exemption.ListOf(n))
                from replaces in Gen.OneOf(Gen.Constant<Digest?>(null), Digest.Select(d => (Digest?)d))
                select (Statement)new Disclose(scope, category, document, about, withheld, replaces),
            ["reading"] =
                from contest in Contest
                from station in Made.Station
                from photos in Gen.Choose(1, 3).SelectMany(n => Digest.ListOf(n))
                from layout in Gen.Elements("c-hasil-ppwp-2024", "sirekap-pdpr", "x")
                from model in Digest
                from outcome in Gen.Elements(Enum.GetValues<ReadingOutcome>())
                from choices in Gen.Elements(1, 3, 17)
                from fields in Made.Form(choices)
                from sure in Gen.Choose(0, Fields.Largest)
                from evidence in Blob
                select (Statement)new PhotoReading(contest, station, photos, layout, model, outcome, fields, Sure(fields, sure), evidence),
            ["attest"] =
                from name in Bytes(16)
                from contest in Contest
                from station in Made.Station
                from form in Digest
                from ground in Gen.Elements<ObjectionGround?>([null, .. Enum.GetValues<ObjectionGround>()])
                from text in Blob.OrNull()
                select (Statement)
                    new Attest(
                        NameOf(name),
                        contest,
                        station,
                        form,
                        ground is null ? AttestStance.Signed : AttestStance.Refused,
                        ground,
                        ground is null ? null : text
                    ),
            ["salinan"] =
                from contest in Contest
                from station in Made.Station
                from form in Digest
                from village in Gen.Elements(true, false)
                from watchers in Places(4096)
                select (Statement)new Salinan(contest, station, form, new Recipients(village || watchers.Count == 0, watchers)),
            ["objection"] =
                from name in Bytes(16)
                from contest in Contest
                from station in Made.Station
                from form in Gen.OneOf(Gen.Constant<Digest?>(null), Digest.Select(d => (Digest?)d))
                from ground in Gen.Elements(Enum.GetValues<ObjectionGround>())
                from fields in Gen.OneOf(Gen.Constant<FormFields?>(null), Made.Form(3).Select(f => (FormFields?)f))
                from photos in Gen.Choose(0, 3).SelectMany(n => Digest.ListOf(n))
                from text in Blob.OrNull()
                select (Statement)new Objection(NameOf(name), contest, station, form, ground, fields, photos, text),
            ["answer"] =
                from to in Digest
                from outcome in Gen.Elements(Enum.GetValues<AnswerOutcome>())
                from reason in Gen.Elements(Enum.GetValues<AnswerReason>())
                from text in Blob.OrNull()
                select (Statement)new Answer(to, outcome, reason, text),
            ["seal"] =
                from contest in Contest
                from station in Made.Station
                from form in Digest
                from commitment in Digest
                select (Statement)new Seal(contest, station, form, commitment),
            ["unseal"] =
                from contest in Contest
                from station in Made.Station
                from seal in Digest
                from salt in Bytes(16)
                from fields in Made.Form(3)
                select (Statement)new Unseal(contest, station, seal, new Salt(BitConverter.ToUInt128(salt)), fields),
            ["dice"] =
                from contest in Contest
                from region in Made.Region
                from size in Gen.Choose(0, int.MaxValue)
                from count in Gen.Choose(Dice.FewestRolls, Dice.MostRolls)
                from rolls in Gen.Elements("123456".ToCharArray()).ArrayOf(count)
                from text in Blob.OrNull()
                select (Statement)new Dice(contest, region, size, new string(rolls), text),
            ["totals"] =
                from contest in Contest
                from region in Made.Region
                from numbers in Gen.Choose(0, int.MaxValue).ArrayOf(3)
                from form in Made.Form(3)
                from parties in Gen.Elements<long[]?>(null, [7, FormFields.Missing, 0])
                select (Statement)new Totals(contest, region, numbers[0], Summed(form, numbers, parties)),
        };

    /// <summary>Some of the numbers below a count, ascending.</summary>
    private static Gen<IReadOnlyList<int>> Places(int count) =>
        from some in Gen.Choose(0, Math.Min(count, 8)).SelectMany(n => Gen.Choose(0, Math.Max(count - 1, 0)).ListOf(n))
        select (IReadOnlyList<int>)[.. some.Distinct().Order()];

    private static KeyName NameOf(byte[] name) => new(BitConverter.ToUInt128(name));

    private static FormFields Sure(FormFields fields, int probability)
    {
        return new FormFields(Of(fields.Votes), Of(fields.Counts));

        int[] Of(ReadOnlySpan<int> figures) =>
            [.. figures.ToArray().Select((figure, i) => figure == FormFields.Missing ? figure : Math.Max(probability - i, 0))];
    }

    /// <summary>A plenary's figures, some counts left out; the votes and their sums are given.</summary>
    private static TotalFigures Summed(FormFields form, int[] numbers, long[]? parties)
    {
        long[] counts = [.. form.Counts.ToArray().Select(count => count == FormFields.Missing ? count : count * 1_000_000_000L)];
        counts.AsSpan((int)Field.Valid).Fill(numbers[2]);
        return new TotalFigures([numbers[1], numbers[2] * 4_000L, numbers[0]], counts, parties);
    }

    private static Gen<byte[]> Bytes(int length) => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(length);
}
