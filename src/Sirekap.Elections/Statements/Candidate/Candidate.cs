using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>
/// A root proposes to replace what the election says of one choice of a ballot: whether it stands, and who it is. It holds once a quorum
/// of the roots agrees. The choice keeps its number, its row on the form and every vote.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="District">The electoral district on whose ballot it stands.</param>
/// <param name="Choice">The ticket, individual or party, or a party's candidate.</param>
/// <param name="Status">Whether it stands from now on.</param>
/// <param name="Ground">Why.</param>
/// <param name="Since">When that came to be, by the decision that it follows: a death, a ruling, a letter.</param>
/// <param name="Person">Blob: who stands there from now on (<see cref="Contests.Person"/>); null where that stays.</param>
public sealed record Candidate(
    string Contest,
    string District,
    Choice Choice,
    CandidateStatus Status,
    CandidateGround Ground,
    Timestamp Since,
    BlobReference? Person
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs =>
        Person is null ? [] : [NamedBlob.Of(Person, BlobUse.Published, "person who stands") with { Flaw = FlawOf }];

    private static string? FlawOf(ReadOnlyMemory<byte> person) => Contests.Person.TryParse(person, out _, out var error) ? null : error;
}
