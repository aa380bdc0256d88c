using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A plenary has read a station's paper: the station is settled.</summary>
internal sealed class TranscribeEffect : Effect<Transcription>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Transcription statement) =>
        Authority.ToTranscribe(signer, statement.Station);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Transcription> said)
    {
        var read = said.Statement;
        if (StationPlace.Find(record, read.Contest, read.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        return read.Fields.IsEmpty
            ? new Rejection(RejectionCode.NoFigures, $"{read.Station}: neither votes nor counts")
            : StationPlace.Ballot(contest, read.Station, read.Fields)
                ?? StationPlace.Unknown(record, contest, read.Station, read.Copies?.Watchers ?? [])
                ?? contest.Refuses(station, read);
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Transcription> said)
    {
        var (read, station) = (said.Statement, record.Tree.FindStation(said.Statement.Station));
        record.Contest(read.Contest)!.Transcribe(said.Index, said.Signer.Ordinal, station, read);
        StationPlace.NamePhotos(record, said.Index, station, read.Photos);
        return null;
    }
}
