using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap candidate</c>: a root proposes another state of a candidate, or somebody else at the same number; it holds when a quorum has
/// agreed (<see cref="AgreeCommand"/>).
/// </summary>
public static class CandidateCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("candidate", "Propose that a candidate has withdrawn, died, was struck or was replaced. Votes stay.")
        {
            options.Data,
            options.Election,
            options.Key,
            options.Contest,
            options.District,
            options.Choice,
            options.Status,
            options.Ground,
            options.Since,
            options.Name,
            options.Sex,
            options.ClockIsRight,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var folder = CommonOptions.Folder(parsed.GetValue(options.Data)!, parsed.GetValue(options.Election));
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key) ?? KeyFiles.Root(folder));
        var status = RootOptions.Word(Words.CandidateStatuses, parsed.GetValue(options.Status)!, "--status");
        var ground = RootOptions.Word(Words.CandidateGrounds, parsed.GetValue(options.Ground)!, "--ground");
        var since = RootOptions.Day(parsed.GetValue(options.Since)!, "--since");
        var person = PersonOf(parsed.GetValue(options.Name), parsed.GetValue(options.Sex));
        using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(options.ClockIsRight));
        var contest = CommonOptions.InContest(sequencer.Record, parsed.GetValue(options.Contest)).Contest;
        var district = DistrictOf(contest, parsed.GetValue(options.District));
        var choice = ChoiceOf(district, parsed.GetValue(options.Choice)!);
        var blob = person is null ? null : sequencer.Folder.Blobs.Add(person.Encode());
        return RootOptions.Say(
            sequencer,
            new Candidate(contest.Code, district.Code, choice, status, ground, since, blob),
            signer,
            $"{choice} of {contest.Code}: {Words.CandidateStatuses.Of(status)}"
        );
    }

    /// <summary>The district named, or the only one.</summary>
    private static ElectoralDistrict DistrictOf(Contest contest, string? code) =>
        code is null && contest.Districts is [var only]
            ? only
            : contest.Districts.FirstOrDefault(district => district.Code == code)
                ?? throw new CommandFailure(
                    code is null
                        ? $"--district: {contest.Code} has {contest.Districts.Count} districts; expected the code of one of them"
                        : $"--district {code}: {contest.Code} has no such district"
                );

    private static Choice ChoiceOf(ElectoralDistrict district, string text)
    {
        var found = district.Choices.Where(choice => choice.ToString() == text).ToArray();
        return found is [var choice]
            ? choice
            : throw new CommandFailure(
                $"--choice {text}: expected a number on the ballot of {district.Code}, such as {district.Choices[0]}"
            );
    }

    private static Person? PersonOf(string? name, string? sex)
    {
        if (name is null)
        {
            return sex is null ? null : throw new CommandFailure($"--sex {sex}: expected --name with it: a person is named whole");
        }

        return NameRules.FlawOf(name) is { } flaw
            ? throw new CommandFailure($"--name: {flaw}")
            : new Person(name, sex is null ? CandidateSex.Untold : RootOptions.Word(Person.Sexes, sex, "--sex"));
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Key { get; } = RootOptions.Key();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string?> District { get; } =
            new("--district") { Description = "the electoral district's code; default the only one" };

        public Option<string> Choice { get; } =
            new("--choice") { Description = "the number on the ballot: 2, or 4.7 for a party's candidate", Required = true };

        public Option<string> Status { get; } =
            new("--status") { Description = string.Join(", ", Words.CandidateStatuses.Select(word => word.Word)), Required = true };

        public Option<string> Ground { get; } =
            new("--ground") { Description = string.Join(", ", Words.CandidateGrounds.Select(word => word.Word)), Required = true };

        public Option<string> Since { get; } = new("--since") { Description = "since when, a day or time", Required = true };

        public Option<string?> Name { get; } = new("--name") { Description = "who stands there from now on, where it is somebody else" };

        public Option<string?> Sex { get; } = new("--sex") { Description = "of who is named: L or P" };

        public Option<bool> ClockIsRight { get; } = LedgerByHand.ClockIsRight();
    }
}
