namespace Sirekap.Elections.Statements;

/// <summary>The sequencer's time, which never goes back; it dates everything after it until the next.</summary>
public sealed record Time(Timestamp At) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
