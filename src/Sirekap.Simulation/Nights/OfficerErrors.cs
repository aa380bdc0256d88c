using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>From what is true to what is sent.</summary>
internal static class OfficerErrors
{
    /// <summary>Of all forms, those with votes and nothing else: 66,513 of 304,190.</summary>
    public const double NoCountsShare = 0.2187;

    /// <summary>Of the other forms.</summary>
    private static readonly (OfficerError Error, double Share)[] Rates =
    [
        (OfficerError.ChoiceMissing, 0.0003),
        (OfficerError.VoteMisread, 0.0335),
        (OfficerError.ExtraDigits, 0.0010),
        (OfficerError.RowsSwapped, 0.0020),
        (OfficerError.ValidMisreadAndSummed, 0.0110),
        (OfficerError.ValidMisread, 0.0045),
        (OfficerError.InvalidMisread, 0.0010),
        (OfficerError.AllVotesMisread, 0.0035),
        (OfficerError.VotersMiscounted, 0.0490),
        (OfficerError.VotersMisread, 0.0075),
        (OfficerError.VotersRowMisread, 0.0050),
        (OfficerError.VotersPartMisread, 0.0190),
        (OfficerError.PartRowMisread, 0.0150),
        (OfficerError.RollPartMisread, 0.0218),
        (OfficerError.FromRollPartMisread, 0.0200),
        (OfficerError.TransferredPartMisread, 0.0150),
        (OfficerError.SameDayPartMisread, 0.0125),
        (OfficerError.DisabledPartMisread, 0.0120),
        (OfficerError.BallotsMisread, 0.0400),
        (OfficerError.RowsShifted, 0.0040),
    ];

    /// <summary>
    /// Of the forms of contests of parties besides. Guessed, for no feed of 2024 has the paper beside them; KPU's own page of one
    /// electoral district had candidates unlike their party's total in 15 parties of 18.
    /// </summary>
    private static readonly (OfficerError Error, double Share)[] PartyRates =
    [
        (OfficerError.PageMissing, 0.0060),
        (OfficerError.PartySumAsVotes, 0.0080),
        (OfficerError.CandidatesMisread, 0.0600),
    ];

    /// <summary>What the officer sends for these true figures, and what went wrong in it.</summary>
    public static (FormFields Sent, OfficerError Errors) Of(FormFields truth, ulong seed, RegionCode station, SimulatedContest contest)
    {
        var draws = Draws.Of(seed, station, Purpose.Errors, contest.Number);
        int[] votes = [.. truth.Votes];
        if (draws.Chance(NoCountsShare))
        {
            return (new FormFields(votes, FormFields.NoCounts()), OfficerError.NoCounts);
        }

        int[] counts = [.. truth.Counts];
        var errors = OfficerError.None;
        foreach (var (error, share) in Rates)
        {
            if (draws.Chance(share))
            {
                errors |= error;
                Make(error, votes, counts, ref draws);
            }
        }

        if (contest.Contest.Kind == ContestKind.Parties)
        {
            errors |= OfParties(votes, contest.Contest.DistrictOf(station).Choices, ref draws);
        }

        return errors == OfficerError.None ? (truth, errors) : (new FormFields(votes, counts), errors);
    }

    /// <summary>The same figures but for one ticket, misread: what a second, conflicting form says.</summary>
    public static FormFields Misread(FormFields fields, ulong seed, RegionCode station, SimulatedContest contest)
    {
        var draws = Draws.Of(seed, station, Purpose.SecondForm, contest.Number);
        int[] votes = [.. fields.Votes];
        Slip(ref votes[draws.Below(votes.Length)], ref draws);
        return new FormFields(votes, [.. fields.Counts]);
    }

    private static OfficerError OfParties(int[] votes, IReadOnlyList<Choice> ballot, ref Draws draws)
    {
        var errors = OfficerError.None;
        foreach (var (error, share) in PartyRates)
        {
            if (draws.Chance(share))
            {
                errors |= error;
                var (first, end) = PageOf(draws.Below(votes.Length), ballot);
                MakeOnPage(error, votes.AsSpan(first, end - first), ref draws);
            }
        }

        return errors;
    }

    /// <summary>The rows of the party that a row belongs to.</summary>
    private static (int First, int End) PageOf(int row, IReadOnlyList<Choice> ballot)
    {
        var (first, end) = (row, row + 1);
        while (ballot[first].Candidate != 0)
        {
            first--;
        }

        while (end < ballot.Count && ballot[end].Candidate != 0)
        {
            end++;
        }

        return (first, end);
    }

    private static void MakeOnPage(OfficerError error, Span<int> page, ref Draws draws)
    {
        switch (error)
        {
            case OfficerError.PageMissing:
                page.Fill(FormFields.Missing);
                break;
            case OfficerError.PartySumAsVotes:
                var sum = 0;
                foreach (var votes in page)
                {
                    sum += Math.Max(votes, 0);
                }

                page[0] = Math.Min(sum, Fields.Largest);
                break;
            default:
                for (var more = draws.Geometric(0.7); more >= 0; more--)
                {
                    Slip(ref page[draws.Below(page.Length)], ref draws);
                }

                break;
        }
    }

    /// <summary>Makes one error, on figures that may have others already.</summary>
    internal static void Make(OfficerError error, int[] votes, int[] counts, ref Draws draws)
    {
        var ticket = draws.Below(votes.Length);
        switch (error)
        {
            case OfficerError.ChoiceMissing:
                votes[ticket] = FormFields.Missing;
                break;
            case OfficerError.VoteMisread:
                Slip(ref votes[ticket], ref draws);
                break;
            case OfficerError.ExtraDigits:
                ExtraDigits(votes, counts, ticket, ref draws);
                break;
            case OfficerError.RowsSwapped:
                var other = (ticket + 1) % votes.Length;
                (votes[ticket], votes[other]) = (votes[other], votes[ticket]);
                break;
            case OfficerError.ValidMisreadAndSummed:
                Slip(ref At(counts, Field.Valid), ref draws);
                At(counts, Field.AllVotes) = At(counts, Field.Valid) + At(counts, Field.Invalid);
                break;
            case OfficerError.ValidMisread:
                Slip(ref At(counts, Field.Valid), ref draws);
                break;
            case OfficerError.InvalidMisread:
                Slip(ref At(counts, Field.Invalid), ref draws);
                break;
            case OfficerError.AllVotesMisread:
                Slip(ref At(counts, Field.AllVotes), ref draws);
                break;
            case OfficerError.VotersMiscounted:
                var by = Miscount(ref draws);
                Together(counts, Field.VotersMen, by);
                Together(counts, Field.FromRollMen, by);
                break;
            case OfficerError.VotersMisread:
                Slip(ref At(counts, Field.Voters), ref draws);
                break;
            case OfficerError.VotersRowMisread:
                Together(counts, Field.VotersMen, Miscount(ref draws));
                break;
            case OfficerError.PartRowMisread:
                Together(counts, Field.FromRollMen, Miscount(ref draws));
                break;
            case OfficerError.BallotsMisread:
                Slip(ref At(counts, Field.BallotsReceived.After(draws.Below(4))), ref draws);
                break;
            case OfficerError.RowsShifted:
                (At(counts, Field.Valid), At(counts, Field.Invalid), At(counts, Field.AllVotes)) = (
                    At(counts, Field.Invalid),
                    At(counts, Field.AllVotes),
                    At(counts, Field.Valid)
                );
                break;
            default:
                Slip(ref At(counts, PartOf(error).After(draws.Below(2))), ref draws);
                break;
        }
    }

    private static Field PartOf(OfficerError error) =>
        error switch
        {
            OfficerError.VotersPartMisread => Field.VotersMen,
            OfficerError.RollPartMisread => Field.RollMen,
            OfficerError.FromRollPartMisread => Field.FromRollMen,
            OfficerError.TransferredPartMisread => Field.TransferredMen,
            OfficerError.SameDayPartMisread => Field.SameDayMen,
            OfficerError.DisabledPartMisread => Field.DisabledMen,
            _ => throw new ArgumentOutOfRangeException(nameof(error)),
        };

    /// <summary>Half in a ticket's row, half in the voters of the roll, with one to three digits of a neighbouring box.</summary>
    private static void ExtraDigits(int[] votes, int[] counts, int ticket, ref Draws draws)
    {
        ref var figure = ref draws.Chance(0.5) ? ref votes[ticket] : ref At(counts, Field.Roll);
        figure = Math.Max(figure, 101);
        var factor = draws.Below(3) switch
        {
            0 => 10,
            1 => 100,
            _ => 1000,
        };
        figure = Math.Min((figure * factor) + draws.Below(factor), Fields.Largest);
    }

    private static ref int At(int[] counts, Field field) => ref counts[(int)field];

    /// <summary>Mostly off by one or two, downwards more often than upwards; now and then by a digit.</summary>
    private static int Miscount(ref Draws draws)
    {
        var size = draws.Chance(0.25) ? 10 * draws.Between(1, 9) : 1 + draws.Geometric(1.1);
        return draws.Chance(0.6) ? -size : size;
    }

    private static void Together(int[] counts, Field men, int by)
    {
        // Their sum may have been misread before, and be the smaller of the two.
        var change = Math.Max(by, -Math.Min(At(counts, men), At(counts, men + 2)));
        change = change == 0 ? 1 : change;
        At(counts, men) += change;
        At(counts, men + 2) += change;
    }

    /// <summary>
    /// Reads a figure wrong: off by a little, a digit taken for another, the first two for each other, or left out. It is never what it
    /// was.
    /// </summary>
    private static void Slip(ref int figure, ref Draws draws)
    {
        if (figure == FormFields.Missing)
        {
            return;
        }

        var was = figure;
        var digits =
            was >= 100 ? 3
            : was >= 10 ? 2
            : 1;
        int[] places = [1, 10, 100];
        switch (draws.Below(10))
        {
            case < 4:
                figure = Math.Max(0, was + (draws.Chance(0.5) ? 1 : -1) * (1 + draws.Geometric(1.5)));
                break;
            case < 8:
                var place = places[draws.Below(digits)];
                var digit = was / place % 10;
                // A wrong first digit is mostly the next one: more than 300 valid votes stood in 147 of 300,000 rows.
                var shift = place == 100 && draws.Chance(0.9) ? (draws.Chance(0.5) ? 1 : 9) : draws.Between(1, 9);
                figure = was + ((((digit + shift) % 10) - digit) * place);
                break;
            case 8 when digits == 3:
                figure = ((was / 10 % 10) * 100) + ((was / 100 % 10) * 10) + (was % 10);
                break;
            default:
                figure = was / 10;
                break;
        }

        if (figure == was)
        {
            figure = was + 1;
        }
    }
}
