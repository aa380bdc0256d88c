namespace Sirekap.Crash;

/// <summary>What a run of kills came to.</summary>
internal sealed record CrashResult(
    int Kills,
    int Ledgers,
    int Acknowledged,
    int Checkpoints,
    int Publications,
    IReadOnlyList<string> Contradictions
)
{
    public override string ToString() =>
        $"{Kills} kills over {Ledgers} ledgers: {Acknowledged:N0} entries acknowledged, {Checkpoints:N0} checkpoints and "
        + $"{Publications:N0} publications told, {Contradictions.Count} lost or contradicted";
}

/// <summary>
/// Kills a writing process again and again, at moments that a seed chooses, and checks after each kill everything that was ever promised.
/// </summary>
internal static class CrashRun
{
    /// <summary>Lives of one ledger, unless it is complete before.</summary>
    private const int Lives = 50;
    private const int Stations = 2500;

    public static CrashResult Run(int kills, int seed, Action<string> progress)
    {
        var random = new Random(seed);
        var contradictions = new List<string>();
        var (killed, ledgers, acknowledged, signed, published) = (0, 0, 0, 0, 0);
        while (killed < kills && contradictions.Count == 0)
        {
            var root = Directory.CreateTempSubdirectory("sirekap-crash");
            try
            {
                var scene = Scene.Create(Path.Combine(root.FullName, "scene"), Stations, (ulong)(seed + ledgers++));
                var testimony = new Testimony(scene);
                var finished = false;
                for (var life = 0; life < Lives && killed < kills && !finished && contradictions.Count == 0; life++)
                {
                    finished = Live(scene, testimony, life, random, contradictions);
                    killed += finished ? 0 : 1;

                    // Half of the time the next process finds what the killed one left, untouched.
                    testimony.Check(repair: random.Next(2) == 0, signatures: random.Next(8) == 0, contradictions);
                    progress(
                        $"kill {killed}: {testimony.Acknowledged} acknowledged, {testimony.Signed} signed, {testimony.Published} "
                            + $"published, {contradictions.Count} contradictions"
                    );
                }

                acknowledged += testimony.Acknowledged;
                signed += testimony.Signed;
                published += testimony.Published;
            }
            finally
            {
                root.Delete(recursive: true);
            }
        }

        return new CrashResult(killed, ledgers, acknowledged, signed, published, contradictions);
    }

    /// <summary>One process from start to kill; true when it came to the end of what there was to say.</summary>
    private static bool Live(Scene scene, Testimony testimony, int life, Random random, List<string> contradictions)
    {
        var (word, count, delay) = Moment(random);
        using var reached = new ManualResetEventSlim(word.Length == 0);
        var left = count;
        using var victim = Victim.Child(
            scene,
            life,
            line =>
            {
                if (line.StartsWith(word, StringComparison.Ordinal) && Interlocked.Decrement(ref left) == 0)
                {
                    reached.Set();
                }
            }
        );
        while (!reached.Wait(20) && !victim.HasExited)
        {
            // It opens, or writes.
        }

        Thread.Sleep(delay);
        victim.Kill();
        var (code, errors) = victim.Wait();
        testimony.Hear(victim.Lines, contradictions);
        var finished = victim.Lines.Contains("finished");
        const int Sigkill = 128 + 9;
        if (code != Sigkill && !finished)
        {
            contradictions.Add($"the process ended by itself with {code}: {errors}");
        }

        return finished;
    }

    /// <summary>When to kill: after the line that begins so for the so-maniest time, and then so many milliseconds.</summary>
    private static (string Word, int Count, int Delay) Moment(Random random) =>
        random.Next(10) switch
        {
            0 => ("", 1, random.Next(600)),
            1 => ("opened", 1, random.Next(20)),
            2 or 3 => ("publishing", 1 + random.Next(2), random.Next(150)),
            4 => ("published", 1, random.Next(20)),
            5 => ("signing", 1 + random.Next(5), random.Next(8)),
            6 => ("signed", 1 + random.Next(5), 0),
            _ => ("ack", 1 + random.Next(300), random.Next(10)),
        };
}
