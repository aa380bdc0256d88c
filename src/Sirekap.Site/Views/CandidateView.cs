using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>A change of what is said of a candidate.</summary>
/// <param name="Index">The entry by which it holds.</param>
/// <param name="Proposed">The entry that proposed it.</param>
/// <param name="Time">The ledger's time of the former.</param>
/// <param name="Status">Whether the candidate stands from there on.</param>
/// <param name="Ground">Why.</param>
/// <param name="Since">When that came to be.</param>
/// <param name="By">The keys that agreed, whoever proposed it first.</param>
/// <param name="Before">The name that stood there before; null where nobody else was named.</param>
/// <param name="Name">The name from there on.</param>
public sealed record CandidateChange(
    int Index,
    int Proposed,
    Timestamp? Time,
    CandidateStatus Status,
    CandidateGround Ground,
    Timestamp Since,
    IReadOnlyList<KeyName> By,
    string? Before,
    string Name
);

/// <summary>What the election says of a choice beside its name.</summary>
/// <param name="Sex">The sex, if it is told.</param>
/// <param name="Status">Whether it stands.</param>
/// <param name="Changes">What replaced the definition's word, oldest first.</param>
public sealed record CandidateView(CandidateSex Sex, CandidateStatus Status, IReadOnlyList<CandidateChange> Changes)
{
    /// <summary>The entry that said the status; null where it is the definition's word.</summary>
    public int? Entry => Changes is [.., var last] ? last.Index : null;

    internal static CandidateView Of(RecordAsOf asOf, string contest, ElectoralDistrict district, Choice choice)
    {
        CandidateChange[] changes =
        [
            .. asOf
                .Record.Candidacies.Of(contest, district.Code, choice)
                .Where(said => said.Index < asOf.Size)
                .Select(said => Of(asOf, said)),
        ];
        return new CandidateView(
            asOf.Names.SexOf(contest, district.Code, choice),
            changes is [.., var last] ? last.Status : district.StatusOf(choice),
            changes
        );
    }

    private static CandidateChange Of(RecordAsOf asOf, Candidacy said)
    {
        var (contest, district, choice, status, ground, since, person) = said.Statement;
        return new CandidateChange(
            said.Index,
            said.Proposal.Index,
            asOf.Record.Times.At(said.Index),
            status,
            ground,
            since,
            [.. said.Proposal.Agreed.Select(key => key.Name)],
            person is null ? null : asOf.NamesAt(said.Index).ChoiceName(contest, district, choice),
            asOf.NamesAt(said.Index + 1).ChoiceName(contest, district, choice)
        );
    }
}
