using System.CommandLine;
using System.Globalization;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap agree</c>: another key agrees to what takes several.</summary>
public static class AgreeCommand
{
    public static Command Create()
    {
        var (data, election, key) = (CommonOptions.Data(), CommonOptions.Election(), RootOptions.Key());
        var to = new Option<string>("--to")
        {
            Description = "what was proposed: its entry's number, or its identity of 64 hexadecimal digits",
            Required = true,
        };
        var command = new Command("agree", "Agree to what another key has proposed and takes several.") { data, election, key, to };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election));
            using var signer = KeyFiles.ReadOfficer(parsed.GetValue(key) ?? KeyFiles.Root(folder));
            using var sequencer = RootOptions.Open(folder);
            var proposal = Identity(sequencer.Record, parsed.GetValue(to)!);
            var agree = new Agree(proposal, Keys.NameOf(signer.Verifier.PublicKey.Span));
            return RootOptions.Say(sequencer, agree, signer, $"to {proposal}");
        });
        return command;
    }

    private static Digest Identity(ElectionRecord record, string text)
    {
        if (Digest.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var identity))
        {
            return identity;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < record.Count
            ? record.Ids[index]
            : throw new CommandFailure(
                $"--to {text} is neither an entry's number below {record.Count} nor an identity of 64 hexadecimal digits"
            );
    }
}
