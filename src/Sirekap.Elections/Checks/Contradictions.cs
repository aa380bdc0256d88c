using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Checks;

/// <summary>The figures that make a check fail, for those who look at the paper.</summary>
internal static class Contradictions
{
    /// <summary>Names of figures that stand on no paper.</summary>
    private const string SumOfChoices = "IV";

    public static IReadOnlyList<(string Paper, long Value)> Of(CheckIndex check, FormFields fields, Limits limits) =>
        check switch
        {
            CheckIndex.ValidSum => [.. Votes(fields, missing: false), .. Counts(fields, Field.Valid)],
            CheckIndex.VotesSum => Counts(fields, Field.Valid, Field.Invalid, Field.AllVotes),
            CheckIndex.ChoiceMissing => Votes(fields, missing: true),
            CheckIndex.TurnoutVotes => Counts(fields, Field.Voters, Field.AllVotes),
            CheckIndex.VotesOverBallots => Counts(fields, Field.BallotsReceived, Field.AllVotes),
            CheckIndex.VotesOverLaw => [(SumOfChoices, fields.VotesGiven), .. Counts(fields, Field.AllVotes), ("limit", limits.Law)],
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
                ("reserve", Evaluation.Reserve(fields[Field.Roll] ?? 0, limits)),
                .. Counts(fields, Field.BallotsReceived),
            ],
            CheckIndex.StationSize =>
            [
                .. Counts(fields, Field.Roll),
                (SumOfChoices, fields.VotesGiven),
                .. Counts(fields, Field.AllVotes),
                ("limit", limits.Voters),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(check)),
        };

    private static List<(string Paper, long Value)> Votes(FormFields fields, bool missing)
    {
        var figures = new List<(string Paper, long Value)>();
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            if (!missing || fields.Votes[i] == FormFields.Missing)
            {
                figures.Add(($"IV.{i + 1}", fields.Votes[i]));
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
