using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Publication;
using Sirekap.Record;

namespace Sirekap.Cli;

/// <summary>What a command says of one station's form after it was handed in or decided on.</summary>
internal static class StationWords
{
    /// <summary>In which sum it stands, and, where it is not among the accepted, why.</summary>
    public static void Tell(ElectionRecord record, ContestRecord contest, ElectionNames names, int station)
    {
        var code = record.Tree.Station(station);
        var stands = contest.Tally.Class(station);
        Console.Out.WriteLine(
            $"{code} {names.StationName(code)}: {Encoding.ASCII.GetString(SumsJson.Word(stands))}"
                + (contest.State(station) is { IsRead: true } read ? $", its paper read at a plenary by entry {read.ReadBy}" : "")
                + (stands == StationClass.Accepted ? "" : $"; not added to the accepted votes until {Until(contest, station)}")
        );
        foreach (var finding in contest.Findings(station))
        {
            Console.Out.WriteLine($"  {Line(finding, contest.Contest.Form)}");
        }

        if (stands == StationClass.Unchecked)
        {
            var missing = Evaluation.MissingFrom(contest.Tally.Fields(station)!, contest.PaperOf(station));
            Console.Out.WriteLine($"  not given: {string.Join(", ", missing)}");
        }

        var state = contest.State(station);
        foreach (var waiting in state.Waiting)
        {
            Console.Out.WriteLine($"  entry {waiting.Index} says otherwise than entry {state.InPlace}, which is in place");
        }
    }

    /// <summary>A check that fails, in both languages, with the figures that contradict each other.</summary>
    private static string Line(Finding finding, ContestForm form)
    {
        var (check, words) = (finding.Check, RollWords.Of(finding.Check, RollWords.HasSeveral(form)));
        return $"{(check.Severity == Severity.Holds ? "HOLDS" : "flag ")} {check.Code}: {words.Indonesian} / {words.English} "
            + $"[{Figures(finding)}]{(check.Law.Length > 0 ? $" ({check.Law})" : "")}";
    }

    /// <summary>The figures that contradict each other, each with its place on the paper; a dash for one that is not given.</summary>
    public static string Figures(Finding finding) =>
        string.Join(
            ", ",
            finding.Figures.Select(figure => $"{figure.Place} = {(figure.Value == FormFields.Missing ? "—" : figure.Value)}")
        );

    private static string Until(ContestRecord contest, int station) =>
        contest.Tally.Class(station) == StationClass.Unchecked ? "it is corrected ('sirekap review correct')"
        : contest.IsInConflict(station) ? "somebody decides which form stands ('sirekap review')"
        : "it is settled ('sirekap review')";
}
