namespace Sirekap.Cli.Rehearsing;

/// <summary>How long things took; another time they take another time.</summary>
internal sealed class RehearsalTimes
{
    private readonly List<double> _answers = [];

    /// <summary>From the first act to the last answer.</summary>
    public TimeSpan Night { get; set; }

    /// <summary>Publishing and verifying.</summary>
    public TimeSpan Checking { get; set; }

    /// <summary>An act was answered after this time.</summary>
    public void Answered(TimeSpan after) => _answers.Add(after.TotalMilliseconds);

    /// <summary>Milliseconds within which this share of the acts was answered.</summary>
    public double Within(double share)
    {
        _answers.Sort();
        return _answers.Count == 0 ? 0 : _answers[(int)Math.Min(_answers.Count - 1, share * _answers.Count)];
    }
}
