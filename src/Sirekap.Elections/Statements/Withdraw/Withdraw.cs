using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Copies only: the feed shows no figures for this station any more.</summary>
/// <param name="Contest">The contest's code.</param>
/// <param name="Station">The station.</param>
/// <param name="Taken">The time of the snapshot.</param>
/// <param name="Dated">The time that the source itself gives to the row; null where it gives none.</param>
public sealed record Withdraw(string Contest, RegionCode Station, Timestamp Taken, Timestamp? Dated = null) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
