namespace Sirekap.Cli.Tests;

/// <summary>Most tests run the program within their own process: it says and does the same there as in one of its own.</summary>
public sealed class CommandTests(SchoolElection election) : IClassFixture<SchoolElection>
{
    [Fact]
    public void A_run_in_this_process_says_what_one_in_its_own_says()
    {
        using var school = election.Copy();
        var folder = school.Folder;
        school.HandIn(SchoolElection.Forms).Succeeds();
        school.Run("publish", "--to", folder["p"]).Succeeds();
        foreach (
            var arguments in (string[][])
                [
                    ["totals", "--data", folder["d"]],
                    ["totals", "--data", folder["d"], "--json"],
                    ["station", "--data", folder["d"], School.Third],
                    ["checks", "--data", folder["d"]],
                    ["verify", folder["p"]],
                    ["verify", folder["none"]],
                    ["totals", "--data", folder["none"]],
                    ["totals", "--data", folder["d"], "--region", "x"],
                    ["totals", "--dat", folder["d"]],
                    ["review", "accept", "--data", folder["d"], "--key", school.Key("900101"), "--station", School.Third],
                    ["keys", "show", school.Key("900101")],
                    [],
                ]
        )
        {
            var (here, own) = (Command.Here(arguments), Command.Run(arguments));
            (here.Exit, Same(here.Out), Same(here.Error)).ShouldBe((own.Exit, Same(own.Out), Same(own.Error)), here.Line);
        }

        // The program is called by its name in its own process alone.
        static string Same(string words) => words.Replace("Sirekap.Cli.Tests", "sirekap", StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_at_once_do_not_hear_each_other()
    {
        using var school = election.Copy();
        Parallel.For(
            0,
            40,
            i =>
                Command
                    .Here("totals", "--data", school.Folder[$"none-{i}"])
                    .Exits(2)
                    .Error.ShouldBe($"sirekap: {school.Folder[$"none-{i}"]} holds no election\n")
        );
    }
}
