using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Notes;
using Sirekap.Paper.Drawing;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap forms print</c>: blank forms at true size, a PDF a station, each page sealed by the commission's key.</summary>
public static class FormsCommand
{
    // More than this by mistake fills a disk; who means it says so.
    private const int MostUnasked = 100;

    public static Command Create() => new("forms", "Print blank forms.") { Print() };

    private static Command Print()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var contest = new Option<string>("--contest") { Description = "the contest's code", Required = true };
        var to = new Option<string>("--to") { Description = "the folder for the PDF files, STATION-CONTEST.pdf", Required = true };
        var station = new Option<string[]>("--station") { Description = "for this station only; may be given again" };
        var region = new Option<string?>("--region") { Description = "for the stations of this region" };
        var all = new Option<bool>("--all") { Description = $"for all stations, however many; without a choice at most {MostUnasked}" };
        var key = new Option<string?>("--key") { Description = "the commission's private root key; default the one in the data directory" };
        var command = new Command("print", "Print-ready blank forms, one PDF a station.")
        {
            data,
            election,
            contest,
            to,
            station,
            region,
            all,
            key,
        };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(CommonOptions.Path(parsed, data), parsed.GetValue(election));
            using var signer = KeyFiles.ReadOfficer(parsed.GetValue(key) ?? KeyFiles.Root(folder));
            using var ledger = LedgerReader.Open(folder);
            var chosen = parsed.GetValue(station) is { Length: > 0 } some
                ? Named(ledger.Record, some)
                : Within(ledger.Record, parsed.GetValue(region), parsed.GetValue(all));
            return Write(
                ledger,
                CommonOptions.InContest(ledger.Record, parsed.GetValue(contest)).Contest,
                chosen,
                signer,
                CommonOptions.Path(parsed, to)
            );
        });
        return command;
    }

    private static int Write(LedgerReader ledger, Contest contest, IReadOnlyList<RegionCode> stations, EcdsaSigner signer, string to)
    {
        var record = ledger.Record;
        if (!record.Definition.Roots.Any(root => root.AsSpan().SequenceEqual(signer.Verifier.PublicKey.Span)))
        {
            throw new CommandFailure($"the key {signer.Verifier.Name} is no root of this election; its forms would not verify");
        }

        var names = PlaceNames.Of(record, ledger.Folder.Blobs);
        var own = stations.Where(station => contest.TryFindDistrict(station, out _)).ToArray();
        if (own.Length == 0)
        {
            throw new CommandFailure($"none of these stations has a part in {contest.Code}");
        }

        var print = new FormPrint(record, names, contest, signer);
        var fonts = PrintFonts.OfThisMachine();
        RequirePrintable(print, own, fonts);
        Directory.CreateDirectory(to);
        var sheets = 0;
        foreach (var station in own)
        {
            var printed = print.Of(station);
            File.WriteAllBytes(
                Path.Combine(to, $"{station}-{contest.Code}.pdf"),
                PdfFile.Write($"{record.Head.Election} {contest.Code} {station}", printed, fonts)
            );
            sheets += printed.Count;
        }

        Console.Out.WriteLine(
            $"{own.Length:N0} forms of {contest.Code}, {sheets:N0} sheets of {print.Size.Width} × {print.Size.Height} mm, in {to}"
        );
        if (print.Unread is { } why)
        {
            Console.Out.WriteLine(why);
        }

        return Exit.Holds;
    }

    /// <summary>
    /// Every text of every sheet is looked at before the first is written: whoever prints hears it then, and not at station 4,711.
    /// </summary>
    private static void RequirePrintable(FormPrint print, IEnumerable<RegionCode> stations, PrintFonts? fonts)
    {
        var looked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var station in stations)
        {
            foreach (var text in print.TextsOf(station).Where(looked.Add))
            {
                if (PrintFonts.FlawOf(fonts, text) is { } flaw)
                {
                    throw new CommandFailure($"{print.Contest.Code}, station {station}: {flaw}; nothing was written");
                }
            }
        }
    }

    private static List<RegionCode> Named(ElectionRecord record, IReadOnlyList<string> codes) =>
        [
            .. codes.Select(code =>
                RegionCode.TryParse(code, out var station) && record.Tree.FindStation(station) >= 0
                    ? station
                    : throw new CommandFailure($"{code} is no station of this election")
            ),
        ];

    private static List<RegionCode> Within(ElectionRecord record, string? region, bool all)
    {
        var range = record.Tree.StationsOf(CommonOptions.InRegion(record, region ?? RegionCode.Nation.ToString()));
        return region is not null || all || range.Count <= MostUnasked
            ? [.. Enumerable.Range(range.First, range.Count).Select(record.Tree.Station)]
            : throw new CommandFailure($"the election has {range.Count:N0} stations: choose with --region or --station, or say --all");
    }
}
