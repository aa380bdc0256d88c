using System.Diagnostics;
using System.Text;

namespace Sirekap.Fuzz;

/// <summary>Something that does not hold, with the input that shows it.</summary>
internal sealed record Finding(string Target, ulong Seed, long Try, string What, byte[] Input)
{
    public override string ToString() => $"FAILED target {Target}, seed {Seed}, try {Try}: {What}\ninput {Convert.ToBase64String(Input)}";
}

/// <summary>
/// Runs one target: takes an input of the corpus, changes it, checks it. An input that brings an answer never heard before joins the
/// corpus. One seed gives one sequence of inputs.
/// </summary>
internal sealed class Fuzzer
{
    private const int LargestCorpus = 400;
    private const int LongestKept = 1 << 14;

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private readonly Target _target;
    private readonly ulong _seed;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _corpus;
    private readonly HashSet<string> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public Fuzzer(Target target, ulong seed)
    {
        _target = target;
        _seed = seed;
        _random = new Random(Seed(target.Name, seed));
        _mutator = new Mutator(_random, [.. target.Words.Select(Encoding.UTF8.GetBytes)], target.Longest);
        _corpus = [.. target.Seeds];
    }

    public Target Target => _target;

    public long Inputs { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>Distinct answers, quotations left out: a crude measure of how much of the parser was met.</summary>
    public int Answers => _answers.Count;

    public int Corpus => _corpus.Count;

    public List<Finding> Findings { get; } = [];

    /// <summary>How many of the findings have been reported.</summary>
    public int Told { get; set; }

    /// <summary>The input being checked, for whoever watches for a hang.</summary>
    public byte[]? Current { get; private set; }

    /// <summary>Checks the seeds, of which at least one must be accepted.</summary>
    public void Begin()
    {
        foreach (var seed in _target.Seeds)
        {
            Try(seed);
        }

        if (Accepted == 0)
        {
            Findings.Add(new Finding(_target.Name, _seed, 0, "none of the seeds is accepted: it would test nothing", _target.Seeds[0]));
        }
    }

    public void Step()
    {
        var input = _mutator.Mutate(_corpus[_random.Next(_corpus.Count)], _corpus);
        if (_target.Repair is { } repair && _random.Next(2) == 0)
        {
            input = repair(input);
        }

        Try(input);
    }

    private void Try(byte[] input)
    {
        Inputs++;
        Current = input;
        try
        {
            var answer = Checked(input);
            Accepted += answer == Target.Accepted ? 1 : 0;
            if (_answers.Add(Skeleton(answer, input)) && _corpus.Count < LargestCorpus && input.Length <= LongestKept)
            {
                _corpus.Add(input);
            }
        }
        catch (Exception e)
        {
            // One finding a place: a second input that shows the same adds nothing.
            var place = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Sirekap.", StringComparison.Ordinal))?.Trim();
            if (_known.Add($"{e.GetType().Name} {Skeleton(e.Message, input)} {place}"))
            {
                Findings.Add(new Finding(_target.Name, _seed, Inputs, $"{e.GetType().Name}: {e.Message} {place}", input));
            }
        }

        Current = null;
    }

    private string Checked(byte[] input)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var answer = _target.Check(input);
        var took = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        BrokenInvariantException.Unless(allocated <= _target.MostAllocated, $"{input.Length} bytes made it allocate {allocated >> 20} MiB");

        // Once may be the machine's doing; three times in a row is the input's.
        for (var again = 0; took > Slow; again++)
        {
            BrokenInvariantException.Unless(again < 3, $"{input.Length} bytes took {took.TotalSeconds:0.0} s, four times");
            start = Stopwatch.GetTimestamp();
            _target.Check(input);
            took = Stopwatch.GetElapsedTime(start);
        }

        return answer;
    }

    /// <summary>The words of an answer but for those that it only quotes from the input.</summary>
    private static string Skeleton(string answer, byte[] input)
    {
        var words = new StringBuilder();
        for (var at = 0; at < answer.Length && words.Length < 80; )
        {
            var end = at;
            while (end < answer.Length && char.IsAsciiLetterLower(answer[end]))
            {
                end++;
            }

            if (end - at > 2 && input.AsSpan().IndexOf(Encoding.ASCII.GetBytes(answer[at..end])) < 0)
            {
                words.Append(answer, at, end - at).Append(' ');
            }

            at = Math.Max(end, at + 1);
        }

        return words.ToString();
    }

    private static int Seed(string name, ulong seed)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = unchecked((14695981039346656037UL ^ seed) * 1099511628211UL);
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return unchecked((int)(hash ^ (hash >> 32)));
    }
}
