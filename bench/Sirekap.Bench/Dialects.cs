using System.Diagnostics;
using System.Globalization;
using Sirekap.OpenData.Tests.Imports.Dialects;

namespace Sirekap.Bench;

/// <summary>
/// A hundred thousand tables written in dialects drawn at random and read: how many gave other figures than the true
/// ones. The mark is none.
/// Options: <c>--seed N --files N</c>.
/// </summary>
internal static class Dialects
{
    private const int Files = 100_000;

    public static int Run(string[] args)
    {
        var (seed, files) = (Option(args, "--seed") ?? Environment.TickCount, Option(args, "--files") ?? Files);
        Console.WriteLine($"seed {seed}");
        var began = Stopwatch.GetTimestamp();
        var outcome = DialectFuzz.Run(seed, files);
        Console.WriteLine(
            $"{outcome.Whole:N0} read whole, {outcome.Partly:N0} in part with the rest named, {outcome.Refused:N0} refused, in "
                + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"
        );
        if (outcome.Wrong is not null)
        {
            Console.WriteLine(outcome.Wrong);
        }

        Console.WriteLine(
            new Figure(
                "dialects",
                outcome.Wrong is null ? 0 : 1,
                "files read as other figures",
                "limit",
                0,
                double.NaN,
                outcome.Wrong is null
            )
        );
        return outcome.Wrong is null ? 0 : 1;
    }

    private static int? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
}
