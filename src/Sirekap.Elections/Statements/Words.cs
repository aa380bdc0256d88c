using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The words by which a statement writes its enumerations, and back.</summary>
public static class Words
{
    public static IReadOnlyList<(ElectionKind Value, string Word)> Kinds { get; } =
    [(ElectionKind.Real, "real"), (ElectionKind.Copy, "copy"), (ElectionKind.Simulation, "simulation")];

    public static IReadOnlyList<(Role Value, string Word)> Roles { get; } =
    [
        (Role.Root, "root"),
        (Role.Province, "province"),
        (Role.Regency, "regency"),
        (Role.District, "district"),
        (Role.Station, "station"),
        (Role.Import, "import"),
        (Role.Reader, "reader"),
        (Role.Kit, "kit"),
        (Role.Supervisor, "supervisor"),
        (Role.Witness, "witness"),
        (Role.Observer, "observer"),
    ];

    public static IReadOnlyList<(AttestStance Value, string Word)> AttestStances { get; } =
    [(AttestStance.Signed, "signed"), (AttestStance.Refused, "refused")];

    public static IReadOnlyList<(ObjectionGround Value, string Word)> ObjectionGrounds { get; } =
    [
        (ObjectionGround.FiguresDiffer, "figures-differ"),
        (ObjectionGround.Miscounted, "miscounted"),
        (ObjectionGround.Procedure, "procedure"),
        (ObjectionGround.NotAdmitted, "not-admitted"),
        (ObjectionGround.CopyNotGiven, "copy-not-given"),
        (ObjectionGround.Other, "other"),
    ];

    public static IReadOnlyList<(AnswerOutcome Value, string Word)> AnswerOutcomes { get; } =
    [(AnswerOutcome.Replied, "replied"), (AnswerOutcome.Settled, "settled"), (AnswerOutcome.Rejected, "rejected")];

    public static IReadOnlyList<(AnswerReason Value, string Word)> AnswerReasons { get; } =
    [
        (AnswerReason.PaperAgrees, "paper-agrees"),
        (AnswerReason.Corrected, "corrected"),
        (AnswerReason.Recounted, "recounted"),
        (AnswerReason.Plenary, "plenary"),
        (AnswerReason.Remedied, "remedied"),
        (AnswerReason.Unfounded, "unfounded"),
        (AnswerReason.NotHere, "not-here"),
    ];

    public static IReadOnlyList<(RevocationReason Value, string Word)> RevocationReasons { get; } =
    [
        (RevocationReason.Ended, "ended"),
        (RevocationReason.Lost, "lost"),
        (RevocationReason.Compromised, "compromised"),
        (RevocationReason.Mistaken, "mistaken"),
    ];

    public static IReadOnlyList<(ReviewAct Value, string Word)> ReviewActs { get; } =
    [(ReviewAct.Accept, "accept"), (ReviewAct.Correct, "correct"), (ReviewAct.Hold, "hold")];

    public static IReadOnlyList<(ReviewReason Value, string Word)> ReviewReasons { get; } =
    [
        (ReviewReason.PaperAgrees, "paper-agrees"),
        (ReviewReason.Misread, "misread"),
        (ReviewReason.Recounted, "recounted"),
        (ReviewReason.Plenary, "plenary"),
        (ReviewReason.Objection, "objection"),
        (ReviewReason.Revote, "revote"),
    ];

    public static IReadOnlyList<(PaperSource Value, string Word)> PaperSources { get; } =
    [(PaperSource.Form, "form"), (PaperSource.Copy, "copy"), (PaperSource.Recount, "recount")];

    public static IReadOnlyList<(DifferenceReason Value, string Word)> DifferenceReasons { get; } =
    [(DifferenceReason.Misread, "misread"), (DifferenceReason.Initialled, "initialled")];

    /// <summary>Regular is left out where it is written.</summary>
    public static IReadOnlyList<(PollKind Value, string Word)> Polls { get; } =
    [
        (PollKind.Regular, "regular"),
        (PollKind.Revote, "revote"),
        (PollKind.Continued, "continued"),
        (PollKind.Postponed, "postponed"),
        (PollKind.Recount, "recount"),
        (PollKind.LaterCount, "later-count"),
    ];

    public static IReadOnlyList<(WithholdGround Value, string Word)> WithholdGrounds { get; } =
    [
        (WithholdGround.PersonalData, "personal-data"),
        (WithholdGround.CourtOrder, "court-order"),
        (WithholdGround.UnlawfulContent, "unlawful-content"),
    ];

    public static IReadOnlyList<(AdditionGround Value, string Word)> AdditionGrounds { get; } =
    [
        (AdditionGround.Revote, "revote"),
        (AdditionGround.FollowUp, "follow-up"),
        (AdditionGround.Omitted, "omitted"),
        (AdditionGround.CourtOrder, "court-order"),
    ];

    public static IReadOnlyList<(CandidateStatus Value, string Word)> CandidateStatuses { get; } =
    [
        (CandidateStatus.Standing, "standing"),
        (CandidateStatus.Withdrawn, "withdrawn"),
        (CandidateStatus.Deceased, "deceased"),
        (CandidateStatus.Struck, "struck"),
    ];

    public static IReadOnlyList<(CandidateGround Value, string Word)> CandidateGrounds { get; } =
    [
        (CandidateGround.Death, "death"),
        (CandidateGround.Withdrawal, "withdrawal"),
        (CandidateGround.Ineligible, "ineligible"),
        (CandidateGround.Conviction, "conviction"),
        (CandidateGround.CampaignFunds, "campaign-funds"),
        (CandidateGround.CourtOrder, "court-order"),
        (CandidateGround.Replacement, "replacement"),
        (CandidateGround.Correction, "correction"),
    ];

    public static IReadOnlyList<(WithholdAuthority Value, string Word)> WithholdAuthorities { get; } =
    [
        (WithholdAuthority.Commission, "commission"),
        (WithholdAuthority.Supervisor, "supervisor"),
        (WithholdAuthority.Court, "court"),
        (WithholdAuthority.InformationCommission, "information-commission"),
    ];

    public static IReadOnlyList<(ReadingOutcome Value, string Word)> ReadingOutcomes { get; } =
    [(ReadingOutcome.Clear, "clear"), (ReadingOutcome.Unclear, "unclear"), (ReadingOutcome.Contradictory, "contradictory")];

    public static IReadOnlyList<(DisclosureCategory Value, string Word)> DisclosureCategories { get; } =
    [
        (DisclosureCategory.Contract, "contract"),
        (DisclosureCategory.Hosting, "hosting"),
        (DisclosureCategory.Network, "network"),
        (DisclosureCategory.Software, "software"),
        (DisclosureCategory.Release, "release"),
        (DisclosureCategory.Budget, "budget"),
        (DisclosureCategory.Procurement, "procurement"),
        (DisclosureCategory.Audit, "audit"),
        (DisclosureCategory.Commitment, "commitment"),
        (DisclosureCategory.Other, "other"),
    ];

    public static IReadOnlyList<(ExemptionGround Value, string Word)> ExemptionGrounds { get; } =
    [
        (ExemptionGround.LawEnforcement, "uu14-2008-17a"),
        (ExemptionGround.Competition, "uu14-2008-17b"),
        (ExemptionGround.Defence, "uu14-2008-17c"),
        (ExemptionGround.NaturalWealth, "uu14-2008-17d"),
        (ExemptionGround.Economy, "uu14-2008-17e"),
        (ExemptionGround.ForeignRelations, "uu14-2008-17f"),
        (ExemptionGround.PrivateDeed, "uu14-2008-17g"),
        (ExemptionGround.PersonalSecret, "uu14-2008-17h"),
        (ExemptionGround.Correspondence, "uu14-2008-17i"),
        (ExemptionGround.OtherStatute, "uu14-2008-17j"),
        (ExemptionGround.PersonalData, "uu27-2022"),
    ];

    /// <summary>The word for a value of one of these lists.</summary>
    public static string Of<T>(this IReadOnlyList<(T Value, string Word)> words, T value)
        where T : struct, Enum
    {
        foreach (var (candidate, word) in words)
        {
            if (EqualityComparer<T>.Default.Equals(candidate, value))
            {
                return word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value));
    }
}
