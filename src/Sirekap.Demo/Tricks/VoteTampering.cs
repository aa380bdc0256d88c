using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>
/// Changes a vote wherever the station's figures in place were said: in a form, in one that repeats it, in a correction. A decision names
/// what it is on by hash, and so do those who signed it or objected: their words are altered too, and their signatures break with them.
/// </summary>
internal static class VoteTampering
{
    public static Forgery? Play(HonestState honest, Trick.ChangeVote trick, ContestRecord contest, int station, out TrickRefusal? refusal)
    {
        var fields = contest.Tally.Fields(station)!;
        refusal = trick switch
        {
            { Choice: var choice } when choice < 0 || choice >= fields.Votes.Length => TrickRefusal.UnknownChoice,
            { Votes: < 0 or > Fields.Largest } => TrickRefusal.ImpossibleFigure,
            _ when fields.Votes[trick.Choice] == trick.Votes => TrickRefusal.NothingChanges,
            _ => null,
        };
        if (refusal is not null)
        {
            return null;
        }

        var votes = Move(fields.Votes, trick.Choice, trick.Votes);
        var changed = new FormFields(votes, fields.Counts.ToArray(), fields.PartyTotals.ToArray());
        var (believed, published) = (new LedgerCopy(honest.Entries), new LedgerCopy(honest.Entries));
        using var keys = new MadeUpKeys(honest);
        var reworded = new Dictionary<Digest, Digest>();
        var officers = contest.History(station).ToDictionary(said => said.Index, said => said.Key);
        foreach (var index in honest.SaidOf(contest, station))
        {
            var entry = honest.EntryAt(index);
            if (Reword(entry.Statement, fields, changed, reworded) is not { } statement)
            {
                continue;
            }

            var (bytes, id) = honest.Reworded(entry, statement);
            reworded[entry.Id] = id;
            believed.Alter(index, bytes);
            var signsAnew = trick.Cover is Cover.UnknownKey or Cover.ForgedEnrolment && Figures(statement) is not null;
            published.Alter(index, signsAnew ? keys.Sign(statement, officers[index]) : bytes);
        }

        if (trick.Cover == Cover.ForgedEnrolment)
        {
            keys.EnrolIn(published);
        }

        var shown = believed.Write();
        var written = published.Write();
        var target = contest.InPlace(station);
        var forgery = trick.Cover switch
        {
            Cover.Documents => new Forgery(honest.Entries, shown.Entries, [], target),
            Cover.ForgedEnrolment => new Forgery(written.Entries, written.Entries, written.Changes, target),
            _ => new Forgery(written.Entries, shown.Entries, written.Changes, target),
        };
        return forgery with { Votes = (fields.Votes.ToArray(), votes) };
    }

    /// <summary>The votes with one of them set and, where the others have enough, the same sum.</summary>
    internal static int[] Move(ReadOnlySpan<int> votes, int choice, int to)
    {
        var moved = votes.ToArray();
        var missing = to - Math.Max(votes[choice], 0);
        moved[choice] = to;
        while (missing != 0)
        {
            var largest = -1;
            for (var i = 0; i < moved.Length; i++)
            {
                if (i != choice && moved[i] >= 0 && (largest < 0 || moved[i] > moved[largest]))
                {
                    largest = i;
                }
            }

            var taken = largest < 0 ? 0 : Math.Clamp(missing, moved[largest] - Fields.Largest, moved[largest]);
            if (taken == 0)
            {
                break;
            }

            moved[largest] -= taken;
            missing -= taken;
        }

        return moved;
    }

    /// <summary>The statement as it must be now; null when it can stay.</summary>
    private static Statement? Reword(Statement statement, FormFields from, FormFields to, Dictionary<Digest, Digest> reworded) =>
        statement switch
        {
            Form form when form.Fields.Equals(from) => form with { Fields = to },
            Review review when from.Equals(review.Fields) || reworded.ContainsKey(review.On) => review with
            {
                Fields = from.Equals(review.Fields) ? to : review.Fields,
                On = reworded.GetValueOrDefault(review.On, review.On),
            },
            Transcription { On: { } shown } read when reworded.TryGetValue(shown, out var on) => read with { On = on },
            Attest attest when reworded.TryGetValue(attest.On, out var on) => attest with { On = on },
            Objection { On: { } before } said when reworded.TryGetValue(before, out var on) => said with { On = on },
            Answer answer when reworded.TryGetValue(answer.To, out var objection) => answer with { To = objection },
            _ => null,
        };

    private static FormFields? Figures(Statement statement) =>
        statement switch
        {
            Form form => form.Fields,
            Review review => review.Fields,
            Transcription read => read.Fields,
            _ => null,
        };
}
