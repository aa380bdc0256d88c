using System.CommandLine;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Publication;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap publish</c>: signs a checkpoint, has it cosigned where a policy names log witnesses, and writes the publication.
/// </summary>
public static class PublishCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var to = new Option<string>("--to") { Description = "the folder of the publication", Required = true };
        var policy = new Option<FileInfo?>("--policy")
        {
            Description = "log witnesses to ask for cosignatures, with their URLs (C2SP tlog-policy)",
        };
        var command = new Command("publish", "Write the publication that anyone can verify.") { data, election, to, policy };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                TlogPolicy? witnesses = null;
                if (
                    parsed.GetValue(policy) is { } file
                    && !TlogPolicy.TryParse(RegularFile.ReadAllBytes(file.FullName), out witnesses, out var error)
                )
                {
                    throw new CommandFailure($"{file}: {error}");
                }

                if (witnesses?.Witnesses.FirstOrDefault(witness => witness.Url is not null && !IsWeb(witness.Url)) is { } unusable)
                {
                    throw new CommandFailure(
                        $"{parsed.GetValue(policy)}: witness {unusable.Name}: {unusable.Url} is no URL of http or https"
                    );
                }

                var target = CommonOptions.Path(parsed, to);
                var folder = CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election));
                using var progress = new ProgressLine();
                using var sequencer = Sequencer.Open(
                    folder,
                    KeyFiles.ReadLog(KeyFiles.Log(folder)),
                    TimeProvider.System,
                    progress: done => progress.Report("reading", done, 0)
                );
                return await Publish(sequencer, target, witnesses, progress, cancellation);
            }
        );
        return command;
    }

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    /// <summary>Publishes what the sequencer holds.</summary>
    public static async Task<int> Publish(
        Sequencer sequencer,
        string to,
        TlogPolicy? witnesses,
        ProgressLine progress,
        CancellationToken cancellation
    )
    {
        var published = Path.Combine(to, "checkpoint");
        if (File.Exists(published) && sequencer.Guard.Learn(RegularFile.ReadAllBytes(published), published) is { } foreign)
        {
            throw new CommandFailure($"{to} holds another ledger's publication: {foreign}");
        }

        Publisher.Require(sequencer, to);
        Publications.Learn(sequencer);
        using var http = new HttpClient();
        var cosigners = new Cosigning(http, sequencer, witnesses);
        foreach (var note in await cosigners.LearnAsync(cancellation))
        {
            Console.Error.WriteLine(note);
        }

        var signed = sequencer.Guard.Sign(sequencer.Tree, sequencer.Store);
        if (signed.Checkpoint is not { } checkpoint)
        {
            Console.Error.WriteLine($"sirekap: no checkpoint is signed: {signed.Refusal}");
            return Exit.DoesNotHold;
        }

        var (cosigned, notes) = await cosigners.CosignAsync(checkpoint, cancellation);
        foreach (var note in notes)
        {
            Console.Error.WriteLine(note);
        }

        if (witnesses is not null && !witnesses.Evaluate(cosigned).Accepted)
        {
            Console.Error.WriteLine($"sirekap: not published: {witnesses.Evaluate(cosigned).Reason}");
            return Exit.DoesNotHold;
        }

        var result = Publisher.Publish(sequencer, cosigned, to, progress.Report);
        progress.Dispose();
        Publications.Remember(sequencer.Folder, to);
        Console.Out.WriteLine(
            $"published {sequencer.Tree.Size:N0} entries, root {checkpoint.Checkpoint.Root}: {result.Files:N0} files, "
                + $"{result.Bytes / 1e6:N1} MB, {result.Written:N0} of them written now"
        );
        return Exit.Holds;
    }
}
