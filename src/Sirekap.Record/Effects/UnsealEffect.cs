using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>Somebody opens what they sealed. Once every figure was said by two, the figures are settled.</summary>
internal sealed class UnsealEffect : Effect<Unseal>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Unseal statement) => Authority.ToReview(signer, statement.Station);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Unseal> said)
    {
        var (unseal, signer) = (said.Statement, said.Signer);
        if (StationPlace.Find(record, unseal.Contest, unseal.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        if (Find(record, unseal) is not var (review, seal))
        {
            return new Rejection(RejectionCode.NoSeal, $"{unseal.Station} has no seal {unseal.On}");
        }

        if (seal.Holder != signer.Holder)
        {
            return new Rejection(RejectionCode.OthersSeal, $"not whoever holds key {signer.Name} sealed entry {seal.Index}");
        }

        if (Transcriptions.IsOver(unseal.Station, contest.State(station)) is { } over)
        {
            return over;
        }

        var inPlace = contest.InPlace(station);
        if (review.On != inPlace)
        {
            return new Rejection(RejectionCode.Stale, $"{unseal.Station}: it was of entry {review.On}, in place is entry {inPlace}");
        }

        if (review.Agreed is not null)
        {
            return new Rejection(RejectionCode.AlreadyRead, $"two people said the same of it, by entry {review.SettledBy}");
        }

        if (review.Seals.Count < BlindReview.Readers)
        {
            return new Rejection(RejectionCode.TooEarly, $"nobody else has sealed what they read of {unseal.Station}");
        }

        if (unseal.Fields.IsEmpty)
        {
            return new Rejection(RejectionCode.NoFigures, "whoever could read nothing has nothing to open");
        }

        return StationPlace.Ballot(contest, unseal.Station, unseal.Fields) ?? OtherThanSealed(record, unseal, review, seal);
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Unseal> said)
    {
        var (unseal, signer) = (said.Statement, said.Signer);
        var (review, seal) = Find(record, unseal)!.Value;
        var after = review.After(new BlindAct(said.Index, signer.Ordinal, signer.Holder, seal.Commitment, unseal.Fields));
        record.Blind.Put(unseal.Contest, unseal.Station, after);
        if (after.Agreed is { } agreed)
        {
            record.Contest(unseal.Contest)!.Settle(said.Index, signer.Ordinal, record.Tree.FindStation(unseal.Station), agreed);
        }

        StationPlace.Touched(record, unseal.Contest, unseal.Station, said.Index);
        return null;
    }

    private static (BlindReview Review, SealedReading Seal)? Find(ElectionRecord record, Unseal unseal)
    {
        var index = record.Ids.IndexOf(unseal.On);
        foreach (var review in record.Blind.Of(unseal.Contest, unseal.Station))
        {
            if (review.Seals.FirstOrDefault(seal => seal.Index == index) is { } found)
            {
                return (review, found);
            }
        }

        return null;
    }

    private static Rejection? OtherThanSealed(ElectionRecord record, Unseal unseal, BlindReview review, SealedReading seal)
    {
        var (on, by) = (record.Ids[review.On], record.Keys[seal.Key].Name);
        var opened = Sealing.Commit(record.Head, unseal.Contest, unseal.Station, on, by, unseal.Salt, unseal.Fields);
        return opened == seal.Commitment
            ? null
            : new Rejection(RejectionCode.NotCommitted, $"entry {seal.Index} sealed other figures, or with another salt");
    }
}
