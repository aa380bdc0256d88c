using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>What committees, kits and those who watch try that the rules do not allow.</summary>
/// <param name="night">The night.</param>
internal sealed class CommitteeTroubles(NightSimulation night)
{
    /// <summary>Of enrolments.</summary>
    public IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> OfEnrolments =>
        [(Trouble.KitElsewhere, KitElsewhere), (Trouble.KeyAgain, KeyAgain), (Trouble.EnrolsSelf, EnrolsSelf)];

    /// <summary>Of decisions on forms.</summary>
    public IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> OfReviews =>
        [(Trouble.OtherDistrict, OtherDistrict), (Trouble.Stale, Stale), (Trouble.OtherChecks, OtherChecks)];

    /// <summary>Of those who sign a form beside its officers.</summary>
    public IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> OfAttestations => [(Trouble.AttestedAgain, AttestedAgain)];

    /// <summary>Of answers to objections.</summary>
    public IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> OfAnswers => [(Trouble.AnsweredAgain, AnsweredAgain)];

    /// <summary>Of plenaries.</summary>
    public IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> OfTotals => [(Trouble.OtherPlenary, OtherPlenary)];

    private bool KitElsewhere(TroubledAct act)
    {
        if (act.Statement is not Enrol { Role: Role.Kit } enrol || ElsewhereThan(enrol.Scope) is not { } other)
        {
            return false;
        }

        using var kit = night.Keys.Kit(enrol.Scope);
        using var phone = night.Keys.Stranger($"{other}/telepon");
        var elsewhere = new Enrol(Role.Station, other, phone.Verifier.PublicKey.ToArray(), night.Keys.SecondHolder(other));
        act.RefusedAfter(elsewhere, kit, RejectionCode.OutOfScope);
        return true;
    }

    private bool KeyAgain(TroubledAct act)
    {
        if (act.Statement is not Enrol { Role: Role.Station } enrol)
        {
            return false;
        }

        act.RefusedAfter(
            enrol with
            {
                Holder = night.Keys.SecondHolder(enrol.Scope),
            },
            DistrictOf(enrol.Scope),
            RejectionCode.KeyAlreadyEnrolled
        );
        return true;
    }

    private bool EnrolsSelf(TroubledAct act)
    {
        if (act.Statement is not Enrol { Role: Role.Station or Role.Kit } enrol)
        {
            return false;
        }

        var district = enrol.Scope.At(Level.District);
        act.RefusedBefore(enrol with { Holder = night.Keys.Holder(district) }, DistrictOf(enrol.Scope), RejectionCode.SameHolder);
        return true;
    }

    private bool OtherDistrict(TroubledAct act)
    {
        var review = (Review)act.Statement;
        if (ElsewhereThan(review.Station, Level.District) is not { } other)
        {
            return false;
        }

        act.RefusedBefore(review, DistrictOf(other), RejectionCode.OutOfScope);
        return true;
    }

    /// <summary>After a correction the form is no longer what there is to decide on.</summary>
    private bool Stale(TroubledAct act)
    {
        if (act.Statement is not Review { Act: ReviewAct.Correct } review)
        {
            return false;
        }

        act.RefusedAfter(review with { Reason = ReviewReason.Revote }, DistrictOf(review.Station), RejectionCode.Stale);
        return true;
    }

    private bool OtherChecks(TroubledAct act)
    {
        if (act.Statement is not Review { Act: ReviewAct.Accept } review)
        {
            return false;
        }

        var others = review.Checks.Count == 0 ? SimulatedElection.Rules.Checks.Codes(1) : [];
        act.RefusedBefore(review with { Checks = others }, DistrictOf(review.Station), RejectionCode.ChecksNotNamed);
        return true;
    }

    private static bool AttestedAgain(TroubledAct act)
    {
        var attest = (Attest)act.Statement;
        var again =
            attest.Stance == AttestStance.Signed
                ? attest with
                {
                    Stance = AttestStance.Refused,
                    Ground = ObjectionGround.CopyNotGiven,
                }
                : attest with
                {
                    Stance = AttestStance.Signed,
                    Ground = null,
                    Text = null,
                };
        act.RefusedAfter(again, act.Entry.By!, RejectionCode.AlreadyAttested);
        return true;
    }

    private static bool AnsweredAgain(TroubledAct act)
    {
        if (act.Statement is not Answer { Outcome: AnswerOutcome.Settled or AnswerOutcome.Rejected } answer)
        {
            return false;
        }

        act.RefusedAfter(answer with { Outcome = AnswerOutcome.Replied, Text = null }, act.Entry.By!, RejectionCode.Closed);
        return true;
    }

    private bool OtherPlenary(TroubledAct act)
    {
        if (act.Statement is not Totals { Region.Level: Level.District } totals || ElsewhereThan(totals.Region) is not { } other)
        {
            return false;
        }

        act.RefusedBefore(totals, DistrictOf(other), RejectionCode.OutOfScope);
        return true;
    }

    private DeterministicSigner DistrictOf(RegionCode place) => night.Keys.Committee(place.At(Level.District));

    /// <summary>The first station of the election, or the last, whichever lies elsewhere.</summary>
    private RegionCode? ElsewhereThan(RegionCode place, Level? level = null)
    {
        var within = level is { } wider ? place.At(wider) : place;
        foreach (var other in (RegionCode[])[night.Tree.Station(0), night.Tree.Station(night.Tree.StationCount - 1)])
        {
            if (!other.IsWithin(within))
            {
                return other;
            }
        }

        return null;
    }
}
