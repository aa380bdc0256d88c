using Sirekap.Record;

namespace Sirekap.Cli;

/// <summary>What the key of a committee did with forms, as counts.</summary>
internal sealed class OfficerActs
{
    /// <summary>Papers that it read and sealed.</summary>
    public int Seals { get; private set; }

    /// <summary>What it opened, by whichever key of the same holder it was sealed.</summary>
    public int Openings { get; private set; }

    /// <summary>What it sealed and nobody has opened.</summary>
    public int Unopened { get; private set; }

    /// <summary>Forms that it accepted, corrected or held under its own name.</summary>
    public int Decisions { get; private set; }

    /// <summary>Of every key that did anything, by its ordinal.</summary>
    public static IReadOnlyDictionary<int, OfficerActs> Of(ElectionRecord record)
    {
        var acts = new Dictionary<int, OfficerActs>();
        foreach (var seal in record.Blind.Seals)
        {
            By(seal.Key).Seals++;
            if (seal.Fields is null)
            {
                By(seal.Key).Unopened++;
            }
            else
            {
                By(seal.OpenedBy).Openings++;
            }
        }

        var decisions =
            from contest in record.Contests
            from station in Enumerable.Range(0, record.Tree.StationCount)
            where contest.EventCount(station) > 0
            from e in contest.History(station)
            where e.Kind is EventKind.Accept or EventKind.Correct or EventKind.Hold or EventKind.Transcribe or EventKind.Match
            select e.Key;
        foreach (var key in decisions)
        {
            By(key).Decisions++;
        }

        return acts;

        OfficerActs By(int key) => acts.TryGetValue(key, out var its) ? its : acts[key] = new OfficerActs();
    }
}
