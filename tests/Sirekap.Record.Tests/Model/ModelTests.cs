using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Model;

/// <summary>The record beside <see cref="NaiveStation"/>, over random things to say, possible and impossible.</summary>
public class ModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    /// <summary>Figures in every class, failing each holding check, and few enough that forms repeat one another.</summary>
    private static readonly FormFields[] Figures =
    [
        MadeElection.Sound(10, 20, 30),
        MadeElection.Sound(0, 0, 0),
        MadeElection.Sound(30, 20, 10),
        MadeElection.Broken(10, 20, 30),
        MadeElection.Bare(10, 20, 30),
        MadeElection.Bare(10, -1, 30),
        MadeElection.Figures([10, -1, 30], 60, 2, 62, 62),
        MadeElection.Figures([10, 20, 30], 61, 2, 62, 63),
        MadeElection.Sound(300, 200, 1),
        MadeElection.Figures([1, 2, 3], -1, 2, 8, 8),
        MadeElection.Figures([-1, -1, -1], 5, -1, -1, -1),
        WithBallots(MadeElection.Sound(10, 20, 30), 61),
        WithBallots(MadeElection.Sound(10, 20, 30), 62),
    ];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Forms_and_reviews_do_what_the_naive_model_says(int seed)
    {
        var random = new Random(seed);
        using var ledger = new MadeLedger(seed % 2 == 0 ? ElectionKind.Real : ElectionKind.Simulation);
        var codes = NaiveComparison.Stations(ledger.Record.Tree);
        var models = codes.Select(code => new NaiveStation(code)).ToArray();

        // Few stations, so that each comes through many states.
        var places = random.GetItems(codes, 3).Distinct().ToArray();
        for (var i = 0; i < 160; i++)
        {
            var model = models[Array.IndexOf(codes, random.GetItems(places, 1)[0])];
            Statement statement = random.Next(3) == 0 ? Form(ledger, model, random, i) : Review(ledger, model, random);
            var signer =
                statement is Form
                    ? ledger.Officer(model.Code.ToString())
                    : ledger.Officer(model.Code.ToString()[..(2 + (2 * random.Next(3)))]);
            var entry = Signing.Entry(ledger.Head, statement, signer);
            var expected =
                ledger.Record.Ids.IndexOf(ledger.Record.Read(entry, out _)!.Id) >= 0 ? RejectionCode.AlreadySaid
                : statement is Review review ? model.Refuses(review)
                : null;
            var index = ledger.Record.Count;
            (ledger.Say(entry)?.Code).ShouldBe(expected);
            if (expected is null)
            {
                model.Add(index, ledger.Record.Ids[index], statement);
            }

            NaiveComparison.Station(ledger.President, ledger.Station(model.Code.ToString()), model);
        }

        Compare(ledger, models);
        models.Sum(model => model.History().Count()).ShouldBeGreaterThan(60);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Snapshots_forms_and_withdrawals_do_what_the_naive_model_says(int seed)
    {
        var random = new Random(seed);
        using var ledger = new MadeLedger(ElectionKind.Copy);
        var codes = NaiveComparison.Stations(ledger.Record.Tree);
        var models = codes.Select(code => new NaiveStation(code) { Copied = true }).ToArray();
        var last = 1;
        var snapshots = new List<(int Minute, HashSet<string> Stations)>();
        for (var i = 0; i < 160; i++)
        {
            if (i == 0 || random.Next(12) == 0)
            {
                var stations = codes.Where(_ => random.Next(4) > 0).Append(codes[0]).Distinct().ToList();
                var minute = random.Next(Math.Max(1, last - 1), last + 3);
                last = Math.Max(last, minute);
                var list = System.Text.Encoding.ASCII.GetString(Elections.Regions.RegionTree.FromStations(stations).Encode());
                if (ledger.Say(ledger.Snapshot(minute, list), ledger.Import()) is null)
                {
                    snapshots.Add((minute, [.. stations.Select(code => code.ToString())]));
                }

                continue;
            }

            var model = models[random.Next(4)];
            var code = model.Code.ToString();
            var taken = random.Next(5) == 0 ? random.Next(1, last + 2) : snapshots[^1].Minute;
            Statement statement =
                random.Next(4) == 0 ? ledger.Withdraw(code, taken) : ledger.Form(code, random.GetItems(Figures, 1)[0], taken);
            var seen = snapshots
                .Where(snapshot => snapshot.Stations.Contains(code))
                .Select(snapshot => snapshot.Minute)
                .DefaultIfEmpty()
                .Max();
            var entry = Signing.Entry(ledger.Head, statement, ledger.Import());
            RejectionCode? expected =
                ledger.Record.Ids.IndexOf(ledger.Record.Read(entry, out _)!.Id) >= 0 ? RejectionCode.AlreadySaid
                : seen > taken ? RejectionCode.OlderSnapshot
                : !snapshots[^1].Stations.Contains(code) || snapshots[^1].Minute != taken ? RejectionCode.NotInSnapshot
                : statement is Withdraw && model.At().InPlace is null ? RejectionCode.NoForm
                : statement is Form form && model.At().InPlace?.Fields.Equals(form.Fields) == true ? RejectionCode.NothingNew
                : null;
            var index = ledger.Record.Count;
            (ledger.Say(entry)?.Code).ShouldBe(expected);
            if (expected is null)
            {
                model.Add(index, ledger.Record.Ids[index], statement);
            }

            NaiveComparison.Station(ledger.President, ledger.Station(code), model);
        }

        Compare(ledger, models);
        models.Sum(model => model.History().Count()).ShouldBeGreaterThan(30);
    }

    private static void Compare(MadeLedger ledger, NaiveStation[] models)
    {
        for (var station = 0; station < models.Length; station++)
        {
            NaiveComparison.Station(ledger.President, station, models[station]);
        }

        NaiveComparison.Sums(ledger.President, models);
        NaiveComparison.NothingUnnamed(ledger.Record);
        var replay = ledger.Replay();
        replay.Flaws.ShouldBeEmpty();
        StateText.Of(replay.Record!).ShouldBe(StateText.Of(ledger.Record));
    }

    private static Form Form(MadeLedger ledger, NaiveStation model, Random random, int minute) =>
        ledger.Form(model.Code.ToString(), random.GetItems(Figures, 1)[0], random.Next(20) == 0 ? 0 : minute);

    private static Review Review(MadeLedger ledger, NaiveStation model, Random random)
    {
        var state = model.At();
        var live = state.Waiting.Select(waiting => waiting.Id).Concat(state.InPlace is { } inPlace ? [inPlace.Id] : []).ToArray();
        var on =
            random.Next(6) == 0 || live.Length == 0
                ? random.GetItems([.. model.Ids, ledger.Record.Ids[0]], 1)[0]
                : random.GetItems(live, 1)[0];
        var act = (ReviewAct)random.Next(3);
        var fields = act == ReviewAct.Correct ? random.GetItems(Figures, 1)[0] : null;
        var decided =
            fields
            ?? state.Waiting.Concat(state.InPlace is { } placed ? [placed] : []).FirstOrDefault(candidate => candidate.Id == on)?.Fields;
        var checks = act == ReviewAct.Hold || decided is null ? [] : model.Failing(decided);
        if (random.Next(8) == 0)
        {
            checks = random.Next(2) == 0 ? [.. checks, "VALID_SUM"] : [.. checks.Skip(1)];
        }

        var reason = random.GetItems(Enum.GetValues<ReviewReason>(), 1)[0];
        return new Review(MadeElection.President, model.Code, on, act, reason, checks, fields, Text: null);
    }

    private static FormFields WithBallots(FormFields fields, int received)
    {
        var counts = fields.Counts.ToArray();
        counts[(int)Field.BallotsReceived] = received;
        return new FormFields(fields.Votes.ToArray(), counts);
    }
}
