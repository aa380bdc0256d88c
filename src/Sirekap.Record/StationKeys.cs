using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// How many keys each station was given: phones by its kits and its district, and kits. Whatever became of a key, it counts, so that
/// nobody who found a letter makes one officer after another. Two bytes a station. One thread adds, under the record's lock.
/// </summary>
public sealed class StationKeys
{
    private byte[] _phones;
    private byte[] _kits;

    internal StationKeys(RegionTree tree) => (_phones, _kits) = (new byte[tree.StationCount], new byte[tree.StationCount]);

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    internal void Grow(TreeGrowth growth)
    {
        _phones = growth.Stations(_phones, (byte)0);
        _kits = growth.Stations(_kits, (byte)0);
    }

    /// <summary>Whether a key is one of those of which a station has so many at most.</summary>
    /// <param name="role">The key's role.</param>
    /// <param name="enroller">Of whoever enrols it.</param>
    public static bool Counts(Role role, Role enroller) => role == Role.Kit || (role == Role.Station && enroller != Role.Regency);

    /// <summary>How many phones a station was given by its kits and its district.</summary>
    /// <param name="station">Its ordinal in the record's tree.</param>
    public int Phones(int station) => _phones[station];

    /// <summary>Why a station, which there is, may have no further key, or null.</summary>
    /// <param name="record">The election.</param>
    /// <param name="signer">Who enrols it.</param>
    /// <param name="enrol">The enrolment.</param>
    /// <param name="planned">How many more of that role are about to be counted before it.</param>
    public Rejection? Refusal(ElectionRecord record, Key signer, Enrol enrol, int planned = 0)
    {
        if (!Counts(enrol.Role, signer.Role))
        {
            return null;
        }

        var limits = record.Rules.Limits;
        var (counted, most) = enrol.Role == Role.Kit ? (_kits, limits.Kits) : (_phones, limits.Phones);
        return counted[record.Tree.FindStation(enrol.Scope)] + planned < most ? null
            : enrol.Role == Role.Kit ? new Rejection(RejectionCode.TooMany, $"{enrol.Scope} has had {most} kits")
            : new Rejection(
                RejectionCode.PhonesSpent,
                $"{enrol.Scope} has had {most} keys; one more is enrolled by the regency's key alone"
            );
    }

    /// <summary>Counts a key that nothing speaks against.</summary>
    internal void Add(ElectionRecord record, Key signer, Enrol enrol)
    {
        if (Counts(enrol.Role, signer.Role))
        {
            var counted = enrol.Role == Role.Kit ? _kits : _phones;
            counted[record.Tree.FindStation(enrol.Scope)]++;
        }
    }
}
