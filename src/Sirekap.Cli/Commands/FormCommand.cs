using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap form</c>: hands in stations' forms, each signed by its station's key: one by its figures, or a table with a row a station,
/// all rows or none.
/// </summary>
public static class FormCommand
{
    public static Command Create()
    {
        var (data, election, contest) = (CommonOptions.Data(), CommonOptions.Election(), CommonOptions.Contest());
        var clock = LedgerByHand.ClockIsRight();
        var key = new Option<string[]>("--key")
        {
            Description = "the station's private key, or a folder of keys of which each station's is taken; may be given again",
            Required = true,
        };
        var station = new Option<string?>("--station") { Description = "the station's code, for a form whose figures follow" };
        var table = new Option<string?>("--table") { Description = "a table, a row a station: its code, and the figures by their names" };
        var figures = new Argument<string[]>("NAME=VALUE")
        {
            Description = "figures of the form, as valid=120 or 2=61, the votes of number 2; what the paper does not give is left out",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("form", "Hand in a station's form, or a table of forms.")
        {
            data,
            election,
            contest,
            key,
            station,
            table,
            clock,
            figures,
        };
        command.SetAction(parsed =>
        {
            using var keys = new KeyRing(parsed.GetValue(key)!);
            var (file, code, given) = (parsed.GetValue(table), parsed.GetValue(station), parsed.GetValue(figures) ?? []);
            if ((file is null) == (code is null) || (file is not null && given.Length > 0))
            {
                throw new CommandFailure("say either --table FILE, or --station CODE and NAME=VALUE of its figures");
            }

            using var sequencer = LedgerByHand.Open(
                CommonOptions.Folder(CommonOptions.Path(parsed, data), parsed.GetValue(election)),
                parsed.GetValue(clock)
            );
            var record = sequencer.Record;
            var inContest = CommonOptions.InContest(record, parsed.GetValue(contest));
            var names = PlaceNames.Of(record, sequencer.Folder.Blobs);
            var columns = new FormColumns(inContest.Contest, names);
            var forms = file is null ? [One(record, columns, code!, given)] : Read(file, columns, record.Tree, names);
            return HandIn(sequencer, inContest, names, keys, forms);
        });
        return command;
    }

    private static int HandIn(
        Sequencer sequencer,
        ContestRecord contest,
        ElectionNames names,
        KeyRing keys,
        IReadOnlyList<WrittenForm> forms
    )
    {
        var record = sequencer.Record;
        if (record.Definition.Kind == ElectionKind.Copy)
        {
            throw new CommandFailure($"election {record.Head.Election} is a copy of somebody else's feed: see 'sirekap import'");
        }

        var news = new List<WrittenForm>();
        foreach (var form in forms)
        {
            if (Said(contest, record.Tree.FindStation(form.Station), form.Fields) is { } said)
            {
                Console.Out.WriteLine($"{form.Station} {names.StationName(form.Station)}: {said}");
                continue;
            }

            news.Add(form);
        }

        if (Sign(record, contest.Contest.Code, keys, news) is not { } entries)
        {
            return Exit.DoesNotHold;
        }

        var outcomes = entries.Count == 0 ? [] : LedgerByHand.Append(sequencer, entries);
        if (outcomes is null)
        {
            return Exit.DoesNotHold;
        }

        foreach (var (form, outcome) in news.Zip(outcomes))
        {
            if (outcome.Rejection is null)
            {
                StationWords.Tell(record, contest, names, record.Tree.FindStation(form.Station));
            }
        }

        LedgerByHand.TellSize(sequencer);
        return outcomes.All(outcome => outcome.Rejection is null) ? Exit.Holds : Exit.DoesNotHold;
    }

    /// <summary>
    /// What became of these figures where the station has handed them in before, or null: nothing is said twice. The same command goes on
    /// after it was cut off, and what a committee has corrected since is not put in doubt by it.
    /// </summary>
    private static string? Said(ContestRecord contest, int station, FormFields fields)
    {
        var state = contest.State(station);
        if (fields.Equals(state.Fields))
        {
            return "these figures are in place already";
        }

        var form = contest.History(station).FirstOrDefault(said => said.Kind == EventKind.Form && fields.Equals(said.Fields));
        return form is null
            ? null
            : $"these figures were handed in by entry {form.Index}, and "
                + (state.FieldsOf(form.Index) is null ? $"entry {state.InPlace} stands in their place" : "wait until somebody decides");
    }

    /// <summary>All of them signed, or null where one may not be; then each refusal has been said, and nothing is written.</summary>
    private static List<ReadOnlyMemory<byte>>? Sign(ElectionRecord record, string contest, KeyRing keys, List<WrittenForm> forms)
    {
        var (entries, refused) = (new List<ReadOnlyMemory<byte>>(), 0);
        var now = LedgerByHand.Now();
        foreach (var form in forms)
        {
            var signer = keys.Find(
                KeyRing.In(record),
                key => Authority.ToSubmit(key, record.Definition.Kind, form.Station),
                out var refusal
            );
            var entry = signer is null
                ? default
                : Signing.Entry(record.Head, new Form(contest, form.Station, now, form.Fields, []), signer);
            if (signer is not null && (refusal = LedgerByHand.MayNot(record, entry)) is null)
            {
                entries.Add(entry);
                continue;
            }

            refused++;
            LedgerByHand.Refuse(refusal! with { Detail = $"form of {form.Station}: {refusal.Detail}" });
        }

        if (refused > 0)
        {
            Console.Error.WriteLine($"sirekap: nothing was written: {refused} of {forms.Count} forms are refused");
        }

        return refused == 0 ? entries : null;
    }

    internal static IReadOnlyList<WrittenForm> Read(string path, FormColumns columns, RegionTree tree, ElectionNames names)
    {
        var file = FeedFile.Load(path, out var error) ?? throw new CommandFailure(error!.ToString());
        var table = FormTable.Read(file, columns, tree, names, out error) ?? throw new CommandFailure(error!.ToString());
        RowFlaws.Require(table.Flaws);
        return table.Forms.Count > 0 ? table.Forms : throw new CommandFailure($"{path}: no row; expected one a station");
    }

    private static WrittenForm One(ElectionRecord record, FormColumns columns, string code, IReadOnlyList<string> figures)
    {
        var station = Station(record, columns.Contest, code);
        var fields = Figures(columns, new FormDraft(columns.Contest, station), figures);
        return fields.IsEmpty
            ? throw new CommandFailure($"{station}: no figure; expected NAME=VALUE of {columns.Usual}")
            : new WrittenForm(station, fields, 0);
    }

    /// <summary>The station of a code, which has a part in the contest.</summary>
    /// <exception cref="CommandFailure">There is none such.</exception>
    internal static RegionCode Station(ElectionRecord record, Contest contest, string code) =>
        !RegionCode.TryParse(code, out var station) || record.Tree.FindStation(station) < 0
            ? throw new CommandFailure($"--station {code} is no station of this election")
        : contest.TryFindDistrict(station, out _) ? station
        : throw new CommandFailure($"--station {code} has no part in {contest.Code}");

    /// <summary>Writes down figures given as NAME=VALUE.</summary>
    /// <exception cref="CommandFailure">One of them is wrong, twice there, or no figure of the form.</exception>
    internal static FormFields Figures(FormColumns columns, FormDraft draft, IReadOnlyList<string> figures)
    {
        foreach (var figure in figures)
        {
            var parts = figure.Split('=', 2);
            if (parts.Length != 2)
            {
                throw new CommandFailure($"{figure} is not NAME=VALUE, as valid=120");
            }

            if ((columns.Find(parts[0], out var place) ?? draft.Set(place, parts[1].Trim())) is { } wrong)
            {
                throw new CommandFailure($"{figure}: {wrong}");
            }
        }

        return draft.Fields;
    }
}
