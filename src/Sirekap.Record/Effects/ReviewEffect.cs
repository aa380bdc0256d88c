using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A committee decides on a form.</summary>
internal sealed class ReviewEffect : Effect<Review>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Review statement) => Authority.ToReview(signer, statement.Station);

    protected override Rejection? Apply(ElectionRecord record, in Said<Review> said)
    {
        var review = said.Statement;
        if (StationPlace.Find(record, review.Contest, review.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        if (review.Fields is { IsEmpty: true })
        {
            return new Rejection(RejectionCode.NoFigures, "a correction has figures");
        }

        return (review.Fields is { } fields ? StationPlace.Ballot(contest, review.Station, fields) : null)
            ?? contest.Decide(said.Index, said.Signer.Ordinal, station, review);
    }
}
