using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>Copies of a form were handed over: it is kept beside the station, and adds to what was said before.</summary>
internal sealed class SalinanEffect : Effect<Salinan>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Salinan statement) =>
        Authority.ToHandOver(signer, statement.Station);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Salinan> said)
    {
        var salinan = said.Statement;
        if (StationPlace.Find(record, salinan.Contest, salinan.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        if (!StationPlace.HasForm(record, contest, station, salinan.On))
        {
            return new Rejection(RejectionCode.NoForm, $"{salinan.Station} has no form {salinan.On}");
        }

        if (StationPlace.Unknown(record, contest, salinan.Station, salinan.Given.Watchers) is { } unknown)
        {
            return unknown;
        }

        // Each adds one at least of those whom the definition names: there is no other limit to want.
        return record.Handovers.HadAll(salinan.Contest, salinan.Station, salinan.Given)
            ? new Rejection(RejectionCode.NothingNew, $"{salinan.Station}: all of these were given a copy before")
            : null;
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Salinan> said)
    {
        record.Handovers.Add(new Handover(said.Index, said.Signer.Ordinal, said.Statement));
        StationPlace.Touched(record, said.Statement.Contest, said.Statement.Station, said.Index);
        return null;
    }
}
