using System.Globalization;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Node;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>What every part of a page knows: language, moment, and where it is.</summary>
/// <param name="Language">The language.</param>
/// <param name="Moment">Of when.</param>
/// <param name="Origin">Scheme and host that were asked, without a slash at the end.</param>
/// <param name="Path">The path that was asked, with its query, without the language's prefix.</param>
/// <param name="AsOf">The number of entries that was asked for; null on pages of now.</param>
/// <param name="Contests">The election's contests in their order.</param>
/// <param name="Warnings">What is not as it should be with this node.</param>
/// <param name="Demo">Whether visitors may try to cheat here.</param>
/// <param name="Checks">The checks of the election's rules.</param>
/// <param name="Example">A place that can be searched for.</param>
public sealed record PageContext(
    Language Language,
    Moment Moment,
    string Origin,
    string Path,
    long? AsOf,
    IReadOnlyList<ContestTitle> Contests,
    IReadOnlyList<NodeWarning> Warnings,
    bool Demo,
    Catalogue Checks,
    SearchExample Example
)
{
    /// <summary>The context of a page, as of a reading.</summary>
    public static PageContext Of(
        RecordAsOf state,
        Language language,
        string origin,
        string path,
        long? asOf,
        IReadOnlyList<NodeWarning> warnings,
        bool demo
    ) =>
        new(
            language,
            state.Moment,
            origin,
            path,
            asOf,
            [
                .. state.Record.Structure.Contests.Select(contest => new ContestTitle(
                    contest.Code,
                    state.Names.ContestTitle(contest.Code),
                    [.. contest.Districts.SelectMany(district => district.Regions)]
                )),
            ],
            warnings,
            demo,
            state.Record.Rules.Checks,
            SearchExample.Of(state)
        )
        {
            Levels = state.Names.Levels,
            IsWatched = state.Record.Structure.Watchers.Count > 0,
            HasSeveralRolls = state.Record.Structure.Contests.Any(contest => RollWords.HasSeveral(contest.Form)),
        };

    /// <summary>
    /// When what is shown was so, in words: the ledger's time; of a copy the time of its source, and when it was copied.
    /// </summary>
    public string? TimeIn(RegionZone zone)
    {
        var time = Moment.Time is { } at ? Language.Moment(at, zone) : null;
        return Moment.SourceTime is not { } source ? time
            : Texts["source.time", Language.Moment(source, zone)] is var said && time is null ? said
            : Texts["source.copied", said, time];
    }

    /// <summary>The words for this kind of election.</summary>
    public Texts Texts => Texts.Of(Language, Moment.Kind, Moment.Unit).With(Language, Levels);

    /// <summary>What the election calls its levels.</summary>
    public IReadOnlyDictionary<Level, Elections.Contests.Bilingual> Levels { get; init; } =
        new Dictionary<Level, Elections.Contests.Bilingual>();

    /// <summary>Whether somebody watches this election with a key of their own.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether it has names of its own for its levels: then its places are not the nation's, nor is its law.</summary>
    public bool HasOwnLevels => Levels.Count > 0;

    /// <summary>Whether a form of this election tells apart who of several lists of voters has voted.</summary>
    public bool HasSeveralRolls { get; init; } = true;

    /// <summary>What is wrong when a check fails.</summary>
    public string Says(Check check) => Language.Pick(RollWords.Of(check, HasSeveralRolls));

    /// <summary>The words for this kind of election in a place: levels and committees have names of their own in some.</summary>
    public Texts TextsIn(RegionCode place) => Texts.Of(Language, Moment.Kind, Moment.Unit, Locales.Of(place)).With(Language, Levels);

    /// <summary>A page of now, by its path without a language.</summary>
    public string To(string path) => path == "/" && Language.Prefix.Length > 0 ? Language.Prefix : Language.Prefix + path;

    /// <summary>A region or station in a contest: as of now, or of the same past.</summary>
    public string To(string contest, RegionCode place) => To(Past(AsOf) + PathOf(contest, place));

    /// <summary>The same place for ever, with scheme and host: what a citation names.</summary>
    public string Permanent(string contest, RegionCode place) => Origin + To(Past(Moment.Size) + PathOf(contest, place));

    public static string PathOf(string contest, RegionCode place) => place.Level == Level.Nation ? $"/{contest}" : $"/{contest}/{place}";

    /// <summary>The same page in the other language.</summary>
    public string InOtherLanguage => this with { Language = Language.Other } is var other ? other.To(Path) : "";

    /// <summary>The first contest that is voted on in a place, or somewhere in it.</summary>
    public string? FirstContestIn(RegionCode place) => Contests.FirstOrDefault(contest => contest.IsVotedOn(place))?.Code;

    /// <summary>A place's name; the nation's is a word of the language.</summary>
    public string NameOf(NamedRegion place) =>
        place.Code.Level switch
        {
            Level.Nation => Texts["nation"],
            Level.Regency when Moment.Unit == CountingUnit.Station && PlaceNames.IsBareRegency(place) => Texts[
                PlaceNames.IsCity(place.Code) ? "city.name" : "regency.name",
                PlaceNames.Shown(place.Name)
            ],
            _ => PlaceNames.Shown(place.Name),
        };

    private static string Past(long? size) => size is { } n ? string.Create(CultureInfo.InvariantCulture, $"/pada/{n}") : "";
}

/// <summary>A contest's code and title, and where it is voted on.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Regions">The regions of its electoral districts.</param>
public sealed record ContestTitle(string Code, Elections.Contests.Bilingual Title, IReadOnlyList<RegionCode> Regions)
{
    /// <summary>Whether it is voted on in a place, or somewhere in it.</summary>
    public bool IsVotedOn(RegionCode place) => Regions.Any(region => region.IsWithin(place) || place.IsWithin(region));
}
