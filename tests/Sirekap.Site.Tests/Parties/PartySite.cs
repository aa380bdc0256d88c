using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using Sirekap.Node;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Sites;
using Sirekap.Verification.Tests.Parties;

namespace Sirekap.Site.Tests.Parties;

/// <summary>The site of <see cref="PartyNight"/>, for all tests of a class.</summary>
public sealed class PartySite() : ToldSite(new PartyNight());

/// <summary>The site of five simulated contests.</summary>
public sealed class FiveContestsSite() : ToldSite(new FiveContestsNight());

/// <summary>The site of a copy of figures of electoral districts.</summary>
public sealed class DistrictCopySite() : ToldSite(DistrictCopy.Invented());

/// <summary>The site of the copy of the DPR of 2024; of the invented one where there is no data pack.</summary>
public sealed class RealDistrictsSite() : ToldSite(DistrictCopy.IsHere ? DistrictCopy.Real() : DistrictCopy.Invented());

/// <summary>The site of a night whose forms are kept.</summary>
public abstract class ToldSite : IAsyncLifetime
{
    private LedgerNode _node = null!;
    private Shown _shown = null!;

    private protected ToldSite(ToldNight night) => Night = night;

    internal ToldNight Night { get; }

    public async ValueTask InitializeAsync()
    {
        _node = IntakeNode.Start(
            Night.Sequencer,
            new IntakeOptions { CheckpointEvery = TimeSpan.FromMilliseconds(20), PublishEvery = TimeSpan.Zero }
        );
        _shown = await Shown.StartAsync(_node, new ProtectionOptions { RequestBurst = 100_000 });
    }

    public async ValueTask DisposeAsync()
    {
        await _shown.DisposeAsync();
        await _node.DisposeAsync();
        Night.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Task<string> Page(string path) => _shown.Page(path);

    internal async Task<JsonNode> Json(string path) => JsonNode.Parse(await _shown.Page(path))!;

    /// <summary>The table of a page, as its download has it; each row by heading. Null where the page has no such table.</summary>
    internal async Task<List<Dictionary<string, string>>?> Table(string path)
    {
        using var response = await _shown.Get(path);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        using var csv = new CsvReader(
            new StringReader(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            CultureInfo.InvariantCulture
        );
        return [.. csv.GetRecords<dynamic>().Select(row => ((IDictionary<string, object>)row).ToDictionary(p => p.Key, p => $"{p.Value}"))];
    }
}
