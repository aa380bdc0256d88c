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

        return record.StationKeys.Refusal(record, said.Signer, enrol);
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
