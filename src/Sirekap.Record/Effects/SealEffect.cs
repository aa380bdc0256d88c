using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>Somebody has read what is in place, and says so without saying what.</summary>
internal sealed class SealEffect : Effect<Seal>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Seal statement) => Authority.ToReview(signer, statement.Station);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Seal> said)
    {
        var (seal, signer) = (said.Statement, said.Signer);
        if (StationPlace.Find(record, seal.Contest, seal.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        if (Transcriptions.IsOver(seal.Station, contest.State(station)) is { } over)
        {
            return over;
        }

        var inPlace = contest.InPlace(station);
        if (inPlace < 0)
        {
            return new Rejection(RejectionCode.NoForm, $"{seal.Station} has no form");
        }

        if (record.Ids.IndexOf(seal.On) != inPlace)
        {
            return new Rejection(RejectionCode.Stale, $"{seal.Station}: in place is {record.Ids[inPlace]}");
        }

        var review = record.Blind.Of(seal.Contest, seal.Station, inPlace);
        if (review.Agreed is not null)
        {
            return new Rejection(RejectionCode.AlreadyRead, $"two people said the same of it, by entry {review.SettledBy}");
        }

        if (review.Seals.FirstOrDefault(before => before.Holder == signer.Holder) is { } earlier)
        {
            return new Rejection(RejectionCode.AlreadySealed, $"whoever holds key {signer.Name} did so in entry {earlier.Index}");
        }

        foreach (var (entry, holder) in BlindReviews.HadPart(record, contest, station, inPlace))
        {
            if (holder == signer.Holder)
            {
                return new Rejection(RejectionCode.OwnForm, $"whoever holds key {signer.Name} said what is reviewed, in entry {entry}");
            }
        }

        return TooMany(record, seal, review);
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Seal> said)
    {
        var (seal, signer) = (said.Statement, said.Signer);
        var review = record.Blind.Of(seal.Contest, seal.Station, record.Ids.IndexOf(seal.On));
        var act = new BlindAct(said.Index, signer.Ordinal, signer.Holder, seal.Commitment, Fields: null);
        record.Blind.Put(seal.Contest, seal.Station, review.After(act));
        StationPlace.Touched(record, seal.Contest, seal.Station, said.Index);
        return null;
    }

    private static Rejection? TooMany(ElectionRecord record, Seal seal, BlindReview review)
    {
        var limits = record.Rules.Limits;
        // Those that stay closed count for nothing here: whoever seals and never opens keeps nobody out.
        return review.Opened.Count() >= limits.Seals
                ? new Rejection(RejectionCode.TooMany, $"{limits.Seals} people have said what they read")
            : record.Blind.Of(seal.Contest, seal.Station).Sum(its => its.Seals.Count) >= limits.Decisions
                ? new Rejection(RejectionCode.TooMany, $"{seal.Station} has {limits.Decisions} seals")
            : null;
    }
}
