using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>A form was signed by somebody who watches, or they refused to.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of their key.</param>
/// <param name="Statement">What they say.</param>
public sealed record Attestation(int Index, int Key, Attest Statement);

/// <summary>A committee's answer.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of its key.</param>
/// <param name="Statement">What it says.</param>
public sealed record ObjectionAnswer(int Index, int Key, Answer Statement);

/// <summary>How an objection stands.</summary>
public enum ObjectionState : byte
{
    /// <summary>Nobody has answered.</summary>
    Open,

    /// <summary>It was answered, and stays open.</summary>
    Replied,

    /// <summary>It is settled.</summary>
    Settled,

    /// <summary>It was rejected, with a reason.</summary>
    Rejected,
}

/// <summary>An objection with what it was answered, oldest first. One thread adds, under the record's lock.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the objector's key.</param>
/// <param name="Statement">What is objected.</param>
public sealed record ObjectionCase(int Index, int Key, Objection Statement)
{
    private readonly List<ObjectionAnswer> _answers = [];

    public IReadOnlyList<ObjectionAnswer> Answers => _answers;

    /// <summary>How it stands within the first <paramref name="size"/> entries.</summary>
    public ObjectionState State(long size = long.MaxValue) =>
        _answers.LastOrDefault(answer => answer.Index < size)?.Statement.Outcome switch
        {
            null => ObjectionState.Open,
            AnswerOutcome.Settled => ObjectionState.Settled,
            AnswerOutcome.Rejected => ObjectionState.Rejected,
            _ => ObjectionState.Replied,
        };

    internal void Add(ObjectionAnswer answer) => _answers.Add(answer);
}

/// <summary>
/// What witnesses, supervisors and observers say of stations' forms: signatures, refusals, objections with their answers. Kept by codes,
/// beside the stations, and seen by no class and no sum. Whatever is as of an earlier size leaves out what came later. One thread adds,
/// under the record's lock.
/// </summary>
public sealed class Watching
{
    private readonly Dictionary<(string Contest, RegionCode Station), List<Attestation>> _attestations = [];
    private readonly Dictionary<(string Contest, RegionCode Station), List<ObjectionCase>> _objections = [];
    private readonly List<ObjectionCase> _all = [];
    private readonly Dictionary<int, ObjectionCase> _byEntry = [];

    /// <summary>All objections, oldest first.</summary>
    public IReadOnlyList<ObjectionCase> Objections => _all;

    /// <summary>Who signed a station's forms in a contest, or refused to, oldest first.</summary>
    public IReadOnlyList<Attestation> AttestationsOf(string contest, RegionCode station) =>
        _attestations.GetValueOrDefault((contest, station)) ?? [];

    /// <summary>What was objected to a station in a contest, oldest first.</summary>
    public IReadOnlyList<ObjectionCase> ObjectionsOf(string contest, RegionCode station) =>
        _objections.GetValueOrDefault((contest, station)) ?? [];

    /// <summary>The objection that an entry is, or null.</summary>
    public ObjectionCase? ObjectionAt(int entry) => _byEntry.GetValueOrDefault(entry);

    internal void Add(Attestation attestation) =>
        Of(_attestations, attestation.Statement.Contest, attestation.Statement.Station).Add(attestation);

    internal void Add(ObjectionCase objection)
    {
        Of(_objections, objection.Statement.Contest, objection.Statement.Station).Add(objection);
        _all.Add(objection);
        _byEntry[objection.Index] = objection;
    }

    private static List<T> Of<T>(Dictionary<(string Contest, RegionCode Station), List<T>> all, string contest, RegionCode station)
    {
        if (!all.TryGetValue((contest, station), out var its))
        {
            all[(contest, station)] = its = [];
        }

        return its;
    }
}
