using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>What a program read on photos is kept beside the station.</summary>
internal sealed class ReadingEffect : Effect<PhotoReading>
{
    protected override Rejection? May(ElectionRecord record, Key signer, PhotoReading statement) =>
        Authority.ToRead(signer, statement.Station);

    protected override Rejection? Apply(ElectionRecord record, in Said<PhotoReading> said)
    {
        var reading = said.Statement;

        // The figures that a statement of two pages cannot have read are missing, never left out: a reading has the ballot's shape.
        return StationPlace.Find(record, reading.Contest, reading.Station, out var contest, out var station)
            ?? StationPlace.Ballot(contest, reading.Station, reading.Fields)
            ?? contest.Read(said.Index, said.Signer.Ordinal, station, reading);
    }
}
