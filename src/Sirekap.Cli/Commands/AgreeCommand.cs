using System.CommandLine;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap agree</c>: another key agrees to what takes several.</summary>
public static class AgreeCommand
{
    public static Command Create()
    {
        var (data, election, key) = (CommonOptions.Data(), CommonOptions.Election(), RootOptions.Key());
        var clock = LedgerByHand.ClockIsRight();
        var to = new Option<string>("--to")
        {
            Description = "what was proposed: its entry's number, or its identity of 64 hexadecimal digits",
            Required = true,
        };
        var command = new Command("agree", "Agree to what another key has proposed and takes several.") { data, election, key, to, clock };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election));
            using var signer = KeyFiles.ReadOfficer(parsed.GetValue(key) ?? KeyFiles.Root(folder));
            using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(clock));
            var proposal = CommonOptions.Entry(sequencer.Record, parsed.GetValue(to)!, "--to");
            var agree = new Agree(proposal, Keys.NameOf(signer.Verifier.PublicKey.Span));
            return RootOptions.Say(sequencer, agree, signer, $"to {proposal}");
        });
        return command;
    }
}
