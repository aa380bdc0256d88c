using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Checks;

/// <summary>The figures that make a check fail, for those who look at the paper.</summary>
internal static class Contradictions
{
    /// <summary>Names of figures that stand on no paper.</summary>
    private const string SumOfChoices = PaperPlace.Votes;

    public static IReadOnlyList<(string Paper, long Value)> Of(CheckIndex check, FormFields fields, StationPaper paper) =>
        check switch
        {
            CheckIndex.ValidSum => [.. Votes(fields, paper.Ballot, missing: false), .. Counts(fields, Field.Valid)],
            CheckIndex.VotesSum => Counts(fields, Field.Valid, Field.Invalid, Field.AllVotes),
            CheckIndex.ChoiceMissing => Votes(fields, paper.Ballot, missing: true),
            CheckIndex.TurnoutVotes => Counts(fields, Field.Voters, Field.AllVotes),
            CheckIndex.VotesOverBallots => Counts(fields, Field.BallotsReceived, Field.AllVotes),
            CheckIndex.VotesOverLaw => [(SumOfChoices, fields.VotesGiven), .. Counts(fields, Field.AllVotes), ("limit", paper.Limits.Law)],
            CheckIndex.PartySum => Parties(fields, paper.Ballot),
            CheckIndex.RollSum => Group(fields, Field.RollMen),
            CheckIndex.FromRollSum => Group(fields, Field.FromRollMen),
            CheckIndex.TransferredSum => Group(fields, Field.TransferredMen),
            CheckIndex.SameDaySum => Group(fields, Field.SameDayMen),
            CheckIndex.VotersSum => Group(fields, Field.VotersMen),
            CheckIndex.DisabledSum => Group(fields, Field.DisabledMen),
            CheckIndex.TurnoutParts => Columns(
                column => Evaluation.PartsDiffer(fields.Counts, column),
                fields,
                Field.FromRollMen,
                Field.TransferredMen,
                Field.SameDayMen,
                Field.VotersMen
            ),
            CheckIndex.FromRollOverRoll => Columns(
                column => Evaluation.Exceeds(fields.Counts, Field.FromRollMen.After(column), Field.RollMen.After(column)),
                fields,
                Field.RollMen,
                Field.FromRollMen
            ),
            CheckIndex.DisabledOverVoters => Columns(
                column => Evaluation.Exceeds(fields.Counts, Field.DisabledMen.After(column), Field.VotersMen.After(column)),
                fields,
                Field.VotersMen,
                Field.DisabledMen
            ),
            CheckIndex.BallotsSum => Counts(fields, Field.BallotsReceived, Field.BallotsUsed, Field.BallotsReturned, Field.BallotsUnused),
            CheckIndex.BallotsUsed => Counts(fields, Field.BallotsUsed, Field.AllVotes),
            CheckIndex.BallotsRoll =>
            [
                .. Counts(fields, Field.Roll),
                ("reserve", Evaluation.Reserve(fields[Field.Roll] ?? 0, paper.Limits)),
                .. Counts(fields, Field.BallotsReceived),
            ],
            CheckIndex.StationSize =>
            [
                .. Counts(fields, Field.Roll),
                (SumOfChoices, fields.VotesGiven),
                .. Counts(fields, Field.AllVotes),
                ("limit", paper.Limits.Voters),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(check)),
        };

    private static List<(string Paper, long Value)> Votes(FormFields fields, Ballot ballot, bool missing)
    {
        var figures = new List<(string Paper, long Value)>();
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            if (!missing || fields.Votes[i] == FormFields.Missing)
            {
                figures.Add((PaperPlace.Of(ballot.Columns[i]), fields.Votes[i]));
            }
        }

        return figures;
    }

    /// <summary>Of each party whose sum is another: its own votes, its candidates', and the sum.</summary>
    private static List<(string Paper, long Value)> Parties(FormFields fields, Ballot ballot)
    {
        var figures = new List<(string Paper, long Value)>();
        for (var party = 0; party < fields.PartyTotals.Length; party++)
        {
            var line = ballot.Lines[party];
            if (Evaluation.PartyDiffers(fields, line, party))
            {
                foreach (var column in line.Columns)
                {
                    figures.Add((PaperPlace.Of(ballot.Columns[column]), fields.Votes[column]));
                }

                figures.Add((PaperPlace.OfTotal(line.Number), fields.PartyTotals[party]));
            }
        }

        return figures;
    }

    private static (string Paper, long Value)[] Group(FormFields fields, Field men) => Counts(fields, men, men + 1, men + 2);

    private static (string Paper, long Value)[] Counts(FormFields fields, params ReadOnlySpan<Field> shown)
    {
        var figures = new List<(string Paper, long Value)>();
        foreach (var field in shown)
        {
            if (fields[field] is { } value)
            {
                figures.Add((field.Paper(), value));
            }
        }

        return [.. figures];
    }

    /// <summary>The fields of each column, men, women and both, in which the check fails.</summary>
    private static List<(string Paper, long Value)> Columns(Func<int, bool> fails, FormFields fields, params Field[] men)
    {
        var figures = new List<(string Paper, long Value)>();
        for (var column = 0; column < 3; column++)
        {
            if (fails(column))
            {
                figures.AddRange(Counts(fields, [.. men.Select(field => field.After(column))]));
            }
        }

        return figures;
    }
}
