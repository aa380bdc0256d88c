using System.Globalization;
using System.Runtime.InteropServices;
using Sirekap.Fuzz;
using Sirekap.Fuzz.Verifiers;

// dotnet run --project tests/Sirekap.Fuzz -- --seconds N --seed S [--target NAME] [--go-on] | --target NAME --input BASE64 | --list
// N are seconds of processor time, shared by the targets in turns. Ends with 1 at the first finding, or with --go-on at the end; SIGTERM or
// Ctrl-C bring the end and its table early. See docs/fuzzing.md.
const int Turn = 5;
var hang = TimeSpan.FromSeconds(20);

string? Given(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

var seedGiven = ulong.TryParse(Given("--seed") ?? "1", out var seed);
if (seedGiven && long.TryParse(Given("--verifiers"), out var cases))
{
    return VerifiersRun.Run(seed, cases, Given("--place"), Console.Out);
}

if (seedGiven && long.TryParse(Given("--case"), out var number))
{
    using var two = new TwoVerifiers(seed);
    VerifiersRun.Tell(two.Judge(number), seed, Console.Out);
    return 0;
}

var asked = Given("--target");
var targets = AllTargets.Create().Where(target => asked is null || target.Name == asked).ToArray();
if (args is ["--list"] || targets.Length == 0)
{
    Console.WriteLine(string.Join('\n', AllTargets.Create().Select(target => target.Name)));
    return targets.Length == 0 ? 2 : 0;
}

if (Given("--input") is { } input)
{
    Console.WriteLine(targets[0].Check(Convert.FromBase64String(input)));
    return 0;
}

if (!double.TryParse(Given("--seconds"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || !seedGiven)
{
    Console.Error.WriteLine("usage: --seconds N --seed S [--target NAME] [--go-on] | --target NAME --input BASE64 | --list");
    return 2;
}

var fuzzers = targets.Select(target => new Fuzzer(target, seed)).ToArray();

// A hang is 20 seconds of processor time over one input: a busy machine may let this process wait for longer than that.
(long Inputs, TimeSpan Since) watched = default;
using var watch = new Timer(
    _ =>
    {
        foreach (var fuzzer in fuzzers.Where(fuzzer => fuzzer.Current is not null))
        {
            var now = Environment.CpuUsage.TotalTime;
            if (watched.Inputs != fuzzer.Inputs)
            {
                watched = (fuzzer.Inputs, now);
            }
            else if (now - watched.Since > hang)
            {
                Console.WriteLine(
                    new Finding(fuzzer.Target.Name, seed, fuzzer.Inputs, $"no answer after {hang.TotalSeconds} s", fuzzer.Current ?? [])
                );
                Environment.Exit(1);
            }
        }
    },
    null,
    1000,
    1000
);

var stop = false;
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    Volatile.Write(ref stop, true);
}

using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
var spent = fuzzers.ToDictionary(fuzzer => fuzzer, _ => TimeSpan.Zero);
var told = 0;
foreach (var fuzzer in fuzzers)
{
    fuzzer.Begin();
    told += Tell(fuzzer);
}

while (spent.Values.Sum(time => time.TotalSeconds) < seconds && !Volatile.Read(ref stop) && (told == 0 || args.Contains("--go-on")))
{
    foreach (var fuzzer in fuzzers)
    {
        var start = Environment.CpuUsage.TotalTime;
        var turn = fuzzer.Target.Share * Math.Min(Turn, seconds / fuzzers.Sum(f => f.Target.Share));
        while ((Environment.CpuUsage.TotalTime - start).TotalSeconds < turn && !Volatile.Read(ref stop))
        {
            for (var i = 0; i < 16; i++)
            {
                fuzzer.Step();
            }
        }

        spent[fuzzer] += Environment.CpuUsage.TotalTime - start;
        told += Tell(fuzzer);
    }
}

Console.WriteLine($"{"target", -24}{"seconds", 9}{"inputs", 14}{"accepted", 12}{"answers", 9}{"corpus", 8}{"findings", 10}");
foreach (var f in fuzzers)
{
    Console.WriteLine(
        $"{f.Target.Name, -24}{spent[f].TotalSeconds, 9:0}{f.Inputs, 14:N0}{f.Accepted, 12:N0}{f.Answers, 9}{f.Corpus, 8}"
            + $"{f.Findings.Count, 10}"
    );
}

return fuzzers.Any(fuzzer => fuzzer.Findings.Count > 0) ? 1 : 0;

int Tell(Fuzzer fuzzer)
{
    foreach (var finding in fuzzer.Findings.Skip(fuzzer.Told))
    {
        Console.WriteLine(finding);
    }

    var fresh = fuzzer.Findings.Count - fuzzer.Told;
    fuzzer.Told = fuzzer.Findings.Count;
    return fresh;
}
