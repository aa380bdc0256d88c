using Microsoft.AspNetCore.Http;

namespace Sirekap.Demo.Pages;

/// <summary>What a visitor has chosen and typed so far, unread. Nothing here is longer than anybody would type.</summary>
/// <param name="Kind">Which trick; null before one is chosen, or when it is none.</param>
/// <param name="Contest">The contest's code.</param>
/// <param name="Station">The station's code.</param>
/// <param name="Choice">The choice's place on the ballot, from 0.</param>
/// <param name="Votes">Its new votes.</param>
/// <param name="Cut">How many entries are cut off, or <see cref="Half"/>.</param>
/// <param name="Earlier">By how many seconds the form is to have come earlier.</param>
/// <param name="Region">Where a station is to be suggested.</param>
/// <param name="Query">What is searched for.</param>
public sealed record CheatInput(
    CheatKind? Kind,
    string? Contest,
    string? Station,
    string? Choice,
    string? Votes,
    string? Cut,
    string? Earlier,
    string? Region,
    string? Query
)
{
    /// <summary>The ledger is cut in half.</summary>
    public const string Half = "setengah";

    public const string KindField = "trik",
        ContestField = "contest",
        StationField = "tps",
        ChoiceField = "pilihan",
        VotesField = "suara",
        CutField = "potong",
        EarlierField = "mundur",
        RegionField = "region",
        QueryField = "q";

    /// <summary>Characters: names of places, as in the search; everything else is shorter.</summary>
    private const int Longest = 200;

    /// <param name="value">The first value of a field; null when it was not given.</param>
    public static CheatInput Of(Func<string, string?> value)
    {
        return new CheatInput(
            CheatKinds.Of(Given(KindField)),
            Given(ContestField),
            Given(StationField),
            Given(ChoiceField),
            Given(VotesField),
            Given(CutField),
            Given(EarlierField),
            Given(RegionField),
            Given(QueryField)
        );

        string? Given(string field) => value(field)?.Trim() is { Length: > 0 and <= Longest } given ? given : null;
    }

    /// <summary>The page on which this is chosen, without the language.</summary>
    public string Path
    {
        get
        {
            var fields = new (string Name, string? Value)[]
            {
                (KindField, Kind?.Word()),
                (ContestField, Contest),
                (StationField, Station),
                (ChoiceField, Choice),
                (VotesField, Votes),
                (CutField, Cut),
                (EarlierField, Earlier),
                (RegionField, Region),
                (QueryField, Query),
            };
            return CheatRoutes.Path
                + QueryString.Create(
                    fields.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))
                );
        }
    }
}
