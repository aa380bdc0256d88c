using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Publication.Tests;

/// <summary>A region's last change against its document, entry by entry: whoever renders only what changed misses nothing.</summary>
public sealed class DocumentStampTests
{
    private static readonly RegionTree Places = RegionTree.FromStations(
        from village in (string[])["3101012001", "3101012002", "3101022001", "7301012001"]
        from number in Enumerable.Range(1, 3)
        select RegionCode.Parse(village).Station(number)
    );

    [Fact]
    public void A_document_changes_only_with_an_entry_that_is_its_regions_last_change()
    {
        var head = new StatementHead("stamps.example", "malam", RuleSets.First);
        using var root = EcdsaSigner.Generate();
        using var log = Ed25519Signer.Generate(head.Ledger);
        var record = Begin(head, root, log);
        var contest = record.Contests.Single();
        var before = Documents(record, contest);
        var (changed, unchanged) = (0, 0);
        contest.LastChangeWithin(RegionCode.Nation).ShouldBe(-1);
        using var night = new NightSimulation(
            new SimulationOptions(Places.StationCount, 3) { ReviewShare = 0.5, Plenaries = true },
            head,
            Places,
            root
        );
        foreach (var entry in night.Entries())
        {
            record.Accept(Signing.Entry(head, new Time(entry.At), log));
            if (record.Accept(entry.Entry) is not null)
            {
                continue;
            }

            var after = Documents(record, contest);
            for (var region = 0; region < Places.RegionCount; region++)
            {
                var stamped = contest.LastChangeWithin(Places.Region(region)) == record.Count - 1;
                if (before[region] != after[region])
                {
                    stamped.ShouldBeTrue($"{Places.Region(region)} at entry {record.Count - 1}");
                    changed++;
                }

                unchanged += stamped ? 0 : 1;
            }

            before = after;
        }

        changed.ShouldBeGreaterThan(50);
        unchanged.ShouldBeGreaterThan(changed, "what has not changed is not stamped");
    }

    private static ElectionRecord Begin(StatementHead head, EcdsaSigner root, Ed25519Signer log)
    {
        var blobs = new Dictionary<BlobReference, byte[]>();
        var definition = new Definition(
            ElectionKind.Simulation,
            log.Verifier.PublicKey.ToArray(),
            [root.Verifier.PublicKey.ToArray()],
            1,
            Add(SimulatedElection.Structure.Encode()),
            Add(Places.Encode()),
            Add("{}"u8.ToArray())
        );
        return ElectionRecord.Begin(Signing.Entry(head, definition, root), blob => blobs[blob], out var rejection)
            ?? throw new InvalidOperationException(rejection!.ToString());

        BlobReference Add(byte[] bytes)
        {
            var reference = Record.Storage.BlobFolder.Reference(bytes);
            blobs[reference] = bytes;
            return reference;
        }
    }

    private static string[] Documents(ElectionRecord record, ContestRecord contest)
    {
        var writer = new CanonicalWriter();
        return
        [
            .. Enumerable
                .Range(0, Places.RegionCount)
                .Select(region => Convert.ToHexString(ResultDocument.Write(writer, record, contest, region))),
        ];
    }
}
