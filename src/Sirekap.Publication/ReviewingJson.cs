using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Publication;

/// <summary>
/// What people read of a station's paper without seeing each other's figures, whether dice drew it, and why it is still to be read, as its
/// document has it: last of all, and each left out where there is none. A region's document has the dice that were rolled for it.
/// </summary>
internal static class ReviewingJson
{
    public static void Write(CanonicalWriter w, ElectionRecord record, ContestRecord contest, int station, long size)
    {
        var (code, at) = (contest.Contest.Code, record.Tree.Station(station));
        var first = true;
        foreach (var review in record.Blind.Of(code, at).Select(review => review.At(size)))
        {
            foreach (var seal in review.Seals)
            {
                Seal(w.Raw(first ? ",\"seals\":[{"u8 : ",{"u8), record, review.On, seal);
                first = false;
            }
        }

        w.Raw(first ? ""u8 : "]"u8);
        if (record.Dice.FirstDrawing(code, at, size) is >= 0 and var drawn)
        {
            w.Raw(",\"drawn\":"u8).Number(drawn);
        }

        first = true;
        foreach (var (reason, since) in ReviewTasks.Of(record, contest, station, size))
        {
            w.Raw(first ? ",\"task\":[{\"why\":\""u8 : ",{\"why\":\""u8).Raw(Word(reason));
            w.Raw("\",\"since\":"u8).Number(since).Raw("}"u8);
            first = false;
        }

        w.Raw(first ? ""u8 : "]"u8);
    }

    /// <summary>The dice that were rolled for a region, oldest first; nothing where none were.</summary>
    public static void Dice(CanonicalWriter w, ElectionRecord record, string contest, RegionCode region, long size)
    {
        var first = true;
        foreach (var roll in record.Dice.Of(contest, region).TakeWhile(roll => roll.Index < size))
        {
            ResultDocument.Stamp(w.Raw(first ? ",\"dice\":[{"u8 : ",{"u8), record, roll.Index, roll.Key);
            w.Raw(",\"size\":"u8).Number(roll.Statement.Size);
            w.Raw(",\"rolls\":"u8).String(roll.Statement.Rolls).Raw(",\"covered\":"u8).Number(roll.Covered);
            w.Raw(",\"drawn\":"u8).Number(roll.Drawn.Count);
            if (roll.Statement.Text is { } text)
            {
                w.Raw(",\"text\":"u8).String(text.Sha256.ToString());
            }

            w.Raw("}"u8);
            first = false;
        }

        w.Raw(first ? ""u8 : "]"u8);
    }

    private static void Seal(CanonicalWriter w, ElectionRecord record, int on, SealedReading seal)
    {
        ResultDocument.Stamp(w, record, seal.Index, seal.Key);
        w.Raw(",\"on\":"u8).Number(on);
        if (seal.Fields is { } fields)
        {
            ResultDocument.Stamp(w.Raw(",\"opened\":{"u8), record, seal.Opened, seal.OpenedBy);
            StatementCodec.WriteFields(w, fields);
            w.Raw("}"u8);
        }

        w.Raw("}"u8);
    }

    private static ReadOnlySpan<byte> Word(TaskReason reason) =>
        reason switch
        {
            TaskReason.Check => "check"u8,
            TaskReason.Conflict => "conflict"u8,
            TaskReason.Reading => "reading"u8,
            TaskReason.Objection => "objection"u8,
            _ => "drawn"u8,
        };
}
