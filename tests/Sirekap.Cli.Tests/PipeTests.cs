namespace Sirekap.Cli.Tests;

/// <summary>A pipe in a file's place is named, and no command waits for its other end.</summary>
public sealed class PipeTests(SchoolElection election) : IClassFixture<SchoolElection>
{
    [Fact]
    public void A_pipe_is_no_key_no_definition_no_table_and_no_policy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes of Linux");
        using var school = election.Copy();
        var folder = school.Folder;
        var (pipe, among) = (folder["pipe"], folder["k/a.pem"]);
        Command.RunIn(folder.Path, "mkfifo", "-m", "600", pipe, among).Exits(0);
        var before = school.Content();
        school.HandIn(SchoolElection.Forms).Exits(2).Says($"{among} is a pipe or a device, and no file");
        Command
            .Run("init", "--data", folder["e"], "--definition", pipe, "--regions", Repository.StudentRegions)
            .Exits(2)
            .Says(pipe, "a pipe");
        school.Run("form", "--key", folder["k/900101.pem"], "--table", pipe).Exits(2).Says(pipe, "a pipe");
        school.Run("publish", "--to", folder["p"], "--policy", pipe).Exits(2).Says(pipe, "a pipe");
        school.Content().ShouldBe(before);
    }
}
