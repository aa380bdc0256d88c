using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// How many keys each station was given: phones by its kits and its district, and kits. Whatever became of a key, it counts, so that
/// nobody who found a letter makes one officer after another. Two bytes a station. One thread adds, under the record's lock.
/// </summary>
internal sealed class StationKeys(RegionTree tree)
{
    private byte[] _phones = new byte[tree.StationCount];
    private byte[] _kits = new byte[tree.StationCount];

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth)
    {
        _phones = growth.Stations(_phones, (byte)0);
        _kits = growth.Stations(_kits, (byte)0);
    }

    /// <summary>Counts a key that is about to be enrolled, or says that its station has all that it may have.</summary>
    public Rejection? Add(ElectionRecord record, Key signer, Enrol enrol)
    {
        var limits = record.Rules.Limits;
        if (enrol.Role == Role.Kit)
        {
            ref var kits = ref _kits[record.Tree.FindStation(enrol.Scope)];
            if (kits >= limits.Kits)
            {
                return new Rejection(RejectionCode.TooMany, $"{enrol.Scope} has had {limits.Kits} kits");
            }

            kits++;
        }
        else if (enrol.Role == Role.Station && signer.Role != Role.Regency)
        {
            ref var phones = ref _phones[record.Tree.FindStation(enrol.Scope)];
            if (phones >= limits.Phones)
            {
                return new Rejection(
                    RejectionCode.PhonesSpent,
                    $"{enrol.Scope} has had {limits.Phones} keys; one more is enrolled by the regency's key alone"
                );
            }

            phones++;
        }

        return null;
    }
}
