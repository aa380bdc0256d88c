using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Reading;
using Sirekap.Reading.Decoding;

namespace Sirekap.Node.Readers;

/// <summary>A reading as its statement: the numbers of the paper in the places of a form.</summary>
internal static class StatementOfReading
{
    /// <summary>Stands for the layout where no page of a known form was found; that, too, is said in the open.</summary>
    public const string NoLayout = "none";

    /// <param name="form">The form statement whose photos were read.</param>
    /// <param name="ballot">The ballot of its station.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="evidence">The reading as a blob.</param>
    public static PhotoReading Of(PhotographedForm form, Contest contest, FormReading reading, BlobReference evidence)
    {
        var choices = contest.DistrictOf(form.Station).Choices;
        int[] votes = [.. choices.Select(_ => FormFields.Missing)],
            sureOfVotes = [.. votes];
        int[] counts = FormFields.NoCounts(),
            sureOfCounts = FormFields.NoCounts();

        var lines = contest.Kind == ContestKind.Parties ? contest.BallotOf(form.Station).Lines : [];
        int[] parties = [.. lines.Select(_ => FormFields.Missing)],
            sureOfParties = [.. parties];

        // What stands on a form of another station or contest is no figure of this one.
        if (IsOfThis(form, reading))
        {
            for (var i = 0; i < votes.Length; i++)
            {
                Put(NameOf(contest.Kind, choices[i]), votes, sureOfVotes, i);
            }

            for (var i = 0; i < parties.Length; i++)
            {
                Put($"P{lines[i].Number}.S", parties, sureOfParties, i);
            }

            for (var field = Field.RollMen; field <= Field.AllVotes; field++)
            {
                Put(PaperPlace.Of(field).ToString(), counts, sureOfCounts, (int)field);
            }
        }

        return new PhotoReading(
            form.Contest,
            form.Station,
            InOrder(form.Photos, reading),
            reading.Layout ?? NoLayout,
            reading.Model,
            OutcomeOf(form, reading),
            new FormFields(votes, counts, parties),
            new FormFields(sureOfVotes, sureOfCounts, sureOfParties),
            evidence
        );

        void Put(string name, int[] figures, int[] sure, int at)
        {
            // A number that plainly stands there and contradicts others was read all the same; one that is uncertain was not.
            if (reading[name] is { State: not NumberState.Uncertain, Value: { } value } number && value <= Fields.Largest)
            {
                (figures[at], sure[at]) = (value, PhotoReading.Millionths(number.Probability));
            }
        }
    }

    /// <summary><c>IV.2</c> for a ticket, <c>P3</c> for a party, <c>P3.7</c> for its seventh candidate.</summary>
    private static string NameOf(ContestKind kind, Choice choice) => kind == ContestKind.Parties ? $"P{choice}" : $"IV.{choice}";

    /// <summary>The photos in the order of their pages, then those that show none.</summary>
    private static IReadOnlyList<Digest> InOrder(IReadOnlyList<Digest> photos, FormReading reading) =>
        [.. reading.Pages.OrderBy(page => page.Page).Select(page => page.Photo).Where(photos.Contains).Concat(photos).Distinct()];

    /// <summary>
    /// Neither a form of another contest, nor with any page that the commission sealed for another station, nor with pages of two.
    /// </summary>
    private static bool IsOfThis(PhotographedForm form, FormReading reading) =>
        reading.Contest == form.Contest
        && !reading.Problems.Any(problem => problem.Code == ReadingProblems.TwoStations)
        && !reading.Pages.Any(page => page.Seal == SealState.Valid && page.Station != form.Station.ToString());

    private static ReadingOutcome OutcomeOf(PhotographedForm form, FormReading reading) =>
        reading.Outcome switch
        {
            _ when !IsOfThis(form, reading) => ReadingOutcome.Unclear,
            FormOutcome.Clear => ReadingOutcome.Clear,
            FormOutcome.Contradictory => ReadingOutcome.Contradictory,
            _ => ReadingOutcome.Unclear,
        };
}
