using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms;

/// <summary>
/// Where a figure of votes stands on the paper, by what it is for and not by its position: <c>IV.2</c> for ticket, person or party 2,
/// <c>IV.2.7</c> for the party's seventh candidate, <c>IV.2.S</c> for the party's own sum of all these. Counts have their place by
/// <see cref="Fields.Paper"/>.
/// </summary>
public static class PaperPlace
{
    /// <summary>The section of the votes, and of their sum.</summary>
    public const string Votes = "IV";

    /// <summary>Where the votes of a choice stand.</summary>
    public static string Of(Choice choice) => $"{Votes}.{choice}";

    /// <summary>Where a party wrote the sum of its own votes and its candidates'.</summary>
    public static string OfTotal(int party) => $"{Votes}.{party}.S";

    /// <summary>Whether a figure of votes stands there.</summary>
    public static bool IsOfVotes(string place) => place.StartsWith("IV.", StringComparison.Ordinal);
}
