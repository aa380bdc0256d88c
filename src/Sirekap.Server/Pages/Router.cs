using Sirekap.Elections.Regions;
using Sirekap.Server.Pages.Tables;
using Sirekap.Server.Views;

namespace Sirekap.Server.Pages;

/// <summary>Which page an address means: what is to be done for it inside one read of the node.</summary>
/// <param name="site">The views.</param>
public sealed class Router(Site site)
{
    public Func<PageContext, Reading, Answer> Route(PageRequest request) => request.Segments switch
    {
        [var one] => (page, reading) => reading.Contest(one) is null ? Short(page, reading, one) : At(page, reading, one, "0", null),
        [var contest, var name] when TableFile.TryName(name) is { } file => (page, reading) => At(page, reading, contest, "0", file),
        [var contest, var code] => (page, reading) => At(page, reading, contest, code, null),
        [var contest, var code, var name] when TableFile.TryName(name) is { } file => (page, reading) => At(page, reading, contest, code, file),
        _ => (_, _) => new Answer.None(Problem.NotFound),
    };

    /// <summary>A code alone: the first contest that the place has a part in.</summary>
    private static Answer Short(PageContext page, Reading reading, string text)
    {
        if (!RegionCode.TryParse(text.ToUpperInvariant(), out var code))
        {
            return new Answer.None(Problem.NotFound);
        }

        if (!Exists(reading, code))
        {
            return new Answer.None(Problem.NoPlace);
        }

        return Covering(reading, code) is { } contest ? new Answer.Moved(page.To(contest, code)) : new Answer.None(Problem.NotHere);
    }

    private Answer At(PageContext page, Reading reading, string contest, string text, TableName? file)
    {
        if (!RegionCode.TryParse(text, out var code) || reading.Contest(contest) is null)
        {
            return new Answer.None(Problem.NotFound);
        }

        if (!Exists(reading, code))
        {
            return new Answer.None(Problem.NoPlace);
        }

        if (code.Level == Level.Station)
        {
            return StationView.Of(reading, site, contest, code) is not { } station ? new Answer.None(Problem.NotHere)
                : file is null ? Answer.Page<StationPage>(station)
                : Download(page, contest, code, file, [StationTable.Of(page, station)]);
        }

        // Asked for by no page of ours: /ppwp/0 is /ppwp.
        if (code.Level == Level.Nation && text == page.Path.Split('/')[^1])
        {
            return new Answer.Moved(page.To(contest, code));
        }

        var region = RegionView.Of(reading, contest, code)!;
        return file is null ? Answer.Page<RegionPage>(region) : Download(page, contest, code, file, RegionTables.Of(page, region));
    }

    private static Answer Download(PageContext page, string contest, RegionCode code, TableName file, IEnumerable<SiteTable> tables) =>
        tables.FirstOrDefault(table => table.Name == file.Table) is { } table
            ? new Answer.Download(table, file.Format, page.Permanent(contest, code))
            : new Answer.None(Problem.NotFound);

    private static bool Exists(Reading reading, RegionCode code) => reading.Tree.FindRegion(code) >= 0 || reading.Tree.FindStation(code) >= 0;

    /// <summary>The first contest that is voted on in a place, or somewhere in it.</summary>
    internal static string? Covering(Reading reading, RegionCode code) => reading.Record.Structure.Contests.FirstOrDefault(contest =>
        contest.TryFindDistrict(code, out _) || contest.Districts.Any(district => district.Regions.Any(region => region.IsWithin(code))))?.Code;
}
