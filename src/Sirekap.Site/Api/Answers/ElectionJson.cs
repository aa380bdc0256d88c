using Sirekap.Elections.Contests;

namespace Sirekap.Site.Api.Answers;

/// <summary>The election and its ledger.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Rules">The version of the rules by which it is applied.</param>
/// <param name="LogKey">The log's key in the form of a C2SP policy file, by which time and checkpoints are signed.</param>
/// <param name="Roots">Names of the root keys that the definition names.</param>
/// <param name="Quorum">How many roots must agree to withhold bytes or add stations.</param>
/// <param name="Limits">Sizes that law and regulation set for a station; null where the figures are of no station.</param>
/// <param name="Contests">The contests in the order in which they are shown.</param>
/// <param name="Stations">How many stations there are.</param>
/// <param name="Regions">How many regions there are, from the nation down to the villages.</param>
/// <param name="CheckpointSize">How many entries the newest published checkpoint is of; null before the first.</param>
/// <param name="Checkpoint">That checkpoint, a signed note; null before the first.</param>
public sealed record ElectionJson(
    MomentJson Moment,
    int Rules,
    string LogKey,
    IReadOnlyList<string> Roots,
    int Quorum,
    LimitsJson? Limits,
    IReadOnlyList<ContestSummaryJson> Contests,
    int Stations,
    int Regions,
    long? CheckpointSize,
    string? Checkpoint
);

/// <summary>Sizes that law and regulation set for a station.</summary>
/// <param name="Voters">Most voters that a domestic station was planned for.</param>
/// <param name="Law">Most voters of a station by law; more votes than this cannot be.</param>
/// <param name="ReservePercent">Reserve ballots beyond the roll, in percent.</param>
public sealed record LimitsJson(int Voters, int Law, int ReservePercent);

/// <summary>The contests of the election.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contests">In the order in which they are shown.</param>
public sealed record ContestsJson(MomentJson Moment, IReadOnlyList<ContestSummaryJson> Contests);

/// <summary>A contest.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Kind">What its choices are.</param>
/// <param name="Title">Its title.</param>
/// <param name="Districts">Its electoral districts; they need not cover the nation.</param>
public sealed record ContestSummaryJson(string Code, ContestKind Kind, BilingualJson Title, IReadOnlyList<DistrictSummaryJson> Districts);

/// <summary>An electoral district.</summary>
/// <param name="Code">Its code within the contest. It may look like a region's code and is none.</param>
/// <param name="Name">Its name; the code where it has none.</param>
/// <param name="Seats">How many are elected.</param>
/// <param name="Choices">How many choices its ballot has.</param>
public sealed record DistrictSummaryJson(string Code, string Name, int Seats, int Choices);

/// <summary>An electoral district with its ballot.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest's code.</param>
/// <param name="Code">The district's code within the contest.</param>
/// <param name="Name">Its name; the code where it has none.</param>
/// <param name="Seats">How many are elected.</param>
/// <param name="Regions">Codes of the whole regions that it is made of.</param>
/// <param name="Choices">The ballot in its order.</param>
public sealed record DistrictJson(
    MomentJson Moment,
    string Contest,
    string Code,
    string Name,
    int Seats,
    IReadOnlyList<string> Regions,
    IReadOnlyList<ChoiceJson> Choices
);
