using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>Somebody who watches signs a form, or refuses to: it is kept beside the form.</summary>
internal sealed class AttestEffect : Effect<Attest>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Attest statement) =>
        Authority.InOwnName(signer, statement.By) ?? Authority.ToAttest(signer, statement.Station);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Attest> said)
    {
        var (attest, signer) = (said.Statement, said.Signer);
        if (StationPlace.Watched(record, signer, attest.Contest, attest.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        if (!StationPlace.HasForm(record, contest, station, attest.On))
        {
            return new Rejection(RejectionCode.NoForm, $"{attest.Station} has no form {attest.On}");
        }

        var before = record.Watching.AttestationsOf(attest.Contest, attest.Station);
        if (before.FirstOrDefault(b => b.Statement.On == attest.On && IsTheirs(record.Keys[b.Key])) is { } earlier)
        {
            return new Rejection(RejectionCode.AlreadyAttested, $"whoever holds key {signer.Name} did so in entry {earlier.Index}");
        }

        // One body's people cannot fill the room that is everybody's.
        var most = record.Rules.Limits.Attestations;
        return before.Count(b => record.Keys[b.Key].Watcher == signer.Watcher) >= most
            ? new Rejection(RejectionCode.TooMany, $"{attest.Station} has {most} signatures of the same body or contestant")
            : null;

        bool IsTheirs(Key key) => key.Holder == signer.Holder && key.Watcher == signer.Watcher;
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Attest> said)
    {
        record.Watching.Add(new Attestation(said.Index, said.Signer.Ordinal, said.Statement));
        StationPlace.Touched(record, said.Statement.Contest, said.Statement.Station, said.Index);
        return null;
    }
}
