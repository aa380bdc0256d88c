using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Record.Tests.Model;

/// <summary>The past of a finished record beside naive stations that were told only so much.</summary>
public class PastTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_station_at_every_size_stood_as_the_naive_model_says(int seed)
    {
        using var ledger = new MadeLedger();
        var models = new RandomNight(seed).TellInto(ledger);
        for (var size = 1; size <= ledger.Record.Count; size++)
        {
            for (var station = 0; station < models.Length; station++)
            {
                var then = models[station].Before(size);
                var state = ledger.President.Past.StateAt(station, size);
                state.InPlace.ShouldBe(then.InPlace?.Index ?? -1);
                state.Fields.ShouldBe(then.InPlace?.Fields);
                state.Class.ShouldBe(models[station].Class(then));
                ledger.President.Past.ChangesAt(station, size).ShouldBe(Changes(models[station], size).Count);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_change_of_figures_is_listed_newest_first_with_what_stood_before_and_after(int seed)
    {
        using var ledger = new MadeLedger();
        var models = new RandomNight(seed).TellInto(ledger);
        var all = new StationRange(0, models.Length);
        for (var size = 1; size <= ledger.Record.Count; size++)
        {
            ledger
                .President.Past.FigureChanges(all, size)
                .Select(change => (change.Event.Index, change.Station, change.Before.Fields, change.After.Fields))
                .ShouldBe(
                    models
                        .SelectMany((model, station) => Changes(model, size).Select(c => (c.Index, station, c.Before, c.After)))
                        .OrderByDescending(change => change.Index)
                );
        }
    }

    private static List<(int Index, FormFields? Before, FormFields? After)> Changes(NaiveStation model, int size) =>
        [
            .. model
                .History()
                .Where(e => e.Index < size)
                .Select(e => (e.Index, Before: model.Before(e.Index).InPlace?.Fields, After: model.Before(e.Index + 1).InPlace?.Fields))
                .Where(change => change.Before is not null && !change.Before.Equals(change.After)),
        ];
}
