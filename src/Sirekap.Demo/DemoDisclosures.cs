using System.Security.Cryptography;
using System.Text.Json;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Site.Pages.Explaining;

namespace Sirekap.Demo;

/// <summary>What the demo discloses of itself: this computer, no contract, this program.</summary>
public static class DemoDisclosures
{
    private const string Resource = "Demo/disclosures.json";

    /// <summary>Signed entries for an election that has not disclosed anything yet; their words are put among its blobs.</summary>
    /// <param name="record">The election.</param>
    /// <param name="blobs">Its blobs.</param>
    /// <param name="root">A root key of it.</param>
    public static IReadOnlyList<byte[]> Entries(ElectionRecord record, BlobFolder blobs, SignerKey root)
    {
        if (record.Disclosures.Count > 0)
        {
            return [];
        }

        using var stream = typeof(DemoDisclosures).Assembly.GetManifestResourceStream(Resource)!;
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.EnumerateArray().Select(element => Entry(element, record, blobs, root))];
    }

    private static byte[] Entry(JsonElement element, ElectionRecord record, BlobFolder blobs, SignerKey root)
    {
        var word = element.GetProperty("category").GetString();
        var category = Words.DisclosureCategories.First(known => known.Word == word).Value;
        var facts = element.GetProperty("facts").EnumerateObject().Select(fact => new DisclosureFact(fact.Name, Text(fact.Value)));
        var about = new DisclosureAbout(
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            Text(element.GetProperty("title")),
            [.. facts]
        );
        return Signing.Entry(
            record.Head,
            new Disclose(RegionCode.Nation, category, Document: null, blobs.Add(about.Encode(category)), [], Replaces: null),
            root
        );
    }

    private static Bilingual Text(JsonElement element) => new(Filled(element.GetProperty("id")), Filled(element.GetProperty("en")));

    private static string Filled(JsonElement text) =>
        text.GetString()!
            .Replace("{version}", OwnRelease.Running.Version, StringComparison.Ordinal)
            .Replace("{sha256}", OwnRelease.Running.Sha256 ?? "–", StringComparison.Ordinal);
}
