using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Checks;

/// <summary>The paper that a station fills in, which says what its figures mean and what they are checked against.</summary>
/// <param name="Station">The station.</param>
/// <param name="Ballot">What it votes on: the columns are the votes of a form.</param>
/// <param name="Limits">The limits of the election.</param>
/// <param name="Form">The rows that it has.</param>
/// <param name="Method">How its voters vote.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no station's.</remarks>
public readonly record struct StationPaper(RegionCode Station, Ballot Ballot, Limits Limits, ContestForm Form, VotingMethod Method)
{
    /// <summary>The paper of a station in a contest.</summary>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station.</param>
    /// <param name="limits">The limits of the election.</param>
    /// <param name="method">How its voters vote; as is usual where left out.</param>
    public static StationPaper Of(Contest contest, RegionCode station, Limits limits, VotingMethod? method = null) =>
        new(station, contest.BallotOf(station), limits, contest.Form, method ?? VotingMethods.UsualOf(station));
}
