using System.Numerics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms.Sections;

/// <summary>The figures that make a check fail, for those who look at the paper.</summary>
internal sealed class Clash
{
    private readonly List<(PaperPlace Place, long Value)> _figures = [];

    public IReadOnlyList<(PaperPlace Place, long Value)> Figures => _figures;

    public Clash Add(PaperPlace place, long value)
    {
        _figures.Add((place, value));
        return this;
    }

    /// <summary>Those of the fields that are given.</summary>
    public Clash Add<T>(Figures<T> figures, params ReadOnlySpan<Field> fields)
        where T : struct, IBinaryInteger<T>
    {
        foreach (var field in fields)
        {
            if (figures.Gives(field))
            {
                Add(PaperPlace.Of(field), figures.At(field));
            }
        }

        return this;
    }

    /// <summary>Those of the votes that are wanted.</summary>
    public Clash Votes<T>(Figures<T> figures, Ballot ballot, Func<T, bool> wanted)
        where T : struct, IBinaryInteger<T>
    {
        for (var i = 0; i < figures.Votes.Length; i++)
        {
            if (wanted(figures.Votes[i]))
            {
                Add(PaperPlace.Of(ballot.Columns[i]), long.CreateTruncating(figures.Votes[i]));
            }
        }

        return this;
    }
}

/// <summary>The checks that fail, as they are found. <c>default</c> is none.</summary>
internal struct FailingChecks
{
    /// <summary>A bit for each, by its index.</summary>
    public uint Bits { get; private set; }

    public void Add(CheckIndex check, bool fails) => Bits |= fails ? 1u << (int)check : 0;
}
