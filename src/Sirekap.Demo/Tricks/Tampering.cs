using Sirekap.Elections.Regions;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>Plays a trick on a ledger's entries, or says why it cannot be played.</summary>
internal sealed class Tampering(HonestState honest, SignerKey log)
{
    /// <summary>The definition and the first time, without which there is no election.</summary>
    private const int Least = 2;

    public Forgery? Play(Trick trick, out TrickRefusal? refusal)
    {
        switch (trick)
        {
            case Trick.Nothing:
                refusal = null;
                return new Forgery(honest.Entries, honest.Entries, [], LastForm(0));
            case Trick.ChangeVote change:
                return At(change.Contest, change.Station, out refusal) is (var contest, var station)
                    ? VoteTampering.Play(honest, change, contest, station, out refusal)
                    : null;
            case Trick.DropForm drop:
                return At(drop.Contest, drop.Station, out refusal) is (var from, var dropped) ? Drop(from, dropped) : null;
            case Trick.Backdate backdate:
                return At(backdate.Contest, backdate.Station, out refusal) is (var at, var place)
                    ? TimeTampering.Play(honest, log, at.InPlace(place), backdate.To, out refusal)
                    : null;
            case Trick.CutBack cut:
                refusal = cut.Size < Least || cut.Size >= honest.Entries.Count ? TrickRefusal.ImpossibleSize : null;
                return refusal is null ? Cut((int)cut.Size) : null;
            default:
                throw new ArgumentOutOfRangeException(nameof(trick));
        }
    }

    /// <summary>
    /// Decisions, signatures and objections name the statement they are on by its hash, and are on the station's own: what is said of one
    /// station hangs on nothing else.
    /// </summary>
    private Forgery Drop(ContestRecord contest, int station)
    {
        var copy = new LedgerCopy(honest.Entries);
        foreach (var index in honest.SaidOf(contest, station))
        {
            copy.Remove(index);
        }

        var (entries, changes) = copy.Write();
        return new Forgery(entries, entries, changes, contest.InPlace(station));
    }

    private Forgery Cut(int size)
    {
        var kept = honest.Entries.Take(size).ToList();
        var removed = Enumerable.Range(size, honest.Entries.Count - size).Select(i => new EntryChange(ChangeKind.Removed, i, null));
        return new Forgery(kept, kept, [.. removed], LastForm(size));
    }

    /// <summary>Of those who hold a receipt from an index on, the last station that sent a form; else whoever is first.</summary>
    private int LastForm(int from) => Math.Max(honest.OfKind("form").LastOrDefault(from), from);

    private (ContestRecord Contest, int Station)? At(string code, RegionCode station, out TrickRefusal? refusal)
    {
        var ordinal = honest.Record.Tree.FindStation(station);
        refusal = honest.Record.Contest(code) switch
        {
            null => TrickRefusal.UnknownContest,
            _ when ordinal < 0 => TrickRefusal.UnknownStation,
            { } contest when contest.InPlace(ordinal) < 0 => TrickRefusal.NoForm,
            _ => null,
        };
        return refusal is null ? (honest.Record.Contest(code)!, ordinal) : null;
    }
}
