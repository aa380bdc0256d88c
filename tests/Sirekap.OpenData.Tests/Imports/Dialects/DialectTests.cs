namespace Sirekap.OpenData.Tests.Imports.Dialects;

/// <summary>Two hundred tables in dialects drawn at random; <c>bench/run dialects</c> reads a hundred thousand.</summary>
public sealed class DialectTests(ITestOutputHelper output)
{
    private const int Files = 200;

    [Fact]
    public void A_table_in_any_dialect_gives_its_own_figures_or_a_refusal_that_names_why()
    {
        // Another seed each day, and the same one for whoever has to look again.
        var seed = Environment.GetEnvironmentVariable("DIALECT_SEED") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Random.Shared.Next(1_000_000);
        output.WriteLine($"DIALECT_SEED={seed}");
        var outcome = DialectFuzz.Run(seed, Files);
        outcome.Wrong.ShouldBeNull();

        // A reader that refuses everything, or a writer that damages nothing, would tell nothing.
        outcome.Whole.ShouldBeGreaterThan(Files / 8);
        (outcome.Partly + outcome.Refused).ShouldBeGreaterThan(Files / 8);
    }
}
