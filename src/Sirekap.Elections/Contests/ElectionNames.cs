using System.Diagnostics.CodeAnalysis;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Contests;

/// <summary>A text in both languages.</summary>
public sealed record Bilingual(string Indonesian, string English);

/// <summary>Names within a contest.</summary>
/// <param name="Title">Of the contest.</param>
/// <param name="Choices">Names that hold in every district, by <see cref="Choice.ToString"/>.</param>
/// <param name="Districts">Names of electoral districts by code.</param>
/// <param name="DistrictChoices">Names that hold in one district, by its code and then the choice.</param>
public sealed record ContestNames(
    Bilingual Title,
    IReadOnlyDictionary<string, string> Choices,
    IReadOnlyDictionary<string, string> Districts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> DistrictChoices
)
{
    /// <summary>The sexes of candidates whose name holds in every district, where they are told.</summary>
    public IReadOnlyDictionary<string, CandidateSex> Sexes { get; init; } = new Dictionary<string, CandidateSex>();

    /// <summary>Sexes that hold in one district, by its code and then the choice.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, CandidateSex>> DistrictSexes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, CandidateSex>>();

    /// <summary>With somebody else at a number of a district's ballot; the number alone where it is not known who.</summary>
    internal ContestNames With(string district, Choice choice, Person? person)
    {
        var number = choice.ToString();
        return this with
        {
            DistrictChoices = Put(DistrictChoices, district, number, person?.Name ?? number),
            DistrictSexes = Put(DistrictSexes, district, number, person?.Sex ?? CandidateSex.Untold),
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, T>> Put<T>(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, T>> all,
        string district,
        string number,
        T value
    )
    {
        var here = all.TryGetValue(district, out var there) ? new Dictionary<string, T>(there) : [];
        here[number] = value;
        return new Dictionary<string, IReadOnlyDictionary<string, T>>(all) { [district] = here };
    }
}

/// <summary>
/// The names document: words for what the structure has numbers for. Replay does without it, and it can be withheld; then numbers and codes
/// are shown.
/// </summary>
/// <param name="Title">Of the election.</param>
/// <param name="Contests">By contest code.</param>
/// <param name="Regions">Names of regions.</param>
/// <param name="Stations">Names of stations that are not "TPS" and the number in their code, as overseas.</param>
public sealed record ElectionNames(
    Bilingual Title,
    IReadOnlyDictionary<string, ContestNames> Contests,
    IReadOnlyDictionary<RegionCode, string> Regions,
    IReadOnlyDictionary<RegionCode, string> Stations
)
{
    /// <summary>
    /// What levels are called where they are not the nation's: in a school a district may be a year, and a station a ballot box.
    /// </summary>
    public IReadOnlyDictionary<Level, Bilingual> Levels { get; init; } = new Dictionary<Level, Bilingual>();

    /// <summary>Names for an election whose names are withheld.</summary>
    public static ElectionNames None(string election) =>
        new(
            new Bilingual(election, election),
            new Dictionary<string, ContestNames>(),
            new Dictionary<RegionCode, string>(),
            new Dictionary<RegionCode, string>()
        );

    /// <summary>Reads the document; unknown keys are passed over, so that later names do not break older readers.</summary>
    /// <param name="error">The JSON path and what was expected there.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out ElectionNames? names,
        [NotNullWhen(false)] out string? error
    )
    {
        names = JsonPlace.Read(json, NamesJson.Read, out error);
        return names is not null;
    }

    /// <summary>The document, everything sorted by code: the same names give the same bytes.</summary>
    public byte[] Encode() => NamesJson.Write(this);

    /// <summary>
    /// These names and, for places that were added to the election, those that came with them. A place that is there already keeps its
    /// name: who adds a station does not rename a province.
    /// </summary>
    /// <param name="more">The names that came.</param>
    /// <param name="added">The stations that came.</param>
    public ElectionNames With(ElectionNames more, RegionTree added) =>
        this with
        {
            Regions = Joined(Regions, more.Regions, region => added.FindRegion(region) >= 0),
            Stations = Joined(Stations, more.Stations, station => added.FindStation(station) >= 0),
        };

    /// <summary>These names with somebody else at a number of a ballot.</summary>
    /// <param name="contest">The contest.</param>
    /// <param name="district">The district on whose ballot the number stands.</param>
    /// <param name="choice">The number.</param>
    /// <param name="person">Who; null where that is withheld, or not here.</param>
    public ElectionNames With(string contest, string district, Choice choice, Person? person)
    {
        var none = new Dictionary<string, string>();
        var names = Contests.TryGetValue(contest, out var known)
            ? known
            : new ContestNames(ContestTitle(contest), none, none, new Dictionary<string, IReadOnlyDictionary<string, string>>());
        return this with { Contests = new Dictionary<string, ContestNames>(Contests) { [contest] = names.With(district, choice, person) } };
    }

    /// <summary>The contest's title, or its code.</summary>
    public Bilingual ContestTitle(string contest) =>
        Contests.TryGetValue(contest, out var names) ? names.Title : new Bilingual(contest, contest);

    /// <summary>The region's name, or its code; the nation's, whose code 0 says nothing to a reader, is that of its level.</summary>
    public string RegionName(RegionCode region) =>
        Regions.TryGetValue(region, out var name) ? name
        : region.Level != Level.Nation ? region.ToString()
        : Levels.TryGetValue(Level.Nation, out var level) ? level.Indonesian
        : "Nasional";

    /// <summary>The station's name: "TPS 001" unless it, or its level, has another.</summary>
    public string StationName(RegionCode station) =>
        Stations.TryGetValue(station, out var name) ? name
        : Levels.TryGetValue(Level.Station, out var level) ? $"{level.Indonesian} {station.StationNumber:000}"
        : DefaultStationName(station);

    /// <summary>The district's name, or its code.</summary>
    public string DistrictName(string contest, string district) =>
        Contests.TryGetValue(contest, out var names) && names.Districts.TryGetValue(district, out var name) ? name : district;

    /// <summary>The choice's name in a district, or its number.</summary>
    public string ChoiceName(string contest, string district, Choice choice)
    {
        var number = choice.ToString();
        if (!Contests.TryGetValue(contest, out var names))
        {
            return number;
        }

        return
            names.DistrictChoices.TryGetValue(district, out var here) && here.TryGetValue(number, out var name)
            || names.Choices.TryGetValue(number, out name)
            ? name
            : number;
    }

    /// <summary>The sex of who stands there, if it is told.</summary>
    public CandidateSex SexOf(string contest, string district, Choice choice)
    {
        var number = choice.ToString();
        return !Contests.TryGetValue(contest, out var names) ? CandidateSex.Untold
            : names.DistrictSexes.TryGetValue(district, out var here) && here.TryGetValue(number, out var sex) ? sex
            : names.Sexes.GetValueOrDefault(number);
    }

    /// <summary>The name that a party has wherever it stands, or its number.</summary>
    public string PartyName(string contest, Choice party)
    {
        var number = party.ToString();
        if (!Contests.TryGetValue(contest, out var names))
        {
            return number;
        }

        if (names.Choices.TryGetValue(number, out var common))
        {
            return common;
        }

        var given = names
            .DistrictChoices.Values.Select(here => here.GetValueOrDefault(number))
            .OfType<string>()
            .Distinct()
            .Take(2)
            .ToArray();
        return given.Length == 1 ? given[0] : number;
    }

    /// <summary>The name of a domestic station by the number in its code.</summary>
    public static string DefaultStationName(RegionCode station) => $"TPS {station.StationNumber:000}";

    private static Dictionary<RegionCode, string> Joined(
        IReadOnlyDictionary<RegionCode, string> names,
        IReadOnlyDictionary<RegionCode, string> more,
        Func<RegionCode, bool> isAdded
    )
    {
        var joined = new Dictionary<RegionCode, string>(names);
        foreach (var (code, name) in more)
        {
            if (isAdded(code))
            {
                joined.TryAdd(code, name);
            }
        }

        return joined;
    }
}
