using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Copies only: the feed shows no figures for this station any more.</summary>
public sealed record Withdraw(string Contest, RegionCode Station, Timestamp Taken) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
