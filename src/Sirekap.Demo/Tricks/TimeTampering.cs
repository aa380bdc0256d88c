using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>
/// Dates an entry otherwise. Time never goes back and no second is told twice, so what told other times between is left out: nothing refers
/// to it.
/// </summary>
internal static class TimeTampering
{
    public static Forgery? Play(HonestState honest, SignerKey log, int target, Timestamp to, out TrickRefusal? refusal)
    {
        var before = honest.Record.Times.At(target)!.Value;
        refusal =
            !to.IsInRange ? TrickRefusal.ImpossibleTime
            : to == before ? TrickRefusal.NothingChanges
            : null;
        if (refusal is not null)
        {
            return null;
        }

        var times = honest.OfKind("time").ToArray();
        var dating = times.Last(index => index <= target);

        // A definition is followed by a time: where even the first told a later one, that is the one to change.
        var changed = At(times[0]) >= to ? times[0] : dating;
        var copy = new LedgerCopy(honest.Entries);
        copy.Alter(changed, Signing.Entry(honest.Record.Head, new Time(to), log));
        foreach (var index in times)
        {
            if (index != changed && (index <= dating ? At(index) >= to || index == dating : At(index) <= to))
            {
                copy.Remove(index);
            }
        }

        var (entries, changes) = copy.Write();
        return new Forgery(entries, entries, changes, target) { Times = (before, to) };

        Timestamp At(int index) => honest.Record.Times.At(index)!.Value;
    }
}
