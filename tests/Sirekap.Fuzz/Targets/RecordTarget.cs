using Sirekap.Elections.Checks;
using Sirekap.Elections.Statements;
using Sirekap.Publication;
using Sirekap.Record;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>
/// Whole histories: nothing throws, a refusal changes nothing, sums are those of a recount, nothing is accepted over a check that no review
/// names, and the accepted entries alone, folded again in one go, give the same state.
/// </summary>
internal static class RecordTarget
{
    private const int MostEntries = 60;

    public static Target Create()
    {
        var random = new Random(1);
        var seeds = Enumerable
            .Range(0, 8)
            .Select(i =>
            {
                var program = new byte[400];
                random.NextBytes(program);
                program[0] = (byte)i;
                return program;
            });
        return new Target(
            "record",
            [
                [0],
                [1],
                .. seeds,
            ],
            Run
        )
        {
            Longest = 800,
            Share = 8,
        };
    }

    /// <remarks>Of the first byte: bit 0 a copy, bit 1 no enrolments before, bits 2 and 3 unset to fold again at the end.</remarks>
    private static string Run(byte[] program)
    {
        var flags = program.Length == 0 ? 0 : program[0];
        var election = (flags & 1) == 0 ? SampleElection.Simulation : SampleElection.Copy;
        var record = ElectionRecord.Begin(election.Entry, election.Find, out var flaw);
        Unless(record is not null, $"the definition is refused: {flaw}");
        var steps = new RecordProgram(program, election);
        var accepted = new List<byte[]> { election.Entry };
        if ((flags & 2) == 0)
        {
            foreach (var entry in steps.Enrolments((flags & 1) == 1))
            {
                flaw = record!.Accept(entry);
                Unless(flaw is null, $"an enrolment is refused: {flaw}");
                accepted.Add(entry);
            }
        }

        var refusals = new SortedSet<string>(StringComparer.Ordinal);
        var state = State(record!);
        for (var i = 0; i < MostEntries && !steps.Ended; i++)
        {
            var entry = steps.Next(record!);
            var count = record!.Count;
            flaw = record.Accept(entry);
            var after = State(record);
            Unless(record.Count == count + (flaw is null ? 1 : 0), "the number of entries is wrong");
            if (flaw is null)
            {
                accepted.Add(entry);
            }
            else
            {
                refusals.Add(flaw.Name);
                Unless(after == state, $"a refusal changed the state: {flaw}");
            }

            state = after;
        }

        Settled(record!);
        if ((flags & 12) == 0)
        {
            FoldAgain(record!, accepted, election);
        }

        // Combinations of refusals are too many to be news; each by itself is.
        return refusals.Count == 0 ? Target.Accepted : refusals.ElementAt(program.Length % refusals.Count);
    }

    private static void Settled(ElectionRecord record)
    {
        foreach (var contest in record.Contests)
        {
            Unless(contest.Tally.Recount().FirstDifference(contest.Tally.Sums) < 0, "the running sums are not those of a recount");
            for (var station = 0; station < record.Tree.StationCount; station++)
            {
                if (contest.Tally.Class(station) == StationClass.Accepted)
                {
                    var open = Catalogue.First.FailingHolds(contest.Checks(station)) & ~contest.NamedChecks(station);
                    Unless(
                        open == 0 && !contest.IsHeld(station) && !contest.IsInConflict(station),
                        $"station {record.Tree.Station(station)} is accepted over what nobody settled"
                    );
                }
            }
        }
    }

    private static void FoldAgain(ElectionRecord record, List<byte[]> accepted, SampleElection election)
    {
        var replay = new Replay(election.Find, verifyFrom: 0);
        foreach (var entry in accepted)
        {
            replay.Add(entry);
        }

        replay.Complete();
        Unless(
            replay.Flaws.Count == 0,
            $"folded again, entry {replay.Flaws.FirstOrDefault()?.Index} is refused: {replay.Flaws.FirstOrDefault()?.Rejection}"
        );
        Unless(State(replay.Record!) == State(record), "folded again, the state is another");
    }

    /// <summary>Everything that a publication would show, and what decides over what comes next.</summary>
    private static string State(ElectionRecord record)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        var w = new CanonicalWriter();
        foreach (var contest in record.Contests)
        {
            for (var region = 0; region < record.Tree.RegionCount; region++)
            {
                w.Clear();
                hash.AppendData(ResultDocument.Write(w, record, contest, region));
            }

            for (var station = 0; station < record.Tree.StationCount; station++)
            {
                hash.AppendData(BitConverter.GetBytes(contest.Seen(station)?.UnixSeconds ?? -1));
                hash.AppendData([
                    (byte)contest.Tally.Class(station),
                    contest.IsHeld(station) ? (byte)1 : (byte)0,
                    contest.IsInConflict(station) ? (byte)1 : (byte)0,
                ]);
                hash.AppendData(BitConverter.GetBytes(contest.NamedChecks(station)));
            }
        }

        for (var key = 0; key < record.Keys.Count; key++)
        {
            hash.AppendData(BitConverter.GetBytes(record.Keys[key].Revoked));
        }

        hash.AppendData(BitConverter.GetBytes(record.Attached.Count));
        hash.AppendData(BitConverter.GetBytes(record.Photos.Shared.Sum(photo => record.Photos.Places(photo).Count)));
        foreach (var disclosure in record.Disclosures)
        {
            hash.AppendData(BitConverter.GetBytes(disclosure.Index));
            hash.AppendData(BitConverter.GetBytes(record.Disclosures.ReplacedBy(disclosure.Index)));
        }

        hash.AppendData(BitConverter.GetBytes(record.Count));
        hash.AppendData(BitConverter.GetBytes(record.Times.Now?.UnixSeconds ?? -1));
        hash.AppendData(BitConverter.GetBytes(record.Mentioned.Count));
        hash.AppendData(BitConverter.GetBytes(record.Withheld.Count));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
