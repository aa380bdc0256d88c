using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sirekap.Elections.Forms;
using Sirekap.Reading;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Reports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap read form PHOTO…</c>: the photos of one form's pages, in any order, to its numbers, in JSON. Ends with 0 when the form is
/// clear, 1 when it is left to a person, whatever the reason, which the JSON gives.
/// </summary>
public static class ReadFormCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Default };

    public static Command Create()
    {
        var photos = new Argument<string[]>("PHOTO")
        {
            Description = "photos of one form's pages (.jpg, .png), in any order",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "on one line, as it is published" };
        var report = new Option<string?>("--report")
        {
            Description = "a file for a page that shows the photos, what was read and why (.html)",
        };
        var contest = new Option<string?>("--contest") { Description = "the contest that the form should be of; default whichever it is" };
        var model = ReadDigitsCommand.Model();
        var data = new Option<string?>("--data") { Description = "a data directory, to verify the pages' seals with its election's roots" };
        var election = CommonOptions.Election();
        var command = new Command("form", "Read the photos of one form: its numbers, how sure they are, and whether they add up.")
        {
            photos,
            json,
            report,
            contest,
            model,
            data,
            election,
        };
        command.SetAction(parsed =>
        {
            var page = parsed.GetValue(report) is { } given ? CommonOptions.NewFile(report.Name, given) : null;
            var files = Array.ConvertAll(parsed.GetValue(photos)!, Bytes);
            var reader = new FormReader(ReadDigitsCommand.Reader(parsed.GetValue(model)));
            var signed = parsed.GetValue(data) is { } folder ? Signed(folder, parsed.GetValue(election)) : null;
            var reading = reader.Read(files, parsed.GetValue(contest), signed);
            if (page is not null)
            {
                File.WriteAllText(page, ReportPage.Write(reading, files));
            }

            Console.Out.WriteLine(Text(reading, parsed.GetValue(json)));
            return reading.Outcome == FormOutcome.Clear ? Exit.Holds : Exit.DoesNotHold;
        });
        return command;
    }

    private static ReadOnlyMemory<byte> Bytes(string path) => PhotoFile.TryRead(path, out var error) ?? throw new CommandFailure(error!);

    private static Func<PageSeal, bool> Signed(string data, string? election)
    {
        using var ledger = LedgerReader.Open(CommonOptions.Folder(data, election), _ => { });
        var (id, definition) = (ledger.Record.Head.Election, ledger.Record.Definition);
        return seal => PageSeals.Signed(seal, id, definition.Roots);
    }

    private static string Text(FormReading reading, bool oneLine)
    {
        var json = reading.ToJson();
        if (oneLine)
        {
            return System.Text.Encoding.UTF8.GetString(json);
        }

        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Indented);
    }
}
