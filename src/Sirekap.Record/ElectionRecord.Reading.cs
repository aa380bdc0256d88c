using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <remarks>What programs read on photos.</remarks>
public sealed partial class ElectionRecord
{
    private Rejection? ApplyReading(PhotoReading reading, Key signer)
    {
        if (Place(reading.Contest, reading.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        // The figures that a statement of two pages cannot have read are missing, never left out: a reading has the ballot's shape.
        rejection =
            Authority.ToRead(signer, reading.Station)
            ?? Ballot(contest!, reading.Station, reading.Fields.Votes.Length)
            ?? contest!.Read(Count, signer.Ordinal, station, reading);
        if (rejection is null)
        {
            // The evidence belongs to the publication until a quorum withholds it; replay does without.
            _mentioned.Add(reading.Evidence.Sha256);
            foreach (var photo in reading.Photos)
            {
                Photos.Add(photo);
            }
        }

        return rejection;
    }

    /// <summary>Notes for which station a form named photos. Where one stands for two, something is to be said of both.</summary>
    private void NamePhotos(int station, IReadOnlyList<Digest> photos)
    {
        foreach (var photo in photos)
        {
            if (Photos.Add(Count, station, photo) is { Count: > 1 } shared)
            {
                foreach (var contest in _contests.Values)
                {
                    foreach (var place in shared)
                    {
                        contest.Touched(place.Station, Count);
                    }
                }
            }
        }
    }
}
