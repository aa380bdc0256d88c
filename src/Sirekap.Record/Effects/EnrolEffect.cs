using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A key is known from here on.</summary>
internal sealed class EnrolEffect : Effect<Enrol>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Enrol statement) =>
        Authority.ToEnrol(signer, record.Definition.Kind, statement);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Enrol> said)
    {
        var enrol = said.Statement;
        if (!record.Exists(enrol.Scope))
        {
            return new Rejection(RejectionCode.UnknownRegion, $"{enrol.Scope} is not in this election");
        }

        var name = said.Entry.Enrols!.Value;
        if (record.Keys.TryFind(name, out var earlier))
        {
            return new Rejection(RejectionCode.KeyAlreadyEnrolled, $"key {name} was enrolled by entry {earlier.Enrolled}");
        }

        return OthersHolder(record, said.Signer, enrol) ?? record.StationKeys.Refusal(record, said.Signer, enrol);
    }

    /// <summary>
    /// Holders are public, and whoever acts as one hinders the person: a known one is repeated only by those who answer for all its keys.
    /// </summary>
    private static Rejection? OthersHolder(ElectionRecord record, Key signer, Enrol enrol)
    {
        var keys = 0;
        foreach (var key in record.Keys.Of(enrol.Holder))
        {
            if (!Authority.AnswersFor(signer, key))
            {
                return new Rejection(RejectionCode.OthersHolder, $"key {key.Name} is theirs, for which key {signer.Name} does not answer");
            }

            keys++;
        }

        var most = record.Rules.Limits.Held;
        return keys < most ? null : new Rejection(RejectionCode.TooMany, $"holder {enrol.Holder} has had {most} keys");
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Enrol> said)
    {
        var enrol = said.Statement;
        record.StationKeys.Add(record, said.Signer, enrol);
        var name = said.Entry.Enrols!.Value;
        var watcher = Authority.Watches(enrol.Role) ? said.Signer.Watcher : Key.NoWatcher;
        record.Keys.Add(name, enrol.Role, watcher, enrol.Scope, enrol.Holder, enrol.Key, said.Index);
        return null;
    }

    internal override long Touch(ElectionRecord record, Statement statement) =>
        statement is Enrol { Role: Role.Station } enrol ? record.Tree.FindStation(enrol.Scope) : 0;
}
